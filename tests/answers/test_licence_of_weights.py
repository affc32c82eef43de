"""A licence that is named for the weights governs them, whether or not anybody knows it."""

import json
import struct

import pytest

from licensecheck.domain.report import Report
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import terminal
from tests.answers.conftest import (
    APACHE,
    DECLARED,
    TITLE,
    WEIGHTS,
    Audit,
    accused,
    commercial,
    left,
)
from tests.misread import MISREAD

UNDER = f"{TITLE}## License\n\n"
LICENSE = {"LICENSE": APACHE}
STRANGE = "Zebra Community License"


def table(*rows: str) -> str:
    return "\n".join((rows[0], "|---|---|", *rows[1:])) + "\n"


NAMED = {
    "one sentence": f"The code is under Apache-2.0, the weights under the {STRANGE}.",
    "two clauses": f"Code is released under Apache 2.0 and weights are under the {STRANGE}.",
    "the other order": f"Use of the weights is governed by the {STRANGE}; our code is Apache-2.0.",
    "a link": "The code is under [Apache-2.0](LICENSE), the weights under the "
    f"[{STRANGE}](https://zebra.example/terms).",
    "a dot between": f"Weights: {STRANGE} · Code: Apache-2.0",
    "a bar between": f"Code: Apache-2.0 | Weights: {STRANGE}",
    "a list": f"- **Code**: Apache-2.0\n- **Model weights**: [{STRANGE}](https://zebra.example/x)",
    "two columns": table("| Weights | Code |", f"| {STRANGE} | Apache-2.0 |"),
    "two rows": table("| Part | Licence |", "| Code | Apache-2.0 |", f"| Weights | {STRANGE} |"),
    "a table in HTML": "<table><tr><th>Weights</th><th>Code</th></tr>"
    f"<tr><td>{STRANGE}</td><td>Apache-2.0</td></tr></table>",
    "the model by name": f"Our code is Apache-2.0. Zebra-7B is released under the {STRANGE}.",
    "the whole project": f"This project is released under the {STRANGE}.",
    "Chinese": "代码采用 Apache-2.0 许可证，模型权重采用《斑马社区许可协议》。",
}
"""Ways to say so."""
SHORT = {
    "a dot between": "Weights: ZCL-1.0 · Code: Apache-2.0",
    "no verb": "code AL-2.0, ckpt ZCL-1.0",
    "in brackets": "A small model (code AL-2.0, weights ZCL-1.0).",
    "two columns": table("| Weights | Code |", "| ZCL-1.0 | Apache-2.0 |"),
    "two clauses": "Our code is MIT; our checkpoints are ZCL-1.0.",
}
"""The same of a name without the word licence: what stands beside it tells what it is."""


@pytest.mark.parametrize("said", [*NAMED.values(), *SHORT.values()], ids=[*NAMED, *SHORT])
def test_a_licence_that_nobody_knows_leaves_the_weights_unknown(audit: Audit, said: str) -> None:
    report = audit(f"{UNDER}{said}\n", LICENSE)
    assert (report.level, commercial(report)) == ("unknown", "please-read")
    assert accused(report) == set()


HEADED = "| Weights | Code |", "<th>Weights</th><th>Code</th>"
"""Rows of heads that the weigher of doubts misreads."""


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(said, id=name, marks=[MISREAD] if any(one in said for one in HEADED) else [])
        for name, said in (*NAMED.items(), *SHORT.items())
    ],
)
def test_the_same_words_with_an_open_licence_leave_them_open(audit: Audit, said: str) -> None:
    for name in (STRANGE, "ZCL-1.0", "《斑马社区许可协议》"):
        said = said.replace(name, "MIT License")
    assert audit(f"{UNDER}{said}\n", LICENSE).level == "open-weights"


@pytest.mark.parametrize("said", NAMED.values(), ids=NAMED)
def test_the_same_words_with_a_licence_that_restricts_close_them(audit: Audit, said: str) -> None:
    for name in (STRANGE, "《斑马社区许可协议》"):
        said = said.replace(name, "CC BY-NC 4.0 license")
    report = audit(f"{UNDER}{said}\n", LICENSE)
    assert (report.level, commercial(report)) == ("restricted-weights", "no")


@pytest.mark.parametrize(
    "said",
    [
        "The code is under Apache-2.0, the weights under the Zebra Non-Commercial License.",
        "code AL-2.0, ckpt NC-ND",
        table("| Weights | Code |", "| Zebra NC 1.0 | Apache-2.0 |"),
    ],
)
def test_a_name_that_forbids_trade_forbids_it(audit: Audit, said: str) -> None:
    report = audit(f"{UNDER}{said}\n", LICENSE)
    assert (report.level, commercial(report)) == ("restricted-weights", "no")


