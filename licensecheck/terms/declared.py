"""One declaration, with what is known of the licences that it names."""

from collections.abc import Sequence

from licensecheck.domain import Declaration, Document, Expression, Span
from licensecheck.knowledge.facts import Facts, LicenseFacts

_Branch = tuple[tuple[str, ...], tuple[str, ...], bool | None]
_NONE: _Branch = ((), (), None)
# The licensee may choose, so the branch that suits best counts.
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
    known = [facts.find(name) for name in branch]
    answers = [facts.conformant(name) for name in branch]
    conforms = False if False in answers else True if all(answers) else None
    labels = sorted({label for one in known if one for label in one.labels})
    return tuple(branch), tuple(labels), conforms


def of_facts(facts: LicenseFacts) -> Declaration:
    """A licence by itself, as if it were declared."""
    labels = tuple(sorted(facts.labels))
    return Declaration(
        None, None, facts.id, Expression.of(facts.id), (facts.id,), labels, facts.conformant
    )
