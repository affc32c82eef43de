"""Sentences of cards and READMEs that people read: who says what about which model.

    python -m corpus.statement_labels GOLD.jsonl FOLDER …

writes `statements.jsonl` from such readings: `statements/gold.jsonl repos`, `statements/cards.jsonl
cards` and `statements/more.jsonl more` of the folder of real data. Each line points at a clause
(file, offsets, hash) and holds its labels; of a clause that says two things there are two lines.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

from corpus import cards, texts
from licensecheck.domain import Card, Clause, Document, DocumentKind
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.names import load_names
from licensecheck.statements.heads import FIELDS
from licensecheck.statements.marks import Marker
from licensecheck.statements.names import names
from licensecheck.statements.sentences import Sentence, sentences
from licensecheck.text.front_matter import read_card
from licensecheck.text.segment import segment

POINTERS = Path(__file__).parent / "statements.jsonl"
FURTHER = Path(__file__).parent / "statements_further.jsonl"
WRITTEN = Path(__file__).parent / "statements_written.yaml"
UNLISTED = 8
"""One of so many clauses that no reader listed is an example of one that says nothing: of 60 that
were looked at, 54 do."""
SHORTEST = 13
"""Characters of such a clause."""
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it says; of unlisted ones only the kind is known."""

    sentence: Sentence
    labels: Labels
    owner: str
    """Account of the publisher: all that is from one is trained on, or measured, together."""
    source: str
    """listed, unlisted, further or written."""
    place: str = ""
    """File and line."""
    text: str = ""
    """As it is written."""


@cache
def examples() -> tuple[Example, ...]:
    """All of them; raises OSError where the real data is not there."""
    found = [one for rows in _works(POINTERS) for one in _of_work(rows, "listed")]
    return (*found, *further(), *written())


def further() -> Iterator[Example]:
    """Sentences that one reader labelled, for training only; says how many files are missing."""
    missing = []
    for rows in _works(FURTHER):
        try:
            found = list(_of_work(rows, "further"))
        except OSError:
            missing.append(rows[0]["file"])
        else:
            yield from (one for one in found if one.source == "further")
    if missing:
        print(f"{len(missing)} works of {FURTHER.name} cannot be had, {missing[0]} among them")


def read_twice() -> Sequence[tuple[Labels, Labels]]:
    """Both readings of the further sentences that have two, without their texts; of what says
    nothing only the kind."""
    rows = [row for group in _works(FURTHER) for row in group if "second" in row]
    return [(_fields(row), _fields(row["second"])) for row in rows]


def _fields(row: Mapping[str, str]) -> Labels:
    kind = {"kind": row["kind"]}
    return kind if row["kind"] == "none" else {field: row[field] for field in FIELDS}


def _works(pointers: Path) -> Iterator[list[dict[str, Any]]]:
    rows = map(json.loads, pointers.read_text("utf-8").splitlines())
    for _, group in groupby(rows, lambda row: _work(row["file"])):
        yield list(group)


def written() -> Iterator[Example]:
    """Sentences in our own words, each read as part of a card of its own."""
    for group in yaml.safe_load(WRITTEN.read_text("utf-8")):
        labels = {field: group[field] for field in FIELDS}
        for said in group["sentences"]:
            *headings, words = said.split(" > ")
            text = "# Zebra\n\n" + "".join(f"## {title}\n\n" for title in headings) + words + "\n"
            card, _ = read_card(Document("README.md", text, DocumentKind.CARD))
            last = segment(card.document)[-1]
            one = next(sentences(card, [last], _marker("zoo/zebra", [card])))
            yield Example(one, labels, "", "written")


def _of_work(rows: Sequence[Mapping[str, str]], source: str) -> Iterator[Example]:
    """The examples of one repository or card, whose files share their names."""
    files = {row["file"]: read_card(cards.card(row["file"]))[0] for row in rows}
    work = _work(rows[0]["file"])
    marker = _marker(work, list(files.values()))
    for file, card in files.items():
        listed = [row for row in rows if row["file"] == file]
        yield from _of_card(card, listed, marker, owner(work), source)


