"""What is known of the licences that a text is: where their labels stand, and which of its clauses
nobody needs to read again."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from licensecheck.domain import (
    Clause,
    ClauseKind,
    ClauseLabel,
    Document,
    Edit,
    EditKind,
    Identification,
    Located,
    Match,
    MatchKind,
    Source,
    Span,
)
from licensecheck.domain.values import Value
from licensecheck.identify.sections import places
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.values import of_fact
from licensecheck.terms.titles import own_title
from licensecheck.text.spans import Spans

SETTLED = (MatchKind.VERBATIM, MatchKind.MINOR)
_WORD = re.compile(r"\w")
# A line that is no heading.
_SENTENCE = re.compile(r"[^\W\n]\S*(?:[^\S\n]+\S+){8,}")


def may_change(match: Match, edit: Edit) -> bool:
    """True for a difference that may change what is allowed."""
    return match.kind is MatchKind.ALTERED and not edit.minor


def within(clauses: Sequence[Clause], span: Span) -> Sequence[Clause]:
    """Those of the clauses of a text, in its order, that overlap a span or have it inside."""
    first = bisect_right(clauses, span.start, key=lambda one: one.span.end)
    return clauses[first : bisect_left(clauses, span.end, key=lambda one: one.span.start)]


@dataclass(frozen=True)
class KnownLicences:
    """A text held against the facts about its licences."""

    document: Document
    identification: Identification
    facts: Facts
    clauses: Sequence[Clause] = ()
    """All that are no headings; none are needed of a text in which nothing was changed."""

    @cached_property
    def labels(self) -> tuple[ClauseLabel, ...]:
        """The labels known of the licences, where neither their words nor the clauses that these
        stand in were touched."""
        return tuple(
            self._label(match, place.label, place.span)
            for match in self.identification.matches
            for place in self._places(match)
            if place.label in self._known(match) and not self._moved(match, place.span)
        )

    @cached_property
    def open(self) -> tuple[Clause, ...]:
        """The clauses that nobody knows; beside a known licence, titles and names say nothing.

        Of a licence of its own all are read: what it left out may have softened what it kept.
        """
        matches = self.identification.matches
        known = {
            clause.span
            for match in matches
            if self.facts.find(match.license) and not own_title(self.document, match, self.facts)
            for clause in self._untouched(match)
        }
        told = Spans((*self.identification.unmatched, *(match.span for match in matches)))
        return tuple(
            clause
            for clause in self.clauses
            if clause.span not in known and (not matches or told.overlap(clause.span))
        )

    @cached_property
    def approved(self) -> frozenset[Span]:
        """The clauses that the OSI's approval covers: of a licence of which we know no more, word
        for word. Whether they meet its definition is decided; what else they say is to be read."""
        return frozenset(
            clause.span
            for match in self.identification.matches
            if match.kind in SETTLED and self.facts.conformant(match.license)
            for clause in self._untouched(match)
        )

    def elsewhere(self) -> Iterator[tuple[frozenset[str], tuple[Clause, ...]]]:
        """Of each altered licence the labels that no untouched place has any more, and its other
        clauses, which may say the same."""
        here = {one.label for one in self.labels}
        for match in self.identification.matches:
            missing = frozenset(self._known(match)) - here
            if missing and match.kind is MatchKind.ALTERED:
                yield missing, tuple(self._untouched(match))

    def unplaced(self) -> Iterator[tuple[str, Clause, tuple[Value, ...]]]:
        """Of each altered licence the labels whose place nobody knows, with its first clause."""
        for match in self.identification.matches:
            first = within(self.clauses, match.span)[:1]
            known = self._known(match)
            for label in () if self._is_whole(match) else self._without_place(match):
                yield from ((label, clause, known[label]) for clause in first)

    def _known(self, match: Match) -> Mapping[str, tuple[Value, ...]]:
        licence = self.facts.find(match.license)
        facts = licence.labels if licence else {}
        return {label: tuple(of_fact(fact)) for label, fact in facts.items()}

    def _label(self, match: Match, label: str, span: Span) -> ClauseLabel:
        clause = Clause(span, ClauseKind.SENTENCE)
        values = self._known(match)[label]
        return ClauseLabel(clause, label, 1.0, True, Source.LICENSE, values=values)

    def _without_place(self, match: Match) -> list[str]:
        placed = {place.label for place in match.places} | set(match.gone)
        return sorted(self._known(match).keys() - placed)

    def _places(self, match: Match) -> Iterator[Located]:
        """Where labels stand. What no place says, the licence says as a whole, if it is whole."""
        yield from match.places
        if self._is_whole(match):
            placed = {one.label for one in match.places}
            for label in sorted(self._known(match).keys() - placed):
                yield Located(label, self._section(match, label) or self._beginning(match))

    def _section(self, match: Match, label: str) -> Span | None:
        """The first sentence of the section that the facts name for a label."""
        licence, text = self.facts.find(match.license), self.document.text
        cited = licence.labels[label].section if licence else ""
        for section in places(text, cited) if cited else ():
            for line in _SENTENCE.finditer(text, section.start, section.end):
                if match.span.start <= line.start() and line.end() <= match.span.end:
                    return Span(*line.span())
        return None

    def _beginning(self, match: Match) -> Span:
        """The first clause of a licence; its first line where no clauses are needed."""
        for clause in within(self.clauses, match.span)[:1]:
            return clause.span
        end = self.document.text.find("\n", match.span.start, match.span.end)
        return Span(match.span.start, match.span.end if end < 0 else end)

    @staticmethod
    def _is_whole(match: Match) -> bool:
        """True where nothing of a licence is gone, and what was added stands beside it."""
        edits = [edit for edit in match.edits if may_change(match, edit)]
        return not match.gone and all(
            edit.kind is EditKind.INSERTED and not edit.span.overlaps(match.span) for edit in edits
        )

    def _moved(self, match: Match, place: Span) -> bool:
        """True where words were changed in a place, in the clauses that it stands in, or in what
        leads in to them."""
        changed = self._changed(match)
        inside = within(self.clauses, place) if match.kind is MatchKind.ALTERED else ()
        return changed.touch(place) or any(self._is_touched(one, changed) for one in inside)

    def _untouched(self, match: Match) -> Iterator[Clause]:
        """The clauses inside the match that no edit and no unmatched text touches.

        A match ends with its last word; the full stop behind it is no other text.
        """
        text = self.document.text
        minor = {edit.span for edit in match.edits if not may_change(match, edit)}
        near = Spans(self.identification.unmatched).near(match.span)
        beside = Spans(one for one in near if one not in minor)
        changed = self._changed(match)
        for clause in within(self.clauses, match.span):
            span = clause.span
            before, behind = text[span.start : match.span.start], text[match.span.end : span.end]
            inside = not (_WORD.search(before) or _WORD.search(behind))
            if inside and not beside.overlap(span) and not self._is_touched(clause, changed):
                yield clause

    @staticmethod
    def _is_touched(clause: Clause, changed: Spans) -> bool:
        leads = (clause.stem, *clause.outer)
        return changed.touch(clause.span) or any(changed.overlap(one) for one in leads if one)

    @staticmethod
    def _changed(match: Match) -> Spans:
        """The differences that may change what is allowed and are inside clauses; what was removed
        has no length, and touches what it stands in."""
        edits = (edit for edit in match.edits if may_change(match, edit))
        return Spans(edit.span for edit in edits if not edit.between)
