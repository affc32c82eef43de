"""Mismatches between a model and what it was made from: bases, adapters, data."""

import re
from collections.abc import Iterator

from licensecheck.domain import Basis, Evidence
from licensecheck.domain.component import BESIDE
from licensecheck.domain.mismatch import Mismatch, Promise
from licensecheck.judge.comparison import Contradiction, ModelFacts
from licensecheck.knowledge.datasets import DataTerms
from licensecheck.knowledge.facts import Facts, Kind, LabelFact
from licensecheck.knowledge.spelling import is_family
from licensecheck.lineage.chain import Ancestor
from licensecheck.lineage.compatibility import fit
from licensecheck.lineage.data_links import datasets
from licensecheck.lineage.origins import PART, Link

# What terms of data can forbid that a licence of weights trained on them allows.
_OF_DATA = frozenset({"noncommercial-only", "research-only", "no-derivatives", "no-redistribution"})
_FAMILY = re.compile(r"[^\W\d_]{3,}")
_FOR_TRADE = frozenset({"noncommercial-only", "research-only"})


def base_undeclared(facts: ModelFacts) -> Iterator[Contradiction]:
    """A base that configuration, prose or name show, where there are fields and none names one.

    A README without front matter has no field: what its prose says is its declaration. Where there
    are fields, who tells it in prose hides nothing, so that is left for a person to read.
    """
    fields = any(card.places for card in facts.snapshot.cards)
    if fields and not any(link.declared for link in facts.chain.links[:1]):
        for link in (one for one in facts.chain.links if one.addressed and one.relation != PART):
            if link.child == str(facts.snapshot.ref) and link.evidence:
                by_name = link.evidence.basis is Basis.NAME
                document = "" if by_name else link.evidence.document
                found = Mismatch.of(document=document, base=link.parent)
                yield Contradiction(found, (link.evidence,), not facts.is_told(link))
                return


def laxer_terms(facts: ModelFacts) -> Iterator[Contradiction]:
    """Terms of an ancestor that cannot be met when the model is offered under its own."""
    if not facts.own_terms_known or _may_be_any(facts):
        return
    for ancestor in facts.chain.ancestors:
        if not ancestor.binds:
            continue
        theirs = {name for one in ancestor.licenses for name in one.licenses}
        theirs = {name for name in theirs if not _is_policy(name, facts)}
        same = bool(theirs) and theirs <= facts.own_licenses
        suits = fit(ancestor.labels, facts.own_labels, facts.knowledge.rules, same=same)
        if suits.conflicts:
            offered = tuple(sorted(facts.own_licenses))
            laxer = Mismatch.of(
                base=ancestor.called,
                under=ancestor.expression,
                offered=offered,
                conflicts=suits.conflicts,
            )
            quotes = (*_said(ancestor), _demanded(ancestor))
            said = facts.is_plain(ancestor.link) and not _named_after(ancestor, facts)
            certain = said and facts.covers_weights
            yield Contradiction(laxer, quotes, certain)


def _may_be_any(facts: ModelFacts) -> bool:
    """True for terms that are one of several that restrict, and nobody says which: `openrail` over
    a base under CreativeML OpenRAIL-M may be just that."""
    families = (facts.knowledge.facts.find(one) for one in facts.own_licenses if is_family(one))
    return any(one and one.conformant is not True for one in families)


def _is_policy(name: str, facts: ModelFacts) -> bool:
    """True for the rules of use of a licence, which who passes that one on passes on too."""
    known = facts.knowledge.facts.find(name)
    return known is not None and known.kind is Kind.POLICY


def _named_after(ancestor: Ancestor, facts: ModelFacts) -> bool:
    """True where prose points to terms that are called after the base, whichever version's text we
    know by that name: "comply with the Zebra 1.5 licence" hands the terms of Zebra on."""
    family = _FAMILY.match(ancestor.name.rpartition("/")[2])
    if family is None:
        return False
    name = re.compile(rf"\b{re.escape(family[0])}", re.I)
    return any(
        said.document and said.component not in BESIDE and name.search(said.text)
        for said in facts.terms.declarations
        if said.conforms is False and not said.ancestor
    )


