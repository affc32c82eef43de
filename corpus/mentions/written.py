"""Names in sentences in our own words, each with its role: `written.jsonl`.

A name that the reader misreads is added there: `text` with the name in double brackets, `{own}` for
the page's own names and `{other}` for those of others; `role`; and `heading`, `before`, `head` (of
a column) and `row` (its first cell) where these matter.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus.mentions.labels import MODEL, Label, LabelledPage
from licensecheck.reader.marked import encoded
from licensecheck.reader.sentences import OTHER, OWN, Around, cleaned

FILE = Path(__file__).parent / "written.jsonl"
OWNER = "written"
"""Account of the pages that sentences are put into; no publisher of a labelled page has it."""
_TARGET = re.compile(r"\[\[(.+?)\]\](?!\])", re.S)
_ON_A_PAGE = 5
"""Sentences of such a page."""
_CALLED = (
    *("Quokka-7B", "tamandua-base", "Saola", "Numbat-1.5B-Chat", "dik-dik", "Vicugna-XL"),
    *("gerenuk-v2", "Markhor3", "Bongo-VL-2B", "KODKOD", "Fossa-TTS", "takin_large"),
)


def written() -> Iterator[tuple[tuple[str, str], str]]:
    """What the encoder reads of each name, and its role."""
    for row in _rows():
        yield encoded(_marks(_target(row["text"])[1]), _surroundings(row)), row["role"]


def _surroundings(row: Mapping[str, str]) -> Around:
    """What stands around the name in double brackets of a written sentence."""
    target = _target(row["text"])
    above, _, left = row["text"][: target.start()].rpartition("\n")
    right = row["text"][target.end() :].partition("\n")[0]
    before = above.rpartition("\n")[2] or row.get("before", "")
    told = (before, *(row.get(name, "") for name in ("heading", "head", "row")))
    return Around(*map(_plain, (left, right, *told)))


def pages() -> list[LabelledPage]:
    """The sentences in small pages, in which a network finds what it finds in real ones; a row
    of a table is left out, as its other columns are not told."""
    draw = random.Random(1)
    rows = [row for row in _rows() if "head" not in row]
    draw.shuffle(rows)
    names = [_target(row["text"])[1] for row in rows if "{own}" not in _target(row["text"])[1]]
    parts = (rows[at : at + _ON_A_PAGE] for at in range(0, len(rows), _ON_A_PAGE))
    return [_page(at, part, names, draw) for at, part in enumerate(parts)]


def _page(
    at: int, rows: Sequence[Mapping[str, str]], names: Sequence[str], draw: random.Random
) -> LabelledPage:
    own = draw.choice(_CALLED)
    text, labels = f"# {own}\n", list[Label]()

    def named(words: str) -> str:
        words = words.replace("{own}", own)
        return re.sub(r"\{other\}", lambda _: draw.choice(names), words)

    for row in rows:
        target = _target(row["text"])
        text += f"\n## {named(row['heading'])}\n" if row.get("heading") else ""
        text += f"\n{named(row['before'])}\n" if row.get("before") else ""
        fence = f"```{row['code']}\n" if row.get("code") else ""
        text += f"\n{fence}" + named(row["text"][: target.start()])
        start, name = len(text), named(target[1])
        text += name + named(row["text"][target.end() :]) + "\n" + ("```\n" if fence else "")
        labels.append(Label(start, start + len(name), MODEL, row["role"]))
    made = LabelledPage(f"{OWNER}+{own}-{at}.md", "", tuple(labels), (), full=False)
    made.__dict__["text"] = text  # it lies in no file
    return made


def _rows() -> Iterator[Mapping[str, str]]:
    return map(json.loads, FILE.read_text("utf-8").splitlines())


def _target(text: str) -> re.Match[str]:
    found = _TARGET.search(text)
    if not found:
        raise ValueError(f"no name in double brackets: {text}")
    return found


def _marks(text: str) -> str:
    return text.replace("{own}", OWN).replace("{other}", OTHER)


def _plain(text: str) -> str:
    return cleaned(_marks(text))
