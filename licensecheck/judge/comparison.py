"""What claims of openness are compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from licensecheck.domain import (
    Declaration,
    Evidence,
    Finding,
    Reading,
    Snapshot,
    Status,
    Verdict,
)
from licensecheck.domain.component import BESIDE
from licensecheck.domain.mismatch import Mismatch, Promise
from licensecheck.domain.statement import Statement, StatementKind
from licensecheck.judge.claims import SURE, OpennessClaim
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.chain import Chain
from licensecheck.lineage.origins import Link
from licensecheck.terms.terms import UNCOVERED, Terms


class Contradiction(NamedTuple):
    """What contradicts what."""

    mismatch: Mismatch
    quotes: tuple[Evidence, ...]
    """Of both sides."""
    certain: bool = True
    """False where a person has to read whether both sides speak of the same, in earnest."""


def _opens(claim: OpennessClaim, promise: Promise) -> bool:
    return promise is Promise.OSD and claim.model_open


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What claims are compared with."""

    snapshot: Snapshot
    terms: Terms
    """Of the model itself, without those of what it was made from."""
    verdicts: tuple[Verdict, ...]
    claims: tuple[OpennessClaim, ...]
    knowledge: Knowledge
    downloadable: bool | None
    chain: Chain
    statements: Mapping[Evidence, Statement]
    """What the sentences say in which claims and bases were found."""

    def promise(self, promise: Promise) -> OpennessClaim | None:
        """The plainest claim that promises something; None where there is none."""
        return next(iter(self.promises(promise)), None)

    def promises(self, promise: Promise) -> Sequence[OpennessClaim]:
        """The claims that promise something, the plainest first: sentences that say so before what
        words or form show, and "an open model" after "an open-source model"."""

        def said(claim: OpennessClaim) -> bool:
            of_terms = bool(claim.about) and promise is not Promise.OSD
            return not of_terms and promise in self.knowledge.claims[claim.kind].promises

        about = (one for one in self.claims if not one.beside_the_model)
        found = [one for one in about if said(one) or _opens(one, promise)]
        return sorted(
            found, key=lambda one: (not one.plain, not said(one), one.shown, -one.certainty)
        )

    def is_plain(self, link: Link) -> bool:
        """True where it needs no reader to say that the model was made from its parent.

        Prose has to say so in a sentence that is read so: a comparison and a plan are none.
        """
        place = link.evidence
        if link.heard:
            return False
        if link.declared or place is None or place.source not in self._pages:
            return True
        said = self.statements.get(place)
        return said is not None and said.kind is StatementKind.ORIGIN and said.present >= SURE

    def is_told(self, link: Link) -> bool:
        """True where a card's prose says what the model was made from."""
        return link.evidence is not None and link.evidence.source in self._pages

    @property
    def _pages(self) -> frozenset[str]:
        return frozenset(one.path for one in self.snapshot.documents if one.kind.is_page)

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
    def covers_weights(self) -> bool:
        """False where the licence that is here may be for the code alone: nobody has offered the
        weights under it then."""
        return all(one.subject != UNCOVERED for one in self.terms.problems)

    @property
    def _readings(self) -> list[Reading]:
        return [r for r in self.terms.readings if r.document.component not in BESIDE]

    @property
    def _declarations(self) -> list[Declaration]:
        return [d for d in self.terms.declarations if d.component not in BESIDE]
