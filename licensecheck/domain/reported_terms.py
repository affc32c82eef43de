"""Parts of a report that speak of terms: quotes, findings, verdicts, licences, duties, problems."""

import ast
import inspect
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from licensecheck.domain.account import Account
from licensecheck.domain.clause import Source
from licensecheck.domain.document import DocumentKind
from licensecheck.domain.expression import Expression
from licensecheck.domain.license import EditKind, MatchKind
from licensecheck.domain.problem import ProblemKind
from licensecheck.domain.values import Period, Unit
from licensecheck.domain.verdict import Confidence, FindingKind, Severity, Status

_UNWRITABLE = re.compile("[\ud800-\udfff]")


class Wire(BaseModel):
    """What is written: nothing unknown is taken, nothing changes, all of it is Unicode."""

    # A validator is built for a class when one of it is first made: no command makes all.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _is_unicode(cls, value: object) -> object:
        """Python names a file whose name is no UTF-8 by halves of surrogate pairs; no format has
        those, so each is U+FFFD."""
        return _unicode(value)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema with the docstrings of the fields; pydantic would read them at each start."""
        found = handler(schema)
        fields = handler.resolve_ref_schema(found)["properties"]
        for base in reversed(cls.__mro__[: cls.__mro__.index(Wire)]):
            for name, words in _docstrings(base):
                if name in fields:
                    fields[name] = {"description": words, **fields[name]}
        return found


def _docstrings(model: type) -> Iterator[tuple[str, str]]:
    """The fields of a class, each with the docstring that stands after it."""
    [tree] = ast.parse(inspect.getsource(model)).body
    for field, after in pairwise(tree.body if isinstance(tree, ast.ClassDef) else ()):
        match field, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                yield name, inspect.cleandoc(words)


def _unicode(value: object) -> object:
    if type(value) is str:
        return value if value.isascii() else _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    if type(value) is tuple:
        return tuple(map(_unicode, value))
    if type(value) is dict:
        return {_unicode(key): _unicode(one) for key, one in value.items()}
    return value


def _expression(value: object) -> Expression:
    return value if isinstance(value, Expression) else Expression.parse(str(value))


Licensing = Annotated[
    Expression,
    PlainValidator(_expression),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string"}),
]
"""An SPDX expression, which JSON has as text."""


class Tool(Wire):
    """What made the report."""

    name: Literal["licensecheck"] = "licensecheck"
    """Always `licensecheck`."""
    version: str
    """Of the package."""
    rules_version: str
    """First 16 hex digits of the SHA-256 over all rule files."""
    model_sha256: str | None
    """Digest of the classifier's weights; null where it is not installed."""


class Quote(Wire):
    """A quote and its place."""

    document: str
    """Path inside the model; `hub metadata` or `catalogue` where it is no file."""
    start: int = Field(ge=0)
    """Offset of the first character in the document, counted in Unicode code points."""
    end: int = Field(ge=0)
    """Offset after the last character."""
    line: int = Field(ge=0)
    """1-based line of `start`; 0 for hub metadata."""
    page: int = Field(default=0, ge=0)
    """1-based page of `start` in a PDF; 0 for what has no pages. `line` then is one of the text
    that was read from it."""
    quote: str
    """The document's text from start to end."""
    clause: str = ""
    """Where the quote only names a licence: that licence and the section of it that says so, as we
    read it; else empty, the quote says it itself."""


class ReportedThreshold(Wire):
    """A number from which on other terms apply."""

    type: Literal["threshold"] = "threshold"
    """Always `threshold`."""
    number: int | float | None
    """Null where its clause has a unit, and the number was not found."""
    unit: Unit | None
    """What is counted; null where the clause names nothing that we know, or several things."""
    period: Period | None
    """For how long it is counted; null where the clause does not say."""
    currency: str
    """ISO 4217 code of a revenue; empty where the clause names none, or several."""
    words: str
    """The unit in the words of the clause."""


