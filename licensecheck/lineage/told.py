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
from licensecheck.text.letters import letters
from licensecheck.text.model_pages import HUGGING_FACE
from licensecheck.text.tables import BASE_HEAD, plain, rows
from licensecheck.text.titles import title

_ID = r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}"
_PAGE = rf"<?(?:https?://)?{HUGGING_FACE}({_ID})"
# "a fine-tuned version of [Zebra](https://…/zoo/zebra)": the verb, then at once its object.
_OBJECT = rf"([^.\n\[\]()]{{0,40}}(?:\[[^\]\n]{{1,120}}\]\()?){_PAGE}"
_PHRASE = Phrase("lineage/made-from")
# A line or a row of two cells: "| Base model | zoo/zebra |", "**Finetuned from model:** zoo/zebra".
_LABELLED = Phrase("lineage/label")
_CELL = re.compile(rf"(?:\[[^\]\n]{{1,120}}\]\({_PAGE}[^)\s]*\)|{_PAGE}|`?({_ID})`?)", re.I)
# "N/A", "yes/no" and "7B/13B" are no addresses.
_IS_ADDRESS = re.compile(r"[-_\d].*/.*[a-z]{3}|/.*[a-z]{2}.*[-_\d]|/.*\d.*[a-z]{3}", re.I)
# Links to what is no model, or only shows one.
_NO_MODEL = Phrase("lineage/no-model")
# Names of a model in other forms: they are made from it.
_FORM = Phrase("lineage/other-form")

_SENTENCE = re.compile(r"(?<=[.!?])\s|^#[^\n]*\n|\n\s*\n|\n(?=[ \t]*[-*|>+])", re.M)
_SUBJECT = Phrase("lineage/subject-ends")
_THIS_MODEL = Phrase("lineage/this-model")
_MANY = Phrase("lineage/one-of-many")
# A model that writes prompts or captions for the one that is released: what it was made from is no
# base of that. Encoders and other parts that run inside the model are none of these.
_HELPER = Phrase("lineage/helper")
_JOINED = Phrase("lineage/joined")
_HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]{1,200})$", re.M)
# What stands between subject and verb where others are spoken of: "a server for models based on".
_OF_OTHERS = Phrase("lineage/of-others")
# Between the phrase and the family: nothing that makes it an example, a source of data or a rival.
_ASIDE = Phrase("lineage/aside")
# "the Llama 2 architecture", "Gemma 2 9B outputs": something of the family, not its weights.
_SOMETHING_OF = Phrase("lineage/something-of")
# The object ends no later; a sentence that has said more before its verb has a longer subject.
_REACH, _BEFORE = 60, 300
_STEM = 6
"""Letters by which a name shows that the model itself is one that helps others: `prompt`."""


@dataclass(frozen=True, slots=True)
class Told:
    """A base that prose names."""

    base: str
    word: str
    """The verb or label that says how it was made from it."""
    span: Span


def told(card: Card, own: str, families: Sequence[Family]) -> Iterator[Told]:
    """The bases of the model called `own` in the prose of its card: by link, by label, by family.

    A family stands for its base, whose terms are those of all its models.
    """
    names = [letters_of(own), letters_of(title(card))]
    for one in (*_labelled(card, families), *_tabled(card, families), *_linked(card, names)):
        if not _is_offspring(one.base, names):
            yield one
    for sentence in sentences(card):
        yield from _of_family(card.document.text, sentence, names, families)


@cache
def _linked_verb() -> re.Pattern[str]:
    return re.compile(f"(?:{_PHRASE.pattern.pattern}){_OBJECT}", re.I)


def _linked(card: Card, names: Sequence[str]) -> Iterator[Told]:
    for match in _linked_verb().finditer(card.document.text, card.body.start):
        base = match[3].rstrip(".")
        if not (_NO_MODEL.search(match[2]) or _FORM.search(base) or _of_helper(card, match, names)):
            yield Told(base, match[1], Span(*match.span()))


def _of_helper(card: Card, made: re.Match[str], names: Sequence[str]) -> bool:
    """True where the sentence begins with a model that helps beside this one, or stands under a
    heading of one, unless this one is such a model or is named beside it."""
    text, start = card.document.text, card.body.start
    begun = max((one.end() for one in _SENTENCE.finditer(text, start, made.start())), default=start)
    subject = text[max(begun, made.start() - _BEFORE) : made.start()]
    heads = [one[1] for one in _HEADING.finditer(text, start, made.start())]
    named = any(name and name in letters(subject) for name in names)
    helper = _HELPER.search(subject) or (heads and _HELPER.search(heads[-1]))
    if not helper or named or _JOINED.search(subject):
        return False
    return not any(letters(helper[0])[:_STEM] in name for name in names)


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
                if page := re.search(_PAGE, words, re.I):
                    yield Told(page[1].rstrip("."), "fine-tuned", cell)
                elif found := _family(plain(words), families):
                    yield Told(found[0].base, "fine-tuned", cell)


def sentences(card: Card) -> Iterator[Span]:
    """The sentences of a card's prose; items of lists and rows are some of their own."""
    start = card.body.start
    for match in _SENTENCE.finditer(card.document.text, start):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(card.document.text))


def _of_family(
    text: str, sentence: Span, names: Sequence[str], families: Sequence[Family]
) -> Iterator[Told]:
    """Families in a sentence on this model: "Zebra is a model built on Llama 3.1 8B"."""
    for phrase in _PHRASE.finditer(text, sentence.start, sentence.end):
        if phrase.start() - sentence.start > _BEFORE:
            return
        if not is_on_this_model(text[sentence.start : phrase.start()], names):
            continue
        end = min(sentence.end, phrase.end() + _REACH)
        if found := _family(text[phrase.end() : end].rstrip(".!?"), families):
            family, place = found
            span = Span(phrase.start(), phrase.end() + place.end)
            yield Told(family.base, phrase[1], span)


def _family(words: str, families: Sequence[Family]) -> tuple[Family, Span] | None:
    """The family that the words name first, unless they speak of something else of it."""
    found = [(match, family) for family in families if (match := family.names(words))]
    if not found:
        return None
    match, family = min(found, key=lambda one: one[0].start())
    aside = _ASIDE.search(words, 0, match.start()) or _SOMETHING_OF.match(words, match.end())
    return None if aside else (family, Span(*match.span()))


def is_on_this_model(before: str, names: Sequence[str]) -> bool:
    """Whether a sentence that begins so is about the model itself."""
    verb = _SUBJECT.search(before)
    who, middle = (before[: verb.start()], before[verb.end() :]) if verb else (before, "")
    subject = letters_of(_THIS_MODEL.sub("", who))
    if subject and not (verb and any(subject in name for name in names)):
        return False
    return not _OF_OTHERS.search(_MANY.sub("", middle))


def _is_offspring(base: str, names: Sequence[str]) -> bool:
    """True for the model's own name with something added: `zebra-chat` beside `zebra`."""
    last = letters_of(base.rpartition("/")[2])
    return any(len(name) > 2 and last.startswith(name) for name in names)


def letters_of(name: str) -> str:
    """The letters of the last part of a name."""
    return letters(name.rstrip("/").rpartition("/")[2])
