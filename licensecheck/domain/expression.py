"""Licences as an SPDX expression combines them: a value until a report writes it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product

MAX_BRANCHES = 32
"""Ways to comply that are worked out: no real declaration comes near, nested ones cost time."""

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

    def __str__(self) -> str:
        """As SPDX writes it; empty where there is no licence."""
        return (" OR " if self.choice else " AND ").join(map(self._inside, self.parts))

    def _inside(self, part: "Named | Expression") -> str:
        words = str(part)
        return f"({words})" if not self.choice and " OR " in words else words

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


NO_LICENSE = Expression()
"""Where no licence is known."""


def _once(ways: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for way in ways for key in way))
