"""What the publisher says about openness: sentences and tags of the card."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from licensecheck.domain import Card, Clause, ClauseKind, Document, Effort, Evidence, Span
from licensecheck.domain.statement import Artefact, Polarity, Statement
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.rules import ClaimRule
from licensecheck.statements.spelling import Spelling
from licensecheck.text.lines import line_start

if TYPE_CHECKING:
    from licensecheck.classify.classify import Classifier

# A sentence without such a word claims nothing, and is not read.
_WORTH = Phrase("licences/claims-something")

# Comparisons: rows of tables.
_ROW = re.compile(r"\s*[|]|[^|\n]*\|[^|\n]*\|")
_CELLS = re.compile(r"</t[dh]>\s*<t[dh]\b", re.I)
# A block quote holds somebody else's words, unless it is a remark: "> [!NOTE]", "> Notice: …".
_BLOCK = re.compile(r"[ \t]{0,200}>")
_REMARK = Phrase("answers/remark")
# Lines of a remark that are looked through for its beginning.
_REMARK_LINES = 40
# Entries of bibliographies, and what is told of a linked work: "[Stable](https://…): an open-source
# server for models".
_CITED = re.compile(
    r"@\w+\s*\{|\b(?:title|author|journal|booktitle)\s*=\s*[{\"]|\bcite as\b"
    r"|^\W{0,40}[\"“]\[[^\]]{12,300}\]\("
    r"|^\W{0,40}\[[^\]]{2,300}\]\((?:https?:)?//github\.com/[^)]*\)\W{0,5}[::]",
    re.I,
)
# Between two sentences of a paragraph.
_GOES_ON = re.compile(r"[ .]*+\n?[ ]*+")
_NEWS = Phrase("subjects/release-news")
# Behind an own name: another version of it.
_VERSION = re.compile(r"[-_. ]?v?\d", re.I)
_WORKS = r"arxiv\.org|doi\.org|aclanthology\.org|openreview\.net"
# What asks claims nothing: "Q: Is it free?", "Can I sell what I build with it?"
_ASKS = re.compile(r"\?[\s*_\"')\]]{0,20}$|^\W{0,20}(?:q|question)\s{0,3}\d{0,3}\s{0,3}[::.]", re.I)
# A sentence that tells of limits discloses them: "free to use, with some restrictions on resale".
_LIMITS = Phrase("limits/disclosed")
_OPEN_MODEL, _WEIGHTS = Phrase("openness/open-model"), "open-weights"
_FOR_BOTH, _ASKS_FIRST = Phrase("openness/free-for-both"), Phrase("openness/asks-first")
# Addresses, names of files and variables, and titles of works that are linked; bounded, so that
# "[[[[" is linear.
_ADDRESS = re.compile(
    rf"\[[^\]]{{0,300}}\]\((?:https?:)?//(?:www\.)?(?:{_WORKS})[^)\s]*\)"
    r"|(?<![\w/.-])(?=[^\W_])[\w/.-]{1,100}[^\W_]_[^\W_][\w/.-]{0,100}"
    r"|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|https?://[^\s)>\]]+",
    re.I,
)

_BESIDE = (Artefact.CODE, Artefact.DATA)

SURE = 0.5
"""More likely than not: no figure was chosen on what measures it."""


@dataclass(frozen=True, slots=True)
class OpennessClaim:
    """One claim and where it is made."""

    kind: str
    evidence: Evidence
    tagged: bool = False
    """True for a tag of the front matter, which needs no reading."""
    statement: Statement | None = None
    """How its sentence was read; None where nobody could."""
    shown: bool = False
    """True where words or the form of the page say it by themselves: see `judge.shown_claims`."""
    model_open: bool = False
    """True where it calls the model itself open, and not its weights alone."""
    beside: tuple[Evidence, ...] = ()
    """Further places that it takes to see it: the head of a column with a tick."""
    about: tuple[tuple[str, Span], ...] = ()
    """The terms that it calls open, each by its document and where they stand in it; empty where it
    speaks of the work."""

    @property
    def certainty(self) -> float:
        """How likely it is about the publisher's own model and holds as it is said, 0 to 1."""
        one = self.statement
        said = min(one.own, one.whole, one.present) if one is not None else 0.0
        return 1.0 if self.tagged or self.shown else said

    @property
    def word(self) -> str:
        """What it says, as reports name it."""
        return "open" if self.model_open else self.kind

    @property
    def beside_the_model(self) -> bool:
        """True where it is read to speak of code or data alone: terms of weights are no answer."""
        one = self.statement
        about_code = one is not None and one.artefact in _BESIDE and one.whole < SURE
        return about_code and not self.shown

    @property
    def plain(self) -> bool:
        """True where it accuses if facts contradict it."""
        return self.certainty >= SURE


def lasting(claim: OpennessClaim, own: Spelling | None) -> OpennessClaim:
    """The claim; news that the publisher's own model was released, and no other version of it,
    holds on: what was released as open is still said to be so."""
    read, said = claim.statement, claim.evidence.quote
    if own is None or read is None or read.polarity is not Polarity.PAST or read.present >= SURE:
        return claim
    if not _NEWS.search(said):
        return claim
    named = (one for one in own.finditer(said) if not _VERSION.match(one.tail))
    return replace(claim, statement=replace(read, present=SURE)) if any(named) else claim


