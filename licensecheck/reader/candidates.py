"""Where a page may name a model, a data set or a tool.

Nothing here decides what a place means: places that name nothing are labelled so.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from licensecheck.domain import Span
from licensecheck.reader.layout import Line
from licensecheck.reader.lexicon import Lexicon
from licensecheck.text import letters as spelling

letters = lru_cache(50_000)(spelling.letters)  # words of a page come again and again

MOST = 1_000
"""Places of one page that are read."""
MOST_ALIKE = 4
"""Places with one name that are read: more say nothing new of it."""
# The longest owner and name that hubs allow have 96 characters.
_ID = r"[A-Za-z0-9][\w.-]{0,95}"
_ADDRESS = re.compile(
    r"(?P<host>huggingface\.co|hf\.co|hf-mirror\.com|modelscope\.cn/models|modelscope\.cn"
    r"|wisemodel\.cn/models|ollama\.com/library|ollama\.com|github\.com|gitee\.com"
    r"|kaggle\.com|openxlab\.org\.cn/models/detail|gitcode\.com|arxiv\.org)"
    rf"/(?P<name>{_ID}(?:/{_ID}){{0,2}})"
)
_NO_NAMES = frozenset({"license", "license_name", "license_link", "language"})
_TWO_PARTS = frozenset({"datasets", "spaces", "collections", "organizations", "studios", "models"})
_LINK = re.compile(r"https?://[^\s)\]>\"'<]{1,600}")
_WORD = re.compile(
    r"[A-Za-z][A-Za-z0-9]{0,60}(?:[-_.+/]{1,2}[A-Za-z0-9]{1,60}){0,12}\+?|\d[\d.]{0,6}[BMbm]\b|v?\d[\d.]{0,6}"
)
_CAPITAL_INSIDE = re.compile(r"[a-z\d-][A-Z]|[A-Z]{2}[a-z]")
_CONTINUES = re.compile(r"v?\d[\d.]{0,6}[bmkBMK]?")
_JOINT = re.compile(r"[ ~ ]{1,2}|-\s?")
_LINKED = re.compile(r"\[[*_` ]{0,3}([^\[\]\n!]{2,60}?)[*_` ]{0,3}\](?=\()|>([^<>\n]{2,60})</a>")
_ITEM = re.compile(
    r"""[ \t]*(?:-[ \t]+)?(?:[\w-]+:[ \t]+)?["']?"""
    r"""([^"'\[\]{}#,\n]{1,100}?[^"'\[\]{}#,\n\s:])["']?[ \t\r]*$"""
)
_QUOTED = re.compile(rf"""(?<=["'`=]){_ID}/{_ID}(?=["'`,)\s]|$)""")
_WEIGHTS = re.compile(
    rf"(?<![\w.-]){_ID}\.(?:safetensors|gguf|ckpt|pth?|bin|onnx|tar\.gz|npz|nemo|tflite)(?![\w/])"
)
_LAST = re.compile(r"(?<=/)(?=[\w.=-]*[A-Za-z])(?=[\w.=-]*\d)[\w.=-]{5,96}(?=[?#]|/?$)", re.M)
_PRINTED = re.compile(r"(?i)\.(?:png|jpe?g|gif|svg|webp|mp[34]|wav|webm|mov|pdf|css|js|html?)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place with the name that stands in it."""

    span: Span
    words: str
    line: int
    """Position among the lines of the page."""
    host: str = ""
    """The site, where it is part of an address."""

    @property
    def name(self) -> str:
        """What the place names, without owner."""
        return self.words.rstrip("/").rpartition("/")[2]

    @property
    def owner(self) -> str:
        """The account, where one stands before the name."""
        before = self.words.rstrip("/").rpartition("/")[0]
        return before.rpartition("/")[2] if before.partition("/")[0] in _TWO_PARTS else before


def candidates(
    text: str, lines: Sequence[Line], own: Collection[str], lexicon: Lexicon
) -> list[Candidate]:
    """The places of a page in their order; none overlaps another."""
    keys = frozenset(key for key in map(letters, own) if len(key) > 2)
    found, alike = list[Candidate](), Counter[str]()
    for at, line in enumerate(lines):
        held = list[Candidate]()
        for one in _of_line(text, at, line, keys, lexicon):
            if not any(one.span.overlaps(other.span) for other in held):
                held.append(one)
        for one in sorted(held, key=lambda one: one.span.start):
            alike[one.words.lower()] += 1
            if alike[one.words.lower()] <= MOST_ALIKE and any(map(str.isalpha, one.words)):
                found.append(one)
    return found[:MOST]


def _of_line(
    text: str, at: int, line: Line, own: frozenset[str], lexicon: Lexicon
) -> Iterator[Candidate]:
    span = line.span
    links = [Span(*one.span()) for one in _LINK.finditer(text, span.start, span.end)]
    yield from _addresses(text, at, span)
    for link in links:
        for found in _LAST.finditer(text, link.start, link.end):
            yield Candidate(Span(*found.span()), found[0], at)
    for pattern in (_QUOTED, _WEIGHTS):
        for found in pattern.finditer(text, span.start, span.end):
            yield Candidate(Span(*found.span()), found[0], at)
    for place in _shown(text, line):
        words = text[place.start : place.end]
        if line.kind == "field" or _may_name(words, lexicon):
            yield Candidate(place, words, at)
    for one in _named(text, at, line, own, lexicon):
        inside = any(one.span.overlaps(link) for link in links)
        if not inside or _is_known(one.words, own, lexicon):
            yield one


def _addresses(text: str, at: int, span: Span) -> Iterator[Candidate]:
    for found in _ADDRESS.finditer(text, span.start, span.end):
        parts = found["name"].split("/")
        words = "/".join(parts[: 3 if parts[0] in _TWO_PARTS else 2]).rstrip(".")
        words, start = words.removesuffix(".git"), found.start("name")
        yield Candidate(Span(start, start + len(words)), words, at, found["host"])


def _shown(text: str, line: Line) -> Iterator[Span]:
    """Values of fields, what links are called, and cells that are no more than a name."""
    if line.kind == "field" and line.field not in _NO_NAMES:
        found = _ITEM.match(text[: line.span.end], line.span.start)
        yield from (Span(*one.span(1)) for one in [found] if one)
    if line.kind != "code":
        for one in _LINKED.finditer(text, line.span.start, line.span.end):
            yield Span(*one.span(one.lastindex or 0))
    for cell in line.cells:
        words = text[cell.span.start : cell.span.end]
        name = words.strip(" \t*_`")
        if len(name) < 50:
            start = cell.span.start + words.find(name)
            yield Span(start, start + len(name))


def _may_name(words: str, lexicon: Lexicon) -> bool:
    """Few words, of which one has a capital or is known."""
    parts = words.split()
    if not 0 < len(parts) <= 4 or not any(map(str.isalpha, words)) or "://" in words:
        return False
    return words.isascii() and (words != words.lower() or "/" in words or lexicon.is_known(words))


def _named(
    text: str, at: int, line: Line, own: frozenset[str], lexicon: Lexicon
) -> Iterator[Candidate]:
    """Names in words: those that are known or own, and what is written as a name."""
    words = list(_WORD.finditer(text, line.span.start, line.span.end))
    taken = line.span.start
    for place, word in enumerate(words):
        if word.start() >= taken and word[0][0].isalpha():
            end = _end(text, words[place : place + 5], lexicon)
            name = text[word.start() : end]
            if _is_name(name, line.kind, own, lexicon):
                taken = end
                yield Candidate(Span(word.start(), end), name, at)


def _end(text: str, words: Sequence[re.Match[str]], lexicon: Lexicon) -> int:
    """Where a name ends that begins with the first of the words: it goes on with versions and
    sizes, and as far as a known name does."""
    start, end, known = words[0].start(), words[0].end(), words[0].end()
    for word in words[1:]:
        if not _JOINT.fullmatch(text, end, word.start()):
            break
        longer = text[start : word.end()]
        numbered = known == end and _CONTINUES.fullmatch(word[0])
        if (numbered and _is_written(text[start:end], lexicon)) or lexicon.is_known(longer):
            known = word.end()
        elif letters(longer) not in lexicon.beginnings:
            break
        end = word.end()
    return known


def _is_written(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before a number may be a name: "Zebra 2" is one, "with 2" is none."""
    return word != word.lower() or lexicon.is_known(word) or lexicon.is_of_family(word)


def _is_name(name: str, kind: str, own: frozenset[str], lexicon: Lexicon) -> bool:
    if len(name) < 2 or _PRINTED.search(name):
        return False
    last = name.rpartition("/")[2]
    if _is_known(name, own, lexicon):
        return True
    if "/" in name:
        return any(map(str.isdigit, last)) and len(last) > 3
    if kind == "code":
        return False
    has_digit = any(map(str.isdigit, name)) and sum(map(str.isalpha, name)) > 1 and len(name) > 3
    return has_digit or bool(_CAPITAL_INSIDE.search(name)) or (name.isupper() and len(name) > 2)


def _is_known(name: str, own: Collection[str], lexicon: Lexicon) -> bool:
    """Whether a name is own, or one that is known."""
    last = name.rpartition("/")[2]
    key = letters(last)
    if any(key.startswith(one) or (len(one) > 4 and one in key) for one in own):
        return True
    return lexicon.is_known(last) or lexicon.is_of_family(name)
