"""What we say of models of which the real hub's answer was recorded, read on loopback."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Gating, Level, Origin, ProblemKind
from licensecheck.domain.report import Report
from licensecheck.domain.right import RightAnswer
from licensecheck.errors import NotFoundError
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import terminal
from licensecheck.settings import Settings
from tests.hubs.recorded import RecordedHub
from tests.hubs.registry_double import DOCKER, RegistryDouble

KNOWN = installed()
LLAMA_3_1 = "LicenseRef-scancode-llama-3.1-license-2024"
YES, YES_IF, READ = RightAnswer.YES, RightAnswer.YES_IF, RightAnswer.PLEASE_READ


@pytest.fixture(scope="module")
def folder(real: Path) -> Path:
    found = real / "recorded"
    if not found.is_dir():
        pytest.skip(f"no recorded answers at {found} (set LICENSECHECK_REAL_DATA)")
    return found


@pytest.fixture(scope="module")
def hub(folder: Path) -> Iterator[RecordedHub]:
    with RecordedHub(folder) as double:
        yield double


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor(Settings(), lambda _: None)


@pytest.fixture
def audit(
    hub: RecordedHub, auditor: Auditor, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Report]:
    """Audits a model of the recorded hub without a token."""
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    return lambda name: auditor.audit(parse_ref(f"hf:{name}"))


Audit = Callable[[str], Report]


def commercial(report: Report) -> RightAnswer:
    return next(one.answer for one in report.rights if one.right == "use-commercially")


def screen(report: Report) -> str:
    return " ".join(terminal.render(report, KNOWN).split())


@dataclass(frozen=True)
class Expected:
    """What a report must say, and words that it must not have."""

    level: Level
    licence: str
    commercial: RightAnswer
    not_said: tuple[str, ...] = ("Before you click", "gate")


OPEN, RESTRICTED = Level.OPEN_WEIGHTS, Level.RESTRICTED_WEIGHTS
MODELS = {
    "CompVis/stable-diffusion-v1-4": Expected(
        RESTRICTED, "LicenseRef-scancode-stable-diffusion-2022-08-22", YES_IF, ("Before you click",)
    ),
    "HuggingFaceH4/zephyr-7b-beta": Expected(OPEN, "MIT", YES),
    "Salesforce/blip-image-captioning-base": Expected(OPEN, "BSD-3-Clause", YES),
    "deepset/roberta-base-squad2": Expected(OPEN, "CC-BY-4.0", YES),
    "espnet/kan-bayashi_ljspeech_vits": Expected(OPEN, "CC-BY-4.0", YES),
    "facebook/mbart-large-50-many-to-many-mmt": Expected(Level.UNKNOWN, "", READ),
    "google-bert/bert-base-uncased": Expected(OPEN, "Apache-2.0", YES),
    # The catalogue knows its code and data, which the Open Source AI Definition asks for.
    "google-t5/t5-small": Expected(Level.OPEN_SOURCE_AI, "Apache-2.0", YES),
    "meta-llama/Llama-3.1-8B-Instruct": Expected(
        Level.CLOSED, LLAMA_3_1, YES_IF, ("LLaMA License", "research only", "set HF_TOKEN to read")
    ),
    "meta-llama/Meta-Llama-3-8B-Instruct": Expected(
        Level.CLOSED, "LicenseRef-llama-3", YES_IF, ("LLaMA License", "research only", "3.1")
    ),
    "openai/clip-vit-base-patch32": Expected(Level.UNKNOWN, "", READ),
    "openai-community/gpt2": Expected(OPEN, "MIT", YES),
    "sentence-transformers/all-MiniLM-L6-v2": Expected(OPEN, "Apache-2.0", YES),
    "stabilityai/stable-diffusion-2-1": Expected(
        RESTRICTED, "LicenseRef-scancode-bigscience-open-rail-m2", YES_IF
    ),
}
RENAMED = {
    "bert-base-uncased": "google-bert/bert-base-uncased",
    "t5-small": "google-t5/t5-small",
    "meta-llama/Meta-Llama-3.1-8B-Instruct": "meta-llama/Llama-3.1-8B-Instruct",
}


def test_every_recorded_model_is_here(hub: RecordedHub) -> None:
    assert set(hub.answers) == {*MODELS, *RENAMED}


@pytest.mark.parametrize("name", MODELS)
def test_what_is_said_of_a_model(audit: Audit, name: str) -> None:
    expected, report = MODELS[name], audit(name)
    assert report.ref == f"huggingface:{name}"
    assert report.level is expected.level
    named = {one for said in report.declared for one in said.expression.licenses}
    assert named == ({expected.licence} if expected.licence else set())
    assert commercial(report) is expected.commercial
    said = screen(report)
    assert [words for words in expected.not_said if words in said] == []
    unread = [one for one in report.problems if one.hides_terms]
    assert all(one.kind is ProblemKind.UNCLEAR for one in unread)
    assert {one.document for one in report.declared} <= {
        "README.md", "hub-metadata.yaml", "README.md#extra_gated_prompt"
    }  # fmt: skip


@pytest.mark.parametrize(("asked", "now"), RENAMED.items())
def test_a_renamed_model_has_one_answer_under_its_name_of_today(
    audit: Audit, asked: str, now: str
) -> None:
    before, today = audit(asked), audit(now)
    assert (before.ref, before.asked, today.asked) == (f"huggingface:{now}", asked, "")
    assert f"(asked for as {asked})" in screen(before)
    same = {"asked": "", "fetched_at": ""}
    assert before.model_copy(update=same) == today.model_copy(update=same)


@pytest.mark.parametrize("name", ["Llama-3.1-8B-Instruct", "Meta-Llama-3-8B-Instruct"])
def test_the_licence_at_the_gate_is_read_as_a_text(
    audit: Audit, hub: RecordedHub, name: str
) -> None:
    report = audit(f"meta-llama/{name}")
    (text,) = report.licenses
    assert text.document == "hub-metadata.yaml#extra_gated_prompt"
    info = json.loads(hub.answers[f"meta-llama/{name}"]["body"])
    prompt = info["cardData"]["extra_gated_prompt"]
    quotes = [one for found in report.findings for one in found.evidence]
    here = [one for one in quotes if one.document == text.document]
    assert here
    assert all(prompt[one.start : one.end] == one.quote for one in here)
    assert not report.washing.findings


def test_before_one_clicks_one_is_told_what_the_gate_asks(audit: Audit) -> None:
    report = audit("meta-llama/Llama-3.1-8B-Instruct")
    assert report.gate
    assert report.gate.opens is Gating.MANUAL
    assert report.gate.licenses == (LLAMA_3_1, "LicenseRef-llama-3.1-use-policy")
    assert report.gate.asked == (
        "user name", "e-mail address", "First Name", "Last Name", "Date of birth", "Country",
        "Affiliation", "Job title", "geo (ip_location)",
    )  # fmt: skip
    (consent,) = report.gate.consents
    assert consent.quote.startswith("By clicking Submit below I accept the terms of the license")
    bound = ("scale-threshold", "use-policy-incorporation", "branding-requirement", "license-copy")
    assert set(bound) <= set(report.gate.clauses)
    said = screen(report)
    assert "you agree to Llama 3.1 Community License Agreement" in said
    assert "above 700,000,000 monthly active users, counted on 2024-07-23 alone" in said
    assert 'then you must get the licensor\'s leave for some uses; show "Built with Llama"' in said
    assert 'beside it stands "The information you provide will be collected, stored' in said
    assert "the publisher approves each person" in said


@pytest.mark.parametrize("name", ["Llama-3.1-8B-Instruct", "Meta-Llama-3-8B-Instruct"])
def test_the_catalogue_tells_of_the_gate_that_the_hub_told_of(audit: Audit, name: str) -> None:
    """With the day: the publisher's own page had said no more than that a licence is accepted."""
    online = audit(f"meta-llama/{name}")
    offline = Auditor(Settings(offline=True), lambda _: None).audit(parse_ref(online.ref))
    assert offline.origin is Origin.CATALOGUE
    assert offline.gating is online.gating is Gating.MANUAL
    assert (offline.level, online.level) == (Level.CLOSED, Level.CLOSED)
    assert "the gate as of 2025-03-21" in screen(offline)


