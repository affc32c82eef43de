"""How a list of references is shown: `licensecheck list`."""

from collections.abc import Callable, Iterator, Mapping

from licensecheck.domain.report import ListedReference, ReferenceList
from licensecheck.report.formats.markdown import prose
from licensecheck.report.summary import plain
from licensecheck.text.inert import Channel, Inert, inert


def show(found: ReferenceList, format_name: str = "terminal") -> Inert:
    """The list as `terminal`, `markdown` or `json`."""
    channel = Channel.JSON if format_name == "json" else Channel.TEXT
    return inert(_FORMATS[format_name](found), channel)


def _terminal(found: ReferenceList) -> str:
    lines = [
        f"{_place(one)}  {_called(one)}  {_pinned(one)}  ({plain(one.how)}){_left_out(one)}"
        for one in found.references
    ]
    lines += [f"possible: {_place(one)}  {plain(one.text)}" for one in found.possible]
    return "\n".join([*lines, *_problems(found), _total(found)])


def _markdown(found: ReferenceList) -> str:
    names = ("File", "Line", "Hub", "Model", "Revision", "Pinned", "Found by")
    head = [f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}"]
    rows = [
        f"| {prose(one.file)} | {one.line or ''} | {one.hub} | {prose(one.model)} "
        f"| {prose(one.revision or '')} | {_pinned(one)} | {prose(one.how)} |"
        for one in found.references
    ]
    possible = [f"* possible: {prose(_place(one))} {prose(one.text)}" for one in found.possible]
    lists = [*possible, *(f"* {prose(one)}" for one in _problems(found))]
    table = [*head, *rows] if rows else []
    return "\n\n".join("\n".join(part) for part in (table, lists, [_total(found)]) if part)


def _json(found: ReferenceList) -> str:
    return found.model_dump_json(indent=2)


def _place(one: ListedReference) -> str:
    return plain(f"{one.file}:{one.line}" if one.line else one.file)


def _pinned(one: ListedReference) -> str:
    return "pinned" if one.pinned else "not pinned"


def _called(one: ListedReference) -> str:
    """The model as one would type it for a check."""
    return plain(f"{one.hub}:{one.model}{f'@{one.revision}' if one.revision else ''}")


def _left_out(one: ListedReference) -> str:
    return f"  left out of checks: {plain(one.left_out)}" if one.left_out else ""


def _problems(found: ReferenceList) -> Iterator[str]:
    for one in found.problems:
        word = "UNREAD" if one.hides_terms else "note"
        yield f"{word}  {plain(one.subject)}: {plain(one.message)}"


def _total(found: ReferenceList) -> str:
    models = {(one.hub, one.model) for one in found.references}
    pinned = sum(one.pinned for one in found.references)
    return (
        f"{len(found.references):,} references ({pinned:,} pinned) to {len(models):,} models"
        f" in {found.files:,} files"
    )


_FORMATS: Mapping[str, Callable[[ReferenceList], str]] = {
    "terminal": _terminal,
    "markdown": _markdown,
    "json": _json,
}
