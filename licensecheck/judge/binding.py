"""What binds whoever uses a model: the licences, what they say, and what is left to read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from licensecheck.domain import (
    Account,
    Confidence,
    Declaration,
    DocumentKind,
    Evidence,
    Finding,
    MatchKind,
    Reading,
    Source,
    Span,
)
from licensecheck.domain.values import Detail
from licensecheck.judge.pointers import only_names
from licensecheck.knowledge.facts import Facts, LicenseFacts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import Effect, Rules
from licensecheck.knowledge.values import of_fact
from licensecheck.terms.findings import declared, findings, of_known_label
from licensecheck.terms.ledger import Left, answered, of_declaration, unknown_terms
from licensecheck.terms.order import in_order
from licensecheck.terms.terms import Terms

INCORPORATED = "use-policy-incorporation"
_WAYS = ("field-of-use-restriction", "guardrail-circumvention-ban", "legal-compliance")
"""What "keep to the use policy" says already."""
_LICENCES = (DocumentKind.LICENSE, DocumentKind.USE_POLICY)
_SETTLED = (MatchKind.VERBATIM, MatchKind.MINOR)


@dataclass(frozen=True, slots=True)
class Licence:
    """One that must give a right: a text that is here, or one that is declared."""

    conforms: bool | None
    labels: frozenset[str]
    """What it certainly says."""
    names: tuple[str, ...]
    """Ids of the known licences that it is, unaltered."""
    place: Evidence
    """Its title, or the words that declare it."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What the terms say, as the questions need it."""

    licences: tuple[Licence, ...]
    findings: tuple[Finding, ...]
    """Those of labels that give and take no right by themselves too, such as kept patents."""
    left: tuple[tuple[Left, bool], ...]
    """What somebody must read, and whether it speaks of terms; what does comes first."""
    texts: frozenset[str]
    """Paths of the licence texts that are here."""
    settled: bool
    """True where what is left stands in pages beside the licences, which are known or were read."""
    rules: Rules
    policies: frozenset[Finding]
    """Those that name a use policy of which all is known, or whose text is here."""

    def beside(self, finding: Finding) -> frozenset[str]:
        """All that the text of a finding certainly says."""
        place = _text_of(finding)
        certain = (f for f in self.findings if f.confidence is Confidence.CERTAIN)
        return frozenset(name for f in certain if _text_of(f) == place for name in f.labels)


def quoted(left: Left) -> tuple[Evidence, ...]:
    """The words of a place that is left; nothing for what is no place."""
    return (Evidence.at(left.document, left.span),) if left.document and left.span else ()


def _text_of(finding: Finding) -> tuple[object, ...]:
    """The document, or the licence that it names: two that a page names are two texts."""
    place = finding.evidence[0]
    return place.basis, place.source, place.clause.partition(", ")[0]


def binding(terms: Terms, silent: Collection[str], knowledge: Knowledge) -> Binding:
    """What binds whoever uses the model; `silent` are labels of no effect that count as well."""
    rules, facts = knowledge.rules, knowledge.facts
    more = findings(terms.judged, terms.declarations, rules, facts, only=silent)
    every = (*terms.findings, *more, *_policies(terms, knowledge))
    heard = frozenset(one for one in terms.findings if _is_heard(one, terms, facts))
    left = in_order(_left(terms, knowledge), knowledge)
    settled = _settled(terms, [one for one, _ in left], facts)
    texts = frozenset(one.document.path for one in terms.judged if one.document.kind in _LICENCES)
    return Binding(tuple(_licences(terms)), every, left, texts, settled, rules, heard)


def _is_heard(finding: Finding, terms: Terms, facts: Facts) -> bool:
    """True where the use policy that a clause names was read: by us for the facts of the licence,
    where it stands in the same text, or here."""
    if finding.rule != INCORPORATED:
        return False
    named = [value.text for value in finding.values if isinstance(value, Detail)]
    known = finding.source is Source.LICENSE and all(facts.at(one) for one in named)
    return known or any(one.document.kind is DocumentKind.USE_POLICY for one in terms.judged)


def _policies(terms: Terms, knowledge: Knowledge) -> Iterator[Finding]:
    """What is known of use policies that a licence makes part of itself, whose text is not here."""
    here = {name for reading in terms.judged for name in reading.licenses}
    for finding in terms.findings:
        for value in finding.values:
            policy = knowledge.facts.at(value.text) if isinstance(value, Detail) else None
            if policy is not None and policy.id not in here:
                yield from _of_policy(policy, finding.evidence[0], knowledge.rules)


def _of_policy(policy: LicenseFacts, named: Evidence, rules: Rules) -> Iterator[Finding]:
    for label, fact in policy.labels.items():
        if label not in _WAYS:
            place = replace(named, clause=f"{policy.name}, {fact.section}")
            yield of_known_label(rules.labels[label], place, of_fact(fact))


