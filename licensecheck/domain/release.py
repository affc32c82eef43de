"""A model, or a group of models under the same terms, that a snapshot releases."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain.evidence import Evidence


class WeightsState(StrEnum):
    """Where the weights of a release are."""

    IN_REPO = "in-repo"
    """Their files are here."""
    LINKED = "linked"
    """The address of them is given."""
    GATED = "gated"
    """Whoever wants them fills in a form, or accepts terms, and gets them."""
    ON_REQUEST = "on-request"
    """The licensor approves each person."""
    NOT_RELEASED = "not-released"
    """The publisher says that nobody can have them, or not yet."""
    UNKNOWN = "unknown"
    """Nothing says where they are."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Where the weights of a release are, and what says so."""

    state: WeightsState
    where: str = ""
    """Their address or path; empty where none is given."""
    evidence: tuple[Evidence, ...] = ()
    """Empty where their files are here."""


@dataclass(frozen=True, slots=True)
class Release:
    """One model, or several that nothing tells apart."""

    name: str
    aliases: tuple[str, ...]
    """Further names: of its sizes and forms, as they are written, sorted."""
    weights: Weights
    main: bool
    """True for the one that the snapshot is about: its title speaks of it."""

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return (self.name, *self.aliases)
