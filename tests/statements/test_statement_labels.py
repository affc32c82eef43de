"""Labels of sentences: each points at the words that were read, and the heads know all answers."""

import json
from pathlib import Path

import pytest

from corpus import cards, texts
from corpus.statement_labels import POINTERS, written
from licensecheck.domain.statement import Artefact, Owner, Polarity, StatementKind
from licensecheck.statements.features import BUCKETS, buckets
from licensecheck.statements.heads import FIELDS, load

ANSWERS = dict(zip(FIELDS, (StatementKind, Artefact, Owner, Polarity), strict=True))
ROWS = [json.loads(line) for line in POINTERS.read_text("utf-8").splitlines()]


def test_every_label_points_at_the_words_that_were_read(real: Path) -> None:
    moved = [
        f"{row['file']}:{row['start']}"
        for row in ROWS
        if texts.digest(cards.card(row["file"]).text[row["start"] : row["end"]]) != row["sha256"]
    ]
    assert not moved


@pytest.mark.parametrize("field", FIELDS)
def test_labels_and_heads_have_the_answers_that_there_are(field: str) -> None:
    known = {str(answer) for answer in ANSWERS[field]}
    assert {row[field] for row in ROWS} <= known
    assert {one.labels[field] for one in written()} <= known
    assert set(load()[field].answers) == known


def test_every_sentence_of_ours_has_features() -> None:
    for one in written():
        found = buckets(one.sentence)
        assert found
        assert set(found) <= set(range(BUCKETS))
