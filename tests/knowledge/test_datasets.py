"""The terms of data sets: each is found under all of its names, and each says where it was read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.errors import RuleFileError
from licensecheck.knowledge.datasets import DataTerms, data_set_key, load_datasets
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.rules import load_rules

READ = load_datasets().read.datasets
TAGGED = load_datasets().tags
NAMES = [name for one in (*READ, *TAGGED) for name in one.names]
READING = "providers: []\ndatasets:\n"
FRESH = "    source: https://zoo.edu\n    checked: 2026-11-27\n"


def terms(name: str) -> DataTerms:
    found = load_datasets().find(name)
    assert found, name
    return found


@given(name=st.sampled_from(NAMES), spelt=st.sampled_from([str.upper, str.lower, str.title]))
def test_a_data_set_is_found_under_each_of_its_names_however_they_are_written(
    name: str, spelt: object
) -> None:
    assert callable(spelt)
    assert terms(spelt(name)) is terms(name)
    assert terms(name.replace("_", "-")) is terms(name.replace("-", "_"))


def test_no_name_is_that_of_two_data_sets() -> None:
    for several in (READ, TAGGED):
        names = [data_set_key(name) for one in several for name in one.names]
        assert len(names) == len(set(names))


def test_a_name_without_owner_and_an_owner_of_former_times_lead_to_the_same() -> None:
    assert terms("squad") is terms("rajpurkar/squad")
    assert terms("ehartford/dolphin") is terms("cognitivecomputations/dolphin")
    assert load_datasets().find("somebody/squad") is None


def test_everything_has_a_source_and_a_day() -> None:
    for name in NAMES:
        assert terms(name).source.startswith("https://"), name
        assert terms(name).day, name


def test_every_licence_and_every_label_is_one_that_we_know() -> None:
    facts, labels = load_facts(), load_rules().labels
    for one in READ:
        assert not one.license or facts.find(one.license), one.names
        assert labels.keys() >= set(one.says), one.names
    for tag in TAGGED:
        known = facts.find(tag.tag) if tag.tag else None
        assert tag.license == (known.id if known and known.labels else ""), tag.names


def test_what_was_read_counts_before_the_tag_and_both_are_told() -> None:
    found = terms("wikitablequestions")
    assert found.tag
    assert (found.license, found.tag.license) == ("CC-BY-SA-4.0", "CC-BY-4.0")
    assert found.by_tag is None
    assert "github.com" in found.source


def test_who_wrote_the_answers_leaves_the_licence_to_the_tag() -> None:
    found = terms("Intel/orca_dpo_pairs")
    assert (found.license, found.outputs_of, found.sure) == ("Apache-2.0", "OpenAI", False)
    assert found.by_tag
    assert found.source == "https://huggingface.co/datasets/Intel/orca_dpo_pairs/tree/624952e3f420"


def test_terms_of_its_own_are_told_by_no_tag() -> None:
    found = terms("msr_sqa")
    assert found.tag
    assert (found.tag.license, found.license) == ("MS-PL", "")


@pytest.mark.parametrize(
    ("entry", "line", "message"),
    [
        (f"  - names: [a]\n    outputs_of: Zoo\n{FRESH}", 1, "no provider is called 'Zoo'"),
        (f"  - names: [a]\n{FRESH}", 3, "nothing was read of it"),
        (f"  - names: []\n    license: MIT\n{FRESH}", 3, "at least 1 item"),
    ],
)
def test_a_mistake_in_a_reading_is_told_with_its_line(
    tmp_path: Path, entry: str, line: int, message: str
) -> None:
    file = tmp_path / "datasets.yaml"
    file.write_text(READING + entry)
    with pytest.raises(RuleFileError, match=message) as error:
        load_datasets(file)
    assert str(error.value).startswith(f"{file}:{line}:")


def test_a_line_of_the_table_that_is_not_whole_is_told(tmp_path: Path) -> None:
    file = tmp_path / "tags.yaml"
    file.write_text("collected: 2026-11-27\ntags:\n  mit:\n    sets:\n      - zoo/hay 2026-11-27\n")
    with pytest.raises(RuleFileError, match="should match pattern"):
        load_datasets(None, file)
