"""The clause classifier: word pieces in, a probability for each label out."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from licensecheck.classify.device import CPU, CUDA, Device, choose
from licensecheck.classify.released import FOLDER, WEIGHTS, check
from licensecheck.classify.wordpieces import Window, WordPieces

BATCH_PIECES = {"cpu": 1, "cuda": 16384}
"""Word pieces in one run, padding included; one clause at least. On a CPU a run is one clause: two
cores read 400 to 520 clauses/s so, 490 at 4 a batch, 440 at 32 and 340 at 128; and int8 takes its
scale from all of a batch, so that only alone does a clause get the same answer in any company."""

WIDTH = 384
"""Numbers that the encoder makes of a sentence."""

Probabilities = npt.NDArray[np.float32]
Embeddings = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What `labels.json` beside the weights says."""

    labels: tuple[str, ...]
    thresholds: Mapping[str, tuple[float, float]]
    """By label: under the first it is not said, from the second on it is certain."""
    sha256: str
    """Of the weights: `SHA256SUMS` says the same."""


class ClauseModel:
    """One shared session, opened when first used."""

    def __init__(self, folder: Path, device: Device, threads: int | None) -> None:
        self._folder = folder
        self._threads = threads
        self._wanted = device
        self.card = _card(folder / "labels.json")
        self.labels = self.card.labels
        self.thresholds = self.card.thresholds

    @classmethod
    def load(
        cls, device: str = "auto", threads: int | None = None, folder: Path = FOLDER
    ) -> "ClauseModel":
        """The model of this installation, on "auto", "cpu" or "cuda"; one for all who ask for it.

        Raises ModelFilesError where a file of it is missing, or not the one that was released.
        """
        check(folder)
        return _shared(folder, choose(device), threads)

    @property
    def sha256(self) -> str:
        """Of the weights, in hexadecimal."""
        return self.card.sha256

    @property
    def device(self) -> str:
        """cpu or cuda: where it really runs."""
        if self._wanted.name == "cpu":
            return "cpu"  # known without opening a session, which kept answers may never need
        return "cuda" if self._session.get_providers()[0] == CUDA else "cpu"

    @property
    def device_reason(self) -> str:
        """Why there."""
        if self.device != self._wanted.name:
            return "CUDA is there, but the session could not use it"
        return self._wanted.reason

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """[pairs, labels], each between 0 and 1, for pairs of context and clause.

        Nothing is cut off: a clause longer than a window is read in several that overlap, and the
        highest probability of a label counts. A pair that stands there twice is read once. On a
        CPU a pair has the same probabilities whatever stands beside it.
        """
        unique, rows = _each_once(pairs)
        cuts = self._pieces.windows(unique)
        windows = [window for cut in cuts for window in cut]
        owners = np.repeat(np.arange(len(unique)), [len(cut) for cut in cuts])
        found = np.zeros((len(unique), len(self.labels)), np.float32)
        if windows:
            np.maximum.at(found, owners, self._read(windows, "probabilities", len(self.labels)))
        return found[rows]

    def embeddings(self, pairs: Sequence[tuple[str, str]]) -> Embeddings:
        """[pairs, width]: what the labels are told by, of the first window of each pair; one that
        stands there twice is read once."""
        unique, rows = _each_once(pairs)
        windows = [cut[0] for cut in self._pieces.windows(unique)]
        return self._read(windows, "pooled", WIDTH)[rows]

    def _read(self, windows: Sequence[Window], output: str, width: int) -> Probabilities:
        found = np.empty((len(windows), width), np.float32)
        session = self._session

        def run(rows: list[int]) -> None:
            found[rows] = session.run([output], _inputs([windows[row] for row in rows]))[0]

        cut = batches([len(window.ids) for window in windows], BATCH_PIECES[self.device])
        with ThreadPoolExecutor(self._workers) as pool:
            list(pool.map(run, cut))
        return found

    @property
    def _workers(self) -> int:
        """Runs at once: a clause is too small to share among cores, so each core reads its own."""
        return 1 if self.device == "cuda" else self._threads or cores()

    @cached_property
    def _pieces(self) -> WordPieces:
        return WordPieces(self._folder / "tokenizer.json")

    @cached_property
    def _session(self) -> Any:
        from licensecheck.classify.runtime import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # see _workers
        providers = [CUDA, CPU] if self._wanted.name == "cuda" else [CPU]
        return onnxruntime.InferenceSession(self._folder / WEIGHTS, options, providers=providers)


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def batches(lengths: Sequence[int], pieces: int) -> Iterator[list[int]]:
    """All positions once, in batches of like length whose padded size keeps to a budget.

    A batch has at least one member, however long.
    """
    batch: list[int] = []
    for at in sorted(range(len(lengths)), key=lambda row: lengths[row]):
        if batch and lengths[at] * (len(batch) + 1) > pieces:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _each_once(
    pairs: Sequence[tuple[str, str]],
) -> tuple[list[tuple[str, str]], list[int]]:
    """The pairs without repetitions, and the place of each of all among them."""
    unique = list(dict.fromkeys(pairs))
    place = {pair: at for at, pair in enumerate(unique)}
    return unique, [place[pair] for pair in pairs]


def _inputs(windows: Sequence[Window]) -> dict[str, npt.NDArray[np.int32]]:
    """Ids, segments and mask [windows, pieces], padded to the longest."""
    longest = max(len(window.ids) for window in windows)
    ids, segments, mask = (np.zeros((len(windows), longest), np.int32) for _ in range(3))
    for row, window in enumerate(windows):
        size = len(window.ids)
        ids[row, :size] = window.ids
        segments[row, window.context : size] = 1
        mask[row, :size] = 1
    return {"ids": ids, "segments": segments, "mask": mask}


@lru_cache(3)  # of clauses, of doubts and of places: each takes .1 s to open
def _shared(folder: Path, device: Device, threads: int | None) -> ClauseModel:
    return ClauseModel(folder, device, threads)


def _card(file: Path) -> ModelCard:
    written = json.loads(file.read_text(encoding="utf-8"))
    thresholds = {
        name: (float(band["lower"]), float(band["upper"]))
        for name, band in written["thresholds"].items()
    }
    return ModelCard(tuple(written["labels"]), thresholds, written["sha256"])
