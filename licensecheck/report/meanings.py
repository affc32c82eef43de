"""All that has a name in reports: how it is called there, and what it means."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from textwrap import shorten

from licensecheck.errors import UsageError
from licensecheck.knowledge.criteria import Framework
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.profiles import profiles
from licensecheck.report import explanation
from licensecheck.report.phrasebook import label_of, phrases
from licensecheck.report.vocabulary import vocabulary
from licensecheck.report.wording import RELATIONS

_WIDTH, _NEAR = 100, 6


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that has a name."""

    kind: str
    """What it is, as a name for all of its kind: `label`, `criterion`."""
    tell: Callable[[], Iterable[str]]
    """The lines that say what it means, each time anew."""
    name: str
    also: tuple[str, ...] = ()
    """How reports word it."""

    @classmethod
    def said(cls, kind: str, name: str, words: str, *also: str) -> "Meaning":
        """One that a sentence tells."""
        text = f"{name} ({kind}): {words}"
        return cls(kind, partial(explanation.paragraph, "", text), name, also)

    def is_called(self, names: frozenset[str]) -> bool:
        """True where one of these names in small letters is one of its own."""
        return not names.isdisjoint(one.casefold() for one in (self.name, *self.also))


def meanings(knowledge: Knowledge) -> Iterator[Meaning]:
    """All that reports have names for, except what decides."""
    rules = knowledge.rules
    for label in rules.labels.values():
        yield Meaning("label", partial(explanation.label, label), label.label)
    for framework in knowledge.frameworks.values():
        yield from _of_framework(framework, knowledge)
    yield from _of_findings(knowledge)
    for part in knowledge.components:
        yield Meaning("part of a model", partial(explanation.component, part), part.name)
    for topic in knowledge.legal:
        tell = partial(explanation.topic, topic)
        yield Meaning("topic of the legal part", tell, topic.topic, (topic.title,))
    yield from _of_words()
    for facts in knowledge.facts.licenses.values():
        yield Meaning("licence", partial(explanation.licence, facts, rules), facts.id)


def _of_framework(known: Framework, knowledge: Knowledge) -> Iterator[Meaning]:
    tell = partial(explanation.framework, known, knowledge.rules)
    yield Meaning("framework", tell, known.framework, (known.name,))
    for asked in known.criteria:
        tell = partial(explanation.criterion, known, asked, knowledge.rules)
        yield Meaning("criterion", tell, f"{known.framework}:{asked.id}", (asked.name,))
    for tag in known.tags:
        name = f"{known.framework}:{tag.id}"
        yield Meaning("heading of a framework", partial(explanation.tag, tag), name, (tag.name,))


def _of_findings(knowledge: Knowledge) -> Iterator[Meaning]:
    for rule in knowledge.washing.values():
        yield Meaning("rule of open-washing", partial(explanation.washing, rule), rule.rule)
    for right in knowledge.rights.rules.values():
        also = (right.short, right.asks, f"may we {right.asks}")
        yield Meaning("right", partial(explanation.right, right), right.right, also)
    for claim in knowledge.claims.values():
        yield Meaning("claim of openness", partial(explanation.claim, claim), claim.claim)


def _of_words() -> Iterator[Meaning]:
    """Words of our own that a report says as they are."""
    for word, uses in vocabulary().items():
        yield from (Meaning.said(kind, word, meaning) for kind, meaning in uses)
    for profile in profiles():
        tell = partial(explanation.profile, profile)
        yield Meaning("profile of the score", tell, profile.profile)
    for name, words in RELATIONS.items():
        kind = "how a model comes from another"
        yield Meaning.said(kind, name, f"it is {words} the other")


def explained(said: str, known: Sequence[Meaning], knowledge: Knowledge) -> str:
    """All that a name means, or a kind of names, or words of a report; UsageError, with names that
    are near, where it is none of these."""
    name = said.strip().removeprefix("[").removesuffix("]").rstrip("?")
    facts = knowledge.facts.find(name)  # however it is spelt
    names = frozenset({name.casefold(), facts.id.casefold() if facts else ""} - {""})
    told = [*_by_sentence(said, knowledge)]
    told += ["\n".join(one.tell()).strip("\n") for one in known if one.is_called(names)]
    told += [*_of_kind(name, known)]
    if found := told or [*_by_words(said)]:
        return "\n\n".join(found)
    raise UsageError(f"nothing is called {said!r}", remedy=_near(name, known))


def _of_kind(kind: str, known: Sequence[Meaning]) -> Iterator[str]:
    if names := dict.fromkeys(one.name for one in known if one.kind == kind.casefold()):
        yield f"{kind}: " + ", ".join(names)


def _by_sentence(said: str, knowledge: Knowledge) -> Iterator[str]:
    """The label whose sentence a report says so."""
    if name := label_of(said, knowledge):
        yield "\n".join(explanation.label(knowledge.rules.labels[name]))


def _by_words(said: str) -> Iterator[str]:
    """What other words of a report mean, where they are no name."""
    for means in phrases(said):
        yield "\n".join(explanation.paragraph("", f"{said}: {means}")).strip("\n")


def _near(name: str, known: Sequence[Meaning]) -> str:
    """Names that hold the words, or are spelt like them."""
    every = {one.casefold(): one for meaning in known for one in (meaning.name, *meaning.also)}
    small = name.casefold()
    holding = [one for one in every if len(small) > 2 and small in one]
    near = [*sorted(holding, key=len), *get_close_matches(small, every, n=4, cutoff=0.5)]
    shown = ", ".join(every[one] for one in [*dict.fromkeys(near)][:_NEAR])
    return f"Near: {shown}." if shown else "licensecheck explain lists what has a name."


def kinds(known: Sequence[Meaning]) -> str:
    """The kinds of names that there are, a line for each."""
    lines = ["Say a name, or a kind to see all of its names: licensecheck explain label", ""]
    for kind in dict.fromkeys(one.kind for one in known):
        names = dict.fromkeys(one.name for one in known if one.kind == kind)
        listed = f"{kind} ({len(names)}): {', '.join(names)}"
        lines.append(shorten(listed, _WIDTH, break_on_hyphens=False, placeholder=" …"))
    return "\n".join(lines)
