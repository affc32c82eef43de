"""Models that the catalogue lacks: by the tags of their pages, and copies by their names."""

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import ModelRef
from licensecheck.domain.report import Report
from licensecheck.knowledge import tagged
from licensecheck.knowledge.copies import find_copied
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.files import catalogue_folder, read_yaml, rule_files, rule_folder
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.tagged import find_tagged, tagged_names
from licensecheck.settings import Settings


def audited(model: str) -> Report:
    """What an audit says where no hub is asked."""
    return Auditor(Settings(offline=True), lambda _: None).audit(ModelRef("huggingface", model))


@pytest.mark.parametrize(
    ("copy", "original"),
    [
        ("TheBloke/Mistral-7B-Instruct-v0.2-GGUF", "mistralai/Mistral-7B-Instruct-v0.2"),
        ("unsloth/gemma-2-2b-it-bnb-4bit", "google/gemma-2-2b-it"),
        ("unsloth/Llama-3.2-1B-Instruct-unsloth-bnb-4bit", "meta-llama/Llama-3.2-1B-Instruct"),
        ("mlx-community/Qwen3-8B-4bit", "Qwen/Qwen3-8B"),
        ("MLX-Community/qwen3-8b-4BIT", "Qwen/Qwen3-8B"),
        ("Qwen/Qwen3-8B-AWQ", "Qwen/Qwen3-8B"),
    ],
)
def test_a_copy_has_the_terms_of_its_original(copy: str, original: str) -> None:
    entry = installed().catalogued(ModelRef("huggingface", copy))
    source = installed().catalogued(ModelRef("huggingface", original))

    assert entry
    assert source
    assert entry.license == source.license or copy.endswith("AWQ")
    assert audited(copy).level == audited(original).level


@pytest.mark.parametrize(
    "name",
    [
        "somebody/Mistral-7B-Instruct-v0.2-GGUF",
        "TheBloke/Mistral-7B-Instruct-v0.2-Uncensored-GGUF",
        "TheBloke/GGUF",
        "unsloth/4bit",
        "unsloth/",
        "unsloth",
    ],
)
def test_what_is_no_copy_by_its_name_is_unknown(name: str) -> None:
    assert find_copied(name) is None


def test_a_copy_is_said_to_be_one_by_its_name() -> None:
    told = told_of(audited("TheBloke/Mistral-7B-Instruct-v0.2-GGUF"))
    assert "mistralai/Mistral-7B-Instruct-v0.2, of which it is a copy by its name" in told


def test_the_tag_of_a_page_answers_with_its_source_and_day() -> None:
    report = audited("google/byt5-base")
    told = told_of(report)
    assert report.level == "open-weights"
    assert "google/byt5-base by its tag" in told
    assert "2024-12-04" in told


def test_an_open_tag_over_a_restricted_base_is_not_taken() -> None:
    """An account took an open tag for what it made from Llama, as its page declares."""
    assert installed().catalogued(ModelRef("huggingface", "AsphyXIA/baarat-MTH")) is None


@pytest.mark.parametrize(
    "name", ["unsloth/gemma-2b-it", "unsloth/gemma-7b-it", "unsloth/llama-2-7b-chat"]
)
def test_an_open_tag_on_a_copy_of_a_restricted_model_opens_nothing(name: str) -> None:
    entry = installed().catalogued(ModelRef("huggingface", name))
    assert entry is None or entry.license is None or not _is_open(str(entry.license.expression))


def test_every_tag_is_of_a_licence_that_we_know_and_of_a_model_that_the_catalogue_lacks() -> None:
    files = map(read_yaml, rule_files(catalogue_folder()))
    had = {
        name.casefold()
        for file in files
        for entry in file["models"]
        for name in entry.get("ids", {}).get("huggingface", ())
    }
    listed = read_yaml(rule_folder() / "tagged_models.yaml")["sources"]
    licences = {name for source in listed for name in source["models"]}

    assert all(load_facts().find(name) for name in licences)
    assert not had & tagged_names()


def test_a_model_with_bases_names_them() -> None:
    (one, *_) = [name for name, found in tagged._tagged().items() if found.bases]
    entry = find_tagged(one.upper())
    assert entry
    assert entry.base_models
    assert all(entry.base_models.of.values())


def told_of(report: Report) -> str:
    """The problems of a report."""
    return "\n".join(one.message for one in report.problems)


def _is_open(name: str) -> bool:
    return load_facts().conformant(name) is True
