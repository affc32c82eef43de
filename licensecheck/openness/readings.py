"""From a text to what is known of it: licence facts where it is verbatim, its clauses elsewhere."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from licensecheck.clauses.classify import Classifier, Scored
from licensecheck.engine.facts import Conformance, Facts, LicenseFacts
from licensecheck.licenses.sections import places
from licensecheck.openness.findings import fact_slots
from licensecheck.text.language import language
from licensecheck.text.segment import segment
from licensecheck.types import (
    Clause,
    ClauseKind,
    ClauseLabel,
    Document,
    Identification,
    Match,
    MatchKind,
    Problem,
    ProblemKind,
    Reading,
    Slot,
    Source,
    Span,
)

_OBLIGES = re.compile(r"\b(?:shall|must|may|only|not|except|without|agree)\b", re.I)
_WORD = re.compile(r"\w")
_SETTLED = (MatchKind.VERBATIM, MatchKind.MINOR)


def read(
    document: Document,
    identification: Identification,
    scored: Sequence[Scored],
    classifier: Classifier,
    facts: Facts,
    foreign: Sequence[Span] = (),
) -> Reading:
    """One text, read.

    Clauses inside a known licence get the labels known of it, all others (what was inserted or
    stands outside too) what rules and classifier say. `foreign` are the parts in a language that
    neither can read.
    """
    labels: list[ClauseLabel] = []
    settled: set[Clause] = set()
    for match in identification.matches:
        known = facts.find(match.license)
        if known is not None:
            inside = [one for one in scored if _untouched(document, one, match, identification)]
            asked = [_unread(one) if _foreign(one, foreign) else one for one in inside]
            labels += classifier.locate(asked, _remaining(known, match), _cited(document, known))
            settled.update(one.clause for one in inside)
    strange = _outside(foreign, identification)
    rest = [one for one in scored if _open(one, settled, identification)]
    english = [one for one in rest if not _foreign(one, strange)]
    labels += classifier.decide(english)
    return Reading(
        document,
        identification,
        _in_order(labels),
        _conforms(identification, rest, facts),
        strange,
        tuple(_unclear(document, identification, english, labels, classifier)),
        _undecided(identification, facts),
    )


def settled(
    document: Document, identification: Identification, facts: Facts, foreign: Sequence[Span] = ()
) -> Reading | None:
    """A text that is known licences and nothing else, read without rules and classifier; None where
    words were added or changed, or where the index has no place of a label that is known.

    `foreign` are the parts in another language than English.
    """
    known = [(match, facts.find(match.license)) for match in identification.matches]
    if not known or identification.unmatched or _outside(foreign, identification):
        return None
    labels: list[ClauseLabel] = []
    for match, licence in known:
        placed = {place.label for place in match.places}
        if licence is None or match.kind not in _SETTLED or not placed.issuperset(licence.labels):
            return None
        labels += _placed(match, licence)
    return Reading(
        document,
        identification,
        _in_order(labels),
        _conforms(identification, (), facts),
        (),
        (),
        _undecided(identification, facts),
    )


def _placed(match: Match, licence: LicenseFacts) -> Iterator[ClauseLabel]:
    for place in match.places:
        if place.label in licence.labels:
            slots = fact_slots(licence.labels[place.label], match.span)
            clause = Clause(place.span, ClauseKind.SENTENCE)
            yield ClauseLabel(clause, place.label, 1.0, True, Source.LICENSE, slots=slots)


def known_places(
    document: Document, licence: LicenseFacts, classifier: Classifier
) -> Iterator[ClauseLabel]:
    """Where rules and classifier find the labels of a licence in its reference text."""
    scored = classifier.score(document, segment(document))
    foreign = language(document.text).foreign
    asked = [_unread(one) if _foreign(one, foreign) else one for one in scored]
    known: Mapping[str, tuple[Slot, ...]] = dict.fromkeys(sorted(licence.labels), ())
    return classifier.locate(asked, known, _cited(document, licence))


def _in_order(labels: Iterable[ClauseLabel]) -> tuple[ClauseLabel, ...]:
    return tuple(sorted(labels, key=lambda found: (found.clause.span, found.label)))


def _foreign(one: Scored, foreign: Sequence[Span]) -> bool:
    return any(one.clause.span.overlaps(span) for span in foreign)


def _unread(one: Scored) -> Scored:
    """A clause in a language of which rules and model say nothing that counts."""
    return replace(one, hits={}, likely={})


def _unclear(
    document: Document,
    identification: Identification,
    rest: Sequence[Scored],
    labels: Sequence[ClauseLabel],
    classifier: Classifier,
) -> Iterator[Span]:
    """What may say something that nobody understood.

    What the classifier did not read and no rule spoke about. Inside a known licence that was
    changed, words that oblige and got no label, and places where words of a right are gone.
    """
    spoken = {found.clause for found in labels}
    edits = [e for m in identification.matches if m.kind is MatchKind.ALTERED for e in m.edits]
    for one in rest:
        span = one.clause.span
        inserted = any(len(edit.span) and span.overlaps(edit.span) for edit in edits)
        silent = one.clause not in spoken and _OBLIGES.search(document.quote(span))
        if (inserted and silent) or not (one.likely or one.hits):
            yield span
    yield from (edit.span for edit in edits if edit.removed_words and not edit.removed_labels)


def _open(one: Scored, settled: Container[Clause], identification: Identification) -> bool:
    """True for a clause that nobody knows; beside a known licence, titles and names say nothing."""
    span = one.clause.span
    beside = identification.matches and not any(
        span.overlaps(other)
        for other in (*identification.unmatched, *(m.span for m in identification.matches))
    )
    return one.clause not in settled and not beside


def unreadable(reading: Reading) -> Iterator[Problem]:
    """A problem for parts in another language, and one for clauses that nobody understood."""
    for kind, spans, words in (
        (ProblemKind.LANGUAGE, reading.foreign, "not in English, so not read"),
        (ProblemKind.UNCLEAR, reading.unclear, "not understood"),
    ):
        if spans:
            lines = sorted({reading.document.line(span.start) for span in spans})
            first = ", ".join(map(str, lines[:5])) + (" and more" if len(lines) > 5 else "")
            message = f"{len(spans)} parts {words}: please read from lines {first}"
            yield Problem(kind, reading.document.path, message)


def _untouched(
    document: Document, one: Scored, match: Match, identification: Identification
) -> bool:
    """True for a clause inside the match that no edit and no unmatched text touches.

    A match ends with its last word; the full stop behind it is no other text.
    """
    span = one.clause.span
    before = document.text[span.start : match.span.start]
    behind = document.text[match.span.end : span.end]
    inside = span.overlaps(match.span) and not _WORD.search(before + behind)
    touched = any(span.overlaps(other) for other in identification.unmatched)
    edited = any(
        edit.span.start <= span.end and span.start <= edit.span.end for edit in match.edits
    )
    return inside and not touched and (match.kind in _SETTLED or not edited)


def _remaining(known: LicenseFacts, match: Match) -> Mapping[str, tuple[Slot, ...]]:
    """The labels of a licence that the match still has, each with the values known of it."""
    removed = {label for edit in match.edits for label in edit.removed_labels}
    gone = removed if match.kind is MatchKind.ALTERED else set()
    return {
        label: fact_slots(fact, match.span)
        for label, fact in sorted(known.labels.items())
        if label not in gone
    }


def _cited(document: Document, known: LicenseFacts) -> Mapping[str, tuple[Span, ...]]:
    """Where the facts say that each label stands."""
    return {
        label: tuple(places(document.text, fact.section)) for label, fact in known.labels.items()
    }


def _conforms(identification: Identification, rest: Sequence[Scored], facts: Facts) -> bool | None:
    known = [facts.find(match.license) for match in identification.matches]
    answers = [one.conformant if one else None for one in known]
    settled = all(match.kind in _SETTLED for match in identification.matches)
    if not answers or not settled:
        return None
    if False in answers:
        return False
    return True if all(answers) and not rest else None


def _undecided(identification: Identification, facts: Facts) -> str:
    """What the facts say of a licence of which they do not say that it meets or fails the OSD."""
    settled = (facts.find(m.license) for m in identification.matches if m.kind in _SETTLED)
    open_ones = (known for known in settled if known and known.osd is Conformance.UNKNOWN)
    return next((f"{known.name}: {known.osd_reason}" for known in open_ones), "")


def _outside(foreign: Sequence[Span], identification: Identification) -> tuple[Span, ...]:
    """The foreign parts that no known licence covers."""
    known = [match.span for match in identification.matches if match.kind in _SETTLED]
    return tuple(span for span in foreign if not any(span.overlaps(other) for other in known))
