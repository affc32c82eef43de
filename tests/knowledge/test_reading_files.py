"""A mistake in a rule file is told with its file and line, whoever wrote it."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from licensecheck.errors import RuleFileError
from licensecheck.knowledge.files import read_rule_file


class Zebra(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    stripes: list[int] = []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name: a\nname: b\n", 2, "twice"),
        ("name: a\n[x, y]: b\n", 2, "a key must be a word"),
        ("name: a\nstripes:\n  - 1\n  - many\n", 4, "stripes.1"),
        ("name: a\ncolour: red\n", 2, "colour"),
        ("name: [a\n", 2, "not YAML"),
        ("- name\n", 1, "the file"),
        ("name: 2026-72-01\n", 0, "month"),
        ("name: &a [*a]\n", 0, "not YAML"),
        ("name: !!python/object:os.system x\n", 1, "not YAML"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, line: int, words: str) -> None:
    file = tmp_path / "zebra.yaml"
    file.write_text(text)
    with pytest.raises(RuleFileError, match=words) as caught:
        read_rule_file(file, Zebra)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{file}:{line}: ")
