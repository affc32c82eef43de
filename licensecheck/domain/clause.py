"""Units of meaning in a document, and what they do."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain.document import Span
from licensecheck.domain.values import Value


class ClauseKind(StrEnum):
    """Form of a clause."""

    SENTENCE = "sentence"
    ITEM = "item"
    """A list item: read with its stem."""
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Clause:
    """One unit of meaning; every span indexes the original text."""

    span: Span
    kind: ClauseKind
    heading: Span | None = None
    """The heading it stands under."""
    stem: Span | None = None
    """The lead-in of the list it is an item of ("You must not:")."""
    number: str = ""
    """Enumerator as written ("2.", "(iii)"), without surrounding space; it is outside the span."""
    outer: tuple[Span, ...] = ()
    """Lead-ins of the lists around that list, outermost first."""


class Source(StrEnum):
    """Who says that a clause has a label."""

    RULE = "rule"
    """A rule of patterns, which a person can read."""
    MODEL = "model"
    """The classifier, which was trained on clauses."""
    BOTH = "rule+model"
    """Both of them, each by itself."""
    LICENSE = "license"
    """Known facts of a licence whose text is verbatim."""
    CARD = "card"
    """Prose of a model card or another page."""
    METADATA = "metadata"
    """A field of a card or of the hub."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A value a clause names: a number of users, a territory, a product, a date."""

    name: str
    value: str
    """Normalised: digits without separators, text as written."""
    span: Span


@dataclass(frozen=True, slots=True)
class ClauseLabel:
    """One label of one clause."""

    clause: Clause
    label: str
    probability: float
    """1.0 for known licences, else the model's, calibrated on dev (see corpus/README.md)."""
    certain: bool
    """False for what the model puts between its lower and upper threshold."""
    source: Source
    rule: str = ""
    """Id of the rule that fired; empty for the model alone."""
    slots: tuple[Slot, ...] = ()
    """What was found in its words."""
    values: tuple[Value, ...] = ()
    """What is known of the licence instead; empty where only its words tell."""
