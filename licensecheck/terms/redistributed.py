"""Models of others that a project offers: weights, each with where it comes from or who made it.

The licence of the project says nothing of them.
"""

import re
from collections.abc import Iterator, Mapping

from licensecheck.domain import Document, Snapshot
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.names import Names
from licensecheck.text.letters import letters
from licensecheck.text.model_pages import MODEL_PAGE
from licensecheck.text.tables import Row, plain, rows

_LINE = re.compile(r"[^\n]+")
_FILE = re.compile(
    r"https?://[^\s()<>\"'|]{1,300}\.(?:onnx|pth?|ckpt|safetensors|gguf|tflite|h5|bin|tar|zip)\b"
)
_FROM = re.compile(r"\[(?P<called>[^\[\]\n]{1,60})\]\((?P<address>https?://[^\s()]{1,300})\)")
_SOURCE = Phrase("files/where-it-comes-from")
_MAKER = Phrase("subjects/maker-column")
# "[Okapi](https://huggingface.co/zoo/okapi) by Zoo Inc."
_BY = re.compile(
    r"\)[\s*_]{0,4}(?:by|from|made by|courtesy of)\s+(?P<maker>\[?[A-Z][^\n|()]{1,60})"
)
_MOST_OF_THEM = 0.5


def redistributed(snapshot: Snapshot, own: Names) -> str:
    """Where models of others are offered, in words; empty where most that is offered is the
    publisher's own."""
    offered = [one for card in snapshot.cards for one in _offers(card.document, own)]
    others = [place for place, theirs in offered if theirs]
    if len(others) <= _MOST_OF_THEM * len(offered):
        return ""
    more = f" and {len(others) - 1} lines more" if len(others) > 1 else ""
    return f"{others[0]}{more}"


def _offers(document: Document, own: Names) -> Iterator[tuple[str, bool]]:
    """The place of each line with an address of weights, and whether these are of others."""
    table: Mapping[int, Row] = {row.span.start: row for row in rows(document)}
    for line in _LINE.finditer(document.text):
        told = [(one["called"], one["address"]) for one in _FROM.finditer(line[0])]
        sources = [address for called, address in told if _SOURCE.fullmatch(called)]
        page = MODEL_PAGE.search(_without(line[0], sources))
        if page or _FILE.search(line[0]):
            theirs = any(not own.owns(one) for one in sources)
            row = table.get(line.start())
            made = _in_row(document, row, own) if row else _is_by(line[0], own)
            yield document.place(line.start()), theirs or made


def _without(line: str, sources: list[str]) -> str:
    """A line without the addresses of where something comes from."""
    for one in sources:
        line = line.replace(one, "")
    return line


def _in_row(document: Document, row: Row, own: Names) -> bool:
    """True for a row whose column of makers names another one."""
    makers = (document.quote(cell) for head, cell in row.cells if _MAKER.fullmatch(head))
    return any(_is_other(one, own) for one in makers)


def _is_by(line: str, own: Names) -> bool:
    by = _BY.search(line)
    return by is not None and _is_other(by["maker"], own)


def _is_other(said: str, own: Names) -> bool:
    """True for the name of a maker who is not the publisher."""
    maker, links = plain(said), _FROM.findall(said)
    ours = letters(maker) in own.owners or bool(own.pattern and own.pattern.search(maker))
    return any(map(str.isalpha, maker)) and not ours and not any(own.owns(to) for _, to in links)
