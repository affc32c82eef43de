"""When pages are followed, who is asked then, and with whose token."""

import json
import subprocess
from pathlib import Path

import pytest

import licensecheck
from licensecheck.report.formats.json import parse
from tests.cli.conftest import Run
from tests.follow.conftest import APACHE, LINK, Audited, Publish, asked, page
from tests.hubs.github_double import GitHub
from tests.hubs.huggingface_double import HuggingFace


@pytest.fixture(autouse=True)
def _published(publish: Publish, hub: HuggingFace) -> None:
    publish()
    hub.models["zoo/zebra-7b"] = page("license: mit")


def test_pages_are_followed_unless_the_user_forbids_it(audited: Audited, hub: HuggingFace) -> None:
    printed = audited("--no-follow")
    assert "unknown" in printed
    assert "Weights at huggingface.co/zoo/zebra-7b, not read" in printed
    assert "Next licensecheck audit huggingface:zoo/zebra-7b" in printed
    assert hub.asked == []
    assert "open-weights" in audited("--follow")


@pytest.mark.parametrize("word", ["0", "false", "no"])
def test_the_environment_forbids_it_and_a_flag_allows_it(
    audited: Audited, hub: HuggingFace, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setenv("LICENSECHECK_FOLLOW", word)
    assert "unknown" in audited()
    assert hub.asked == []
    assert "open-weights" in audited("--follow")


def test_the_settings_of_a_project_forbid_it(audited: Audited, hub: HuggingFace) -> None:
    Path("licensecheck.toml").write_text("follow = false\n")
    assert "unknown" in audited()
    assert hub.asked == []


def test_the_api_forbids_it(hub: HuggingFace) -> None:
    assert licensecheck.audit("github:zoo/zebra", follow=False).level == "unknown"
    assert hub.asked == []
    assert licensecheck.audit("github:zoo/zebra", deadline=600.0).level == "open-weights"


def test_offline_nobody_is_asked_and_the_command_is_named(
    audited: Audited, hub: HuggingFace, github: GitHub
) -> None:
    audited("--no-follow")
    github.asked.clear()
    printed = audited("--offline")
    assert "commercial use: code yes, weights please read" in printed
    assert "Weights at huggingface.co/zoo/zebra-7b, not read" in printed
    assert "Next licensecheck audit huggingface:zoo/zebra-7b" in printed
    assert (hub.asked, github.asked) == ([], [])


@pytest.mark.parametrize("remote", [True, False])
def test_a_checkout_is_followed_where_it_has_a_remote(
    audited: Audited, hub: HuggingFace, remote: bool
) -> None:
    Path("README.md").write_text(f"# Zebra\n\n{LINK}\n")
    Path("LICENSE").write_bytes(APACHE)
    subprocess.run(["git", "init", "-q", "."], check=True)
    if remote:
        subprocess.run(["git", "remote", "add", "up", "https://zoo.example/zebra"], check=True)
    printed = audited(ref=".")
    assert ("open-weights" in printed) is remote
    assert asked(hub) == ["zoo/zebra-7b"] * remote


def test_the_token_goes_to_the_hub_alone(
    audited: Audited, hub: HuggingFace, github: GitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "mine")
    assert "open-weights" in audited()
    assert {one.headers.get("authorization") for one in hub.asked} == {"Bearer mine"}
    assert {one.headers.get("authorization") for one in github.asked} == {None}


def test_a_bundle_has_the_pages_too(run: Run, hub: HuggingFace, github: GitHub) -> None:
    env = {"HF_ENDPOINT": hub.url, "GITHUB_API_URL": f"{github.url}/api"}
    env |= {"GITHUB_SERVER_URL": github.url, "LICENSECHECK_DEADLINE": "600"}
    made = run("bundle", "github:zoo/zebra", "-o", "models.bundle", env=env)
    assert made.returncode == 0, made.stderr
    hub.asked.clear()
    printed = run("audit", "github:zoo/zebra", "--bundle", "models.bundle", "-f", "json", env=env)
    assert json.loads(printed.stdout)["level"] == "open-weights", printed.stderr
    assert hub.asked == []


def test_a_bundle_names_pages_that_are_not_for_everybody(
    run: Run, hub: HuggingFace, github: GitHub
) -> None:
    hub.models["zoo/zebra-7b"] = page("license: mit", info={"gated": "manual"})
    env = {"HF_ENDPOINT": hub.url, "GITHUB_API_URL": f"{github.url}/api"}
    env |= {"GITHUB_SERVER_URL": github.url, "LICENSECHECK_DEADLINE": "600"}
    made = run("bundle", "github:zoo/zebra", "-o", "models.bundle", env=env)
    assert "huggingface:zoo/zebra-7b is not for everybody" in made.stderr


def test_a_gate_follows_too(run: Run, hub: HuggingFace, github: GitHub) -> None:
    env = {"HF_ENDPOINT": hub.url, "GITHUB_API_URL": f"{github.url}/api"}
    env |= {"GITHUB_SERVER_URL": github.url, "LICENSECHECK_DEADLINE": "600"}
    fail_on = ("--fail-on", "restricted-weights")
    assert run("check", "github:zoo/zebra", *fail_on, env=env).returncode == 0
    assert run("check", "github:zoo/zebra", *fail_on, "--no-follow", env=env).returncode == 1
    hub.models["zoo/zebra-7b"] = page("license: cc-by-nc-4.0", commit="f" * 40)
    assert run("check", "github:zoo/zebra", *fail_on, env=env).returncode == 1


def test_reports_of_before_are_still_read(audited: Audited) -> None:
    report = audited("-f", "json").report
    assert report["schema_version"] in ("1.0", "1.1", "1.2")
    del report["followed"]
    assert parse(json.dumps(report), "old.json").followed == ()  # type: ignore[union-attr]  # of a model
