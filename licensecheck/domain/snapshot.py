"""What was read of a model, pinned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from licensecheck.domain.document import Document, Span
from licensecheck.domain.gate import Gate
from licensecheck.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class ModelRef:
    """Address of a model on a hub."""

    hub: str
    """Name of the hub, which is the name of its module: `huggingface`, `local`, `github`, …"""
    name: str
    """Address on that hub: `org/name`, a path, `host/repository`."""
    revision: str | None = None
    """Commit, branch, tag or digest asked for; None for the hub's default."""
    typed: bool = field(default=False, compare=False)
    """True where the user typed it himself. Only then may it lead to this machine or its network:
    references in files, cards and answers are written by others."""
    within: str | None = field(default=None, compare=False)
    """Of a path that others wrote: the resolved folder that it must lie in, empty where it may lie
    nowhere. None where the user or this program named it."""
    model: str = ""
    """Which of the models that are released there is meant; empty for the main one."""

    def __str__(self) -> str:
        """Text a user can type again: the hub is named unless it is a path."""
        head = self.name if self.hub == "local" else f"{self.hub}:{self.name}"
        where = f"{head}@{self.revision}" if self.revision else head
        return f"{where}#{self.model}" if self.model else where


class Gating(StrEnum):
    """What stands between a person and the files."""

    NONE = "none"
    """Nothing: whoever wants the files gets them."""
    AUTOMATIC = "automatic"
    """Click to accept, granted at once."""
    MANUAL = "manual"
    """The licensor approves each person."""
    UNKNOWN = "unknown"
    """The hub does not tell whether there is a gate, or of which kind it is."""


class Origin(StrEnum):
    """Where a snapshot came from."""

    HUB = "hub"
    """The hub was asked."""
    CACHE = "cache"
    """Files of an earlier download; the hub was not asked."""
    FOLDER = "folder"
    """A folder of this machine."""
    CATALOGUE = "catalogue"
    """Our own dated facts, because the hub could not be asked."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One line of the file list."""

    path: str
    size: int | None = None
    """Bytes, where the hub says."""


@dataclass(frozen=True, slots=True)
class Card:
    """A model card: its front matter, and where its prose is."""

    document: Document
    body: Span
    """The document without its front matter."""
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    """As written, safe YAML types only; empty where absent or unreadable."""
    licenses: tuple[str, ...] = ()
    """`license:` as strings, in order; several where the card lists several."""
    license_name: str | None = None
    license_link: str | None = None
    base_models: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    library_name: str | None = None
    gate: Gate | None = None
    """What stands before the files; None where the card describes no gate."""
    places: Mapping[str, Span] = field(default_factory=dict)
    """Where in the document each top-level key and its value stand."""


@dataclass(frozen=True, slots=True)
class HubMetadata:
    """What the hub itself says of the model, apart from its files."""

    licenses: tuple[str, ...] = ()
    """The hub's own licence field(s) or tag(s), as written there."""
    base_models: tuple[str, ...] = ()
    base_relation: str | None = None
    """finetune, adapter, quantized, merge, … where the hub knows."""
    datasets: tuple[str, ...] = ()
    gating: Gating = Gating.UNKNOWN
    private: bool = False
    weights_downloadable: bool | None = None
    """True/False where known apart from the file list (catalogue, API-only); else None."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The pinned content that was read."""

    ref: ModelRef
    """What the hub calls the model: policies, catalogue and lineage know it by this name."""
    revision: str | None
    """Commit or digest that was read; None where there is none (a plain folder)."""
    origin: Origin
    fetched_at: str | None
    """UTC time of the reading, ISO 8601 to the second; None for a folder (nothing was fetched)."""
    documents: tuple[Document, ...] = ()
    """Licence texts, use policies, notices, cards, configuration, ordered by path."""
    cards: tuple[Card, ...] = ()
    """The cards among the documents, parsed; the main one (README.md at the top) first."""
    files: tuple[FileEntry, ...] = ()
    files_complete: bool = True
    """False where the list was cut or only downloaded files are known."""
    metadata: HubMetadata = HubMetadata()
    problems: tuple[Problem, ...] = ()
    asked: str = ""
    """The name that was asked for, where the hub calls the model otherwise now; else empty."""

    @property
    def paths(self) -> frozenset[str]:
        """Paths of all files that are listed or were read."""
        listed = frozenset(one.path for one in self.files)
        return listed | {one.path for one in self.documents}
