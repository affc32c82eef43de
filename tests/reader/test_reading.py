"""What the released reader says of pages, each wrong answer beside its honest twin."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensecheck.classify.released import ModelFilesError
from licensecheck.knowledge.knowledge import installed
from licensecheck.reader.meanings import Role
from licensecheck.reader.reading import Mention, read_names
from licensecheck.reader.released import FOLDER, of_names


def read(text: str) -> tuple[Mention, ...]:
    return read_names(text, ["zebra-7b"], [], "acme", installed())


def role(text: str, name: str) -> Role:
    return next(one.role for one in read(text) if one.name == name)


def card(sentence: str) -> str:
    return f"---\nlicense: mit\n---\n# Zebra-7B\n\n{sentence}\n\nIt was made by Acme.\n"


def test_what_a_model_was_fine_tuned_from_is_its_base() -> None:
    assert role(card("Zebra-7B is a fine-tuned version of Okapi-13B."), "Okapi-13B") is Role.BASE


def test_what_a_model_is_better_than_is_no_base() -> None:
    text = card("Zebra-7B outperforms Okapi-13B on most benchmarks.")
    assert role(text, "Okapi-13B") is not Role.BASE


def test_what_a_page_is_about_is_its_own() -> None:
    assert role(card("We release Zebra-7B."), "Zebra-7B") in (Role.OWN, Role.VARIANT)


def test_a_page_of_data_names_data() -> None:
    text = card("It was trained on https://huggingface.co/datasets/acme/grass for two epochs.")
    assert role(text, "datasets/acme/grass") is Role.DATA


def test_a_page_that_says_nothing_has_no_reading() -> None:
    assert read("It walks over the grass.\n") == ()


def test_the_same_page_is_read_the_same() -> None:
    text = card("Zebra-7B is a fine-tuned version of Okapi-13B.")
    assert read(text) == read(text)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="aZ7-/.:[]()`|\"'#\n licence商用", max_size=200))
def test_whatever_a_page_has_places_are_inside_it(text: str) -> None:
    found = read(text)
    assert all(text[one.span.start : one.span.end] == one.name for one in found)
    assert all(0 < one.probability <= 1 for one in found)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(FOLDER, folder)
    (folder / "names.npz").write_bytes(b"no network")
    with pytest.raises(ModelFilesError, match=r"reader/names\.npz is not the file"):
        of_names(installed(), folder)
