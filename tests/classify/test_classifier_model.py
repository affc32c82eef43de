"""The clause classifier as it is installed: shapes, determinism, nothing unread, silence."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensecheck.classify.model import ClauseModel, batches
from licensecheck.classify.released import DIGESTS, FILES, FOLDER, ModelFilesError, recorded
from licensecheck.classify.wordpieces import CONTEXT, WINDOW, WordPieces

BAN = ("", "You may not use the model for any commercial purpose.")
GRANT = ("", "You may use, copy and modify the software free of charge.")
DISCLAIMER = ("", "The software is provided as is, without warranty of any kind.")


@pytest.fixture(scope="module")
def model() -> ClauseModel:
    if not (FOLDER / "model.onnx").is_file():
        pytest.skip(f"no classifier at {FOLDER} (make train)")
    return ClauseModel.load("cpu", threads=1)


def _probability(model: ClauseModel, label: str, pair: tuple[str, str]) -> float:
    return float(model.probabilities([pair])[0, model.labels.index(label)])


def test_a_probability_for_each_pair_and_label(model: ClauseModel) -> None:
    found = model.probabilities([BAN, GRANT, DISCLAIMER])
    assert found.shape == (3, len(model.labels))
    assert ((found >= 0) & (found <= 1)).all()


def test_no_pairs_give_no_rows(model: ClauseModel) -> None:
    assert model.probabilities([]).shape == (0, len(model.labels))


def test_an_empty_clause_has_no_restriction_for_certain(model: ClauseModel) -> None:
    found = dict(zip(model.labels, model.probabilities([("", "")])[0], strict=True))
    assert found["noncommercial-only"] < model.thresholds["noncommercial-only"][1]


def test_it_tells_a_ban_from_a_grant_and_a_disclaimer(model: ClauseModel) -> None:
    upper = model.thresholds["noncommercial-only"][1]
    assert _probability(model, "noncommercial-only", BAN) >= upper
    assert _probability(model, "noncommercial-only", GRANT) < upper
    assert _probability(model, "noncommercial-only", DISCLAIMER) < upper
    assert _probability(model, "warranty-disclaimer", DISCLAIMER) >= 0.5


def test_the_lead_in_decides_what_a_list_item_means(model: ClauseModel) -> None:
    item = "distribute copies of the model or of its derivatives"
    banned = _probability(model, "no-redistribution", ("You must not:", item))
    granted = _probability(model, "no-redistribution", ("You may:", item))
    assert banned > granted


def test_a_clause_reads_the_same_in_any_company(model: ClauseModel) -> None:
    alone = model.probabilities([BAN])
    crowd = model.probabilities([DISCLAIMER, GRANT, BAN, BAN, ("", "word " * 300)])
    assert np.array_equal(crowd[2], alone[0])
    assert np.array_equal(crowd[3], alone[0])


def test_what_stands_twice_means_the_same_twice(model: ClauseModel) -> None:
    found = model.embeddings([BAN, GRANT, BAN])
    assert np.array_equal(found[0], found[2])
    assert not np.array_equal(found[0], found[1])


def test_the_end_of_a_long_clause_is_read(model: ClauseModel) -> None:
    filler = "The parties thank each other for the good work of the past years. " * 60
    without = _probability(model, "noncommercial-only", ("", filler))
    # Diluted by all that stands beside it in its window, and yet seen.
    assert _probability(model, "noncommercial-only", ("", filler + BAN[1])) > 10 * without


def test_thresholds_are_bands(model: ClauseModel) -> None:
    assert set(model.thresholds) == set(model.labels)
    for lower, upper in model.thresholds.values():
        assert 0 < lower <= upper < 1


def test_the_card_names_the_weights_and_its_gate(model: ClauseModel) -> None:
    card = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256((FOLDER / "model.onnx").read_bytes()).hexdigest()
    assert card["sha256"] == digest == model.sha256 == recorded()["model.onnx"]
    assert card["int8_against_fp32"]["flips"] < 0.005
    assert card["int8_against_fp32"]["f1_fp32"] - card["int8_against_fp32"]["f1_int8"] < 0.01


@pytest.mark.parametrize("device", ["auto", "cuda"])
def test_without_a_gpu_it_runs_on_the_cpu_in_silence(model: ClauseModel, device: str) -> None:
    program = (
        "from licensecheck.classify.model import ClauseModel\n"
        f"model = ClauseModel.load({device!r}, threads=1)\n"
        f"model.probabilities([{BAN!r}])\n"
        "assert model.device in ('cpu', 'cuda') and model.device_reason\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=FOLDER
    )
    assert run.stdout == run.stderr == ""


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "classifier"))


@pytest.mark.parametrize("name", FILES)
def test_without_one_of_its_files_that_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelFilesError, match=re.escape(name)):
        ClauseModel.load("cpu", folder=copied)


@pytest.mark.parametrize("name", FILES)
def test_a_file_in_which_one_bit_differs_is_not_used(copied: Path, name: str) -> None:
    content = bytearray((copied / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copied / name).write_bytes(content)
    with pytest.raises(ModelFilesError, match=f"{re.escape(name)} is not the file"):
        ClauseModel.load("cpu", folder=copied)


@pytest.mark.parametrize("name", FILES)
def test_a_file_without_a_digest_is_not_used(copied: Path, name: str) -> None:
    lines = (copied / DIGESTS).read_text().splitlines()
    (copied / DIGESTS).write_text("\n".join(line for line in lines if name not in line))
    with pytest.raises(ModelFilesError, match=re.escape(name)):
        ClauseModel.load("cpu", folder=copied)


def test_the_digest_of_the_weights_is_known_without_reading_them(copied: Path) -> None:
    (copied / "model.onnx").unlink()
    assert recorded(copied)["model.onnx"] == recorded()["model.onnx"]


@given(st.lists(st.integers(3, WINDOW), max_size=40), st.integers(1, 2000))
def test_batches_hold_every_window_once_and_keep_to_the_budget(
    lengths: list[int], budget: int
) -> None:
    cut = list(batches(lengths, budget))
    assert sorted(row for batch in cut for row in batch) == list(range(len(lengths)))
    for batch in cut:
        assert len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= budget


@settings(deadline=None)
@given(st.integers(0, 900), st.integers(0, 120))
def test_windows_hold_all_of_the_clause_and_the_end_of_the_context(
    clause: int, context: int
) -> None:
    if not (FOLDER / "tokenizer.json").is_file():
        pytest.skip(f"no classifier at {FOLDER} (make train)")
    pieces = _pieces()
    (cut,) = pieces.windows([("may " * context, "use " * clause)])
    assert all(len(window.ids) <= WINDOW for window in cut)
    assert all(window.context == min(context, CONTEXT) + 2 for window in cut)
    room = WINDOW - cut[0].context - 1
    seen = sum(len(window.ids) - window.context - 1 for window in cut)
    assert seen >= clause
    assert len(cut) == 1 or clause > room


@cache
def _pieces() -> WordPieces:
    return WordPieces(FOLDER / "tokenizer.json")
