"""What a sentence of a card says, about whose work, and whether it holds."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain.evidence import Evidence


class StatementKind(StrEnum):
    """What a sentence is about."""

    LICENSE = "licence"
    """It names terms."""
    RESTRICTION = "restriction"
    PERMISSION = "permission"
    OPENNESS = "openness"
    """It claims that something is open."""
    ORIGIN = "origin"
    """It says what something was made from."""
    AVAILABILITY = "availability"
    """It says where to get something."""
    REQUEST = "request"
    """It asks a favour, such as to cite."""
    NONE = "none"


class Artefact(StrEnum):
    """Which part of a work a sentence is about."""

    WEIGHTS = "weights"
    """The model, or its weights."""
    CODE = "code"
    """Programs and scripts."""
    DATA = "data"
    """Data sets."""
    OUTPUTS = "outputs"
    """What the model makes."""
    SERVICE = "service"
    """An interface or a demo that somebody runs."""
    DOCUMENT = "document"
    """A paper, a page or a picture."""
    EVERYTHING = "everything"
    """All of the work."""
    UNSAID = "unsaid"
    """The sentence does not say which part."""


class Owner(StrEnum):
    """Whose work a sentence is about."""

    OWN = "own"
    """What the publisher releases here."""
    VARIANT = "variant"
    """One of several models that are released together."""
    BASE = "base"
    """What the model was made from."""
    OTHER = "other"
    """Work of third parties."""
    DERIVATIVE = "derivative"
    """What users make of it."""


class Polarity(StrEnum):
    """How a sentence says it."""

    AFFIRMED = "affirmed"
    """It is so, now."""
    DENIED = "denied"
    """It is not so."""
    CONDITIONAL = "conditional"
    """It is so under a condition."""
    PLANNED = "planned"
    """It is to be so later."""
    PAST = "past"
    """It was so at a date, or was replaced."""
    OFFERED = "offered"
    """An alternative that one has to ask or pay for."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, read: the likeliest answer to each question, and how likely it is."""

    kind: StatementKind
    artefact: Artefact
    owner: Owner
    polarity: Polarity
    evidence: Evidence
    confidence: float
    """Of the answer that is least sure, between 0 and 1."""
    own: float
    """How likely it is about the publisher's own work, one of its models or all of them."""
    whole: float
    """How likely it is about a model or all of the work, not about its code or data alone."""
    present: float
    """How likely it holds as it is said: affirmed, not denied, planned, past or offered."""
