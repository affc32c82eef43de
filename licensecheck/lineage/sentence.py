"""What a sentence on a model says that it was made from, or is built with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from licensecheck.domain import Span
from licensecheck.knowledge.called import called, may_be_under
from licensecheck.knowledge.families import Family
from licensecheck.knowledge.phrases import Phrase
from licensecheck.lineage.named import SOMETHING_OF, Named, named
from licensecheck.lineage.page import PAGE, Page
from licensecheck.text.letters import letters

PHRASE = Phrase("lineage/made-from")
# "uses Zebra as its text encoder", "the text encoder of Zebra": that it is a part must be said.
_USES, _AS_PART = Phrase("lineage/uses"), Phrase("lineage/as-part")
_PART_OF, _COMPOSED = Phrase("lineage/part-of"), Phrase("lineage/composed")
_PART_LABEL, _PART_IS = Phrase("lineage/part-label"), Phrase("lineage/part-is")
_OWN_BASE, _BESIDE = Phrase("lineage/own-base"), Phrase("lineage/beside")
_NAMED_BESIDE = Phrase("lineage/named-beside")
# "a Zebra-based retriever"
_KIND = re.compile(r"\b(?:an?|our)\s+(?=(?:[\w.+-]+\s){0,3}[\w.+-]+[ -]based\s)")
_BASED = re.compile(r"[ -]based\b")
# Between the phrase and the family: nothing that makes it an example, a source of data or a rival.
_ASIDE = Phrase("lineage/aside")
# The page of a model that a link names is told by its address.
_IN_LINK = re.compile(rf"[^\[\]\n]{{0,40}}\]\({PAGE}", re.I)
_REST = re.compile(r"[A-Za-z0-9.+-]*(?:[ -]\d{1,4}(?:\.\d)?B(?![a-z]))?(?<![.])", re.I)
_ON = re.compile(r"(?:tun|train)\w*\s+on\s*$", re.I)
# The object ends no later; a sentence that has said more before its verb has a longer subject.
_REACH, _BEFORE = 60, 300
_LISTED = 600
"""Characters of a list of models that are to be got."""
_PARAGRAPH, _LINKED = re.compile(r"\n\s*\n"), re.compile(PAGE, re.I)
_AT_LINK = re.compile(rf"\[[^\]\n]{{1,80}}\]\({PAGE}", re.I)
_REST_OF_LINK = re.compile(r"[*`_]{0,3}\]\([^)\s]{0,500}\)[*_]{0,3}")
_STOP = 2
"""Characters of the stop and blank before a sentence."""
_BASE = re.compile(r"\bbased?\b", re.I)
BESIDE = "beside"
"""The word of a model that is to be got beside the weights."""


@dataclass(frozen=True, slots=True)
class Told:
    """A base that prose names."""

    base: str
    word: str
    """The verb or label that says how it was made from it."""
    span: Span
    own: bool = False
    """True where the page shows that the base is of the same publisher."""
    addressed: bool = True
    """False where `base` is a name that the page gives to a model without an address."""
    called: str = ""
    """What the page calls it, where `base` stands for its family."""


def in_sentence(page: Page, sentence: Span) -> Iterator[Told]:
    """The models that a sentence names as what this one was made from: "Zebra is built on Okapi",
    "We use Okapi as the vision encoder", "our base model Okapi", "an Okapi-based retriever"."""
    text = page.card.document.text
    for verb in PHRASE.finditer(text, sentence.start, sentence.end):
        if verb.start() - sentence.start > _BEFORE:
            break
        if page.speaks_of_own(sentence, verb.start()):
            yield from _made(page, sentence, verb)
    for verb in _USES.finditer(text, sentence.start, sentence.end):
        if verb.start() - sentence.start > _BEFORE:
            break
        if page.speaks_of_own(sentence, verb.start()):
            yield from _parts(page, sentence, verb)
    for verb in _COMPOSED.finditer(text, sentence.start, sentence.end):
        if verb.start() - sentence.start < _BEFORE and page.speaks_of_own(sentence, verb.start()):
            for one in named(text, Span(verb.end(), sentence.end)):
                yield from told_of(page, one, "with", Span(verb.start(), sentence.end))
    yield from _labelled(page, sentence)
    yield from _of_kind(page, sentence)
    for said in _BESIDE.finditer(text, sentence.start, sentence.end):
        yield from _beside(page, said, sentence)
    for said in _NAMED_BESIDE.finditer(text, sentence.start, sentence.end):
        yield from _got_by_name(page, said)


def _labelled(page: Page, sentence: Span) -> Iterator[Told]:
    """Names behind words that say what they are: "our base model Okapi", "Text encoder: Okapi"."""
    text = page.card.document.text
    for known in (_OWN_BASE, _PART_IS, _PART_LABEL):
        for said in known.finditer(text, max(0, sentence.start - _STOP), sentence.end):
            one = next(named(text, Span(said.end(), sentence.end)), None)
            if one and (one.base or known is not _PART_LABEL):
                yield from told_of(page, one, "with", Span(said.start(), sentence.end))


def _of_kind(page: Page, sentence: Span) -> Iterator[Told]:
    text = page.card.document.text
    for kind in _KIND.finditer(text, sentence.start, min(sentence.end, sentence.start + _BEFORE)):
        one = next(named(text, Span(kind.end(), sentence.end)), None)
        if one and _BASED.match(text, one.end) and page.speaks_of_own(sentence, kind.start()):
            yield from told_of(page, one, "based", Span(kind.start(), sentence.end))


def _beside(page: Page, said: re.Match[str], sentence: Span) -> Iterator[Told]:
    """Models of others that are to be got first: the one behind the verb, and the pages that the
    same paragraph or list links to."""
    text, start = page.card.document.text, said.start()
    one = next(named(text, Span(said.end(), sentence.end)), None)
    stop = _PARAGRAPH.search(text, said.end(), said.end() + _LISTED)
    pages = _LINKED.finditer(text, said.end(), stop.start() if stop else said.end() + _LISTED)
    others = [link for link in pages if not (page.is_publisher(link[1]) or page.is_form(link[1]))]
    word = "with" if _BASE.search(said[0]) else BESIDE
    for link in others:
        known = is_known(base := link[1].rstrip("."))
        yield Told(base, word if known else BESIDE, Span(start, link.end()))
    if not others:
        yield from told_of(page, one, word, Span(start, sentence.end))


def _got_by_name(page: Page, said: re.Match[str]) -> Iterator[Told]:
    """A model that is got from a page that has its name: "download Okapi from [zoo/okapi](…)"."""
    linked = _AT_LINK.match(page.card.document.text, said.end())
    if linked and not (page.is_publisher(linked[1]) or page.is_form(linked[1])):
        name = letters(linked[1].rpartition("/")[2])
        if name.startswith(letters(said[1])):
            yield Told(linked[1].rstrip("."), BESIDE, Span(said.start(), linked.end()))


def _made(page: Page, sentence: Span, verb: re.Match[str]) -> Iterator[Told]:
    """What stands behind a verb of origin."""
    text, word = page.card.document.text, next(filter(None, verb.groups()))
    end = min(sentence.end, verb.end() + _REACH)
    models = list(named(text, Span(verb.end(), sentence.end)))
    found = named_family(text[verb.end() : end].rstrip(".!?"), page.families)
    # Behind names that the verb has, a family is a rival or an example of something else.
    # One that the catalogue knows by its whole name is told by that.
    of_it = [it for it in models if found and found[0].names(it.name)]
    if any(page.base(it) for it in of_it) or (models and not of_it):
        found = None
    family = None
    if found:
        place = Span(verb.start(), verb.end() + found[1].end)
        family = of_family(found, word, place, text[verb.end() : end])
        if not _IN_LINK.match(text, place.end):
            yield family
    for one in models:
        for told in told_of(page, one, word, Span(verb.start(), sentence.end)):
            if told.word == BESIDE:
                continue  # a page behind a verb of origin is told by its link
            again = family and family.base == told.base
            if not again and (told.addressed or _takes_models(verb, told.base)):
                yield told


def _takes_models(verb: re.Match[str], name: str) -> bool:
    """Whether the verb takes models alone: what a model is tuned on may be data, if its name is not
    that of a family."""
    return bool(may_be_under(name)) or not _ON.search(verb[0])


def _parts(page: Page, sentence: Span, verb: re.Match[str]) -> Iterator[Told]:
    """Models that run inside this one, behind a verb of use."""
    text, place = page.card.document.text, Span(verb.start(), sentence.end)
    if part := _PART_OF.match(text, verb.end(), sentence.end):
        first = next(named(text, Span(part.end(), sentence.end)), None)
        yield from told_of(page, first, verb[1], place)
    for one in named(text, Span(verb.end(), sentence.end)):
        linked = _REST_OF_LINK.match(text, one.end)
        said = _AS_PART.match(text, linked.end() if linked else one.end)
        # "Zebra LLM" may be all of a name that is not known.
        if said and (one.base or " as " in said[0]):
            yield from told_of(page, one, verb[1], place)


def is_known(address: str) -> bool:
    """Whether the catalogue has a model of an address."""
    return letters(called(address) or "") == letters(address)


def told_of(page: Page, one: Named | None, word: str, place: Span) -> Iterator[Told]:
    """A model that is named at a place which begins with the verb: by its address, else by name."""
    if one is None:
        return
    span = Span(place.start, one.end)
    if linked := page.linked(one):
        if is_known(linked):
            yield Told(linked, BESIDE, span)
    elif base := page.base(one):
        yield Told(base, word, span, page.is_own(one, base), called=_family_name(one.name, base))
    elif name := page.stranger(one, place.start):
        yield Told(name, word, span, page.is_sibling(name), addressed=False)


def of_family(found: tuple[Family, Span], word: str, place: Span, words: str) -> Told:
    """The base that stands for a family which words name at a place in them."""
    family, at = found
    more = _REST.match(words, at.end)
    said = words[at.start : more.end() if more else at.end].strip(" -_.")
    base = member(family, said)
    return Told(base, word, place, called=_family_name(said, base))


def member(family: Family, said: str) -> str:
    """The address of the model of a family that words name, where the catalogue knows it, else of
    the one that stands for all of them."""
    known = called(said) or ""
    return known if family.names(known.rpartition("/")[2]) else family.base


def _family_name(said: str, base: str) -> str:
    """What a page calls a model, where that is less than its name; empty where it is all."""
    return "" if letters(said).endswith(letters(base.rpartition("/")[2])) else said


def named_family(words: str, families: Sequence[Family]) -> tuple[Family, Span] | None:
    """The family that the words name first, unless they speak of something else of it."""
    found = [(match, family) for family in families if (match := family.names(words))]
    if not found:
        return None
    match, family = min(found, key=lambda one: one[0].start())
    aside = _ASIDE.search(words, 0, match.start()) or SOMETHING_OF.match(words, match.end())
    return None if aside else (family, Span(*match.span()))
