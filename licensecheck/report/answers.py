"""Answers to "may we …" as a person reads them: together where they are the same."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.knowledge import Knowledge

ALONE = "by the licence alone"
"""Before an answer that the licences give, where other pages are in doubt."""
FIRST = "use-commercially"
"""What most people ask first."""
WEIGHTS = {False: "weights please read", True: "no weights to use"}
"""Where the terms of the code are here and those of the weights are not; for weights that nobody
gets."""
CONDITIONAL = "yes, with conditions"
"""Of a part, whose conditions are not named there."""
PARTLY = "yes, some with conditions"
_CODE, _WEIGHTS = "the code alone", "the weights alone"
UNLESS = "unless the licensor agrees"
"""Behind a `no` to what the terms offer on request."""
TITLES = {
    RightAnswer.YES: "yes",
    RightAnswer.YES_IF: "yes, if you",
    RightAnswer.NO: "no",
    RightAnswer.PLEASE_READ: "please read",
    RightAnswer.NOT_SAID: "not said",
}
"""In the order in which they are shown."""


def told(right: ReportedRight) -> str:
    """The answer in words."""
    return f"{TITLES[right.answer]}, {UNLESS}" if right.leave else TITLES[right.answer]


def how_to_ask(right: ReportedRight) -> str:
    """Where one asks for what is forbidden; empty where nothing is offered."""
    if right.leave is None:
        return ""
    return ", ".join(right.leave.contacts) or "the licensor, whose address is not named"


def by_licence(right: ReportedRight) -> bool:
    """True where the licences by themselves give it, and no finding of another page is in doubt."""
    return right.alone is not None and not right.findings


def explained(right: ReportedRight) -> str:
    """Why, how one asks for what is forbidden, and what holds for the code or weights alone."""
    asked = f"{UNLESS}, ask: {how_to_ask(right)}" if right.leave else ""
    return "; ".join(filter(None, (right.reason, asked, of_part(right))))


def apart(right: ReportedRight, *, closed: bool = False) -> str:
    """The answer for the code and for the weights, where nothing but the terms of the weights is
    missing; empty for all else. Of a `closed` model nobody gets the weights."""
    missing = right.answer is RightAnswer.PLEASE_READ and not (right.findings or right.evidence)
    if not (missing and right.code):
        return ""
    free = right.code is RightAnswer.YES
    return f"code {'yes' if free else CONDITIONAL}, {WEIGHTS[closed]}"


def of_part(right: ReportedRight) -> str:
    """What the code, or the weights, alone may be used for; empty where nothing says."""
    parts = {_CODE: right.code, _WEIGHTS: right.weights}
    said = ((part, answer is RightAnswer.YES) for part, answer in parts.items() if answer)
    return "; ".join(f"{part}: {'yes' if free else CONDITIONAL}" for part, free in said)


@dataclass(frozen=True, slots=True)
class SharedCondition:
    """What must hold for some of the rights of a group."""

    names: tuple[str, ...]
    """Of the rights; empty where it holds for all of them."""
    texts: tuple[str, ...]
    """Each ends "yes, if you"."""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The rights that have one answer for one reason."""

    answer: RightAnswer
    names: tuple[str, ...]
    """Short names of the rights."""
    rights: tuple[ReportedRight, ...]
    conditions: tuple[SharedCondition, ...]

    @property
    def title(self) -> str:
        """The answer in words, without what a licensor may give on request."""
        return TITLES[self.answer]

    @property
    def asked(self) -> str:
        """Where one asks the licensor; empty where nothing is offered."""
        first = self.rights[0]
        return f"how to ask: {how_to_ask(first)}" if first.leave else ""

    @property
    def alone(self) -> tuple[str, ...]:
        """Those that the licences give by themselves, where only other pages are in doubt."""
        each = zip(self.names, self.rights, strict=True)
        return tuple(name for name, one in each if one.alone)

    @property
    def asides(self) -> tuple[str, ...]:
        """What the licences by themselves give of them, and the terms of code or weights alone."""
        said = (
            (ALONE, [one.alone for one in self.rights]),
            (_CODE, [one.code for one in self.rights]),
            (_WEIGHTS, [one.weights for one in self.rights]),
        )
        return tuple(self._aside(who, answers) for who, answers in said if any(answers))

    def _aside(self, who: str, answers: Sequence[RightAnswer | None]) -> str:
        some = [name for name, answer in zip(self.names, answers, strict=True) if answer]
        given = {answer for answer in answers if answer}
        words = {frozenset({RightAnswer.YES}): "yes", frozenset({RightAnswer.YES_IF}): CONDITIONAL}
        return f"{who}: {words.get(frozenset(given), PARTLY)}{self._to(some)}"

    def _to(self, some: Sequence[str]) -> str:
        """To which of the rights an aside says yes; nothing where it is to all of them."""
        others = [one for one in self.names if one not in some]
        if not others:
            return ""
        few = len(some) <= len(others)
        return f" to {joined(some)}" if few else f" to all but {joined(others)}"

    @property
    def lead(self) -> str:
        """What stands before its conditions, in a line of their own."""
        sure = self.answer is RightAnswer.YES_IF or self.alone
        return "if you" if sure else "if so, only if you"

    def who(self, some: Sequence[str]) -> str:
        """The rights that a line is about; nothing where it is about all of them, or names none."""
        return f"{names(some, self.names)}: " if 0 < len(some) < len(self.names) else ""


