"""`licensecheck explain`: a rule, label, criterion, level or licence in plain words."""

from collections.abc import Iterator
from textwrap import fill

from licensecheck.errors import UsageError
from licensecheck.judge.verdicts import violating
from licensecheck.knowledge.components import ComponentRule
from licensecheck.knowledge.criteria import Criterion, Framework, Tag
from licensecheck.knowledge.facts import LicenseFacts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.legal import Topic
from licensecheck.knowledge.profiles import Profile, profiles
from licensecheck.knowledge.rights import RightRule
from licensecheck.knowledge.rules import ClaimRule, LabelRule, Rules
from licensecheck.knowledge.washing import WashingRule
from licensecheck.report.phrasebook import label_of, phrases
from licensecheck.report.vocabulary import vocabulary
from licensecheck.report.wording import of_decision, of_relation, template

_WIDTH = 80
_MANY = 12
"""Patterns of files that are named; rules/components.yaml has all."""


def explain(name: str, knowledge: Knowledge) -> str:
    """What a name means; UsageError, with names that are near, where it means nothing."""
    rules = knowledge.rules.labels
    framework, _, criterion = name.partition(":")
    known = knowledge.frameworks.get(framework)
    if name in rules:
        return "\n".join(_label(rules[name]))
    if known is not None:
        wanted = [one for one in known.criteria if criterion in ("", one.id)]
        tags = [one for one in known.tags if criterion in ("", one.id)]
        if wanted or tags:
            lines = [*_framework(known)] if not criterion else []
            lines += [line for one in wanted for line in _criterion(known, one, knowledge.rules)]
            return "\n".join([*lines, *(line for one in tags for line in _tag(one))])
    told = [*_of_a_rule(name, knowledge)] or [*_other_kinds(name, knowledge)]
    if not told and (facts := knowledge.facts.find(name)):
        told = [*_license(facts, knowledge.rules)]
    if said := told or [*_by_words(name, knowledge)]:
        return "\n".join(said)
    raise UsageError(f"nothing is called {name!r}", remedy=_near(name, knowledge))


def _of_a_rule(name: str, knowledge: Knowledge) -> Iterator[str]:
    if name in knowledge.washing:
        yield from _washing(knowledge.washing[name])
    elif name in knowledge.rights.rules:
        yield from _right(knowledge.rights.rules[name])


def _by_words(said: str, knowledge: Knowledge) -> Iterator[str]:
    """What a sentence or other words of a report mean, where they are no name."""
    if label := label_of(said, knowledge):
        yield from _label(knowledge.rules.labels[label])
        return
    for means in phrases(said):
        yield from _paragraph("", f"{said}: {means}")


def _other_kinds(name: str, knowledge: Knowledge) -> Iterator[str]:
    """All that a word may be in a report; some are several things (`open-weights`, `unknown`)."""
    for kind, meaning in vocabulary().get(name.lower(), ()):
        yield from _paragraph("", f"{name} ({kind}): {meaning}")
    if claim := knowledge.claims.get(name):
        yield from _claim(claim)
    yield from (line for one in knowledge.legal if one.topic == name for line in _topic(one))
    yield from (
        line for one in knowledge.components if one.name == name for line in _component(one)
    )
    if profile := next((one for one in profiles() if one.profile == name), None):
        yield from _profile(profile)
    if words := of_relation(name):
        yield from _paragraph(
            "", f"{name} (how a model comes from another): it is {words} the other"
        )
    if words := of_decision(name):
        yield from _paragraph("", f"{name} (rule of a decision): {words}")


def _topic(topic: Topic) -> Iterator[str]:
    yield f"{topic.topic} (legal part: {topic.title})"
    yield ""
    if topic.labels:
        yield from _paragraph("Clauses: ", ", ".join(topic.labels))
    yield from _paragraph("Limits: ", topic.limits)
    if topic.examples:
        yield "Examples"
    yield from (line for one in topic.examples for line in _item(f"{one.value}: {one.text}"))


def _component(part: ComponentRule) -> Iterator[str]:
    yield f"{part.name} (part of a model: {part.type})"
    yield ""
    if part.files:
        yield from _paragraph("Files that show it: ", ", ".join(part.files[:_MANY]))
    if part.headings:
        yield from _paragraph("Headings in cards: ", ", ".join(part.headings))


def _profile(profile: Profile) -> Iterator[str]:
    yield f"{profile.profile} (profile of the openness score)"
    yield from (f"  {part.weight:g}  {part.name}" for part in profile.parts)
    yield ""


def _near(name: str, knowledge: Knowledge) -> str:
    from difflib import get_close_matches

    frameworks = knowledge.frameworks
    known = [
        *knowledge.rules.labels,
        *vocabulary(),
        *(one.topic for one in knowledge.legal),
        *(one.name for one in knowledge.components),
        *frameworks,
        *(f"{f.framework}:{c.id}" for f in frameworks.values() for c in f.criteria),
        *knowledge.washing,
        *knowledge.rights.rules,
        *knowledge.claims,
        *knowledge.facts.licenses,
    ]
    near = get_close_matches(name, known, n=4, cutoff=0.5)
    return f"Near: {', '.join(near)}." if near else "Say a label, osd:6, or a licence's id."


