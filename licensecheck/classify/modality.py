"""What a clause does with the acts that it speaks of: must, may, need not or must not be done.

The one place where this is decided, for restrictions, duties, grants and neutral labels alike. The
nearest sign before an act governs it; a remark aside ("but it is not required") takes back what was
said before it; a predicate ("… is not granted") decides where no verb does.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from types import MappingProxyType

from licensecheck.classify.denial import Denied, PlainWords
from licensecheck.knowledge.modality import Act, Modality, Sign, Signs, Stands

Range = tuple[int, int]
"""The first token of something, and the one behind its last."""
Places = Callable[[Iterable[str]], Sequence[Range]]
"""Where pattern lines occur in a clause."""
Found = tuple[int, int, Sign]
"""A sign with its first token and the one behind its last."""

_CONCEDING = frozenset({"even", "regardless", "despite", "irrespective", "although", "though"})
"""What stands behind one of these narrows nothing."""
_SUBJECT = 2
"""Tokens between a subject and its sign, as in "the company also will not"."""
_REACH = 40
"""Tokens between an act and its predicate, as in "permission to use, copy, … is not granted"."""
_ENDS = frozenset({".", "!", "?"})
_PARTS = frozenset({";", "but", "however"})
_NEGATIONS = frozenset(
    {"not", "n't", "no", "nor", "neither", "never", "nothing", "nobody", "cannot"}
)
_MODAL = _NEGATIONS | {"must", "shall", "may", "can", "except", "but", "excluding", "unless"}
_LIMITING = frozenset({"only", "solely", "exclusively"})
_OF_NOUNS = {
    (Modality.MUST_NOT, Modality.MAY): Modality.MUST_NOT,
    (Modality.MUST_NOT, Modality.MUST): Modality.NEED_NOT,
    (Modality.NEED_NOT, Modality.MUST): Modality.NEED_NOT,
}
"""What becomes of a right or a duty that is spoken of behind a denial."""
_WORD = re.compile(r"n't|[a-z]+?(?=n't)|[a-z]+")
_AGAINST: Mapping[Modality, frozenset[Modality]] = MappingProxyType(
    {
        Modality.MAY: frozenset({Modality.MUST_NOT, Modality.MUST}),
        Modality.MUST: frozenset({Modality.MUST_NOT, Modality.NEED_NOT, Modality.MAY}),
        Modality.MUST_NOT: frozenset({Modality.MUST, Modality.NEED_NOT, Modality.MAY}),
    }
)
"""What speaks against a label that needs a modality."""
_FOR: Mapping[Modality, frozenset[Modality]] = MappingProxyType(
    {Modality.MUST: frozenset({Modality.MUST, Modality.CONDITION})}
)


class Stance(StrEnum):
    """How a clause stands towards a label on whose act it speaks."""

    NONE = "none"
    """Nothing is said against the label."""
    OPPOSED = "opposed"
    """It does something else with the act than the label says."""
    DENIED = "denied"
    """It forbids the act as such."""
    PLAINLY_DENIED = "plainly denied"
    """It forbids the act on the work itself, in so many words."""


@dataclass(frozen=True, slots=True)
class SaidSign:
    """One sign in a clause, with what it says there."""

    start: int
    end: int
    sign: Sign
    modality: Modality

    @property
    def is_weak(self) -> bool:
        """True for a noun and for words of the lead-in: a predicate says more."""
        return self.sign.noun or self.start < 0


class Modalities:
    """The modalities of one clause."""

    def __init__(
        self,
        words: Sequence[str],
        signs: Signs,
        places: Places,
        found: "Sequence[Found]",
        lead: "Modalities | None" = None,
    ) -> None:
        """From its tokens in lower case, where lines of patterns occur in it, and its signs; `lead`
        are those of the words that it continues."""
        self._words = words
        self._lead = lead.last if lead else None
        self._is_broken = bool(lead and lead.is_open)
        self._signs = signs
        self._places = places
        self._covered = frozenset(at for start, end, _ in found for at in range(start, end))
        self._before = tuple(self._in_turn(s for s in found if s[2].stands is Stands.BEFORE))
        self._begins = [one.start for one in self._before]
        self._stops = [one.end for one in self._before]
        self._after, self._aside = (
            [SaidSign(*one, one[2].modality) for one in found if one[2].stands is stands]
            for stands in (Stands.AFTER, Stands.ASIDE)
        )

    @property
    def last(self) -> SaidSign | None:
        """The last sign, as it governs what follows."""
        found = self._governing(len(self._words))
        return replace(found, start=-1, end=0) if found else None

    @property
    def is_open(self) -> bool:
        """True where a negation begins what only the words that follow can end ("neither")."""
        return any(
            word in _NEGATIONS and at not in self._covered for at, word in enumerate(self._words)
        )

    def stance(self, act: Act, needs: Modality) -> Stance:
        """How the clause stands towards a label that is about an act, and needs a modality."""
        if self._is_broken:
            return Stance.NONE
        acts = [(place, place[0]) for place in self._places(act.does)]
        passive = [(place, place[1] - 1) for place in self._places(act.done)]
        said = [(place, found) for place, head in acts + passive if (found := self.of(head))]
        bans = [one for one in said if one[1].modality is Modality.MUST_NOT]
        own = frozenset(at for place, _ in acts for at in range(*place))
        if act.denied and bans and all(self._is_whole(place, found, own) for place, found in bans):
            done = {place for place, _ in passive}
            plain = any(self._is_plain(place, found, place in done) for place, found in bans)
            return Stance.PLAINLY_DENIED if plain else Stance.DENIED
        heard = {found.modality for _, found in said}
        against = frozenset(act.against or _AGAINST[needs])
        if not heard & against or heard & _FOR.get(needs, frozenset({needs})):
            return Stance.NONE
        if needs is Modality.MUST_NOT and self._is_limited_otherwise(act.narrowed):
            return Stance.NONE
        return Stance.OPPOSED

    def of(self, head: int) -> SaidSign | None:
        """What governs an act whose verb is the token `head`; None where nothing does."""
        aside = next((one for one in self._aside if one.start > head), None)
        if aside and not self._ends(head, aside.start):
            return aside
        before = self._governing(head)
        weak = before is None or before.is_weak or self._parted(before.end, head + 1)
        return (self._predicate(head) if weak else None) or before

    def _in_turn(self, found: Iterable[Found]) -> Iterator[SaidSign]:
        before = self._lead
        for start, end, sign in found:
            if before and self._ends(before.end, start):
                before = None
            before = SaidSign(start, end, sign, self._turned(sign, start, before))
            yield before

    def _turned(self, sign: Sign, start: int, before: SaidSign | None) -> Modality:
        if before is None:
            return sign.modality
        reach = before.sign.reach
        if sign.noun and not reach and not self._parted(before.end, start):
            return _OF_NOUNS.get((before.modality, sign.modality), sign.modality)
        return sign.turns.get(before.modality, sign.modality)

    def _governing(self, head: int) -> SaidSign | None:
        """The last sign before a verb, or that ends with it ("without keeping")."""
        at = bisect_right(self._stops, head + 1)
        found = self._before[at - 1] if at else self._lead
        if not found or self._ends(found.end, head):
            return None
        return None if found.sign.reach and head - found.end > found.sign.reach else found

    def _predicate(self, head: int) -> SaidSign | None:
        """The first predicate behind the verb of an act, where nothing parts them."""
        found = next((one for one in self._after if one.start > head), None)
        if not found or found.start - head > _REACH:
            return None
        first, last = bisect_right(self._begins, head), bisect_left(self._begins, found.start)
        between = any(one.modality is not Modality.OPEN for one in self._before[first:last])
        apart = between or self._parted(head + 1, found.start) or self._ends(head, found.start)
        return None if apart else found

    def _parted(self, start: int, end: int) -> bool:
        return not _PARTS.isdisjoint(self._words[start:end])

    def _ends(self, start: int, end: int) -> bool:
        return not _ENDS.isdisjoint(self._words[start:end])

    def _is_limited_otherwise(self, narrowed: bool) -> bool:
        """True where a limit, or a negation that is part of no sign, may be a ban of its own; of
        words like "consent" only where they may narrow what is allowed."""
        known = self._covered | self._unlimiting
        waived = frozenset(self._last(self._signs.waiving)) | self._unlimiting
        narrow = narrowed and not waived.issuperset(self._last(self._signs.narrowing))
        return narrow or any(
            word in _LIMITING or (word in _NEGATIONS and at not in known)
            for at, word in enumerate(self._words)
        )

    def _is_plain(self, act: Range, said: SaidSign, is_done: bool) -> bool:
        """True where the ban is of an act on the work itself."""
        sign = said.sign
        is_predicate, is_bare = sign.stands is Stands.AFTER, sign.reach is not None
        denied = Denied(act, (said.start, said.end), is_predicate, is_bare, is_done)
        return self._plain_words.forbid(denied)

    @cached_property
    def _plain_words(self) -> PlainWords:
        return PlainWords(self._words, self._signs.denials, self._last)

    def _is_whole(self, act: Range, said: SaidSign, own: frozenset[int]) -> bool:
        """True where neither a condition nor a limit narrows what the clause itself says; the words
        of the acts themselves limit none."""
        if said.start < 0:
            return False
        start, end = self._sentence(act[0])
        conceding = self._concessions[bisect_left(self._concessions, act[1]) :][:1]
        end = min(end, *conceding) if conceding else end
        free = self._unlimiting | self._covered | own | frozenset(range(act[0] - 1, act[1]))
        conditions = set(self._last(self._signs.conditions)) - self._unlimiting
        if said.sign.excludes:
            end = next((at for at in range(act[1], end) if self._words[at] == "provided"), end)
        elif any(start <= at < end for at in conditions) or self._is_theirs(said):
            return False
        is_after = said.sign.stands is Stands.AFTER
        begin, end = (act[0], said.start) if is_after else (said.end, end)
        limits = self._last(self._signs.limits)
        return not any(begin <= at < end and at not in free for at in limits)

    @cached_property
    def _stopped(self) -> Sequence[int]:
        return [at for at, word in enumerate(self._words) if word in _ENDS]

    @cached_property
    def _concessions(self) -> Sequence[int]:
        words = self._words
        return [
            at
            for at, word in enumerate(words)
            if word in _CONCEDING or (word == "subject" and words[at + 1 : at + 2] == ["to"])
        ]

    def _is_theirs(self, said: SaidSign) -> bool:
        """True where the licensor is the subject of a sign and says what he himself will not do."""
        if any(said.start <= at < said.end for at in self._last(self._signs.granting)):
            return False
        others = self._last(self._signs.others)
        return any(said.start - _SUBJECT <= at < said.start for at in others)

    def _last(self, lines: Iterable[str]) -> Iterator[int]:
        """The last tokens of lines: the first of some only says what must not stand before."""
        return (end - 1 for _, end in self._places(lines))

    def _sentence(self, at: int) -> Range:
        ends = self._stopped
        after = bisect_left(ends, at)
        start = ends[after - 1] + 1 if after else 0
        return start, ends[after] if after < len(ends) else len(self._words)

    @cached_property
    def _unlimiting(self) -> frozenset[int]:
        found = self._places(self._signs.anyhow)
        return frozenset(at for one in found for at in range(*one))


def signs_in(words: Sequence[str], signs: Signs, places: Places) -> Sequence[Found]:
    """The signs in a text, in its order, from its tokens in lower case and where lines occur; none
    that has another modal word or negation in a gap of its own."""
    return _longest(
        (start, end, sign)
        for sign in signs.signs
        for line in sign.text
        for start, end in places((line,))
        if _strange(line).isdisjoint(words[start:end])
    )


@cache
def _strange(line: str) -> frozenset[str]:
    """Modal words and negations that the line of a sign does not have."""
    return _MODAL.difference(_WORD.findall(line.replace("cannot", "can not")))


def _rank(found: Found) -> tuple[int, int, bool]:
    """The longest first; a sign before an act counts for a token more than a predicate."""
    start, end, sign = found
    is_before = sign.stands is Stands.BEFORE
    return start - end - is_before, start, is_before


def _longest(found: Iterable[Found]) -> list[Found]:
    """The signs in the order of the text; of those that overlap, the longest."""
    kept: list[Found] = []
    taken: set[int] = set()
    for start, end, sign in sorted(found, key=_rank):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, sign))
    return sorted(kept, key=lambda one: one[0])
