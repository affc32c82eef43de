"""The table of tags has the data sets that models name, each with the names that lead to it."""

from typing import Any

import yaml

from corpus.data_set_tags import answered, lines, named, used_by
from licensecheck.knowledge.datasets import load_datasets

OLD, LATER = "2022-03-02T23:29:22.000Z", "2024-05-01T00:00:00.000Z"


def record(name: str, *tags: str, created: str = LATER, gated: object = False) -> dict[str, Any]:
    return {
        "id": name,
        "sha": "0123456789abcdef",
        "createdAt": created,
        "lastModified": LATER,
        "gated": gated,
        "tags": list(tags),
    }


def model(*data: str) -> dict[str, Any]:
    return {"tags": ["license:mit", *(f"dataset:{name}" for name in data)]}


def test_a_name_without_owner_leads_to_a_data_set_that_is_older_than_owners() -> None:
    sets = [record("zoo/hay", created=OLD), record("farm/hay")]
    assert named(sets, used_by([model("hay"), model("farm/hay")])) == {
        "zoo/hay": ["hay"],
        "farm/hay": [],
    }


def test_a_data_set_that_nobody_names_by_its_id_was_renamed() -> None:
    sets = [record("zoo/hay"), record("zoo/straw")]
    used = used_by([model("old/hay", "other/straw", "zoo/straw")])
    assert named(sets, used) == {"zoo/hay": ["old/hay"], "zoo/straw": []}


def test_a_name_that_could_be_of_two_is_of_neither() -> None:
    sets = [record("zoo/hay", created=OLD), record("farm/hay", created=OLD)]
    assert named(sets, used_by([model("hay")])) == {"zoo/hay": [], "farm/hay": []}


def test_the_table_has_tags_days_and_names_and_nothing_else() -> None:
    sets = [
        record("zoo/hay", "license:cc-by-4.0", created=OLD),
        record("zoo/straw", "license:other", gated="auto"),
        record("zoo/grass"),
    ]
    text = "".join(lines(sets, named(sets, used_by([model("hay")]))))
    assert yaml.safe_load(text)["tags"] == {
        "": {"sets": ["zoo/grass@0123456789ab 2024-05-01"]},
        "cc-by-4.0": {
            "license": "CC-BY-4.0",
            "sets": ["zoo/hay@0123456789ab 2024-05-01 = hay"],
        },
        "other": {"sets": ["zoo/straw@0123456789ab 2024-05-01 gated"]},
    }


def test_what_is_known_is_counted_by_what_it_rests_on() -> None:
    used = used_by([model("gsm8k", "glue"), model("squad", "zoo/unheard-of")])
    assert dict(answered(used, load_datasets())) == {
        "its terms, read": 1,
        "its licence, by tag": 1,
        "that its page names none, or what it says instead": 1,
        "nothing": 1,
    }
