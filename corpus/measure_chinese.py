"""Precision and recall of the rules for Chinese, on the clauses that a reader labelled.

    python -m corpus.measure_chinese [--blind [NAME]] [--show LABEL ...]

Takes the texts and labels from the folder of real data (LICENSECHECK_REAL_DATA), with `--blind`
three licences that were labelled before the rules read them (`blind_chinese.jsonl`), or two terms
of use that were labelled later (`blind_chinese_second`). Each text is cut into our own clauses,
which are read with their headings and lead-ins; those that share most of a labelled clause answer
for it. A clause where a label is arguable does not count for that label, and a clause that stands
in several texts counts once.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from corpus import labels, texts
from corpus.texts import real_folder
from licensecheck.classify.chinese import ReadChinese, chinese_reader
from licensecheck.domain import Clause, ClauseKind, Document, DocumentKind, Span
from licensecheck.knowledge.knowledge import installed
from licensecheck.text.segment import context, segment

_FOLDERS = {"real": "licenses", "zh": "licenses_zh"}
_NAMELESS = ("boilerplate", "definitions")


@dataclass
class Counts:
    """What the rules got right, wrongly found and missed, by label."""

    hit: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def row(self, name: str, labels: frozenset[str]) -> str:
        """Precision and recall of some labels together."""
        hit, false, missed = (
            sum(one[label] for label in labels) for one in (self.hit, self.false, self.missed)
        )
        precision, recall = hit / max(hit + false, 1), hit / max(hit + missed, 1)
        return f"{name:36} P {precision:.2f}  R {recall:.2f}  ({hit}, {false}, {missed})"


@cache
def _text(source: str) -> tuple[Document, tuple[Clause, ...]]:
    kind, _, name = source.partition(":")
    folder = _FOLDERS.get(kind)
    text = (real_folder() / folder / name).read_text("utf-8") if folder else texts.text(source)
    document = Document(name, text, DocumentKind.LICENSE)
    return document, segment(document)


def _shares(clause: Span, gold: Span) -> bool:
    both = min(clause.end, gold.end) - max(clause.start, gold.start)
    return 2 * both > min(clause.end - clause.start, gold.end - gold.start)


def _read(source: str, gold: Span) -> list[ReadChinese]:
    document, clauses = _text(source)
    return [
        chinese_reader(installed()).read(document.text, one.span, context(document, one))
        for one in clauses
        if one.kind is not ClauseKind.HEADING and _shares(one.span, gold)
    ]


def _gold() -> Iterator[Mapping[str, Any]]:
    seen: set[object] = set()
    with (real_folder() / "labels" / "clauses_zh.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["sha256"] not in seen:
                seen.add(row["sha256"])
                yield row


def _blind(name: str) -> Iterator[Mapping[str, Any]]:
    for one in labels.labelled(name):
        yield {"source": one.source, "start": one.start, "end": one.end} | {
            "labels": one.labels,
            "arguable": one.arguable,
        }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--blind", nargs="?", const="blind_chinese", metavar="NAME")
    parser.add_argument("--show", nargs="*", default=[], metavar="LABEL")
    options = parser.parse_args()
    shown = set(options.show)
    counts, left, total = Counts(), 0, 0
    for row in _blind(options.blind) if options.blind else _gold():
        span = Span(row["start"], row["end"])
        read = _read(row["source"], span)
        sure = {name for one in read for name, hit in one.hits.items() if hit.sure}
        wanted, arguable = set(row["labels"]), set(row["arguable"])
        if not read and wanted == {"boilerplate"}:
            continue  # a heading
        total += 1
        left += any(one.loose or not one.hits for one in read)
        counts.hit.update(sure & wanted)
        counts.false.update(sure - wanted - arguable)
        counts.missed.update(wanted - sure - arguable)
        for name in shown & ((sure ^ wanted) - arguable):
            print(name, "+" if name in sure else "-", _text(row["source"])[0].quote(span))
    known = installed().rules.labels
    for effect in ("violates", "concern", "condition", "grant"):
        own = frozenset(name for name, rule in known.items() if rule.effect == effect)
        print(counts.row(effect, own))
    print(counts.row("all but boilerplate", frozenset(known) - set(_NAMELESS)))
    for name in known:
        if counts.hit[name] + counts.false[name] + counts.missed[name]:
            print(counts.row("  " + name, frozenset({name})))
    print(f"{left} of {total} clauses are left for a person")


if __name__ == "__main__":
    main()
