"""Prose calls a model by less than its address; the catalogue tells which is meant, or none."""

import pytest

from licensecheck.knowledge.called import called, may_be_under
from licensecheck.knowledge.catalogue import read_catalogue
from licensecheck.knowledge.files import catalogue_folder, rule_files
from licensecheck.text.letters import letters

MODELS = [one for path in rule_files(catalogue_folder()) for one in read_catalogue(path).models]
PLAIN = {one.replace(".", "") for one in ("Stable Diffusion", "Vicuna", "Gemma", "Llama")}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Qwen2.5-7B", "Qwen/Qwen2.5-7B"),
        ("Qwen 2.5 7B", "Qwen/Qwen2.5-7B"),
        ("MISTRAL-7B-V0.1", "mistralai/Mistral-7B-v0.1"),
        ("Mistral-7B", "mistralai/Mistral-7B-v0.1"),
    ],
)
def test_letter_case_and_marks_make_no_difference(name: str, address: str) -> None:
    assert called(name) == address


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_a_family_without_a_version_is_no_model(name: str) -> None:
    assert called(name) is None


def test_prose_calls_a_part_by_less_than_its_id() -> None:
    assert called("CLIP ViT-L/14") == "openai/clip-vit-large-patch14"
    assert called("Vicuna-13B v0") == "lmsys/vicuna-13b-delta-v0"
    assert called("CLIP"), "a word is a name where it has a capital"
    assert called("clip") is None


def test_names_in_prose_are_of_models_of_their_entry() -> None:
    for one in MODELS:
        assert set(one.called) <= set(one.ids.get("huggingface", ())), one.name
        for address, names in one.called.items():
            assert {called(name) for name in names} == {address}


def test_a_family_under_several_licences_is_known_as_one() -> None:
    assert len(may_be_under("Vicuna")) == 2
    assert may_be_under("Vicuna v1.5") == may_be_under("Okapi") == frozenset()


def test_a_name_for_models_under_different_licences_is_none() -> None:
    """The sizes of Qwen2.5 are under three licences."""
    assert called("Qwen2.5") is None


def test_every_whole_name_with_a_number_is_known() -> None:
    """What is read as text are all addresses that the schema reads."""
    names = [name for one in MODELS for name in one.ids.get("huggingface", ())]
    last = [name.rpartition("/")[2] for name in names]
    numbered = [one for one in last if any(map(str.isdigit, one)) and len(letters(one)) > 3]
    unknown = [one for one in numbered if any(map(str.isalpha, one)) and not called(one)]
    assert len(numbered) > 300
    assert unknown == []
