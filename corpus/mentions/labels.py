"""The labels: pointers into pages that lie in the folder of real data, never copied."""

import gzip
import hashlib
import json
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from corpus import texts

HERE = Path(__file__).parent
LABELS, SECOND = HERE / "labels.jsonl.gz", HERE / "second.jsonl.gz"
OF_CARDS = HERE / "cards.jsonl.gz"
"""Labels of cards of a hub, which lie in the folder LICENSECHECK_CARDS (`corpus.hub_cards`)."""
CARDS, CARDS_FOLDER = "cards/", "LICENSECHECK_CARDS"
FOLDS = 5
MODEL = "model"
"""The kind of labels that teach. Those of the kind "licence" say what words of terms govern; no
program reads them any more."""
_HEAD = re.compile(r"\A\s*---\s*\n(.*?)\n---", re.S)


@dataclass(frozen=True, slots=True)
class Label:
    """What a person said that a place of a page means."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True)
class LabelledPage:
    """A page with its labels."""

    file: str
    sha256: str
    labels: tuple[Label, ...]
    bases: tuple[tuple[str, str], ...]
    """What its models were made from, each with the relation."""
    full: bool
    """True where the reader had all places of the page before him."""

    @property
    def owner(self) -> str:
        """The publisher's account."""
        return Path(self.file).name.partition(self._joint)[0]

    @property
    def name(self) -> str:
        """The name of the repository."""
        return Path(self.file).stem.partition(self._joint)[2]

    @property
    def is_card(self) -> bool:
        """True for a card of a hub, of which a person labelled the names alone."""
        return self.file.startswith(CARDS)

    @property
    def _joint(self) -> str:
        return "_" if self.is_card else "+"

    @cached_property
    def text(self) -> str:
        """The page; raises ValueError where it is another than was labelled, and OSError where it
        is not there."""
        content = self._path.read_bytes()
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise ValueError(f"{self.file} is not the page that was labelled")
        text = content.decode("utf-8", "replace")
        # Cards were labelled as a hub shows them; offsets are those of lines that end in one sign.
        return text.replace("\r\n", "\n") if self.is_card else text

    @property
    def _path(self) -> Path:
        if self.is_card:
            folder = os.environ.get(CARDS_FOLDER)
            if folder is None:
                raise FileNotFoundError(f"{self.file}: set {CARDS_FOLDER} to the folder of cards")
            return Path(folder) / self.file.removeprefix(CARDS)
        return texts.real_folder() / "mentions" / self.file

    @cached_property
    def base_models(self) -> tuple[str, ...]:
        """What its front matter gives as bases."""
        head = _HEAD.match(self.text)
        try:
            fields = yaml.safe_load(head[1]) if head else {}
        except yaml.YAMLError:
            return ()
        given = fields.get("base_model") if isinstance(fields, dict) else None
        return tuple(map(str, given if isinstance(given, list) else filter(None, [given])))


def fold(owner: str) -> int:
    """The fold that a publisher's pages are measured in."""
    return number_of(owner) % FOLDS


def number_of(owner: str) -> int:
    """A number that an account always has, whatever its letter case: parts are drawn by it."""
    return int(hashlib.sha256(owner.lower().encode()).hexdigest(), 16)


def read(file: Path = LABELS) -> list[LabelledPage]:
    """The labelled pages whose texts are there."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [_page(json.loads(line)) for line in lines]


def _page(row: dict[str, Any]) -> LabelledPage:
    return LabelledPage(
        row["file"],
        row["sha256"],
        tuple(Label(*each) for each in row["labels"]),
        tuple((name, relation) for name, relation in row["bases"]),
        row["full"],
    )


def store(lines: str, file: Path) -> None:
    """Pack lines, without a time."""
    with file.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        packed.write(lines.encode("utf-8"))
