"""All that is known about the terms of a model, or of one text, as one value."""

from dataclasses import dataclass
from functools import cached_property

from licensecheck.domain import Card, Clause, Declaration, Finding, Problem, Reading
from licensecheck.terms.aside import judged
from licensecheck.terms.ledger import Ledger, ledger

Prose = tuple[Card, tuple[Clause, ...]]
"""A card and the clauses of its body."""
UNCOVERED = "terms of the weights"
"""Subject of the problem that nothing says that a licence here is for more than the code."""

NONE_WHOLE = "LICENSE"
"""Subject of the problem that there is no licence but those of folders."""


@dataclass(frozen=True)  # no slots: the ledger is made once and kept
class Terms:
    """All that is known about the terms of a model, or of one text."""

    readings: tuple[Reading, ...]
    declarations: tuple[Declaration, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    restrictions: frozenset[str] = frozenset()
    """The labels of which nobody may be unsure before anything is open."""

    @property
    def known_to_conform(self) -> bool:
        """True where every text and every declaration is a licence known to meet the OSD."""
        return bool(self._answers) and all(self._answers)

    @property
    def known_to_fail(self) -> bool:
        """True where a text or a declaration is a licence known to fail the OSD."""
        return False in self._answers

    @property
    def judged(self) -> tuple[Reading, ...]:
        """The texts that bind whoever uses the model."""
        return judged(self.readings)

    @property
    def _answers(self) -> list[bool | None]:
        answers = [reading.conforms for reading in self.judged]
        return answers + [declaration.conforms for declaration in self.declarations]

    @cached_property
    def ledger(self) -> Ledger:
        """How all that could bind was accounted for."""
        return ledger(self.judged, self.declarations, self.problems, self.restrictions)

    @property
    def unread(self) -> str:
        """Why terms may exist that nobody read or understood; empty where all is accounted for."""
        return next((one.reason for one in self.ledger.left), "")
