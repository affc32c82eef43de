"""What a word tells of models, whatever stands around it; each word is looked at once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from licensecheck.scan.members import model_of_name
from licensecheck.scan.owners import first_words
from licensecheck.scan.patterns import fits, key, kind_of, names_model, patterns, takes_model
from licensecheck.scan.pieces import WordPiece, WordPieces

_MAX_WORDS = 300_000
"""Words that are known to tell nothing; where there are more, they are looked at again."""
_LONGEST = 200
_SIGNS = bytes(one if re.match(rb"\w", bytes([one])) else ord(" ") for one in range(256))
"""Letters, digits and the underscore as they are, and spaces for all other bytes."""
_CLASS = re.compile(r"\[[^]]*\]")


def words_of(text: bytes) -> set[bytes]:
    """The words of a text, of letters of ASCII, digits and underscores."""
    return set(text.translate(_SIGNS).split())


@dataclass(frozen=True, slots=True)
class WordTold:
    """What one word tells."""

    pieces: frozenset[WordPiece]
    names_model: bool = False
    """As a key, it names a model whatever stands behind it."""
    may_name: bool = False
    """As a key of a path, or as a function, it names one if that is of a known owner, or the
    program is in another language than Python."""
    has_kind: bool = False
    """As a key or within one, it says how the name behind it is read."""
    parts: frozenset[str] = frozenset()
    """Its parts that begin or end keys with hyphens of which no part is a key."""
    is_member: bool = False
    """As a member of an SDK, it is named after a model."""
    begins_owner: bool = False
    """It is the first word of the name of a publisher of models."""


_NOTHING = WordTold(frozenset())


class Vocabulary:
    """The words that were met, with what they tell."""

    def __init__(self, pieces: Iterable[WordPiece]) -> None:
        self._pieces = WordPieces(pieces)
        self._telling: dict[bytes, WordTold] = {}
        self._silent: set[bytes] = set()

    def told(self, words: set[bytes]) -> Iterator[tuple[bytes, WordTold]]:
        """Those of the words that tell something, with that."""
        for word in words.difference(self._silent).difference(self._telling):
            self._learn(word)
        yield from ((word, self._telling[word]) for word in words & self._telling.keys())

    def _learn(self, word: bytes) -> None:
        if len(self._silent) > _MAX_WORDS:
            self._silent.clear()
        told = self._look(word)
        if told == _NOTHING:
            self._silent.add(word)
        else:
            self._telling[word] = told

    def _look(self, word: bytes) -> WordTold:
        if len(word) > _LONGEST:
            return _NOTHING
        text = word.decode("ascii")
        small = text.lower()
        pieces = frozenset(self._pieces.of(small))
        owner = small in first_words()
        if not _speaking().search(small) and _tellers().isdisjoint(small.split("_")):
            return WordTold(pieces, begins_owner=owner) if pieces or owner else _NOTHING
        is_key = names_model(text)
        is_path = is_key and fits(key(text), patterns().keys.paths)
        return WordTold(
            pieces,
            parts=_tellers().intersection(key(text).split("_")),
            is_member=text in patterns().programs.classes
            or bool(_family().search(small) and model_of_name(text)),
            names_model=is_key and not is_path,
            may_name=is_key or takes_model(text),
            has_kind=kind_of(text) != "guess",
            begins_owner=owner,
        )


@dataclass(frozen=True, slots=True)
class CompoundKey:
    """A key that names a model by all of its parts together, which may be apart: `repo-id`."""

    parts: tuple[bytes, ...]

    @property
    def teller(self) -> str:
        """The part by which it is looked for, the longest one."""
        return max(self.parts, key=len).decode()

    def is_in(self, text: bytes) -> bool:
        """True where a text in small letters has all parts, one behind the other."""
        ends = (sign.join(self.parts[-2:]) for sign in (b"-", b"_", b".", b" "))
        whole = rb"[-_. ]".join(self.parts)
        return any(end in text for end in ends) and bool(re.search(whole, text))


@cache
def compound_keys() -> tuple[CompoundKey, ...]:
    """All of them."""
    split = (tuple(filter(None, glob.strip("*").split("_"))) for glob in patterns().keys.like)
    found = dict.fromkeys(parts for parts in split if not any(map(names_model, parts)))
    return tuple(CompoundKey(tuple(map(str.encode, parts))) for parts in found)


@cache
def _tellers() -> frozenset[str]:
    return frozenset(one.teller for one in compound_keys())


@cache
def _speaking() -> re.Pattern[str]:
    """A literal of whatever says something as a key, a function or a member. Most words have none
    of them, and are asked nothing else."""
    known = patterns()
    globs = (*known.keys.like, *known.programs.like, *known.keys.kinds)
    runs = (re.findall(r"[a-z0-9_]+", _CLASS.sub("*", glob.lower())) for glob in globs)
    literals = {max(one, key=len, default="").strip("_") for one in runs} | _families()
    shortest = [one for one in literals if not any(other in one for other in literals - {one})]
    return re.compile("|".join(one.replace("_", "_?") for one in sorted(shortest)))


def _families() -> frozenset[str]:
    """The first words of the names of services."""
    begins = (re.findall(r"[a-z]{2,}", glob.lower()) for glob in patterns().evident)
    return frozenset(words[0] for words in begins if words)


@cache
def _family() -> re.Pattern[str]:
    return re.compile("|".join(_families()))
