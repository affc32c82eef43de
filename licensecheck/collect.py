"""What hubs and catalogue have of a model, of what it was made from and of what it links to."""

import time
from collections.abc import Callable
from dataclasses import replace

from licensecheck import hubs
from licensecheck.engine.components import load_components
from licensecheck.engine.families import load_families
from licensecheck.errors import CollectError, NotFoundError, RefError, UnavailableError
from licensecheck.hubs import catalogue
from licensecheck.openness.components import components
from licensecheck.openness.following import Linked, repositories
from licensecheck.openness.lineage import Chain, follow
from licensecheck.openness.origins import contradictions, links
from licensecheck.openness.reader import TermsReader, prose_of
from licensecheck.openness.sources import (
    Known,
    first_links,
    from_catalogue,
    from_terms,
    not_asked,
    not_read,
)
from licensecheck.settings import Settings
from licensecheck.types import ModelRef, Problem, Snapshot


class Collector:
    """Asks hubs, within the limits of the settings."""

    def __init__(
        self, settings: Settings, reader: TermsReader, progress: Callable[[str], None]
    ) -> None:
        self._settings = settings
        self._reader = reader
        self._progress = progress

    def snapshot(self, ref: ModelRef) -> Snapshot:
        """The snapshot of a model; from the catalogue where its hub could not be asked."""
        try:
            return hubs.collect(ref, self._fetch(self._settings.deadline))
        except (UnavailableError, NotFoundError) as error:
            entry = catalogue.find(ref)
            # A hub that knows no such model is right, unless the model is one that no hub has.
            nowhere = entry is not None and entry.weights.state is catalogue.WeightsState.API_ONLY
            if entry is None or (isinstance(error, NotFoundError) and not nowhere):
                raise
            return catalogue.snapshot(entry, ref)

    def trace(
        self, snapshot: Snapshot, *, follow_hub: bool = False, until: float | None = None
    ) -> Chain:
        """What a model was made from: by the catalogue, and where it knows nothing by the hub.

        No request is made after `until`, a time of `time.monotonic`; by default, all together take
        no longer than one model may.
        """
        end = until or time.monotonic() + self._settings.deadline
        hub = snapshot.ref.hub if snapshot.ref.hub == "modelscope" else "huggingface"

        def lookup(name: str) -> Known | Problem:
            ref = ModelRef(hub, name)
            entry = catalogue.find(ref)
            if entry and (known := from_catalogue(entry, name, self._reader.facts)):
                return known
            left = end - time.monotonic()
            return self._ask(ref, left) if follow_hub and left > 0 else not_asked(name)

        entry = catalogue.find(snapshot.ref)
        chain = follow(first_links(snapshot, load_families(), entry), snapshot.ref.name, lookup)
        return replace(chain, problems=(*chain.problems, *contradictions(snapshot)))

    def linked(self, snapshot: Snapshot, until: float) -> tuple[Linked, ...]:
        """The publisher's repositories that the cards link to, where the user lets us look."""
        if not self._settings.follow_links or self._settings.offline:
            return ()
        found = (self._repository(name, until) for name in repositories(snapshot))
        return tuple(one for one in found if one)

    def _ask(self, ref: ModelRef, deadline: float) -> Known | Problem:
        """What the hub has of an ancestor."""
        try:
            found = hubs.collect(hubs.parse_ref(f"{ref.hub}:{ref.name}"), self._fetch(deadline))
        except (CollectError, RefError) as error:
            return not_read(ref.name, error)
        parts = components(found, load_components())
        steps = links(found, load_families())
        return from_terms(self._reader.all_of(found, prose_of(found), parts), steps, str(ref))

    def _repository(self, name: str, until: float) -> Linked | None:
        """One repository of GitHub; None where it cannot be read: its parts stay what they were."""
        left = until - time.monotonic()
        if left <= 0:
            return None
        try:
            read = hubs.collect(hubs.parse_ref(f"github:{name}"), self._fetch(left))
        except (CollectError, RefError) as error:
            self._progress(f"{name} is linked and could not be read: {error}")
            return None
        readings, declared = self._reader.texts_of(read, prose_of(read))
        return Linked(read, self._reader.terms(readings, declared, read.problems))

    def _fetch(self, deadline: float) -> hubs.FetchOptions:
        return hubs.FetchOptions(
            offline=self._settings.offline,
            refresh=self._settings.refresh,
            timeout=self._settings.timeout,
            deadline=deadline,
            progress=self._progress,
        )
