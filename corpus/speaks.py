"""Train what tells sentences of cards that speak of terms: `python -m corpus.speaks [--measure]`.

What speaks of terms are the clauses in own words of this folder, the attacks of the set `tuning`
and the first list of `speaks_written.yaml`; what does not are its second list, the honest folders,
what attacks share with each other, the written claims, and sentences of real cards
(LICENSECHECK_REAL_DATA, else ../shared/real) whose models are open or unknown, as far as no rule
finds terms in them. The clause model must be there.
With `--measure` nothing is written. Either way a quarter of the cards, of the written sentences and
of the classes of attacks at a time is kept apart and measured with what the others teach: a class
is one way to restrict, so the figures say what to expect of ways that nobody thought of.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from corpus.attacks import packed
from corpus.attacks.case import Case
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
from licensecheck.text.language import is_foreign
from licensecheck.text.segment import segment

HERE = Path(__file__).parent
TUNING = HERE / "attacks" / "tuning"
OWN = HERE / "speaks_written.yaml"
ATTACKS = (
    "cards", "plain", "files", "edits", "second_prose", "second_files", "second_edits"
)  # fmt: skip
"""Files of attacks whose sentences teach."""
LEFT_OUT = ("badge-or-link", "markdown-table", "html", "terms-file-language")
"""Classes whose cases are no sentences."""
_NAME = re.compile(r"\bTiny(?:-1B)?\b")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
_MODEL_NAME = re.compile(r"\b[A-Z][A-Za-z]+(?:-[A-Z0-9][\w.]*)+")
_PAGES = (".md", ".txt")
_LONGEST_PAGE = 20_000
_FEWEST_WORDS = 4
FOLDS = 4
ASKED = 0.08
"""Share of the sentences of cards that the model reads: 2 ms each."""
FALSE = 0.0075
"""Share of the sentences of cards that may count as speaking of terms where they do not. At 1 % a
sentence on "terms of openness" would; at 0.6 % another ten of 80 restrictions would not."""
ATTACK_WEIGHT, WRITTEN_WEIGHT, CARD_WEIGHT = 8.0, 0.3, 3.0
REPEATED = 5
"""Times that an attack counts as much as a clause in own words: there are 40 times fewer."""
STIFFNESS = 1e-3
"""Of the head's weights, for each unit of weight of a sentence."""
DRAWN = 5_000
"""Clauses in own words that the head learns from; the model has read them, so they weigh little."""

Vector = npt.NDArray[np.float64]
Feature = npt.NDArray[np.int64]
Head = tuple[Vector, Vector, Vector, float]
"""Weights, shift, spread and bias."""


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


def attacks() -> Mapping[str, str]:
    """Sentences that restrict, each with its class: of cards, of further files, and behind a
    licence."""
    found = dict[str, str]()
    for name in ATTACKS:
        groups = yaml.safe_load((TUNING / f"{name}.yaml").read_text("utf-8"))
        for group, content in groups.items():
            if group not in LEFT_OUT:
                values = (*content.get("mit", {}).values(), *content.get("apache", {}).values())
                said = (text for value in values for text in _sentences(value))
                found = dict.fromkeys(said, group) | found
    return found


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
        if not (heard or is_foreign(said)) and part_of(said) not in ELSEWHERE:
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


def folders() -> tuple[Mapping[str, str], Sequence[str]]:
    """Sentences of the packed folders of the set `tuning`: those that one attack alone has, each
    with its class, and those that honest folders or several attacks have."""
    attacks, honest, groups = Counter[str](), set[str](), dict[str, str]()
    for case in packed.cases():
        if case.set == "tuning":
            said = set(_of_folder(case))
            if case.kind == "honest":
                honest |= said
            else:
                attacks.update(said)
                groups |= dict.fromkeys(said, case.group)
    alone = {
        _nameless(text): groups[text]
        for text, times in attacks.items()
        if times == 1 and text not in honest
    }
    shared = {text for text, times in attacks.items() if times > 1}
    return alone, sorted(honest | shared)


def _nameless(text: str) -> str:
    """The text without the capitals and numbers of a name, which no word of terms has."""
    return _MODEL_NAME.sub("the model", text)


def _of_folder(case: Case) -> Iterator[str]:
    for path, content in case.files.items():
        text = _FENCE.sub("", content.decode("utf-8", "replace"))
        if path.endswith(_PAGES) and len(text) < _LONGEST_PAGE:
            card, _ = read_card(Document(path, text, DocumentKind.CARD))
            for clause in segment(card.document, card.body):
                said = " ".join(card.document.quote(clause.span).split())
                if len(said.split()) >= _FEWEST_WORDS and not is_foreign(said):
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


def learn_head(rows: Vector, wanted: Vector, weight: Vector, steps: int = 9) -> Head:
    """Logistic regression, by Newton's method, of the figures and of the squares of their positive
    parts."""
    shift, spread = rows.mean(0), rows.std(0) + 1e-6
    even = np.c_[_squared((rows - shift) / spread), np.ones(len(rows))]
    stiff = np.full(even.shape[1], STIFFNESS * weight.sum())
    stiff[-1] = 1e-6
    weights = np.zeros(even.shape[1])
    for _ in range(steps):
        likely = 1 / (1 + np.exp(-np.clip(even @ weights, -30, 30)))
        slope = even.T @ ((likely - wanted) * weight) + stiff * weights
        bend = (even.T * (weight * likely * (1 - likely) + 1e-6)) @ even + np.diag(stiff)
        weights -= np.linalg.solve(bend, slope)
    return weights[:-1], shift, spread, float(weights[-1])


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
class Kind:
    """Sentences of one source, and what they teach."""

    texts: Sequence[str]
    folds: npt.NDArray[np.int64]
    """Of each sentence: those of one card, or of one class of attacks, are in one fold."""
    speak: bool
    weight: float
    """Of each sentence for the head."""
    times: int = 1
    """How often each counts for the words."""

    @property
    def places(self) -> Sequence[Feature]:
        """The features of each."""
        return [places(text) for text in self.texts]


