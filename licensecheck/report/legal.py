"""The legal part: who grants, which law and courts, how it ends, who may change it."""

from collections.abc import Iterable, Sequence

from licensecheck.domain import Clause, DocumentKind, Evidence, Reading
from licensecheck.domain.reported_terms import LegalPoint
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.legal import Topic
from licensecheck.report.wire import quotes

_MOST = 3
"""Clauses of one topic that a licence is quoted for: beyond them stand repetitions."""
_LONGEST = 200_000
"""Characters of a text that is searched; the longest real licence has 80,000."""


def report_legal(readings: Iterable[Reading], knowledge: Knowledge) -> tuple[LegalPoint, ...]:
    """What each licence text says to each topic, in the order of the topics."""
    texts = [
        one
        for one in readings
        if one.document.kind is DocumentKind.LICENSE and len(one.document.text) <= _LONGEST
    ]
    if not texts:
        return ()
    from licensecheck.text.segment import segment

    parted = [(one, segment(one.document)) for one in texts]
    return tuple(
        point
        for topic in knowledge.legal
        for reading, clauses in parted
        if (point := _point(topic, reading, clauses))
    )


def _point(topic: Topic, reading: Reading, clauses: Sequence[Clause]) -> LegalPoint | None:
    document = reading.document
    asked = _of_first(reading, clauses) if topic.is_name else clauses
    named = topic.named([document.quote(clause.span) for clause in asked])
    labels = (one for one in reading.labels if one.certain and one.label in topic.labels)
    found = [*([clauses[named[0]].span] if named else []), *(one.clause.span for one in labels)]
    if not found:
        return None
    return LegalPoint(
        topic=topic.topic,
        document=document.path,
        value=named[1] if named else "",
        evidence=quotes(Evidence.at(document, span) for span in list(dict.fromkeys(found))[:_MOST]),
    )


def _of_first(reading: Reading, clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses up to the end of the first licence of a text: who is named behind it, with the
    licence of some part, does not grant the whole."""
    matches = reading.identification.matches
    end = matches[0].span.end if len(matches) > 1 else len(reading.document.text)
    return [one for one in clauses if one.span.start < end]
