"""Why a criterion got its answer: values, which `report/wording.py` puts into words."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain.component import State
from licensecheck.domain.expression import Expression


class Ground(StrEnum):
    """A reason that needs no more than the findings of its verdict."""

    VIOLATED = "violated"
    """Findings stand against it, for certain."""
    JUDGEMENT = "judgement"
    """They are certain too, but whether they violate it is for a person to say."""
    UNCERTAIN = "uncertain"
    """They are not certain."""
    OTHERWISE_FAILING = "otherwise failing"
    """A licence is known to fail the OSD by something that no label says."""
    KNOWN = "known"
    """The licences are known to meet it."""
    NO_RIGHT = "no right"
    """No clause was found that gives a right."""
    NOT_EVERY_RIGHT = "not every right"
    """The same of one of several licences."""
    ALL_READ = "all read"
    """Every clause was read, and none stands against it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A person must answer it, whatever the terms say."""

    words: str
    """As the file of the framework asks."""


@dataclass(frozen=True, slots=True)
class Unaccounted:
    """Terms may exist that nobody read or understood."""

    words: str
    """The first reason of the ledger."""


@dataclass(frozen=True, slots=True)
class Ungranted:
    """No clause was found that grants what the criterion asks for."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """A part of a model that does not count."""

    part: str
    why: State | Expression | Ground
    """It is not there, or only so far; or it is under this licence, which is not open, or not known
    where there is none; or its terms fail the OSD."""


@dataclass(frozen=True, slots=True)
class PartsFound:
    """The criterion asks for parts of the model."""

    wanted: int
    lacks: tuple[Lack, ...] = ()

    @property
    def met(self) -> int:
        """How many of the parts count."""
        return self.wanted - len(self.lacks)


Reason = Ground | Question | Unaccounted | Ungranted | PartsFound