def kinds(clauses: Sequence[str]) -> Mapping[str, Kind]:
    """The sentences of all sources. Of those that one attack alone has, those count of which the
    words that all others teach say so: an attack is a sentence or two of a card."""
    said, silent = attacks(), cards()
    alone, shared = folders()
    own = yaml.safe_load(OWN.read_text("utf-8"))
    others = [*harmless()]
    known = {
        "attacks": Kind([*said], _folds(said.values()), True, ATTACK_WEIGHT, REPEATED),
        "shared": Kind(shared, _folds(shared), False, CARD_WEIGHT),
        "own": Kind(own["speaks"], _folds(own["speaks"]), True, ATTACK_WEIGHT, REPEATED),
        "near": Kind(own["silent"], _folds(own["silent"]), False, CARD_WEIGHT, REPEATED),
        "cards": Kind([*silent], _folds(silent.values()), False, CARD_WEIGHT),
        "harmless": Kind(others, _folds(others), False, CARD_WEIGHT),
    }
    words = _learnt(known.values(), clauses)
    restrict = {text: group for text, group in alone.items() if words(places(text)) > 0}
    told = Kind([*restrict], _folds(restrict.values()), True, ATTACK_WEIGHT, REPEATED)
    return {**known, "alone": told}


def _folds(names: Iterable[str]) -> npt.NDArray[np.int64]:
    return np.array([sha256(name.encode()).digest()[-1] % FOLDS for name in names])


def _learnt(known: Iterable[Kind], clauses: Sequence[str], without: int = -1) -> Words:
    """Words learnt from all but one fold, and from clauses in own words."""
    yes, no = [places(text) for text in clauses], list[Feature]()
    for kind in known:
        kept = [x for x, f in zip(kind.places, kind.folds, strict=True) if f != without]
        (yes if kind.speak else no).extend(kept * kind.times)
    return learn_words(yes, no)


def _held(known: Mapping[str, Kind], clauses: Sequence[str]) -> dict[str, Vector]:
    """What the words of each sentence say, learnt from the other folds."""
    found = {name: np.zeros(len(kind.texts)) for name, kind in known.items()}
    for fold in range(FOLDS):
        words = _learnt(known.values(), clauses, fold)
        for name, kind in known.items():
            for at in np.flatnonzero(kind.folds == fold):
                found[name][at] = words(places(kind.texts[at]))
    return found


def _head(rows: Mapping[str, Vector], known: Mapping[str, Kind], own: Vector, without: int) -> Head:
    kept = {name: rows[name][kind.folds != without] for name, kind in known.items()}
    counts = [len(own), *map(len, kept.values())]
    return learn_head(
        np.vstack([own, *kept.values()]),
        np.repeat([1.0, *(float(kind.speak) for kind in known.values())], counts),
        np.repeat([WRITTEN_WEIGHT, *(kind.weight for kind in known.values())], counts),
    )


def _score(head: Head, rows: Vector) -> Vector:
    weights, shift, spread, bias = head
    return _squared((rows - shift) / spread) @ weights + bias


def main() -> None:
    """Train and write, or measure."""
    parser = argparse.ArgumentParser(prog="python -m corpus.speaks")
    parser.add_argument("--measure", action="store_true")
    measure = parser.parse_args().measure
    clauses, answers = [*dict.fromkeys(written())], Answers()
    known = kinds(clauses)
    held = _held(known, clauses)
    rows = {name: np.c_[held[name], answers(kind.texts)] for name, kind in known.items()}
    drawn = np.random.default_rng(0).permutation(len(clauses))[:DRAWN]
    words = _learnt(known.values(), clauses)
    texts = [clauses[at] for at in drawn]
    own = np.c_[[words(places(text)) for text in texts], answers(texts)]
    scores = {name: np.zeros(len(kind.texts)) for name, kind in known.items()}
    for fold in range(FOLDS):
        head = _head(rows, known, own, fold)
        for name, kind in known.items():
            scores[name][kind.folds == fold] = _score(head, rows[name][kind.folds == fold])
    asked = float(np.quantile(held["cards"], 1 - ASKED))
    ordered = np.sort(scores["cards"])[::-1]
    print(", ".join(f"{name} {len(kind.texts)}" for name, kind in known.items()))
    for share in (0.05, 0.03, 0.02, 0.01, FALSE, 0.005, 0.002):
        limit = float(ordered[int(share * len(ordered))])
        for least, what in ((-99.0, "all read"), (asked, "suspicious ones")):
            found = [
                f"{name} {np.mean((scores[name] > limit) & (held[name] >= least)):.3f}"
                for name in known
            ]
            print(f"{share:.4f} of cards (from {limit:.2f}), {what}: {', '.join(found)}")
    if measure:
        return
    limit = float(ordered[int(FALSE * len(ordered))])
    weights, shift, spread, bias = _head(rows, known, own, -1)
    scale = float(np.abs(words.weights).max()) / 127
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / WORDS).write_bytes(np.round(words.weights / scale).astype(np.int8).tobytes())
    kept_head = DetectorWeights(
        answers.labels, scale, words.bias, asked, limit - bias,
        tuple(weights.round(5)), tuple(shift.round(5)), tuple(spread.round(5)),
    )  # fmt: skip
    (FOLDER / HEAD).write_text(json.dumps(asdict(kept_head)) + "\n", "ascii")


if __name__ == "__main__":
    main()
