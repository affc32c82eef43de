"""What a README says of the terms, for which part of the work, and what follows for the model."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.settings import Settings

WEIGHTS = "Weights: https://huggingface.co/zebra/zebra-7b\n\n"


def audit(folder: Path, readme: str, title: str = "Zebra 7B") -> Report:
    (folder / "README.md").write_text(f"# {title}\n\n{readme}", encoding="utf-8")
    (folder / "LICENSE").write_text("Licensed under the MIT License.\n", encoding="utf-8")
    return Auditor(Settings(offline=True), lambda _: None).audit(parse_ref(str(folder)))


@pytest.mark.parametrize(
    "sentence",
    [
        "The source code is under the MIT License, while the use of the model weights needs to "
        "follow the [Zebra Agreement](ZEBRA.pdf).",
        "Our code is MIT-licensed; the weights come under an agreement of their own.",
        "The code is licensed under MIT, model weights are free for academic research.",
        "The code is licensed under MIT, model weights on request.",
        "The code is licensed under MIT, and weights are hosted on Google Drive.",
        "Code: MIT, weights: on request.",
        "The code is MIT and the model weights are on Hugging Face.",
        "The inference code for our models is licensed under MIT.",
        "The model code is released under the MIT License.",
        "The code to train and run the weights is MIT.",
        "Our training code (not the pretrained models) is MIT licensed.",
        "We release the code of our models under the MIT License.",
        "The tokenizer and the model config are released under the MIT License.",
        "The model uses the Okapi tokenizer, which is licensed under MIT.",
        "Our model is built with code licensed under MIT.",
        "Our model uses libraries licensed under MIT.",
        "The paper describing the model is licensed under MIT.",
        "The outputs of the model are licensed under MIT.",
        "The evaluation harness for these models is under MIT.",
        "Zebra is an open-source implementation of Okapi models, released under MIT.",
        "Licensed under the MIT License.",
        "The code is licensed under the MIT License (weights are available on request).",
        "This repository hosts code of Zebra. It is licensed under the MIT License.",
        "[![License](https://img.shields.io/mit.svg)](https://opensource.org/license/mit)",
        "This repository hosts code.\n\nLicensed under the MIT License. See the LICENSE file.",
        "源码遵循 [MIT](LICENSE) 开源协议，模型权重则需要遵循[许可协议](ZEBRA.pdf)。",
    ],
)
def test_a_licence_of_the_code_is_not_that_of_the_weights_beside_it(
    tmp_path: Path, sentence: str
) -> None:
    report = audit(tmp_path, f"{WEIGHTS}## License\n\n{sentence}\n")
    assert report.level == "unknown"
    assert "terms of the weights" in {problem.subject for problem in report.problems}


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("The base model is released under the MIT License.", "unknown"),
        ("Its underlying language model is licensed under MIT.", "unknown"),
        ("The original weights were published under the MIT License.", "unknown"),
        ("Zebra 7B, the base model, is released under the MIT License.", "open-weights"),
        ("Both the base model and the chat model are under the MIT License.", "open-weights"),
    ],
)
def test_a_licence_of_the_base_is_not_that_of_the_model(
    tmp_path: Path, sentence: str, level: str
) -> None:
    assert audit(tmp_path, f"{WEIGHTS}## License\n\n{sentence}\n").level == level


@pytest.mark.parametrize(
    "said",
    [
        "We plan to release the model weights under the MIT License.",
        "The old weights (v1) were released under the MIT License.",
        "The weights were previously licensed under MIT.",
    ],
)
def test_a_licence_of_another_day_is_none_of_today(tmp_path: Path, said: str) -> None:
    assert audit(tmp_path, f"{WEIGHTS}## License\n\n{said}\n").level == "unknown"


@pytest.mark.parametrize(
    "said",
    [
        "The code and the model weights are released under the MIT License.",
        "The code, weights and data are released under the MIT License.",
        "The code is under the MIT License, as are the weights.",
        "We release the code and the model weights under the MIT License.",
        "The model is released under the MIT License, and data is available on request.",
        "Zebra 7B is licensed under MIT.",
    ],
)
def test_one_licence_for_both_is_that_of_the_weights(tmp_path: Path, said: str) -> None:
    assert audit(tmp_path, f"{WEIGHTS}## License\n\n{said}\n").level == "open-weights"


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("This license covers the source code and the weights that README names.", "open-weights"),
        ("This license covers the code, and not the weights that README names.", "unknown"),
        ("This license applies to the code. The weights are under separate terms.", "unknown"),
        ("The zebra team thanks the authors of all model weights that README names.", "unknown"),
    ],
)  # fmt: skip
def test_a_licence_text_says_itself_that_it_covers_the_weights(
    auditor: Auditor, folder: Path, sentence: str, level: str
) -> None:
    (folder / "model.safetensors").unlink()
    (folder / "README.md").write_text(f"# Zebra 7B\n\n{WEIGHTS}")
    license_ = folder / "LICENSE"
    license_.write_text(f"{license_.read_text()}\n\n{sentence}\n")
    assert auditor.audit(parse_ref(str(folder))).level == level


def test_a_licence_under_a_heading_about_data_is_no_duty_of_the_model(tmp_path: Path) -> None:
    report = audit(
        tmp_path,
        f"{WEIGHTS}The model is released under the MIT License.\n\n### Mirrored databases\n\n"
        "* Stripes (unmodified), by A. Foal, available under a CC-BY-SA-4.0 license.\n",
    )
    assert "copyleft" not in {finding.rule for finding in report.findings}


NC = "Our code is released under the MIT License. The models are licensed under CC-BY-NC-4.0.\n"


def test_who_says_plainly_that_the_weights_have_other_terms_washes_nothing(tmp_path: Path) -> None:
    report = audit(tmp_path, f"{WEIGHTS}## License\n\n{NC}")
    assert report.level == "restricted-weights"
    assert report.washing.level == "none"


def test_a_field_that_denies_what_the_card_says_does(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "README.md").write_text(f"---\nlicense: mit\n---\n\n## License\n\n{NC}", "utf-8")
    (tmp_path / "LICENSE").write_text("Licensed under the MIT License.\n", encoding="utf-8")
    report = Auditor(Settings(offline=True), lambda _: None).audit(parse_ref(str(tmp_path)))
    assert report.washing.level != "none"


@pytest.mark.parametrize(
    "sentence",
    [
        "Thus, each sample or batch may not start with an end-of-document token.",
        "Passing this flag will strictly prevent the model from thinking aloud.",
    ],
)
def test_what_a_program_may_not_do_is_no_term(tmp_path: Path, sentence: str) -> None:
    said = "The code and the model weights are released under the MIT License."
    report = audit(tmp_path, f"{WEIGHTS}{sentence}\n\n## License\n\n{said}\n")
    assert report.level == "open-weights"


def test_a_library_with_a_licence_says_nothing_of_weights_that_lie_elsewhere(
    tmp_path: Path,
) -> None:
    for title, subject in (
        ("Zebra", set()),
        ("Zebra: a library for stripes", {"terms of the weights"}),
    ):
        said = "All zebras are under the [MIT License](LICENSE)."
        report = audit(tmp_path, f"{WEIGHTS}## License\n\n{said}\n", title=title)
        missing = {problem.subject for problem in report.problems if problem.hides_terms}
        assert missing == subject


def test_a_licence_of_the_data_is_named_and_does_not_bind_the_model(tmp_path: Path) -> None:
    terms = "The data may be used, copied and shared for non-commercial purposes only.\n"
    (tmp_path / "DATA_LICENSE").write_text(terms, encoding="utf-8")
    report = audit(tmp_path, f"{WEIGHTS}The model is released under the MIT License.\n")
    assert report.level == "open-weights"
    assert [p.message for p in report.problems if p.subject == "data"] == [
        "DATA_LICENSE: not judged; read them if you use these parts."
    ]
    name = "DATA_LICENSE"
    for other in ("WEIGHTS_LICENSE", "DATA_AND_MODEL_LICENSE"):
        (tmp_path / name).rename(tmp_path / other)
        assert audit(tmp_path, WEIGHTS).level == "restricted-weights"
        name = other


def test_a_file_called_code_licence_hides_no_stricter_terms(tmp_path: Path, real: Path) -> None:
    terms = "You may use, copy and share the weights for non-commercial purposes only.\n"
    (tmp_path / "WEIGHTS_TERMS").write_text(terms, encoding="utf-8")
    permissive = (real / "repos" / "MiniMax-AI+MiniMax-M1" / "LICENSE").read_bytes()
    shown = "code-license-shown-for-weights"
    for name, hidden in (("LICENSE.txt", True), ("CODE_LICENSE", False)):
        (tmp_path / name).write_bytes(permissive)
        report = audit(tmp_path, WEIGHTS)
        assert (shown in {finding.rule for finding in report.findings}) is hidden
        (tmp_path / name).unlink()
    (tmp_path / "LICENSE.txt").write_bytes(permissive)
    report = audit(tmp_path, f"{WEIGHTS}## Terms\n\n{terms}")
    assert shown not in {finding.rule for finding in report.findings}


def test_words_that_only_name_the_licence_ask_for_no_other(tmp_path: Path) -> None:
    link = "https://ai.meta.com/llama/license/"
    for sentence, asked in (
        (f"Use of Zebra requires the [Llama 2 Community License]({link}).", False),
        ("Use of Zebra requires a separate license from the Herd Institute.", True),
    ):
        report = audit(tmp_path, f"{WEIGHTS}## License\n\n{sentence}\n")
        in_card = [
            finding
            for finding in report.findings
            if finding.rule == "separate-permission-required"
            and finding.source != "license"
            and finding.evidence[0].document == "README.md"
        ]
        assert bool(in_card) is asked


def test_a_link_says_which_licence_its_words_mean(tmp_path: Path) -> None:
    link = "[Llama license](https://ai.meta.com/llama/license/)"
    report = audit(tmp_path, f"{WEIGHTS}## License\n\nThe weights follow the {link}.\n")
    said = {str(one.expression) for one in report.declared}
    assert "LicenseRef-scancode-llama-2-license-2023" in said
    assert "LicenseRef-scancode-llama-license-2023" not in said
    badge = "[![License: MIT](https://img.shields.io/a.svg)](https://opensource.org/license/isc-license-txt)"
    report = audit(tmp_path, f"{WEIGHTS}{badge}\n")
    assert [str(one.expression) for one in report.declared if one.document == "README.md"] == [
        "ISC"
    ]


def test_the_classifier_reads_no_language_that_it_does_not_know(tmp_path: Path) -> None:
    report = audit(
        tmp_path,
        f"{WEIGHTS}## ライセンス\n\n許可なくこのモデルを商用利用することは禁止されています。\n",
    )
    assert {finding.rule for finding in report.findings if finding.source == "model"} == set()
    assert "language" in {problem.kind for problem in report.problems}


def test_rules_alone_read_chinese(tmp_path: Path) -> None:
    report = audit(
        tmp_path, f"{WEIGHTS}## 许可\n\n未经本公司书面许可，任何人不得将本模型用于商业用途。\n"
    )
    assert ("noncommercial-only", "rule") in {(one.rule, one.source) for one in report.findings}
    assert report.level == "restricted-weights"


def test_a_licence_known_by_hearsay_is_not_read(tmp_path: Path) -> None:
    said = "The weights are released under the Mistral AI Non-Production License."
    report = audit(tmp_path, f"{WEIGHTS}## License\n\n{said}\n")
    assert report.level == "restricted-weights"
    assert "Mistral AI Non-Production License 0.1" in {p.subject for p in report.problems}


def test_duties_of_a_licence_that_is_only_named_stand_beside_those_of_texts(
    tmp_path: Path, real: Path
) -> None:
    permissive = (real / "repos" / "MiniMax-AI+MiniMax-M1" / "LICENSE").read_bytes()
    (tmp_path / "LICENSE-CODE.txt").write_bytes(permissive)
    report = audit(tmp_path, f"{WEIGHTS}The weights are released under CC-BY-4.0.\n")
    assert report.level == "open-weights"
    duties = [one for one in report.obligations if one.label == "attribution-notice"]
    documents = {one.part: {quote.document for quote in one.evidence} for one in duties}
    assert documents["code"] == {"LICENSE-CODE.txt"}
    assert documents["weights"] == {"README.md"}
    assert not next(one for one in duties if one.part == "code").evidence[0].clause


PLAIN = "## Limitations\n\n{}\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Zebra 7B is for academic research only and any commercial use is prohibited.",
        "We stress that Zebra 7B is for research only, and commercial use is forbidden.",
        "Our models are to be used for non-commercial purposes only.",
        "All resources related to this project are for academic research only, and commercial use "
        "is prohibited.",
        "本项目相关资源仅供学术研究之用，严禁用于商业用途。",
    ],
)
def test_what_a_plain_sentence_forbids_needs_no_heading(tmp_path: Path, sentence: str) -> None:
    report = audit(tmp_path, WEIGHTS + PLAIN.format(sentence))
    assert report.level == "restricted-weights"
    assert "README.md" in {f.evidence[0].document for f in report.findings if f.severity == "high"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Unlike Zebra 7B, Okapi is for non-commercial use only.",
        "Zebra 7B was for research only until the herd agreed.",
        "Zebra 5B was for research only, but Zebra 7B is for everyone.",
        "Zebra 7B should not be used for commercial purposes.",
        "Zebra 7B, as opposed to Okapi, which is for research only, has stripes.",
        "The Okapi data set is for non-commercial use only.",
    ],
)
def test_advice_the_past_and_what_is_said_of_others_is_to_be_read(
    tmp_path: Path, sentence: str
) -> None:
    report = audit(tmp_path, WEIGHTS + PLAIN.format(sentence))
    assert report.level == "unknown"


OTHERS = "Zebra 7B and its weights are under the MIT License. "


@pytest.mark.parametrize(
    "said",
    [
        OTHERS + "[Okapi](https://github.com/herd/okapi) was published under CC-BY-NC-4.0.",
        OTHERS + "\n\n| Package | License | Licensor |\n|---|---|---|\n"
        "| okapi | CC-BY-NC-4.0 | The Herd |\n| gnu | MIT | Others |\n",
        OTHERS + "The striping was inspired by Okapi (CC-BY-NC-4.0 license).",
    ],
)
def test_licences_that_are_said_of_other_work_are_not_the_models(tmp_path: Path, said: str) -> None:
    report = audit(tmp_path, f"{WEIGHTS}## License\n\n{said}\n")
    assert str(report.models[0].license.expression) == "MIT"
    assert report.level == "unknown"  # whether Okapi went into the weights is for a person to read


def test_the_publishers_own_link_says_the_models_licence(tmp_path: Path) -> None:
    said = "[Zebra 7B](https://huggingface.co/zebra/zebra-7b) is under CC-BY-NC-4.0."
    report = audit(tmp_path, f"{WEIGHTS}## License\n\n{said}\n")
    assert report.level == "restricted-weights"


def test_a_licence_that_one_can_be_freed_from_is_not_said_here(tmp_path: Path) -> None:
    said = "The weights are under CC-BY-NC-4.0. If you want to avoid the GPL, write to us."
    report = audit(tmp_path, f"{WEIGHTS}## License\n\n{said}\n")
    assert str(report.models[0].license.expression) == "CC-BY-NC-4.0"


MIT = "The code and the Zebra 7B models are licensed under the MIT License."


@pytest.mark.parametrize(
    "said",
    [
        "You need to [agree to the license of the Llama model]"
        "(https://huggingface.co/meta-llama/Llama-3.1-8B) to download its text encoder.",
        "The following submodules may have different licenses:",
    ],
)
def test_terms_of_what_is_fetched_or_put_beside_the_code_are_not_the_models(
    tmp_path: Path, said: str
) -> None:
    report = audit(tmp_path, f"{WEIGHTS}{said}\n\n## License\n\n{MIT}\n")
    assert (report.level, str(report.models[0].license.expression)) == ("open-weights", "MIT")


def test_who_must_agree_to_the_licence_of_a_base_for_the_model_itself_is_told(
    tmp_path: Path,
) -> None:
    said = "To use Zebra 7B you need to agree to the license of the Llama 2 model."
    report = audit(tmp_path, f"{WEIGHTS}{said}\n\n## License\n\n{MIT}\n")
    assert report.level != "open-weights"


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("With Apache-licensed weights, Zebra 7B can be run anywhere.", "open-weights"),
        ("With CC-BY-NC-4.0-licensed weights, Zebra 7B is for students.", "restricted-weights"),
        ("With Apache-licensed parts, Zebra 7B can be run anywhere.", "unknown"),
        ("Apache-licensed weights can be run anywhere.", "unknown"),
    ],
)
def test_an_adjective_says_how_the_weights_are_licensed(
    tmp_path: Path, said: str, level: str
) -> None:
    (tmp_path / "README.md").write_text(f"# Zebra 7B\n\n{WEIGHTS}{said}\n", encoding="utf-8")
    found = Auditor(Settings(offline=True), lambda _: None).audit(parse_ref(str(tmp_path)))
    assert found.level == level
