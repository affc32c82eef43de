"""A folder is called as its files say, whatever whoever copied it called it."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.hubs import parse_ref
from licensecheck.hubs.local import collect
from licensecheck.hubs.options import FetchOptions
from licensecheck.statements.called import called

CARD = """# Zebra 2: a model of stripes

Get it with `git clone https://github.com/herd/zebra2`, made with https://github.com/zoo/okapi.

Checkpoints are on [Hugging Face](https://huggingface.co/herd).

| Model | |
|---|---|
| `zebra2_7b` | [weights](https://huggingface.co/herd/zebra2_7b) |
| `zebra2_40b` | [weights](https://huggingface.co/herd/zebra2_40b) |
"""


def copied(folder: Path, name: str, card: str = CARD, package: str = "") -> Path:
    copy = folder / name
    copy.mkdir(parents=True)
    (copy / "README.md").write_text(card)
    if package:
        (copy / "pyproject.toml").write_text(f'[project]\nname = "{package}"\n')
    return copy


@pytest.mark.parametrize("name", ["zebra2", "zebra", "herd+zebra2", "copy of it", "zoo/okapi"])
def test_copies_under_any_name_are_one_repository(tmp_path: Path, name: str) -> None:
    found = collect(parse_ref(str(copied(tmp_path, name))), FetchOptions())
    assert called(found, ()) == "herd/zebra2"


def test_copies_under_any_name_have_one_report(auditor: Auditor, tmp_path: Path) -> None:
    found = []
    for name in ("zebra2", "zebra", "stripes", "herd+zebra2"):
        report = auditor.audit(parse_ref(str(copied(tmp_path, name))))
        found.append((report.level, report.score, report.components, report.models))
    assert all(one == found[0] for one in found)


def test_a_package_or_title_names_what_links_do_not(tmp_path: Path) -> None:
    card = "# Introduction\n\nA model.\n"
    for name, given, found in (
        ("copy", ("# Zebra\n", ""), "Zebra"),
        ("copy-2", (card, "zebra"), "zebra"),
        ("copy-3", (card, ""), str(tmp_path / "copy-3")),
        ("zebra-main", ("# Zebra\n", ""), str(tmp_path / "zebra-main")),
    ):
        snapshot = collect(parse_ref(str(copied(tmp_path, name, *given))), FetchOptions())
        assert called(snapshot, ("introduction",)) == found


def test_a_title_with_the_name_of_the_folder_counts_before_a_shorter_one(tmp_path: Path) -> None:
    card = "# Zebra-Bridle: stripes\n\nhttps://github.com/zoo/zebra-bridle, for https://github.com/herd/zebra."
    copy = copied(tmp_path, "zebra-bridle", card)
    (copy / "MODEL_CARD.md").write_text("# Zebra\n\nhttps://github.com/herd/zebra is the base.\n")
    found = collect(parse_ref(str(copy)), FetchOptions())
    assert called(found, ()) == "zoo/zebra-bridle"
