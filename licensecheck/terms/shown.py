"""Words of a card that stand in pictures, badges, tags and titles, and not in its sentences."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote_plus, urlsplit

from licensecheck.domain import Card, Span
from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.text.fences import unfenced

_ATTRIBUTE = re.compile(
    r"""\b([\w-]{2,30})\s{0,3}=\s{0,3}(?:"([^"\n]{1,300})"|'([^'\n]{1,300})')"""
)
_WORDS = frozenset({"alt", "title", "aria-label", "content", "summary", "label", "placeholder"})
_TAG = re.compile(r"<[a-zA-Z][^<>]{0,1000}>")
_META = re.compile(
    r"\bname\s*=\s*[\"']([^\"']{1,60})[\"'].{0,40}?\bcontent\s*=\s*[\"']([^\"']{1,200})", re.I
)
_PICTURE = re.compile(r"!\[([^\]\n]{1,300})\]")
# A link that says something; a shorter text names what it leads to.
_LINK = re.compile(r"(?<!!)\[((?:[^\s\[\]]{1,60}[ \t]{1,3}){3,40}[^\s\[\]]{1,60})\]\(")
_TITLE = re.compile(r"""\]\([^()\s]{1,500}\s+["'(]([^"'()\n]{1,300})["')]\)""")
_REFERENCE = re.compile(
    r"""^\s{0,3}\[[^\]\n]{1,100}\]:\s{1,10}\S{1,500}\s+["'(]([^\n]{1,300})["')]\s*$"""
)
_ADDRESS = re.compile(r"https?://[^\s\"'<>)\]]{4,500}")
_BADGE = re.compile(r"/badge/([^?#]{1,300})")
_BUTTON = re.compile(
    r"https?://(?:www\.)?(?:licensebuttons\.net|i\.creativecommons\.org)/l/([\w.+-]{2,20}/[\d.]{1,5})"
)
_NOTE = re.compile(
    r"\b(?:note|annote|addendum|howpublished|abstract)\s{0,9}=\s{0,3}[{\"]{1,2}([^{}\"\n]{10,300})"
)
"""What an entry of a bibliography says beside the work."""
_FEWEST_BLANKS = 3
"""Between the words of a sentence that an address carries."""


@dataclass(frozen=True, slots=True)
class _Shown:
    label: str
    """What stands before a value; empty for words by themselves."""
    words: str


def shown(card: Card, known: Callable[[str], bool], knowledge: Knowledge) -> Iterator[Span]:
    """The lines with words in a picture, badge, tag or title that may bind.

    `known` says of the id of a licence whether it is one that is said to apply by other words.
    """
    for start, end in unfenced(card.document.text, card.body.start):
        line = card.document.text[start:end]
        may_show = any(mark in line for mark in ("](", "]:", "![", "<"))
        if may_show and any(_binds(one, known, knowledge) for one in _of_line(line)):
            yield Span(start, end)


def captions(card: Card) -> Iterator[tuple[Span, str]]:
    """The texts of pictures, badges, tags and titles, each behind its label, and the notes on works
    to cite."""
    for note in _NOTE.finditer(card.document.text, card.body.start):
        yield Span(*note.span()), note[1]
    for start, end in unfenced(card.document.text, card.body.start):
        line = card.document.text[start:end]
        if any(mark in line for mark in ("](", "]:", "![", "<")):
            for one in (*_of_line(line), *_links(line)):
                named = one.label and one.label not in _WORDS
                yield Span(start, end), f"{one.label}: {one.words}" if named else one.words


def _of_line(line: str) -> Iterator[_Shown]:
    for tag in _TAG.finditer(line):
        yield from (_Shown(meta[1], meta[2]) for meta in _META.finditer(tag[0]))
        for name, double, single in _ATTRIBUTE.findall(tag[0]):
            if name.lower() in _WORDS or name.lower().startswith("data-"):
                yield _Shown(name.lower().removeprefix("data-"), double or single)
    for pattern in (_PICTURE, _TITLE, _REFERENCE):
        yield from (_Shown("", found[1]) for found in pattern.finditer(line))
    for address in _ADDRESS.findall(line):
        yield from _of_address(address)


def _links(line: str) -> Iterator[_Shown]:
    return (_Shown("", one[1]) for one in _LINK.finditer(line) if not _is_title(one[1]))


def _is_title(text: str) -> bool:
    """True for the title of a work, which the address behind it leads to."""
    said = text.split()
    return sum(word[0].isupper() for word in said) > len(said) / 2


def _of_address(address: str) -> Iterator[_Shown]:
    """What a badge says in its address, and which licence a button is for."""
    if button := _BUTTON.match(address):
        yield _Shown("", f"https://creativecommons.org/licenses/{button[1]}/")
    try:
        parts = urlsplit(address)
    except ValueError:  # "https://[": it leads nowhere, and so shows no badge
        return
    if badge := _BADGE.search(parts.path):
        said = unquote_plus(badge[1]).replace("__", "\1").replace("--", "\0")
        fields = said.split("/") if "/" in said else said.split("-")
        label, words = (fields[0], fields[1]) if len(fields) > 2 else ("", fields[0])
        yield _Shown(
            *(one.replace("\0", "-").replace("_", " ").replace("\1", "_") for one in (label, words))
        )
    asked = parse_qs(parts.query[:500])
    if "message" in asked:
        yield _Shown(asked.get("label", [""])[0], asked["message"][0])
    for value in (one for values in asked.values() for one in values):
        if value.count(" ") >= _FEWEST_BLANKS:
            yield _Shown("", value)


def _binds(one: _Shown, known: Callable[[str], bool], knowledge: Knowledge) -> bool:
    label, _, value = one.words.partition(":")
    pairs = ((one.label, one.words), (label, value))
    named = [*_named(one, knowledge.facts)]
    limits = any(knowledge.labelled.limits(*pair) for pair in pairs)
    cued = knowledge.cues.english(one.words) or knowledge.cues.foreign(one.words)
    left = knowledge.remarks.leaves(one.words, named=bool(named))
    other = any(not known(id_) for id_ in named)
    binds = knowledge.remarks.binds_anywhere(one.words)
    return limits or other or binds or ((cued or left) and not named)


def _named(one: _Shown, facts: Facts) -> Iterator[str]:
    yield from (found.id for found in mentions(one.words, facts, beside=one.label))
