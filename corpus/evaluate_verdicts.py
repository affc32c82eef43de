"""Measure verdicts from clauses alone on licences whose openness others have judged.

    python -m corpus.evaluate_verdicts [--split dev|reserved] [--limit N]

Reads ScanCode's licences as if nobody knew them (`license FILE --clauses-only`): those that the
OSI approved, and those of the categories that are nearly never open. Rules and classifier may be
tuned on `dev` rows; `reserved` is for measuring and goes into evaluation.json.

Those categories hold texts that are no licences, are not in English, or are permissive. The
reserved ones that were not called non-conformant were read by two people: not_open_read.json says
what each saw. What both found to restrict nothing is left out of `restricting`; what nobody read
stays in.
"""

import argparse
import csv
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpus import dataset, labels, texts
from licensecheck.auditor import Auditor
from licensecheck.domain.report import LicenseReport
from licensecheck.settings import Settings

NOT_OPEN = frozenset({"Source-available", "Free Restricted", "Proprietary Free", "Commercial"})
ANSWER = {True: "conformant", False: "non_conformant", None: "unknown"}

Row = Mapping[str, str]


def rows(part: str) -> Iterator[Row]:
    """The licences of a part, less exceptions and superseded texts."""
    with (texts.real_folder() / "truth" / "licensedb.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["split"] == part and "True" not in (row["exception"], row["deprecated"]):
                yield row


def groups(part: str) -> Mapping[str, list[str]]:
    """Keys of the licences that are open by the OSI's word, and of those that are not open."""
    found: dict[str, list[str]] = {"osi_approved": [], "not_open": []}
    for row in rows(part):
        if row["osi_approved"] == "True":
            found["osi_approved"].append(row["key"])
        elif row["category"] in NOT_OPEN:
            found["not_open"].append(row["key"])
    return found


def reasons(report: LicenseReport) -> list[str]:
    """The restrictions that are certain, quoted: what a text is called non-conformant for."""
    certain = [
        found
        for found in report.findings
        if found.confidence == "certain" and found.rule in dataset.restrictions()
    ]
    quoted = [(found.rule, " ".join(found.evidence[0].quote.split())) for found in certain]
    return [f"{rule}: {quote[:160]}" for rule, quote in quoted]


def restricting(keys: Sequence[str]) -> list[str]:
    """Those but for texts in which neither of two readers found a restriction in English."""
    read = json.loads((labels.HERE / "not_open_read.json").read_text(encoding="utf-8"))
    return [key for key in keys if "restricts" in read.get(key, ["restricts"])]


def judge(auditor: Auditor, keys: Sequence[str], wrong: bool) -> Mapping[str, object]:
    """How many got each answer, and those that got the wrong one."""
    answers = {}
    misses = {}
    for key in keys:
        content = texts.text(f"scancode:{key}").encode()
        report = auditor.license(key, content, clauses_only=True)
        answers[key] = ANSWER[report.osd.conformant]
        if report.osd.conformant is wrong:
            misses[key] = reasons(report)
    found = {"licences": len(keys), **Counter(answers.values())}
    if wrong:
        left = restricting(keys)
        found["restricting"] = {"licences": len(left), **Counter(answers[key] for key in left)}
    return {**found, "wrong": misses}


def measure(part: str, limit: int | None) -> Mapping[str, Mapping[str, object]]:
    """Both groups, each drawn in an order that a seed decides."""
    auditor = Auditor(Settings(device="cpu", threads=1), lambda _: None)
    found = {}
    for name, keys in groups(part).items():
        random.Random(1).shuffle(keys)  # a draw that can be repeated, no secret
        found[name] = judge(auditor, keys[:limit], wrong=name == "not_open")
    return found


def main() -> None:
    """Measure, print, and keep what was measured on reserved licences."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--split", choices=("dev", "reserved"), default="reserved")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    found = measure(options.split, options.limit)
    print(json.dumps(found, indent=1))
    file = labels.HERE / "evaluation.json"
    if options.split == "reserved" and not options.limit:
        kept = json.loads(file.read_text(encoding="utf-8")) | {"verdicts_reserved": found}
        file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
