"""Programs in other languages: what names a model is found, and what looks like one is not."""

import re
from pathlib import Path

import pytest

from licensecheck.scan import find
from tests.scan.programs import FILES

MARKS = re.compile("[«»‹›⟦⟧]")


def plain(text: str) -> str:
    return MARKS.sub("", text)


def marked(pair: str) -> set[tuple[str, int, str]]:
    """File, line and name of everything between two marks."""
    return {
        (file, line, name)
        for file, text in FILES.items()
        for line, content in enumerate(text.splitlines(), start=1)
        for name in re.findall(f"{pair[0]}([^{pair[1]}]+){pair[1]}", content)
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programs")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plain(text), "utf-8")
    return folder


def test_the_tree_is_large_enough_to_tell() -> None:
    assert len({file.rpartition(".")[2] for file in FILES}) >= 12
    assert len(marked("«»")) >= 150
    assert len(marked("‹›")) >= 150


def test_what_names_a_model_is_found_and_nothing_else(root: Path) -> None:
    found = find(root)
    head = f"{root.as_posix()}/"
    got = {(one.file.removeprefix(head), one.line, one.text) for one in found.references}
    hits = {
        (file, line, name)
        for file, line, name in marked("«»")
        if any(one[:2] == (file, line) and name in one[2] for one in got)
    }
    false = {
        one for one in got if not any(one[:2] == m[:2] and m[2] in one[2] for m in marked("«»"))
    }
    assert marked("«»") - hits == set()
    assert false == set()
    assert found.problems == ()
