"""Where sentences begin inside a block: spaCy's words, our rule for legal English."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING, Any

from licensecheck.domain import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Characters that spaCy sees at once; the longest sentence of the real licences has under 6,000.
PART = 20_000


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Full stops that end no sentence: before a number; before anything; unless an opener follows.
_BEFORE_NUMBER = _words(
    "no nos sec secs sect art arts cl para paras p pp fig figs ver vers vol ch pat reg ex tit"
)
_NEVER_LAST = _words(
    "e.g i.e eg ie v vs cf viz mr mrs ms messrs dr prof hon approx incl esp resp "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_SELDOM_LAST = _words(
    "inc ltd corp co llc l.l.c gmbh plc bros assn dept univ u.s u.s.a u.k e.u d.c s.a b.v n.v "
    "a.m p.m al jr sr st seq ph.d c.f.r u.s.c a.k.a rev"
)
_OPENERS = _words(
    "a all an any as at before by each either except for from he however if in it its licensee "
    "licensor moreover neither no nothing notwithstanding otherwise our permission please provided "
    "redistribution should some subject such that the their there therefore these they this those "
    "to unless upon use we when where whether with without you your"
)
_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]*_]*")
_WORD = re.compile(r"[\"'“‘«(\[*_]{0,9}(\w+)")
_NUMBERED = re.compile(r"\((?:[a-z]{1,4}|\d{1,2})\)\s+[\"“(]?[A-Z]")
_LOOK_BACK = 60
_OPENING = "\"'“‘«([*_"
_LABEL = re.compile(r"[(\[]?(?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,3}(?:\.\d{1,3}){0,4})[.)\]]*")


@cache
def pipeline() -> "Language":
    """spaCy's pipeline of no language, with the component that sets sentence starts.

    Its words are what spaces separate: English suffix rules take a quarter of an hour for one
    megabyte of quotation marks.
    """
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

    Language.component("legal_sentence_starts", func=_set_starts)
    nlp = Language()
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("legal_sentence_starts")
    return nlp


def sentences(text: str, blocks: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """For each block the spans of its sentences, untrimmed, in order and without a gap."""
    parts = [(index, part) for index, block in enumerate(blocks) for part in _parts(text, block)]
    docs = pipeline().pipe(text[part.start : part.end] for _, part in parts)
    found: list[list[Span]] = [[] for _ in blocks]
    for (index, part), doc in zip(parts, docs, strict=True):
        begun = (part.start + at for at in compress(_offsets(doc), _firsts(doc)))
        starts = [part.start, *(start for start in begun if start > part.start), part.end]
        found[index] += map(Span, starts, starts[1:])
    return (tuple(spans) for spans in found)


def _parts(text: str, block: Span) -> Iterator[Span]:
    """The block itself, or pieces of at most PART characters cut at a stop, a space or anywhere."""
    at = block.start
    while block.end - at > PART:
        cuts = (text.rfind(mark, at + PART // 2, at + PART) for mark in (". ", "\n", " "))
        cut = next((cut for cut in cuts if cut > 0), at + PART - 1) + 1
        yield Span(at, cut)
        at = cut
    yield Span(at, block.end)


def _set_starts(doc: "Doc") -> "Doc":
    """Mark every word that begins a sentence."""
    import numpy as np
    from spacy.attrs import SENT_START

    text, start = doc.text, 0
    marks = np.full((len(doc), 1), -1, dtype=np.int64)  # -1: begins none
    for word, at in enumerate(_offsets(doc)):
        if not at or (not text[at].isspace() and _begins(text, start, at)):
            marks[word], start = 1, at
    # All at once: setting one token's attribute looks through the whole document.
    values: Any = marks.astype(np.uint64)
    return doc.from_array([SENT_START], values)


def _offsets(doc: "Doc") -> list[int]:
    """Where each word begins. By an array: to make a token of each takes longer than the rest."""
    from spacy.attrs import IDX

    found: list[int] = doc.to_array([IDX]).tolist()
    return found


def _firsts(doc: "Doc") -> list[bool]:
    """Whether each word begins a sentence."""
    from spacy.attrs import SENT_START

    return [mark == 1 for mark in doc.to_array([SENT_START]).tolist()]


def _begins(text: str, start: int, at: int) -> bool:
    """Whether the word at an offset begins a sentence, where the sentence so far began at start."""
    so_far = text[max(start, at - _LOOK_BACK) : at].rstrip()
    word = so_far.rsplit(None, 1)[-1] if so_far else ""
    stop = next((m for m in _STOP.finditer(word) if m.end() == len(word)), None)
    if not stop or not _opens(text, at):
        return False
    if at - start < _LOOK_BACK and _LABEL.fullmatch(so_far):
        return False
    following = _WORD.match(text, at)
    return _ends(word[: stop.start()].lstrip(_OPENING), following[1] if following else "")


def _opens(text: str, at: int) -> bool:
    """Whether a word can be the first of a sentence: no small letter, enumerators aside."""
    if _NUMBERED.match(text, at):
        return True
    while at < len(text) and text[at] in _OPENING:
        at += 1
    return at < len(text) and not text[at].islower() and (text[at].isalnum() or text[at] in "#<$§•")


def _ends(word: str, following: str) -> bool:
    """Whether a full stop after this word ends the sentence."""
    name = word.lower()
    if name in _BEFORE_NUMBER:
        return not (following.isdigit() or following.lower() == "no")
    if name in _NEVER_LAST:
        return False
    if name in _SELDOM_LAST or (len(name) == 1 and name.isalpha()):
        return following.lower() in _OPENERS and following[0].isupper()
    return True
