"""A file's text and places in it."""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256


class DocumentKind(StrEnum):
    """What a document is for; decides how it is read."""

    CARD = "card"
    """The page that presents the model."""
    LICENSE = "license"
    """The text of a licence or of other terms."""
    USE_POLICY = "use-policy"
    """What the licensor wants the model not to be used for."""
    NOTICE = "notice"
    """Notices about the work of others, and about their terms."""
    CONFIG = "config"
    """Settings of the model, among which a licence may be named."""
    METADATA = "metadata"
    """Fields about the model or its code: package.json, pyproject.toml, CITATION.cff."""
    PROSE = "prose"
    """Other prose: no terms by its name, looked through for words that may bind."""

    @property
    def is_page(self) -> bool:
        """True for prose that is no terms by itself, though it may state some."""
        return self in (DocumentKind.CARD, DocumentKind.PROSE)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of character offsets into a document's ORIGINAL text."""

    start: int
    end: int

    def __len__(self) -> int:
        """Length in characters."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """True where the two share a character."""
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> "Span":
        """The same range so many characters further on."""
        return Span(self.start + by, self.end + by)


def cited(path: str, line: int, page: int = 0) -> str:
    """`LICENSE:12`, or `LICENSE.pdf, page 3`; the path alone where there is neither (0)."""
    if page:
        return f"{path}, page {page}"
    return f"{path}:{line}" if line else path


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one file as it was read: decoded, otherwise untouched."""

    path: str
    """Path inside the snapshot, with forward slashes."""
    text: str
    kind: DocumentKind
    component: str = "model"
    """Which part the text speaks of, where the file's name says so: model, code, weights, data;
    `part` for what may be said of a part of the repository alone."""
    url: str | None = None
    """Where a person can look at it."""
    pages: tuple[int, ...] = ()
    """Offset at which each page begins, where the file has pages; its lines are ours then."""
    _lines: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note where lines start, once."""
        starts = [0, *(i + 1 for i, char in enumerate(self.text) if char == "\n")]
        object.__setattr__(self, "_lines", tuple(starts))

    def line(self, offset: int) -> int:
        """1-based line of a character offset."""
        return bisect_right(self._lines, offset)

    def page(self, offset: int) -> int:
        """1-based page of a character offset; 0 where the file has no pages."""
        return bisect_right(self.pages, offset)

    def place(self, offset: int) -> str:
        """Where a person finds a character offset, as reports write it."""
        return cited(self.path, self.line(offset), self.page(offset))

    def quote(self, span: Span) -> str:
        """The text in a span."""
        return self.text[span.start : span.end]

    @property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
