"""A name is decided once, from all the places that a page names it at."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensecheck.classify.released import ModelFilesError
from licensecheck.knowledge.knowledge import installed
from licensecheck.reader.names import numbers
from licensecheck.reader.page import key_of
from licensecheck.reader.reading import Mention, read_names, read_places
from licensecheck.reader.released import FOLDER, of_weights


def read(text: str) -> tuple[Mention, ...]:
    return read_names(text, ["zebra-7b"], [], "acme", installed())


def inside(text: str, name: str) -> float:
    return max((one.inside for one in read(text) if one.name == name), default=0.0)


def page(*lines: str) -> str:
    return "\n\n".join(["# Zebra-7B", *lines, "It was made by Acme."]) + "\n"


MADE = "Zebra-7B is a fine-tuned version of Okapi-13B."
BETTER = "Zebra-7B outperforms Okapi-13B on most benchmarks."


def test_one_sentence_that_says_it_decides_the_name_and_a_comparison_beside_it_does_not() -> None:
    assert inside(page(MADE, BETTER), "Okapi-13B") > 0.6
    assert inside(page(BETTER, BETTER), "Okapi-13B") < 0.4


def test_what_is_certain_of_one_name_says_nothing_of_another() -> None:
    text = page(MADE, "Zebra-7B outperforms Gnu-9B on most benchmarks.")
    assert inside(text, "Okapi-13B") > inside(text, "Gnu-9B")
    assert inside(text, "Gnu-9B") < 0.4


def test_the_place_that_says_it_has_the_probability_of_the_name() -> None:
    places = [one for one in read(page(BETTER, MADE)) if one.name == "Okapi-13B"]
    best = max(places, key=lambda one: one.inside)
    assert best.span.start > page(BETTER, MADE).index(MADE)


def test_a_name_in_front_matter_alone_is_left_to_those_who_read_fields() -> None:
    text = "---\nbase_model: acme/Okapi-13B\n---\n" + page("We release Zebra-7B.")
    seen = read_places(text, ["zebra-7b"], ["acme/Okapi-13B"], "acme", installed())
    assert key_of("Okapi-13B") not in numbers(seen)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="aZ7-/.:[]()`|\"'#\n licenceBaseModel商用", max_size=200))
def test_whatever_a_page_has_probabilities_are_probabilities(text: str) -> None:
    found = read(text)
    assert all(text[one.span.start : one.span.end] == one.name for one in found)
    assert all(0 <= one.inside <= 1 and 0 < one.probability <= 1 for one in found)


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(FOLDER, folder)
    (folder / "names.json").write_bytes(b"{}")
    with pytest.raises(ModelFilesError, match=r"reader/names\.json is not the file"):
        of_weights(folder)
