"""What the publisher says about openness: sentences and tags of the card."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from licensecheck.clauses.matcher import RuleMatcher
from licensecheck.engine.rules import ClaimRule, load_claims, load_rules
from licensecheck.openness.findings import evidence
from licensecheck.types import Card, Clause, Evidence, Span

# Somebody else's words and comparisons: block quotes and rows of tables.
_QUOTED = re.compile(r"^\s*>|^\s*[|]|[^|\n]*\|[^|\n]*\|")
# Entries of bibliographies and titles of works.
_CITED = re.compile(
    r"@\w+\s*\{|\b(?:title|author|journal|booktitle)\s*=\s*[{\"]|\bcite as\b"
    r"|^\W*[\"“]\[[^\]]{12,}\]\(|^\W*\[[^\]]{12,}\]\((?:https?:)?//arxiv[^)]*\)\W*$",
    re.I,
)
_ADDRESS = re.compile(r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|https?://[^\s)>\]]+")


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
    start = card.document.text.rfind("\n", 0, span.start) + 1
    quoted = _QUOTED.match(card.document.text, start, span.end)
    return bool(quoted or _CITED.search(card.document.quote(span)))
