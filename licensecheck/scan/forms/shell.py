"""Shell scripts, makefiles and files of commands."""

import re
from collections.abc import Iterator
from itertools import islice

from licensecheck.scan.bounds import level
from licensecheck.scan.commands import read_shell
from licensecheck.scan.keys import read_body, read_embedded
from licensecheck.scan.kinds import given_to
from licensecheck.scan.python import read_python
from licensecheck.scan.source import SourceFile
from licensecheck.scan.words import MAX_VALUES, ShellWord

FILES = (
    *("*.sh", "*.bash", "*.zsh", "*.ksh", "*.fish", "*.slurm", "*.sbatch", "*.bat", "*.cmd"),
    *("Makefile", "makefile", "*.mk", "justfile", "Justfile", "Procfile"),
    *(".bashrc", ".profile", "setup", "entrypoint", "start"),
)

_MAKE = re.compile(r"^([ \t]*)(?:export )?([A-Za-z_]\w*)[ \t]*[:?+]?=[ \t]*", re.M)
_IS_LIST = re.compile(r"\b(?:xargs|parallel|mapfile|readarray|done|read(?! +-\w*d))\b")
"""What reads the words of a here-document."""
_HEREDOC = re.compile(r"(?<!<)<<-?[ \t]*([\"']?)(\w+)\1")


def read(source: SourceFile) -> None:
    """Read commands, and apart from them what is given to others with `<<`: Python or commands."""
    lines = source.text.splitlines()
    known: dict[str, list[ShellWord]] = {}
    for first, last in _given(lines):
        command = f"{lines[first - 1]} {_goes_on(lines, first - 1, last)}"
        if _IS_LIST.search(command):
            given = (ShellWord(lines[at], at + 1) for at in range(first, last))
            known[f"given{first}"] = list(islice(given, MAX_VALUES))
            lines[first - 1] = _HEREDOC.sub(f"<<< ${{given{first}}} ", lines[first - 1], count=1)
        else:
            _read_given(source, command, "\n".join(lines[first:last]), first + 1)
        lines[first : last + 1] = [""] * len(lines[first : last + 1])
    text = "\n".join(lines)
    if "akefile" in source.file or source.file.endswith((".mk", "justfile", "Justfile")):
        text = _MAKE.sub(r"\1\2=", text).replace("$(", "${").replace("\t@", "\t")
        text = re.sub(r"(\$\{\w+)\)", r"\1}", text)
    if source.file.endswith("Procfile"):
        text = re.sub(r"(?m)^\w+:[ \t]*", "", text)
    read_shell(source, text, known=known)


def _goes_on(lines: list[str], first: int, last: int) -> str:
    """What a pipe behind a here-document leads to: `(cat <<EOF … EOF) | kubectl apply -f -`, or the
    next line where the first ends in a pipe."""
    after = next(iter(lines[last + 1 : last + 2]), "").strip()
    piped = after.startswith(("|", ")", "}")) or lines[first].rstrip().endswith("|")
    return after if piped else ""


def _given(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where here-documents begin and end; one without its end goes to the end of the script."""
    at = 0
    while at < len(lines):
        opened = None if lines[at].lstrip().startswith("#") else _HEREDOC.search(lines[at])
        at += 1
        if opened:
            first = at
            while at < len(lines) and lines[at].strip() != opened[2]:
                at += 1
            yield first, at
            at += 1


def _read_given(source: SourceFile, command: str, text: str, line: int) -> None:
    written = re.search(r"(?:>|\btee\b(?: -\w+)*)\s*\"?([\w./-]+)", command)
    if text.lstrip().startswith("{"):
        read_body(source, text, line, "ollama" if ":11434" in command else "guess")
    elif written and "." in written[1]:
        read_embedded(source, written[1], text, line)
    elif name := given_to(command):
        read_embedded(source, name, text, line)
    elif re.search(r"\bpython3?\b|\.py\b", command):
        inner = source.part(text, fresh=True)
        with level():
            read_python(inner)
        source.take(inner, line)
    else:
        read_shell(source, text, line)
