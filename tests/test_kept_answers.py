"""Answers of the classifier kept on disk: the same as fresh ones, bounded, and never in the way."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.clauses import answers
from licensecheck.clauses.answers import KeptAnswers


class Lengths:
    """A reader that can be checked by hand: it measures context and clause."""

    labels = ("context", "clause")
    thresholds: Mapping[str, tuple[float, float]] = {"context": (0.5, 0.5), "clause": (0.5, 0.5)}

    def __init__(self, sha256: str = "a") -> None:
        self.sha256 = sha256
        self.asked: list[tuple[str, str]] = []

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        self.asked += pairs
        rows = [(len(context), len(clause)) for context, clause in pairs]
        return np.array(rows, np.float32).reshape(len(rows), 2) / 1000


@given(pairs=st.lists(st.tuples(st.text(max_size=5), st.text(max_size=9))))
def test_kept_answers_are_the_readers_own(
    pairs: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("kept") / "clauses.sqlite"
    for _ in range(2):
        found = KeptAnswers(Lengths(), file).probabilities(pairs)
        assert np.array_equal(found, Lengths().probabilities(pairs))


def test_what_was_read_once_is_not_read_again(tmp_path: Path) -> None:
    KeptAnswers(Lengths(), tmp_path / "kept").probabilities([("", "one"), ("", "two")])
    reader = Lengths()
    KeptAnswers(reader, tmp_path / "kept").probabilities([("", "two"), ("a", "two"), ("a", "two")])
    assert reader.asked == [("a", "two")]


def test_other_weights_are_asked_anew(tmp_path: Path) -> None:
    KeptAnswers(Lengths("a"), tmp_path / "kept").probabilities([("", "one")])
    reader = Lengths("b")
    KeptAnswers(reader, tmp_path / "kept").probabilities([("", "one")])
    assert reader.asked == [("", "one")]


def test_the_oldest_go_when_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MAX_ROWS", 3)
    kept = KeptAnswers(Lengths(), tmp_path / "kept")
    for text in "abcde":
        kept.probabilities([("", text)])
    store = sqlite3.connect(tmp_path / "kept")
    assert store.execute("SELECT COUNT(*) FROM answers").fetchone() == (3,)
    store.close()
    reader = Lengths()
    KeptAnswers(reader, tmp_path / "kept").probabilities([("", "a"), ("", "e")])
    assert reader.asked == [("", "a")]


@pytest.mark.parametrize("content", [b"no database at all, but a long line of text " * 9, b""])
def test_a_file_that_is_no_database_costs_no_answer(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kept").write_bytes(content)
    found = KeptAnswers(Lengths(), tmp_path / "kept").probabilities([("ab", "one")])
    assert found.tolist() == Lengths().probabilities([("ab", "one")]).tolist()


def test_a_row_of_another_shape_is_read_anew(tmp_path: Path) -> None:
    kept = KeptAnswers(Lengths(), tmp_path / "kept")
    expected = kept.probabilities([("", "one")])
    store = sqlite3.connect(tmp_path / "kept")
    store.execute("UPDATE answers SET probabilities = x'00'")
    store.commit()
    store.close()
    assert np.array_equal(kept.probabilities([("", "one")]), expected)


def test_a_folder_that_cannot_be_made_costs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    kept = KeptAnswers(Lengths(), tmp_path / "taken" / "kept")
    assert kept.probabilities([("", "one")]).shape == (1, 2)
