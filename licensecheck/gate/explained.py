"""`licensecheck explain`: what a name in a report or in the answer of the gate means."""

from collections.abc import Iterator
from functools import partial

import yaml

from licensecheck.gate.bases import preset, presets
from licensecheck.gate.schema import Rule
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.explanation import paragraph
from licensecheck.report.meanings import Meaning, explained, kinds, meanings
from licensecheck.report.wording import DECISIONS


def explain(name: str | None, knowledge: Knowledge) -> str:
    """What a name means, rules of policies first; without one, the kinds of names that there are.

    Raises UsageError, with names that are near, where it means nothing.
    """
    known = [*_rules(knowledge), *meanings(knowledge)]
    return kinds(known) if name is None else explained(name, known, knowledge)


def _rules(knowledge: Knowledge) -> Iterator[Meaning]:
    """What decides, by the ids that a check prints in brackets: first the rules of the presets."""
    for name in presets():
        for rule in preset(name, knowledge).rules:
            tell = partial(_rule, rule, name)
            yield Meaning("rule of a policy", tell, rule.id, (rule.says,))
    for name, words in DECISIONS.items():
        yield Meaning.said("rule of a decision", name, words)


def _rule(rule: Rule, policy: str) -> Iterator[str]:
    asked = rule.when.model_dump(mode="json", exclude_unset=True, by_alias=True)
    when = yaml.safe_dump(asked, default_flow_style=True, sort_keys=False, width=1000).strip()
    yield from paragraph("", f"{rule.id} (rule of the policy {policy}): {rule.says}")
    yield from paragraph("", f"Answer: {rule.answer}, when {when}")
    yield from paragraph("", f"A waiver for a model names it: rules: [{rule.id}]")
