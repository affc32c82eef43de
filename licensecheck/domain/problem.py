"""What could not be read, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

OF_BASE = "base model "
"""Beginning of the subject of a problem with a model that another was made from."""


class ProblemKind(StrEnum):
    """Why something could not be read or trusted."""

    GATED = "gated"
    """Readable only after accepting terms or being approved."""
    UNAVAILABLE = "unavailable"
    """The hub did not answer, or the answer was broken."""
    MISSING = "missing"
    """A file that something refers to is not there."""
    TOO_LARGE = "too-large"
    """Larger, or more, than is read."""
    BINARY = "binary"
    """Not text: PDF, image, archive, null bytes."""
    ENCODING = "encoding"
    """Not UTF-8; read with replacement characters or another encoding."""
    LANGUAGE = "language"
    """Neither in English nor in Chinese, which are what we read."""
    UNCLEAR = "unclear"
    """A clause that neither rules nor classifier could tell anything about."""
    METADATA = "metadata"
    """Front matter or hub metadata is malformed or contradicts itself."""
    UNSAFE = "unsafe"
    """Refused for safety: a link out of the folder, a bomb, a bad path."""
    ASIDE = "aside"
    """Read by nobody here, and no term of the model: licences of other people's work beside it."""
    SUPERSEDED = "superseded"
    """A licence text of which its writer has a newer one."""
    STALE = "stale"
    """Not what the hub has now: offline cache or the catalogue."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that could not be read, as the report shows it."""

    kind: ProblemKind
    subject: str
    """The file, field or address it happened to."""
    message: str
    """One sentence: what happened and what to do."""
    hides_terms: bool = True
    """True where licence terms could be in what was not read: verdicts become UNKNOWN."""


NAMED = 20
"""Problems of one kind with one message that a report names one by one."""


def in_short(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems; of many that say the same of different files the first, and their number."""
    others = Counter[Problem]()
    for problem in sorted(set(problems)):
        same = replace(problem, subject="")
        others[same] += 1
        if others[same] <= NAMED:
            yield problem
    for same, count in others.items():
        if count > NAMED:
            yield replace(same, subject=f"{count - NAMED:,} other files")
