"""Answers of the classifier kept on disk: the same as fresh ones, bounded, never in the way, and
believed only where this user kept them."""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.cache.seal import Seal
from licensecheck.classify import answers
from licensecheck.classify.answers import KeptAnswers

SEAL = Seal(b"of this user")
FILE = "clauses.sqlite"
PAIR = ("", "one")


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
    cache = tmp_path_factory.mktemp("kept")
    for _ in range(2):
        found = KeptAnswers(Lengths(), cache, SEAL).probabilities(pairs)
        assert np.array_equal(found, Lengths().probabilities(pairs))


def test_what_was_read_once_is_not_read_again(tmp_path: Path) -> None:
    KeptAnswers(Lengths(), tmp_path, SEAL).probabilities([("", "one"), ("", "two")])
    reader = Lengths()
    KeptAnswers(reader, tmp_path, SEAL).probabilities([("", "two"), ("a", "two"), ("a", "two")])
    assert reader.asked == [("a", "two")]


def test_other_weights_are_asked_anew(tmp_path: Path) -> None:
    KeptAnswers(Lengths("a"), tmp_path, SEAL).probabilities([("", "one")])
    reader = Lengths("b")
    KeptAnswers(reader, tmp_path, SEAL).probabilities([("", "one")])
    assert reader.asked == [("", "one")]


def test_the_oldest_go_when_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MAX_ROWS", 3)
    kept = KeptAnswers(Lengths(), tmp_path, SEAL)
    for text in "abcde":
        kept.probabilities([("", text)])
    store = sqlite3.connect(tmp_path / FILE)
    assert store.execute("SELECT COUNT(*) FROM answers").fetchone() == (3,)
    store.close()
    reader = Lengths()
    KeptAnswers(reader, tmp_path, SEAL).probabilities([("", "a"), ("", "e")])
    assert reader.asked == [("", "a")]


