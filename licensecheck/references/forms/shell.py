"""Shell scripts, makefiles and files of commands."""

import re

from licensecheck.references.commands import read_shell
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
    """Read commands; what is only written to another file with `<<` is not run here."""
    text = _HEREDOC.sub(lambda m: "\n" * m[0].count("\n"), source.text)
    if "akefile" in source.file or source.file.endswith((".mk", "justfile", "Justfile")):
        text = _MAKE.sub(r"\1\2=", text).replace("$(", "${").replace("\t@", "\t")
        text = re.sub(r"(\$\{\w+)\)", r"\1}", text)
    if source.file.endswith("Procfile"):
        text = re.sub(r"(?m)^\w+:[ \t]*", "", text)
    read_shell(source, text)
