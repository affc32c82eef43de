"""Writes rules/tagged_models.yaml: models that the catalogue lacks, by the tags of their pages.

    python -m corpus.model_tags MODELS.json CARDS EARLIER RADAR

MODELS.json is a list of records as the hub gives them, CARDS a folder of its cards called
`owner_name.md`, EARLIER one of cards of which those count that other cards name, and RADAR the
folder `data` of records of 2026, a file each. A card counts where the program finds nothing in it
that its tag does not say: an open tag beside terms that meet the Open Source Definition, another
beside terms that fail it, and no contradiction. A record counts whose card does not; with an open
tag only where no card is among them, the account is a publisher of rules/owners.yaml, the program
finds the model open, and its name has no family of others or its page declares the base. Ids that
are reserved for measuring are left out. Declared bases are asked for in the catalogue and in the
file as it lies there, so that a second run finds more.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from corpus import hub_cards
from corpus.from_cards import catalogued, judged
from corpus.hub_cards import model_of
from corpus.texts import real_folder
from licensecheck.auditor import Auditor
from licensecheck.domain import ModelRef, Status
from licensecheck.domain.report import Report
from licensecheck.knowledge.catalogue import snapshot
from licensecheck.knowledge.facts import Kind
from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.tagged import Tagged, entry_of
from licensecheck.lineage.origins import betrayed
from licensecheck.scan.owners import is_known_owner
from licensecheck.settings import Settings
from licensecheck.text.front_matter import read_card

TAGS = (
    "https://github.com/yueyangchen1/LiAgent/blob/c087c627a18bca788f093c0029ce6f3af0faf442"
    "/data/metadata/models_metadata_3988.json",
    date(2025, 3, 28),
)
CARDS = (
    "https://github.com/YinanWusoymilk/hf-readme/blob/1ab39f24f8f9548593ac6304367f31ae3ff45178"
    "/training_and_application/readme_files/{owner}_{name}.md",
    date(2024, 12, 4),
)
EARLIER = (
    "https://github.com/saranscript/huggingface-models/blob/796a1d378fabf06fff864b7147be79829b0b872f"
    "/models/{owner}/{name}/README.md",
    date(2022, 2, 21),
)
RADAR = (
    "https://github.com/686f6c61/radar-huggingface-dataset/tree"
    "/95e4d933a8d4e982d997c18a939fd487a9fb8556/data",
    date(2026, 8, 22),
)
"""Where they were collected, and when."""
HEAD = """\
# Written by `python -m corpus.model_tags`: models on Hugging Face that the catalogue lacks, by the
# licence that their page was tagged with, and behind `<` the bases that it declared. Of the pages
# of the sources with a README.md or an .md the program read the whole card; of those of the others
# it knows the tag alone, which is the word of whoever uploaded the model.
"""
_LONGEST = 60_000
"""Characters of a card that are read for its tag."""
Model = tuple[str, str]
"""An id and the licence that its tag means."""


def from_cards(
    paths: Iterable[Path], left_out: Collection[str], auditor: Auditor
) -> Iterator[tuple[Model, Sequence[str]]]:
    """What cards declare that say nothing else, with their bases."""
    for path in paths:
        model = model_of(path)
        if "/" not in model or model.casefold() in left_out or not _is_tagged(path):
            continue
        found, report = judged(model, path.read_text("utf-8", "replace"), auditor)
        if not isinstance(found, str) and not found.doubt and _agrees(found.license, report):
            yield (model, found.license), found.bases


def named_by_others(folders: Sequence[Path]) -> frozenset[str]:
    """The ids, in lower case, that a card of the folders names and that are not its own."""
    found = set[str]()
    for path in (path for folder in folders for path in folder.glob("*.md")):
        words = path.read_text("utf-8", "replace")[:_LONGEST].replace("huggingface.co/", " ")
        named = {name.strip(".").casefold() for name in hub_cards.ID.findall(words)}
        found |= named - {model_of(path).casefold()}
    return frozenset(found)


def _is_tagged(path: Path) -> bool:
    card, _ = read_card(hub_cards.page(path, _LONGEST))
    return len(card.licenses) == 1


def _agrees(license_: str, report: Report) -> bool:
    """Whether all that is said of terms fits the licence of a tag, and nothing is left to read."""
    statuses = {one.status for one in report.verdicts if one.framework == "osd"}
    if installed().facts.conformant(license_):
        return statuses == {Status.MET}
    return Status.NOT_MET in statuses


def from_tags(
    records: Iterable[Mapping[str, Any]],
    source: tuple[str, date],
    left_out: Collection[str],
    with_cards: Collection[str],
    auditor: Auditor,
) -> Iterator[tuple[Model, Sequence[str]]]:
    """What records declare, with their bases; `with_cards` are the ids whose cards were read."""
    for one in records:
        tags = _licenses(one)
        known = installed().facts.find(tags[0]) if len(tags) == 1 else None
        if one["id"].casefold() in left_out or not known or known.kind is Kind.POLICY:
            continue
        bases = [tag.split(":")[-1] for tag in one["tags"] if tag.startswith("base_model:")]
        tagged = Tagged(one["id"], known.id, tuple(dict.fromkeys(bases)), *source)
        is_published = is_known_owner(one["id"]) and one["id"].casefold() not in with_cards
        if known.labels and (not known.conformant or (is_published and _is_open(tagged, auditor))):
            yield (one["id"], known.id), tagged.bases


def _licenses(one: Mapping[str, Any]) -> Sequence[str]:
    """What a record names; where its tag is `other`, the name that the publisher gave it."""
    tags = [tag[8:] for tag in one["tags"] if tag.startswith("license:")]
    named = one.get("license")
    return [named] if tags == ["other"] and named else tags


def _is_open(tagged: Tagged, auditor: Auditor) -> bool:
    *_, of_others = betrayed(tagged.id, installed().families)
    if of_others and not tagged.bases:
        return False
    ref = ModelRef("huggingface", tagged.id)
    report = auditor.judge_snapshot(snapshot(entry_of(tagged), ref, installed().services))
    return not report.washing.findings and _agrees(tagged.license, report)


def lines(source: tuple[str, date], found: Mapping[Model, Sequence[str]]) -> Iterator[str]:
    """A source of the file."""
    groups = defaultdict[str, list[str]](list)
    for (model, license_), bases in found.items():
        groups[license_].append(f"{model} < {' '.join(bases)}" if bases else model)
    page, read = source
    yield f"  - page: {page}\n    read: {read}\n    models:\n"
    for license_, models in sorted(groups.items()):
        yield f"      {license_}:\n"
        yield from (f"        - {json.dumps(one)}\n" for one in sorted(models, key=str.casefold))


def main() -> None:
    """Write the file, and print how many models of each source it has."""
    parser = argparse.ArgumentParser(prog="python -m corpus.model_tags")
    parser.add_argument("models", type=Path)
    parser.add_argument("cards", type=Path)
    parser.add_argument("earlier", type=Path)
    parser.add_argument("radar", type=Path)
    options = parser.parse_args()
    reserved = (real_folder() / "RESERVED.md").read_text("utf-8").replace(",", " ").split()
    known = catalogued()[0].union(map(str.casefold, reserved))
    auditor = Auditor(Settings(offline=True), lambda _: None)
    paths = sorted(options.cards.glob("*.md"))
    cards = dict(from_cards(paths, known, auditor))
    with_cards = {model_of(path).casefold() for path in paths}
    records = json.loads(options.models.read_text("utf-8"))
    left_out = known.union(model.casefold() for model, _ in cards)
    tags = dict(from_tags(records, TAGS, left_out, with_cards, auditor))
    left_out = left_out.union(model.casefold() for model, _ in tags)
    files = sorted(options.radar.rglob("*.json"))
    of_2026 = (json.loads(path.read_text("utf-8")) for path in files)
    radar = dict(from_tags(of_2026, RADAR, left_out, with_cards, auditor))
    left_out = left_out.union(model.casefold() for model, _ in radar)
    named = named_by_others((options.cards, options.earlier)) - with_cards
    paths = [p for p in sorted(options.earlier.glob("*.md")) if model_of(p).casefold() in named]
    early = dict(from_cards(paths, left_out, auditor))
    sources = (CARDS, cards), (RADAR, radar), (TAGS, tags), (EARLIER, early)
    text = [HEAD, "sources:\n", *(line for each in sources for line in lines(*each))]
    (rule_folder() / "tagged_models.yaml").write_text("".join(text), "utf-8")
    print(*(f"{len(found)} models of {page}" for (page, _), found in sources), sep="\n")


if __name__ == "__main__":
    main()
