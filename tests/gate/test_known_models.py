"""Forty known models: what is restricted never passes in silence, what is permissive is let by.

The table of the peers counts the same on a list of its own, of which not all ids are known.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from licensecheck.knowledge.catalogue import CatalogueEntry, read_catalogue
from licensecheck.knowledge.facts import Facts, load_facts
from licensecheck.knowledge.files import catalogue_folder, rule_files
from tests.cli.conftest import Run, run

__all__ = ["run"]  # the fixture

RESTRICTED = [
    "mistralai/Mistral-Large-Instruct-2407",
    "mistralai/Codestral-22B-v0.1",
    "mistralai/Ministral-8B-Instruct-2410",
    "tiiuae/falcon-180B",
    "tiiuae/Falcon3-7B-Instruct",
    "internlm/internlm2_5-7b-chat",
    "bigscience/bloom",
    "bigcode/starcoder2-15b",
    "deepseek-ai/DeepSeek-R1-Distill-Llama-8B",
    "meta-llama/Llama-2-7b-chat-hf",
    "meta-llama/Llama-3.1-8B-Instruct",
    "meta-llama/Llama-4-Scout-17B-16E-Instruct",
    "google/gemma-2-9b-it",
    "google/gemma-3-4b-it",
    "CohereForAI/c4ai-command-r-plus",
    "CohereForAI/aya-23-8B",
    "black-forest-labs/FLUX.1-dev",
    "stabilityai/stable-diffusion-3.5-large",
    "stabilityai/stable-video-diffusion-img2vid-xt",
    "Qwen/Qwen2.5-3B-Instruct",
    "Qwen/Qwen2.5-72B-Instruct",
    "baichuan-inc/Baichuan2-13B-Chat",
    "THUDM/chatglm3-6b",
    "LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct",
    "CompVis/stable-diffusion-v1-4",
]

PERMISSIVE = [
    "Qwen/Qwen2.5-7B-Instruct",
    "Qwen/Qwen3-8B",
    "deepseek-ai/DeepSeek-V3-0324",
    "xai-org/grok-1",
    "01-ai/Yi-1.5-9B-Chat",
    "black-forest-labs/FLUX.1-schnell",
    "mistralai/Mistral-7B-Instruct-v0.3",
    "mistralai/Mixtral-8x7B-Instruct-v0.1",
    "microsoft/phi-4",
    "ibm-granite/granite-3.1-8b-instruct",
    "openai/whisper-large-v3",
    "HuggingFaceTB/SmolLM2-1.7B-Instruct",
    "tiiuae/falcon-7b",
    "google-bert/bert-base-uncased",
]

NOT_KNOWN = ["allenai/OLMo-2-1124-7B-Instruct"]
"""Permissive by its card, which no source of the catalogue shows: offline it is not known."""

MULTIMODAL = [
    "meta-llama/Llama-3.2-11B-Vision",
    "meta-llama/Llama-3.2-11B-Vision-Instruct",
    "meta-llama/Llama-3.2-90B-Vision",
    "meta-llama/Llama-3.2-90B-Vision-Instruct",
    "meta-llama/Llama-Guard-3-11B-Vision",
    "meta-llama/Llama-4-Scout-17B-16E-Instruct",
    "meta-llama/Llama-4-Maverick-17B-128E-Instruct",
    "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8",
    "meta-llama/Llama-Guard-4-12B",
]
"""Their use policies give nobody in the European Union rights."""

TEXT_ALONE = [
    "meta-llama/Llama-3.2-1B",
    "meta-llama/Llama-3.2-3B-Instruct",
    "meta-llama/Llama-3.3-70B-Instruct",
]
"""The same policies take no rights away here."""

SMALL_IN_THE_EU = """\
extends: eu-distribution
us: {users: 1000, revenue: 500000, employees: 5, hosted_service: true}
"""


def decided(run: Run, folder: Path, models: list[str], policy: str) -> dict[str, dict[str, Any]]:
    """What the command says of each model of a list, without a hub."""
    (folder / "models.txt").write_text("\n".join(models), "utf-8")
    result = run("check", "models.txt", "--offline", "--policy", policy, "--format", "json")
    found = {one["ref"].partition(":")[2]: one for one in json.loads(result.stdout)["models"]}
    assert list(found) == models
    assert result.returncode == (0 if all(one["passed"] for one in found.values()) else 1)
    return found


def test_permissive_lets_by_what_is_permissive_and_nothing_restricted(
    run: Run, tmp_path: Path
) -> None:
    found = decided(run, tmp_path, RESTRICTED + PERMISSIVE + NOT_KNOWN, "permissive")
    assert [name for name in RESTRICTED if found[name]["passed"]] == []
    assert [name for name in PERMISSIVE if not found[name]["passed"]] == []
    assert {found[name]["answer"] for name in NOT_KNOWN} == {"ask-your-lawyer"}
    assert {found[name]["level"] for name in NOT_KNOWN} == {None}


@pytest.mark.parametrize("policy", ["open-source-only", "commercial-use", "research"])
def test_nothing_restricted_passes_another_preset_in_silence(
    run: Run, tmp_path: Path, policy: str
) -> None:
    """Commercial use and research may be allowed, but then with their duties."""
    found = decided(run, tmp_path, RESTRICTED, policy)
    silent = [name for name, one in found.items() if one["passed"] and not one["duties"]]
    assert silent == []
    if policy == "open-source-only":
        assert not any(one["passed"] for one in found.values())


def test_nothing_that_excludes_the_european_union_may_be_distributed_there(
    run: Run, tmp_path: Path
) -> None:
    facts = load_facts()
    excluded = [
        name
        for file in rule_files(catalogue_folder())
        for entry in read_catalogue(file).models
        if excludes_the_european_union(entry, facts)
        for name in entry.ids.get("huggingface", ())
    ]
    assert set(MULTIMODAL) <= set(excluded)
    assert "tencent/Hunyuan3D-2" in excluded
    (tmp_path / "eu.yaml").write_text(SMALL_IN_THE_EU, "utf-8")
    found = decided(run, tmp_path, excluded + TEXT_ALONE, "eu.yaml")
    assert {found[name]["answer"] for name in excluded} == {"not-allowed"}
    assert [name for name in TEXT_ALONE if not found[name]["passed"]] == []


def excludes_the_european_union(entry: CatalogueEntry, facts: Facts) -> bool:
    known = (
        [facts.find(name) for name in entry.license.expression.licenses] if entry.license else []
    )
    said = [one.labels.get("geographic-restriction") for one in known if one]
    return any(one and "European Union" in one.territories for one in said)
