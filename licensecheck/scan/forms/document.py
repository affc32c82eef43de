"""Documents with programs in them, and prompts: a head of YAML, and what is run between fences."""

import re
from collections import defaultdict
from collections.abc import Iterator

from licensecheck.scan.keys import read_embedded
from licensecheck.scan.kinds import script
from licensecheck.scan.source import SourceFile

FILES = ("*.qmd", "*.[Rr]md", "*.[Rr]markdown", "*.prompty")

_FENCE = re.compile(r"[ \t]{0,12}(```+|~~~+)[ \t]*(?:\{+[ \t]*([\w.+-]{1,30})[^\n]*\})?[ \t]*$")
_HEAD = "---"


def read(source: SourceFile) -> None:
    """Read the head, and all that is run in one language as one program, each line on its own."""
    lines = source.text.splitlines()
    end = next((at for at, one in enumerate(lines[1:], 1) if one.rstrip() == _HEAD), 0)
    if lines and lines[0].rstrip() == _HEAD:
        read_embedded(source, "head.yaml", "\n".join(lines[1:end]), 2)
    programs: dict[str, dict[int, str]] = defaultdict(dict)
    for number, language, text in _run(lines):
        programs[language][number] = text
    for language, program in programs.items():
        places = dict(enumerate(program, start=1))
        read_embedded(source, _name(language), "\n".join(program.values()), places)


def _run(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """The lines between fences that name a language in brackets, with number and language."""
    fence, language = "", ""
    for number, line in enumerate(lines, start=1):
        found = _FENCE.match(line)
        if found and not fence:
            fence, language = found[1], (found[2] or "").lower()
        elif found and found[1] == fence and not found[2]:
            fence = language = ""
        elif language:
            yield number, language, line


def _name(language: str) -> str:
    """The name of a file in a language."""
    return script("program", f"#!{language}".encode()) or f"program.{language}"