class ReportedTerritories(Wire):
    """Places without rights, or the only ones with them."""

    type: Literal["territories"] = "territories"
    """Always `territories`."""
    words: str
    """As the clause names them; empty where it defines them elsewhere."""
    places: tuple[str, ...]
    """Those that we know, sorted: ISO 3166 codes, `EU` and `EEA`."""


class ReportedDetail(Wire):
    """Another value."""

    type: Literal["detail"] = "detail"
    """Always `detail`."""
    name: str
    """`phrase`: words that must be shown; `policy`: address of what is made part of the terms;
    `keep`: notices to be kept; `sublicense`: granted, denied or required; `reach`: of a copyleft;
    `counted`: the one day on which a size counts; `others`: which models may not be trained.
    """
    text: str
    """As the terms have it."""


ReportedValue = ReportedThreshold | ReportedTerritories | ReportedDetail


class ReportedFinding(Wire):
    """One firing of a rule."""

    id: str
    """`F1`, `F2`, …: what verdicts refer to; stable for the same snapshot, rules and model."""
    rule: str
    """Id of the rule or label: `licensecheck explain` tells what it means."""
    labels: tuple[str, ...]
    """What the clause does: see labels.md; empty for open-washing."""
    severity: Severity
    """How much it weighs, were it true."""
    confidence: Confidence
    """How sure that is; of an `uncertain` one please read the clause."""
    source: Source
    """What says so: a rule, the classifier, both, or what is known of the licence."""
    message: str
    """A sentence without its full stop."""
    kind: FindingKind
    """What it means for the user, who may not, must or may do it; `power`: the licensor may."""
    values: tuple[ReportedValue, ...] = ()
    """What its clauses name: numbers, places, words."""
    evidence: tuple[Quote, ...]
    """The words that it rests on."""
    tags: tuple[str, ...] = ()
    """Headings of frameworks that it belongs under: `nist: GOVERN 6.1`."""
    part: str = "model"
    """What it is about: `model`; `weights`, `code` or `data` alone; `folder NAME`, which has the
    licence in it; or `commercial licence`, for who was given one."""
    letter: str = ""
    """Of open-washing that is certain, a sentence that could be sent to the publisher: what is
    claimed where, what contradicts it, what would settle it; without its full stop, else empty."""


class ReportedVerdict(Wire):
    """The answer to one criterion."""

    framework: str
    """`osd`, `osaid`, `mof`, `eu-ai-act`, …: see criteria.md."""
    criterion: str
    """Its id in the framework: `6`, `use`."""
    name: str
    """Its name in plain words."""
    status: Status
    """The answer."""
    reason: str
    """Why, in a few words."""
    findings: tuple[str, ...]
    """Ids of the findings it rests on."""


class ReportedEdit(Wire):
    """One difference from the text of a known licence."""

    kind: EditKind
    """What was done to the known text."""
    start: int
    """Offset of the new text in the document."""
    end: int
    """Offset after it; equal to `start` where text was only removed."""
    line: int
    """1-based line of `start`."""
    page: int = Field(default=0, ge=0)
    """1-based page of `start` in a PDF; 0 for what has no pages."""
    quote: str
    """The new text; empty where text was only removed."""
    removed_words: int
    """Number of words of the known text that are gone."""
    removed_labels: tuple[str, ...]
    """What the clauses did that these words belonged to."""


class ReportedMatch(Wire):
    """How exactly a text is a known licence."""

    license: str
    """SPDX id, else `LicenseRef-…`."""
    kind: MatchKind
    """How exactly."""
    coverage: float = Field(ge=0, le=1)
    """Share of the known text's words that were found in their order."""
    start: int
    """Offset of the part of the document that is this licence."""
    end: int
    """Offset after it."""
    edits: tuple[ReportedEdit, ...]
    """The differences, in the order of the document."""
    alternatives: tuple[str, ...] = ()
    """Other licences that the text cannot be told from, as where it breaks off."""
    title: str = ""
    """What an altered text calls itself, where that is not the known licence: it is one of its
    own, in part with the words of the known one."""


