"""Each recipe of docs/recipes.md is run as it is printed, and prints what is printed there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.documents import shell

PAGE = (ROOT / "docs" / "recipes.md").read_text("utf-8")
RECIPES = dict(section.split("\n", 1) for section in PAGE.split("\n## ")[1:])
# Commands, and what they print where the page shows it.
BLOCK = re.compile(r"^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.M | re.S)
CODE = re.compile(r"# exit code (\d)$", re.M)


def steps(recipe: str) -> Iterator[tuple[str, list[str], int]]:
    """Scripts, lines that each must print, and its exit code."""
    for script, printed in BLOCK.findall(RECIPES[recipe]):
        codes = [int(code) for code in CODE.findall(script)]
        yield script, printed.splitlines(), (codes or [0])[0]


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_does_what_it_says(recipe: str, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    assert len(list(steps(recipe))) == RECIPES[recipe].count("```sh\n") > 1
    for script, printed, code in steps(recipe):
        result = shell(script, folder, "-e")
        assert result.returncode == code, f"{script}{result.stdout}{result.stderr}"
        missing = set(printed) - set(result.stdout.splitlines())
        assert not missing, f"{script}{result.stdout}"


def test_a_code_is_that_of_the_last_command() -> None:
    """Where another command failed, the script would end there."""
    for recipe in RECIPES:
        for script, _, code in steps(recipe):
            assert bool(CODE.search(script.splitlines()[-1])) == (code != 0)


def test_every_printed_line_belongs_to_a_script() -> None:
    shown = sum(bool(printed) for recipe in RECIPES for _, printed, _ in steps(recipe))
    assert shown == PAGE.count("```text\n")


def test_the_whole_page_is_recipes() -> None:
    assert len(RECIPES) == 4
    assert "```" not in PAGE.split("\n## ")[0]
