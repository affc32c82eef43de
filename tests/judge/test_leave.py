"""No, unless the licensor agrees: how one asks; and what holds for code or weights alone."""

from pathlib import Path

import pytest

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import csv, html, markdown, terminal

KNOWN = installed()
GIVES = "Zebra Licence\n\nYou may use, copy, modify and distribute the model, for free.\n"
BAN = "You may use the model for non-commercial purposes only.\n"
OFFER = "Any commercial use of the model requires a separate agreement with the licensor.\n"


def rights(auditor: Auditor, folder: Path, **files: str) -> dict[str, ReportedRight]:
    for name, text in files.items():
        path = folder / (f"{name}.md" if name.startswith("README") else name)
        path.write_text(text, "utf-8")
    (folder / "model.safetensors").write_bytes(b"")
    return {one.right: one for one in auditor.audit(hubs.parse_ref(str(folder))).rights}


@pytest.mark.parametrize(
    ("offer", "contacts"),
    [
        (OFFER, ()),
        (OFFER.replace(".\n", " (deals@zoo.example).\n"), ("deals@zoo.example",)),
        (OFFER + "\nThe Zebra Foundation, law@zoo.example\n", ("law@zoo.example",)),
        (
            "For commercial use, please fill in the form at https://zoo.example/form to obtain a "
            "licence from us.\n",
            ("https://zoo.example/form",),
        ),
        (
            "Commercial use requires a separate licence from us, see "
            "https://zoo.example/blob/LICENSE.pdf\n",
            (),
        ),
    ],
)
def test_what_is_offered_on_request_is_no_unless_the_licensor_agrees(
    auditor: Auditor, tmp_path: Path, offer: str, contacts: tuple[str, ...]
) -> None:
    """With the words that offer it, and the address that they or the licence name."""
    found = rights(auditor, tmp_path, LICENSE=GIVES + BAN + offer)["use-commercially"]
    assert found.answer is RightAnswer.NO
    assert found.leave is not None
    assert found.leave.contacts == contacts
    assert found.leave.evidence[0].quote in offer


@pytest.mark.parametrize(
    "others",
    [
        "",
        "You must obtain a separate licence from us to use our logo.\n",
        "Write to us about bugs.\n",
    ],
)
def test_what_nobody_offers_is_a_plain_no(auditor: Auditor, tmp_path: Path, others: str) -> None:
    found = rights(auditor, tmp_path, LICENSE=GIVES + BAN + others)["use-commercially"]
    assert (found.answer, found.leave) == (RightAnswer.NO, None)


def test_what_a_model_wrote_in_a_table_of_examples_offers_nothing(
    auditor: Auditor, tmp_path: Path
) -> None:
    sample = "Please contact us about the commercial licence of the new zebra, says our director."
    table = f"# Zebra\n\n| Question | Answer |\n|---|---|\n| Write a letter. | {sample} |\n"
    found = rights(auditor, tmp_path, LICENSE=GIVES + BAN, README=table)["use-commercially"]
    assert (found.answer, found.leave) == (RightAnswer.NO, None)


def test_leave_makes_no_answer_better(auditor: Auditor, tmp_path: Path) -> None:
    """No licensor can give leave to put it into a work under the GPL for everybody."""
    found = rights(auditor, tmp_path, LICENSE=GIVES + BAN + OFFER)
    assert found["combine-with-gpl"].leave is None
    assert not any(one.leave for one in found.values() if one.answer is not RightAnswer.NO)


def test_every_format_says_how_to_ask(auditor: Auditor, tmp_path: Path) -> None:
    offer = OFFER.replace(".\n", " (deals@zoo.example).\n")
    (tmp_path / "LICENSE").write_text(GIVES + BAN + offer, "utf-8")
    (tmp_path / "model.safetensors").write_bytes(b"")
    report = auditor.audit(hubs.parse_ref(str(tmp_path)))
    lines = terminal.render(report, KNOWN, width=120).splitlines()
    assert lines[2].startswith("commercial use: no, unless the licensor agrees")
    assert any(line.startswith("  how to ask: deals@zoo.example (LICENSE:") for line in lines[:8])
    for rendered in (
        markdown.render(report, KNOWN).replace("<!-- -->", ""),
        html.render(report, KNOWN),
        csv.render(report, KNOWN),
    ):
        assert "unless the licensor agrees" in rendered
        assert "deals@zoo.example" in rendered


