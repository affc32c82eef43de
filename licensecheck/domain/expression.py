"""Licences as an SPDX expression combines them: a value until a report writes it."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product

MAX_BRANCHES = 32
"""Ways to comply that are worked out: no real declaration comes near, nested ones cost time."""

MAX_DEPTH = 40
"""Brackets within brackets that are read: each adds a way, so there are fewer than MAX_BRANCHES."""

UNKNOWN = "LicenseRef-unknown-"
"""Ids of licences that were not found begin so; what was written for them follows."""


@dataclass(frozen=True, slots=True)
class Named:
    """One licence of an expression."""

    key: str
    """SPDX id, `LicenseRef-…` for what is not in SPDX's list."""
    exception: str = ""
    """Id of the exception that it is used with."""
    written: str | None = field(default=None, compare=False)
    """The words that were written for a licence we do not know; else None."""

    def __str__(self) -> str:
        """As SPDX writes it."""
        return f"{self.key} WITH {self.exception}" if self.exception else self.key


@dataclass(frozen=True, slots=True)
class Expression:
    """Licences that apply together, or of which the licensee chooses; False where there is none."""

    parts: "tuple[Named | Expression, ...]" = ()
    choice: bool = False
    """True where one of the parts is enough."""

    @classmethod
    def of(cls, *keys: str) -> "Expression":
        """Licences by their ids, all of which apply."""
        return cls(tuple(map(Named, dict.fromkeys(keys))))

    @classmethod
    def all_of(cls, parts: "Iterable[Expression]") -> "Expression":
        """All of them apply; each counts once."""
        return cls._joined(parts, choice=False)

    @classmethod
    def any_of(cls, parts: "Iterable[Expression]") -> "Expression":
        """The licensee may choose one."""
        return cls._joined(parts, choice=True)

    @classmethod
    def _joined(cls, parts: "Iterable[Expression]", *, choice: bool) -> "Expression":
        flat = (one for part in parts for one in part._as_part_of(choice))
        each = tuple({str(one): one for one in flat}.values())
        alone = each[0] if len(each) == 1 else None
        return alone if isinstance(alone, Expression) else cls(each, choice and len(each) > 1)

    def _as_part_of(self, choice: bool) -> "tuple[Named | Expression, ...]":
        return self.parts if len(self.parts) < 2 or self.choice is choice else (self,)

    def __bool__(self) -> bool:
        """True where it names a licence."""
        return bool(self.parts)

    @classmethod
    def parse(cls, written: str) -> "Expression":
        """The expression that `str` wrote; ValueError for text that is none."""
        words = deque(_WORD.findall(written))
        found = _choice(words, MAX_DEPTH) if words else cls()
        if words:
            raise ValueError(f"{written!r} is no expression: {words[0]!r} stands where nothing may")
        return found

    def __str__(self) -> str:
        """As SPDX writes it; empty where there is no licence."""
        return self.spelt(str)

    def spelt(self, name: "Callable[[Named], str]") -> str:
        """As SPDX writes it, with other names for licences."""
        inside = (
            name(part)
            if isinstance(part, Named)
            else f"({part.spelt(name)})"
            if part.choice and not self.choice
            else part.spelt(name)
            for part in self.parts
        )
        return (" OR " if self.choice else " AND ").join(inside)

    @property
    def together(self) -> "tuple[Expression, ...]":
        """What applies together, in order: single licences, and choices of licences."""
        parts = (self,) if self.choice else self.parts
        return tuple(one if isinstance(one, Expression) else Expression((one,)) for one in parts)

    @property
    def named(self) -> Iterator[Named]:
        """Every licence, in the order in which they are written."""
        for part in self.parts:
            yield from (part,) if isinstance(part, Named) else part.named

    @property
    def licenses(self) -> tuple[str, ...]:
        """Ids of all licences, each once, in order."""
        return tuple(dict.fromkeys(one.key for one in self.named))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words, as written, that name no licence we know."""
        return tuple(dict.fromkeys(one.written for one in self.named if one.written is not None))

    @property
    def resolved(self) -> bool:
        """True where every part names a licence, by its id at least."""
        return not any(key.startswith(UNKNOWN) for key in self.licenses)

    @property
    def branches(self) -> tuple[tuple[str, ...], ...]:
        """Ways to comply, of which the licensee may choose one; all licences of one apply together.

        At most one more than MAX_BRANCHES of a part whose licences apply together.
        """
        ways = [((part.key,),) if isinstance(part, Named) else part.branches for part in self.parts]
        if self.choice:
            return tuple(dict.fromkeys(way for each in ways for way in each))
        together = islice(product(*ways), MAX_BRANCHES + 1) if ways else ()
        return tuple(dict.fromkeys(_once(way) for way in together))

    @property
    def offered(self) -> frozenset[str]:
        """Licences that stand in a choice, so that nobody has to take each of them."""
        if self.choice:
            return frozenset(self.licenses)
        inside = (part.offered for part in self.parts if isinstance(part, Expression))
        return frozenset[str]().union(*inside)

    def way(self, accepts: "Callable[[str], bool]") -> tuple[str, ...] | None:
        """The first way to comply of which every licence is accepted, by its id; None without one.

        It visits each licence once, so it finds a way among more than MAX_BRANCHES too.
        """
        ways = [
            part.way(accepts)
            if isinstance(part, Expression)
            else (part.key,)
            if accepts(part.key)
            else None
            for part in self.parts
        ]
        taken = [way for way in ways if way is not None]
        if self.choice:
            return taken[0] if taken else None
        return _once(taken) if len(taken) == len(ways) else None


NO_LICENSE = Expression()
"""Where no licence is known."""


_WORD = re.compile(r"[()]|[^\s()]+")
_JOINTS = frozenset({"AND", "OR", "WITH", "(", ")"})


def _choice(words: deque[str], depth: int) -> Expression:
    """Takes from the words what an expression says; AND binds more closely than OR."""
    ways, parts = [], [_part(words, depth)]
    while words and words[0] in ("AND", "OR"):
        if words.popleft() == "OR":
            ways.append(parts)
            parts = []
        parts.append(_part(words, depth))
    return Expression.any_of(map(Expression.all_of, (*ways, parts)))


def _part(words: deque[str], depth: int) -> Expression:
    if not depth:
        raise ValueError("an expression has too many brackets")
    word = words.popleft() if words else ""
    if word == "(":
        inside = _choice(words, depth - 1)
        if not words or words.popleft() != ")":
            raise ValueError("a bracket of an expression is not closed")
        return inside
    if not word or word in _JOINTS:
        raise ValueError(f"a licence is missing in an expression before {word!r}")
    return Expression((Named(word, _exception(words)),))


def _exception(words: deque[str]) -> str:
    if not words or words[0] != "WITH":
        return ""
    words.popleft()
    if not words or words[0] in _JOINTS:
        raise ValueError("an exception is missing in an expression after WITH")
    return words.popleft()


def _once(ways: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for way in ways for key in way))
