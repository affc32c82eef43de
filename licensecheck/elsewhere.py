"""Models that a project loads from another host than the public hub: their namesake there is not
judged, and the hub is not asked for their names."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from licensecheck.domain import ModelRef, Problem, ProblemKind
from licensecheck.errors import UnavailableError
from licensecheck.knowledge.endpoints import load_endpoints
from licensecheck.knowledge.test_files import load_test_files
from licensecheck.scan import Reference
from licensecheck.scan.endpoints import Moved, host_of
from licensecheck.scan.find import SearchResult
from licensecheck.searched import from_here


def elsewhere(result: SearchResult, root: Path) -> Mapping[ModelRef, UnavailableError]:
    """Why each of these models that a folder names is not to be judged; none whose host our own
    environment names, and none of which every place has the whole address.

    What tests set counts for the models that tests alone name.
    """
    moved = [one for one in result.moved if not _is_ours(one, result.moved)]
    if not moved:
        return {}
    named: dict[ModelRef, list[Reference]] = {}
    for one in result.references:
        if "://" not in one.text or one.text.startswith("hf://"):
            named.setdefault(one.model, []).append(one)
    found = ((model, _first(moved, model, places, root)) for model, places in named.items())
    return {model: _unread(model, one) for model, one in found if one}


def hosts(result: SearchResult) -> Mapping[str, frozenset[str]]:
    """The other hosts, by the hub."""
    return {
        hub: frozenset(one.host for one in result.moved if one.hub == hub)
        for hub in {one.hub for one in result.moved}
    }


def moved_note(moved: Moved) -> Problem:
    """That a project loads the models of a hub from another host, and where it says so."""
    message = f"models of {load_endpoints()[moved.hub].called} are loaded from {_host(moved)}."
    place = f"{moved.file}:{moved.line}"
    return Problem(ProblemKind.METADATA, place, message, hides_terms=False)


def _host(moved: Moved) -> str:
    return moved.host or "a host that it does not name"


def _first(
    moved: Iterable[Moved], model: ModelRef, places: Sequence[Reference], root: Path
) -> Moved | None:
    """What says first that a model is elsewhere."""
    in_tests = all(_is_test(one.file, root) for one in places)
    counts = (one for one in moved if one.hub == model.hub)
    return next((one for one in counts if in_tests or not _is_test(one.file, root)), None)


def _is_test(file: str, root: Path) -> bool:
    path = PurePath(file)
    inside = path.relative_to(root) if path.is_relative_to(root) else path
    return load_test_files().has(inside.as_posix())


def _is_ours(one: Moved, all_: Iterable[Moved]) -> bool:
    """True where the user's own environment names the host, and no other is named."""
    variable = load_endpoints()[one.hub].ours
    ours = host_of(os.environ.get(variable, "")) if variable else ""
    named = {other.host for other in all_ if other.hub == one.hub and other.host}
    return bool(ours) and named <= {ours}


def _unread(model: ModelRef, moved: Moved) -> UnavailableError:
    hub = load_endpoints()[moved.hub]
    remedy = "Accept it by name in the policy."
    if hub.ours:
        remedy = f"Set {hub.ours} to have that host asked, or accept it by name in the policy."
    return UnavailableError(
        f"The project loads models of {hub.called} from {_host(moved)} ({from_here(moved.file)}:"
        f"{moved.line}), so {model.name} at {hub.public[0]} may be another model and was not "
        "judged.",
        remedy=remedy,
    )
