"""How a list of references is told: `licensecheck list`."""

from collections.abc import Iterator

from licensecheck.domain.report import ListedReference, ReferenceList
from licensecheck.report import answered
from licensecheck.report.document import Block, Document, Kind, Line, Section, Span, line, table
from licensecheck.report.summary import plain
from licensecheck.text.inert import Inert

_HEADS = ("Where", "Model", "Pinned", "Found by", "Checks")


def show(found: ReferenceList, form: str = "terminal") -> Inert:
    """The list for people, or as JSON."""
    told = Document("References", Span(""), sections=(Section("list", "", tuple(_blocks(found))),))
    return answered.show(told, found.model_dump_json(indent=2), form)


def _blocks(found: ReferenceList) -> Iterator[Block]:
    """A row a reference, what may be one, what could not be read, and how many there are."""
    yield from table(_HEADS, map(_row, found.references), most=len(found.references))
    for one in found.possible:
        yield line(f"possible: {_place(one)}  {plain(one.text)}")
    for problem in found.problems:
        word = "UNREAD" if problem.hides_terms else "note"
        yield line(f"{word}  {plain(problem.subject)}: {plain(problem.message)}")
    yield line(_total(found))


def _row(one: ListedReference) -> tuple[Line | str, ...]:
    """The model stands there as one would type it for a check."""
    revision = f"@{one.revision}" if one.revision else ""
    place = Span(_place(one), kind=Kind.PLACE)
    model = Span(plain(f"{one.hub}:{one.model}{revision}"), kind=Kind.NAME)
    left_out = f"left out of checks: {plain(one.left_out)}" if one.left_out else ""
    pinned = "pinned" if one.pinned else "not pinned"
    return line(place), line(model), pinned, plain(one.how), left_out


def _place(one: ListedReference) -> str:
    return plain(f"{one.file}:{one.line}" if one.line else one.file)


def _total(found: ReferenceList) -> str:
    models = {(one.hub, one.model) for one in found.references}
    pinned = sum(one.pinned for one in found.references)
    return (
        f"{len(found.references):,} references ({pinned:,} pinned) to {len(models):,} models"
        f" in {found.files:,} files"
    )