def test_a_field_of_the_card_too(audit: Audit) -> None:
    other = "---\nlicense: other\nlicense_name: zebra-{}-1.0\n---\n# Zebra\n"
    assert commercial(audit(other.format("non-commercial"))) == "no"
    assert commercial(audit(other.format("commercial-or-non-commercial"))) == "please-read"
    assert commercial(audit(other.format("nice"))) == "please-read"


@pytest.mark.parametrize(
    "said",
    [
        "The code is under Apache-2.0, the weights are available on Hugging Face.",
        "Code: Apache-2.0 · Weights: [Hugging Face](https://huggingface.co/zoo/zebra)",
        "The model is Apache-2.0, and the training data are under the Okapi Data License.",
        "Code and weights: Apache-2.0.",
        table("| Model | Code |", "| Zebra-7B | MIT |"),
        table("| Weights | Code |", "| [zebra.pt](https://huggingface.co/zoo/z) | [x.py](x.py) |"),
    ],
)
def test_a_name_for_something_else_takes_nothing(audit: Audit, said: str) -> None:
    assert audit(f"{DECLARED}{said}\n", LICENSE).level == "open-weights"


@pytest.mark.parametrize(
    "said",
    [
        "Unlike models released under the Okapi Community License, Zebra is Apache-2.0.",
        "We compare with Okapi-7B, whose weights are released under the Okapi Community License.",
        "The weights will be released under the Okapi Community License in a later version.",
    ],
)
def test_a_licence_of_others_or_of_later_is_none_of_the_weights(audit: Audit, said: str) -> None:
    assert "terms of 'Okapi" not in left(audit(f"{DECLARED}{said}\n", LICENSE))


def test_one_whose_text_is_here_is_read_instead(audit: Audit) -> None:
    text = f"{STRANGE}\n\nYou may not use the weights for commercial purposes.\n"
    said = f"{TITLE}The weights are released under the {STRANGE}.\n"
    report = audit(said, {"LICENSE": text})
    assert "not in the snapshot" not in left(report)
    assert report.level == "restricted-weights"


# --- Fields of the weights themselves ------------------------------------------------------------


def safetensors(licence: str) -> bytes:
    tensor = {"dtype": "F32", "shape": [8192], "data_offsets": [0, 32_768]}
    head = json.dumps({"__metadata__": {"license": licence}, "w": tensor}).encode()
    return struct.pack("<Q", len(head)) + head + bytes(32_768)


def gguf(licence: str) -> bytes:
    key, value = b"general.license", licence.encode()
    entry = struct.pack("<Q", len(key)) + key + struct.pack("<IQ", 8, len(value)) + value
    return b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + entry + bytes(32_768)


def core_ml(licence: str) -> bytes:
    """A model with a version, a description and the metadata in it."""
    metadata = _message(1, b"A zebra") + _message(4, licence.encode())
    return b"\x08\x05" + _message(2, _message(1, b"x") + _message(100, metadata)) + bytes(32_768)


def _message(number: int, content: bytes) -> bytes:
    return _digits(number << 3 | 2) + _digits(len(content)) + content


def _digits(number: int) -> bytes:
    digits = bytearray()
    while number > 0x7F:
        digits.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*digits, number))


FORMATS = {WEIGHTS: safetensors, "zebra.gguf": gguf, "Zebra.mlmodel": core_ml} | {
    "Zebra.mlpackage/Data/com.apple.CoreML/model.mlmodel": core_ml
}


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize(
    ("licence", "level"),
    [
        ("Apache-2.0", "open-weights"),
        (STRANGE, "unknown"),
        ("CC BY-NC-ND 4.0", "restricted-weights"),
    ],
)
def test_the_header_of_the_weights_counts(
    audit: Audit, file: str, licence: str, level: str
) -> None:
    report = audit(DECLARED, {**LICENSE, file: FORMATS[file](licence)}, weights=False)
    assert report.level == level


@pytest.mark.parametrize("length", [0, 1, 2, 9, 40, 60])
def test_a_cut_core_ml_file_is_no_error(audit: Audit, length: int) -> None:
    files = {**LICENSE, "Zebra.mlmodel": core_ml("Apache-2.0")[:length] + b"\xff" * 20_000}
    assert audit(DECLARED, files).level == "open-weights"


# --- Texts that are called after something else --------------------------------------------------


LIMIT = "The model weights may be used for academic research only. Selling them is forbidden.\n"


@pytest.mark.parametrize("name", ["DATA_LICENSE", "vendor_zoo_LICENSE", "CODE_LICENSE"])
def test_a_text_that_limits_the_model_binds_whatever_it_is_called(audit: Audit, name: str) -> None:
    report = audit(DECLARED, {**LICENSE, name: LIMIT})
    assert report.level == "restricted-weights"
    assert all("not judged" not in one.message for one in report.problems)


