"""Train what tells sentences of cards that speak of terms: `python -m corpus.speaks [--measure]`.

What speaks of terms are the clauses in own words of this folder and the attacks of the set
`tuning`; what does not are sentences of real cards (LICENSECHECK_REAL_DATA, else ../shared/real)
whose models are open or unknown, as far as no rule finds terms in them, and the written claims.
The clause model must be there. With `--measure` nothing is written: a quarter of the cards and of
the attacks at a time is kept apart and measured with what the others teach.
"""

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from corpus.texts import real_folder
from licensecheck.classify.model import ClauseModel
from licensecheck.classify.speaks import (
    FOLDER,
    FURTHEST,
    HEAD,
    SIZE,
    WORDS,
    DetectorWeights,
    features,
)
from licensecheck.domain import Document, DocumentKind
from licensecheck.knowledge.doubts import load_doubts
from licensecheck.knowledge.remarks import load_remarks
from licensecheck.terms.prose import ELSEWHERE, part_of
from licensecheck.text.front_matter import read_card
from licensecheck.text.segment import segment

HERE = Path(__file__).parent
TUNING = HERE / "attacks" / "tuning"
ATTACKS = (
    "cards", "plain", "files", "edits", "second_prose", "second_files", "second_edits"
)  # fmt: skip
"""Files of attacks whose sentences teach."""
LEFT_OUT = ("badge-or-link", "markdown-table", "html", "terms-file-language")
"""Classes whose cases are no sentences."""
_NAME = re.compile(r"\bTiny(?:-1B)?\b")
FOLDS = 4
ASKED = 0.08
"""Share of the sentences of cards that the model reads: 2 ms each."""
FALSE = 0.0075
"""Share of the sentences of cards that may count as speaking of terms where they do not. At 1 % a
sentence on "terms of openness" would; at 0.6 % another ten of 80 restrictions would not."""
ATTACK_WEIGHT, WRITTEN_WEIGHT, CARD_WEIGHT = 8.0, 0.3, 3.0
REPEATED = 5
"""Times that an attack counts as much as a clause in own words: there are 40 times fewer."""
DRAWN = 5_000
"""Clauses in own words that the head learns from; the model has read them, so they weigh little."""

Vector = npt.NDArray[np.float64]
Feature = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """Weights of words, and the bias."""

    weights: Vector
    bias: float

    def __call__(self, places: Feature) -> float:
        return self.bias + float(self.weights[places].sum()) / (len(places) ** 0.5 + 1e-9)


def places(text: str) -> Feature:
    """The features of a sentence, in order."""
    return np.array(sorted(features(text)), np.int64)


def written() -> Iterator[str]:
    """Clauses in own words."""
    for name in ("written", "paraphrases", "paraphrases_second"):
        for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines():
            yield json.loads(line)["text"]


def attacks() -> Iterator[str]:
    """Sentences that restrict: of cards, of further files, and behind a licence."""
    for name in ATTACKS:
        groups = yaml.safe_load((TUNING / f"{name}.yaml").read_text("utf-8"))
        for group, content in groups.items():
            if group not in LEFT_OUT:
                for value in (
                    *content.get("mit", {}).values(),
                    *content.get("apache", {}).values(),
                ):
                    yield from _sentences(value)


def _sentences(value: str | Mapping[str, str]) -> Iterator[str]:
    """The sentences of a case: the text itself, what is appended, or the prose of its files."""
    if isinstance(value, str):
        text = value.removeprefix("=>").strip()
        if "=>" not in text:
            yield _anonymous(text)  # all of it restricts, not each line
        return
    for path, text in value.items():
        if path.rpartition(".")[2] in ("md", "txt", path):
            yield from (one for one in _paragraphs(text) if len(one.split()) > 2)


def _paragraphs(text: str) -> Iterator[str]:
    yield from filter(None, (line.strip("# -*>") for line in _anonymous(text).splitlines()))


def _anonymous(text: str) -> str:
    """The text without the name that all folders share: it would pass for a word of terms."""
    return _NAME.sub("the model", text)