def naming_ignored(facts: ModelFacts) -> Iterator[Contradiction]:
    """Words that an ancestor's licence wants shown, found neither in the name nor in the card."""
    name = facts.snapshot.ref.name.rpartition("/")[2]
    shown = " ".join([name, *(card.document.text for card in facts.snapshot.cards)]).casefold()
    if not facts.snapshot.cards:
        return
    for ancestor in (one for one in facts.chain.ancestors if not one.relicensed and not one.part):
        for duty in _naming_duties(ancestor, facts.knowledge.facts):
            named = name.casefold().startswith(_plain(duty.name_begins))
            bears = any(words.casefold() in shown for words in duty.phrases)
            if not (named and bears) and not ancestor.named:
                ignored = Mismatch.of(
                    base=ancestor.called,
                    under=ancestor.expression,
                    phrase="" if bears else duty.phrase,
                    beginning="" if named else duty.name_begins,
                )
                quotes = (*_said(ancestor), _demanded(ancestor))
                yield Contradiction(ignored, quotes, facts.is_plain(ancestor.link))
                break


def data_terms_forbid(facts: ModelFacts) -> Iterator[Contradiction]:
    """Terms of training data that the model's own terms do not pass on.

    Certain only where a licence of the data was read, and a field names the data. Whoever publishes
    both may offer what he made from his own data under other terms.
    """
    publisher = facts.snapshot.ref.name.rpartition("/")[0].casefold()
    for link, data in _known_data(facts):
        if publisher and publisher == data.publisher:
            continue
        lost = sorted(forbidden_by(data, facts.knowledge.facts) - facts.own_labels)
        if lost:
            how = "tagged" if data.by_tag else "read"
            license_ = data.license or "terms of its own"
            claim = facts.promise(Promise.COMMERCIAL) if _FOR_TRADE & set(lost) else None
            yield Contradiction(
                Mismatch.of(dataset=link.parent, license=license_, labels=tuple(lost)),
                (
                    *_quoted(link),
                    Evidence.said(Basis.DATASET, f"{license_}: {how} at {data.source}"),
                    *((claim.evidence,) if claim and claim.plain else ()),
                ),
                certain=data.sure and link.declared,
            )


def forbidden_by(data: DataTerms, licenses: Facts) -> frozenset[str]:
    """Labels of what the terms of a data set forbid that those of weights may allow."""
    terms = licenses.find(data.license) if data.license else None
    return _OF_DATA & {*data.says, *(terms.labels if terms else ())}


def data_outputs(facts: ModelFacts) -> Iterator[Contradiction]:
    """Training data with answers of models whose provider restricts what is made with them."""
    for link, data in _known_data(facts):
        provider = facts.knowledge.datasets.provider(data.outputs_of)
        if provider and data.read:
            read = f"answers of {provider.provider}'s models: read at {data.read.source}"
            yield Contradiction(
                Mismatch.of(
                    dataset=link.parent, provider=provider.provider, forbids=provider.forbids
                ),
                (*_quoted(link), Evidence.said(Basis.DATASET, read)),
                certain=link.declared,
            )


def _known_data(facts: ModelFacts) -> Iterator[tuple[Link, DataTerms]]:
    """The data sets that we know, where the model's own terms are known too."""
    known = facts.knowledge.data_terms
    for link in datasets(facts.snapshot, known) if facts.own_terms_known else ():
        if data := known(link.parent):
            yield link, data


def _quoted(link: Link) -> tuple[Evidence, ...]:
    return (link.evidence,) if link.evidence else ()


def _naming_duties(ancestor: Ancestor, licenses: Facts) -> Iterator[LabelFact]:
    """Duties with words that a card or name can be searched for."""
    for one in ancestor.licenses:
        for name in one.licenses:
            known = licenses.find(name)
            duty = known.labels.get("branding-requirement") if known else None
            if duty and duty.phrase and "branding-requirement" in ancestor.labels:
                yield duty


def _plain(words: str) -> str:
    return words.casefold().replace(" ", "-")


def _said(ancestor: Ancestor) -> tuple[Evidence, ...]:
    """Where the model says that it was made from it, or from what was."""
    return _quoted(ancestor.link)


def _demanded(ancestor: Ancestor) -> Evidence:
    words = f"{ancestor.called}: {ancestor.expression} ({ancestor.source})"
    return Evidence.said(Basis.ANCESTOR, words)
