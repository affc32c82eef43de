"""Sheets on which a person labels a page: a line for each place, with what the reader would say."""

from collections.abc import Iterator
from pathlib import Path

from corpus.mentions.examples import GOVERNS, MARKS, ROLES
from corpus.mentions.labels import MODEL, TERMS, Label, LabelledPage
from licensecheck.domain import Document, DocumentKind
from licensecheck.knowledge.knowledge import installed
from licensecheck.reader.meanings import Mode
from licensecheck.reader.reading import PageReading, read_page

HEAD = "label\tline\tstart\tend\tkind\twords"
NAMES = frozenset(ROLES)
WORDS = frozenset(
    variant + governed + mode
    for governed in GOVERNS[:-1]
    for variant in ("", "V")
    for mode in ("", *MARKS)
) | {"N"}
_MARK = {mode: mark for mark, mode in MARKS.items()} | {Mode.STATES.value: ""}


class SheetError(Exception):
    """A line of a sheet that is not understood; `str()` names it and says what is expected."""


def reading(page: LabelledPage) -> PageReading:
    """What the released reader says of a page."""
    return read_page(page.text, [page.name], page.base_models, page.owner, installed())


def written(page: LabelledPage) -> Iterator[str]:
    """The lines of a new sheet, in the order of the page."""
    said, document = reading(page), Document(page.file, page.text, DocumentKind.CARD)
    found = [(one.span, MODEL, one.role.value) for one in said.mentions]
    for one in said.statements:
        label = one.governs.value + _MARK[one.mode.value] if one.governs != "N" else "N"
        found.append((one.span, TERMS, "V" * (one.variant and label != "N") + label))
    yield HEAD
    for span, kind, label in sorted(found):
        words = " ".join(document.quote(span).split())
        yield f"{label}\t{document.line(span.start)}\t{span.start}\t{span.end}\t{kind}\t{words}"


def labels(sheet: Path) -> Iterator[Label]:
    """The labels of a sheet; a line whose label was deleted, or which begins with #, is left out.

    Raises SheetError at the first line that is not understood.
    """
    for number, line in enumerate(sheet.read_text("utf-8").splitlines(), 1):
        if line == HEAD or line.startswith(("#", "\t")) or not line.strip():
            continue
        label, *rest = line.split("\t")
        if len(rest) < 4 or rest[3] not in (MODEL, TERMS) or not (rest[1] + rest[2]).isdigit():
            raise SheetError(f"{sheet}:{number}: expected the six columns of the first line")
        known = NAMES if rest[3] == MODEL else WORDS
        if label not in known:
            raise SheetError(f"{sheet}:{number}: {label!r} is none of {', '.join(sorted(known))}")
        yield Label(int(rest[1]), int(rest[2]), rest[3], label)
