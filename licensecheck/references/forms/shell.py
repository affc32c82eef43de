"""Shell scripts, makefiles and files of commands."""

import re

from licensecheck.references.commands import read_shell
from licensecheck.references.python import read_python
from licensecheck.references.source import Source

FILES = (
    "*.sh",
    "*.bash",
    "*.zsh",
    "*.ksh",
    "*.slurm",
    "*.sbatch",
    "*.ps1",
    "*.bat",
    "*.cmd",
    "Makefile",
    "makefile",
    "*.mk",
    "justfile",
    "Justfile",
    "Procfile",
    ".bashrc",
    ".profile",
    "*.fish",
    "setup",
    "entrypoint",
    "start",
)

_MAKE = re.compile(r"^([ \t]*)(?:export )?([A-Za-z_]\w*)[ \t]*[:?+]?=[ \t]*", re.M)
_HEREDOC = re.compile(r"(?<!<)<<-?[ \t]*([\"']?)(\w+)\1[^\n]*\n(.*?)\n[ \t]*\2[ \t]*$", re.S | re.M)


def read(source: Source) -> None:
    """Read commands, and apart from them what is given to others with `<<`: Python or commands."""
    for match in _HEREDOC.finditer(source.text):
        _read_given(source, match)
    text = _HEREDOC.sub(lambda m: "\n" * m[0].count("\n"), source.text)
    if "akefile" in source.file or source.file.endswith((".mk", "justfile", "Justfile")):
        text = _MAKE.sub(r"\1\2=", text).replace("$(", "${").replace("\t@", "\t")
        text = re.sub(r"(\$\{\w+)\)", r"\1}", text)
    if source.file.endswith("Procfile"):
        text = re.sub(r"(?m)^\w+:[ \t]*", "", text)
    read_shell(source, text)


def _read_given(source: Source, match: re.Match[str]) -> None:
    line = source.text.count("\n", 0, match.start(3)) + 1
    begin = source.text.rfind("\n", 0, match.start()) + 1
    command = source.text[begin : match.start(3)]
    if re.search(r"\bpython3?\b|\.py\b", command):
        inner = source.part(match[3], fresh=True)
        read_python(inner)
        source.take(inner, line)
    else:
        read_shell(source, match[3], line)
