"""What a person agrees to before a hub gives the files out: a licence, or words about one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from licensecheck.domain import (
    ClauseKind,
    Declaration,
    Document,
    Problem,
    ProblemKind,
    Reading,
    Snapshot,
)
from licensecheck.terms.titles import LICENCE

_BEHIND = "It can be read only behind the gate; what one agrees to there was read."


def prompts(snapshot: Snapshot) -> tuple[Document, ...]:
    """The texts that one agrees to, each once: a card and the hub tell the same one."""
    gates = (card.gate for card in snapshot.cards if card.gate)
    return tuple({one.prompt.text: one.prompt for one in gates if one.prompt}.values())


def is_titled(prompt: Document) -> bool:
    """True for a prompt that begins with a heading which calls it a licence or terms."""
    from licensecheck.text.segment import segment  # most models have no gate

    first = next(iter(segment(prompt)), None)
    if first is None or first.kind is not ClauseKind.HEADING:
        return False
    return bool(LICENCE.search(prompt.quote(first.span)))


def is_settled(declared: Sequence[Declaration]) -> bool:
    """True where all that is declared are licences that are known, and one of them is not open."""
    answers = [one.conforms for one in declared if not one.doubt]
    return False in answers and None not in answers and len(answers) == len(declared)


def without_hidden(
    problems: Iterable[Problem],
    snapshot: Snapshot,
    readings: Sequence[Reading],
    declared: Sequence[Declaration],
) -> Iterator[Problem]:
    """The problems; files behind a gate hide no terms where the licence that one agrees to at it
    is here, and is all that the publisher declares.

    Only of licences that are not open: nothing is open before all files were read.
    """
    paths = {one.path for one in prompts(snapshot)}
    agreed = {key for one in readings if one.document.path in paths for key in one.licenses}
    named = {one.key for said in declared for one in said.expression.named}
    known = is_settled(declared) and bool(agreed) and named <= agreed
    for one in problems:
        is_behind = known and one.hides_terms and one.kind is ProblemKind.GATED
        yield replace(one, message=_BEHIND, hides_terms=False) if is_behind else one
