"""How a comparison is told: `licensecheck compare`, `diff` and `watch`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from licensecheck.report import answered
from licensecheck.report.change_words import in_words, moment
from licensecheck.report.comparison import Comparison
from licensecheck.report.directions import Change, Direction
from licensecheck.report.document import (
    Block,
    Document,
    Kind,
    Line,
    Section,
    Span,
    Tone,
    line,
    table,
)
from licensecheck.report.summary import NO_ADVICE, plain
from licensecheck.text.inert import Inert

_TONES: Mapping[Direction, Tone] = {
    Direction.WORSE: Tone.BAD,
    Direction.BETTER: Tone.GOOD,
    Direction.OTHER: Tone.PLAIN,
}
_WIDEST = max(map(len, Direction))
"""One column in every comparison, whichever directions it has."""


def show(comparison: Comparison, form: str = "terminal") -> Inert:
    """The comparison for people, or as JSON."""
    data = {"worsened": comparison.worsened, **asdict(comparison)}
    return answered.show(_told(comparison), json.dumps(data, indent=2), form)


def _told(comparison: Comparison) -> Document:
    between = f"{moment(plain(comparison.before))} -> {moment(plain(comparison.after))}"
    blocks = tuple(_blocks(comparison))
    return Document("What changed", Span(between), sections=(Section("changes", "", blocks),))


def _blocks(comparison: Comparison) -> Iterator[Block]:
    """A row a change, what a derivative may be under, and how many there are."""
    several = any(one.model for one in comparison.changes)
    heads = ("", "Model", "Change") if several else ("", "Change")
    rows = [_row(one) for one in comparison.changes]
    yield from table(heads, rows if several else [(answer, said) for answer, _, said in rows])
    if comparison.derivative:
        yield line(plain(comparison.derivative))
    yield line(_total(comparison))


def _row(change: Change) -> tuple[Line, Line, Line]:
    answer = Span(change.direction.ljust(_WIDEST), _TONES[change.direction], Kind.ANSWER)
    return line(answer), line(plain(change.model)), line(_sentence(change))


def _sentence(found: Change) -> str:
    change = in_words(found)
    if change.before and change.after:
        words = f"{change.before} -> {change.after}"
    else:
        words = f"{change.after} (new)" if change.after else f"{change.before} (gone)"
    return plain(f"{change.what}: {words}")


def _total(comparison: Comparison) -> str:
    if not comparison.changes:
        return "Nothing changed."
    directions = [one.direction for one in comparison.changes]
    counted = [f"{directions.count(one)} {one}" for one in Direction]
    return f"{', '.join(counted)}. {NO_ADVICE}"