def _of_card(
    card: Card, rows: Sequence[Mapping[str, str]], marker: Marker, account: str, source: str
) -> Iterator[Example]:
    clauses = segment(card.document)
    labels = {}
    for row in rows:
        labels.setdefault((row["start"], row["end"]), []).append(row)
    for at, clause in enumerate(clauses):
        said = labels.pop((clause.span.start, clause.span.end), [])
        if said or _is_sample(card, clause):
            # The clause before it is marked too, so the pair is read alone.
            pair = clauses[max(0, at - 1) : at + 1]
            *_, one = sentences(card, pair, marker)
            text = card.document.quote(clause.span)
            place = f"{card.document.path}:{card.document.line(clause.span.start)}"
            for row in said:
                _check(card, clause, row["sha256"])
                known = {field: row[field] for field in FIELDS if field in row}
                yield Example(one, known, account, source, place, text)
            if not said:
                yield Example(one, {"kind": "none"}, account, "unlisted", place, text)
    if labels:
        raise ValueError(f"{card.document.path}: no clause at {sorted(labels)[0]}")


def _is_sample(card: Card, clause: Clause) -> bool:
    span, path = clause.span, card.document.path
    prose = path.lower().endswith((".md", ".rst"))
    chosen = crc32(f"{path}{span.start}".encode()) % UNLISTED == 0
    return prose and chosen and span.start >= card.body.start and len(span) >= SHORTEST


def _check(card: Card, clause: Clause, expected: str) -> None:
    if texts.digest(card.document.quote(clause.span)) != expected:
        raise ValueError(f"{card.document.path}:{clause.span.start}: not the labelled sentence")


def _marker(work: str, found: Sequence[Card]) -> Marker:
    known = load_names()
    return Marker(names(work, found, known.plain), load_facts(), known.families)


def _work(file: str) -> str:
    """The repository or card that a file is of, as owner and name."""
    kind, name = file.split("/", 2)[:2]
    if kind.startswith("github:"):
        return f"{kind.removeprefix('github:')}+{name.partition('@')[0]}"
    return name.removesuffix(".md") if kind == "cards" else name


def owner(work: str) -> str:
    """The account that a repository or card is of."""
    return work.replace("__", "+").split("+", 1)[0].casefold()


def points(gold: Path, folder: str) -> Iterator[dict[str, object]]:
    """The lines of `statements.jsonl` for one file of readings."""
    for line in gold.read_text("utf-8").splitlines():
        read = json.loads(line)
        for said in read["statements"]:
            inside = "" if folder == "cards" else f"/{read['id']}"
            file = f"{folder}{inside}/{said['at']['file']}"
            document = cards.card(file)
            clause = _clause(document, said["at"]["line"], said["at"]["quote"])
            yield {
                "file": file, "start": clause.span.start, "end": clause.span.end,
                "sha256": texts.digest(document.quote(clause.span)),
                **{field: said[field] for field in FIELDS},
            }  # fmt: skip


def _clause(document: Document, line: int, quote: str) -> Clause:
    """The clause that shares most with the beginning of a quote; the first of equals."""
    starts = [0, *(at + 1 for at, char in enumerate(document.text) if char == "\n")]
    at = document.text.index(quote, starts[line - 1])
    end = at + min(len(quote), 200)
    return max(segment(document), key=lambda one: min(one.span.end, end) - max(one.span.start, at))


def main() -> None:
    """Write the pointers."""
    pairs = zip(sys.argv[1::2], sys.argv[2::2], strict=True)
    rows = [row for gold, folder in pairs for row in points(Path(gold), folder)]
    rows.sort(key=lambda row: (str(row["file"]), row["start"]))
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    POINTERS.write_text("".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()
