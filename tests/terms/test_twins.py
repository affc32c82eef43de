"""A sentence in Chinese that nobody understood, beside a page that says it in English."""

from pathlib import Path

import pytest

import licensecheck
from licensecheck.domain.report import Report

ENGLISH = "# Zebra\n\nThe code and the model weights are under the MIT License.\n\n"
CHINESE = "# 斑马\n\n"
SAID = "2024/12/26:Zebra-SFT-3 仅限三十万条对话,许可证未提及"
TWIN = "2024/12/26: the data set Zebra-SFT-3 has only the 300,000 dialogues that no licence names\n"


def audit(folder: Path, english: str, chinese: str) -> Report:
    (folder / "model.safetensors").write_bytes(b"")
    (folder / "README.md").write_text(ENGLISH + english, encoding="utf-8")
    (folder / "README_zh.md").write_text(CHINESE + chinese, encoding="utf-8")
    return licensecheck.audit(folder, offline=True)


def left(report: Report) -> set[str]:
    return {one.subject for one in report.ledger.left}


def test_alone_it_is_left_and_its_twin_answers_it(tmp_path: Path) -> None:
    assert left(audit(tmp_path, "", SAID)) == {"README_zh.md"}
    report = audit(tmp_path, TWIN, SAID)
    assert (left(report), report.level) == (set(), "open-weights")
    notes = [one.message for one in report.problems if one.subject == "README_zh.md"]
    assert notes == ["line 3 says what README.md:5 says, which was understood"]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (TWIN, f"{SAID}，仅限非商业用途"),
        (TWIN, f"{SAID}，使用前请先登记"),
        (TWIN.replace("26", "27"), SAID),
        (f"{TWIN}\n{TWIN}", SAID),
        ("2024/12/26: Zebra-SFT-3.\n", SAID),
    ],
    ids=["forbids more", "asks for more", "another day", "twice", "in fewer words"],
)
def test_no_twin_answers_what_it_does_not_say(tmp_path: Path, english: str, chinese: str) -> None:
    assert "README_zh.md" in left(audit(tmp_path, english, chinese))
