"""A licence text of which its licensor has a newer one is told, with both dates."""

import pytest

from licensecheck.domain import (
    Document,
    DocumentKind,
    Identification,
    Match,
    MatchKind,
    Problem,
    ProblemKind,
    Reading,
    Span,
)
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.summary import identity
from licensecheck.report.wire import report_license
from licensecheck.terms.superseded import superseded

FACTS = installed().facts


def reading(licence: str) -> Reading:
    """A file LICENSE that is a known licence word for word."""
    document = Document("LICENSE", "words", DocumentKind.LICENSE)
    match = Match(licence, MatchKind.VERBATIM, Span(0, 5), 1.0)
    return Reading(document, Identification((match,)), (), None)


def test_a_text_that_its_licensor_replaced_is_told_beside_the_licence() -> None:
    old = reading("LicenseRef-scancode-gemma-tou-2024-04-01")
    (note,) = superseded([old], FACTS)
    assert note == Problem(
        ProblemKind.SUPERSEDED,
        "LICENSE",
        "It is the Gemma Terms of Use (2024-04-01) of 2024-04-01; its licensor's newer text is the "
        "Gemma Terms of Use (2025-03-24) of 2025-03-24 (https://ai.google.dev/gemma/terms): read "
        "which one holds for your copy.",
        hides_terms=False,
    )
    said = identity(report_license(old, FACTS), FACTS)
    assert said.endswith("the text of 2024-04-01, its licensor has a newer one of 2025-03-24")


def test_a_text_that_stays_that_of_its_models_is_a_note_alone() -> None:
    old = reading("LicenseRef-llama-3")
    (note,) = superseded([old], FACTS)
    assert "of 2024-04-18; for later models its licensor has the Llama 4" in note.message
    assert "newer" not in identity(report_license(old, FACTS), FACTS)


@pytest.mark.parametrize(
    "licence",
    [
        "LicenseRef-scancode-gemma-tou-2025-03-24",
        "CC-BY-3.0",
        "LGPL-2.0-only",  # its version is the choice of who licenses his own work
        "Apache-2.0",
    ],
)
def test_the_newest_text_and_one_for_the_work_of_anybody_are_not_stale(licence: str) -> None:
    assert list(superseded([reading(licence)], FACTS)) == []
