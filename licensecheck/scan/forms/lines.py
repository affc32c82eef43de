"""JSON, one value a line: batches of requests, examples to train on."""

from licensecheck.scan.bounds import spend
from licensecheck.scan.keys import entries_of, read_pair
from licensecheck.scan.places import MalformedError, listed, read_json
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
        if '"' in text and "odel" in text:
            _read_line(source, text, line)


def _read_line(source: SourceFile, text: str, line: int) -> None:
    try:
        tree = read_json(text)
    except MalformedError:
        return
    for around, entry in entries_of(tree):
        spend(0)
        for name, inside in entry.items if around in _REQUESTS else ():
            for value in listed(inside):
                read_pair(source, name.text, value.text, line)


_REQUESTS = frozenset({"", "body", "request", "params", "config", "parameters", "modelInput"})
