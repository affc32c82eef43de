"""Cards of models that the catalogue knows, beside its answer: `python -m corpus.known_cards`.

    python -m corpus.known_cards CARDS [--every N] [--show]

CARDS is a folder of cards of a hub (`hub_cards`). Each is read as the page of its model, with an
empty file for the weights, and no hub is asked; every Nth is read. Two answers about one model come
from different words, the catalogue's from what people read, so where they differ one of them is to
be mended. Counts are printed by both levels; `--show` prints each that differs, with what decides.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus import hub_cards
from corpus.open_cards import held_back_by
from licensecheck.auditor import Auditor
from licensecheck.domain import ModelRef
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.knowledge.catalogue import names_on
from licensecheck.knowledge.knowledge import installed
from licensecheck.settings import Settings

HUB = "huggingface"


def known(cards: Path) -> Iterator[tuple[ModelRef, Path]]:
    """The models that the catalogue knows and that have a card, without reserved ones."""
    drawn = hub_cards.draw(cards)
    names = {name.casefold(): name for name in names_on(HUB, installed().services)}
    for path in sorted((*drawn.teaching, *drawn.measuring, *drawn.others)):
        if name := names.get(hub_cards.model_of(path).casefold()):
            yield ModelRef(HUB, name), path


def read(auditor: Auditor, ref: ModelRef, card: Path) -> Report:
    """The report on a card, as if it lay on the hub with weights beside it."""
    with tempfile.TemporaryDirectory() as room:
        (Path(room) / "README.md").write_bytes(card.read_bytes())
        (Path(room) / "model.safetensors").touch()
        collected, _ = auditor.audit_with_source(parse_ref(room))
        return auditor.judge_snapshot(replace(collected.snapshot, ref=ref))


def compared(pairs: Iterable[tuple[ModelRef, Path]]) -> Iterator[tuple[ModelRef, Report, Report]]:
    """Each model with the report of the catalogue and that on the card."""
    auditor = Auditor(Settings(offline=True, deadline=600), lambda _: None)
    for ref, card in pairs:
        yield ref, auditor.audit(ref), read(auditor, ref, card)


def main() -> None:
    """Compare and count."""
    parser = argparse.ArgumentParser(prog="python -m corpus.known_cards")
    parser.add_argument("cards", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    counts = Counter[tuple[str, str]]()
    for ref, told, said in compared([*known(options.cards)][:: options.every]):
        counts[str(told.level), str(said.level)] += 1
        if options.show and told.level != said.level:
            print(f"{ref.name}: {told.level}, {said.level}: {held_back_by(said)[:160]}", flush=True)
    for (told_level, said_level), count in sorted(counts.items()):
        print(f"catalogue {told_level}, card {said_level}: {count}")


if __name__ == "__main__":
    main()
