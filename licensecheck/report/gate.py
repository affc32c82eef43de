"""Before you click: what one agrees to, hands over and waits for before a hub gives files out."""

from collections.abc import Iterator, Sequence

from licensecheck.domain import Document, Evidence, Gating, Reading, Snapshot, Span
from licensecheck.domain.gate import CONSENT, Gate
from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import ReportedGate
from licensecheck.domain.reported_terms import Quote
from licensecheck.hubs import about_hub
from licensecheck.knowledge.facts import Facts
from licensecheck.report.licence_names import license_name
from licensecheck.report.summary import short, spoken
from licensecheck.report.wire import quotes

TITLE = "Before you click"
_GATES = {
    Gating.AUTOMATIC: "the gate opens at once",
    Gating.MANUAL: "the publisher approves each person",
}
_PROMPT = 400
"""Characters of a prompt that is no known licence which are quoted."""
_WORDS = 110
"""Characters of a quote in a line."""
_PLACED = ("ip_location",)
"""Kinds of fields that nobody fills in: the browser tells."""

Line = tuple[str, Quote | None]


def report_gate(snapshot: Snapshot, readings: Sequence[Reading]) -> ReportedGate | None:
    """The gate of a model; None on hubs that have none, and where no gate is told of."""
    taken = about_hub(snapshot.ref.hub).gates_take
    if not taken or snapshot.metadata.gating not in _GATES:
        return None
    card = next((one for one in snapshot.cards if one.gate), None)
    gate = card.gate if card and card.gate else Gate()
    path = gate.prompt.path if gate.prompt else ""
    licences = (key for one in readings if one.document.path == path for key in one.licenses)
    consents = (one.place for one in gate.fields if one.kind == CONSENT)
    asked = [one for one in gate.fields if one.kind != CONSENT]
    return ReportedGate(
        opens=snapshot.metadata.gating,
        licenses=tuple(dict.fromkeys(licences)),
        prompt=quotes([_beginning(gate.prompt)])[0] if gate.prompt else None,
        consents=quotes(Evidence.at(card.document, one) for one in consents) if card else (),
        asked=(
            *taken,
            *(f"{one.label} ({one.kind})" if one.kind in _PLACED else one.label for one in asked),
        ),
    )


def _beginning(prompt: Document) -> Evidence:
    return Evidence.at(prompt, Span(0, min(len(prompt.text), _PROMPT)))


def gate_lines(report: Report, facts: Facts) -> Iterator[Line]:
    """What a person should know before he clicks, each line with its place."""
    gate = report.gate
    if gate is None:
        return
    if gate.licenses:
        names = " and ".join(license_name(one, facts) for one in gate.licenses)
        yield f"you agree to {names}", gate.prompt
    elif gate.prompt:
        yield f'you agree to "{_said(gate.prompt)}"', gate.prompt
    for one in gate.consents:
        yield f'you say "{_said(one)}"', one
    if gate.asked:
        yield f"you hand over {', '.join(gate.asked)}", None
    yield _GATES[gate.opens], None


def _said(quote: Quote) -> str:
    return short(spoken(quote.quote), _WORDS)
