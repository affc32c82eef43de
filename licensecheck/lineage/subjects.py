"""Which sentences of a card speak of the model itself."""

import re
from collections.abc import Iterator, Sequence
from operator import or_

from licensecheck.domain import Card, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.text.letters import letters

_SUBJECT = Phrase("lineage/subject-ends")
_THIS_MODEL = Phrase("lineage/this-model")
_MANY = Phrase("lineage/one-of-many")
_OF_PAGE = Phrase("lineage/of-page")
_LEAD_IN = Phrase("lineage/lead-in")
_FIRST_PERSON = Phrase("lineage/first-person")
_HAS_PART = Phrase("lineage/has-part")
_ADDRESS = re.compile(r"\]\([^)\s]{0,500}\)")
_AND = re.compile(r"[,&]|\band\b")
SENTENCE = re.compile(r"(?<=[.!?])\s|^#[^\n]*\n|\n\s*\n|\n(?=[ \t]*[-*|>+])", re.M)
# What stands between subject and verb where others are spoken of: "a server for models based on".
OF_OTHERS = Phrase("lineage/of-others")


def sentences(card: Card) -> Iterator[Span]:
    """The sentences of a card's prose; items of lists and rows are some of their own."""
    start = card.body.start
    for match in SENTENCE.finditer(card.document.text, start):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(card.document.text))


def is_on_this_model(before: str, names: Sequence[str]) -> bool:
    """Whether a sentence that begins so is about the model itself, or about a part of it."""
    before = _begun(before, names)
    verb = _SUBJECT.search(before)
    who, middle = (before[: verb.start()], before[verb.end() :]) if verb else (before, "")
    if _OF_PAGE.search(who):
        return False
    subjects = [letters_of(one) for one in _AND.split(_THIS_MODEL.sub("", who))]
    of_others = OF_OTHERS.search(_MANY.sub("", middle))
    return not of_others and _are_own([one for one in subjects if one], names)


def _begun(before: str, names: Sequence[str]) -> str:
    """The beginning of a sentence from its subject on, up to a part of that."""
    plain = _ADDRESS.sub("]", before)
    label, colon, rest = plain.partition(": ")
    if colon and (_FIRST_PERSON.match(rest) or _are_own([letters_of(label)], names)):
        plain = rest
    plain = _LEAD_IN.pattern.sub("", plain, count=1) if _LEAD_IN.match(plain) else plain
    part = _HAS_PART.search(plain)
    return plain[: part.start()] if part else plain


def _are_own(subjects: Sequence[str], names: Sequence[str]) -> bool:
    """Whether what is spoken of is the model, or it and more that are called after it."""
    own = [any(one in name for name in names) for one in subjects]
    called_after = (any(name and one.startswith(name) for name in names) for one in subjects)
    return not subjects or (any(own) and all(map(or_, own, called_after)))


def letters_of(name: str) -> str:
    """The letters of the last part of a name."""
    return letters(name.rstrip("/").rpartition("/")[2])
