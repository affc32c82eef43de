"""`licensecheck batch DUMP --cards FILE`: texts of cards from a file beside the dump."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from licensecheck.batch.record import CARD_BYTES
from licensecheck.batch.run import Plan, run
from licensecheck.errors import UsageError
from licensecheck.settings import Settings
from tests.batch.test_batch import dump, table

FORBIDS = "---\nlicense: cc-by-nc-4.0\n---\n# Tern\n\nA model of birds.\n"
ROWS = [
    {"id": "org/tern", "siblings": ["README.md", "model.safetensors"]},
    {
        "id": "other/gull",
        "tags": ["license:mit", "base_model:org/tern"],
        "siblings": ["model.safetensors"],
    },
]


def judged(tmp_path: Path, cards: Path, name: str = "out") -> dict[str, dict[str, Any]]:
    plan = Plan(dump(tmp_path, ROWS), tmp_path / name, cards=cards)
    run(plan, Settings(offline=True, threads=1), lambda _: None)
    return {row["id"]: row for row in table(tmp_path / name, "models")}


def lines(folder: Path, *rows: object) -> Path:
    path = folder / "cards.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows) + "no json\n\n")
    return path


def test_a_card_is_joined_by_id_and_binds_who_builds_on_it(tmp_path: Path) -> None:
    found = judged(tmp_path, lines(tmp_path, {"id": "Org/Tern", "card": FORBIDS}, {"id": "org/x"}))
    assert "noncommercial-only" in found["org/tern"]["restrictions"]
    assert found["other/gull"]["conflicts"] == ["derivative-under-laxer-terms"]


def test_parquet_gives_the_same_as_lines(tmp_path: Path) -> None:
    rows = [{"modelId": "org/tern", "card": FORBIDS}, {"modelId": "org/tern", "card": "second"}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "cards.parquet")
    of_parquet = judged(tmp_path, tmp_path / "cards.parquet", "one")
    of_lines = judged(tmp_path, lines(tmp_path, *rows), "other")
    assert of_parquet == of_lines


def test_a_card_that_is_too_long_is_a_problem(tmp_path: Path) -> None:
    judged(tmp_path, lines(tmp_path, {"id": "org/tern", "card": "a" * (CARD_BYTES + 7)}))
    [problem] = table(tmp_path / "out", "problems")
    assert problem["id"] == "org/tern"
    assert "was not read" in problem["message"]


def test_nothing_but_tables_and_answers_is_left(tmp_path: Path) -> None:
    judged(tmp_path, lines(tmp_path, {"id": "org/tern", "card": FORBIDS}))
    left = [one.name for one in (tmp_path / "out").glob("*.sqlite*")]
    assert left == ["answers.sqlite"]


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "there is no file"), (b"PAR1 no more", "cannot be read"), ("name", "no columns `id`")],
)
def test_what_has_no_cards_is_an_error_that_says_so(
    tmp_path: Path, content: object, says: str
) -> None:
    path = tmp_path / "cards.parquet"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        pq.write_table(pa.table({content: ["org/tern"]}), path)
    with pytest.raises(UsageError, match=says):
        judged(tmp_path, path)


def test_a_run_with_other_cards_is_another_run(tmp_path: Path) -> None:
    cards = lines(tmp_path, {"id": "org/tern", "card": FORBIDS})
    judged(tmp_path, cards)
    plan = Plan(tmp_path / "dump.jsonl", tmp_path / "out", resume=True)
    with pytest.raises(UsageError, match="another input"):
        run(plan, Settings(offline=True), lambda _: None)
