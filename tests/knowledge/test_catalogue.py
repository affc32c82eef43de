"""The catalogue: files fit the schema, facts have sources, and it answers as a hub does."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest

from licensecheck.domain import Gating, ModelRef, Origin, ProblemKind, Snapshot
from licensecheck.errors import RuleFileError
from licensecheck.hubs import hub_names
from licensecheck.knowledge import catalogue
from licensecheck.knowledge.catalogue import (
    Availability,
    CatalogueComponent,
    CatalogueEntry,
    ComponentState,
    read_catalogue,
)
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.files import catalogue_folder, rule_files
from licensecheck.knowledge.knowledge import installed

FILES = {path.stem: read_catalogue(path) for path in rule_files(catalogue_folder())}
ENTRIES = [entry for file in FILES.values() for entry in file.models]
HUGGING_FACE = {name: entry for entry in ENTRIES for name in entry.ids.get("huggingface", ())}

DOWNLOADABLE = Availability.DOWNLOADABLE

WITHOUT_LICENSE = {
    "Airoboros 110B",
    "BELLE 7B",
    "CodeGen2.5 7B Instruct",
    "CosyVoice",
    "Kimi-Audio",
    "Ling 1 and 1.5",
    "MiMo 7B",
    "RWKV 5 World",
    "TangoFlux",
    "TeleChat 2.5",
}
"""Models whose sources name no licence, name one for the code alone, or contradict themselves."""

WITHOUT_FACTS = {
    "LicenseRef-ai-sweden-llm-model",
    "LicenseRef-baichuan-13b",
    "LicenseRef-baichuan-7b",
    "LicenseRef-bilibili-index-1.9b",
    "LicenseRef-cogvideox",
    "LicenseRef-cogvlm2",
    "LicenseRef-lfm-open-1.0",
    "LicenseRef-opt-iml-175b",
    "LicenseRef-scancode-open-aleph-1.0",
    "LicenseRef-upstage-solar",
    "LicenseRef-vicuna-non-commercial",
}
"""Licences that we know by name only: verdicts that need their terms stay unknown."""

TEXT_ALONE = {
    "Cogito v1 preview on Llama 3.2",
    "Dolphin 3.0 Llama 3.2",
    "Llama 3.2",
    "Llama 3.3",
    "Poro 2 70B",
}
"""Models whose use policy takes rights away in multimodal models, of which they are none."""

LLAMA = ModelRef("huggingface", "meta-llama/Llama-3.1-8B-Instruct")


def entry_of(name: str) -> CatalogueEntry:
    return next(entry for entry in ENTRIES if entry.name == name)


def sources_of(entry: CatalogueEntry) -> set[str]:
    facts = [
        entry.license,
        entry.code_license,
        entry.weights,
        entry.gating,
        entry.base_models,
        entry.earlier,
        entry.datasets,
        *entry.components.values(),
    ]
    return {fact.source for fact in facts if fact}


# What stands in the files


def test_it_knows_the_models_people_ask_for() -> None:
    assert len(ENTRIES) >= 250
    assert sum(entry.weights.state is Availability.API_ONLY for entry in ENTRIES) >= 70
    assert len(HUGGING_FACE) >= 1300


@pytest.mark.parametrize("hub", ["huggingface", "github", "ollama", "modelscope", "api"])
def test_no_model_is_described_twice(hub: str) -> None:
    names = chain.from_iterable(entry.ids.get(hub, ()) for entry in ENTRIES)  # type: ignore[call-overload]
    counted = Counter(name.casefold() for name in names)
    assert [name for name, times in counted.items() if times > 1] == []


def test_no_two_entries_have_one_name() -> None:
    counted = Counter(entry.name for entry in ENTRIES)
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_source_of_a_file_is_used() -> None:
    for name, file in FILES.items():
        used = set().union(*(sources_of(entry) for entry in file.models))
        assert set(file.sources.values()) == used, name


def test_sources_name_a_state_of_the_page_not_a_moving_branch() -> None:
    pages = chain.from_iterable(file.sources.values() for file in FILES.values())
    assert [p for p in pages if "github.com" in p and ("/main/" in p or "/HEAD/" in p)] == []


def test_nothing_was_checked_in_the_future_or_before_the_project_began() -> None:
    today = datetime.now(UTC).date() + timedelta(days=1)
    assert [e.name for e in ENTRIES if not date(2026, 11, 1) <= e.checked <= today] == []


def test_lineage_links_are_names_and_lead_back_into_no_circle() -> None:
    parents = {
        child: bases
        for entry in ENTRIES
        if entry.base_models
        for child, bases in entry.base_models.of.items()
    }
    for child, bases in parents.items():
        seen, todo = {child}, list(bases)
        while todo:
            parent = todo.pop()
            assert parent not in seen, f"{child} descends from itself"
            todo += parents.get(parent, ())


def test_an_entry_gives_the_bases_of_its_own_models_only() -> None:
    for entry in ENTRIES:
        if entry.base_models:
            assert set(entry.base_models.of) <= set(entry.ids.get("huggingface", ())), entry.name


def test_a_base_model_of_a_family_we_hold_is_held() -> None:
    organisations = {"meta-llama", "mistralai", "deepseek-ai", "EleutherAI", "Qwen"}
    bases = {
        base
        for entry in ENTRIES
        if entry.base_models
        for group in entry.base_models.of.values()
        for base in group
    }
    missing = {base for base in bases if base.split("/")[0] in organisations} - set(HUGGING_FACE)
    assert missing == set()


def test_an_earlier_name_leads_to_a_model_of_its_entry_and_is_no_name_of_today() -> None:
    for entry in ENTRIES:
        renamed = entry.earlier.of if entry.earlier else {}
        assert set(renamed.values()) <= set(entry.ids.get("huggingface", ())), entry.name
        assert not renamed.keys() & set(HUGGING_FACE), entry.name


def test_weights_are_said_to_be_there_only_where_they_can_be_had() -> None:
    for entry in ENTRIES:
        weights = entry.components.get(CatalogueComponent.WEIGHTS)
        if weights and weights.state is not ComponentState.ABSENT:
            assert entry.weights.state is Availability.DOWNLOADABLE, entry.name


def test_names_are_of_hubs_that_there_are() -> None:
    assert {hub for entry in ENTRIES for hub in entry.ids} <= {*hub_names(), "api"}


def test_every_model_can_be_asked_for() -> None:
    assert [entry.name for entry in ENTRIES if not entry.ids] == []
    assert {e.name for e in ENTRIES if "api" in e.ids} == {
        e.name for e in ENTRIES if e.weights.state is Availability.API_ONLY
    }


def test_a_licence_is_missing_only_where_the_sources_state_none_for_the_weights() -> None:
    missing = {e.name for e in ENTRIES if e.weights.state is DOWNLOADABLE and not e.license}
    assert missing == WITHOUT_LICENSE


def test_licences_go_by_the_ids_of_their_facts() -> None:
    facts = load_facts()
    used = {
        name
        for entry in ENTRIES
        for fact in (entry.license, entry.code_license)
        if fact
        for name in fact.expression.licenses
    }
    known = {name: facts.find(name) for name in used}
    assert {name: found.id for name, found in known.items() if found and found.id != name} == {}
    assert {name for name, found in known.items() if not found} <= WITHOUT_FACTS


def test_a_use_policy_that_excludes_a_territory_stands_among_the_licences() -> None:
    """Offline nobody reads the policy's text: the facts of its id are all that is known of it."""
    facts = load_facts()
    territories = "geographic-restriction"
    silent = set()
    for entry in ENTRIES:
        policies = {
            policy.id
            for one in map(facts.find, entry.license.expression.licenses if entry.license else ())
            if one and (said := one.labels.get("use-policy-incorporation"))
            if (policy := facts.at(said.policy)) and territories in policy.labels
        }
        if entry.license and not policies <= set(entry.license.expression.licenses):
            silent.add(entry.name)
    assert silent == TEXT_ALONE


