"""Measure the classifier on what nothing was tuned on, and write corpus/evaluation.json.

    python -m corpus.evaluate [--baselines]

Systems: the model (above its upper thresholds), the rules, what the tool says of them together (for
certain, and with what it asks people to read), and with --baselines a TF-IDF and a frozen-encoder
classifier trained on the same clauses; without it their last figures stay in the file.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from corpus import agreement, dataset, labels, texts
from licensecheck.classify.classify import certain, worth_reading
from licensecheck.classify.matcher import clause_matcher
from licensecheck.classify.model import ClauseModel
from licensecheck.knowledge.knowledge import installed

Said = npt.NDArray[np.bool_]
"""[clauses, labels]."""
ENOUGH = 5
"""A label with fewer positives in the test set says nothing by its F1."""
BINS = 10


def rate(right: float, false: float, missed: float) -> dict[str, float]:
    """Precision, recall and F1 with the counts behind them."""
    return {
        "precision": round(right / max(1.0, right + false), 3),
        "recall": round(right / max(1.0, right + missed), 3),
        "f1": round(2 * right / max(1.0, 2 * right + false + missed), 3),
        "right": int(right),
        "false": int(false),
        "missed": int(missed),
    }


def truth(clauses: Sequence[dataset.Example]) -> tuple[Said, Said]:
    """Labels, and where they count."""
    names = dataset.names()
    wanted = [[name in clause.labels for name in names] for clause in clauses]
    counted = [[name not in clause.arguable for name in names] for clause in clauses]
    shape = (len(clauses), len(names))
    return np.array(wanted, bool).reshape(shape), np.array(counted, bool).reshape(shape)


def by_clause(said: Said, clauses: Sequence[dataset.Example]) -> dict[str, object]:
    """Micro over the restrictions, macro F1 over labels with enough positives, and each label."""
    wanted, counted = truth(clauses)
    right, false, missed = (
        (part & counted).sum(0) for part in (said & wanted, said & ~wanted, ~said & wanted)
    )
    each = {n: rate(right[i], false[i], missed[i]) for i, n in enumerate(dataset.names())}
    enough = [n for n in each if each[n]["right"] + each[n]["missed"] >= ENOUGH]
    taking = [i for i, n in enumerate(dataset.names()) if n in dataset.restrictions()]
    return {
        "restrictions": rate(right[taking].sum(), false[taking].sum(), missed[taking].sum()),
        "macro_f1": _mean([each[n]["f1"] for n in enough]),
        "macro_f1_restrictions": _mean(
            [each[n]["f1"] for n in enough if n in dataset.restrictions()]
        ),
        "labels": each,
    }


def _mean(numbers: Sequence[float]) -> float:
    return round(float(np.mean(numbers)), 3) if numbers else 0.0


@cache
def whole_licences() -> Mapping[str, tuple[labels.Labelled, ...]]:
    """Test and reserved licences that were read from end to end, with all their clauses.

    Words that several licences share were labelled once: they are found again by their text.
    """
    place = labels.splits()
    test = [clause for clause in labels.labelled() if place[clause.source] == "test"]
    later = [labels.labelled(name) for name in dataset.RESERVED]
    return _whole(test) | {k: v for part in later for k, v in _whole(part).items()}


def _whole(clauses: Sequence[labels.Labelled]) -> dict[str, tuple[labels.Labelled, ...]]:
    words = {c: " ".join(c.text.split()) for c in clauses}
    found = {}
    for source in sorted({clause.source for clause in clauses if clause.reading == "whole"}):
        text = " ".join(texts.text(source).split())
        found[source] = tuple(c for c in clauses if c.source == source or words[c] in text)
    return found


def by_licence(
    said: Said, clauses: Sequence[dataset.Example], licences: Sequence[str]
) -> dict[str, object]:
    """Sets of restriction labels: a licence has a label if one of its clauses has."""
    row = {(c.source, c.start): at for at, c in enumerate(clauses)}
    names = np.array(dataset.names())
    taking = np.isin(names, list(dataset.restrictions()))
    totals: dict[str, float] = defaultdict(float)
    wrong = {}
    for licence in licences:
        rows = [row[c.source, c.start] for c in whole_licences()[licence]]
        wanted, counted = truth([clauses[at] for at in rows])
        has = (wanted & counted).any(0) & taking
        open_question = (~counted).any(0) & ~has
        says = (said[rows] & counted).any(0) & taking & ~open_question
        totals["right"] += (says & has).sum()
        totals["false"] += (says & ~has).sum()
        totals["missed"] += (~says & has).sum()
        if (says != has).any():
            wrong[licence] = {
                "false": names[says & ~has].tolist(),
                "missed": names[~says & has].tolist(),
            }
    return {**rate(**totals), "licences": len(licences), "wrong": wrong}


def calibration(
    likely: npt.NDArray[np.float32], clauses: Sequence[dataset.Example]
) -> dict[str, object]:
    """Reliability of the restrictions' probabilities, and the expected calibration error.

    The error weighs bins by their size; the lowest bin holds nearly all and is shown apart.
    """
    wanted, counted = truth(clauses)
    taking = np.isin(np.array(dataset.names()), list(dataset.restrictions()))
    use = counted & taking
    scores, hits = likely[use], wanted[use]
    place = np.minimum((scores * BINS).astype(int), BINS - 1)
    bins = []
    for at in range(BINS):
        inside = place == at
        if inside.any():
            bins.append(
                (int(inside.sum()), float(scores[inside].mean()), float(hits[inside].mean()))
            )
    gap = [(size, abs(said - was)) for size, said, was in bins]
    above = gap[1:]
    return {
        "ece": round(sum(s * g for s, g in gap) / sum(s for s, _ in gap), 5),
        "ece_above_lowest_bin": round(sum(s * g for s, g in above) / sum(s for s, _ in above), 4),
        "bins": [{"size": s, "said": round(p, 3), "was": round(w, 3)} for s, p, w in bins],
    }


def rules(clauses: Sequence[dataset.Example]) -> tuple[Said, Said]:
    """What the rules say, and what they know to be near misses."""
    matcher = clause_matcher(installed())
    read = [matcher.read(clause.text, stem=clause.context) for clause in clauses]
    said = _table([{hit.label for hit in one.hits} for one in read])
    return said, _table([one.exempt for one in read])


def _table(found: Sequence[Set[str]]) -> Said:
    return np.array([[name in labels for name in dataset.names()] for labels in found], bool)


def systems(
    clauses: Sequence[dataset.Example], with_baselines: bool
) -> Iterator[tuple[str, Said, npt.NDArray[np.float32] | None]]:
    """Name, decisions and, for the model, probabilities."""
    model = ClauseModel.load("cpu", threads=1)
    likely = model.probabilities([(c.context, c.text) for c in clauses])
    order = [model.labels.index(name) for name in dataset.names()]
    upper = np.array([model.thresholds[name][1] for name in dataset.names()])
    lower = np.array([model.thresholds[name][0] for name in dataset.names()])
    likely = likely[:, order]
    ruled, exempt = rules(clauses)
    yield "model", likely >= upper, likely
    yield "rules", ruled, None
    likely = np.where(exempt, 0, likely)
    yield "tool: certain", certain(ruled, likely, lower, upper), None
    yield "tool: or please read", worth_reading(ruled, likely, lower), None
    if with_baselines:
        from corpus import baselines  # noqa: PLC0415  # needs torch and scikit-learn

        for name, said in baselines.all_of_them(clauses):
            yield name, said, None


def measure(with_baselines: bool) -> dict[str, object]:
    """All tables: of the test, which was opened before, and of what came after it."""
    parts = [
        tuple(dataset.real("test")),
        tuple(dataset.paraphrases()),
        tuple(dataset.paraphrases("paraphrases_second")),
        *(tuple(dataset.reserved(name)) for name in dataset.RESERVED),
    ]
    test, own, second, *reserved = parts
    cuts = np.cumsum([len(part) for part in parts])[:-1]
    later = [sorted({clause.source for clause in part}) for part in reserved]
    tested = [licence for licence in whole_licences() if licence not in chain(*later)]
    ai = [licence for licence in tested if dataset.of_a_model(licence)]
    sizes = ("test", "paraphrases", "paraphrases_second", *dataset.RESERVED)
    result: dict[str, object] = {
        "sizes": {
            **{f"{name}_clauses": len(part) for name, part in zip(sizes, parts, strict=True)},
            "ai_licences": len(ai),
            **{f"{n}_licences": len(part) for n, part in zip(dataset.RESERVED, later, strict=True)},
        }
    }
    for system, decided, likely in systems([c for part in parts for c in part], with_baselines):
        said = np.split(decided, cuts)
        result[system] = {
            "ai_licences": by_licence(said[0], test, ai),
            "unseen_ai_licences": by_licence(
                said[0], test, [licence for licence in ai if licence.startswith("scan")]
            ),
            "all_whole_licences": by_licence(said[0], test, tested),
            "clauses": by_clause(said[0], test),
            "paraphrases": by_clause(said[1], own),
            "second_paraphrases": by_clause(said[2], second),
        }
        for at, name in enumerate(dataset.RESERVED):
            result[system] |= {
                f"{name}_licences": by_licence(said[3 + at], reserved[at], later[at]),
                f"{name}_clauses": by_clause(said[3 + at], reserved[at]),
            }
        if likely is not None:
            result["calibration"] = calibration(likely[: len(test)], test)
            result["calibration_reserved"] = calibration(np.split(likely, cuts)[3], reserved[0])
    result["kappa"] = agreement.kappas()
    return result


_COLUMNS = {
    "AI licences": "ai_licences",
    "clauses": "clauses",
    "paraphrases": "paraphrases",
    "reserved": "reserved_licences",
    "clauses of them": "reserved_clauses",
    "reserved 2": "reserved_second_licences",
    "clauses of 2": "reserved_second_clauses",
    "paraphrases 2": "second_paraphrases",
}


def table(result: Mapping[str, object]) -> Iterator[str]:
    """The main figures, precision and recall of restrictions, a line a system."""
    yield f"{'system':24}" + "".join(f"{head:>17}" for head in _COLUMNS)
    for name, found in result.items():
        if isinstance(found, dict) and "ai_licences" in found and "clauses" in found:
            parts = (found[key] for key in _COLUMNS.values())
            rates = (_pair(part.get("restrictions", part)) for part in parts)
            yield f"{name:24}" + "".join(f"{rate:>17}" for rate in rates)
            yield f"{'  macro F1':24}{'':17}{found['clauses']['macro_f1']:>17}"


def _pair(found: Mapping[str, float]) -> str:
    return f"{found['precision']:.3f}/{found['recall']:.3f}"


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--baselines", action="store_true")
    options = parser.parse_args()
    result = measure(options.baselines)
    file = labels.HERE / "evaluation.json"
    kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    file.write_text(json.dumps(kept | result, indent=1) + "\n", encoding="utf-8")
    print("\n".join(table(result)))


if __name__ == "__main__":
    main()
