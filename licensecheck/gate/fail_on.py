"""The words of `--fail-on`, as rules."""

from collections.abc import Iterator, Sequence

from licensecheck.domain import Answer, Level, Status
from licensecheck.errors import SettingsError
from licensecheck.gate.schema import Rule, When, criteria
from licensecheck.knowledge.knowledge import Knowledge

DEFAULT = ("restricted-weights",)
# From the most open; `unknown` stands apart: it fails every gate, since nobody knows.
_ORDER = (Level.OPEN_SOURCE_AI, Level.OPEN_WEIGHTS, Level.RESTRICTED_WEIGHTS, Level.CLOSED)
_LEVEL, _LEVEL_UNKNOWN = "level", "level-unknown"
_UNMET = tuple(status for status in Status if status is not Status.MET)


def rule_ids(knowledge: Knowledge) -> frozenset[str]:
    """The ids of all rules that words can come to."""
    return criteria(knowledge) | {_LEVEL, _LEVEL_UNKNOWN}


def rules_of(words: Sequence[str], knowledge: Knowledge) -> tuple[Rule, ...]:
    """Rules from levels and criteria (`restricted-weights`, `osd:6`); SettingsError for others."""
    levels = [Level(word) for word in words if word in set(_ORDER)]
    rules = list(_level_rules(min(levels, key=_ORDER.index))) if levels else []
    others = (word for word in words if word not in set(_ORDER))
    return (*rules, *(_criterion_rule(word, knowledge) for word in others))


def _level_rules(level: Level) -> Iterator[Rule]:
    """This level and all that are less open; and what is unknown."""
    closed = _ORDER[_ORDER.index(level) :]
    says = "Not open enough"
    yield Rule(id=_LEVEL, when=When(levels=closed), answer=Answer.NOT_ALLOWED, says=says)
    unknown = When(levels=(Level.UNKNOWN,))
    yield Rule(id=_LEVEL_UNKNOWN, when=unknown, answer=Answer.ASK, says="Openness is not known")


def _criterion_rule(word: str, knowledge: Knowledge) -> Rule:
    """Stopped unless the criterion is met."""
    if word == Level.UNKNOWN:
        raise SettingsError(
            "--fail-on 'unknown' is not needed",
            remedy="What is unknown always stops: leave it out.",
        )
    if word not in criteria(knowledge):
        raise SettingsError(
            f"--fail-on {word!r} is neither a level nor a criterion",
            remedy=f"A level ({', '.join(_ORDER)}) or a criterion such as osd:6 or osaid:use.",
        )
    when = When.model_validate({"criteria": {word: _UNMET}}, context=knowledge)
    return Rule(id=word, when=when, answer=Answer.NOT_ALLOWED, says=f"{word} is not met")
