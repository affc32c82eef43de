"""What is said and known of a model, put together by hand, and what is told of it."""

from collections.abc import Iterable
from dataclasses import replace

from licensecheck.domain import (
    Basis,
    Declaration,
    Document,
    DocumentKind,
    Evidence,
    Finding,
    HubMetadata,
    ModelRef,
    Origin,
    Reading,
    Snapshot,
)
from licensecheck.judge.comparison import ModelFacts
from licensecheck.judge.washing import washing
from licensecheck.knowledge.knowledge import installed
from licensecheck.lineage.chain import Ancestor, Chain
from licensecheck.lineage.origins import Link
from licensecheck.report.wording import named, sentence
from licensecheck.terms.declared import of_facts
from licensecheck.terms.terms import Terms
from licensecheck.text.front_matter import read_card

FIELD = Evidence.said(Basis.HUB, "base_model: zoo/base")


def known(name: str) -> Declaration:
    found = installed().facts.find(name)
    assert found
    return of_facts(found)


def link(
    parent: str = "zoo/base", *, declared: bool = True, quote: Evidence | None = FIELD
) -> Link:
    return Link("huggingface:zoo/zebra", parent, "finetune", quote, declared)


def ancestor(*licenses: str, name: str = "zoo/base", quote: Evidence | None = FIELD) -> Ancestor:
    return Ancestor(name, tuple(map(known, licenses)), "read today", link(name, quote=quote))


def facts(
    *ancestors: Ancestor,
    own: Iterable[str] = ("MIT",),
    text: str = "---\nlicense: mit\n---\n# Zebra\n",
    name: str = "zoo/zebra",
    links: tuple[Link, ...] = (),
    readings: tuple[Reading, ...] = (),
    datasets: tuple[str, ...] = (),
) -> ModelFacts:
    document = Document("README.md", text, DocumentKind.CARD)
    card, _ = read_card(document)
    place = card.places.get("license")
    declared = [replace(known(name), document=document, span=place) for name in own]
    return ModelFacts(
        Snapshot(
            ModelRef("huggingface", name),
            None,
            Origin.HUB,
            None,
            cards=(card,),
            metadata=HubMetadata(datasets=datasets),
        ),
        Terms(readings, tuple(declared), (), ()),
        (),
        (),
        installed(),
        True,
        Chain(links, ancestors),
        {},
    )


def told(what: ModelFacts, rule: str) -> list[str]:
    return [sentence(one, installed()) for one in _found(what, rule)]


def quotes(what: ModelFacts, rule: str) -> list[list[str]]:
    return [[f"{q.document}: {q.quote}" for q in one.evidence] for one in _found(what, rule)]


def _found(what: ModelFacts, rule: str) -> tuple[Finding, ...]:
    return washing(what, {rule: installed().washing[rule]})


def says(label: str) -> str:
    """A label as sentences of findings name it."""
    return named(label, installed())
