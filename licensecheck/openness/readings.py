"""From a text to what is known of it: licence facts where it is verbatim, its clauses elsewhere."""

from collections.abc import Iterable, Iterator, Sequence

from licensecheck.clauses.classify import Classifier, Scored
from licensecheck.engine.facts import Facts, LicenseFacts
from licensecheck.types import (
    Clause,
    ClauseLabel,
    Document,
    Identification,
    Match,
    MatchKind,
    Problem,
    ProblemKind,
    Reading,
    Span,
)

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
            inside = [one for one in scored if _untouched(one, match, identification)]
            labels += classifier.locate(inside, _remaining(known, match))
            settled.update(one.clause for one in inside)
    rest = [one for one in scored if one.clause not in settled]
    labels += classifier.decide(rest)
    unread = _unread(rest, foreign, classifier, identification)
    ordered = sorted(labels, key=lambda found: (found.clause.span, found.label))
    return Reading(
        document, identification, tuple(ordered), _conforms(identification, rest, facts), unread
    )


def unreadable(reading: Reading) -> Iterator[Problem]:
    """A problem for a text with parts that nobody could read."""
    if reading.unread:
        first = reading.unread[0]
        line = reading.document.line(first.start)
        yield Problem(
            ProblemKind.LANGUAGE,
            reading.document.path,
            f"{len(reading.unread)} parts were not understood, the first at line {line}: read them",
        )


def _untouched(one: Scored, match: Match, identification: Identification) -> bool:
    """True for a clause inside the match that no edit and no unmatched text touches."""
    span = one.clause.span
    inside = match.span.start <= span.start and span.end <= match.span.end
    touched = any(span.overlaps(other) for other in identification.unmatched)
    edited = any(
        edit.span.start <= span.end and span.start <= edit.span.end for edit in match.edits
    )
    return inside and not touched and (match.kind in _SETTLED or not edited)


def _remaining(known: LicenseFacts, match: Match) -> Iterable[str]:
    removed = {label for edit in match.edits for label in edit.removed_labels}
    return sorted(set(known.labels) - (removed if match.kind is MatchKind.ALTERED else set()))


def _conforms(identification: Identification, rest: Sequence[Scored], facts: Facts) -> bool | None:
    known = [facts.find(match.license) for match in identification.matches]
    answers = [one.conformant if one else None for one in known]
    settled = all(match.kind in _SETTLED for match in identification.matches)
    if not answers or not settled:
        return None
    if False in answers:
        return False
    return True if all(answers) and not rest else None


def _unread(
    rest: Iterable[Scored],
    foreign: Sequence[Span],
    classifier: Classifier,
    identification: Identification,
) -> tuple[Span, ...]:
    """Foreign parts outside known licences; without a model also what no rule spoke about."""
    known = [match.span for match in identification.matches if match.kind in _SETTLED]
    unknown = [span for span in foreign if not any(span.overlaps(other) for other in known)]
    if classifier.model is None:
        unknown += [one.clause.span for one in rest if not one.hits]
    return tuple(sorted(unknown))