def test_the_catalogue_holds_the_public_models_of_the_european_index(real: Path) -> None:
    """All of the half we have, but one whose address there is another model's."""
    lines = (real / "truth" / "models.jsonl").read_text("utf-8").splitlines()
    models = [row for row in map(json.loads, lines) if row["source"] == "osai_index_2026"]
    named = {row["hf_id"] for row in models if row["hf_id"]}
    assert len(named) > 60
    assert named - set(HUGGING_FACE) == set()


# How it answers


def find(ref: ModelRef) -> CatalogueEntry | None:
    return installed().catalogued(ref)


def snapshot(entry: CatalogueEntry, ref: ModelRef) -> Snapshot:
    return catalogue.snapshot(entry, ref, installed().services)


def test_it_answers_by_name_whatever_the_case() -> None:
    assert find(LLAMA) == entry_of("Llama 3.1")
    assert find(ModelRef("huggingface", LLAMA.name.upper())) == entry_of("Llama 3.1")
    assert find(ModelRef("github", "meta-llama/llama3")) == entry_of("Llama 3")


@pytest.mark.parametrize(
    ("name", "revision", "expected"),
    [
        ("llama3.1", None, "Llama 3.1"),
        ("llama3.1", "8b", "Llama 3.1"),
        ("library/llama3.1:8b-instruct-q4_K_M", None, "Llama 3.1"),
        ("deepseek-r1:70b", None, "DeepSeek R1 Distill Llama"),
        ("deepseek-r1", "671b-fp16", "DeepSeek R1"),
    ],
)
def test_on_ollama_the_most_specific_tag_counts(
    name: str, revision: str | None, expected: str
) -> None:
    entry = find(ModelRef("ollama", name, revision))
    assert entry
    assert entry.name == expected


