"""What `licensecheck explain` prints of each kind of thing that has a name."""

from collections.abc import Iterator
from textwrap import fill

from licensecheck.judge.verdicts import violating
from licensecheck.knowledge.components import ComponentRule
from licensecheck.knowledge.criteria import Criterion, Framework, Tag
from licensecheck.knowledge.facts import LicenseFacts
from licensecheck.knowledge.legal import Topic
from licensecheck.knowledge.profiles import Profile
from licensecheck.knowledge.rights import RightRule
from licensecheck.knowledge.rules import ClaimRule, LabelRule, Rules
from licensecheck.knowledge.washing import WashingRule
from licensecheck.report.wording import template

_WIDTH = 80
_MANY = 12
"""Patterns of files that are named; rules/components.yaml has all."""


def topic(one: Topic) -> Iterator[str]:
    """A topic of the legal part: its clauses, limits and examples."""
    yield f"{one.topic} (legal part: {one.title})"
    yield ""
    if one.labels:
        yield from paragraph("Clauses: ", ", ".join(one.labels))
    yield from paragraph("Limits: ", one.limits)
    if one.examples:
        yield "Examples"
    yield from (line for said in one.examples for line in _item(f"{said.value}: {said.text}"))


def component(part: ComponentRule) -> Iterator[str]:
    """A part of a model: what shows it."""
    yield f"{part.name} (part of a model: {part.type})"
    yield ""
    if part.files:
        yield from paragraph("Files that show it: ", ", ".join(part.files[:_MANY]))
    if part.headings:
        yield from paragraph("Headings in cards: ", ", ".join(part.headings))


def profile(known: Profile) -> Iterator[str]:
    """A profile of the score: what weighs how much."""
    yield f"{known.profile} (profile of the openness score)"
    yield from (f"  {part.weight:g}  {part.name}" for part in known.parts)
    yield ""


def label(rule: LabelRule) -> Iterator[str]:
    """A label: its meaning, how reports word it, what to do, and examples."""
    touched = f", touches OSD {', '.join(map(str, rule.osd))}" if rule.osd else ""
    yield f"{rule.label} ({rule.effect}, severity {rule.severity}{touched})"
    yield ""
    yield from paragraph("", rule.meaning)
    if rule.near_miss:
        yield from paragraph("Not: ", rule.near_miss)
    yield from paragraph("In the report: ", template(rule))
    yield from paragraph("Why it matters: ", rule.why)
    yield from paragraph("What to do: ", rule.remedy)
    yield from paragraph("Limits: ", rule.limits)
    yield "Examples"
    yield from (line for text in rule.examples.matching for line in _item(text))
    yield "Not examples"
    yield from (line for text in rule.examples.other for line in _item(text))
    yield "References"
    yield from (f"  {address}" for address in rule.references)


def washing(rule: WashingRule) -> Iterator[str]:
    """A rule of open-washing: what it means, what to do, and examples."""
    yield f"{rule.rule} (open-washing, severity {rule.severity})"
    yield ""
    yield from paragraph("", rule.summary)
    yield from paragraph("Why it matters: ", rule.why)
    yield from paragraph("What to do: ", rule.remedy)
    yield from paragraph("Limits: ", rule.limits)
    yield "Open-washing"
    yield from (line for text in rule.examples.washing for line in _item(text))
    yield "Honest"
    yield from (line for text in rule.examples.honest for line in _item(text))


def right(rule: RightRule) -> Iterator[str]:
    """A question about rights: which labels answer it, and examples."""
    yield f"{rule.right}: may we {rule.asks}?"
    yield ""
    given = " or ".join(" with ".join(grants) for grants in rule.given_by)
    definition = ", or any licence that meets the Open Source Definition"
    yield from paragraph("Given by: ", given + (definition if rule.osd_gives else ""))
    for head, labels in (
        ("No: ", rule.forbidden_by),
        ("No, unless the same text has all of: ", rule.unless),
        ("Please read: ", rule.doubtful_under),
        ("Yes, with a condition: ", rule.limited_by),
    ):
        if labels:
            yield from paragraph(head, ", ".join(labels))
    yield from paragraph("Limits: ", rule.limits)
    yield "Examples"
    for one in rule.examples:
        yield from _item(f"{one.answer}: {', '.join(one.labels)}. {one.why}")
    yield f"  {rule.reference}"


