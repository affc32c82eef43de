"""What the catalogue knows of a model's parts, and under which licence each part is."""

from collections.abc import Sequence
from dataclasses import replace

from licensecheck.domain import (
    Basis,
    Component,
    DocumentKind,
    Evidence,
    Expression,
    MatchKind,
    Reading,
    State,
)
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.knowledge.catalogue import (
    Availability,
    CatalogueEntry,
    ComponentState,
    LicenseFact,
)
from licensecheck.knowledge.components import ComponentRule
from licensecheck.knowledge.facts import Facts, Kind
from licensecheck.terms.terms import UNCOVERED, Terms

_STATES = {
    ComponentState.PRESENT: State.PRESENT,
    ComponentState.LINKED: State.LINKED,
    ComponentState.ABSENT: State.ABSENT,
}
_EXACT = (MatchKind.VERBATIM, MatchKind.MINOR)


def with_catalogue(
    found: Sequence[Component], rules: Sequence[ComponentRule], entry: CatalogueEntry | None
) -> tuple[Component, ...]:
    """The parts, those that the files do not show from the catalogue where it knows them."""
    if entry is None:
        return tuple(found)
    known = {name.value: (fact.state, fact.source) for name, fact in entry.components.items()}
    had = entry.weights.state is Availability.DOWNLOADABLE
    weights = ComponentState.LINKED if had else ComponentState.ABSENT
    known.setdefault("weights", (weights, entry.weights.source))
    return tuple(
        _filled(part, entry, *known[name])
        if part.state is not State.PRESENT and (name := rule.catalogue or rule.name) in known
        else part
        for part, rule in zip(found, rules, strict=True)
    )


def _filled(
    part: Component, entry: CatalogueEntry, state: ComponentState, source: str
) -> Component:
    text = f"{part.name} {state.value}: read on {entry.checked} at {source}"
    quote = Evidence.said(Basis.CATALOGUE, text)
    return replace(part, state=_STATES[state], evidence=(quote,), checked=True)


def licensed(
    found: Sequence[Component], terms: Terms, entry: CatalogueEntry | None, facts: Facts
) -> tuple[Component, ...]:
    """The parts with their licences: their own, else the model's for what lies beside it.

    What is linked is under its own licence, which only the catalogue can know, but for weights
    whose terms are here. A licence written for weights says nothing about code.
    """
    here = {name: expression_of(terms, name) for name in ("model", "weights", "code", "data")}
    own = {"parameters": here["weights"], "code": here["code"], "data": here["data"]}
    covered = all(one.subject != UNCOVERED for one in terms.problems)
    return tuple(
        replace(part, license=_elsewhere(part, entry, facts))
        if part.checked and part.state is not State.ABSENT
        else replace(part, license=_first(own.get(part.type), here["model"]))
        if part.state is State.PRESENT
        or (part.state is State.LINKED and part.type == "parameters" and covered)
        else part
        for part in found
    )


def _first(own: Expression | None, model: Expression | None) -> Expression:
    return (own if own is not None else model) or NO_LICENSE


def _elsewhere(part: Component, entry: CatalogueEntry | None, facts: Facts) -> Expression:
    """The licence of a part that the catalogue tells of."""
    if entry is None or entry.license is None:
        return NO_LICENSE
    if part.type == "code":
        told = entry.code_license or (entry.license if _for_code(entry.license, facts) else None)
        return told.expression if told else NO_LICENSE
    beside = part.state is State.PRESENT
    tells = part.type == "parameters" or beside
    return entry.license.expression if tells else NO_LICENSE


def _for_code(fact: LicenseFact, facts: Facts) -> bool:
    known = [facts.find(name) for name in fact.expression.licenses]
    return all(one and one.kind is Kind.SOFTWARE for one in known)


def expression_of(terms: Terms, component: str) -> Expression | None:
    """The licence of a part by texts, else by what is declared.

    Without a licence where one of them is not known, None where nothing speaks of that part.
    """
    texts = [
        _of_text(reading)
        for reading in terms.readings
        if reading.document.kind is DocumentKind.LICENSE and reading.document.component == component
    ]
    declared = [one for one in terms.declarations if one.component == component]
    found = texts or [Expression.of(*one.licenses) for one in declared]
    if not found:
        return None
    return Expression.all_of(found) if all(found) else NO_LICENSE


def _of_text(reading: Reading) -> Expression:
    exact = all(match.kind in _EXACT for match in reading.identification.matches)
    settled = reading.conforms is not None
    return reading.expression if exact and settled else NO_LICENSE


def is_open(expression: Expression, listed: Sequence[str], facts: Facts) -> bool | None:
    """Whether licences are open: in the list, or without one by what is known of them.

    Of a choice, one way to comply is enough.
    """
    ways = [_are_open(way, listed, facts) for way in expression.branches]
    return True if True in ways else False if ways and not any(w is None for w in ways) else None


def _are_open(names: Sequence[str], listed: Sequence[str], facts: Facts) -> bool | None:
    answers = [_is_one_open(name, listed, facts) for name in names]
    return False if False in answers else True if all(answers) else None


def _is_one_open(name: str, listed: Sequence[str], facts: Facts) -> bool | None:
    """A licence that is in no list is not open only where it is known what it is."""
    known = facts.find(name)
    if name in listed:
        return True
    return None if known is None else False if listed else known.conformant