def unconditional(claim: OpennessClaim) -> OpennessClaim:
    """The claim; weights that are called fully open for research and free for trade are so without
    a condition, unless the sentence tells one."""
    read, said = claim.statement, claim.evidence.quote
    if read is None or not _FOR_BOTH.search(said) or _ASKS_FIRST.search(said):
        return claim
    return replace(claim, statement=replace(read, whole=SURE, present=SURE))


def calling_open(claim: OpennessClaim, own: Spelling | None) -> OpennessClaim:
    """The claim; "an open model" is more than open weights. A name that has the word is none."""
    said = claim.evidence.quote
    named = own.sub(lambda place: "_" * len(place.words), said) if own else said
    open_ = claim.kind == _WEIGHTS and bool(_OPEN_MODEL.search(named))
    return replace(claim, model_open=open_)


def claims(
    card: Card,
    clauses: Sequence[Clause],
    rules: Mapping[str, ClaimRule],
    classifier: "Classifier",
    effort: Effort | None = None,
) -> tuple[OpennessClaim, ...]:
    """The claims of one card in the order of its text, tags first.

    The classifier reads with the rules for claims: see `classify.matcher.claim_matcher`.
    """
    return (*_tagged(card, rules), *_said(card, clauses, classifier, effort))


def without_addresses(document: Document) -> Document:
    """The document with blanks for addresses, and for names of files and variables: their words
    claim nothing. Every offset is kept."""
    text = _ADDRESS.sub(lambda match: " " * len(match[0]), document.text)
    return replace(document, text=text)


def read_for_claims(card: Card, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses that may claim something, all as sentences: a heading claims as much as one,
    unless it stands over a table, whose rows it is about."""
    aside = _about_code(card, clauses) | _over_tables(card, clauses)
    return tuple(
        replace(clause, kind=ClauseKind.SENTENCE)
        for clause in clauses
        if clause not in aside and _may_claim(card, clause)
    )


def _over_tables(card: Card, clauses: Sequence[Clause]) -> frozenset[Clause]:
    text = card.document.text
    return frozenset(
        clause
        for clause, after in pairwise(clauses)
        if clause.kind is ClauseKind.HEADING and _row(text, line_start(text, after.span.start))
    )


def _may_claim(card: Card, clause: Clause) -> bool:
    """Whether a clause of a card is read for claims: the publisher's own words, and worth it."""
    return bool(_WORTH.search(card.document.quote(clause.span))) and in_own_words(card, clause)


def in_own_words(card: Card, clause: Clause) -> bool:
    """True for the publisher's own words, which ask nothing and tell of no limit."""
    said = card.document.quote(clause.span)
    own = clause.span.start >= card.body.start and not _in_quotation(card, clause.span)
    return own and not (_ASKS.search(said) or _LIMITS.search(said))


def _about_code(card: Card, clauses: Sequence[Clause]) -> frozenset[Clause]:
    """Clauses that go on about code: "The code is under MIT. It is free for commercial use."

    They follow, in the same paragraph, one about code, and name no part themselves.
    """
    from licensecheck.terms.prose import part_of

    found: set[Clause] = set()
    quote = card.document.quote
    for before, clause in pairwise(clauses):
        if (
            clause.kind is ClauseKind.SENTENCE
            and _GOES_ON.fullmatch(card.document.text, before.span.end, clause.span.start)
            and (before in found or part_of(quote(before.span)) == "code")
            and part_of(quote(clause.span)) == "model"
        ):
            found.add(clause)
    return frozenset(found)


def _tagged(card: Card, rules: Mapping[str, ClaimRule]) -> Iterator[OpennessClaim]:
    span = card.places.get("tags")
    for rule in rules.values():
        if span and any(tag.lower() in rule.tags for tag in card.tags):
            yield OpennessClaim(rule.claim, Evidence.at(card.document, span), tagged=True)


def _said(
    card: Card, clauses: Sequence[Clause], classifier: "Classifier", effort: Effort | None
) -> Iterator[OpennessClaim]:
    worth = read_for_claims(card, clauses)
    read = classifier.score(without_addresses(card.document), worth, effort)
    for label in classifier.decide(read):
        if label.certain:
            yield OpennessClaim(label.label, Evidence.at(card.document, label.clause.span))


def _in_quotation(card: Card, span: Span) -> bool:
    """True for somebody else's words, titles of works, and rows of comparisons."""
    text = card.document.text
    start = line_start(text, span.start)
    row = _row(text, start)
    said = card.document.quote(span)
    compared = (row and row <= span.end) or _CELLS.search(said)
    return bool(compared or _is_quoted(text, start) or _CITED.search(said))


@lru_cache(maxsize=1)
def _row(text: str, start: int) -> int:
    """Where the row of a table that a line begins has shown itself to be one; 0 where it is none.

    Kept for the line's other clauses: there may be thousands.
    """
    found = _ROW.match(text, start)
    return found.end() if found else 0


def _is_quoted(text: str, start: int) -> bool:
    """True for a line of a block quote that is no remark of the author."""
    if not _BLOCK.match(text, start):
        return False
    for _ in range(_REMARK_LINES):
        before = line_start(text, max(start - 1, 0))
        if before == start or not _BLOCK.match(text, before):
            break
        start = before
    return not _REMARK.match(text, start)