def claim(rule: ClaimRule) -> Iterator[str]:
    """A claim of openness: what readers take it to mean, and examples."""
    yield f"{rule.claim} (claim of openness)"
    yield ""
    yield from paragraph("What readers take it to mean: ", rule.meaning)
    yield "Claims"
    yield from (line for text in rule.examples.matching for line in _item(text))
    yield "No claims"
    yield from (line for text in rule.examples.other for line in _item(text))


def framework(known: Framework, rules: Rules) -> Iterator[str]:
    """A framework: what follows from it, its criteria and its headings."""
    yield f"{known.framework}: {known.name}"
    yield f"  {known.reference}"
    for status, words in known.follows.items():
        yield from paragraph(f"{status.replace('_', ' ').lower()}: ", words)
    yield ""
    for one in known.criteria:
        yield from criterion(known, one, rules)
    for heading in known.tags:
        yield from tag(heading)


def tag(heading: Tag) -> Iterator[str]:
    """A heading of a framework: which findings are filed under it."""
    yield f"{heading.id} {heading.name}"
    effects = [f"every clause with the effect {effect}" for effect in heading.effects]
    yield from paragraph("Findings filed here: ", ", ".join([*effects, *heading.rules]))


def criterion(known: Framework, asked: Criterion, rules: Rules) -> Iterator[str]:
    """A criterion: what it asks, what fails it, and what it needs."""
    yield f"{known.framework}:{asked.id} {asked.name} ({known.name})"
    yield from paragraph("", asked.asks)
    labels = sorted(violating(asked, rules))
    if labels:
        yield from paragraph("Clauses that fail it: ", ", ".join(labels))
    if asked.grants:
        yield from paragraph("Needs a clause of: ", ", ".join(asked.grants))
    if asked.components:
        yield from paragraph("Needs the parts: ", ", ".join(asked.components))
    yield f"  {known.reference}"
    yield ""


def licence(facts: LicenseFacts, rules: Rules) -> Iterator[str]:
    """A licence: what its sections do, what it asks for, and how that is known."""
    from datetime import date

    approved = "OSI approved" if facts.osi_approved else "not OSI approved"
    yield f"{facts.id}: {facts.name} ({facts.kind}, {approved})"
    yield ""
    reason = f" ({facts.osd_reason})" if facts.osd_reason else ""
    yield from paragraph("Open Source Definition: ", f"{facts.osd}{reason}")
    for name, fact in facts.labels.items():
        values = ", ".join(f"{key} {value}" for key, value in fact.values().items())
        effect = f" [{rules.labels[name].effect}]" if name in rules.labels else ""
        yield f"  {name}{effect}, section {fact.section}" + (f": {values}" if values else "")
    for duty in facts.obligations:
        yield from paragraph("You must: ", duty)
    if newer := facts.replaced_by:
        how = "Replaced" if newer.models == "all" else "For later models replaced"
        yield f"{how} by {newer.id}: {newer.source}"
    stale = ", more than a year ago" if facts.stale(date.today()) else ""
    basis = facts.text.source if facts.text else "general knowledge, no text was read"
    yield f"Checked {facts.checked}{stale}; by {basis}"
    yield from (f"  {address}" for address in facts.sources)


def paragraph(head: str, text: str) -> Iterator[str]:
    """A text in lines of a terminal, and an empty one."""
    yield fill(head + " ".join(text.split()), _WIDTH)
    yield ""


def _item(text: str) -> Iterator[str]:
    yield fill(text, _WIDTH, initial_indent="  - ", subsequent_indent="    ")
