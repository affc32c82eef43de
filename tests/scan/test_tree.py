"""References in a tree that was written by somebody else: as many are found as ever were."""

from pathlib import Path

import pytest

from benchmarks.references import Label, read_labels, score, search
from licensecheck.scan import Reference

TREE = Path(__file__).parent / "tree"


@pytest.fixture(scope="module")
def found() -> list[Reference]:
    return search(TREE / "repo")


@pytest.fixture(scope="module")
def labels() -> list[Label]:
    return read_labels(TREE / "truth.jsonl")


def test_the_tree_is_whole(labels: list[Label]) -> None:
    """Files that a .gitignore hides are the first that a copy loses."""
    assert {one.file for one in labels if not (TREE / "repo" / one.file).is_file()} == set()
    kinds = [one.kind for one in labels]
    assert (kinds.count("reference"), kinds.count("decoy")) == (328, 218)


@pytest.mark.parametrize(
    ("half", "missed", "false", "wrongly_pinned"),
    [
        ("all", 2, 3, 2),
        ("A", 0, 0, 0),
        ("B", 2, 3, 2),
    ],
)
def test_as_much_is_found_as_ever_was(
    found: list[Reference],
    labels: list[Label],
    half: str,
    missed: int,
    false: int,
    wrongly_pinned: int,
) -> None:
    """Recall 0.994 and precision 0.991 of all; 0.991 and 0.987 of the half that nobody read."""
    result = score(found, labels, half)
    assert len(result.missed) <= missed
    assert len(result.false) <= false
    assert sum(label.pinned != one.pinned for label, one in result.pins) <= wrongly_pinned


def test_what_is_not_found_counts_as_missed_and_what_has_no_label_as_false(
    found: list[Reference], labels: list[Label]
) -> None:
    nothing = score([], labels)
    assert (nothing.recall, len(nothing.missed)) == (0, 328)
    unlabelled = score(found, [one for one in labels if one.kind == "decoy"])
    assert unlabelled.false == found
