"""Audit cards with an open licence that taught nothing: `python -m corpus.open_cards CARDS`.

    python -m corpus.open_cards CARDS [--show]

CARDS is a folder of cards of a hub (`hub_cards`). Each lies beside an empty file that stands for
its weights. Nearly all of them are open, so a card that is not is to be read: what held it back is
a restriction, or harmless. `--show` prints each with the first place that decides.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus import hub_cards
from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.settings import Settings


def audited(cards: Iterable[Path]) -> Iterator[tuple[str, Report]]:
    """The name of each card, and the report on it."""
    auditor = Auditor(Settings(offline=True, deadline=600), lambda _: None)
    for path in cards:
        with tempfile.TemporaryDirectory() as room:
            place = Path(room).joinpath(hub_cards.model_of(path))
            place.mkdir(parents=True)
            (place / "README.md").write_bytes(path.read_bytes())
            (place / "model.safetensors").touch()
            yield path.stem, auditor.audit(parse_ref(str(place)))


def held_back_by(report: Report) -> str:
    """The first place that nobody understood; empty where something else decides."""
    left = [one.quote for one in report.ledger.left]
    return " ".join(left[0].split()) if left else ""


def main() -> None:
    """Audit and count."""
    parser = argparse.ArgumentParser(prog="python -m corpus.open_cards")
    parser.add_argument("cards", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    levels = Counter[str]()
    doubtful = 0
    for name, report in audited(hub_cards.draw(options.cards).measuring):
        levels[report.level] += 1
        place = held_back_by(report)
        doubtful += bool(place)
        if options.show and place:
            print(f"{name} ({report.level}): {place[:200]}")
        elif options.show and not report.level.startswith("open"):
            print(f"{name} ({report.level}): {report.level_reason[:160]}")
    print(f"{sum(levels.values())} cards, {doubtful} with a place that nobody understood;", end=" ")
    print(", ".join(f"{level} {count}" for level, count in sorted(levels.items())))


if __name__ == "__main__":
    main()
