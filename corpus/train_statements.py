"""Train the heads that read statements, and put them beside the classifier.

    python -m corpus.train_statements

Each head is a linear layer over hashed words and the embedding of the sentence, fitted as a
multinomial logistic regression. Cross-validated in five parts, all of one publisher in one part.
Embeddings are kept in the downloads folder, by the digest of the weights and of the sentence.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from corpus import texts
from corpus.digests import record
from corpus.statement_labels import Example, Labels, examples
from licensecheck.classify.model import ClauseModel
from licensecheck.classify.released import FILES, FOLDER, STATEMENTS
from licensecheck.judge.claims import SURE
from licensecheck.statements.features import BUCKETS, buckets
from licensecheck.statements.heads import FIELDS, Array, Head, pairs, read, scaled, weight
from licensecheck.statements.reader import names_others_alone
from licensecheck.terms.prose import part_of

FOLDS = 5
INVERSE_PENALTY = 3.0
"""Of 1, 3 and 10, the one with the best macro F1 in cross-validation."""
WEIGHTS = {"listed": 1.0, "unlisted": 0.5, "further": 0.35, "written": 0.7}
"""What an example counts: nobody looked at all unlisted ones, one person at the further ones (0.7
gave no better macro F1), and ours are no real ones."""


def fold(owner: str) -> int:
    """The fold that a publisher's sentences are measured in."""
    return int(texts.digest(owner), 16) % FOLDS


def embedded(found: Sequence[Example]) -> Array:
    """[examples, width] by the released encoder."""
    model = ClauseModel.load("cpu", threads=1)
    asked = pairs([one.sentence for one in found])
    names = [texts.digest(json.dumps([model.sha256, *pair])) for pair in asked]
    file = texts.DOWNLOADS / "statements.npz"
    known = _kept(file)
    missing = {name: pair for name, pair in zip(names, asked, strict=True) if name not in known}
    known |= dict(zip(missing, model.embeddings(list(missing.values())), strict=True))
    if missing:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(file, names=np.array(list(known)), rows=np.stack(list(known.values())))
    return np.stack([known[name] for name in names])


def _kept(file: Path) -> dict[str, Array]:
    if not file.is_file():
        return {}
    with np.load(file, allow_pickle=False) as stored:
        return dict(zip(map(str, stored["names"]), stored["rows"], strict=True))


def inputs(found: Sequence[Example]) -> csr_matrix:
    """[examples, buckets and width]."""
    inside = [buckets(one.sentence) for one in found]
    counts = np.repeat([weight(row) for row in inside], [len(row) for row in inside])
    ends = np.cumsum([0, *map(len, inside)])
    words = csr_matrix((counts, np.concatenate(inside), ends), (len(found), BUCKETS))
    return hstack([words, csr_matrix(scaled(embedded(found)))]).tocsr()


def fit(field: str, found: Sequence[Example], given: csr_matrix) -> LogisticRegression:
    """A head, in which each answer counts as much as any other."""
    rows = [at for at, one in enumerate(found) if field in one.labels]
    wanted = [found[at].labels[field] for at in rows]
    counts = np.array([WEIGHTS[found[at].source] for at in rows])
    each = Counter[str]()
    for answer, count in zip(wanted, counts, strict=True):
        each[answer] += count
    counts *= [sum(each.values()) / len(each) / each[answer] for answer in wanted]
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=100, tol=1e-3)
    return model.fit(given[rows], wanted, sample_weight=counts)


def by_fold(found: Sequence[Example], given: csr_matrix) -> list[Mapping[str, Head]]:
    """For each fold, heads that saw nothing of its publishers."""
    folds = np.array([fold(one.owner) if one.owner else -1 for one in found])
    kept = [np.flatnonzero(folds != at) for at in range(FOLDS)]
    return [
        {field: head(fit(field, [found[at] for at in rows], given[rows])) for field in FIELDS}
        for rows in kept
    ]


def head(model: LogisticRegression) -> Head:
    """A fitted model as the package reads it."""
    weights = model.coef_.T.astype(np.float32)
    bias = model.intercept_.astype(np.float32)
    return Head(tuple(model.classes_), weights[:BUCKETS], weights[BUCKETS:], bias)


def save(heads: Mapping[str, Head], folder: Path) -> None:
    """Write the heads, in numbers of 16 bits, and the digests of all files."""
    stored: dict[str, np.ndarray] = {}  # type: ignore[type-arg]  # numbers and names
    for field, one in heads.items():
        stored[f"{field}.answers"] = np.array(one.answers)
        stored[f"{field}.weights"] = np.vstack([one.words, one.meaning]).astype(np.float16)
        stored[f"{field}.bias"] = one.bias
    np.savez_compressed(folder / STATEMENTS, **stored)
    record(folder, FILES)


