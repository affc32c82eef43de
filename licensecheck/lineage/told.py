"""What the prose of a card says a model was made from.

A card also names what it is compared with, what was made from it, and what other models were made
from. So a phrase counts only where its object follows at once and its subject is this model.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from licensecheck.domain import Card, Span
from licensecheck.knowledge.families import Family
from licensecheck.knowledge.phrases import Phrase
from licensecheck.lineage.chinese import in_chinese
from licensecheck.lineage.named import named
from licensecheck.lineage.page import ID, PAGE, Page, is_offspring, of_helper
from licensecheck.lineage.sentence import (
    PHRASE,
    Told,
    in_sentence,
    named_family,
    of_family,
    told_of,
)
from licensecheck.lineage.subjects import letters_of, sentences
from licensecheck.lineage.tabled import tabled
from licensecheck.text.han import is_chinese
from licensecheck.text.titles import title

# "a fine-tuned version of [Zebra](https://…/zoo/zebra)": the verb, then at once its object.
_OBJECT = rf"([^.\n\[\]()|]{{0,40}}(?:\[[^\]\n]{{1,120}}\]\()?){PAGE}"
_MORE = re.compile(
    rf"[^\s()\[\]|]{{0,80}}\)?\s*(?:,\s*and|,|and|&|\+)\s*\[[^\]\n]{{1,120}}\]\({PAGE}", re.I
)
# A line or a row of two cells: "| Base model | zoo/zebra |", "**Finetuned from model:** zoo/zebra".
_LABELLED = Phrase("lineage/label")
_CELL = re.compile(rf"(?:\[[^\]\n]{{1,120}}\]\({PAGE}[^)\s]*\)|{PAGE}|`?({ID})`?)", re.I)
# "N/A", "yes/no" and "7B/13B" are no addresses.
_IS_ADDRESS = re.compile(r"[-_\d].*/.*[a-z]{3}|/.*[a-z]{2}.*[-_\d]|/.*\d.*[a-z]{3}", re.I)
# Links to what is no model, or only shows one.
_NO_NAME = Phrase("lineage/no-model")
# Names of a model in other forms: they are made from it.
_FORM = Phrase("lineage/other-form")

_BRACKETS = re.compile(r"[*_`]{0,3} ?\(([^()\n]{2,40})\)")
_SAMPLE = 4_000
"""Characters that tell whether a card is in Chinese."""


def told(card: Card, own: str, families: Sequence[Family]) -> Iterator[Told]:
    """The bases of the model called `own` in the prose of its card: by link, by label, by family.

    A family stands for its base, whose terms are those of all its models.
    """
    names = [letters_of(own), letters_of(title(card))]
    page = Page(card, own, names, families)
    found = (*_labelled(card, families), *tabled(page, families), *_linked(card, names))
    for one in (*found, *_in_brackets(page)):
        if not is_offspring(one.base, names):
            yield one
    for sentence in sentences(card):
        yield from in_sentence(page, sentence)
    if is_chinese(card.document.text[:_SAMPLE]):
        yield from in_chinese(page)


@cache
def _linked_verb() -> re.Pattern[str]:
    return re.compile(f"(?:{PHRASE.pattern.pattern}){_OBJECT}", re.I)


def _linked(card: Card, names: Sequence[str]) -> Iterator[Told]:
    for match in _linked_verb().finditer(card.document.text, card.body.start):
        base, before = match[match.re.groups].rstrip("."), match[match.re.groups - 1]
        if not (
            _NO_NAME.search(before) or _FORM.search(base) or of_helper(card, match.start(), names)
        ):
            word = next(filter(None, match.groups()))
            yield Told(base, word, Span(*match.span()))
            yield from _listed(card, word, Span(*match.span()))


def _listed(card: Card, word: str, first: Span) -> Iterator[Told]:
    """Further pages of a list behind a verb: "made from [one](…) and [another](…)"."""
    at = first.end
    while more := _MORE.match(card.document.text, at):
        at = more.end()
        yield Told(more[1].rstrip("."), word, Span(first.start, at))


def _in_brackets(page: Page) -> Iterator[Told]:
    """Variants that are told apart by what they were made from: "Zebra (Okapi-7B)"."""
    text = page.card.document.text
    for name in page.own_names(text):
        if found := _BRACKETS.match(text, name):
            one = next(named(text, Span(*found.span(1))), None)
            if one and one.end == found.end(1):
                yield from told_of(page, one, "with", Span(found.start(1), one.end))


def _labelled(card: Card, families: Sequence[Family]) -> Iterator[Told]:
    for match in _LABELLED.finditer(card.document.text, card.body.start):
        span = Span(*match.span())
        if cell := _CELL.fullmatch(match[1]):
            name = (cell[1] or cell[2] or cell[3]).rstrip(".")
            if cell[3] is None or _IS_ADDRESS.search(name):
                yield Told(name, "fine-tuned", span)
        elif len(pages := re.findall(PAGE, match[1], re.I)) > 1:
            yield from (Told(page.rstrip("."), "fine-tuned", span) for page in pages)
        elif found := named_family(match[1], families):
            yield of_family(found, "fine-tuned", span, match[1])
        elif (one := next(named(card.document.text, Span(*match.span(1))), None)) and one.base:
            yield Told(one.base, "fine-tuned", span)
