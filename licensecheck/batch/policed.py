"""What a policy says of models: the gate of `check`, asked once for all that it takes for alike."""

import hashlib
from collections.abc import Mapping
from typing import Any

from licensecheck.domain import ModelRef
from licensecheck.domain.report import Report
from licensecheck.gate.gate import Gate
from licensecheck.gate.names import fitting, names_of

NO_POLICY: Mapping[str, Any] = {"gate": None, "gate_rules": None, "stopped": None}
"""The columns of a run without a policy."""


class Policed:
    """A gate that answers in columns of `models`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        policy = gate.policy
        globs = (*policy.deny.models, *policy.allow.models, *(one.model for one in policy.waivers))
        self._globs = tuple(dict.fromkeys(globs))
        self._kept = frozenset(one.ref for one in gate.baseline.baseline)

    def mark(self, model: ModelRef) -> bytes:
        """What of a model's name the policy heeds: models with the same essence and the same mark
        get the same answer."""
        names = names_of(model)
        own = str(model) if str(model) in self._kept else ""
        return bytes(bool(fitting(names, (glob,))) for glob in self._globs) + own.encode()

    def columns(self, model: ModelRef, report: Report) -> Mapping[str, Any]:
        """The answer, the rules that led to it, and whether the model would be stopped."""
        said = self._gate.decide(model, lambda _: report)
        rules = [one.rule for one in said.decisions if not one.waived]
        return {
            "gate": str(said.answer),
            "gate_rules": list(dict.fromkeys(rules)),
            "stopped": not said.passed,
        }

    @property
    def digest(self) -> str:
        """Of all that decides: a run is continued under the policy with which it began."""
        kept = sorted(one.model_dump_json() for one in self._gate.baseline.baseline)
        said = [self._gate.name, self._gate.policy.model_dump_json(), *kept]
        said += [str(self._gate.today)] if self._gate.policy.waivers else []
        return hashlib.blake2b("\n".join(said).encode(), digest_size=16).hexdigest()
