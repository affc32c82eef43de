"""A model under its old name is the model under its new one, for every rule of a policy."""

import pytest

from licensecheck.domain import Level, ModelRef
from licensecheck.domain.report import CheckedModel
from tests.gate.reports import gate, report

ASKED = ModelRef("huggingface", "zebra")
NOW = report(level=Level.OPEN_WEIGHTS, license="Apache-2.0").model_copy(
    update={"ref": "huggingface:zoo/zebra", "asked": "zebra"}
)


def decided(policy: dict[str, object]) -> CheckedModel:
    return gate(policy).decide(ASKED, lambda _: NOW)


@pytest.mark.parametrize("glob", ["zoo/*", "hf:zoo/zebra", "hf:zebra"])
def test_deny_knows_it_by_either_name(glob: str) -> None:
    found = decided({"deny": {"models": [glob]}})
    assert not found.passed
    assert found.reasons == ("The policy refuses this model by name: its hub calls it zoo/zebra",)
    assert found.called == "huggingface:zebra (now huggingface:zoo/zebra)"


def test_deny_of_another_account_does_not_stop_it() -> None:
    assert decided({"deny": {"models": ["herd/*"]}}).passed


@pytest.mark.parametrize(("glob", "accepts"), [("zoo/zebra", True), ("hf:zebra", False)])
def test_allow_means_who_has_the_name_today(glob: str, accepts: bool) -> None:
    found = decided({"allow": {"models": [glob]}})
    assert any(one.rule == "allow" for one in found.decisions) is accepts
