"""Precision and recall of the clause rules on labelled clauses.

    python -m corpus.measure_rules FILE.jsonl [LABEL ...] [--show N]

FILE has one clause a line: text, context (heading and lead-in), labels, arguable. A clause where a
label is arguable does not count for that label. With LABELs, shows false alarms and misses too.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from licensecheck.classify.matcher import clause_matcher
from licensecheck.knowledge.knowledge import installed


@dataclass
class Count:
    """What a rule got right and wrong."""

    hit: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of firings that are right; 1 where it never fired."""
        fired = self.hit + len(self.false)
        return self.hit / fired if fired else 1.0

    @property
    def recall(self) -> float:
        """Share of the labelled clauses on which it fired; 1 where there are none."""
        wanted = self.hit + len(self.missed)
        return self.hit / wanted if wanted else 1.0


def measure(clauses: Iterator[dict[str, object]]) -> dict[str, Count]:
    """Counts by label."""
    matcher = clause_matcher(installed())
    counts = {label: Count() for label in matcher.labels}
    for clause in clauses:
        text, context = str(clause["text"]), str(clause["context"])
        fired = {hit.label for hit in matcher.read(text, stem=context).hits}
        shown = f"[{context}] {text}" if context else text
        labels, arguable = set(clause["labels"]), set(clause["arguable"])  # type: ignore[call-overload]  # JSON
        for label, count in counts.items():
            if label in arguable:
                continue
            if label in fired and label in labels:
                count.hit += 1
            elif label in fired:
                count.false.append(shown)
            elif label in labels:
                count.missed.append(shown)
    return counts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("labels", nargs="*")
    parser.add_argument("--show", type=int, default=40)
    options = parser.parse_args()
    counts = measure(map(json.loads, options.file.open(encoding="utf-8")))
    print(f"{'label':38}{'right':>6}{'false':>6}{'missed':>7}{'precision':>10}{'recall':>8}")
    for label, count in sorted(counts.items()):
        if not options.labels or label in options.labels:
            print(
                f"{label:38}{count.hit:6}{len(count.false):6}{len(count.missed):7}"
                f"{count.precision:10.3f}{count.recall:8.2f}"
            )
    for label in options.labels:
        for name, texts in (
            ("FALSE", counts[label].false),
            ("MISSED", counts[label].missed),
        ):
            print(f"\n== {label} {name}")
            for text in texts[: options.show]:
                print("-", " ".join(text.split())[:600])


if __name__ == "__main__":
    main()
