"""What the prose of a card says a model was made from.

A card also names what it is compared with, what was made from it, and what other models were made
from. So a phrase counts only where its object follows at once and its subject is this model.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from licensecheck.domain import Card, Span
from licensecheck.knowledge.families import Family
from licensecheck.knowledge.phrases import Phrase
from licensecheck.lineage.named import SOMETHING_OF, Named, named
from licensecheck.lineage.subjects import (
    OF_OTHERS,
    SENTENCE,
    is_on_this_model,
    letters_of,
    sentences,
)
from licensecheck.statements.names import Names
from licensecheck.statements.names import names as publisher
from licensecheck.text.letters import letters
from licensecheck.text.model_pages import HUGGING_FACE
from licensecheck.text.tables import BASE_HEAD, plain, rows
from licensecheck.text.titles import title

_ID = r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}"
_PAGE = rf"<?(?:https?://)?{HUGGING_FACE}({_ID})"
# "a fine-tuned version of [Zebra](https://…/zoo/zebra)": the verb, then at once its object.
_OBJECT = rf"([^.\n\[\]()|]{{0,40}}(?:\[[^\]\n]{{1,120}}\]\()?){_PAGE}"
_LINKED = re.compile(rf"[`*_]{{0,3}}\]\({_PAGE}", re.I)
_PHRASE = Phrase("lineage/made-from")
# "uses Zebra as its text encoder": what follows the name must say that it is a part.
_USES, _AS_PART = Phrase("lineage/uses"), Phrase("lineage/as-part")
_WE = re.compile(r"\bwe\s+(?:\w{1,20}ly\s+|also\s+|further\s+)?$", re.I)
# A line or a row of two cells: "| Base model | zoo/zebra |", "**Finetuned from model:** zoo/zebra".
_LABELLED = Phrase("lineage/label")
_CELL = re.compile(rf"(?:\[[^\]\n]{{1,120}}\]\({_PAGE}[^)\s]*\)|{_PAGE}|`?({_ID})`?)", re.I)
# "N/A", "yes/no" and "7B/13B" are no addresses.
_IS_ADDRESS = re.compile(r"[-_\d].*/.*[a-z]{3}|/.*[a-z]{2}.*[-_\d]|/.*\d.*[a-z]{3}", re.I)
# Links to what is no model, or only shows one.
_NO_MODEL = Phrase("lineage/no-model")
# Names of a model in other forms: they are made from it.
_FORM = Phrase("lineage/other-form")

# "- [Zebra-7B](https://…/zoo/Zebra-7B): trained from …", in a list of the publisher's models.
_ITEM = re.compile(rf"[\s>*+-]{{0,12}}\[[^\]\n]{{1,120}}\]\({_PAGE}[^)\s]*\)[\s*]*[:–—,-]", re.I)
# A model that writes prompts or captions for the one that is released: what it was made from is no
# base of that. Encoders and other parts that run inside the model are none of these.
_HELPER = Phrase("lineage/helper")
_JOINED = Phrase("lineage/joined")
_HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]{1,200})$", re.M)
# Between the phrase and the family: nothing that makes it an example, a source of data or a rival.
_ASIDE = Phrase("lineage/aside")
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
    own: bool = False
    """True where the page shows that the base is of the same publisher."""


def told(card: Card, own: str, families: Sequence[Family]) -> Iterator[Told]:
    """The bases of the model called `own` in the prose of its card: by link, by label, by family.

    A family stands for its base, whose terms are those of all its models.
    """
    names = [letters_of(own), letters_of(title(card))]
    for one in (*_labelled(card, families), *_tabled(card, families), *_linked(card, names)):
        if not _is_offspring(one.base, names):
            yield one
    page = _Page(card, own, names, families)
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
            _NO_MODEL.search(before) or _FORM.search(base) or _of_helper(card, match.start(), names)
        ):
            yield Told(base, match[1] or match[2], Span(*match.span()))


def _of_helper(card: Card, made: int, names: Sequence[str]) -> bool:
    """True where the sentence begins with a model that helps beside this one, or stands under a
    heading of one, unless this one is such a model or is named beside it."""
    text = card.document.text
    start = max(card.body.start, made - _BEFORE)
    begun = max((one.end() for one in SENTENCE.finditer(text, start, made)), default=start)
    subject, heading = text[begun:made], _heading(text, card.body.start, made)
    named = any(name and name in letters(subject) for name in names)
    helper = _HELPER.search(subject) or _HELPER.search(heading)
    if not helper or named or _JOINED.search(subject):
        return False
    return not any(letters(helper[0])[:_STEM] in name for name in names)


def _heading(text: str, start: int, before: int) -> str:
    """The heading under which a place stands; empty where there is none."""
    at = before
    while (at := text.rfind("#", start, at)) >= 0:
        at = text.rfind("\n", start, at) + 1 or start
        if found := _HEADING.match(text, at):
            return found[1]
    return ""


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


@dataclass(frozen=True)
class _Page:
    """What the sentences of a card are read with."""

    card: Card
    ref: str
    names: Sequence[str]
    families: Sequence[Family]

    @cached_property
    def _owner(self) -> str:
        return self.ref.rstrip("/").rpartition("/")[0].rpartition("/")[2].casefold()

    @cached_property
    def _publisher(self) -> Names:
        return publisher(self.ref, (self.card,), ())

    def speaks_of_own(self, sentence: Span, end: int) -> bool:
        """Whether a sentence is on this model, or is an item of a list on one of its publisher."""
        text = self.card.document.text
        item = _ITEM.match(text, sentence.start, end)
        if item is None:
            on_this = is_on_this_model(_WE.sub("", text[sentence.start : end]), self.names)
            return on_this and not _of_helper(self.card, end, self.names)
        middle = text[item.end() : end]
        return self.owns(item[1]) and not OF_OTHERS.search(middle)

    def owns(self, address: str) -> bool:
        """Whether an address on the hub is one of the publisher's."""
        account = letters(address.partition("/")[0])
        own = self._publisher.owners
        return any(account.startswith(one) or one.startswith(account) for one in own if one)

    def base(self, one: Named) -> str:
        """The address of what is named: that of a family, else of the catalogue; empty where
        neither knows it, where it is the model itself, and where its page is linked."""
        if _LINKED.match(self.card.document.text, one.end):
            return ""
        family = next((it for it in self.families if it.names(one.name)), None)
        base = family.base if family else one.base
        owner, _, last = base.partition("/")
        if owner.casefold() == self._owner and letters(last) != letters(one.name):
            return ""  # its publisher's own family, and no model of it
        grown = _is_offspring(base, self.names) and not letters(base).endswith("base")
        return "" if grown else base


def _in_prose(page: _Page, sentence: Span) -> Iterator[Told]:
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
                    yield Told(base, word, Span(start, one.end), page.owns(base))


def _parts(page: _Page, sentence: Span) -> Iterator[Told]:
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
                yield Told(base, verb[1], Span(verb.start(), one.end), page.owns(base))


def _family(words: str, families: Sequence[Family]) -> tuple[Family, Span] | None:
    """The family that the words name first, unless they speak of something else of it."""
    found = [(match, family) for family in families if (match := family.names(words))]
    if not found:
        return None
    match, family = min(found, key=lambda one: one[0].start())
    aside = _ASIDE.search(words, 0, match.start()) or SOMETHING_OF.match(words, match.end())
    return None if aside else (family, Span(*match.span()))


def _is_offspring(base: str, names: Sequence[str]) -> bool:
    """True for the model's own name with something added: `zebra-chat` beside `zebra`."""
    last = letters_of(base.rpartition("/")[2])
    return any(len(name) > 2 and last.startswith(name) for name in names)