def _licences(terms: Terms) -> Iterator[Licence]:
    """The texts that are licences, and the declared ones whose text is not here."""
    for reading in terms.judged:
        if reading.document.kind is DocumentKind.LICENSE:
            certain = frozenset(one.label for one in reading.labels if one.certain)
            yield Licence(reading.conforms, certain, _names(reading), _title(reading))
    settled = (one for one in terms.judged if one.conforms is not None)
    here = {name for reading in settled for name in reading.licenses}
    for said in (one for one in terms.declarations if not _names_a_text(one, terms.judged)):
        if not here.issuperset(said.licenses) and (said.labels or said.conforms is not None):
            yield Licence(said.conforms, frozenset(said.labels), said.licenses, declared(said))


def _title(reading: Reading) -> Evidence:
    """The first line that has words."""
    start = len(reading.document.text) - len(reading.document.text.lstrip())
    end = reading.document.text.find("\n", start)
    return Evidence.at(
        reading.document, Span(start, end if end >= 0 else len(reading.document.text))
    )


def _names(reading: Reading) -> tuple[str, ...]:
    return tuple(m.license for m in reading.identification.matches if m.kind in _SETTLED)


def _left(terms: Terms, knowledge: Knowledge) -> tuple[Left, ...]:
    """What somebody must read; nothing where all is known."""
    facts, restrictions = knowledge.facts, knowledge.rules.with_effect(Effect.VIOLATES)
    restricted = any(restrictions.intersection(one.labels) for one in terms.findings)
    if terms.known_to_fail and not restricted:
        reason = "the licence is known to restrict more than our labels say"
        return (Left(Account.NOT_UNDERSTOOD, "licence", reason),)
    counted = _counted(terms, facts)
    unread = (
        one for one in _unread(terms, facts) if not only_names(one, terms, counted, knowledge)
    )
    return (*unread, *_unrecorded(terms, facts))


def _counted(terms: Terms, facts: Facts) -> frozenset[str]:
    """Ids of the licences whose terms are here or known, and families of which one is here."""
    here = {name for reading in terms.judged for name in reading.licenses}
    said = [one for one in terms.declarations if not one.doubt and not one.ancestor]
    known = (
        one for one in said if _names_a_text(one, terms.judged) or _is_known(one.licenses, facts)
    )
    return frozenset(here.union(*(one.licenses for one in known)))


def _settled(terms: Terms, left: Sequence[Left], facts: Facts) -> bool:
    """True where nothing is left of licences: neither of a text, nor of what is declared and is no
    licence that is here."""
    others = (one for one in terms.declarations if not _names_a_text(one, terms.judged))
    said = (one for said in others for one in of_declaration(said, terms.judged))
    of_pages = all(
        one.account is Account.NOT_UNDERSTOOD
        and one.document is not None
        and one.document.kind not in _LICENCES
        for one in left
    )
    return of_pages and not any(one.reason not in _known_terms(terms, facts) for one in said)


def _names_a_text(said: Declaration, texts: Sequence[Reading]) -> bool:
    """True for a licence of which the text is here, whatever a page says that it is for."""
    return bool(said.licenses) and not said.ancestor and answered(said, texts)


def _known_terms(terms: Terms, facts: Facts) -> frozenset[str]:
    """Doubts whether terms meet the OSD, of terms that are all known."""
    settled = {one.doubt for one in terms.judged if _is_known(_names(one), facts)}
    known = (one for one in terms.declarations if _is_known(one.licenses, facts))
    return frozenset(settled | {unknown_terms(one) for one in known})


def _unread(terms: Terms, facts: Facts) -> Iterator[Left]:
    """What the ledger leaves, but for doubts whether terms that are all known meet the OSD, and for
    restrictions that are not certain: these are findings, and concern some questions alone."""
    settled = _known_terms(terms, facts)
    return (left for left in terms.ledger.left if left.reason not in settled and not left.label)


def _is_known(names: Collection[str], facts: Facts) -> bool:
    """True where somebody read the texts of all these licences for our facts."""
    known = [facts.find(name) for name in names]
    return bool(known) and all(one is not None and one.is_known for one in known)


def _unrecorded(terms: Terms, facts: Facts) -> Iterator[Left]:
    """Licences that are declared, of which not all is known and no text is here."""
    here = {name for reading in terms.judged for name in reading.licenses}
    for said in (one for one in terms.declarations if not answered(one, terms.judged)):
        for name in (one for one in said.licenses if one not in here):
            known = facts.find(name)
            if known is None or not known.is_known:
                reason = f"the text of {known.name if known else name} is not here, and not known"
                yield Left(Account.UNREAD, name, reason, said.document, said.span)
