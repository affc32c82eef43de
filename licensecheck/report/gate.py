"""Before you click: what one agrees to, hands over and waits for before a hub gives files out."""

from collections.abc import Iterator, Sequence

from licensecheck.domain import (
    Card,
    Confidence,
    Document,
    Evidence,
    Finding,
    FindingKind,
    Gating,
    Reading,
    Snapshot,
    Span,
)
from licensecheck.domain.gate import CONSENT, Gate
from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import ReportedGate
from licensecheck.domain.reported_terms import Quote
from licensecheck.hubs import about_hub
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.licence_names import license_name
from licensecheck.report.summary import short, spoken
from licensecheck.report.wire import quotes, values_of
from licensecheck.report.wording import brief

TITLE = "Before you click"
_GATES = {
    Gating.AUTOMATIC: "the gate opens at once",
    Gating.MANUAL: "the publisher approves each person",
    Gating.UNKNOWN: "whether the publisher approves each person is not told",
}
_PROMPT = 400
"""Characters of a prompt that is no known licence which are quoted."""
_WORDS = 110
"""Characters of a quote in a line."""
_PLACED = ("ip_location",)
"""Kinds of fields that nobody fills in: the browser tells."""

_BINDS = {FindingKind.BAN: "you may not", FindingKind.DUTY: "you must"}
_CLAUSES = 4
"""Clauses of a kind in a line; the others stand with all that the terms say."""

Line = tuple[str, Quote | None]


def report_gate(
    snapshot: Snapshot, readings: Sequence[Reading], findings: Sequence[Finding]
) -> ReportedGate | None:
    """The gate of a model; None on hubs that have none, and where no gate is told of."""
    taken, opens = about_hub(snapshot.ref.hub).gates_take, snapshot.metadata.gating
    card = next((one for one in snapshot.cards if one.gate), None)
    if not taken or opens is Gating.NONE or (opens is Gating.UNKNOWN and card is None):
        return None
    gate = card.gate if card and card.gate else Gate()
    path = gate.prompt.path if gate.prompt else ""
    licences = (key for one in readings if one.document.path == path for key in one.licenses)
    consents = (one.place for one in gate.fields if one.kind == CONSENT)
    asked = [one for one in gate.fields if one.kind != CONSENT]
    return ReportedGate(
        opens=opens,
        licenses=tuple(dict.fromkeys(licences)),
        prompt=quotes([_beginning(gate.prompt)])[0] if gate.prompt else None,
        consents=quotes(Evidence.at(card.document, one) for one in consents) if card else (),
        asked=(
            *taken,
            *(f"{one.label} ({one.kind})" if one.kind in _PLACED else one.label for one in asked),
        ),
        described=_described(card, gate),
        clauses=_clauses(card, gate, findings),
    )


def _described(card: Card | None, gate: Gate) -> Quote | None:
    if card is None or gate.description is None:
        return None
    return quotes([Evidence.at(card.document, gate.description)])[0]


def _clauses(card: Card | None, gate: Gate, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Labels of what is certain to bind whoever passes the gate."""
    prompt = gate.prompt.path if gate.prompt else ""

    def is_there(one: Evidence) -> bool:
        here = card is not None and one.document == card.document.path
        return one.document == prompt != "" or (
            here and any(piece.start <= one.span.start < piece.end for piece in gate.pieces)
        )

    kinds = list(_BINDS)
    said = [
        one
        for one in findings
        if one.kind in kinds
        and one.confidence is Confidence.CERTAIN
        and any(map(is_there, one.evidence))
    ]
    ordered = sorted(said, key=lambda one: kinds.index(one.kind))
    return tuple(dict.fromkeys(one.rule for one in ordered))


def _beginning(prompt: Document) -> Evidence:
    return Evidence.at(prompt, Span(0, min(len(prompt.text), _PROMPT)))


def gate_lines(report: Report, knowledge: Knowledge) -> Iterator[Line]:
    """What a person should know before he clicks, each line with its place."""
    gate = report.gate
    if gate is None:
        return
    if gate.licenses:
        names = " and ".join(license_name(one, knowledge.facts) for one in gate.licenses)
        yield f"you agree to {names}", gate.prompt
    elif gate.prompt:
        yield f'you agree to "{_said(gate.prompt)}"', gate.prompt
    for one in gate.consents:
        yield f'you say "{_said(one)}"', one
    for words in _bound(report, gate, knowledge):
        yield words, None
    if gate.asked:
        yield f"you hand over {', '.join(gate.asked)}", None
    if gate.described:
        yield f'beside it stands "{_said(gate.described)}"', gate.described
    yield _GATES[gate.opens], None


def _bound(report: Report, gate: ReportedGate, knowledge: Knowledge) -> Iterator[str]:
    """What one takes upon oneself, in a line for each kind."""
    first = {one.rule: one for one in reversed(report.findings) if one.rule in gate.clauses}
    for kind, lead in _BINDS.items():
        said = [one for rule in gate.clauses if (one := first.get(rule)) and one.kind is kind]
        words = [brief(knowledge.rules.labels[one.rule], values_of(one)) for one in said[:_CLAUSES]]
        more = [f"and {len(said) - _CLAUSES} more"] if len(said) > _CLAUSES else []
        if words:
            yield f"then {lead} {'; '.join([*words, *more])}"


def _said(quote: Quote) -> str:
    return short(spoken(quote.quote), _WORDS)
