"""Cards of a hub, as the public repository YinanWusoymilk/hf-readme keeps them: org_name.md each.

Which of them teach and which measure is decided here, once: reserved ones are in neither part, and
those with an open licence are shuffled by a seed.

    python -m corpus.hub_cards DUMP FOLDER [KNOWN]

lays out a dump with `models/org/name/README.md`, as saranscript/huggingface-models has it of
February 2022 (commit 796a1d37), as such a folder: each text once, none that KNOWN has too.
"""

import argparse
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.texts import real_folder
from licensecheck.domain import Document, DocumentKind
from licensecheck.knowledge.knowledge import installed
from licensecheck.text.front_matter import read_card

SEED, TEACHING = 7, 1_100
"""Of the shuffle, and how many of the open cards teach; the others measure."""
ID = re.compile(r"[\w.-]+/[\w.-]+")
"""An id of a model in a text."""
_LONGEST = 400_000
"""Characters of a card: front matter with results can have most of them."""
_SHORTEST, _LONGEST_NAME = 400, 200
"""Bytes of a card of a dump: those below say nothing. Letters of its name as a file."""


@dataclass(frozen=True, slots=True)
class HubCards:
    """Files of cards, by what they are for."""

    teaching: Sequence[Path]
    """Of an open licence: what they say binds nobody, unless a reader found otherwise."""
    measuring: Sequence[Path]
    """Of an open licence, and read by no training."""
    others: Sequence[Path]
    """Of other licences, or none that is told: they teach where a reader labelled a sentence."""


def draw(folder: Path) -> HubCards:
    """The cards of a folder, without those that are reserved for measuring."""
    told = (real_folder() / "RESERVED.md").read_text("utf-8")
    reserved = {name.replace("/", "_") for name in ID.findall(told)}
    found = [path for path in sorted(folder.glob("*.md")) if path.stem not in reserved]
    is_open = {path: _is_open(path) for path in found}
    unrestricted = [path for path in found if is_open[path]]
    random.Random(SEED).shuffle(unrestricted)
    others = [path for path in found if not is_open[path]]
    return HubCards(unrestricted[:TEACHING], unrestricted[TEACHING:], others)


def model_of(path: Path) -> str:
    """The id of the model whose card a file is."""
    return path.stem.replace("_", "/", 1)


def page(path: Path, most: int) -> Document:
    """A card, up to so many characters."""
    text = path.read_text("utf-8", "replace")[:most]
    return Document(path.name, text, DocumentKind.CARD)


def lay_out(dump: Path, folder: Path, known: Path | None) -> int:
    """How many cards of a dump were written to a folder."""
    taken = {path.stem.lower() for path in known.glob("*.md")} if known else set[str]()
    texts = set[bytes]()
    for path in sorted((dump / "models").glob("*/*/README.md")):
        name, text = "_".join(path.parts[-3:-1]), path.read_bytes()
        fits = len(text) >= _SHORTEST and len(name) <= _LONGEST_NAME
        if fits and name.lower() not in taken and text not in texts:
            texts.add(text)
            (folder / f"{name}.md").write_bytes(text)
    return len(texts)


def _is_open(path: Path) -> bool:
    card, _ = read_card(page(path, _LONGEST))
    return bool(card.licenses) and all(map(_is_conformant, card.licenses))


def _is_conformant(name: str) -> bool:
    known = installed().facts.find(name)
    return bool(known and known.conformant)


def main() -> None:
    """Lay out a dump."""
    parser = argparse.ArgumentParser(prog="python -m corpus.hub_cards")
    parser.add_argument("dump", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("known", type=Path, nargs="?")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    print(f"{lay_out(options.dump, options.folder, options.known)} cards in {options.folder}")


if __name__ == "__main__":
    main()
