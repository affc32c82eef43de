"""Feeds damaged input to the readers of every kind of file that may name a model:
python -m tests.scan.fuzz.

tests/fuzzing.py says what it takes and prints. A reader raises nothing but CostlyError and
RecursionError, which `find` makes problems of.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from licensecheck.scan.bounds import CostlyError, bounded
from licensecheck.scan.form import form_of
from licensecheck.scan.ignored import NO_RULES, Ignorer
from licensecheck.scan.source import SourceFile
from tests.fuzzing import Parsers, main
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
    "javascript": "a.ts",
    "go": "a.go",
    "rust": "a.rs",
    "csharp": "a.cs",
    "swift": "a.swift",
    "php": "a.php",
    "ruby": "a.rb",
    "hcl": "a.tf",
    "sql": "a.sql",
    "lines": "a.jsonl",
    "unit": "a.service",
    "table": "a.csv",
    "xml": "a.xml",
    "document": "a.qmd",
}
"""A file for each reader."""


def reader(file: str) -> Callable[[bytes], None]:
    """Reads a file of this name, as `find` does, but for what it makes of errors."""
    form = form_of(file)
    assert form

    def read(data: bytes) -> None:
        source = SourceFile(file, data.decode("utf-8", "replace"))
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


def gitignore(data: bytes) -> None:
    """What to leave out, which `find` reads before anything else."""
    ignorer = Ignorer()
    FILE.write_bytes(data)
    rules = ignorer.with_file(NO_RULES, FILE, "a/")
    for path in ("a/b", "a/b/", f"a/{'b' * 200}", "a/b.gguf"):
        ignorer.ignores(rules, path)


_SCRATCH = tempfile.TemporaryDirectory()
FILE = Path(_SCRATCH.name) / ".gitignore"
READERS: Parsers = {
    **{name: (reader(file), seeds(file)) for name, file in NAMES.items()},
    "gitignore": (
        gitignore,
        (b"*.pyc\n!/keep/\n**/x/*\n", b"\\#a\n[!a-z]*b?c\n# no\n\\ \n", b"*a*b*\n"),
    ),
}


if __name__ == "__main__":
    raise SystemExit(main(READERS, __doc__))
