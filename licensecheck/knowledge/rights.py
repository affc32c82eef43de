"""The questions that people ask of a model, and what each label says to them."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Self

from pydantic import Field, model_validator

from licensecheck.domain.right import RightAnswer
from licensecheck.errors import RuleFileError
from licensecheck.knowledge.readers import read_folder, read_once, read_under
from licensecheck.knowledge.schema import Expressions, Strict, Wording

LISTS = ("forbidden_by", "doubtful_under", "limited_by", "untouched_by")
"""What a label can mean for a question, the strictest first."""


class RightExample(Strict):
    """The labels of one licence that was read completely, and the answer."""

    labels: tuple[str, ...]
    answer: RightAnswer
    why: str = Field(min_length=8)


class SpokenOf(Strict):
    """How a sentence speaks of what a question asks, whatever it says of it."""

    words: Expressions = Field(min_length=1)
    """Regular expressions on one sentence, letter case apart."""
    examples: tuple[str, ...] = Field(min_length=1)
    other: tuple[str, ...] = Field(min_length=1)
    """Sentences about terms that say nothing to it."""

    def by(self, sentence: str) -> bool:
        """True where reading a sentence may answer the question."""
        return self.words.one.search(sentence) is not None

    def where(self, sentence: str) -> int:
        """The offset of the first of these words; 0 where there are none."""
        found = self.words.one.search(sentence)
        return found.start() if found else 0


class RightRule(Strict):
    """One question, and which labels answer it.

    `label/reach` is a label with that reach (`copyleft/file`); a label alone stands for every
    reach that is not named.
    """

    right: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    order: int
    """Where reports show it."""
    asks: str = Field(pattern=r"^[a-z].*[^.?]$")
    """What one may do, as the end of "may we …"; without a question mark."""
    short: str = Field(max_length=24)
    """The same where there is little room."""
    given_by: tuple[tuple[str, ...], ...] = Field(min_length=1)
    """Sets of grants; each of them gives the right."""
    osd_gives: bool
    """True where every licence that meets the Open Source Definition gives it."""
    forbidden_by: tuple[str, ...] = ()
    """Labels that make it `no`."""
    unless: tuple[str, ...] = ()
    """Labels; a text that has all of them forbids nothing."""
    contradicted_by: tuple[str, ...] = ()
    """Grants; a text that has all of them and forbids it says both, and a person must read it."""
    doubtful_under: tuple[str, ...] = ()
    """Labels under which only a person can tell; so is every restriction that no list names."""
    limited_by: tuple[str, ...] = ()
    """Labels that make it `yes-if`; `rules/conditions.yaml` words them."""
    untouched_by: tuple[str, ...] = ()
    """Restrictions that do not concern it."""
    told: SpokenOf | None = None
    """Which sentence a person reads first, where several are in doubt."""
    beside: bool = False
    """True for a question about other licences beside this one, which any restriction touches."""
    places: tuple[str, ...] = ()
    """Codes of the places that it is about: a clause that excludes others does not forbid it."""
    licenses: Mapping[str, RightAnswer] = Field(default_factory=dict)
    """Licences of which the answer is known by itself: `no` and `please-read` stand; `yes` and
    `yes-if` say that the labels of `doubtful_under` are mere conditions in them."""
    reference: str = Field(pattern=r"^https://\S+$")
    limits: str
    """What the answer cannot see."""
    examples: tuple[RightExample, ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _each_label_once(self) -> Self:
        named = [name for listed in LISTS for name in getattr(self, listed)]
        if twice := sorted({name for name in named if named.count(name) > 1}):
            raise ValueError(f"{', '.join(twice)} stands in two lists")
        return self

    def listed(self, label: str, reach: str = "") -> str:
        """The list that a label stands in; empty where in none."""
        return self._lists.get(f"{label}/{reach}") or self._lists.get(label, "")

    @cached_property
    def _lists(self) -> Mapping[str, str]:
        """The list that each label stands in; `_each_label_once` sees that it is one."""
        return {label: one for one in LISTS for label in getattr(self, one)}


class Rights(Strict):
    """All questions, and how conditions are worded."""

    rules: Mapping[str, RightRule]
    """By id, in their order."""
    conditions: Mapping[str, str]
    """By label, or label and reach: what follows "yes, if you"."""

    def limited_by(self, label: str) -> frozenset[str]:
        """The questions on acts whose answer a restriction can change."""
        return frozenset(
            name
            for name, rule in self.rules.items()
            if not rule.beside and rule.listed(label) != LISTS[-1]
        )

    def condition(self, label: str, reach: str = "") -> str:
        """What one must do or be, as the end of "yes, if you", with `{slots}`."""
        return self.conditions.get(f"{label}/{reach}") or self.conditions[label]


def _rights(root: Path) -> Rights:
    file = root / "conditions.yaml"
    conditions = read_under("conditions", file, dict[str, Wording])
    rules = sorted(read_folder(root / "rights", RightRule, "right").values(), key=lambda r: r.order)
    for name in (name for rule in rules for name in _conditional(rule)):
        if name not in conditions and name.partition("/")[0] not in conditions:
            raise RuleFileError(str(file), 1, f"no words for the condition {name!r}")
    by_name = {rule.right: rule for rule in rules}
    return Rights(rules=MappingProxyType(by_name), conditions=MappingProxyType(conditions))


def _conditional(rule: RightRule) -> Iterator[str]:
    """The labels that may be its conditions."""
    yield from rule.limited_by
    if rule.licenses:
        yield from rule.doubtful_under


load_rights = read_once("", _rights)