def test_of_the_same_in_two_languages_the_english_words_are_quoted(
    auditor: Auditor, tmp_path: Path
) -> None:
    found = rights(
        auditor,
        tmp_path,
        README="# 斑马\n\n## 协议\n\n本模型仅限用于非商业用途，禁止商业使用。\n",
        README_en="# Zebra\n\n## License\n\nThe model is for non-commercial use only.\n",
    )["use-commercially"]
    assert found.answer is not RightAnswer.YES
    assert found.evidence[0].document == "README_en.md"


def test_code_may_be_free_where_the_weights_are_not(auditor: Auditor, tmp_path: Path) -> None:
    found = rights(
        auditor,
        tmp_path,
        README="# Zebra\n\n## License\n\nThe code is licensed under MIT. The weights are licensed "
        "under CC-BY-NC-4.0.\n",
    )
    said = found["use-commercially"]
    assert (said.answer, said.code, said.weights) == (RightAnswer.NO, RightAnswer.YES, None)


def test_what_may_be_forbidden_for_a_project_may_be_for_its_code(
    auditor: Auditor, mit: str, tmp_path: Path
) -> None:
    (tmp_path / "LICENSE").write_text(mit)
    (tmp_path / "train.py").write_text("import zebra\n")
    weights = "The weights are [here](https://huggingface.co/zoo/zebra)."
    ban = "## 声明\n\n本项目相关资源仅供学术研究之用，严禁用于商业用途。"
    (tmp_path / "README.md").write_text(f"# 斑马\n\n{weights}\n\n{ban}\n", "utf-8")
    found = {one.right: one for one in auditor.audit(hubs.parse_ref(str(tmp_path))).rights}
    assert found["use-commercially"].answer is not RightAnswer.YES
    assert found["use-commercially"].code is None


def test_weights_may_be_free_where_the_code_is_not(auditor: Auditor, tmp_path: Path) -> None:
    found = rights(
        auditor,
        tmp_path,
        README="# Zebra\n\n## License\n\nThe code is licensed under CC-BY-NC-4.0. The weights are "
        "licensed under MIT.\n",
    )
    said = found["use-commercially"]
    assert (said.answer, said.code, said.weights) == (RightAnswer.NO, None, RightAnswer.YES)


def test_one_licence_for_all_says_nothing_of_a_part(auditor: Auditor, tmp_path: Path) -> None:
    found = rights(auditor, tmp_path, README="---\nlicense: cc-by-nc-4.0\n---\n# Zebra\n")
    assert not any(one.code or one.weights for one in found.values())


PAGE = "# Zebra\n\n## License\n\nThe weights are released under CC BY-NC 4.0.{}\n"


@pytest.mark.parametrize(
    "offer",
    [
        " For commercial licences write to deals@zoo.example.",
        "\n\nCompanies reach out to deals@zoo.example for other terms.",
    ],
)
def test_an_offer_behind_a_licence_that_a_page_names_is_told(
    auditor: Auditor, tmp_path: Path, offer: str
) -> None:
    found = rights(auditor, tmp_path, README=PAGE.format(offer))["use-commercially"]
    assert (found.answer, found.leave is None) == (RightAnswer.NO, False)
    assert found.leave
    assert found.leave.contacts == ("deals@zoo.example",)


@pytest.mark.parametrize(
    "behind",
    [
        "",
        " Write to bugs@zoo.example about mistakes.",
        " It may be of use to companies that groom okapis.",
        "\n\n## Contact\n\nFor commercial support write to deals@zoo.example.",
    ],
)
def test_other_words_behind_it_offer_nothing(auditor: Auditor, tmp_path: Path, behind: str) -> None:
    found = rights(auditor, tmp_path, README=PAGE.format(behind))["use-commercially"]
    assert (found.answer, found.leave) == (RightAnswer.NO, None)
