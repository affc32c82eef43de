"""Models that the reader hears in a page as what its own one was made from, or needs."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from licensecheck.classify.released import ModelFilesError
from licensecheck.domain import Document, Problem, ProblemKind
from licensecheck.domain.problem import OF_BASE
from licensecheck.knowledge.called import called, licensed
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import installed
from licensecheck.lineage.named import Named
from licensecheck.lineage.page import Page, is_offspring
from licensecheck.lineage.sentence import BESIDE, Told, told_of
from licensecheck.reader.meanings import Role
from licensecheck.reader.page import first_part, key_of
from licensecheck.reader.reading import Mention, read_names

SURE = 0.7
"""How sure the reader has to be, by all places of a name, that the own model was made from another,
or needs it, before the other's terms count: corpus/README.md says how often it is right then."""
SAID = 0.65
"""How sure by one place alone, in addition, where the other's terms restrict: that names somebody
as bound by them, so one sentence has to say it of a model of this family."""
POSSIBLE = 0.5
"""From which probability of one place alone a person is asked, where the other's terms restrict."""
HUBS = ("", "huggingface.co", "hf.co", "hf-mirror.com")
"""Sites whose addresses of models have an owner and a name; empty for one that stands alone."""


def heard(page: Page, account: str, known: Iterable[str]) -> Iterator[Told]:
    """The models that a page names beside those that are `known` already, at each of their places,
    the surest first.

    A name that begins as a known one, or as one before it, is taken for another spelling of that;
    those of the publisher's own families are left out. Nothing is heard where the reader's files
    are not those that were released; `possible` says so.
    """
    try:
        mentions = _mentions(page, account)
    except ModelFilesError:
        return
    found = _new(page, mentions, account, known)
    sure = {key_of(one.name) for one in found if _is_sure(page, one)}
    for one in mentions:
        if _is_sure(page, one) and key_of(one.name) in sure:
            yield from _told(page, one)


def possible(
    page: Page, account: str, known: Iterable[str], facts: Facts, binding: Collection[str]
) -> Iterator[Problem]:
    """What a person should read: names of models under terms that restrict, of which it is not sure
    that they have nothing to do with the own one; and that no name was read at all.

    A model that is bound by the terms of one version tells of which version its publisher speaks;
    `binding` are the licences that bind it anyway.
    """
    try:
        mentions = _mentions(page, account)
    except ModelFilesError as error:
        words = f"{error}, so nobody read which models a page names: reinstall licensecheck-ai"
        yield Problem(ProblemKind.UNAVAILABLE, "reader of names", words)
        return
    for one in _new(page, mentions, account, known):
        licences = licensed(one.name)
        unsure = one.alone >= POSSIBLE and not _is_sure(page, one)
        if unsure and facts.limit_more(licences, binding):
            at = page.card.document.place(one.span.start)
            terms = ", ".join(sorted(map(facts.name_of, licences)))
            words = f"{at} may say that it was made from it or needs it, under {terms}, please read"
            yield Problem(ProblemKind.METADATA, f"{OF_BASE}{one.name}", words)


def _is_sure(page: Page, one: Mention) -> bool:
    """True for what a sentence says: a tag such as `llama-2` may tell no more than how the model is
    built, and fields that name a base are read as such."""
    if one.inside < SURE or not _is_in_body(page, one):
        return False
    return one.alone >= SAID or not installed().facts.limit_more(licensed(one.name), ())


def _is_in_body(page: Page, one: Mention) -> bool:
    return one.span.start >= page.card.body.start


def _new(
    page: Page, mentions: Sequence[Mention], account: str, known: Iterable[str]
) -> Iterator[Mention]:
    seen = {*map(_family, known)}
    ours = [family for family in installed().families if account in family.owners]
    for one in mentions:
        family = _family(one.name)
        name = one.name.rpartition("/")[2]
        is_ours = is_offspring(one.name, page.names) or any(it.names(name) for it in ours)
        is_ours = is_ours or (called(one.name) is None and _is_of_its_family(one.name, page))
        if family not in seen and not is_ours:
            seen.add(family)
            yield one


def _mentions(page: Page, account: str) -> Sequence[Mention]:
    """The names of a page, the surest to be inside first; `alone` is that of the sentence that says
    most of the name's family, and `role` what that sentence makes of it."""
    own = page.ref.rstrip("/").rpartition("/")[2]
    found = _read(page.card.document, own, page.card.base_models, account)
    clearest = dict[str, Mention]()
    for one in sorted(found, key=lambda one: one.alone):
        if _is_in_body(page, one):
            clearest[_family(one.name)] = one
    both = [(one, _as_said(page, one, clearest)) for one in found]
    return [told for one, told in sorted(both, key=lambda pair: _rank(page, pair[1], pair[0]))]


def _as_said(page: Page, one: Mention, clearest: Mapping[str, Mention]) -> Mention:
    if not _is_in_body(page, one):
        return one
    most = clearest[_family(one.name)]
    return replace(one, alone=most.alone, role=most.role)


def _rank(page: Page, told: Mention, own: Mention) -> tuple[bool, bool, float]:
    """Sure ones first, of these the ones that tell which model they mean; then by what each place
    says itself, so that of a family the name is asked about whose own sentence says most."""
    sure = _is_sure(page, told)
    return not sure, sure and called(told.name) is None, -own.alone


@lru_cache(8)  # one page is asked three times
def _read(document: Document, own: str, bases: Sequence[str], account: str) -> tuple[Mention, ...]:
    return read_names(document.text, (own,), bases, account, installed())


def _family(name: str) -> str:
    last = name.rstrip("/").rpartition("/")[2]
    return first_part(last) or key_of(name)


def _is_of_its_family(name: str, page: Page) -> bool:
    """True for "Zebra v2" on the page of Zebra-2: that tells no base."""
    own = page.ref.rpartition("/")[2]
    begins = key_of(own).startswith(key_of(name))
    return begins or any(it.names(name) and it.names(own) for it in installed().families)


def _told(page: Page, one: Mention) -> Iterator[Told]:
    """A name that can be the address of a model on a hub is one; any other is looked up."""
    word = "based" if one.role is Role.BASE else BESIDE
    if one.name.count("/") == 1 and one.host in HUBS:
        yield Told(one.name, word, one.span)
        return
    name = one.name.rpartition("/")[2]
    yield from told_of(page, Named(name, called(name) or "", one.span.end), word, one.span)
