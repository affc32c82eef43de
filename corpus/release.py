"""Put a trained model where the package reads it, if it passes the gate.

    python -m corpus.release MODEL.npz [--gate-only]

Calibrates the probabilities, and writes model.onnx (int8), tokenizer.json and labels.json (labels,
thresholds with the counts they come from, hashes), and SHA256SUMS, without which the package takes
none of them. The int8 model must decide as the fp32 one does.
"""

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus import calibrate, dataset, encoder, export, thresholds, train
from corpus.digests import record
from licensecheck.classify.model import ClauseModel, Probabilities
from licensecheck.classify.released import (
    FILES,
    FOLDER,
    STATEMENTS,
    TOKENIZER,
    WEIGHTS,
    digest,
)

MAX_FLIPS = 0.005
"""Share of the model's label decisions that int8 may change; by those that either makes."""
MAX_LOSS = 0.01
"""Of F1 over all labels."""


def read(folder: Path, clauses: Sequence[dataset.Example]) -> Probabilities:
    """[clauses, labels] as a user's machine would say."""
    model = ClauseModel.load("cpu", threads=1, folder=folder)
    return model.probabilities([(clause.context, clause.text) for clause in clauses])


def write_card(folder: Path, bands: dict[str, dict[str, float]], measure: dict[str, float]) -> None:
    """labels.json, one label a line, and the digests of all files."""
    lines = [f"  {json.dumps(name)}: {json.dumps(band)}" for name, band in bands.items()]
    head = {
        "labels": dataset.names(),
        "sha256": digest(folder / WEIGHTS),
        "tokenizer_sha256": digest(folder / TOKENIZER),
        "base": "all-MiniLM-L6-v2, Apache-2.0, fine-tuned and quantised",
        "base_sha256": encoder.WEIGHTS_SHA256,
        "int8_against_fp32": measure,
    }
    body = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items())
    text = "{\n" + body + ',\n "thresholds": {\n' + ",\n".join(lines) + "\n }\n}\n"
    (folder / "labels.json").write_text(text, encoding="utf-8")
    record(folder, FILES)


def release(weights: Path, folder: Path) -> dict[str, float]:
    """Export, choose thresholds on dev, measure int8 against fp32; returns the measure."""
    dev = dataset.examples("dev")
    model = train.load(weights)
    print("scale and shift", calibrate.calibrate(model))
    truth, counted = (part.numpy() for part in train.targets(dev, dataset.names()))
    with TemporaryDirectory() as room:
        full = Path(room) / "full"
        full.mkdir()
        folder.mkdir(parents=True, exist_ok=True)
        export.export(model, full / "model.onnx", folder / "model.onnx")
        for place in (full, folder):
            shutil.copy(encoder.tokenizer(), place / "tokenizer.json")
            if place != FOLDER:  # those of the earlier encoder, until `train_statements` ran
                shutil.copy(FOLDER / STATEMENTS, place / STATEMENTS)
            write_card(place, {name: {"lower": 0.5, "upper": 0.5} for name in dataset.names()}, {})
        small, large = read(folder, dev), read(full, dev)
    bands = thresholds.choose(small, truth, counted, dataset.names(), dataset.kinds())
    upper = np.array([band["upper"] for band in bands.values()])
    measure = compare(small >= upper, large >= upper, truth.astype(bool), counted.astype(bool))
    write_card(folder, dict(bands), measure)
    return measure


def compare(
    small: np.ndarray,
    large: np.ndarray,
    truth: np.ndarray,
    counted: np.ndarray,  # type: ignore[type-arg]  # of bool
) -> dict[str, float]:
    """Decisions of int8 beside those of fp32."""
    return {
        "flips": round(float((small != large).mean()), 5),
        "f1_int8": round(_f1(small & counted, truth & counted), 4),
        "f1_fp32": round(_f1(large & counted, truth & counted), 4),
    }


def _f1(said: np.ndarray, truth: np.ndarray) -> float:  # type: ignore[type-arg]  # of bool
    return float(2 * (said & truth).sum() / max(1, said.sum() + truth.sum()))


def main() -> None:
    """Release, and fail where the gate does not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    measure = release(options.weights, options.folder)
    print(json.dumps(measure))
    if measure["flips"] > MAX_FLIPS or measure["f1_fp32"] - measure["f1_int8"] > MAX_LOSS:
        raise SystemExit("int8 decides differently from fp32: not released")


if __name__ == "__main__":
    main()
