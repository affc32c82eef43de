"""What hubs and catalogue have of a model, of what it was made from and of what it links to.

The only stage that asks anybody. It gives a value, and all later stages are pure functions of it.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from licensecheck import hubs
from licensecheck.components.linked import repositories
from licensecheck.domain import Deadline, ModelRef, Problem, Snapshot
from licensecheck.errors import AccessError, CollectError, NotFoundError, RefError, UnavailableError
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.checkout import has_remote
from licensecheck.hubs.files import is_weights
from licensecheck.knowledge import catalogue
from licensecheck.knowledge.catalogue import CatalogueEntry
from licensecheck.knowledge.families import Family
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.chain import walk
from licensecheck.lineage.origins import Link
from licensecheck.lineage.sources import Found, first_links, links_of, not_asked, not_read
from licensecheck.releases.models import models
from licensecheck.releases.places import MOST_PAGES, page_not_read, places, too_many_pages
from licensecheck.settings import Settings
from licensecheck.statements.called import own_names

if TYPE_CHECKING:
    from licensecheck.hubs.bundle import Bundle

_FETCHING = 0.8
"""Share of an audit's time that hubs may take: to read what they send takes 1 to 5 s of the 60."""

_AT_A_TIME = 4
"""Pages that are read at the same time."""


@dataclass(frozen=True, slots=True)
class Collected:
    """All that was collected about one model."""

    snapshot: Snapshot
    entry: CatalogueEntry | None
    """What the catalogue has on it."""
    ancestors: Mapping[str, Found]
    """What was found of each model that it was made from, by its address in lower case."""
    links: tuple[Link, ...] = ()
    """The first steps from it to these."""
    linked: tuple[Snapshot, ...] = ()
    """The publisher's repositories that its cards link to, as far as they could be read."""
    pages: tuple["Page", ...] = ()
    """The pages of hubs where the weights of a repository lie that were to be read."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a hub where weights lie."""

    ref: ModelRef
    found: "Collected | Problem"
    """What it has, or why it was not read."""


def with_ancestors(
    snapshot: Snapshot,
    entry: CatalogueEntry | None,
    ancestor: Callable[[str], Found],
    families: Sequence[Family],
) -> Collected:
    """A snapshot with what was found of each model that it was made from; `ancestor` says what is
    found of one, and is asked once for each."""
    found: dict[str, Found] = {}

    def bases(name: str) -> tuple[Link, ...]:
        found[name.casefold()] = ancestor(name)
        return links_of(found[name.casefold()], name, families)

    first = first_links(snapshot, families, entry)
    deque(walk(first, snapshot.ref.name, bases), maxlen=0)
    return Collected(snapshot, entry, found, first)


