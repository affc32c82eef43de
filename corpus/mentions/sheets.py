"""Sheets on which a person labels a page: a line for each place, with what the reader would say."""

from collections.abc import Iterator
from pathlib import Path

from corpus.mentions.examples import ROLES
from corpus.mentions.labels import MODEL, Label, LabelledPage
from licensecheck.domain import Document, DocumentKind
from licensecheck.knowledge.knowledge import installed
from licensecheck.reader.reading import Mention, read_names

HEAD = "label\tline\tstart\tend\tkind\twords"
NAMES = frozenset(ROLES)


class SheetError(Exception):
    """A line of a sheet that is not understood; `str()` names it and says what is expected."""


def reading(page: LabelledPage) -> tuple[Mention, ...]:
    """What the released reader says of a page."""
    return read_names(page.text, [page.name], page.base_models, page.owner, installed())


def written(page: LabelledPage) -> Iterator[str]:
    """The lines of a new sheet, in the order of the page."""
    document = Document(page.file, page.text, DocumentKind.CARD)
    yield HEAD
    for one in reading(page):
        line, start, end = document.line(one.span.start), one.span.start, one.span.end
        words = " ".join(document.quote(one.span).split())
        yield f"{one.role}\t{line}\t{start}\t{end}\t{MODEL}\t{words}"


def labels(sheet: Path) -> Iterator[Label]:
    """The labels of a sheet; a line whose label was deleted, or which begins with #, is left out.

    Raises SheetError at the first line that is not understood.
    """
    for number, line in enumerate(sheet.read_text("utf-8").splitlines(), 1):
        if line == HEAD or line.startswith(("#", "\t")) or not line.strip():
            continue
        label, *rest = line.split("\t")
        if len(rest) < 4 or rest[3] != MODEL or not (rest[1] + rest[2]).isdigit():
            raise SheetError(f"{sheet}:{number}: expected the six columns of the first line")
        if label not in NAMES:
            raise SheetError(f"{sheet}:{number}: {label!r} is none of {', '.join(sorted(NAMES))}")
        yield Label(int(rest[1]), int(rest[2]), rest[3], label)
