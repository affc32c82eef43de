"""Units of systemd and Quadlet: what they run, and its environment."""

import re

from licensecheck.scan.commands import read_shell
from licensecheck.scan.places import lines_of
from licensecheck.scan.source import SourceFile

FILES = ("*.service", "*.container")
_RUNS = re.compile(r"(?m)^(Exec\w{0,20}|Environment)[ \t]*=[ \t]*[-@:+!]{0,3}((?:\\\n|[^\n])*)")


def read(source: SourceFile) -> None:
    """Read each line that runs something as a command, and the environment as variables."""
    line_at = lines_of(source.text)
    for found in _RUNS.finditer(source.text):
        command = f"export {found[2]}" if found[1] == "Environment" else found[2]
        read_shell(source, command, line_at(found.start()))
