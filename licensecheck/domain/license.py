"""Which known licence a text is, and how exactly."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain.document import Span


class MatchKind(StrEnum):
    """How exactly a text is a known licence."""

    VERBATIM = "verbatim"
    """Word for word, apart from what a licence leaves to fill in."""
    MINOR = "minor"
    """Differences of a few words, none of which changes what is allowed."""
    ALTERED = "altered"
    """Recognisably this licence, with text added, removed or replaced."""
    UNKNOWN = "unknown"
    """No known licence; the key is the nearest one or empty."""


class EditKind(StrEnum):
    """What was done to the reference text."""

    INSERTED = "inserted"
    """The text has words that the known licence has not."""
    REMOVED = "removed"
    """The text lacks words that the known licence has."""
    REPLACED = "replaced"
    """The text has other words in their place."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference from the reference text."""

    kind: EditKind
    span: Span
    """In the document: the inserted or replacing text; empty where text was removed."""
    removed_words: int = 0
    """Number of words of the reference that are gone."""
    removed_labels: tuple[str, ...] = ()
    """Labels of the reference's clauses that the removed words belonged to."""
    minor: bool = False
    """True for a few names and small words, which change nothing that is allowed."""
    between: bool = False
    """True where whole sentences are gone, and the ones around them are as they were."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where a label that is known of a licence stands in the document."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Match:
    """One known licence found in a document."""

    license: str
    """Key of the licence: SPDX id where it has one, else `LicenseRef-…`."""
    kind: MatchKind
    span: Span
    """The part of the document that is this licence."""
    coverage: float
    """Share of the reference's words that were found in order, 0 to 1."""
    edits: tuple[Edit, ...] = ()
    alternatives: tuple[str, ...] = ()
    """Other licences that this part of the document cannot be told from: what would tell them
    apart is not in it, as where a text breaks off."""
    places: tuple[Located, ...] = ()
    """Where the labels known of the licence stand, in the order of the reference; those of which no
    word is here are left out."""
    gone: tuple[str, ...] = ()
    """Labels known of the licence of whose places no word is here, sorted."""


@dataclass(frozen=True, slots=True)
class Identification:
    """All that is known about which licences a document is."""

    matches: tuple[Match, ...] = ()
    """Known licences in the order of the text; empty where none was found."""
    nearest: str = ""
    """For a text of no known licence: the most similar one, or empty."""
    unmatched: tuple[Span, ...] = ()
    """What goes on to clause analysis: parts outside every match that say something (more than
    titles and copyright lines), and every inserted or replacing text inside one."""
