"""JSON, one value a line: batches of requests, examples to train on."""

import re

from licensecheck.scan.bounds import spend
from licensecheck.scan.keys import (
    entries_of,
    read_candidate,
    read_evident,
    read_network,
    read_pair,
)
from licensecheck.scan.places import MalformedError, Value, listed, read_json
from licensecheck.scan.source import SourceFile

FILES = ("*.jsonl", "*.ndjson")

MOST = 20_000
"""Lines that are read: a batch has as many at most, and data name the same models throughout."""


def read(source: SourceFile) -> None:
    """Note what the keys of requests name: `model`, at the top of a line or in its `body`."""
    for line, text in source.lines():
        if line > MOST:
            source.complain(line, f"only its first {MOST:,} lines were searched.")
            return
        if '"' in text and _NAMED.search(text):
            _read_line(source, text, line)


def _read_line(source: SourceFile, text: str, line: int) -> None:
    try:
        tree = read_json(text)
    except MalformedError:
        return
    for around, entry, _ in entries_of(tree):
        spend(0)
        for name, inside in entry.items:
            for value in (Value(one.text, line) for one in listed(inside)):
                if around in _REQUESTS:
                    read_pair(source, name.text, value.text, line)
                read_evident(source, name.text, value)
                read_candidate(source, name.text, value, f"column {around} {name.text}")
        read_network(source, entry, line)


# A text without spaces that is no number: a line of prose has none beside its keys.
_NAMED = re.compile(r':\s*\[?\s*"[\w@][\w.:/@+-]{2,200}"')
_REQUESTS = frozenset({"", "body", "request", "params", "config", "parameters", "modelInput"})
