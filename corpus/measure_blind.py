"""What the tool finds in licences of 2025 and 2026 that were labelled before it read them.

    python -m corpus.measure_blind [--show]

Each text is read whole, without known texts and facts. A licence has a restriction, duty or grant
if one of its clauses has; what is arguable in one clause and sure in none does not count. "Too
many" are restrictions shown for a person to read that no clause has, for each licence. The last
line says how far a second reader of a third of the clauses agrees.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence

from corpus import agreement, dataset, labels, texts
from licensecheck.domain import Document, DocumentKind
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.rules import Effect
from licensecheck.terms.texts import TextReader

BLIND = "blind_2026"


def said(source: str, reader: TextReader) -> dict[str, bool]:
    """The labels found in a text, and whether each is certain somewhere in it."""
    document = Document(source, texts.text(source), DocumentKind.LICENSE)
    found: dict[str, bool] = {}
    for label in reader.text(document, clauses_only=True).labels:
        found[label.label] = found.get(label.label, False) or label.certain
    return found


def row(name: str, counts: Counter[str], licences: int) -> str:
    """Precision and recall for certain, and with what is shown, of some labels together."""
    sure, shown = counts["sure right"], counts["sure right"] + counts["shown right"]
    wanted = shown + counts["missed"]
    return (
        f"{name:14} certain P {sure / max(sure + counts['sure wrong'], 1):.2f}"
        f" R {sure / max(wanted, 1):.2f}, with please-read R {shown / max(wanted, 1):.2f},"
        f" too many {counts['shown wrong'] / licences:.1f}  {dict(counts)}"
    )


def main() -> None:
    """Print the table, and with `--show` what is wrong of each licence."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    show = parser.parse_args().show
    reader = TextReader(installed(), "cpu", 1, None)
    rules = installed().rules
    groups = {
        "restrictions": dataset.restrictions(),
        "duties": rules.with_effect(Effect.CONDITION),
        "grants": rules.with_effect(Effect.GRANT),
    }
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    gold: dict[str, list[labels.Labelled]] = defaultdict(list)
    for clause in labels.labelled(BLIND):
        gold[clause.source].append(clause)
    for source, clauses in gold.items():
        found = said(source, reader)
        for group, names in groups.items():
            told = _compared(found, clauses, names)
            counts[group].update(told.values())
            if show:
                wrong = {n: how for n, how in told.items() if how != "sure right"}
                print(source.split("/", 1)[0], group, wrong)
    for group in groups:
        print(row(group, counts[group], len(gold)))
    read, sure, firm = agreement.blind(BLIND)
    print(f"two readers: {read} clauses, restrictions kappa {sure:.2f}, with arguable {firm:.2f}")


def _compared(
    found: dict[str, bool], clauses: Sequence[labels.Labelled], names: frozenset[str]
) -> dict[str, str]:
    wanted = frozenset[str]().union(*(clause.labels for clause in clauses)) & names
    arguable = frozenset[str]().union(*(clause.arguable for clause in clauses)) - wanted
    told = dict.fromkeys(wanted - found.keys(), "missed")
    for name in found.keys() & names - arguable:
        told[name] = (
            f"{'sure' if found[name] else 'shown'} {'right' if name in wanted else 'wrong'}"
        )
    return dict(sorted(told.items()))


if __name__ == "__main__":
    main()