class Collector:
    """Asks hubs, within the limits of the settings."""

    def __init__(
        self,
        settings: Settings,
        knowledge: Knowledge,
        progress: Callable[[str], None],
        record: Callable[[str, HubAnswer], None] | None = None,
        network: hubs.Network | None = None,
    ) -> None:
        """`record` is called with every answer that may be kept, from any thread."""
        self._record = record
        self._settings = settings
        self._knowledge = knowledge
        self._progress = progress
        self._network = network or hubs.Network()
        self._read: dict[ModelRef, Snapshot] = {}
        """Ancestors that were read in this run: many models are made from the same few."""
        self._bundle = _bundle(settings.bundle)
        self._asks = bool(self._bundle) or not settings.offline

    def begin(self) -> None:
        """Forget the ancestors that were read: a new run asks again."""
        self._read.clear()

    def close(self) -> None:
        """End what is being asked; later requests fail."""
        self._network.close()

    def collect(self, ref: ModelRef, deadline: Deadline) -> Collected:
        """Everything about a model; raises CollectError where nothing of it could be read.

        A part of the time until the deadline is left to those who read it.
        """
        until = Deadline.after(_FETCHING * deadline.left)
        snapshot = self._snapshot(ref, until)
        follow_hub = self._settings.lineage and self._asks
        found = self.around(snapshot, until if follow_hub else None)
        read = tuple(self._linked(snapshot, until))
        return replace(found, linked=read, pages=self._pages(found, until))

    def around(self, snapshot: Snapshot, until: Deadline | None = None) -> Collected:
        """A snapshot with what it was made from: by the catalogue, then until a deadline by the
        hub; without one, no hub is asked."""
        entry = self._knowledge.catalogued(snapshot.ref)

        def ancestor(name: str) -> Found:
            return self._ancestor(snapshot, name, until)

        return with_ancestors(snapshot, entry, ancestor, self._knowledge.families)

    def _snapshot(self, ref: ModelRef, until: Deadline) -> Snapshot:
        """The snapshot of a model; from the catalogue where its hub could not be asked."""
        try:
            return hubs.collect(ref, self._fetch(until))
        except (UnavailableError, NotFoundError) as error:
            entry = self._knowledge.catalogued(ref)
            # A hub that knows no such model is right, unless the model is one that no hub has.
            nowhere = entry is not None and entry.weights.state is catalogue.Availability.API_ONLY
            if entry is None or (isinstance(error, NotFoundError) and not nowhere):
                raise
            return catalogue.snapshot(entry, ref, self._knowledge.services)

    def _ancestor(self, of: Snapshot, name: str, until: Deadline | None) -> Found:
        """What the catalogue has of an ancestor with its licence, else what the hub has.

        The hub is asked with the user's token, since many are gated. A private one of another owner
        is left alone: whoever writes a card could have it quoted in the report on his own model.
        """
        ref = hubs.ref_of_base(of.ref, name)
        entry = self._knowledge.catalogued(ref)
        if entry and entry.license:
            return entry
        if until is None or until.over:
            return not_asked(name)
        try:
            parsed = hubs.parse_ref(f"{ref.hub}:{ref.name}", typed=False)
            found = self._read.get(parsed) or hubs.collect(parsed, self._fetch(until))
            self._read[parsed] = found
            if found.metadata.private and _owner(parsed) != _owner(of.ref):
                raise AccessError("it is private, and of another owner: audit it by itself")
            return found
        except (CollectError, RefError) as error:
            return not_read(name, error)

    def _linked(self, snapshot: Snapshot, until: Deadline) -> Iterator[Snapshot]:
        """The repositories that could be read in time, where the user lets us look.

        They are asked for without the user's token: what only he can read is not published.
        """
        looks = self._settings.follow_links and self._asks
        for name in repositories(snapshot) if looks else ():
            try:
                if not until.over:
                    ref = hubs.parse_ref(f"github:{name}", typed=False)
                    yield hubs.collect(ref, replace(self._fetch(until), anonymous=True))
            except (CollectError, RefError) as error:
                self._progress(f"{name} is linked and could not be read: {error}")

    def _pages(self, of: Collected, until: Deadline) -> tuple[Page, ...]:
        """The pages of hubs where the weights of a repository lie, as far as the user lets us look.

        They are read as bases are, with the user's token, and no page of a page is.
        """
        if not (self._settings.follow and self._asks and _only_links(of.snapshot)):
            return ()
        found = self._places(of)
        with ThreadPoolExecutor(_AT_A_TIME) as pool:
            read = list(pool.map(lambda refs: self._first_page(refs, until), found[:MOST_PAGES]))
        return (*read, *(Page(ref, too_many_pages(ref)) for ref, *_ in found[MOST_PAGES:]))

    def _places(self, of: Collected) -> tuple[tuple[ModelRef, ...], ...]:
        names, snapshot = self._knowledge.names, of.snapshot
        own = own_names(snapshot, names.plain)
        bases = [one.parent for one in of.links]
        return places(snapshot, models(snapshot, own, names.families), own, bases)

    def _first_page(self, refs: Sequence[ModelRef], until: Deadline) -> Page:
        """The first of some copies of a page that can be read; else the first of them."""
        first, *others = refs
        page = self._page(first, until)
        if not others or isinstance(page.found, Collected):
            return page
        copy = self._first_page(others, until)
        return copy if isinstance(copy.found, Collected) else page

    def _page(self, ref: ModelRef, until: Deadline) -> Page:
        """A page of a model; what only the user may read was not published."""
        try:
            if until.over:
                raise UnavailableError("there was no time for it")
            found = self._read.get(ref) or self._snapshot(ref, until)
            self._read[ref] = found
            if found.metadata.private:
                raise AccessError("it is private: audit it by itself")
            return Page(ref, self.around(found, until if self._settings.lineage else None))
        except (CollectError, RefError) as error:
            return Page(ref, page_not_read(ref, error))

    def _fetch(self, until: Deadline) -> hubs.FetchOptions:
        return hubs.FetchOptions(
            offline=self._settings.offline or bool(self._bundle),
            refresh=self._settings.refresh,
            timeout=self._settings.timeout,
            deadline=until.left,
            cache_dir=self._settings.cache,
            bundle=self._bundle,
            record=self._record,
            network=self._network,
            progress=self._progress,
        )


def _bundle(named: str) -> "Bundle | None":
    """The bundle that a setting names."""
    if not named:
        return None
    from licensecheck.hubs.bundle import open_bundle  # needs pydantic

    return open_bundle(named)


def _only_links(snapshot: Snapshot) -> bool:
    """True for a repository, for a checkout of one that has a remote, since nothing is asked about
    other folders, and for a page of a model that has no weights."""
    if snapshot.ref.hub == "local":
        return has_remote(snapshot.ref.name)
    of_models = hubs.about_hub(snapshot.ref.hub).of_models
    here = any(is_weights(one.path) for one in snapshot.files)
    return not of_models or (snapshot.files_complete and bool(snapshot.files) and not here)


def _owner(ref: ModelRef) -> str:
    return ref.name.partition("/")[0].casefold()
