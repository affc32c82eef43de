"""A text as words, each with its place in the original.

A word is a run of letters and digits; a Chinese, Japanese or Korean character is a word of its
own. Case, width (NFKC), punctuation, quotes, bullets and line breaks do not count, so a text that
was only set anew has the same words. Everything runs on arrays: a licence takes well under a
millisecond, and what a text is made of cannot make it slow. On cards and licences of real
repositories a million characters take .03 s, and tokens of spaCy for them .93 s
(`python -m benchmarks.tokens`).
"""

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
Offsets = NDArray[np.int64]
Codes = NDArray[np.uint32]

_SEPARATOR = np.uint32(1)
"""Class of the characters between words; 0 in the table means not looked up yet."""
_ALONE = np.uint32(1 << 31)
"""Bit of the characters that are words by themselves."""
_FIRST_ALONE = 0x2E80
"""CJK radicals and everything after: below are the scripts that put spaces between words."""

_NUMERALS = range(0x2160, 0x2180)
"""`Ⅳ` and its like."""
_LIGATURES = range(0xFB00, 0xFB07)
_JOINED = {
    code: list(map(ord, unicodedata.normalize("NFKC", chr(code))))
    for code in (*_LIGATURES, *_NUMERALS)
}
"""`ﬁ` and its like, and numerals, which typesetters put for one letter or several."""
_folded = np.zeros(0x110000, dtype=np.uint32)
_ODD = np.uint64(0x9E3779B97F4A7C15)
"""Base of the polynomial hash; odd, so that it can be divided by modulo 2**64."""
_INVERSE = np.uint64(pow(int(_ODD), -1, 1 << 64))
_MIX = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: three arrays of the same length."""

    hashes: Hashes
    starts: Offsets
    """Offset of each word's first character in the original text."""
    ends: Offsets
    """Offset after each word's last character."""

    def __len__(self) -> int:
        """Number of words."""
        return len(self.hashes)


def words(text: str) -> Words:
    """The words of `text` in order."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes, places, numerals = _letters(codes)
    codes = _fold(codes)
    inside = codes != _SEPARATOR
    alone = (codes & _ALONE) != 0
    glued = inside[1:] & inside[:-1] & ~alone[1:] & ~alone[:-1] & (numerals[1:] == numerals[:-1])
    first = inside.copy()
    first[1:] &= ~glued
    last = inside.copy()
    last[:-1] &= ~glued
    starts = np.flatnonzero(first)
    ends = np.flatnonzero(last) + 1
    return Words(_hash_runs(codes, starts, ends), places[starts], places[ends - 1] + 1)


def _letters(codes: Codes) -> tuple[Codes, Offsets, NDArray[np.bool_]]:
    """The characters, those that join letters as these, the place of each, and whether it is of a
    numeral, which is a word of its own: `SectionⅣ`."""
    places = np.arange(len(codes))
    numerals = (codes >= _NUMERALS.start) & (codes < _NUMERALS.stop)
    ligatures = (codes >= _LIGATURES.start) & (codes < _LIGATURES.stop)
    if not (joined := numerals | ligatures).any():  # `np.isin` would load masked arrays
        return codes, places, numerals
    sizes = np.ones(len(codes), np.int64)
    sizes[joined] = [len(_JOINED[code]) for code in codes[joined].tolist()]
    spread = np.repeat(codes, sizes)
    spread[np.repeat(joined, sizes)] = [c for code in codes[joined].tolist() for c in _JOINED[code]]
    return spread, np.repeat(places, sizes), np.repeat(numerals, sizes)


@cache
def hashes_of(listed: frozenset[str]) -> Hashes:
    """Hashes of the words of a list, in the order of the alphabet."""
    return words(" ".join(sorted(listed))).hashes


def _hash_runs(codes: Codes, starts: Offsets, ends: Offsets) -> Hashes:
    """32-bit hash of each run of characters, from sums over prefixes of the whole text."""
    powers = np.full(len(codes) + 1, _ODD, dtype=np.uint64)
    powers[0] = 1
    np.multiply.accumulate(powers, out=powers)
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * powers[:-1], out=sums[1:])
    inverse = np.full(len(codes) + 1, _INVERSE, dtype=np.uint64)
    inverse[0] = 1
    np.multiply.accumulate(inverse, out=inverse)
    mixed = (sums[ends] - sums[starts]) * inverse[starts] * _MIX
    mixed ^= mixed >> np.uint64(32)
    return (mixed * _MIX >> np.uint64(32)).astype(np.uint32)


def _fold(codes: Codes) -> Codes:
    """Each character's class: a separator, or what it is without case and width."""
    folded = _folded[codes]
    if not folded.all():
        for code in set(codes[folded == 0].tolist()):
            _folded[code] = _class(chr(code))
        folded = _folded[codes]
    return folded


def _class(char: str) -> int:
    if not (char.isalnum() or unicodedata.category(char) in {"Mn", "Mc"}):
        return int(_SEPARATOR)
    plain = unicodedata.normalize("NFKC", char).casefold()
    code = ord(plain) if len(plain) == 1 else ord(char)
    return code | int(_ALONE) if _FIRST_ALONE <= code < 0xE000 or code >= 0x20000 else code
