"""Restrictions in prose, with what their sentences were read to say: about whose work they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from licensecheck.domain import ClauseLabel, Evidence, Reading, Span
from licensecheck.domain.statement import Statement

SURE = 0.5
"""More likely than not: no figure was chosen on what measures it."""


def places(readings: Sequence[Reading]) -> Iterator[Evidence]:
    """The sentences of pages that restrict for certain."""
    for reading in readings:
        if reading.document.kind.is_page:
            for label in reading.labels:
                if label.certain:
                    yield _place(reading, label.clause.span)


def heard(
    readings: Sequence[Reading], statements: Mapping[Evidence, Statement]
) -> tuple[Reading, ...]:
    """The readings; a restriction of a page is a matter to read where its sentence is more likely
    about other work than the publisher's, or about data alone."""
    return tuple(
        replace(one, labels=tuple(_heard(one, label, statements) for label in one.labels))
        if one.document.kind.is_page
        else one
        for one in readings
    )


def _heard(
    reading: Reading, label: ClauseLabel, statements: Mapping[Evidence, Statement]
) -> ClauseLabel:
    said = statements.get(_place(reading, label.clause.span)) if label.certain else None
    if said is None or min(said.own, said.whole) >= SURE:
        return label
    return replace(label, certain=False)


def _place(reading: Reading, span: Span) -> Evidence:
    return Evidence.at(reading.document, span)