def fields(found: Sequence[Example], folds: Sequence[Mapping[str, Head]]) -> dict[str, object]:
    """By field, the figures of heads that saw nothing of the publisher, and of the rules alone."""
    listed = [one for one in found if one.source == "listed"]
    likely = answered(listed, folds)
    wanted = {field: [one.labels[field] for one in listed] for field in FIELDS}
    said = {field: [max(row, key=lambda a: row[a]) for row in likely[field]] for field in FIELDS}
    alone = [by_words(one.text) for one in listed]
    return {
        "sentences": dict(Counter(one.source for one in found)),
        "heads": {field: scores(wanted[field], said[field]) for field in FIELDS},
        "rules alone": {
            field: scores(wanted[field], [one[field] for one in alone]) for field in FIELDS[1:]
        },
        "own": pair(wanted["owner"], likely["owner"], ("own", "variant")),
        "affirmed": pair(wanted["polarity"], likely["polarity"], ("affirmed",)),
        "as the reader decides": decided(listed, likely),
    }


def answered(
    listed: Sequence[Example], folds: Sequence[Mapping[str, Head]]
) -> Mapping[str, list[Mapping[str, float]]]:
    """By field, how likely each answer to each example is by the heads of its fold."""
    meaning = embedded(listed)
    found: dict[str, list[Mapping[str, float]]] = {field: [{}] * len(listed) for field in FIELDS}
    for at, heads in enumerate(folds):
        rows = [row for row, one in enumerate(listed) if fold(one.owner) == at]
        likely = read(heads, [listed[row].sentence for row in rows], meaning[rows])
        for field in FIELDS:
            for row, each in zip(rows, likely[field].tolist(), strict=True):
                found[field][row] = dict(zip(heads[field].answers, each, strict=True))
    return found


TERMS = ("licence", "restriction", "permission", "openness")
"""Kinds of sentences on which verdicts and accusations may rest."""
_DECIDES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "own": ("owner", ("own", "variant")),
    "whole": ("artefact", ("weights", "everything", "unsaid")),
    "present": ("polarity", ("affirmed", "conditional")),
}
"""What the reader asks of a sentence: the field, and the answers that hold."""


def decided(
    listed: Sequence[Example], likely: Mapping[str, Sequence[Mapping[str, float]]]
) -> dict[str, dict[str, float]]:
    """Of sentences that speak of terms, each question as the reader decides it, by heads and names
    together, and all three at once. A condition counts as holding, as it does for the reader where
    no word makes it depend on something else."""
    rows = [at for at, one in enumerate(listed) if one.labels["kind"] in TERMS]
    true, said = dict[str, list[bool]](), dict[str, list[bool]]()
    for question, (field, answers) in _DECIDES.items():
        true[question] = [listed[at].labels[field] in answers for at in rows]
        sure = [sum(likely[field][at][one] for one in answers) >= SURE for at in rows]
        others = [question == "own" and names_others_alone(listed[at].sentence) for at in rows]
        said[question] = [yes and not other for yes, other in zip(sure, others, strict=True)]
    for each in (true, said):
        each["all three"] = list(map(all, zip(*each.values(), strict=True)))
    return {question: both_ways(true[question], said[question]) for question in true}


def both_ways(true: Sequence[bool], said: Sequence[bool]) -> dict[str, float]:
    """Precision, recall, and the mean of F1 of yes and of no."""
    hit = sum(s and t for s, t in zip(said, true, strict=True))
    neither = sum(not s and not t for s, t in zip(said, true, strict=True))
    yes, no = sum(said) + sum(true), 2 * len(true) - sum(said) - sum(true)
    return {
        "precision": round(hit / max(1, sum(said)), 3),
        "recall": round(hit / max(1, sum(true)), 3),
        "macro_f1": round(hit / max(1, yes) + neither / max(1, no), 3),
    }


def pair(
    wanted: Sequence[str], likely: Sequence[Mapping[str, float]], answers: Sequence[str]
) -> dict[str, float]:
    """Precision and recall where these answers together are more likely than not."""
    said = [sum(row[answer] for answer in answers) >= SURE for row in likely]
    true = [answer in answers for answer in wanted]
    hit = sum(s and t for s, t in zip(said, true, strict=True))
    return {"precision": round(hit / sum(said), 3), "recall": round(hit / sum(true), 3)}


def scores(wanted: Sequence[str], said: Sequence[str]) -> dict[str, object]:
    """Accuracy, macro F1, and F1 of each answer."""
    each = {}
    for answer in sorted(set(wanted)):
        hit = sum(w == s == answer for w, s in zip(wanted, said, strict=True))
        each[answer] = round(2 * hit / (wanted.count(answer) + said.count(answer)), 3)
    right = sum(w == s for w, s in zip(wanted, said, strict=True))
    return {
        "accuracy": round(right / len(wanted), 3),
        "macro_f1": round(sum(each.values()) / len(each), 3),
        "f1": each,
    }


def by_words(text: str) -> Labels:
    """What the rules alone say of a sentence: its part by its words, and nothing of its owner but
    that it may be a base, nor of its polarity."""
    part = part_of(text)
    artefact = {"data": "data", "code": "code"}.get(part, "weights")
    return {
        "artefact": artefact,
        "owner": "base" if part == "base" else "own",
        "polarity": "affirmed",
    }


def main() -> None:
    """Train on everything, and release."""
    found = examples()
    given = inputs(found)
    save({field: head(fit(field, found, given)) for field in FIELDS}, FOLDER)


if __name__ == "__main__":
    main()
