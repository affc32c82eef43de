"""A sample that people read, beside what we say of it: `python -m corpus.sample [FOLDER] [--show]`.

FOLDER has folders of repositories or cards, and `labels.jsonl`: `id` (a folder), `level`,
`defensible`, `commercial`, `commercial_defensible`, `bases` and `needs` (each with a `name`), of
the main model. Without one, the gold of LICENSECHECK_REAL_DATA is measured, for bases alone.

Printed are counts: of levels, of answers to "may we use it commercially", and of bases and needed
models. A base is found where a link of the report has its name, or one of its family: readers
name "Llama 3.2 3B" what links to meta-llama/Llama-3.2-3B. `--show` prints each that differs.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.gold_folders import SETS, folders
from corpus.models_found import judge
from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.reader.page import first_part, key_of
from licensecheck.settings import Settings

Label = Mapping[str, Any]
COMMERCIAL = "use-commercially"
UNREAD = "please-read"
_YES = ("yes", "yes-if")


def labelled(folder: Path) -> Iterator[tuple[Label, Path]]:
    """The labels, each with its folder."""
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row, folder / row["id"]


def gold() -> Iterator[tuple[Label, Path]]:
    """The bases of the repositories and cards that people read before."""
    for name in SETS:
        for reading, folder in folders(name):
            bases = [base for model in reading["models"] for base in model["bases"]]
            yield {"id": reading["id"], "bases": bases}, folder


def said_commercially(report: Report) -> str:
    """Our answer, or that a person has to read."""
    found = (one for one in report.rights if one.right == COMMERCIAL)
    return next((str(one.answer) for one in found), UNREAD)


def commercially(wanted: Label, said: str) -> str:
    """How an answer compares with that of the readers."""
    right, *others = (
        UNREAD if one == "unclear" else one
        for one in (wanted["commercial"], *wanted.get("commercial_defensible", ()))
    )
    if said == right or said in others:
        return "right" if said == right else "defensible"
    if said == UNREAD:
        return "needlessly unclear"
    if said in _YES and right in _YES:
        return "conditions differ"
    return "answered where the readers are not sure" if right == UNREAD else f"wrong {said}"


def is_same(one: str, other: str) -> bool:
    """True for two names of which one holds the other, or that begin with one word."""
    first, second = key_of(one), key_of(other)
    if min(len(first), len(second)) > 2 and (first in second or second in first):
        return True
    begin = first_part(one.rpartition("/")[2])
    return len(begin) > 1 and begin == first_part(other.rpartition("/")[2])


def compared(wanted: Sequence[str], told: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names that were missed, and names that are false."""
    missed = [name for name in wanted if not any(is_same(name, one) for one in told)]
    return missed, [one for one in told if not any(is_same(name, one) for name in wanted)]


def measure(row: Label, report: Report, counts: Counter[str]) -> dict[str, object]:
    """Count one report, and say what differs."""
    found = dict[str, object]()
    if "level" in row:
        counts[f"level {judge(row, str(report.level))}"] += 1
        found["level"] = (row["level"], str(report.level))
        told = said_commercially(report)
        counts[f"commercial {commercially(row, told)}"] += 1
        found["commercial"] = (row["commercial"], told)
    edges = [one for one in report.lineage.edges if one.source == report.lineage.nodes[0].id]
    origin = [one.target for one in edges if one.relation not in ("part", "dataset")]
    needs = [one.target for one in edges if one.relation == "part"]
    named = {part: [one["name"] for one in row.get(part, ())] for part in ("bases", "needs")}
    either = [*named["bases"], *named["needs"]]
    missed, _ = compared(named["bases"], [*origin, *needs])
    _, false = compared(either, [*origin, *needs])
    unneeded, _ = compared(named["needs"], [*origin, *needs])
    counts.update(
        {
            "bases": len(named["bases"]), "bases missed": len(missed),
            "needs": len(named["needs"]), "needs missed": len(unneeded),
            "links": len(origin) + len(needs), "links false": len(false),
        }
    )  # fmt: skip
    return found | {"missed": missed, "false": false, "needs missed": unneeded}


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(prog="python -m corpus.sample")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    auditor, counts = Auditor(Settings(offline=True, deadline=600), lambda _: None), Counter[str]()
    for row, folder in labelled(options.folder) if options.folder else gold():
        found = measure(row, auditor.audit(parse_ref(str(folder))), counts)
        if options.show:
            print(row["id"], json.dumps(found, ensure_ascii=False), flush=True)
    for name, count in sorted(counts.items()):
        print(f"{name}: {count}")


if __name__ == "__main__":
    main()
