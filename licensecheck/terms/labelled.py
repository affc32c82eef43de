"""Lines, table rows and questions of prose that limit use without a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from licensecheck.domain import Card, Span
from licensecheck.knowledge.labelled import Labelled, plain
from licensecheck.knowledge.phrases import Phrase
from licensecheck.text.disguise import seen
from licensecheck.text.fences import unfenced
from licensecheck.text.titles import title

_PAIR = re.compile(
    r"^\W{0,12}([^:|\n–—]{2,60}?)[*_`\]\s]{0,4}(?::|\s[–—-]\s)[*_`\s]{0,4}(\S[^|\n]{0,80})$"
)
_SENTENCES = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
# "weights ....... MIT": the dots of a table without lines.
_LEADER = re.compile(r"[ \t]?\.{4,}[ \t]?")
# Its lines, in blocks of code too.
_DOTTED = re.compile(r"[^\s.][^\n.]{0,60}\.{4,}[^\n]{1,100}")
_RULE = re.compile(r"[\s|:+=-]+")
_ROW_END = re.compile(r"</tr>", re.IGNORECASE)
# A list of what is to be done has empty boxes too; it speaks of no trade.
_UNTICKED = Phrase("limits/unticked")
_CELL = re.compile(r"(?:</?t[dhr][^<>\n]{0,200}>\s*){1,6}", re.IGNORECASE)
_NAME = re.compile(r"\w{2,}")
_LIMIT_NAMES = frozenset({"limit", "limits", "restriction", "restrictions", "limitation"})
_NOTHING = frozenset({"none", "no", "nothing", "-", "–", "—", "n/a"})
"""What a table of limits says of what has none."""
_LIMITS = 40
"""Columns of a table that are looked at."""


@dataclass(frozen=True, slots=True)
class _LabelledRow:
    span: Span
    cells: tuple[str, ...]


def limiting(card: Card, labelled: Labelled) -> Iterator[Span]:
    """The lines and rows with a label that speaks of use and a value that limits it.

    In a table that compares models only the row of this one counts, where there is one.
    """
    text, rows, name = card.document.text, list[_LabelledRow](), title(card)
    for start, end in unfenced(text, card.body.start):
        span = Span(start, end)
        for line in map(_as_row, _ROW_END.split(text[start:end])):
            if not line or line.isspace() or _RULE.fullmatch(line):
                continue
            if "|" in line:
                rows.append(
                    _LabelledRow(span, tuple(map(seen, line.strip().strip("|").split("|"))))
                )
                continue
            yield from _of_table(rows, name, labelled)
            rows = []
            if any(labelled.limits(*pair) for pair in pairs_of(line)):
                yield span
    yield from _of_table(rows, name, labelled)
    for dotted in _DOTTED.finditer(text, card.body.start):
        if any(labelled.limits(*pair) for pair in pairs_of(dotted[0])):
            yield Span(*dotted.span())


def _as_row(line: str) -> str:
    return _CELL.sub("|", line)


def pairs_of(line: str) -> Iterator[tuple[str, str]]:
    """What a line says of what: before and behind a colon; of an empty box, that it is not so."""
    if box := _UNTICKED.match(line):
        yield box[1], "no"
    for said in _SENTENCES.split(seen(_LEADER.sub(": ", line))):
        if pair := _PAIR.match(said):
            yield pair[1], pair[2]


def _of_table(rows: Sequence[_LabelledRow], name: str, labelled: Labelled) -> Iterator[Span]:
    body = [row for row in rows if not _RULE.fullmatch("|".join(row.cells))]
    if not body:
        return
    head = body[0].cells
    limits = plain(head[0]).casefold() in _LIMIT_NAMES
    own = [row for row in body[1:] if _is_of(row.cells[0], name)]
    for row in own if own and len(head) > 2 else body:
        for at, cell in enumerate(row.cells[:_LIMITS]):
            above = head[at] if row is not body[0] and 0 < at < len(head) else ""
            beside = row.cells[0] if at else ""
            # "Allowed" above and "Business" beside: either speaks of use.
            if limits and plain(cell).casefold() in _NOTHING:
                continue
            if any(labelled.limits(label, cell) for label in (above, beside)):
                yield row.span
                break


def _is_of(cell: str, name: str) -> bool:
    """True for the first cell of a row that is called like the card."""
    words = {word.casefold() for word in _NAME.findall(name)}
    return bool(words) and words <= {word.casefold() for word in _NAME.findall(plain(cell))}
