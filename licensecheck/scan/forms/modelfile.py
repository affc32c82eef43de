"""Ollama's Modelfile: the model it is made from, its adapters."""

import re

from licensecheck.scan.source import SourceFile

FILES = ("Modelfile", "Modelfile.*", "*.Modelfile", "*.modelfile")

_FROM = re.compile(r"^\s*(FROM|ADAPTER)\s+(\S+)", re.I)


def read(source: SourceFile) -> None:
    """A path is no reference: the weights there are found as such."""
    for line, text in source.lines():
        if found := _FROM.match(text):
            source.add(found[2].strip("\"'"), line, "Modelfile", "ollama")
