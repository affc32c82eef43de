"""Labels of sentences: each points at the words that were read, and the heads know all answers."""

import json
from pathlib import Path

import pytest

from corpus import cards, statement_labels, texts
from corpus.statement_labels import FURTHER, POINTERS, further, written
from licensecheck.domain.statement import Artefact, Owner, Polarity, StatementKind
from licensecheck.statements.features import BUCKETS, buckets
from licensecheck.statements.heads import FIELDS, load
from licensecheck.text.front_matter import read_card
from licensecheck.text.segment import segment

ANSWERS = dict(zip(FIELDS, (StatementKind, Artefact, Owner, Polarity), strict=True))
ROWS = [json.loads(line) for line in POINTERS.read_text("utf-8").splitlines()]
MORE = [json.loads(line) for line in FURTHER.read_text("utf-8").splitlines()]


def test_every_label_points_at_the_words_that_were_read(real: Path) -> None:
    moved = [
        f"{row['file']}:{row['start']}"
        for row in ROWS
        if texts.digest(cards.card(row["file"]).text[row["start"] : row["end"]]) != row["sha256"]
    ]
    assert not moved


@pytest.mark.usefixtures("real")
def test_every_label_points_at_a_clause_as_texts_are_cut_now() -> None:
    clauses = {
        (file, one.span.start, one.span.end)
        for file in {row["file"] for row in ROWS}
        for one in segment(read_card(cards.card(file))[0].document)
    }
    named = {(row["file"], row["start"], row["end"]) for row in ROWS}
    assert named <= clauses


@pytest.mark.parametrize("field", FIELDS)
def test_labels_and_heads_have_the_answers_that_there_are(field: str) -> None:
    known = {str(answer) for answer in ANSWERS[field]}
    assert {row[field] for row in ROWS} <= known
    assert {row[field] for row in MORE if field in row} <= known
    assert {one.labels[field] for one in written()} <= known
    assert set(load()[field].answers) == known


def test_every_sentence_of_ours_has_features() -> None:
    for one in written():
        found = buckets(one.sentence)
        assert found
        assert set(found) <= set(range(BUCKETS))


def test_a_sentence_that_says_nothing_need_not_say_more() -> None:
    for row in MORE:
        said = {field for field in FIELDS if field in row}
        assert said == set(FIELDS) or (said == {"kind"} and row["kind"] == "none")


COMMIT = "0" * 40
TEXT = "# Zebra\n\nZebra is MIT.\n"
POINTER = {
    "file": f"github:zoo/zebra@{COMMIT}/README.md", "start": 9, "end": 22,
    "sha256": texts.digest("Zebra is MIT."), "kind": "licence", "artefact": "weights",
    "owner": "own", "polarity": "affirmed",
}  # fmt: skip


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One further label, and a downloads folder of its own."""
    pointers = tmp_path / "further.jsonl"
    pointers.write_text(json.dumps(POINTER) + "\n", "utf-8")
    monkeypatch.setattr(statement_labels, "FURTHER", pointers)
    monkeypatch.setattr(texts, "DOWNLOADS", tmp_path)
    cards.card.cache_clear()
    return tmp_path


def test_a_file_of_a_repository_is_fetched_once_by_its_commit(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()

    def fetch(address: str) -> bytes:
        asked.append(address)
        return TEXT.encode()

    monkeypatch.setattr(texts, "fetch", fetch)
    for _ in range(2):
        cards.card.cache_clear()
        [one] = further()
        assert (one.owner, one.source, one.labels["kind"]) == ("zoo", "further", "licence")
    assert asked == [f"https://raw.githubusercontent.com/zoo/zebra/{COMMIT}/README.md"]


def test_what_cannot_be_had_is_left_out_and_said(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fetch(address: str) -> bytes:
        raise OSError(address)

    monkeypatch.setattr(texts, "fetch", fetch)
    assert not list(further())
    assert "1 works of further.jsonl cannot be had" in capsys.readouterr().out
