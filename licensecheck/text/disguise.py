"""The ways in which a person may read a line whose letters are not what they seem."""

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters of other scripts that look like Latin ones, from Unicode's list of confusables.
_LOOKALIKES = str.maketrans(
    "асеорхуіјѕһԁԛԝкмнтвгпАВЕЅІЈКМНОРСТХУԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοινκρυχɑɡıո",
    "aceopxyijshdqwkmhtbrnABESIJKMHOPCTXYGABEZHIKMNOPTYXaoivkpuxagin",
)
_TAG = re.compile(r"<[^<>]{0,500}>")
# What comments tell tools.
_DIRECTIVE = re.compile(
    r"<!--\s*/?(?:omit|toc|tocstop|mdformat|prettier|markdownlint|doctoc|begin|end|start|stop|cspell)\b"
    r"[^<>]{0,200}-->",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--|-->")
_MARKS = re.compile(r"[*_~`\\]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_JOINTS = re.compile(r"(?<=\w)[_.·/|+-](?=\w)")
_LETTERS = re.compile(r"(?:[\w-][ \t.*_]){3,}\w")
_CODED = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_HEX = re.compile(r"\b(?:[0-9a-f]{2}){16,}\b", re.I)
_ESCAPED = re.compile(r"%[0-9a-f]{2}", re.I)
_LEET = str.maketrans("013457@$!", "oieastasi")
_LEET_L = str.maketrans("0134579@$!", "oleastgasi")
_ATBASH = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "zyxwvutsrqponmlkjihgfedcbaZYXWVUTSRQPONMLKJIHGFEDCBA",
)
_NUMBER = re.compile(r"(?<![\w.])(?:0[xbo])?[0-9a-f]{1,8}(?![\w.])", re.I)
_FEWEST_NUMBERS = 12
_LETTERS_OF = 26
_MARK = re.compile(r"[^\w\s]")
_ROT47 = {code: 33 + (code - 33 + 47) % 94 for code in range(33, 127)}
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_DOUBLED = re.compile(r"(\w)\1", re.I)
_LONGEST = 2_000
"""Characters of a line that are looked at; a longer one is no line of prose."""


def disguised(line: str) -> Iterator[str]:
    """Other readings of a line: without tags and marks, in plain letters, joined, decoded.

    The line as it is written is not among them. Each reading costs time linear in the line.
    """
    line = line[:_LONGEST]
    plain = seen(line)
    found = dict.fromkeys(
        (
            plain,
            _TAG.sub("", line),
            _HUMP.sub(" ", _JOINTS.sub(" ", plain)),
            _spaced(line),
            plain.translate(_LEET),
            codecs.decode(plain, "rot13"),
            plain[::-1],
            *_decoded(line),
        )
    )
    found.pop(line, None)
    yield from found


def changed(line: str) -> Iterator[str]:
    """Readings of a line by a change of letters: ciphers, order, repetition, joints, codes."""
    line = line[:_LONGEST]
    bare = html.unescape(html.unescape(_TAG.sub("", line)))
    plain = seen(bare)
    yield from disguised(line)
    yield bare
    yield plain.translate(_ATBASH)
    yield " ".join(word[::-1] for word in plain.split())
    yield _DOUBLED.sub(r"\1", plain)
    yield plain.translate(_LEET_L)
    if len(_MARK.findall(bare)) > len(bare) // 4:
        yield bare.translate(_ROT47)
    yield _ACCENTS.sub("", unicodedata.normalize("NFD", plain))


def counted(line: str) -> Iterator[str]:
    """What rows of numbers say: as characters in each base, and as places in the alphabet."""
    found = _NUMBER.findall(line)
    if len(found) < _FEWEST_NUMBERS:
        return
    for base in (16, 10, 8, 2):
        try:
            yield from _as_text(bytes(int(number, base) for number in found))
        except ValueError:
            continue
    if found and all(number.isdecimal() and 0 < int(number) <= _LETTERS_OF for number in found):
        words = re.split(r"(?:\s+|[/|]\s*)", line)
        spelt = ("".join(chr(96 + int(n)) for n in _NUMBER.findall(word)) for word in words)
        yield " ".join(filter(None, spelt))


@lru_cache(10_000)  # several readers ask about each sentence in turn
def seen(line: str) -> str:
    """A line as it looks: no tags, emphasis and invisible characters, letters of one alphabet."""
    words = _COMMENT.sub(" ", _DIRECTIVE.sub(" ", line)) if "<!--" in line else line
    shown = html.unescape(_TAG.sub(" ", words))
    if not (shown.isascii() and shown.isprintable()):
        shown = _visible(unicodedata.normalize("NFKC", shown))
    return " ".join(_MARKS.sub("", shown).split())


def _visible(text: str) -> str:
    return latin("".join(char for char in text if unicodedata.category(char) not in ("Cf", "Cc")))


def latin(text: str) -> str:
    """Look-alikes as Latin letters in words that mix alphabets or stand beside Latin words."""
    return text.translate(_LOOKALIKES) if any("a" <= char <= "z" for char in text) else text


def _spaced(line: str) -> str:
    """The line with single letters joined; wider gaps are between words."""
    words = re.split(r"[ \t]{2,}", line)
    return " ".join(_LETTERS.sub(_joined, word) for word in words)


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"[ \t.*_]", "", match[0])


def _decoded(line: str) -> Iterator[str]:
    """What base64, hexadecimal and percent signs in a line say, where it is text."""
    for match in _CODED.finditer(line):
        coded = match[0].rstrip("=").translate(str.maketrans("-_", "+/"))
        try:
            yield from _as_text(base64.b64decode(coded + "=" * (-len(coded) % 4)))
        except (binascii.Error, ValueError):
            continue
    for match in _HEX.finditer(line):
        yield from _as_text(bytes.fromhex(match[0]))
    if _ESCAPED.search(line):
        yield _ESCAPED.sub(lambda found: chr(int(found[0][1:], 16)), line)


def _as_text(data: bytes) -> Iterator[str]:
    if data and all(32 <= byte < 127 or byte in (9, 10, 13) for byte in data):
        yield data.decode("ascii")
