"""What was understood of the terms: of each text, of each declaration."""

from dataclasses import dataclass

from licensecheck.domain.clause import ClauseLabel
from licensecheck.domain.document import Document, Span
from licensecheck.domain.expression import Expression
from licensecheck.domain.license import Identification


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read: which licence it is and what its clauses do."""

    document: Document
    identification: Identification
    labels: tuple[ClauseLabel, ...]
    """What its clauses do, in the order of the text. Where the text is a known licence word for
    word, exactly the labels that are known of that licence."""
    conforms: bool | None
    """True where every part is a licence known to meet the OSD and nothing was added; False where
    a part is one known to fail it; None where only its clauses can tell."""
    foreign: tuple[Span, ...] = ()
    """Parts in another language than English, outside known licences: nobody read them."""
    unclear: tuple[Span, ...] = ()
    """Without the classifier: clauses that no rule spoke about."""
    doubt: str = ""
    """Why nobody can say whether the known licence that it is meets the OSD; else empty."""
    doubted_by: tuple[Document, Span] | None = None
    """Where another document raises that doubt; None where it comes from the text itself."""
    unlikely: tuple[Span, ...] = ()
    """Places of a page with words of terms that hardly bind who uses these weights: notes."""

    @property
    def licenses(self) -> tuple[str, ...]:
        """Keys of the licences it is, altered ones included, in the order of the text."""
        return tuple(match.license for match in self.identification.matches)

    @property
    def expression(self) -> Expression:
        """Its licences, all of which apply; none where it is no known licence."""
        return Expression.of(*self.licenses)


@dataclass(frozen=True, slots=True)
class Declaration:
    """A licence that somebody says applies, as opposed to a text that is there."""

    document: Document | None
    """The card it stands in; None for the hub's metadata."""
    span: Span | None
    text: str
    """As written."""
    expression: Expression
    """Its licences, as they are combined."""
    licenses: tuple[str, ...] = ()
    """Keys of its licences; where there is a choice, those of the branch that suits best."""
    labels: tuple[str, ...] = ()
    """Labels known of those licences, sorted."""
    conforms: bool | None = None
    """Whether the licence(s) are known to meet the OSD; None where that is not known."""
    component: str = "model"
    """weights, code, data or base where the sentence says so; else model."""
    ancestor: str = ""
    """Address of the model whose terms these are and which this one was made from; else empty."""
    doubt: str = ""
    """Why it may not hold for all of the model; empty where nothing says so."""
    doubted: Span | None = None
    """The place of what is in doubt, where it is not that of the words."""
