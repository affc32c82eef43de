"""A policy judges a model with all that its use brings: what it was made from and what it needs."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Answer, ModelRef
from licensecheck.domain.report import CheckedModel
from licensecheck.errors import ExitCode
from licensecheck.gate.gate import Gate
from licensecheck.gate.load import load_gate, load_policy
from licensecheck.settings import Settings
from tests.cli.conftest import Run, run
from tests.hubs.huggingface_double import HuggingFace, Model

__all__ = ["run"]  # the fixture

Check = Callable[..., CheckedModel]

OPEN = "allow: {licenses: [Apache-2.0, MIT]}\n"
NC = "deny: {licenses: [CC-BY-NC-4.0]}\n"
ACME = 'deny: {models: ["acme/*"]}\n'


def model(license_: str, *bases: str, head: str = "", body: str = "") -> Model:
    front = f"license: {license_}\nbase_model: {json.dumps(list(bases))}\n{head}"
    return Model({"README.md": f"---\n{front}---\n# Zebra\n{body}".encode(), "a.safetensors": b""})


def needing(name: str) -> Model:
    body = f"\nDownload the pretrained [part](https://huggingface.co/{name}) first.\n"
    return model("apache-2.0", body=body)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HuggingFace]:
    """Models of the Zoo, all under open licences, and what some of them were made from."""
    with HuggingFace() as double:
        monkeypatch.setenv("HF_ENDPOINT", double.url)
        double.models |= {
            "acme/base": model("cc-by-nc-4.0"),
            "acme/relicensed": model("apache-2.0", "acme/base"),
            "farm/base": model("apache-2.0"),
            "zoo/tuned": model("apache-2.0", "acme/base"),
            "zoo/lora": model("apache-2.0", "acme/base", head="library_name: peft\n"),
            "zoo/grandchild": model("mit", "zoo/tuned"),
            "zoo/merged": model("apache-2.0", "farm/base", "acme/base"),
            "zoo/orphan": model("apache-2.0", "farm/gone"),
            "zoo/needing": needing("acme/base"),
            "zoo/alone": model("apache-2.0"),
            "zoo/honest": model("apache-2.0", "farm/base"),
            "zoo/honest-lora": model("mit", "farm/base", head="library_name: peft\n"),
            "zoo/honest-needing": needing("farm/base"),
        }
        yield double


@pytest.fixture
def check(hub: HuggingFace, tmp_path: Path) -> Check:
    """What a policy says of a model."""

    def check(name: str, policy: str = "", *fail_on: str) -> CheckedModel:
        auditor = Auditor(Settings(), lambda _: None)
        return _gate(policy, tmp_path, fail_on).decide(ModelRef("huggingface", name), auditor.audit)

    return check


def _gate(policy: str, folder: Path, fail_on: tuple[str, ...] = ()) -> Gate:
    if not policy:
        return Gate.parse(fail_on)
    (folder / "licensecheck-policy.yaml").write_text(policy)
    return load_gate(None, fail_on, folder)


RESTRICTED = ("tuned", "lora", "grandchild", "merged", "needing")
HONEST = ("alone", "honest", "honest-lora", "honest-needing")
POLICIES = (
    OPEN,
    OPEN + NC,
    OPEN + ACME,
    OPEN + "extends: permissive\n",
    NC + "extends: none\n",
    ACME + "extends: none\n",
    "extends: permissive\n",
)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("name", RESTRICTED)
def test_an_open_tag_over_what_the_policy_does_not_accept_is_stopped(
    check: Check, name: str, policy: str
) -> None:
    decided = check(f"zoo/{name}", policy)
    assert decided.stopped
    assert "acme/base" in " ".join(decided.reasons)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("name", HONEST)
def test_an_open_model_of_open_models_passes(check: Check, name: str, policy: str) -> None:
    assert check(f"zoo/{name}", policy).passed


@pytest.mark.parametrize("name", RESTRICTED)
def test_an_open_tag_over_a_restricted_base_is_stopped_beside_fail_on_and_a_strict_preset(
    check: Check, name: str
) -> None:
    assert check(f"zoo/{name}", "", "restricted-weights").stopped
    assert check(f"zoo/{name}", OPEN + "extends: none\n", "restricted-weights").stopped
    assert check(f"zoo/{name}", OPEN + "extends: open-source-only\n").stopped
    assert check("zoo/honest", OPEN + "extends: open-source-only\n").passed


@pytest.mark.parametrize("policy", [OPEN, "extends: research\n", "extends: none\n"])
def test_a_base_that_was_not_read_is_not_read(check: Check, policy: str) -> None:
    decided = check("zoo/orphan", policy)
    assert "farm/gone, which it was made from, was not read" in " ".join(decided.reasons)
    assert not decided.passed
    assert "not-read" in {one.rule for one in decided.stopping}


def test_a_part_that_was_not_read_is_not_read(hub: HuggingFace, check: Check) -> None:
    hub.models["zoo/needing"] = needing("farm/gone")
    decided = check("zoo/needing", OPEN)
    assert "farm/gone, which it needs, was not read" in " ".join(decided.reasons)
    assert decided.unread
    assert check("zoo/needing", OPEN + "not-read: warn\n").passed


def test_a_rule_about_a_right_asks_what_is_needed_too(check: Check) -> None:
    policy = (
        "rules:\n  - {id: trade, when: {rights: {use-commercially: ['no']}},"
        " answer: not-allowed, says: We sell what we make}\n"
    )
    decided = check("zoo/needing", policy)
    assert "We sell what we make" in decided.reasons[0]
    assert check("zoo/honest-needing", policy).passed


def test_a_rule_that_names_a_licence_sees_those_of_the_lineage(check: Check) -> None:
    when = "{id: nc, when: {licenses: [CC-BY-NC-*]}, answer: not-allowed, says: We sell it}"
    for name in RESTRICTED:
        assert "We sell it" in " ".join(check(f"zoo/{name}", f"rules: [{when}]\n").reasons)
    assert check("zoo/honest", f"rules: [{when}]\n").passed


def test_an_open_base_does_not_license_what_was_made_from_it(
    hub: HuggingFace, check: Check
) -> None:
    page = b"---\nbase_model: farm/base\n---\n# Zebra\n"
    hub.models["zoo/unlicensed"] = Model({"README.md": page, "a.safetensors": b""})
    assert not check("zoo/unlicensed", OPEN).passed


# --- What the same publisher made -------------------------------------------------------------


def test_who_holds_the_rights_may_offer_under_other_terms(check: Check) -> None:
    """Licences of a base do not bind then; but the base is in it all the same."""
    assert check("acme/relicensed", OPEN).passed
    assert check("acme/relicensed", NC + "extends: none\n").passed
    assert check("acme/relicensed", 'deny: {models: ["acme/base"]}\n').stopped


def test_a_base_that_is_accepted_by_name_is_accepted_in_what_was_made_from_it(check: Check) -> None:
    policy = "allow: {licenses: [Apache-2.0], models: [acme/base]}\n"
    assert check("zoo/tuned", policy).passed
    assert check("zoo/needing", policy).passed
    assert check("zoo/grandchild", policy).stopped  # MIT is not accepted


def test_a_decision_names_the_ingredient_that_brings_a_licence(check: Check) -> None:
    assert check("zoo/grandchild", NC).reasons == (
        "The policy refuses its licence CC-BY-NC-4.0 (of acme/base)",
    )
    decided = check("zoo/honest-lora", OPEN)
    assert [one.reason for one in decided.decisions] == [
        "The policy accepts its licence MIT and Apache-2.0 (of farm/base)"
    ]


# --- Nothing made from it ---------------------------------------------------------------------


def test_nothing_made_from_a_model_is_used(check: Check) -> None:
    policy = 'extends: none\ndeny: {derived-from: ["ACME/*"]}\n'
    for name in ("tuned", "lora", "grandchild", "merged"):
        decided = check(f"zoo/{name}", policy)
        assert decided.reasons == ("The policy refuses what is made from acme/base",)
        assert decided.decisions[0].rule == "deny"
    assert check("acme/base", policy).passed  # it is made from nothing
    assert check("zoo/needing", policy).passed  # it is used with it, and not made from it
    assert check("zoo/honest", policy).passed


def test_who_learned_from_its_answers_was_made_from_it(hub: HuggingFace, check: Check) -> None:
    body = "\nZebra was distilled from [Base](https://huggingface.co/acme/base).\n"
    hub.models["zoo/pupil"] = model("apache-2.0", body=body)
    assert check("zoo/pupil", 'deny: {derived-from: ["acme/*"]}\n').stopped
    assert check("zoo/pupil", ACME + "extends: none\n").passed  # none of its weights are in it


def test_a_policy_that_refuses_all_that_is_made_from_anything(check: Check) -> None:
    policy = 'extends: none\ndeny: {derived-from: ["*"]}\n'
    assert check("zoo/honest", policy).stopped
    assert check("zoo/alone", policy).passed


def test_a_policy_that_refuses_what_is_made_from_what_it_accepts_says_so(
    check: Check, tmp_path: Path
) -> None:
    policy = 'allow: {models: ["acme/*"]}\ndeny: {derived-from: ["acme/*"]}\n'
    assert check("acme/relicensed", policy).stopped
    assert check("acme/base", policy).passed
    [warning] = _gate(policy, tmp_path).warnings
    assert "refuses what is made from 'acme/*'" in warning.message


def test_models_in_a_circle_are_decided_once_each(hub: HuggingFace, check: Check) -> None:
    hub.models["zoo/hen"] = model("mit", "zoo/egg")
    hub.models["zoo/egg"] = model("mit", "zoo/hen")
    assert check("zoo/hen", OPEN).passed
    assert check("zoo/hen", "deny: {derived-from: [zoo/egg]}\n").stopped
    assert check("zoo/hen", "deny: {derived-from: [zoo/hen]}\n").passed
    hub.models["zoo/own"] = model("mit", "zoo/own")
    assert check("zoo/own", OPEN + "deny: {derived-from: [zoo/own]}\n").passed


def test_a_base_that_only_a_name_shows_is_a_question(hub: HuggingFace, check: Check) -> None:
    hub.models["zoo/zebra-llama-3-8b"] = model("apache-2.0")
    for denied in ("models", "derived-from"):
        policy = f'extends: none\ndeny: {{{denied}: ["meta-llama/*"]}}\n'
        decided = check("zoo/zebra-llama-3-8b", policy)
        assert decided.answer is Answer.ASK
        assert "may be made from meta-llama/" in decided.reasons[0]
    assert not check("zoo/zebra-llama-3-8b", OPEN).passed
    assert check("zoo/alone", 'extends: none\ndeny: {models: ["meta-llama/*"]}\n').passed


# --- Several models of one repository ----------------------------------------------------------


def test_bases_of_one_model_are_none_of_another(hub: HuggingFace, check: Check) -> None:
    rows = "".join(
        f'<tr><td><a href="https://huggingface.co/zoo/Zebra-{size}">Zebra-{size}</a></td>'
        f"<td>{base}</td></tr>\n"
        for size, base in (("7B", "Mistral-7B"), ("70B", "Llama-2-70b"))
    )
    table = f"\n<table>\n<tr><th>Model</th><th>LLM</th></tr>\n{rows}</table>\n"
    hub.models["zoo/zebra"] = model("apache-2.0", body=table)
    [reason] = check("zoo/zebra", 'extends: none\ndeny: {models: ["meta-llama/*"]}\n').reasons
    assert reason.startswith("Zebra-70B: The policy refuses meta-llama/Llama-2-")


# --- Not read is not unknown -------------------------------------------------------------------


def test_unknown_may_pass_and_what_was_not_read_does_not(run: Run, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text('from transformers import A\nA.from_pretrained("zoo/x-7b")\n')
    (tmp_path / "licensecheck-policy.yaml").write_text("extends: research\nunknown: warn\n")
    result = run("check")
    assert result.returncode == ExitCode.NOT_READ
    assert "UNREAD  huggingface:zoo/x-7b" in result.stdout
    assert "[not-read]" in result.stdout
    (tmp_path / "licensecheck-policy.yaml").write_text("extends: research\nnot-read: warn\n")
    assert run("check").returncode == ExitCode.PASS


def test_not_read_is_strict_unless_a_policy_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("extends: research\nnot-read: warn\n")
    for text, word in (("", "fail"), ("extends: ./base.yaml\n", "warn")):
        (tmp_path / "policy.yaml").write_text(f"{text}us: {{users: 1}}\n")
        loaded = load_policy(str(tmp_path / "policy.yaml"), date.today())
        assert loaded.policy.not_read == word


def test_a_base_that_was_not_read_can_be_waived(check: Check) -> None:
    waiver = (
        "waivers: [{model: zoo/orphan, rules: [not-read, unknown, closed], author: Ada,"
        f" reason: We asked the farm, expires: {date.today()}}}]\n"
    )
    assert check("zoo/orphan", f"extends: research\n{waiver}").passed
