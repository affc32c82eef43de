"""From labels of clauses to findings: what stands where, and what it means for the licensee."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from licensecheck.engine.facts import Facts, LabelFact
from licensecheck.engine.rules import Effect, LabelRule, Rules
from licensecheck.types import (
    Basis,
    ClauseLabel,
    Confidence,
    Declaration,
    Document,
    Evidence,
    Finding,
    Reading,
    Slot,
    Source,
    Span,
)


def findings(
    readings: Sequence[Reading], declarations: Sequence[Declaration], rules: Rules, facts: Facts
) -> tuple[Finding, ...]:
    """One finding for each label of each text and declaration, certain ones apart.

    Ordered by severity, then label, then document. Conditions and grants give findings too: they
    are the user's duties and what the verdicts rest on. A declaration adds the labels of licences
    whose text is not here, or is here and was altered.
    """
    found = [f for reading in readings for f in of_reading(reading, rules)]
    settled = [reading for reading in readings if reading.conforms is not None]
    here = {name for reading in settled for name in reading.licenses}
    # A card that names its licence ten times says it once.
    for declaration in {d.expression: d for d in reversed(declarations)}.values():
        if not here.issuperset(declaration.licenses):
            found += of_declaration(declaration, rules, facts)
    return tuple(sorted(found, key=_order))


def of_reading(reading: Reading, rules: Rules) -> Iterable[Finding]:
    """The findings of one text; clauses with the same label and certainty are one finding."""
    groups: dict[tuple[str, bool], list[ClauseLabel]] = defaultdict(list)
    for label in reading.labels:
        if rules.labels[label.label].effect is not Effect.NEUTRAL:
            groups[label.label, label.certain].append(label)
    certain = {name for name, sure in groups if sure}
    for (name, sure), labels in groups.items():
        if sure or name not in certain:
            yield _finding(reading.document, rules.labels[name], sure, labels)


def of_declaration(declaration: Declaration, rules: Rules, facts: Facts) -> Iterable[Finding]:
    """The findings of a licence that is declared, from what is known of it."""
    for name in declaration.labels:
        rule = rules.labels[name]
        if rule.effect is not Effect.NEUTRAL:
            yield Finding(
                rule=name,
                labels=(name,),
                severity=rule.severity,
                confidence=Confidence.CERTAIN,
                source=Source.LICENSE,
                message=sentence(rule, _known_slots(declaration, name, facts)),
                evidence=(
                    replace(_declared(declaration), clause=_clause(declaration, name, facts)),
                ),
            )


def _known_slots(declaration: Declaration, label: str, facts: Facts) -> Iterator[Slot]:
    for name in declaration.licenses:
        known = facts.find(name)
        if known and label in known.labels:
            yield from fact_slots(known.labels[label])


def _clause(declaration: Declaration, label: str, facts: Facts) -> str:
    """The licences that have a label, each with the section that says so."""
    known = [one for one in map(facts.find, declaration.licenses) if one and label in one.labels]
    places = ((one.name, one.labels[label].section) for one in known)
    return "; ".join(f"{name}, {section}" if section else name for name, section in places)


# A clause names one territory, facts list them all: both fill the same place of a sentence.
_SAID = {"territories": "territory"}


def fact_slots(fact: LabelFact, span: Span = Span(0, 0)) -> tuple[Slot, ...]:  # noqa: B008 - frozen
    """The values that a licence names with a label, as slots of a place."""
    return tuple(
        Slot(_SAID.get(name, name), _listed(value), span) for name, value in fact.values().items()
    )


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def sentence(rule: LabelRule, slots: Iterable[Slot] = ()) -> str:
    """What a label means for the licensee, with the values that the clauses name."""
    values = _Values(map(_value, slots))
    if "unit" in values and "number" in values:
        values["number"] = f"{values['number']} {values['unit']}"
    return rule.says.format_map(values)


def _value(slot: Slot) -> tuple[str, str]:
    """Name and words of a slot; every number fills `{number}`, with its unit if that is known."""
    if not slot.value.isdigit():
        return slot.name, slot.value
    unit = "" if slot.name == "number" else " " + slot.name.replace("_", " ")
    return "number", f"{int(slot.value):,}{unit}"


class _Values(dict[str, str]):
    """Fills a slot that no clause named with a neutral word."""

    def __missing__(self, key: str) -> str:
        return f"a certain {key}"


def _finding(
    document: Document, rule: LabelRule, sure: bool, labels: Sequence[ClauseLabel]
) -> Finding:
    sources = {label.source for label in labels}
    return Finding(
        rule=rule.label,
        labels=(rule.label,),
        severity=rule.severity,
        confidence=Confidence.CERTAIN if sure else Confidence.UNCERTAIN,
        source=sources.pop() if len(sources) == 1 else Source.BOTH,
        message=sentence(rule, [slot for label in labels for slot in label.slots]),
        evidence=tuple(Evidence.at(document, label.clause.span) for label in labels),
    )


def _declared(declaration: Declaration) -> Evidence:
    if declaration.ancestor:
        return Evidence.said(Basis.ANCESTOR, declaration.text, declaration.ancestor)
    if declaration.document and declaration.span:
        return Evidence.at(declaration.document, declaration.span)
    return Evidence.said(Basis.HUB, declaration.text)


def _order(finding: Finding) -> tuple[int, str, bool, str, int]:
    """Words that say it themselves come before those that only name a licence."""
    first = finding.evidence[0]
    return (
        list(type(finding.severity)).index(finding.severity),
        finding.rule,
        bool(first.clause),
        first.document,
        (first.span.start),
    )
