"""Texts in folders: of other people's work, and of parts with a licence of their own."""

from pathlib import Path

import pytest

import licensecheck
from licensecheck.domain.report import Report
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import terminal
from tests.conftest import ROOT

LICENSE = (ROOT / "LICENSE").read_text("utf-8")
PARTS = """Third-Party Licences of the Mane Module

Some files here have headers of their own, where that is applicable.
"""


def audit(folder: Path, path: str, text: str) -> Report:
    (folder / "LICENSE").write_text(LICENSE, encoding="utf-8")
    (folder / "README.md").write_text("# Zebra\n\nThe code of Zebra.\n", encoding="utf-8")
    (folder / "zebra.py").write_text("print(1)\n", encoding="utf-8")
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")
    return licensecheck.audit(folder, offline=True)


def aside(report: Report) -> list[str]:
    return [one.message for one in report.problems if one.kind == "aside"]


def test_what_a_folder_says_of_the_licences_of_others_takes_nothing_from_the_code(
    tmp_path: Path,
) -> None:
    report = audit(tmp_path, "mane/LICENSE", PARTS)
    assert aside(report) == ["mane/LICENSE: not judged; read them if you use these parts."]
    assert {one.code for one in report.rights if one.right == "use-commercially"} == {"yes"}


def test_the_same_words_beside_the_whole_are_read(tmp_path: Path) -> None:
    report = audit(tmp_path, "LICENSE-MANE", PARTS)
    assert not aside(report)
    assert "LICENSE-MANE" in {one.document for one in report.licenses}


def test_other_peoples_licences_are_named_where_they_are_known(tmp_path: Path) -> None:
    report = audit(tmp_path, "tools/LICENSE", LICENSE)
    assert aside(report) == [
        "tools/LICENSE (Apache-2.0): not judged; read them if you use these parts."
    ]


def test_a_duty_of_a_folder_says_so(tmp_path: Path) -> None:
    audit(tmp_path, "mane/LICENSE", LICENSE)
    (tmp_path / "LICENSE").write_text("You may use, copy and change the code.\n", "utf-8")
    report = licensecheck.audit(tmp_path, offline=True)
    duties = [(one.part, one.text) for one in report.obligations if one.label == "state-changes"]
    assert duties == [("folder mane", "You must say what you changed (folder mane)")]


def test_the_only_licence_is_that_of_the_whole_wherever_it_lies(tmp_path: Path) -> None:
    audit(tmp_path, "mane/LICENSE", LICENSE)
    (tmp_path / "LICENSE").unlink()
    report = licensecheck.audit(tmp_path, offline=True)
    assert {one.part for one in report.obligations} == {"model"}


COMMUNITY = "You may use and copy the model for non-commercial purposes only.\n"
BOUGHT = """Zebra Commercial License Agreement

You must not use the model to compete with the licensor.
"""


@pytest.mark.parametrize(("other", "part"), [(COMMUNITY, "commercial licence"), ("", "model")])
def test_what_binds_who_bought_a_licence_says_so(tmp_path: Path, other: str, part: str) -> None:
    (tmp_path / "README.md").write_text("# Zebra\n", encoding="utf-8")
    (tmp_path / "LICENSE").write_text(other or "You may use the model.\n", encoding="utf-8")
    (tmp_path / "LICENSE_COMMERCIAL").write_text(BOUGHT, encoding="utf-8")
    report = licensecheck.audit(tmp_path, offline=True)
    assert {one.part for one in report.findings if one.rule == "non-compete"} == {part}


def test_a_notice_that_the_licence_asks_for_goes_with_every_copy(tmp_path: Path) -> None:
    report = audit(tmp_path, "NOTICE", "Zebra\nCopyright 2024 Ada Example\n")
    assert "and NOTICE, to go with every copy" in terminal.render(report, installed())
    (tmp_path / "LICENSE").write_text("You may use, copy and change it.\n", encoding="utf-8")
    report = licensecheck.audit(tmp_path, offline=True)
    assert "and NOTICE on other work" in terminal.render(report, installed())
