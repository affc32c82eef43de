"""What a person reads, agrees to and fills in before a hub gives the files out."""

from dataclasses import dataclass

from licensecheck.domain.document import Document, Span

CONSENT = "checkbox"
"""The kind of a field that is ticked: its label is what one says with it."""


@dataclass(frozen=True, slots=True)
class AskedField:
    """One field of the form."""

    label: str
    kind: str
    """As its publisher wrote it: `text`, `country`, `date_picker`, `ip_location`, `checkbox`, …"""
    place: Span
    """Where the label stands in the card."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The form before the files, as a card describes it."""

    pieces: tuple[Span, ...] = ()
    """Where its words stand in the card: heading, description, labels, choices, button; not those
    of the prompt."""
    fields: tuple[AskedField, ...] = ()
    prompt: Document | None = None
    """What one agrees to, as a text of its own: often a whole licence."""
    description: Span | None = None
    """Where the card says what becomes of the data."""
