"""All that hubs answer about some models, in one file for machines that reach none."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from licensecheck.ahead import ahead
from licensecheck.checker import models_of
from licensecheck.collect import Collected, Collector
from licensecheck.domain import Deadline, Gating, ModelRef, Origin, Problem, ProblemKind
from licensecheck.errors import CollectError
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.bundle import write_bundle
from licensecheck.knowledge.knowledge import Knowledge, installed
from licensecheck.settings import Settings


@dataclass(frozen=True, slots=True)
class Bundled:
    """What was put into a bundle."""

    digest: str
    """SHA-256 of its index, by which it can be named where it is read."""
    models: int
    answers: int
    protected: tuple[str, ...]
    """Models that not everybody may read: who has the file can."""
    missing: tuple[str, ...]
    """Models of which nothing is in it, each with the reason."""


def bundle(
    targets: Sequence[str],
    file: Path,
    settings: Settings,
    progress: Callable[[str], None],
    knowledge: Knowledge | None = None,
) -> Bundled:
    """Write the answers about models, and about those that folders name, to a file.

    Raises RefError for a target that is neither a path nor a reference, UsageError where the file
    cannot be written.
    """
    named = models_of(targets, settings.exclude)
    models = [one for one, why in named.items() if one.hub != "local" and why is None]
    answers: dict[str, HubAnswer] = {}  # from any thread; the last to a question counts
    collector = Collector(settings, knowledge or installed(), progress, answers.__setitem__)

    def collect(ref: ModelRef) -> "Found":
        try:
            return collector.collect(ref, Deadline.after(settings.deadline))
        except CollectError as error:
            return error

    with ahead(models, collect) as collected:
        found = {ref: collected(ref) for ref in models}
    digest = write_bundle(file, answers)
    unasked: dict[ModelRef, Found] = {one: why for one, why in named.items() if why}
    every = {**found, **unasked}
    missing, places = tuple(_missing(every.items())), list(_places(found))
    unread = (f"{ref}, {one.message}" for ref, one in places if _is_unread(one))
    protected = dict.fromkeys(str(ref) for ref, one in places if _is_protected(one))
    read = len(every) - len(missing)
    return Bundled(digest, read, len(answers), tuple(protected), (*missing, *unread))


Found = Collected | CollectError


def _missing(found: Iterable[tuple[ModelRef, Found]]) -> Iterator[str]:
    """Models of which no hub said anything."""
    for ref, one in found:
        if isinstance(one, CollectError):
            yield f"{ref}: {one}"
        elif one.snapshot.origin is Origin.CATALOGUE:
            yield f"{ref}: its hub could not be asked; only the catalogue knows it"
        elif ref.hub == "git":
            yield f"{ref}: what git fetches is not bundled; check out the repository"


def _places(found: Mapping[ModelRef, Found]) -> Iterator[tuple[ModelRef, Found | Problem]]:
    """Models, each with the pages where its weights lie."""
    for ref, one in found.items():
        yield ref, one
        if isinstance(one, Collected):
            yield from ((page.ref, page.found) for page in one.pages)


def _is_unread(found: Found | Problem) -> TypeGuard[Problem]:
    """True for a page of which no hub said anything."""
    return isinstance(found, Problem) and found.kind is ProblemKind.UNAVAILABLE


def _is_protected(found: Found | Problem) -> bool:
    """True for what is not for everybody."""
    if not isinstance(found, Collected):
        return isinstance(found, Problem) and found.kind is ProblemKind.GATED
    about = found.snapshot.metadata
    return about.private or about.gating not in (Gating.NONE, Gating.UNKNOWN)
