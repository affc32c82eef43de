"""Services under a contract of our own: what `allow` and `deny` say of them in one line."""

from datetime import date
from pathlib import Path

import pytest

from licensecheck.domain import Answer, ModelRef
from licensecheck.domain.report import Report
from licensecheck.errors import CollectError, RuleFileError
from licensecheck.gate.gate import Gate
from licensecheck.gate.load import load_policy

TODAY = date(2027, 1, 1)


def unread(ref: ModelRef) -> Report:
    raise CollectError(f"{ref}: nothing was read")


def gate(tmp_path: Path, policy: str) -> Gate:
    (tmp_path / "policy.yaml").write_text(policy)
    return load_policy(str(tmp_path / "policy.yaml"), TODAY)


def test_models_of_a_service_under_our_own_contract_pass_unread(tmp_path: Path) -> None:
    ours = gate(tmp_path, "allow: {services: [azure, bedrock]}\n")
    for ref in (ModelRef("azure", "our-chat"), ModelRef("bedrock", "anthropic.claude-x")):
        checked = ours.decide(ref, unread)
        assert checked.passed
        assert checked.answer is Answer.ALLOWED
        assert "under a contract of our own" in checked.decisions[0].reason
    for ref in (ModelRef("groq", "name"), ModelRef("huggingface", "azure/our-chat")):
        assert not ours.decide(ref, unread).passed


def test_a_refused_service_is_refused_whatever_is_allowed(tmp_path: Path) -> None:
    policy = 'allow: {services: [groq], models: ["groq:llama-*"]}\ndeny: {services: [groq]}\n'
    checked = gate(tmp_path, policy).decide(ModelRef("groq", "llama-x"), unread)
    assert not checked.passed
    assert checked.reasons == ("The policy refuses Groq",)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("azur", "azure"), ("OpenAI", "openai"), ("Amazon Bedrock", "bedrock"), ("gemin", "gemini")],
)
def test_a_service_that_there_is_not_is_a_mistake(tmp_path: Path, name: str, meant: str) -> None:
    with pytest.raises(RuleFileError, match=f"no service .* did you mean '{meant}'"):
        gate(tmp_path, f"allow: {{services: [{name}]}}\n")


def test_a_library_is_no_service(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="no service"):
        gate(tmp_path, "allow: {services: [insightface]}\n")


def test_a_waiver_may_name_the_models_of_a_service(tmp_path: Path) -> None:
    policy = (
        'waivers:\n  - {model: "azure:our-*", rules: [not-read], reason: under our contract 12,'
        " author: Ada, expires: 2027-06-30}\n"
    )
    checked = gate(tmp_path, policy).decide(ModelRef("azure", "our-chat"), unread)
    assert checked.passed
