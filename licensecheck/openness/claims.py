"""What the publisher says about openness: sentences and tags of the card."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from licensecheck.clauses.matcher import RuleMatcher
from licensecheck.engine.rules import ClaimRule, load_claims, load_rules
from licensecheck.openness.findings import evidence
from licensecheck.types import Card, Clause, Evidence, Span

# Comparisons: rows of tables.
_ROW = re.compile(r"\s*[|]|[^|\n]*\|[^|\n]*\|")
# A block quote holds somebody else's words, unless it is a remark: "> [!NOTE]", "> Notice: …".
_BLOCK = re.compile(r"[ \t]*>")
_REMARK = re.compile(r"[\s>]*(?:\[!|\W*(?:note|notice|tip|important|news|warning|caution)\b)", re.I)
# Lines of a remark that are looked through for its beginning.
_REMARK_LINES = 40
# Entries of bibliographies, and what is told of a linked work: "[Stable](https://…): an open-source
# server for models".
_CITED = re.compile(
    r"@\w+\s*\{|\b(?:title|author|journal|booktitle)\s*=\s*[{\"]|\bcite as\b"
    r"|^\W*[\"“]\[[^\]]{12,}\]\(|^\W*\[[^\]]{2,}\]\((?:https?:)?//github\.com/[^)]*\)\W{0,5}[::]",
    re.I,
)
_WORKS = r"arxiv\.org|doi\.org|aclanthology\.org|openreview\.net"
# Addresses, and titles of works that are linked.
_ADDRESS = re.compile(
    rf"\[[^\]]*\]\((?:https?:)?//(?:www\.)?(?:{_WORKS})[^)\s]*\)"
    r"|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|https?://[^\s)>\]]+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim and where it is made."""

    kind: str
    evidence: Evidence


@cache
def claim_matcher() -> RuleMatcher:
    """The matcher for our claim rules."""
    return RuleMatcher(load_claims(), load_rules().vocabulary, "claims")


def claims(
    card: Card, clauses: Sequence[Clause], rules: Mapping[str, ClaimRule]
) -> tuple[Claim, ...]:
    """The claims of one card in the order of its text, tags first."""
    return (*_tagged(card, rules), *_said(card, clauses))


def _tagged(card: Card, rules: Mapping[str, ClaimRule]) -> Iterator[Claim]:
    span = card.places.get("tags")
    for rule in rules.values():
        if span and any(tag.lower() in rule.tags for tag in card.tags):
            yield Claim(rule.claim, evidence(card.document, span))


def _said(card: Card, clauses: Sequence[Clause]) -> Iterator[Claim]:
    matcher = claim_matcher()
    # Words in addresses claim nothing; blanks keep every offset.
    text = _ADDRESS.sub(lambda match: " " * len(match[0]), card.document.text)
    for clause in clauses:
        if clause.span.start >= card.body.start and not _in_quotation(card, clause.span):
            for hit in matcher.hits(text, clause.span):
                yield Claim(hit.label, evidence(card.document, clause.span))


def _in_quotation(card: Card, span: Span) -> bool:
    """True for somebody else's words, titles of works, and rows of comparisons."""
    text = card.document.text
    start = text.rfind("\n", 0, span.start) + 1
    row = _ROW.match(text, start, span.end)
    return bool(row or _is_quoted(text, start) or _CITED.search(card.document.quote(span)))


def _is_quoted(text: str, start: int) -> bool:
    """True for a line of a block quote that is no remark of the author."""
    if not _BLOCK.match(text, start):
        return False
    for _ in range(_REMARK_LINES):
        before = text.rfind("\n", 0, max(start - 1, 0)) + 1
        if before == start or not _BLOCK.match(text, before):
            break
        start = before
    return not _REMARK.match(text, start)
