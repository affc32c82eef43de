"""The pack of rules saves time and changes no answer: the bytes of a file find what it says."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from licensecheck.errors import RuleFileError
from licensecheck.knowledge import files
from licensecheck.knowledge.files import catalogue_folder, read_rule_file, read_yaml, rule_folder
from licensecheck.knowledge.pack import Pack, packed
from licensecheck.knowledge.yaml_files import parse_yaml

OURS = [path for folder in (rule_folder(), catalogue_folder()) for path in folder.rglob("*.yaml")]


class Zebra(BaseModel):
    name: str
    seen: date


@pytest.fixture
def zebra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A rule file that was packed, in an installation that has this pack."""
    file = tmp_path / "zebra.yaml"
    file.write_text("name: Grevy's\nseen: 2026-11-27\n")
    said = {"name": "packed", "seen": date(2026, 11, 27)}
    (tmp_path / "rules.pack").write_bytes(packed([(file.read_bytes(), said)]))
    monkeypatch.setattr(files, "data_folder", lambda: tmp_path)
    files._packed.cache_clear()
    yield file
    files._packed.cache_clear()


def test_a_file_that_was_packed_is_taken_from_the_pack(zebra: Path) -> None:
    assert read_rule_file(zebra, Zebra) == Zebra(name="packed", seen=date(2026, 11, 27))


@pytest.mark.parametrize(
    "text",
    ["name: Plains\nseen: 2026-11-27\n", "name: Grevy's\nseen: 2026-11-28\n", "# new\nname: x\n"],
)
def test_a_rule_file_that_was_changed_is_seen(zebra: Path, text: str) -> None:
    zebra.write_text(text)
    assert read_yaml(zebra) == parse_yaml(zebra, text)


def test_a_mistake_in_a_changed_file_is_told_with_its_line(zebra: Path) -> None:
    zebra.write_text("name: Grevy's\nseen: never\n")
    with pytest.raises(RuleFileError, match=r"zebra\.yaml:2: seen"):
        read_rule_file(zebra, Zebra)


def test_a_mistake_of_the_schema_in_a_packed_file_has_its_line_too(zebra: Path) -> None:
    class Horse(BaseModel):
        name: str
        seen: int

    with pytest.raises(RuleFileError, match=r"zebra\.yaml:2: seen"):
        read_rule_file(zebra, Horse)


@pytest.mark.parametrize("pack", [None, b"", b"no pack\n\n\0"])
def test_without_a_pack_all_is_read_as_yaml(
    zebra: Path, tmp_path: Path, pack: bytes | None
) -> None:
    (tmp_path / "rules.pack").unlink()
    if pack is not None:
        (tmp_path / "rules.pack").write_bytes(pack)
    files._packed.cache_clear()
    assert read_rule_file(zebra, Zebra).name == "Grevy's"


def test_every_file_of_ours_can_be_packed_and_says_the_same(tmp_path: Path) -> None:
    said = [(path.read_bytes(), parse_yaml(path, path.read_text("utf-8"))) for path in OURS]
    file = tmp_path / "rules.pack"
    file.write_bytes(packed(said))
    pack = Pack.read(file)
    assert [repr(pack.find(content)) for content, _ in said] == [repr(value) for _, value in said]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
KEYS = st.text() | st.integers() | st.sampled_from(["!date", "!pairs"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
    max_leaves=8,
)


@given(VALUES)
def test_what_the_pack_gives_is_what_was_packed_or_nothing(value: Any) -> None:
    lines = (line.partition(b" ") for line in packed([(b"x", value)]).splitlines())
    found = Pack({digest: said for digest, _, said in lines}).find(b"x")
    assert found is None or repr(found) == repr(value)
