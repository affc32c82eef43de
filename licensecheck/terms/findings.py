"""From labels of clauses to findings: what stands where, and what it means for the licensee."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from licensecheck.domain import (
    Basis,
    ClauseLabel,
    Confidence,
    Declaration,
    Document,
    Evidence,
    Finding,
    Reading,
    Source,
)
from licensecheck.domain.component import BOUGHT, in_folder
from licensecheck.domain.values import Detail, Threshold, Value
from licensecheck.hubs.files import is_of_folder
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.rules import LabelRule, Rules
from licensecheck.knowledge.values import of_clause, of_fact, unit
from licensecheck.terms.titles import first_lines

_PARTS = frozenset({"weights", "code", "data"})
_ASKED = frozenset({"noncommercial-only", "separate-permission-required"})
_COMMERCIAL = Phrase("licences/commercial-title")
_OF_FOLDERS = ("model", "code", "part")


def findings(
    readings: Sequence[Reading],
    declarations: Sequence[Declaration],
    rules: Rules,
    facts: Facts,
    only: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """One finding for each label of each text and declaration, certain ones apart.

    Ordered by severity, then label, then document. Conditions and grants give findings too: they
    are the user's duties and what the verdicts rest on. A declaration adds the labels of licences
    whose text is not here, or is here and was altered. `only` are the labels that count, by default
    all that mean something for the licensee.
    """
    counted = rules.meaningful if only is None else only
    parts = _parts(readings, declarations)
    found = [
        replace(one, part=parts[reading.document.path])
        for reading in readings
        for one in of_reading(reading, rules, counted)
    ]
    settled = [reading for reading in readings if reading.conforms is not None]
    here = {name for reading in settled for name in reading.licenses}
    # A card that names its licence ten times says it once.
    saying = (declaration for declaration in reversed(declarations) if declaration.labels)
    for declaration in {d.expression: d for d in saying}.values():
        if not here.issuperset(declaration.licenses):
            found += of_declaration(declaration, rules, facts, counted)
    return tuple(sorted(found, key=_order))


def of_code(found: Iterable[Finding], readings: Sequence[Reading]) -> tuple[Finding, ...]:
    """The findings, where nothing says that the licence here is for more than the code: what it
    says is about the code. What prose says of the whole is about the whole, and what comes with the
    model that this one was made from is about the weights."""
    pages = {one.document.path for one in readings if one.document.kind.is_page}
    return tuple(
        replace(one, part="code")
        if one.part == "model"
        and one.evidence[0].basis is not Basis.ANCESTOR
        and one.evidence[0].source not in pages
        else one
        for one in found
    )


def _parts(readings: Sequence[Reading], declarations: Sequence[Declaration]) -> Mapping[str, str]:
    """What each text is about: the licence in a folder is about the folder, where it is not all
    that there is."""
    texts = [one.document for one in readings if not one.document.kind.is_page]
    several = bool(declarations) or len(readings) > 1
    folders = {
        one.path: in_folder(one.path.rpartition("/")[0])
        for one in texts
        if several and one.component in _OF_FOLDERS and is_of_folder(one.path)
    }
    bought = {one.path: BOUGHT for one in texts if _is_bought(one, readings)}
    return {one.document.path: one.document.component for one in readings} | folders | bought


def _is_bought(text: Document, readings: Sequence[Reading]) -> bool:
    """True for an agreement on commercial use beside a text that forbids this without leave."""
    others = (one for one in readings if one.document.path != text.path)
    asked = any(
        label.certain and label.label in _ASKED
        for one in others
        if not one.document.kind.is_page
        for label in one.labels
    )
    return asked and bool(_COMMERCIAL.search(first_lines(text)))


def of_reading(reading: Reading, rules: Rules, counted: Collection[str]) -> Iterable[Finding]:
    """The findings of one text; clauses with the same label and certainty are one finding.

    Nobody is sent to read what may only be a neutral clause.
    """
    groups: dict[tuple[str, bool], list[ClauseLabel]] = defaultdict(list)
    for label in reading.labels:
        if label.label in counted:
            groups[label.label, label.certain].append(label)
    certain = {name for name, sure in groups if sure}
    for (name, sure), labels in groups.items():
        if sure or (name not in certain and not rules.labels[name].told):
            found = _finding(reading.document, rules.labels[name], sure, labels)
            yield _with_doubt(found, reading)


def _with_doubt(finding: Finding, reading: Reading) -> Finding:
    """The finding with the words of another document for which it is not certain, if any."""
    if reading.doubted_by is None:
        return finding
    first, *others = finding.evidence
    return replace(finding, evidence=(first, Evidence.at(*reading.doubted_by), *others))


def of_declaration(
    declaration: Declaration, rules: Rules, facts: Facts, counted: Collection[str]
) -> Iterable[Finding]:
    """The findings of a licence that is declared, from what is known of it."""
    for name in declaration.labels:
        rule = rules.labels[name]
        if name in counted:
            place = replace(declared(declaration), clause=_clause(declaration, name, facts))
            values = _each_once(_known_values(declaration, name, facts))
            part = declaration.component if declaration.component in _PARTS else "model"
            yield of_known_label(rule, place, values, part)


def of_known_label(
    rule: LabelRule, place: Evidence, values: tuple[Value, ...], part: str = "model"
) -> Finding:
    """The finding of a label that the facts about a licence have, which is certain; `place` is
    where the licence is named."""
    return Finding(
        rule=rule.label,
        labels=(rule.label,),
        severity=rule.severity,
        confidence=Confidence.CERTAIN,
        source=Source.LICENSE,
        kind=rule.kind,
        evidence=(place,),
        values=values,
        part=part,
    )


def _known_values(declaration: Declaration, label: str, facts: Facts) -> Iterator[Value]:
    for name in declaration.licenses:
        known = facts.find(name)
        if known and label in known.labels:
            yield from of_fact(known.labels[label])


def _clause(declaration: Declaration, label: str, facts: Facts) -> str:
    """The licences that have a label, each with the section that says so."""
    known = [one for one in map(facts.find, declaration.licenses) if one and label in one.labels]
    places = ((one.name, one.labels[label].section) for one in known)
    return "; ".join(f"{name}, {section}" if section else name for name, section in places)


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
        kind=rule.kind,
        evidence=tuple(Evidence.at(document, label.clause.span) for label in labels),
        values=_each_once(_values(document, rule, labels)),
        part=document.component,
    )


def _values(document: Document, rule: LabelRule, labels: Sequence[ClauseLabel]) -> Iterator[Value]:
    """What the clauses name; a number without a unit counts what the other clauses do."""
    clauses = [document.quote(label.clause.span) for label in labels]
    names = [slot.name for slot in rule.slots]
    counted = unit(" ".join(clauses))
    for label, words in zip(labels, clauses, strict=True):
        slots = {slot.name: slot.value for slot in label.slots}
        for value in label.values or of_clause(names, slots, words):
            match value:
                case Threshold(unit=None):
                    yield replace(value, unit=counted)
                case _:
                    yield value
        if label.source is not Source.LICENSE:  # else the facts say it
            yield from (Detail(one.name, one.text) for one in rule.tells if one.is_in(words))


def _each_once(values: Iterable[Value]) -> tuple[Value, ...]:
    """The values, each at its last place."""
    return tuple(dict.fromkeys(reversed(tuple(values))))[::-1]


def declared(declaration: Declaration) -> Evidence:
    """The words that declare a licence, with their place."""
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