def _label(rule: LabelRule) -> Iterator[str]:
    touched = f", touches OSD {', '.join(map(str, rule.osd))}" if rule.osd else ""
    yield f"{rule.label} ({rule.effect}, severity {rule.severity}{touched})"
    yield ""
    yield from _paragraph("", rule.meaning)
    if rule.near_miss:
        yield from _paragraph("Not: ", rule.near_miss)
    yield from _paragraph("In the report: ", template(rule))
    yield from _paragraph("Why it matters: ", rule.why)
    yield from _paragraph("What to do: ", rule.remedy)
    yield from _paragraph("Limits: ", rule.limits)
    yield "Examples"
    yield from (line for text in rule.examples.matching for line in _item(text))
    yield "Not examples"
    yield from (line for text in rule.examples.other for line in _item(text))
    yield "References"
    yield from (f"  {address}" for address in rule.references)


def _washing(rule: WashingRule) -> Iterator[str]:
    yield f"{rule.rule} (open-washing, severity {rule.severity})"
    yield ""
    yield from _paragraph("", rule.summary)
    yield from _paragraph("Why it matters: ", rule.why)
    yield from _paragraph("What to do: ", rule.remedy)
    yield from _paragraph("Limits: ", rule.limits)
    yield "Open-washing"
    yield from (line for text in rule.examples.washing for line in _item(text))
    yield "Honest"
    yield from (line for text in rule.examples.honest for line in _item(text))


def _right(rule: RightRule) -> Iterator[str]:
    yield f"{rule.right}: may we {rule.asks}?"
    yield ""
    given = " or ".join(" with ".join(grants) for grants in rule.given_by)
    definition = ", or any licence that meets the Open Source Definition"
    yield from _paragraph("Given by: ", given + (definition if rule.osd_gives else ""))
    for head, labels in (
        ("No: ", rule.forbidden_by),
        ("No, unless the same text has all of: ", rule.unless),
        ("Please read: ", rule.doubtful_under),
        ("Yes, with a condition: ", rule.limited_by),
    ):
        if labels:
            yield from _paragraph(head, ", ".join(labels))
    yield from _paragraph("Limits: ", rule.limits)
    yield "Examples"
    for one in rule.examples:
        yield from _item(f"{one.answer}: {', '.join(one.labels)}. {one.why}")
    yield f"  {rule.reference}"


def _claim(rule: ClaimRule) -> Iterator[str]:
    yield f"{rule.claim} (claim of openness)"
    yield ""
    yield from _paragraph("What readers take it to mean: ", rule.meaning)
    yield "Claims"
    yield from (line for text in rule.examples.matching for line in _item(text))
    yield "No claims"
    yield from (line for text in rule.examples.other for line in _item(text))


def _framework(framework: Framework) -> Iterator[str]:
    yield f"{framework.framework}: {framework.name}"
    yield f"  {framework.reference}"
    for status, words in framework.follows.items():
        yield from _paragraph(f"{status.replace('_', ' ').lower()}: ", words)
    yield ""


def _tag(tag: Tag) -> Iterator[str]:
    yield f"{tag.id} {tag.name}"
    effects = [f"every clause with the effect {effect}" for effect in tag.effects]
    yield from _paragraph("Findings filed here: ", ", ".join([*effects, *tag.rules]))


def _criterion(framework: Framework, criterion: Criterion, rules: Rules) -> Iterator[str]:
    yield f"{framework.framework}:{criterion.id} {criterion.name} ({framework.name})"
    yield from _paragraph("", criterion.asks)
    labels = sorted(violating(criterion, rules))
    if labels:
        yield from _paragraph("Clauses that fail it: ", ", ".join(labels))
    if criterion.grants:
        yield from _paragraph("Needs a clause of: ", ", ".join(criterion.grants))
    if criterion.components:
        yield from _paragraph("Needs the parts: ", ", ".join(criterion.components))
    yield f"  {framework.reference}"
    yield ""


def _license(facts: LicenseFacts, rules: Rules) -> Iterator[str]:
    from datetime import date

    approved = "OSI approved" if facts.osi_approved else "not OSI approved"
    yield f"{facts.id}: {facts.name} ({facts.kind}, {approved})"
    yield ""
    reason = f" ({facts.osd_reason})" if facts.osd_reason else ""
    yield from _paragraph("Open Source Definition: ", f"{facts.osd}{reason}")
    for label, fact in facts.labels.items():
        values = ", ".join(f"{key} {value}" for key, value in fact.values().items())
        effect = f" [{rules.labels[label].effect}]" if label in rules.labels else ""
        yield f"  {label}{effect}, section {fact.section}" + (f": {values}" if values else "")
    for duty in facts.obligations:
        yield from _paragraph("You must: ", duty)
    if newer := facts.replaced_by:
        how = "Replaced" if newer.models == "all" else "For later models replaced"
        yield f"{how} by {newer.id}: {newer.source}"
    stale = ", more than a year ago" if facts.stale(date.today()) else ""
    basis = facts.text.source if facts.text else "general knowledge, no text was read"
    yield f"Checked {facts.checked}{stale}; by {basis}"
    yield from (f"  {address}" for address in facts.sources)


def _paragraph(head: str, text: str) -> Iterator[str]:
    yield fill(head + " ".join(text.split()), _WIDTH)
    yield ""


def _item(text: str) -> Iterator[str]:
    yield fill(text, _WIDTH, initial_indent="  - ", subsequent_indent="    ")
