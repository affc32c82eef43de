"""`python -m corpus.model_tags` takes a tag only where nothing says otherwise."""

from pathlib import Path

import pytest

from corpus.model_tags import TAGS, from_cards, from_tags
from licensecheck.auditor import Auditor

CARD = "---\nlicense: {}\n---\n# Zebra\n\nA model that counts stripes.\n\n{}\n"


def taken(
    auditor: Auditor, name: str, *tags: str, read: bool = False, named: str | None = None
) -> list[str]:
    """The licences that a record is taken with."""
    records = [{"id": name, "tags": ["pytorch", *tags], "license": named}]
    found = from_tags(records, TAGS, set(), {name.casefold()} if read else set(), auditor)
    return [license_ for (_, license_), _ in found]


def test_an_open_tag_of_a_publisher_counts(auditor: Auditor) -> None:
    assert taken(auditor, "google/zebra-base", "license:apache-2.0") == ["Apache-2.0"]


@pytest.mark.parametrize(
    ("name", "tags"),
    [
        ("nobody-knows/zebra", ["license:apache-2.0"]),
        ("unsloth/llama-3-8b-zebra", ["license:apache-2.0"]),
        ("google/zebra", ["license:apache-2.0", "base_model:meta-llama/Llama-2-7b-hf"]),
        ("google/zebra", ["license:apache-2.0", "base_model:zoo/nobody-knows-this"]),
        ("google/zebra", ["license:apache-2.0", "license:mit"]),
        ("google/zebra", ["license:other"]),
        ("google/zebra", []),
    ],
)
def test_a_tag_that_something_may_contradict_does_not(
    auditor: Auditor, name: str, tags: list[str]
) -> None:
    assert taken(auditor, name, *tags) == []


def test_where_a_card_was_read_it_decides_on_an_open_tag(auditor: Auditor) -> None:
    assert taken(auditor, "google/zebra-base", "license:apache-2.0", read=True) == []


def test_a_tag_that_restricts_counts_whoever_wrote_it(auditor: Auditor) -> None:
    name = "nobody-knows/zebra"
    assert taken(auditor, name, "license:cc-by-nc-4.0", read=True) == ["CC-BY-NC-4.0"]


def test_a_tag_that_says_other_counts_by_the_name_beside_it(auditor: Auditor) -> None:
    assert taken(auditor, "zoo/zebra", "license:other", named="krea-2-community-license") == [
        "LicenseRef-krea-2-community"
    ]
    assert taken(auditor, "google/zebra", "license:mit", named="krea-2-community-license") == [
        "MIT"
    ]
    assert taken(auditor, "google/zebra", "license:other", named="a-licence-of-our-own") == []


@pytest.mark.parametrize(
    ("tag", "words", "found"),
    [
        ("mit", "", ["MIT"]),
        ("mit", "You may not use the model commercially.", []),
        ("cc-by-nc-4.0", "", ["CC-BY-NC-4.0"]),
        ("a-licence-of-our-own", "", []),
    ],
)
def test_a_card_counts_where_it_says_no_more_than_its_tag(
    auditor: Auditor, tmp_path: Path, tag: str, words: str, found: list[str]
) -> None:
    card = tmp_path / "zoo_zebra.md"
    card.write_text(CARD.format(tag, words))
    taken = [license_ for (_, license_), _ in from_cards([card], set(), auditor)]
    assert taken == found
