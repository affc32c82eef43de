"""What stands above a licence: a title, a holder or a preamble says nothing, unless it says for
whom or for what the licence is."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Document, DocumentKind, Level, Match, MatchKind, Span
from licensecheck.identify.reading import IdentifiedText
from licensecheck.knowledge.knowledge import installed
from licensecheck.terms.titles import named_in_title, own_title
from licensecheck.text.normalize import words
from tests.misread import MISREAD
from tests.terms.test_altered import audited


@pytest.mark.parametrize(
    "above",
    [
        "MIT License for Academic Use",
        "MIT License (Research Edition)",
        "Zebra Non-Profit License",
        "Zebra Community License (non-sale)",
        "MIT License for Universities",
        "Student License",
        "Copyright (c) 2024 The Zoo. Internal Use.",
        "Copyright (c) 2024 The Zoo for academic use",
        "Copyright (c) 2024 The Zoo (Evaluation Use)",
        "Zebra for Schools Copyright (c) 2024 The Zoo",
        '"Purpose" means non-commercial research.',
        "Licensor: The Zoo; the grant is for schools",
        '"You" means a member of the Zoo or its partners.',
        "Zebra is licensed under the MIT License except for commercial hosting.",
        "Zebra is licensed under the MIT License except for the model parameters listed below.",
    ],
)
def test_for_whom_a_licence_is_may_stand_in_its_title(
    auditor: Auditor, mit: str, tmp_path: Path, above: str
) -> None:
    assert audited(auditor, tmp_path, f"{above}\n\n{mit}").level is not Level.OPEN_WEIGHTS


@pytest.mark.parametrize(
    "above",
    [
        "The MIT License",
        pytest.param("Zebra License", marks=MISREAD),
        "Copyright (C) 2024 Savanna Limited, a Zoo company.",
        "Zebra (striped) Copyright (c) 2024, The Zoo",
        pytest.param(
            "Zebra is licensed under the MIT License except for the third-party software listed"
            " below.",
            marks=MISREAD,
        ),
    ],
)
def test_titles_holders_and_preambles_leave_nothing_open(
    auditor: Auditor, mit: str, tmp_path: Path, above: str
) -> None:
    assert audited(auditor, tmp_path, f"{above}\n\n{mit}").level is Level.OPEN_WEIGHTS


@pytest.mark.parametrize(
    ("added", "level"),
    [
        (
            "You will not use, modify or distribute the Software in any manner that infringes any"
            " third-party rights.",
            Level.OPEN_WEIGHTS,
        ),
        (
            "You will not modify the Software, or use it in any manner that violates the law.",
            Level.RESTRICTED_WEIGHTS,
        ),
        (
            "You will not use the Software in any manner that infringes rights or is commercial.",
            Level.UNKNOWN,
        ),
    ],
)
def test_a_manner_against_the_law_is_banned_and_no_act(
    auditor: Auditor, mit: str, tmp_path: Path, added: str, level: Level
) -> None:
    assert audited(auditor, tmp_path, f"{mit}\n\n{added}\n").level is level


HOLDERS = "the Zoo of Savanna, Herd Laboratory"
BSD_LIKE = f"""
Redistribution and use in source and binary forms, with or without modification, are permitted
provided that each copy keeps this list.

Neither the name of {HOLDERS} nor the names of its contributors may be used to endorse or promote
products derived from this software without specific prior written permission.
"""


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ("Herd Laboratory, Savanna Institute", True),
        ("Herd Laboratory nor the Software for commercial users", False),
        ("Herd Laboratory may run it, and neither the name of the Zoo", False),
    ],
)
def test_further_holders_may_stand_in_the_clause_on_endorsement(more: str, kept: bool) -> None:
    text = BSD_LIKE.replace("Herd Laboratory", more)
    added = more.removeprefix("Herd Laboratory").strip(" ,")
    found = words(text)
    reading = IdentifiedText(text, found, installed().index.ids(found.hashes))
    at = text.index(added)
    inside = [n for n, one in enumerate(found.starts) if at <= one < at + len(added)]
    assert reading.names_no_endorser(inside[0], inside[-1] + 1) is kept


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("# Apache License 2.0", {"Apache-2.0"}),
        ("Copyright 2024 The Zoo\n\nThe MIT License", {"MIT"}),
        ("MIT License for Zebras", set()),
        ("What the MIT License does not say", set()),
    ],
)
def test_a_title_names_a_licence_where_it_says_no_more(title: str, named: set[str]) -> None:
    text = f"{title}\n\nOthers may pour.\n"
    document = Document("LICENSE", text, DocumentKind.LICENSE)
    assert named_in_title(document, installed().facts) == named


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Zoo Academic Software License", True),
        ("Savanna License", False),
        ("Software License Agreement", False),
    ],
)
def test_a_text_with_a_title_of_its_own_is_no_altered_text_of_others(title: str, own: bool) -> None:
    """Also of a licence of which only the name is known by which others keep its text."""
    text = f"# {title}\n\nOthers may pour.\n"
    document = Document("LICENSE", text, DocumentKind.LICENSE)
    match = Match("LicenseRef-scancode-savanna", MatchKind.ALTERED, Span(0, len(text)), 0.9)
    assert own_title(document, match, installed().facts) == (title if own else "")
