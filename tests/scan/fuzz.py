"""Feeds damaged input to the readers of every kind of file that may name a model.

    python -m tests.scan.fuzz [--count 100000] [--seed 0] [reader …]

Prints what tests/hubs/fuzz.py prints, and fails where that fails. A reader raises nothing but
CostlyError and RecursionError, which `find` makes problems of.
"""

from collections.abc import Callable

from licensecheck.scan.bounds import CostlyError, bounded
from licensecheck.scan.forms import form_of
from licensecheck.scan.source import Source
from tests.hubs.fuzz import Parsers, main
from tests.scan.hostile import SHAPES
from tests.scan.plants import FILES

NAMES = {
    "python": "app.py",
    "shell": "run.sh",
    "makefile": "Makefile",
    "docker": "Dockerfile",
    "yaml": "ci.yaml",
    "json": "a.json",
    "toml": "pyproject.toml",
    "notebook": "a.ipynb",
    "bom": "bom.xml",
    "models": "models.txt",
    "requirements": "requirements.txt",
    "env": ".env",
    "cfg": "a.cfg",
    "space": "README.md",
    "modelfile": "Modelfile",
    "submodules": ".gitmodules",
}
"""A file for each reader."""


def reader(file: str) -> Callable[[bytes], None]:
    """Reads a file of this name, as `find` does, but for what it makes of errors."""
    form = form_of(file)
    assert form

    def read(data: bytes) -> None:
        source = Source(file, data.decode("utf-8", "replace"))
        try:
            with bounded(len(source.text)):
                form.read(source)
        except (CostlyError, RecursionError):
            pass
        for one in source.found:
            assert one.line >= 1
            assert one.text.isprintable()
            assert one.how.isprintable()

    return read


def seeds(file: str) -> tuple[bytes, ...]:
    """Good files of the same reader, and the beginnings of bad ones."""
    form = form_of(file)
    good = [text for name, text in FILES.items() if form_of(name) is form]
    bad = [shape(400) for name, shape in SHAPES.values() if form_of(name) is form]
    texts = (text.replace("«", "").replace("»", "") for text in good + bad)
    return tuple(text.encode("utf-8", "surrogatepass") for text in texts)


READERS: Parsers = {name: (reader(file), seeds(file)) for name, file in NAMES.items()}


if __name__ == "__main__":
    raise SystemExit(main(READERS, __doc__))
