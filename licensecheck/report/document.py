"""What a report says to people, made once: sections of lines and tables, which each format walks.

Each section says a thing twice: in `brief`, for whoever decides, and in `full`, with the words that
it rests on. A terminal shows what is brief, or with -v what is full; pages begin with all that is
brief.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Union

from licensecheck.domain.reported_terms import Quote


class Tone(StrEnum):
    """What words mean for the reader; a colour repeats it, and says nothing by itself."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    GOOD = "good"
    FAIR = "fair"
    OPEN = "open"
    BAD = "bad"


class Kind(StrEnum):
    """What words are."""

    WORDS = "words"
    NAME = "name"
    """Of a model or a file."""
    PLACE = "place"
    QUOTE = "quote"
    """Words of others, without their quotation marks."""
    ANSWER = "answer"
    """A verdict, which the eye should find first."""
    MORE = "more"
    """How much the full form has beside."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words that look alike: one line, whatever was fetched."""

    words: str
    tone: Tone = Tone.PLAIN
    kind: Kind = Kind.WORDS
    to: str = ""
    """Key of a section or id of a line that they lead to."""

    def __post_init__(self) -> None:
        if not self.words.isprintable():
            words = "".join(one if one.isprintable() else " " for one in self.words)
            object.__setattr__(self, "words", words)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture for pages; the words beside it say the same."""

    name: str
    of: object


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or its like, the words that it rests on, and what belongs below it."""

    spans: tuple[Span, ...]
    quotes: tuple[Quote, ...] = ()
    below: tuple["Line", ...] = ()
    ids: tuple[str, ...] = ()
    """What leads to it."""
    tick: bool = False
    """True for something to be done and ticked off."""

    @property
    def words(self) -> str:
        """Its own words, without what tells them apart."""
        return "".join(one.words for one in self.spans)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns; the first cell of a row names it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: str = ""
    most: int = 500
    """Rows that a page shows; a terminal and JSON have all."""
    fine: bool = False
    """True for what a screen shows only to who asks for everything."""
    named: bool = False
    """True where no cell means anything without the name of its column."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines as a file has them; made inert where they are shown."""

    words: str


Block = Union[Line, Table, Drawing, Verbatim]  # noqa: UP007 - a name for four types at run time


@dataclass(frozen=True, slots=True)
class Section:
    """A part under a title."""

    key: str
    title: str
    """In few words, for a narrow column; empty for what stands under no title."""
    brief: tuple[Block, ...] = ()
    full: tuple[Block, ...] = ()
    heading: str = ""
    """Above the full form on a page."""
    tone: Tone = Tone.PLAIN
    parts: tuple["Section", ...] = ()

    @property
    def called(self) -> str:
        """Its heading on a page."""
        return self.heading or self.title

    @property
    def is_told(self) -> bool:
        """True where there is a full form, here or in a part."""
        return bool(self.full) or any(one.is_told for one in self.parts)


@dataclass(frozen=True, slots=True)
class Document:
    """All of it."""

    title: str
    """What it is about, in few words."""
    name: Span
    """The same, whole."""
    verdict: Span = Span("")
    meaning: str = ""
    """What the verdict means to who never saw it; empty where it says so itself."""
    origin: str = ""
    """Which revision, and where it was read; begins with a space, or is empty."""
    head: tuple[Section, ...] = ()
    """What stands above all others."""
    sections: tuple[Section, ...] = ()
    made_by: str = "licensecheck"

    @property
    def every(self) -> tuple[Section, ...]:
        """All sections in their order."""
        return (*self.head, *self.sections)


Part = Span | str


def spans(parts: Iterable[Part]) -> tuple[Span, ...]:
    """Words as spans; what says nothing is left out."""
    made = (Span(one) if isinstance(one, str) else one for one in parts)
    return tuple(one for one in made if one.words)


def line(
    *parts: Part,
    quotes: Iterable[Quote] = (),
    below: Iterable[Line] = (),
    ids: Iterable[str] = (),
    tick: bool = False,
) -> Line:
    """A line of these words."""
    return Line(spans(parts), tuple(dict.fromkeys(quotes)), tuple(below), tuple(ids), tick)


def faint(words: str) -> Span:
    """Words that may be passed over."""
    return Span(words, Tone.FAINT)


def strong(words: str) -> Span:
    """Words that stand out."""
    return Span(words, Tone.STRONG)


def quoted(words: str) -> Span:
    """Words of others."""
    return Span(words, Tone.FAINT, Kind.QUOTE)


def beside(place: str) -> tuple[Span, ...]:
    """A place behind what it proves."""
    return (Span("  "), Span(place, Tone.FAINT, Kind.PLACE)) if place else ()


def inside(place: str, lead: str = "") -> tuple[Span, ...]:
    """The same in brackets."""
    if not place:
        return ()
    return faint(f" ({lead}"), Span(place, Tone.FAINT, Kind.PLACE), faint(")")


def more(count: int, to: str = "", tone: Tone = Tone.FAINT) -> tuple[Line, ...]:
    """A line on how many are left out; none where none is."""
    return (line(Span(f"and {count:,} more", tone, Kind.MORE, to)),) if count > 0 else ()


def table(
    heads: Iterable[str],
    rows: Iterable[Iterable[Line | str]],
    caption: str = "",
    *,
    most: int = 500,
    fine: bool = False,
    named: bool = False,
) -> tuple[Table, ...]:
    """A table of these rows; none where there are none."""
    made = tuple(tuple(line(one) if isinstance(one, str) else one for one in row) for row in rows)
    return (Table(tuple(heads), made, caption, most, fine, named),) if made else ()
