"""All that hubs answer about some models, in one file for machines that reach none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

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
    missing, pages = tuple(_missing(every.items())), tuple(_unread_pages(found.values()))
    protected = tuple(str(one) for one in dict.fromkeys(_protected(found.items())))
    read = len(every) - len(missing)
    return Bundled(digest, read, len(answers), protected, (*missing, *pages))


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


def _unread_pages(found: Iterable[Found]) -> Iterator[str]:
    """Pages where weights lie of which no hub said anything."""
    for one in found:
        for page in () if isinstance(one, CollectError) else one.pages:
            why = page.found
            if isinstance(why, Problem) and why.kind is ProblemKind.UNAVAILABLE:
                yield f"{page.ref}, {why.message}"


def _protected(found: Iterable[tuple[ModelRef, Found]]) -> Iterator[ModelRef]:
    """What is not for everybody, of models and of the pages where their weights lie."""
    for ref, one in found:
        if isinstance(one, CollectError):
            continue
        if _is_protected(one):
            yield ref
        for page in one.pages:
            refused = isinstance(page.found, Problem) and page.found.kind is ProblemKind.GATED
            if refused or (isinstance(page.found, Collected) and _is_protected(page.found)):
                yield page.ref


def _is_protected(found: Collected) -> bool:
    about = found.snapshot.metadata
    return about.private or about.gating not in (Gating.NONE, Gating.UNKNOWN)
