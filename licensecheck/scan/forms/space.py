"""The front matter of a Hugging Face Space's README: the models that it lists."""

import re

from licensecheck.scan import places
from licensecheck.scan.source import SourceFile

FILES = ("README.md",)

_HEAD = re.compile(r"\A---\r?\n(.*?)\n---\s*$", re.S | re.M)


def read(source: SourceFile) -> None:
    """Only where `sdk` shows that it is a Space: other cards describe a model of their own."""
    if not (head := _HEAD.match(source.text)):
        return
    try:
        trees = list(places.read_yaml("\n" + head[1]))
    except places.MalformedError:
        return
    for tree in trees:
        if isinstance(tree, places.Entry) and tree.get("sdk"):
            listed = tree.get("models")
            for value in listed if isinstance(listed, tuple) else ():
                if isinstance(value, places.Value):
                    source.add(value.text, value.line, "Space", "huggingface")
