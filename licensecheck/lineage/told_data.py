"""What the prose of a card says a model was trained on: data sets that it links to, or that we know
by the name that it writes.

A card also names what a model was measured on, and what others were trained on. So only the rest of
a sentence on this model counts, behind a verb that says so and before one that says something else.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from licensecheck.domain import Card, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.lineage.subjects import is_on_this_model, letters_of, sentences
from licensecheck.text.titles import title

_TRAINED = Phrase("lineage/trained-on")
_ELSE = Phrase("lineage/no-training")
_ID = r"[A-Za-z0-9][\w.-]{0,95}"
_PAGE = re.compile(rf"(?:huggingface\.co|hf\.co)/datasets/({_ID}(?:/{_ID})?)")
# A name in prose: with an owner, or with a capital or a digit inside ("SQuAD", "C4", "LAION-5B"),
# which plain words have not, or of two words ("MS MARCO").
_NAMES = (
    re.compile(rf"(?<![\w/.-])(?:{_ID}/{_ID}|[A-Za-z][\w-]{{0,60}}?[A-Z\d][\w-]{{0,60}})"),
    re.compile(r"(?<![\w/.-])[A-Z]\w{0,30} [A-Z]\w{0,30}\b"),
)
_ADDRESS = re.compile(r"\]\([^)\s]{0,500}\)|https?://[^\s)>\]]{1,500}")
_REACH, _BEFORE = 400, 300
"""Characters of a list of data, and of a subject."""


@dataclass(frozen=True, slots=True)
class ToldData:
    """A data set that prose names."""

    name: str
    span: Span


def told_data(card: Card, own: str, known: Callable[[str], object]) -> Iterator[ToldData]:
    """The data sets that the model called `own` was trained on, as the prose of its card says.

    `known` tells of a name whether it is that of a data set; what is linked need not be known.
    """
    text = card.document.text
    names = [letters_of(own), letters_of(title(card))]
    for sentence in sentences(card):
        for verb in _TRAINED.finditer(text, sentence.start, sentence.end):
            if verb.start() - sentence.start > _BEFORE:
                break
            if is_on_this_model(text[sentence.start : verb.start()], names):
                end = min(sentence.end, verb.end() + _REACH)
                other = _ELSE.search(text, verb.end(), end)
                yield from _named(text, Span(verb.start(), other.start() if other else end), known)
                break


def _named(text: str, span: Span, known: Callable[[str], object]) -> Iterator[ToldData]:
    """Pages first, then names that stand in no address."""
    for page in _PAGE.finditer(text, span.start, span.end):
        yield ToldData(page[1].rstrip("."), Span(span.start, page.end()))
    addresses = [one.span() for one in _ADDRESS.finditer(text, span.start, span.end)]
    for pattern in _NAMES:
        for found in pattern.finditer(text, span.start, span.end):
            inside = any(start <= found.start() < end for start, end in addresses)
            if not inside and known(name := found[0].rstrip(".")):
                yield ToldData(name, Span(span.start, found.end()))