@pytest.mark.parametrize(
    ("hub", "name"),
    [
        ("huggingface", "meta-llama/Llama-3.1"),  # part of a name is no name
        ("huggingface", "llama3.1"),  # a name on another hub
        ("ollama", "meta-llama/Llama-3.1-8B"),
        ("huggingface", "nobody/nothing"),
        ("local", "/tmp/model"),
        ("oci", "registry.example/llama3.1"),
    ],
)
def test_it_says_nothing_of_what_it_does_not_know(hub: str, name: str) -> None:
    assert find(ModelRef(hub, name)) is None


def test_every_model_is_found_under_each_of_its_names() -> None:
    for entry in ENTRIES[:: max(1, len(ENTRIES) // 25)]:
        for hub, names in entry.ids.items():
            for name in names:
                found = find(ModelRef("huggingface" if hub == "api" else hub, name))
                assert found
                assert found.name == entry.name


@pytest.mark.parametrize(
    ("name", "license_"),
    [
        ("sentence-transformers/all-MiniLM-L6-v2", "Apache-2.0"),
        ("BAAI/bge-large-en-v1.5", "MIT"),
        ("intfloat/multilingual-e5-large", "MIT"),
        ("jinaai/jina-embeddings-v3", "CC-BY-NC-4.0"),
        ("google/embeddinggemma-300m", "LicenseRef-scancode-gemma-tou-2025-03-24"),
        ("cross-encoder/ms-marco-MiniLM-L-6-v2", "Apache-2.0"),
        ("Systran/faster-whisper-large-v3", "MIT"),
        ("timm/resnet50.a1_in1k", "Apache-2.0"),
    ],
)
def test_it_knows_what_text_speech_and_pictures_are_encoded_with(name: str, license_: str) -> None:
    entry = find(ModelRef("huggingface", name))
    assert entry
    assert entry.license
    assert str(entry.license.expression) == license_


def test_where_each_model_has_a_page_of_its_own_that_page_is_named() -> None:
    name = "sentence-transformers/all-MiniLM-L6-v2"
    entry = find(ModelRef("huggingface", name.upper()))
    assert entry
    pages = sources_of(entry)
    assert len(pages) == 1
    assert pages.pop().endswith("/readme_files/sentence-transformers_all-MiniLM-L6-v2.md")


@pytest.mark.parametrize(
    ("earlier", "today"),
    [
        ("bert-base-uncased", "google-bert/bert-base-uncased"),
        ("T5-Small", "google-t5/t5-small"),
        ("gpt2", "openai-community/gpt2"),
        ("roberta-base", "FacebookAI/roberta-base"),
        ("xlm-roberta-base", "FacebookAI/xlm-roberta-base"),
        ("distilbert-base-uncased", "distilbert/distilbert-base-uncased"),
        ("albert-base-v2", "albert/albert-base-v2"),
    ],
)
def test_a_model_is_found_under_the_name_that_it_had(earlier: str, today: str) -> None:
    asked = ModelRef("huggingface", earlier)
    entry = find(asked)
    assert entry
    shot = snapshot(entry, asked)
    assert (shot.ref.name, shot.asked) == (today, earlier)
    assert shot.problems[0].subject == f"huggingface:{today}"
    assert snapshot(entry, ModelRef("huggingface", today)).asked == ""


def test_an_earlier_name_is_one_of_the_hub_alone() -> None:
    assert find(ModelRef("ollama", "t5-small")) is None


def test_a_snapshot_says_that_it_is_from_the_catalogue_and_how_old_it_is() -> None:
    entry = entry_of("Llama 3.1")
    shot = snapshot(entry, LLAMA)
    assert shot.origin is Origin.CATALOGUE
    assert shot.fetched_at == f"{entry.checked}T00:00:00Z"
    assert (shot.files, shot.files_complete, shot.revision) == ((), False, None)
    [problem] = shot.problems
    assert problem.kind is ProblemKind.STALE
    assert f"catalogue of {entry.checked}" in problem.message
    assert entry.license
    assert entry.license.source in problem.message


def test_a_snapshot_carries_licence_lineage_and_gate() -> None:
    metadata = snapshot(entry_of("Llama 3.1"), LLAMA).metadata
    assert metadata.licenses == ("LicenseRef-scancode-llama-3.1-license-2024",)
    assert metadata.base_models == ("meta-llama/Llama-3.1-8B",)
    assert metadata.gating is Gating.MANUAL
    assert metadata.weights_downloadable is True


@pytest.mark.parametrize(
    ("hub", "name"), [("ollama", "llama3.1"), ("groq", "llama-3.1-8b-instant")]
)
def test_the_gate_stands_on_hugging_face_alone(hub: str, name: str) -> None:
    shot = snapshot(entry_of("Llama 3.1"), ModelRef(hub, name))
    assert shot.metadata.gating is Gating.UNKNOWN
    assert "gate" not in shot.problems[0].message


def test_lineage_is_that_of_the_model_asked_for_even_by_another_hubs_name() -> None:
    entry = entry_of("DeepSeek R1 Distill Llama")
    asked = ModelRef("huggingface", "DEEPSEEK-AI/deepseek-r1-distill-llama-70b")
    assert snapshot(entry, asked).metadata.base_models == ("meta-llama/Llama-3.3-70B-Instruct",)
    by_tag = ModelRef("ollama", "deepseek-r1:70b")
    assert snapshot(entry, by_tag).metadata.base_models == ()


def test_a_model_behind_an_api_has_no_weights_and_hides_its_terms() -> None:
    entry = entry_of("GPT-4")
    asked = ModelRef("huggingface", "openai/gpt-4")
    assert find(asked) == entry
    shot = snapshot(entry, asked)
    assert shot.metadata.weights_downloadable is False
    assert shot.problems[0].hides_terms


# What the schema refuses


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("license: {expression: MIT}", "license.source"),
        ("license: {expression: 'MIT or so', source: https://example.org}", "license.expression"),
        ("license: {expression: '', source: https://example.org}", "license.expression"),
        ("license: {expression: MIT, source: somewhere}", "license.source"),
        ("colour: red", "colour"),
        ("ids: {huggingface: []}", "ids.huggingface"),
        ("ids: {Git-Lab: [a/b]}", "ids.Git-Lab"),
        ("components: {soul: {state: present, source: https://example.org}}", "components.soul"),
    ],
)
def test_a_malformed_entry_is_refused_with_its_place(
    tmp_path: Path, line: str, complaint: str
) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(
        "family: Bad\nsources: {}\nmodels:\n"
        "  - name: Bad\n    publisher: Nobody\n    checked: 2026-11-25\n"
        "    weights: {state: downloadable, source: https://example.org}\n"
        f"    {line}\n"
    )
    with pytest.raises(RuleFileError, match=r"bad\.yaml:[0-9]+: models\.0\." + complaint):
        read_catalogue(path)
