"""Who says what about which model, measured: `make evaluate-attribution`.

    python -m corpus.evaluate_attribution [fields] [models]

`fields`: kind, artefact, owner and polarity of each sentence that people read, by heads that saw
nothing of its publisher, beside what the rules alone would say. `models`: the level of the main
model and the accusations of open-washing, with such heads, over the repositories and cards of
`statements/*.jsonl` of the folder of real data, each audited as it lies there; which of the models
that readers found have a name and a level of their own (corpus/models_found.py); which parts of a
model are shown, or are here; and how wide the interval of the score is. Both tables go into
`corpus/attribution.json`; without a word, both are made.

An accusation is a finding of open-washing of severity medium or high that is certain. One of
`RULES` rests on a claim, and readers looked at claims: it is right where they found a claim of
that repository contradicted (`yes`) or could argue it (`arguable`). The other rules rest on files
and lineage, which nobody listed, and are counted apart.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.evaluate_score import widths
from corpus.gold_folders import SETS, Gold, folders
from corpus.models_found import Found, Matched, judge, level_of, matched
from corpus.statement_labels import examples, owner
from corpus.train_statements import by_fold, fields, fold, inputs
from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.settings import Settings

TABLE = Path(__file__).parent / "attribution.json"
RULES = ("claims-open-terms-fail", "claims-commercial-terms-forbid", "claims-open-no-weights")
_GRAVE = ("medium", "high")
PARTS = ("inference-code", "training-code", "training-data", "data-documentation")
"""Parts of a model that readers looked for."""
_SHOWN = ("present", "linked", "claimed")


@dataclass(frozen=True, slots=True)
class Judged:
    """One repository or card, as people read it and as we do."""

    gold: Gold
    report: Report

    @property
    def level(self) -> str:
        """right, defensible, wrong open, wrong <level>, or needless unknown."""
        main = next(iter(self.gold["models"]), {"level": "unknown", "defensible": ["closed"]})
        return judge(main, str(self.report.level))

    @property
    def matched(self) -> Matched:
        """The models that the readers found, with ours."""
        ours = [Found((one.name, *one.aliases), str(one.level)) for one in self.report.models]
        return matched(self.gold["models"], ours)

    @property
    def width(self) -> float:
        """Points between value and ceiling of the score."""
        return self.report.score.ceiling - self.report.score.value

    @property
    def true(self) -> str:
        """The best answer of the readers to whether a claim is contradicted; empty for none."""
        answers = {one["true"] for one in self.gold["washing"]}
        return next((one for one in ("yes", "arguable", "no") if one in answers), "")

    @property
    def accusations(self) -> tuple[str, ...]:
        """Rules of the certain findings of open-washing that weigh."""
        ids = set(self.report.washing.findings)
        found = [one for one in self.report.findings if one.id in ids and one.severity in _GRAVE]
        return tuple(one.rule for one in found)


def judged(name: str, auditors: Sequence[Auditor]) -> Iterator[Judged]:
    """A set, each audited by the auditor of its fold."""
    for gold, folder in folders(name):
        auditor = auditors[fold(owner(folder.name))]
        yield Judged(gold, auditor.audit(parse_ref(str(folder))))


def models(found: Sequence[Judged]) -> dict[str, object]:
    """Levels and accusations of a set."""
    levels = Counter(one.level for one in found)
    claims = [one for one in found if set(one.accusations) & set(RULES)]
    washed = [one for one in found if one.true == "yes"]
    right = sum(one.true in ("yes", "arguable") for one in claims)
    caught = sum(bool(set(one.accusations) & set(RULES)) for one in washed)
    other = Counter(rule for one in found for rule in one.accusations if rule not in RULES)
    return {
        "audited": len(found),
        "levels": dict(sorted(levels.items())),
        "right or defensible": _share(levels["right"] + levels["defensible"], len(found)),
        "other levels": {
            one.gold["id"]: one.level for one in found if one.level not in ("right", "defensible")
        },
        "each model": each_model([one.matched for one in found if one.gold["models"]]),
        "parts": {name: part(found, name) for name in PARTS},
        "width of the score": widths([one.width for one in found]),
        "accused by claims": len(claims),
        "precision": _share(right, len(claims)),
        "recall of yes": _share(caught, len(washed)),
        "false": sorted(one.gold["id"] for one in claims if one.true not in ("yes", "arguable")),
        "accused by files and lineage": dict(sorted(other.items())),
    }


def each_model(found: Sequence[Matched]) -> dict[str, object]:
    """Which models were found, and whether their levels are right."""
    entries = sum(len(one.entries) for one in found)
    ours = sum(len(one.ours) for one in found)
    levels = Counter(level_of(*entry, one.ours) for one in found for entry in one.entries)
    return {
        "found": _share(entries - sum(len(one.missing) for one in found), entries),
        "told apart": _share(sum(one.apart for one in found), entries),
        "precision": _share(ours - sum(len(one.false) for one in found), ours),
        "levels": dict(sorted(levels.items())),
        "right or defensible": _share(levels["right"] + levels["defensible"], entries),
        "missing": sorted(name for one in found for name in one.missing),
        "false": sorted(model.names[0] for one in found for model in one.false),
    }


def part(found: Sequence[Judged], name: str) -> dict[str, str]:
    """Whether a part is shown in any way, and whether it is here, beside what readers found."""
    pairs = [
        (
            one.gold["parts"][name],
            next(str(c.state) for c in one.report.components if c.name == name),
        )
        for one in found
        if name in one.gold["parts"]
    ]
    counted = {}
    for meant, states in (("shown", _SHOWN), ("here", ("present",))):
        said = sum(ours in states for _, ours in pairs)
        true = sum(theirs in states for theirs, _ in pairs)
        both = sum(theirs in states and ours in states for theirs, ours in pairs)
        counted |= {
            f"{meant}, precision": _share(both, said),
            f"{meant}, recall": _share(both, true),
        }
    return counted


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / max(1, whole):.3f})"


def main() -> None:
    """Measure, print and write."""
    wanted = sys.argv[1:] or ["fields", "models"]
    table = json.loads(TABLE.read_text("utf-8")) if TABLE.is_file() else {}
    found = examples()
    folds = by_fold(found, inputs(found))
    if "fields" in wanted:
        table["fields"] = fields(found, folds)
        _write(table)
    if "models" in wanted:
        settings = Settings(offline=True, deadline=600)  # a slow machine answers the same
        auditors = [Auditor(settings, lambda _: None, heads=heads) for heads in folds]
        table["models"] = {name: models(tuple(judged(name, auditors))) for name in SETS}
        _write(table)
    print(json.dumps({name: table[name] for name in wanted}, indent=1, ensure_ascii=False))


def _write(table: Gold) -> None:
    TABLE.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