@pytest.mark.parametrize(
    "text",
    [
        "The data set may be used for academic research only.\n",
        "Models trained on the data set may be used for academic research only.\n",
        "The model weights are under the text in LICENSE. The data may not be sold.\n",
    ],
)
def test_a_licence_of_the_data_stays_one(audit: Audit, text: str) -> None:
    assert audit(DECLARED, {**LICENSE, "DATA_LICENSE": text}).level == "open-weights"


# --- Texts that say which licences hold for what --------------------------------------------------


PARTS = {
    "by folder": (
        "The files in src/ are under the MIT License.\n\nThe files in checkpoints/ are under {}.\n"
    ),
    "by label": "Code: MIT License\nModel weights: {}\n",
    "in one sentence": "The code is under the MIT License, and the checkpoints are under {}.\n",
}


@pytest.mark.parametrize("wording", PARTS)
@pytest.mark.parametrize(
    ("licence", "level"),
    [("Apache License 2.0", "open-weights"), ("CC BY-NC 4.0", "restricted-weights")],
)
def test_a_licence_in_parts_gives_the_weights_theirs(
    audit: Audit, wording: str, licence: str, level: str
) -> None:
    text = PARTS[wording].replace("{}", licence)
    files = {"LICENSE": text, "src/run.py": "print(1)\n", "checkpoints/zebra.safetensors": b""}
    report = audit("# Zebra\n\nCode and weights of Zebra. See LICENSE.\n", files, weights=False)
    assert report.level == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("The data and the model trained on it are licensed under {}.\n", "restricted-weights"),
        ("Data set and model weights: {}\n", "restricted-weights"),
        ("The data are licensed under {}.\n", "open-weights"),
        ("The data used for our models are under {}.\n", "open-weights"),
    ],
)
def test_the_licence_of_the_data_may_be_that_of_the_model_too(
    audit: Audit, text: str, level: str
) -> None:
    files = {**LICENSE, "DATA_LICENSE": text.replace("{}", "CC BY-NC 4.0")}
    assert audit(DECLARED, files).level == level


def test_a_notice_of_other_peoples_software_says_nothing_of_the_model(audit: Audit) -> None:
    notice = (
        "Zebra\nCopyright 2024 Zoo\n\n"
        "This product includes software of the okapi project, which is under the GPL-3.0.\n"
    )
    assert audit(DECLARED, {**LICENSE, "NOTICE": notice}).level == "open-weights"


# --- Where a page with weights names its licence --------------------------------------------------

WAYS = {
    "alone under a heading": "## License\n\n{}\n",
    "alone, and more behind it": "## License\n\n{}\n\nSee the LICENSE file.\n",
    "bold heading": "## **License**\n\n{}\n",
    "numbered heading": "## 1. License\n\n{}\n",
    "underlined heading": "License\n-------\n\n{}\n",
    "rights": "## Usage rights\n\n{}\n",
    "project": "This project is released under the {} license.\n",
    "repository": "## License\n\nThis repository is under {}.\n",
    "we release": "We release the model under {}.\n",
    "row": "| Attribute | Value |\n|---|---|\n| Developer | Zoo |\n| License | {} |\n",
}
PAGE = (
    "# Zebra\n\nZebra is a small model. Its weights are here.\n\n{}\n"
    "## Citation\n\nCite our paper.\n"
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("licence", "level"), [("Apache-2.0", "open-weights"), ("CC BY-NC 4.0", "restricted-weights")]
)
def test_a_licence_is_heard_however_a_page_with_weights_names_it(
    audit: Audit, way: str, licence: str, level: str
) -> None:
    assert audit(PAGE.format(WAYS[way].format(licence)), {}).level == level


@pytest.mark.parametrize(
    "words",
    [
        "## License\n\nThe code of this project is under {}.\n",
        "This project's source code is released under the {} license.\n",
        "[![code license](https://img.shields.io/badge/code%20license-{}-blue)](LICENSE)\n",
    ],
)
def test_what_is_said_of_the_code_stays_with_the_code(audit: Audit, words: str) -> None:
    assert audit(PAGE.format(words.format("MIT")), {}).level == "unknown"


LINKS = "# Zebra\n\nDownload the weights from {}.\n\n{}\n"
HUB = "https://huggingface.co/zoo/zebra-7b"


@pytest.mark.parametrize("place", ["https://zoo.example/zebra.pt", HUB])
@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("This project is released under the MIT license.", "open-weights"),
        ("The whole repository is under MIT - see the LICENSE file for details.", "open-weights"),
        ("The docs of this project are under MIT.", "unknown"),
        ("This project uses Okapi, which is under MIT.", "unknown"),
        ("This project is under MIT. The weights are for research only.", "restricted-weights"),
        ("This project is under MIT. Ask us before you use the weights in a product.", "unknown"),
    ],
)
def test_what_is_said_of_the_project_reaches_the_weights_that_it_links_to(
    audit: Audit, place: str, said: str, level: str
) -> None:
    page = LINKS.format(place, said)
    assert audit(page, {"train.py": "print(1)\n"}, weights=False).level == level


