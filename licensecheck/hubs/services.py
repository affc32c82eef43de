"""Names at services and in lists of libraries, which are on no hub: nothing is ever asked for them.

`azure:our-deployment` says nothing to anybody outside, and whoever owns a like name on a hub must
not decide what it means. The catalogue knows the model behind a public name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from licensecheck.domain import ModelRef, Snapshot
from licensecheck.errors import RefError, UnavailableError
from licensecheck.hubs import huggingface
from licensecheck.hubs.about import About
from licensecheck.hubs.options import FetchOptions
from licensecheck.knowledge.services import Service, load_services

_NAME = re.compile(r"[\w@][\w.:/@+-]{0,299}")


@dataclass(frozen=True, slots=True)
class ServiceHub:
    """One of them, as a hub."""

    id: str
    service: Service
    ABOUT: About
    """It has no pages; what the catalogue says is of the model."""
    PREFIXES: tuple[str, ...]

    @classmethod
    def of(cls, name: str, service: Service) -> "ServiceHub":
        """The hub of a service by the word that begins its references."""
        about = About(
            of_models=True,
            called=service.called,
            is_service=service.kind == "service",
            has_owners=False,
            written=service.written,
        )
        return cls(name, service, about, (f"{name}:",))

    def parse(self, address: str, revision: str | None) -> ModelRef:
        """The name as it is written; on a hub, where the library loads it from there."""
        if not _NAME.fullmatch(address):
            raise RefError(f"{address!r} is no name of a model.", remedy=f"Write {self.id}:name.")
        if loaded := self.service.address(address):
            return huggingface.parse(loaded, revision)
        return ModelRef(self.id, address, revision)

    def collect(self, ref: ModelRef, _: FetchOptions) -> Snapshot:
        """Raise UnavailableError: there is nothing to ask, and the catalogue is asked by others."""
        raise UnavailableError(
            f"{ref} is a name at {self.service.called}, for which no hub is asked, and the "
            "catalogue does not know it.",
            remedy=self._remedy(),
        )

    def _remedy(self) -> str:
        if self.service.kind == "service":
            terms = f"Its own terms: {self.service.terms} . " if self.service.terms else ""
            return (
                f"{terms}Audit the model behind it, or say in the policy that the service is used "
                f"under a contract of your own: allow: {{services: [{self.id}]}}."
            )
        return "Audit the place that the library fetches it from, or waive it with a reason."


@cache
def hubs() -> Mapping[str, ServiceHub]:
    """All of them, by the word that begins their references."""
    return {name: ServiceHub.of(name, service) for name, service in load_services().items()}