def cards() -> Mapping[str, str]:
    """Sentences of real cards that do not speak of terms, each with the id of its card."""
    real, found = real_folder(), dict[str, str]()
    for file, folder in (("gold", "repos"), ("cards", "cards")):
        for line in (real / "statements" / f"{file}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            level = row["models"][0]["level"] if row["models"] else "unknown"
            if level not in ("restricted-weights", "closed"):
                for path in _readmes(real / folder / row["id"]):
                    found |= dict.fromkeys(_silent(path.read_text("utf-8")), row["id"])
    return found


def _readmes(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from sorted(path.glob("README*.md"))


def _silent(text: str) -> Iterator[str]:
    card, _ = read_card(Document("README.md", text, DocumentKind.CARD))
    remarks, doubts = load_remarks(), load_doubts()
    for clause in segment(card.document, card.body):
        said = card.document.quote(clause.span)
        heard = remarks.speaks_of_terms(said) or any(doubt.raised_by(said) for doubt in doubts)
        if not heard and part_of(said) not in ELSEWHERE:
            yield said


def harmless() -> Iterator[str]:
    """Written sentences of cards that do not restrict: honest folders, and claims without terms."""
    for name in ("honest", "second_honest"):
        for content in yaml.safe_load((TUNING / f"{name}.yaml").read_text("utf-8")).values():
            for value in (*content.get("mit", {}).values(), *content.get("apache", {}).values()):
                if content["as"] == "body":
                    yield from _paragraphs(value)
    for line in (HERE / "claims_written.jsonl").read_text("utf-8").splitlines():
        if not load_remarks().speaks_of_terms(said := json.loads(line)["text"]):
            yield said


def learn_words(yes: Sequence[Feature], no: Sequence[Feature], epochs: int = 4) -> Words:
    """Logistic regression by Adagrad, of the means of the weights of a sentence."""
    rows = [*yes, *no]
    wanted = np.r_[np.ones(len(yes)), np.zeros(len(no))]
    weights, seen, bias, seen_bias = np.zeros(SIZE), np.full(SIZE, 1e-2), 0.0, 1.0
    draw = np.random.default_rng(0)
    for _ in range(epochs):
        for at in draw.permutation(len(rows)):
            row = rows[at]
            size = len(row) ** 0.5 + 1e-9
            odds = np.clip(bias + weights[row].sum() / size, -30, 30)
            slope = 1 / (1 + np.exp(-odds)) - wanted[at]
            seen[row] += (slope / size) ** 2
            weights[row] -= 0.3 * slope / size / np.sqrt(seen[row])
            seen_bias += slope**2
            bias -= 0.3 * slope / np.sqrt(seen_bias)
    return Words(weights, float(bias))


def learn_head(
    rows: Vector, wanted: Vector, weight: Vector, steps: int = 1500
) -> tuple[Vector, Vector, Vector, float]:
    """Logistic regression of the figures and of the squares of their positive parts."""
    shift, spread = rows.mean(0), rows.std(0) + 1e-6
    even = _squared((rows - shift) / spread)
    weights, bias = np.zeros(even.shape[1]), 0.0
    for _ in range(steps):
        odds = np.clip(even @ weights + bias, -30, 30)
        slope = (1 / (1 + np.exp(-odds)) - wanted) * weight
        weights -= 0.05 * (even.T @ slope / weight.sum() + 2e-3 * weights)
        bias -= 0.05 * slope.sum() / weight.sum()
    return weights, shift, spread, float(bias)


def _squared(even: Vector) -> Vector:
    return np.c_[even, np.maximum(even, 0) ** 2 * 0.3]


class Answers:
    """What the clause model gives each label of a sentence, as log odds; each is read once."""

    def __init__(self) -> None:
        self._model = ClauseModel.load("cpu", None)
        self._kept: dict[str, Vector] = {}
        self.labels = self._model.labels

    def __call__(self, texts: Sequence[str]) -> Vector:
        missing = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if missing:
            found = self._model.probabilities([("", text) for text in missing]).astype(float)
            odds = np.log(found + 1e-6) - np.log(1 - found + 1e-6)
            self._kept |= zip(missing, np.clip(odds, -FURTHEST, FURTHEST), strict=True)
        return np.array([self._kept[text] for text in texts]).reshape(len(texts), -1)


@dataclass(frozen=True, slots=True)
class Data:
    """All sentences, and the fold of each attack and each sentence of a card."""

    written: Sequence[str]
    attacks: Sequence[str]
    harmless: Sequence[str]
    cards: Sequence[str]
    of_attack: npt.NDArray[np.int64]
    of_card: npt.NDArray[np.int64]


def data() -> Data:
    """The sentences of all sources; those of one card are in one fold."""
    silent, said = cards(), list(dict.fromkeys(attacks()))
    own = [*dict.fromkeys(written())]
    return Data(
        own, said, [*harmless()], list(silent),
        np.array([_fold(one) for one in said]), np.array([_fold(one) for one in silent.values()]),
    )  # fmt: skip


def _fold(name: str) -> int:
    return sha256(name.encode()).digest()[-1] % FOLDS


def out_of_fold(known: Data) -> tuple[Vector, Vector]:
    """What the words of each attack and of each card say, learnt from the other folds."""
    own, spoken, quiet = (
        [places(text) for text in texts] for texts in (known.written, known.attacks, known.cards)
    )
    other = [places(text) for text in known.harmless]
    in_attack, in_card = np.zeros(len(spoken)), np.zeros(len(quiet))
    for fold in range(FOLDS):
        words = learn_words(
            [
                *own,
                *REPEATED * [x for x, f in zip(spoken, known.of_attack, strict=True) if f != fold],
            ],
            [*other, *(x for x, f in zip(quiet, known.of_card, strict=True) if f != fold)],
        )
        for values, rows, folds in (
            (in_attack, spoken, known.of_attack),
            (in_card, quiet, known.of_card),
        ):
            at = np.flatnonzero(folds == fold)
            values[at] = [words(rows[one]) for one in at]
    return in_attack, in_card


def main() -> None:
    """Train and write, or measure."""
    parser = argparse.ArgumentParser(prog="python -m corpus.speaks")
    parser.add_argument("--measure", action="store_true")
    measure = parser.parse_args().measure
    known, answers = data(), Answers()
    in_attack, in_card = out_of_fold(known)
    asked = float(np.quantile(in_card, 1 - ASKED))
    print(
        f"{len(known.attacks)} attacks, {len(known.written)} clauses, {len(known.cards)} sentences"
        f" of cards; words alone leave {np.mean(in_attack >= asked):.3f} of the attacks to a model"
    )
    read = np.flatnonzero(in_card >= asked)
    drawn = np.random.default_rng(0).permutation(len(known.written))[:DRAWN]
    own_texts = [known.written[at] for at in drawn]
    words = learn_words(
        [places(text) for text in (*known.written, *known.attacks * REPEATED)],
        [places(text) for text in (*known.harmless, *known.cards)],
    )
    own = np.c_[[words(places(text)) for text in own_texts], answers(own_texts)]
    said = np.c_[in_attack, answers(known.attacks)]
    quiet = np.c_[in_card[read], answers([known.cards[at] for at in read])]
    at_attack, at_card = np.full(len(said), -99.0), np.full(len(quiet), -99.0)
    for fold in range(FOLDS):
        kept, silent = known.of_attack != fold, known.of_card[read] != fold
        head = _head(own, said[kept], quiet[silent])
        at_attack[~kept] = _score(head, said[~kept])
        at_card[~silent] = _score(head, quiet[~silent])
    at_attack[in_attack < asked] = -99.0
    ordered = np.sort(at_card)[::-1]
    for share in (0.02, 0.01, 0.006, 0.004, 0.002, 0.001):
        limit = ordered[min(int(share * len(known.cards)), len(ordered) - 1)]
        print(
            f"of cards {share:.3f}: of attacks {np.mean(at_attack > limit):.3f} (from {limit:.2f})"
        )
    if measure:
        return
    limit = float(ordered[int(FALSE * len(known.cards))])
    weights, shift, spread, bias = _head(own, said, quiet)
    scale = float(np.abs(words.weights).max()) / 127
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / WORDS).write_bytes(np.round(words.weights / scale).astype(np.int8).tobytes())
    kept_head = DetectorWeights(
        answers.labels, scale, words.bias, asked, limit - bias,
        tuple(weights.round(5)), tuple(shift.round(5)), tuple(spread.round(5)),
    )  # fmt: skip
    (FOLDER / HEAD).write_text(json.dumps(asdict(kept_head)) + "\n", "ascii")


def _head(own: Vector, said: Vector, quiet: Vector) -> tuple[Vector, Vector, Vector, float]:
    counts = (len(own), len(said), len(quiet))
    return learn_head(
        np.vstack([own, said, quiet]),
        np.repeat([1.0, 1.0, 0.0], counts),
        np.repeat([WRITTEN_WEIGHT, ATTACK_WEIGHT, CARD_WEIGHT], counts),
    )


def _score(head: tuple[Vector, Vector, Vector, float], rows: Vector) -> Vector:
    weights, shift, spread, bias = head
    return _squared((rows - shift) / spread) @ weights + bias


if __name__ == "__main__":
    main()