@pytest.mark.parametrize(
    ("said", "level"),
    [("本项目采用 MIT 协议。", "open-weights"), ("本项目的代码采用 MIT 协议。", "unknown")],
)
def test_a_page_in_chinese_says_it_of_its_project_too(audit: Audit, said: str, level: str) -> None:
    page = f"# 斑马\n\n斑马是一个语言模型。权重下载：{HUB}\n\n## 许可证\n\n{said}\n"
    assert audit(page, {"train.py": "print(1)\n"}, weights=False).level == level


def printed(report: Report) -> str:
    """The first page in the terminal, in one line."""
    return " ".join(terminal.render(report, installed()).split())


def test_the_page_of_linked_weights_that_was_not_read_comes_next(audit: Audit) -> None:
    page = LINKS.format(HUB, "This project is released under the MIT license.")
    said = printed(audit(page, {"train.py": "print(1)\n"}, weights=False))
    assert "Next licensecheck audit huggingface:zoo/zebra-7b ·" in said


def test_where_nobody_gives_a_licence_the_first_page_says_what_follows(audit: Audit) -> None:
    said = printed(audit("# Zebra\n\nA model that counts stripes.\n"))
    assert "Licence none found: without one nothing is allowed" in said


def test_where_a_page_of_the_weights_was_not_read_nothing_follows_yet(audit: Audit) -> None:
    code = {"train.py": "print(1)\n"}
    said = printed(audit(LINKS.format(HUB, "It counts stripes."), code, weights=False))
    assert "Licence none found Weights at huggingface.co/zoo/zebra-7b, not read" in said


@pytest.mark.parametrize("heading", ["Lizenz", "Licencia", "Licença", "Лицензия", "ライセンス"])
def test_a_heading_about_the_licence_may_be_in_another_language(audit: Audit, heading: str) -> None:
    assert audit(PAGE.format(f"## {heading}\n\nApache 2.0\n"), {}).level == "open-weights"


@pytest.mark.parametrize(
    "said",
    [
        "## Lizenz\n\nDas Modell steht nicht unter der Lizenz CC BY 4.0.\n",
        "## Licencia\n\nEl modelo ya no se distribuye bajo la licencia MIT.\n",
        "## Lizenz\n\nDer Code steht unter MIT, die Gewichte nur für Forschungszwecke.\n",
    ],
)
def test_what_denies_a_licence_in_another_language_opens_nothing(audit: Audit, said: str) -> None:
    assert audit(PAGE.format(said), {}).level == "unknown"


@pytest.mark.parametrize("part", ["Model Parameters", "Model Checkpoint"])
def test_a_heading_names_the_part_and_no_licence(audit: Audit, part: str) -> None:
    said = "The parameters of Zebra-7B are under the CC BY 4.0 license."
    report = audit(f"{TITLE}Code: Apache-2.0\n\n### {part} License\n\n{said}\n", LICENSE)
    assert (report.level, commercial(report)) == ("open-weights", "yes")


HOW = APACHE.index("   APPENDIX:")
NOTICE = APACHE[APACHE.index("   Licensed under the Apache License", HOW) :]
WRITTEN = {
    "without how to apply it": f"{APACHE[:HOW]}   Copyright Anna Zoo\n\n{NOTICE}",
    "with its notice above": f"Copyright Anna Zoo\n\n{NOTICE}\n{APACHE}",
    "without the appendix": APACHE[:HOW],
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_licence_may_come_with_its_notice_in_any_place(audit: Audit, text: str) -> None:
    report = audit(DECLARED, {"LICENSE": text})
    assert (report.level, commercial(report)) == ("open-weights", "yes")


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_notice_with_a_ban_in_it_is_none(audit: Audit, text: str) -> None:
    ban = "You may not sell this file except in compliance with our fees."
    banned = text.replace("You may obtain a copy of the License at", ban)
    banned = banned if banned != text else f"{text}\n{ban}\n"
    assert audit(DECLARED, {"LICENSE": banned}).level != "open-weights"


@pytest.mark.parametrize("tag", ["openrail", "OpenRAIL-M"])
def test_what_all_open_rails_give_is_an_answer(audit: Audit, tag: str) -> None:
    report = audit(f"---\nlicense: {tag}\n---\n{TITLE}")
    assert (report.level, commercial(report)) == ("restricted-weights", "yes-if")


def test_of_a_rail_that_is_not_called_open_nobody_knows_what_it_gives(audit: Audit) -> None:
    report = audit(f"---\nlicense: rail\n---\n{TITLE}")
    assert commercial(report) == "please-read"
