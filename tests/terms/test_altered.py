"""A known licence with other words in it: what was changed counts until it was read for certain."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref

TO_ANY = "to any person obtaining a copy"


def audited(auditor: Auditor, folder: Path, text: str) -> Report:
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# Zebra\n")
    (folder / "model.safetensors").write_bytes(b"")
    (folder / "LICENSE").write_text(text)
    return auditor.audit(parse_ref(str(folder)))


def test_the_text_itself_is_open(auditor: Auditor, mit: str, tmp_path: Path) -> None:
    assert audited(auditor, tmp_path, mit).level is Level.OPEN_WEIGHTS


@pytest.mark.parametrize(
    "grant",
    [
        "to any non-commercial person obtaining a copy",
        "to any academic person obtaining a copy",
        "to any person in Germany obtaining a copy",
        "to any person obtaining a copy for one year",
        "to any person personally obtaining a copy",
        "to any person obtaining a copy with our consent",
        "to any person who is a student obtaining a copy",
        "to any natural person obtaining a copy",
        "to any person obtaining a licensed copy",
        "to any person except competitors obtaining a copy",
    ],
)
def test_a_word_inside_a_grant_changes_the_grant(
    auditor: Auditor, mit: str, tmp_path: Path, grant: str
) -> None:
    assert TO_ANY in mit
    level = audited(auditor, tmp_path, mit.replace(TO_ANY, grant)).level
    assert level in (Level.UNKNOWN, Level.RESTRICTED_WEIGHTS)


@pytest.mark.parametrize(
    "sentence",
    [
        "Zebra was made by the stable team of the University of Somewhere.",
        "Contact: stable@zoo.example",
        "Zebra 7B, released 12 May 2025",
    ],
)
def test_a_line_that_says_nothing_of_rights_changes_nothing(
    auditor: Auditor, mit: str, tmp_path: Path, sentence: str
) -> None:
    assert audited(auditor, tmp_path, f"{mit}\n\n{sentence}\n").level is Level.OPEN_WEIGHTS


@pytest.mark.parametrize(
    "sentence",
    [
        "Use by companies of more than ten people needs a written agreement.",
        "Grazing is prohibited.",
        "Licensee shall not race the zebra.",
    ],
)
def test_a_sentence_that_binds_is_never_passed_over(
    auditor: Auditor, mit: str, tmp_path: Path, sentence: str
) -> None:
    level = audited(auditor, tmp_path, f"{mit}\n\n{sentence}\n").level
    assert level in (Level.UNKNOWN, Level.RESTRICTED_WEIGHTS)


@pytest.mark.parametrize(
    "line",
    [
        "Znl abg or fubja gb nal mbb be pvephf.",
        "May_not_be_shown_to_any_zoo",
        "maynotbeshowntoanyzooorcircus",
        "Ⓝⓞⓣ ⓕⓞⓡ ⓐⓝⓨ ⓩⓞⓞ",
        "-. --- - / ..-. --- .-. / .- -. -.-- / --.. --- ---",
        "TWF5IG5vdCBiZSBzaG93biB0byBhbnkgem9v",
        "may\nnot\nbe\nshown\nto\nany\nzoo",
    ],
)
def test_a_line_in_no_plain_words_leaves_a_licence_for_a_person(
    auditor: Auditor, mit: str, tmp_path: Path, line: str
) -> None:
    report = audited(auditor, tmp_path, f"{mit}\n{line}\n")
    assert report.level is Level.UNKNOWN


def test_names_beside_a_licence_leave_it_open(auditor: Auditor, mit: str, tmp_path: Path) -> None:
    text = f"Copyright (c) 2024 Xiaoming Wang, Kwabena Owusu <k@zoo.example>\n\n{mit}"
    assert audited(auditor, tmp_path, text).level is Level.OPEN_WEIGHTS


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Zebra Racing License", "Zebra Racing License"),
        ("MIT License", ""),
        ("The MIT License for Zebra", ""),
        ("License", ""),
        ("Copyright (c) 2026 Zebra Racing", ""),
    ],
)
def test_an_altered_text_with_a_title_of_its_own_is_called_by_it(
    auditor: Auditor, mit: str, tmp_path: Path, title: str, own: str
) -> None:
    text = mit.split("\n", 1)[1].replace(TO_ANY, "to any person in Germany obtaining a copy")
    report = audited(auditor, tmp_path, f"{title}\n\n{text}")
    [match] = report.licenses[0].matches
    assert (match.license, match.kind, match.title) == ("MIT", "altered", own)
