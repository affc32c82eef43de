"""Names in sentences in our own words, each with its role: `written.jsonl`.

A name that the reader misreads is added there: `text` with the name in double brackets, `{own}` for
the page's own names and `{other}` for those of others; `role`; and `heading`, `before`, `head` (of
a column) and `row` (its first cell) where these matter.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.mentions.marked import encoded
from licensecheck.reader.sentences import OTHER, OWN, Around, cleaned

FILE = Path(__file__).parent / "written.jsonl"
_TARGET = re.compile(r"\[\[(.+?)\]\](?!\])", re.S)


def written() -> Iterator[tuple[tuple[str, str], str]]:
    """What the encoder reads of each name, and its role."""
    for line in FILE.read_text("utf-8").splitlines():
        row = json.loads(line)
        target = _TARGET.search(row["text"])
        if not target:
            raise ValueError(f"no name in double brackets: {row['text']}")
        sides = row["text"][: target.start()], row["text"][target.end() :]
        told = [row.get(name, "") for name in ("before", "heading", "head", "row")]
        name = _marks(target[1])
        yield encoded(name, Around(*map(_plain, (*sides, *told)))), row["role"]


def _marks(text: str) -> str:
    return text.replace("{own}", OWN).replace("{other}", OTHER)


def _plain(text: str) -> str:
    return cleaned(_marks(text))
