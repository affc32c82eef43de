"""The legal part: licensor, law, venue, language, end and changes, with the clauses that say so."""

from pathlib import Path

import pytest

from licensecheck.domain import (
    Document,
    DocumentKind,
    Identification,
    Match,
    MatchKind,
    Reading,
    Span,
)
from licensecheck.knowledge.knowledge import installed
from licensecheck.licenses import LicenseAuditor
from licensecheck.report.legal import report_legal
from licensecheck.settings import Settings

TERMS = """ZEBRA MODEL LICENCE

This licence is an agreement between you and Zoo Holding Ltd. ("Licensor").

1. Grant. You may use, copy and change the model.

2. Changes. The Licensor may change these terms from time to time.

3. End. If you breach these terms, your rights terminate automatically.

4. Law. This agreement is governed by the laws of the Kingdom of Norway. The courts of Oslo have
exclusive jurisdiction.

5. Languages. Where translations differ, the English version prevails.
"""


def test_each_topic_has_what_the_text_names_and_the_clause(tmp_path: Path) -> None:
    auditor = LicenseAuditor(Settings(device="cpu", threads=1))
    report = auditor.license("LICENSE", TERMS.encode())
    found = {one.topic: (one.value, one.evidence[0].line) for one in report.legal}
    assert found == {
        "licensor": ("Zoo Holding Ltd.", 3),
        "law": ("the Kingdom of Norway", 11),
        "venue": ("Oslo", 11),
        "language": ("English", 14),
        "termination": ("", 9),
        "changes": ("", 7),
    }
    assert list(found) == [topic.topic for topic in installed().legal]
    for one in report.legal:
        for quote in one.evidence:
            assert TERMS[quote.start : quote.end] == quote.quote


def test_what_no_text_says_is_not_in_it() -> None:
    auditor = LicenseAuditor(Settings(device="cpu", threads=1))
    assert auditor.license("LICENSE", b"You may use the model.").legal == ()
    assert auditor.known_license("llama3.1").legal == (), "no text is here"


PARTS = """Licence of the whole.

Copyright 2020 Zebra Parts Inc.

Licence of a part.
"""


@pytest.mark.parametrize(("end", "named"), [(23, []), (len(PARTS), ["Zebra Parts Inc"])])
def test_who_holds_the_rights_in_a_part_does_not_grant_the_whole(
    end: int, named: list[str]
) -> None:
    document = Document("LICENSE", PARTS, DocumentKind.LICENSE)
    spans = (Span(0, end), Span(PARTS.index("Licence of a"), len(PARTS)))
    matches = tuple(Match("MIT", MatchKind.VERBATIM, one, 1.0) for one in spans)
    reading = Reading(document, Identification(matches), (), conforms=True)
    assert [one.value for one in report_legal([reading], installed())] == named