class ReportedLicense(Wire):
    """One text with terms."""

    document: str
    """Path inside the model."""
    kind: DocumentKind
    """What the document is for."""
    component: str
    """What its terms are for, by its name: `model`, `code`, `weights`, `data`."""
    sha256: str
    """Hexadecimal digest of the whole text in UTF-8."""
    expression: Licensing
    """Of its known licences; `LicenseRef-licensecheck-unknown` where it is none."""
    matches: tuple[ReportedMatch, ...]
    """The known licences in it, in their order."""
    nearest: str
    """For a text of no known licence the most similar one; empty where none is similar."""
    labels: tuple[str, ...]
    """Certain labels of its clauses, sorted."""
    uncertain: tuple[str, ...]
    """Labels that some clause may have; please read them."""


class ReportedDeclaration(Wire):
    """A licence that is said to apply."""

    document: str
    """Where it is said: a path, or `hub metadata`."""
    line: int
    """1-based; 0 for hub metadata."""
    text: str
    """As it is written there."""
    expression: Licensing
    """The SPDX expression it comes to; empty where it comes to none."""
    licenses: tuple[str, ...]
    """Ids of the licences in it, each once, without exceptions."""
    conforms: bool | None
    """Whether that is known to meet the Open Source Definition; null where it is not known."""


class LegalPoint(Wire):
    """What one licence text says to a question that lawyers ask first."""

    topic: str
    """`licensor`, `law`, `venue`, `language`, `termination` or `changes`."""
    document: str
    """Path of the licence text."""
    value: str
    """What the clause names, in its words; empty where only the clause tells."""
    evidence: tuple[Quote, ...]
    """The clauses."""


class Obligation(Wire):
    """What the user must do."""

    label: str
    """The label or rule that says so."""
    text: str
    """The duty, as a sentence without its full stop."""
    part: str = "model"
    """What it is about: `model`; `weights`, `code` or `data` alone; `folder NAME`, which has the
    licence in it; or `commercial licence`, for who was given one."""
    evidence: tuple[Quote, ...]
    """The words that it rests on."""


class ReportedProblem(Wire):
    """What could not be read, and why."""

    kind: ProblemKind
    """Why it could not be read."""
    subject: str
    """The file, field or address it happened to."""
    message: str
    """What happened, and what to do."""
    hides_terms: bool
    """True where terms could stand in what was not read: criteria become UNKNOWN. In a check: where
    a file that was named may name a model there."""


class TextCoverage(Wire):
    """How the characters of one text that binds were accounted for: the four accounts
    add up to all of them."""

    document: str
    """Path inside the model."""
    characters: int
    """All of them."""
    known: int
    """Words of a licence that we know, in their order."""
    understood: int
    """Clauses that were read for certain, or are certainly neutral."""
    not_terms: int
    """Prose of a card that speaks of no terms."""
    left: int
    """What a person must read."""


class LeftOver(Wire):
    """Something that a person must read before the model can be called open."""

    account: Account
    """`unread` where nobody read it, `not-understood` where it may say something."""
    subject: str
    """The document, field or address."""
    start: int = Field(default=0, ge=0)
    """Offset of the first character in the document, counted in Unicode code points."""
    end: int = Field(default=0, ge=0)
    """Offset after the last character; equal to `start` where it has no place."""
    line: int = Field(ge=0)
    """1-based line of the document; 0 where it has no place."""
    page: int = Field(default=0, ge=0)
    """1-based page of a PDF; 0 for what has no pages."""
    quote: str
    """The words; empty where there are none to quote."""
    reason: str
    """Why it is left, as a sentence without its full stop."""
    speaks: bool = True
    """False for a place whose words hardly speak of terms: a heading, a row of figures, code."""


class ReportedLedger(Wire):
    """The account of all that could bind. No criterion is met while anything is left."""

    share: float | None = None
    """Share of the characters of all texts that is accounted for, 0 to 1; null without a text."""
    documents: tuple[TextCoverage, ...] = ()
    """The texts that bind."""
    left: tuple[LeftOver, ...] = ()
    """What is left, what to look at first at the top: what speaks of terms."""
    unlikely: tuple[LeftOver, ...] = ()
    """Notes that decide nothing: places of pages with words of terms that hardly bind anybody."""