def grouped(rights: Sequence[ReportedRight], knowledge: Knowledge) -> tuple[AnswerGroup, ...]:
    """The answers, the best first; those that are forbidden or doubtful for different reasons are
    apart, all others of one answer are together."""
    found: dict[tuple[int, str, bool], list[ReportedRight]] = {}
    for one in rights:
        is_told = one.answer in (RightAnswer.NO, RightAnswer.PLEASE_READ)
        key = list(TITLES).index(one.answer), _cause(one) if is_told else "", bool(one.leave)
        found.setdefault(key, []).append(one)
    return tuple(_group(found[key], knowledge) for key in sorted(found, key=lambda key: key[0]))


def by_reason(rights: Sequence[ReportedRight], knowledge: Knowledge) -> tuple[AnswerGroup, ...]:
    """The answers in their order, those that have one reason and the same words together."""
    found: dict[Hashable, list[ReportedRight]] = {}
    for one in rights:
        found.setdefault((one.answer, one.reason, one.evidence, one.leave), []).append(one)
    return tuple(_group(same, knowledge) for same in found.values())


def _cause(right: ReportedRight) -> str:
    """What its first quote and its reason have in common with those of others; what waits for
    places that nobody understood waits for all of them."""
    if not right.evidence:
        return right.reason
    if waits(right):
        return ""
    first = right.evidence[0]
    return f"{first.document}:{first.start}:{first.clause}"


def waits(right: ReportedRight) -> bool:
    """True where no finding is in doubt, and something is left that must be read first."""
    return right.answer is RightAnswer.PLEASE_READ and not right.findings


def _group(rights: Sequence[ReportedRight], knowledge: Knowledge) -> AnswerGroup:
    names = tuple(short_name(one, knowledge) for one in rights)
    return AnswerGroup(rights[0].answer, names, tuple(rights), tuple(_shared(rights, names)))


def short_name(right: ReportedRight, knowledge: Knowledge) -> str:
    """What a question is called where there is little room."""
    rule = knowledge.rights.rules.get(right.right)
    return f"{rule.short if rule else right.right}{_for_others(right)}"


def asked(right: ReportedRight) -> str:
    """The question, with the models that its answer is for where it is not for all."""
    return f"{right.question}{_for_others(right)}"


def _for_others(right: ReportedRight) -> str:
    return f" (for {right.others})" if right.others else ""


def _shared(rights: Sequence[ReportedRight], names: Sequence[str]) -> Iterator[SharedCondition]:
    """The conditions, those of the same rights together, those of most rights first."""
    holders: dict[str, list[str]] = {}
    for name, right in zip(names, rights, strict=True):
        for one in right.conditions:
            holders.setdefault(one.text, []).append(name)
    texts: dict[tuple[str, ...], list[str]] = {}
    for text, of in holders.items():
        texts.setdefault(tuple(of), []).append(text)
    for some in sorted(texts, key=len, reverse=True):
        yield SharedCondition(() if len(some) == len(names) else some, tuple(texts[some]))


def names(some: Sequence[str], every: Sequence[str]) -> str:
    """The names of some rights, or of those that are missing where these are fewer."""
    others = [one for one in every if one not in some]
    if len(some) > 1 and not others:
        return "all"
    return joined(some) if len(some) <= len(others) or not others else f"all but {joined(others)}"


def joined(some: Sequence[str]) -> str:
    """Names in a row: `use in the EU, the UK`, where the first two words would be repeated."""
    heads = [tuple(one.split()[:2]) for one in some]
    shown = [
        one.split(maxsplit=2)[2]
        if at and heads[at - 1] == heads[at] and one.count(" ") > 1
        else one
        for at, one in enumerate(some)
    ]
    return ", ".join(shown)