@pytest.mark.parametrize("content", [b"no database at all, but a long line of text " * 9, b""])
def test_a_file_that_is_no_database_costs_no_answer(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    found = KeptAnswers(Lengths(), tmp_path, SEAL).probabilities([("ab", "one")])
    assert found.tolist() == Lengths().probabilities([("ab", "one")]).tolist()


def kept_once(cache: Path, seal: Seal = SEAL, weights: str = "a") -> None:
    KeptAnswers(Lengths(weights), cache, seal).probabilities([PAIR])


def is_asked_anew(cache: Path, seal: Seal = SEAL, weights: str = "a") -> bool:
    """Whether the reader is asked again, which must then give its own answer."""
    reader = Lengths(weights)
    found = KeptAnswers(reader, cache, seal).probabilities([PAIR])
    assert np.array_equal(found, Lengths().probabilities([PAIR]))
    return reader.asked == [PAIR]


def altered(cache: Path, *statements: str, values: Sequence[object] = ()) -> None:
    """Do what somebody else with rights to the file may do."""
    with closing(sqlite3.connect(cache / FILE)) as store, store:
        for statement in statements:
            store.execute(statement, values)


def test_what_is_not_altered_is_not_asked_again(tmp_path: Path) -> None:
    kept_once(tmp_path)
    assert not is_asked_anew(tmp_path)


@pytest.mark.parametrize(
    "value",
    [
        np.array([1, 0], "<f4").tobytes(),
        SEAL.close(b"another name", np.array([1, 0], "<f4").tobytes()),
        Seal(b"of another user").close(b"x", np.array([1, 0], "<f4").tobytes()),
        bytes(32) + np.array([1, 0], "<f4").tobytes(),
        b"",
        b"x" * 1_000_000,
        1,
        "text" * 10,
        None,
    ],
)
def test_a_row_that_this_user_did_not_write_is_read_anew(tmp_path: Path, value: object) -> None:
    kept_once(tmp_path)
    altered(tmp_path, "UPDATE answers SET probabilities = ?", values=[value])
    assert is_asked_anew(tmp_path)
    assert not is_asked_anew(tmp_path), "it is kept again"


@pytest.mark.parametrize("row", [(np.nan, 0), (0, np.inf), (-0.1, 0), (0, 1.1), (1,), (1, 0, 0)])
def test_what_is_no_probability_is_read_anew_though_its_seal_is_right(
    tmp_path: Path, row: tuple[float, ...]
) -> None:
    kept_once(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as store:
        [(name,)] = store.execute("SELECT key FROM answers").fetchall()
    sealed = SEAL.close(name, np.array(row, "<f4").tobytes())
    altered(tmp_path, "UPDATE answers SET probabilities = ?", values=[sealed])
    assert is_asked_anew(tmp_path)


def test_the_row_of_one_clause_is_not_believed_for_another(tmp_path: Path) -> None:
    """A ban gets the answer of a harmless clause: whoever copies rows needs no key."""
    kept = KeptAnswers(Lengths(), tmp_path, SEAL)
    kept.probabilities([PAIR, ("", "a longer one")])
    with closing(sqlite3.connect(tmp_path / FILE)) as store:
        [(_, short), (_, long)] = store.execute("SELECT * FROM answers").fetchall()
    altered(tmp_path, "UPDATE answers SET probabilities = ?", values=[long])
    assert short != long
    assert is_asked_anew(tmp_path)


def test_answers_of_other_weights_are_not_believed(tmp_path: Path) -> None:
    kept_once(tmp_path, weights="b")
    assert is_asked_anew(tmp_path)


def test_users_of_one_folder_neither_believe_nor_overwrite_each_other(tmp_path: Path) -> None:
    other = Seal(b"of another user")
    kept_once(tmp_path)
    assert is_asked_anew(tmp_path, other)
    assert not is_asked_anew(tmp_path)
    assert not is_asked_anew(tmp_path, other)


def test_context_and_clause_are_told_apart(tmp_path: Path) -> None:
    KeptAnswers(Lengths(), tmp_path, SEAL).probabilities([("a\0b", "c")])
    reader = Lengths()
    KeptAnswers(reader, tmp_path, SEAL).probabilities([("a", "b\0c")])
    assert reader.asked == [("a", "b\0c")]


ENDLESS = (
    "CREATE VIEW answers AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT i AS key, i AS probabilities FROM n"
)
TRIGGER = "CREATE TRIGGER slow BEFORE INSERT ON answers BEGIN SELECT * FROM missing; END"


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TABLE answers", ENDLESS],
        [TRIGGER],
        ["DROP TABLE answers", "CREATE TABLE answers (key, probabilities, more)"],
        ["CREATE TABLE another (x)"],
    ],
    ids=["endless view", "trigger", "other columns", "other table"],
)
def test_a_file_with_other_tables_than_ours_is_left_alone(
    tmp_path: Path, statements: list[str]
) -> None:
    kept_once(tmp_path)
    altered(tmp_path, *statements)
    before = (tmp_path / FILE).read_bytes()
    assert is_asked_anew(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
@pytest.mark.parametrize("before", [None, 0o644])
def test_nobody_else_may_read_what_is_kept(tmp_path: Path, before: int | None) -> None:
    file, beside = tmp_path / "clauses.sqlite", tmp_path / "clauses.sqlite-wal"
    if before:
        file.touch(before)
    mask = os.umask(0)
    try:
        kept_once(tmp_path)
        with closing(sqlite3.connect(file)) as store:
            store.execute("PRAGMA journal_mode=WAL")
            store.execute("DELETE FROM answers")
            rights = {one.name: one.stat().st_mode & 0o777 for one in (file, beside)}
    finally:
        os.umask(mask)
    assert rights == {file.name: 0o600, beside.name: 0o600}


def test_a_pipe_in_the_place_of_the_file_costs_no_answer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    assert is_asked_anew(tmp_path)


def test_a_folder_that_cannot_be_made_costs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    kept = KeptAnswers(Lengths(), tmp_path / "taken", SEAL)
    assert kept.probabilities([("", "one")]).shape == (1, 2)
