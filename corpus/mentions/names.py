"""Weigh what a page says of a name at all its places: `python -m corpus.mentions.names PAGES`

`inside.jsonl` has a line for each labelled page: `file`, `source`, `sha256`, and as they stand in
the page the names of models that its own one was made from (`base`), has inside (`part`) or needs
(`needs`), and of those that the reader of the page was not sure of (`unsure`), which teach nothing.
PAGES is the folder of these pages, each called `owner+name.md`; pages that are not there are passed
over. Printed is how many names are found and how many are told wrongly, in ten folds of publishers;
written are the weights that ship.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from corpus.digests import record
from corpus.mentions.labels import LabelledPage, number_of
from licensecheck.knowledge.knowledge import installed
from licensecheck.reader.meanings import INSIDE
from licensecheck.reader.names import Weights, numbers
from licensecheck.reader.page import key_of
from licensecheck.reader.places import Likely
from licensecheck.reader.reading import read_places
from licensecheck.reader.released import FILES, FOLDER, WEIGHTS

LABELS = Path(__file__).parent / "inside.jsonl"
FOLDS = 10
STRENGTH = 0.02
"""Inverse of the regularisation: of .003, .01, .02, .05 and .2 the likeliest in folds."""
THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8)

Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one page."""

    page: str
    numbers: Mapping[str, float]
    is_inside: bool
    is_card: bool

    @property
    def fold(self) -> int:
        """The fold that its publisher is measured in."""
        return number_of(self.page.partition("+")[0]) % FOLDS


def names(pages: Path) -> Iterator[Name]:
    """The names of all labelled pages that are there, but those that nobody is sure of."""
    for line in LABELS.read_text("utf-8").splitlines():
        row = json.loads(line)
        file = pages / row["file"]
        if file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == row["sha256"]:
            yield from _of_page(row, file.read_text("utf-8", "replace"))


def _of_page(row: Mapping[str, Any], text: str) -> Iterator[Name]:
    page = LabelledPage(row["file"], row["sha256"], (), (), full=False)
    page.__dict__["text"] = text
    seen = read_places(text, (page.name,), page.base_models, page.owner, installed())
    wanted = {key_of(name) for role in INSIDE for name in row[role]}
    unsure = {key_of(name) for name in row["unsure"]} - wanted
    is_card = not row["source"].startswith("github:")
    for key, each in numbers(seen).items():
        if key not in unsure:
            yield Name(page.file, each, key in wanted, is_card)


def fit(columns: tuple[str, ...], rows: Likely, wanted: Truth) -> Weights:
    """Logistic weights of names with these numbers."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-2
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(np.clip((rows - mean) / spread, -5, 5), wanted)
    return Weights(columns, mean, spread, model.coef_[0], float(model.intercept_[0]))


def by_folds(found: Sequence[Name], columns: tuple[str, ...]) -> Likely:
    """The probability of each name by weights that saw no page of its publisher."""
    rows, wanted = _table(found, columns)
    folds, said = np.array([one.fold for one in found]), np.zeros(len(found))
    for out in range(FOLDS):
        known = fit(columns, rows[folds != out], wanted[folds != out])
        held = [at for at, fold in enumerate(folds) if fold == out]
        said[held] = [known.likely(found[at].numbers) for at in held]
    return said


def _table(found: Sequence[Name], columns: Sequence[str]) -> tuple[Likely, Truth]:
    rows = np.array([[one.numbers[name] for name in columns] for one in found])
    return rows, np.array([one.is_inside for one in found])


def report(found: Sequence[Name], said: Likely) -> None:
    """Print what is found and what is wrong from some thresholds on, beside both readers alone."""
    for title, is_card in (("cards", True), ("pages", False)):
        kept = [at for at, one in enumerate(found) if one.is_card is is_card]
        wanted = sum(found[at].is_inside for at in kept)
        print(f"{title}: {len({found[at].page for at in kept})}, names inside: {wanted}")
        for least in THRESHOLDS:
            told = [found[at].is_inside for at in kept if said[at] >= least]
            alone = [found[at].is_inside for at in kept if found[at].numbers["both"] >= least]
            print(
                f"  from {least}: {sum(told)} right, {len(told) - sum(told)} wrong; "
                f"places alone: {sum(alone)} right, {len(alone) - sum(alone)} wrong"
            )


def main() -> None:
    """Measure, learn and write."""
    parser = argparse.ArgumentParser(prog="python -m corpus.mentions.names")
    parser.add_argument("pages", type=Path)
    found = [*names(parser.parse_args().pages)]
    columns = tuple(sorted(found[0].numbers))
    report(found, by_folds(found, columns))
    known = fit(columns, *_table(found, columns))
    stored = {
        "names": known.names,
        **{name: getattr(known, name).round(5).tolist() for name in ("mean", "spread", "weights")},
        "bias": round(known.bias, 5),
    }
    (FOLDER / WEIGHTS).write_text(json.dumps(stored) + "\n", "utf-8")
    record(FOLDER, FILES)


if __name__ == "__main__":
    main()