def test_an_older_text_of_a_licensor_is_told_with_both_dates(audit: Audit) -> None:
    report = audit("meta-llama/Llama-3.1-8B-Instruct")
    (note,) = (one for one in report.problems if one.kind is ProblemKind.SUPERSEDED)
    assert note.subject == "hub-metadata.yaml#extra_gated_prompt"
    assert "the Llama 3.1 Community License Agreement of 2024-07-23" in note.message
    newer = (
        "for later models its licensor has the Llama 4 Community License Agreement of 2025-04-05"
    )
    assert newer in note.message
    assert not note.hides_terms


def test_who_asks_for_leave_is_not_sent_to_the_address_for_violations(audit: Audit) -> None:
    report = audit("meta-llama/Llama-3.1-8B-Instruct")
    asked = {one for right in report.rights if right.leave for one in right.leave.contacts}
    assert asked == set()


def test_what_the_hub_does_not_have_is_missing(audit: Audit) -> None:
    with pytest.raises(NotFoundError, match="There is no model herd/zebra, or it is private"):
        audit("herd/zebra")


@pytest.mark.parametrize("name", ["gemma:2b", "llama3.2:3b"])
def test_every_licence_layer_of_an_ollama_manifest_is_asked_for(
    folder: Path, options: Callable[..., FetchOptions], name: str
) -> None:
    """The blobs were not recorded: each layer that holds terms is named as not read."""
    found = json.loads((folder / "ollama-manifests.json").read_text("utf-8"))
    manifest = next(one["manifest"] for one in found if name in one["source"])
    layers = [one for one in manifest["layers"] if one["mediaType"].endswith(".license")]
    with RegistryDouble() as registry:
        place = f"library/{name}"
        registry.manifests[place] = (DOCKER, json.dumps(manifest).encode())
        given = options(endpoints={"ollama": registry.url}, deadline=10.0)
        snapshot = collect(parse_ref(f"ollama:{name}"), given)
        asked = {path.rpartition("/")[2] for path in registry.paths()}
    assert {one["digest"] for one in layers} <= asked
    unread = {one.subject for one in snapshot.problems if one.hides_terms}
    assert unread - {"config"} == set(("LICENSE", "LICENSE-2")[: len(layers)])
