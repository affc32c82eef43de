"""Models of others that a project offers: files of weights, each with where it comes from.

The licence of the project says nothing of them.
"""

import re
from collections.abc import Iterator

from licensecheck.domain import Document, Snapshot
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.names import Names

_LINE = re.compile(r"[^\n]+")
_FILE = re.compile(
    r"https?://[^\s()<>\"'|]{1,300}\.(?:onnx|pth?|ckpt|safetensors|gguf|tflite|h5|bin|tar|zip)\b"
)
_FROM = re.compile(r"\[(?P<called>[^\[\]\n]{1,60})\]\((?P<address>https?://[^\s()]{1,300})\)")
_SOURCE = Phrase("files/where-it-comes-from")
_MOST_OF_THEM = 0.5


def redistributed(snapshot: Snapshot, own: Names) -> str:
    """Where models of others are offered, in words; empty where most that is offered is the
    publisher's own."""
    offered = [place for card in snapshot.cards for place in _offers(card.document)]
    others = [place for place, line in offered if any(not own.owns(one) for one in _sources(line))]
    if len(others) <= _MOST_OF_THEM * len(offered):
        return ""
    more = f" and {len(others) - 1} lines more" if len(others) > 1 else ""
    return f"{others[0]}{more}"


def _offers(document: Document) -> Iterator[tuple[str, str]]:
    """The lines with the address of a file of weights, each with its place."""
    for line in _LINE.finditer(document.text):
        if _FILE.search(line[0]):
            yield document.place(line.start()), line[0]


def _sources(line: str) -> Iterator[str]:
    """The addresses that a line gives as where a model comes from."""
    for link in _FROM.finditer(line):
        if _SOURCE.fullmatch(link["called"]):
            yield link["address"]
