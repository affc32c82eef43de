"""What claims of openness are compared with."""

from collections.abc import Iterator
from dataclasses import dataclass

from licensecheck.domain import (
    Declaration,
    Evidence,
    Finding,
    Reading,
    Snapshot,
    Status,
    Verdict,
)
from licensecheck.domain.mismatch import Mismatch, Promise
from licensecheck.judge.claims import Claim
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.chain import Chain
from licensecheck.terms.prose import BESIDE
from licensecheck.terms.terms import Terms

Contradiction = tuple[Mismatch, tuple[Evidence, ...]]
"""What contradicts what, and the quotes of both sides."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What claims are compared with."""

    snapshot: Snapshot
    terms: Terms
    """Of the model itself, without those of what it was made from."""
    verdicts: tuple[Verdict, ...]
    claims: tuple[Claim, ...]
    knowledge: Knowledge
    downloadable: bool | None
    chain: Chain

    def promising(self, promise: Promise) -> Iterator[Claim]:
        """The claims that promise something."""
        return (c for c in self.claims if promise in self.knowledge.claims[c.kind].promises)

    @property
    def failed(self) -> tuple[Finding, ...]:
        """What makes the terms fail the OSD, for certain."""
        fails = [v for v in self.verdicts if v.framework == "osd" and v.status is Status.NOT_MET]
        return tuple(dict.fromkeys(finding for verdict in fails for finding in verdict.findings))

    @property
    def own_labels(self) -> frozenset[str]:
        """What the model's own terms say, for certain."""
        read = {f.label for r in self._readings for f in r.labels if f.certain}
        return frozenset(read | {label for d in self._declarations for label in d.labels})

    @property
    def own_licenses(self) -> frozenset[str]:
        """The licences that the model itself is under, as ids."""
        read = {name for reading in self._readings for name in reading.licenses}
        return frozenset(read | {name for d in self._declarations for name in d.licenses})

    @property
    def own_terms_known(self) -> bool:
        """True where something is known of the model's own terms."""
        answers = [r.conforms for r in self._readings] + [d.conforms for d in self._declarations]
        return bool(self.own_labels) or any(answer is not None for answer in answers)

    @property
    def _readings(self) -> list[Reading]:
        return [r for r in self.terms.readings if r.document.component not in BESIDE]

    @property
    def _declarations(self) -> list[Declaration]:
        return [d for d in self.terms.declarations if d.component not in BESIDE]
