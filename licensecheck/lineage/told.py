"""What the prose of a card says a model was made from.

A card also names what it is compared with, what was made from it, and what other models were made
from. So a phrase counts only where its object follows at once and its subject is this model.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from licensecheck.domain import Card, Span
from licensecheck.knowledge.families import Family
from licensecheck.knowledge.phrases import Phrase
from licensecheck.lineage.named import SOMETHING_OF, named
from licensecheck.lineage.page import ID, PAGE, Page, is_offspring, of_helper
from licensecheck.lineage.subjects import letters_of, sentences
from licensecheck.text.tables import BASE_HEAD, plain, rows
from licensecheck.text.titles import title

# "a fine-tuned version of [Zebra](https://…/zoo/zebra)": the verb, then at once its object.
_OBJECT = rf"([^.\n\[\]()|]{{0,40}}(?:\[[^\]\n]{{1,120}}\]\()?){PAGE}"
_PHRASE = Phrase("lineage/made-from")
# "uses Zebra as its text encoder": what follows the name must say that it is a part.
_USES, _AS_PART = Phrase("lineage/uses"), Phrase("lineage/as-part")
# A line or a row of two cells: "| Base model | zoo/zebra |", "**Finetuned from model:** zoo/zebra".
_LABELLED = Phrase("lineage/label")
_CELL = re.compile(rf"(?:\[[^\]\n]{{1,120}}\]\({PAGE}[^)\s]*\)|{PAGE}|`?({ID})`?)", re.I)
# "N/A", "yes/no" and "7B/13B" are no addresses.
_IS_ADDRESS = re.compile(r"[-_\d].*/.*[a-z]{3}|/.*[a-z]{2}.*[-_\d]|/.*\d.*[a-z]{3}", re.I)
# Links to what is no model, or only shows one.
_NO_MODEL = Phrase("lineage/no-model")
# Names of a model in other forms: they are made from it.
_FORM = Phrase("lineage/other-form")
# Between the phrase and the family: nothing that makes it an example, a source of data or a rival.
_ASIDE = Phrase("lineage/aside")
# The object ends no later; a sentence that has said more before its verb has a longer subject.
_REACH, _BEFORE = 60, 300


@dataclass(frozen=True, slots=True)
class Told:
    """A base that prose names."""

    base: str
    word: str
    """The verb or label that says how it was made from it."""
    span: Span
    own: bool = False
    """True where the page shows that the base is of the same publisher."""


def told(card: Card, own: str, families: Sequence[Family]) -> Iterator[Told]:
    """The bases of the model called `own` in the prose of its card: by link, by label, by family.

    A family stands for its base, whose terms are those of all its models.
    """
    names = [letters_of(own), letters_of(title(card))]
    for one in (*_labelled(card, families), *_tabled(card, families), *_linked(card, names)):
        if not is_offspring(one.base, names):
            yield one
    page = Page(card, own, names, families)
    for sentence in sentences(card):
        yield from _in_prose(page, sentence)
        yield from _parts(page, sentence)


@cache
def _linked_verb() -> re.Pattern[str]:
    return re.compile(f"(?:{_PHRASE.pattern.pattern}){_OBJECT}", re.I)


def _linked(card: Card, names: Sequence[str]) -> Iterator[Told]:
    for match in _linked_verb().finditer(card.document.text, card.body.start):
        base, before = match[match.re.groups].rstrip("."), match[match.re.groups - 1]
        if not (
            _NO_MODEL.search(before) or _FORM.search(base) or of_helper(card, match.start(), names)
        ):
            yield Told(base, match[1] or match[2], Span(*match.span()))


def _labelled(card: Card, families: Sequence[Family]) -> Iterator[Told]:
    for match in _LABELLED.finditer(card.document.text, card.body.start):
        span = Span(*match.span())
        if cell := _CELL.fullmatch(match[1]):
            name = (cell[1] or cell[2] or cell[3]).rstrip(".")
            if cell[3] is None or _IS_ADDRESS.search(name):
                yield Told(name, "fine-tuned", span)
        elif found := _family(match[1], families):
            yield Told(found[0].base, "fine-tuned", span)


def _tabled(card: Card, families: Sequence[Family]) -> Iterator[Told]:
    """Cells of a column that says what the models of its rows were made from."""
    for row in rows(card.document):
        for head, cell in row.cells:
            if BASE_HEAD.fullmatch(head):
                words = card.document.quote(cell).strip()
                if page := re.search(PAGE, words, re.I):
                    yield Told(page[1].rstrip("."), "fine-tuned", cell)
                elif found := _family(plain(words), families):
                    yield Told(found[0].base, "fine-tuned", cell)


def _in_prose(page: Page, sentence: Span) -> Iterator[Told]:
    """What a sentence on this model names: "Zebra is a model built on Llama 3.1 8B"."""
    text = page.card.document.text
    for phrase in _PHRASE.finditer(text, sentence.start, sentence.end):
        if phrase.start() - sentence.start > _BEFORE:
            return
        if page.speaks_of_own(sentence, phrase.start()):
            end = min(sentence.end, phrase.end() + _REACH)
            word, start = next(filter(None, phrase.groups())), phrase.start()
            if found := _family(text[phrase.end() : end].rstrip(".!?"), page.families):
                family, place = found
                yield Told(family.base, word, Span(start, phrase.end() + place.end))
            for one in named(text, Span(phrase.end(), sentence.end)):
                base = page.base(one)
                if base and not (found and found[0].base == base):
                    yield Told(base, word, Span(start, one.end), page.is_own(one, base))


def _parts(page: Page, sentence: Span) -> Iterator[Told]:
    """Models that run inside this one: "We use Okapi-7B as the language model"."""
    text = page.card.document.text
    for verb in _USES.finditer(text, sentence.start, sentence.end):
        if verb.start() - sentence.start > _BEFORE:
            return
        if not page.speaks_of_own(sentence, verb.start()):
            continue
        for one in named(text, Span(verb.end(), sentence.end)):
            base = page.base(one)
            if base and _AS_PART.match(text, one.end):
                yield Told(base, verb[1], Span(verb.start(), one.end), page.is_own(one, base))


def _family(words: str, families: Sequence[Family]) -> tuple[Family, Span] | None:
    """The family that the words name first, unless they speak of something else of it."""
    found = [(match, family) for family in families if (match := family.names(words))]
    if not found:
        return None
    match, family = min(found, key=lambda one: one[0].start())
    aside = _ASIDE.search(words, 0, match.start()) or SOMETHING_OF.match(words, match.end())
    return None if aside else (family, Span(*match.span()))
