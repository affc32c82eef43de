"""The models that paths name, and where: nothing is judged, and no hub is asked."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from licensecheck.domain.report import ListedReference, ReferenceList
from licensecheck.elsewhere import moved_note
from licensecheck.errors import UsageError
from licensecheck.gate.unread import AcceptedUnread, accepted
from licensecheck.scan import Reference, find
from licensecheck.scan.comments import is_reason
from licensecheck.scan.find import SearchResult
from licensecheck.scan.skipped import together
from licensecheck.scan.targets import is_searched
from licensecheck.searched import from_here, wire_problems, wire_reference, wire_skipped


def references(
    paths: Sequence[str], exclude: Sequence[str] = (), allow_unread: Sequence[str] = ()
) -> ReferenceList:
    """The references in paths; without one, in the current folder.

    Raises UsageError for what is no path that is searched.
    """
    allowed = (AcceptedUnread.by_command(tuple(allow_unread)),)
    found = [find(_searched(one), exclude) for one in paths or (".",)]
    problems = {accepted(problem, allowed) for one in found for problem in one.problems}
    problems |= {moved_note(moved) for one in found for moved in one.moved}
    return ReferenceList(
        references=tuple(dict.fromkeys(_listed(found))),
        possible=tuple(dict.fromkeys(_listed(found, possible=True))),
        files=sum(one.files for one in found),
        skipped=tuple(map(wire_skipped, together([kind for one in found for kind in one.skipped]))),
        problems=tuple(wire_problems(sorted(problems))),
    )


def _searched(path: str) -> Path:
    if is_searched(Path(path)):
        return Path(path)
    raise UsageError(
        f"{path!r} is no folder here, and no file of a kind that names models.",
        remedy="Name what is to be searched; `licensecheck check` takes models too.",
    )


def _listed(found: Sequence[SearchResult], *, possible: bool = False) -> Iterator[ListedReference]:
    for one in found:
        yield from map(_as_listed, one.possible if possible else one.references)


def _as_listed(one: Reference) -> ListedReference:
    return ListedReference(
        **wire_reference(one).model_dump(),
        hub=one.model.hub,
        model=from_here(f"{one.model.name}{f'#{one.model.model}' if one.model.model else ''}"),
        left_out=one.ignored if one.ignored and is_reason(one.ignored) else "",
    )
