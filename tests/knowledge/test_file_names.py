"""Every file is what the examples of the names say."""

import pytest

from licensecheck.hubs.files import document_kind
from licensecheck.knowledge.file_names import load_file_names

NAMES = load_file_names()
MEANT = [(rule.kind, name) for rule in NAMES.kinds for name in rule.examples]
OTHERS = [(rule.kind, name) for rule in NAMES.kinds for name in rule.near_misses]


@pytest.mark.parametrize(("kind", "name"), MEANT)
def test_what_is_called_like_terms_is_read_as_such(kind: str, name: str) -> None:
    assert document_kind(name) == kind


@pytest.mark.parametrize(("kind", "name"), OTHERS)
def test_a_near_miss_is_none(kind: str, name: str) -> None:
    assert document_kind(name) != kind


@pytest.mark.parametrize("name", NAMES.none.examples)
def test_what_is_called_after_terms_is_at_most_other_prose(name: str) -> None:
    assert document_kind(name) in (None, "prose")


@pytest.mark.parametrize(
    "name", ["ＬＩＣＥＮＳＥ.md", "LICENC\u0327A.md", "lizenz", "LICENSE-de.txt"]
)
def test_width_and_composition_of_letters_make_no_difference(name: str) -> None:
    assert document_kind(name) == "license"
