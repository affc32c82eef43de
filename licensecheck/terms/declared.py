"""One declaration, with what is known of the licences that it names."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from licensecheck.domain import Declaration, Document, Expression, Span
from licensecheck.knowledge.facts import Facts, LicenseFacts

_Branch = tuple[tuple[str, ...], tuple[str, ...], bool | None]
_NONE: _Branch = ((), (), None)
# The licensee may choose, so the branch that suits best counts.
_WORD = re.compile(r"[^\W\d_]+")
# How the licences of Creative Commons are called, and what is called after them.
_CODES = (
    (frozenset({"nc", "noncommercial"}), "noncommercial-only"),
    (frozenset({"ncnd", "noderivatives", "noderivs"}), "no-derivatives"),
)
_PREFERENCE = {True: 0, None: 1, False: 2}


def declared_as(
    document: Document | None, span: Span | None, text: str, said: Expression, facts: Facts
) -> Declaration:
    """A declaration with what is known of its licences."""
    known = [_branch(branch, facts) for branch in said.branches]
    licenses, labels, conforms = min(known, key=lambda one: _PREFERENCE[one[2]], default=_NONE)
    return Declaration(document, span, text, said, licenses, labels, conforms)


def _branch(branch: Sequence[str], facts: Facts) -> _Branch:
    """Within a branch every licence applies: one that fails makes the branch fail."""
    answers = [facts.conformant(name) for name in branch]
    labels = sorted({label for name in branch for label in _labels(name, facts)})
    named = any(facts.find(name) is None and _labels(name, facts) for name in branch)
    conforms = False if named or False in answers else True if all(answers) else None
    return tuple(branch), tuple(labels), conforms


def _labels(name: str, facts: Facts) -> Collection[str]:
    """What is known of a licence; of another one what its name says in words of Creative Commons:
    "Zebra NC-ND 1.0", "zebra-non-commercial"."""
    if known := facts.find(name):
        return known.labels
    words = _WORD.findall(name.casefold())
    pairs = {*words, *(one + other for one, other in pairwise(words))}
    commercial = words.count("commercial") > sum(
        one == "non" for one, other in pairwise(words) if other == "commercial"
    )
    return [label for codes, label in _CODES if codes & pairs and not commercial]


def of_facts(facts: LicenseFacts) -> Declaration:
    """A licence by itself, as if it were declared."""
    labels = tuple(sorted(facts.labels))
    return Declaration(
        None, None, facts.id, Expression.of(facts.id), (facts.id,), labels, facts.conformant
    )
