"""By which name a file is read: its own, that of what it is an example of, or that of its kind."""

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import PurePosixPath

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Strict
from licensecheck.scan.patterns import fits

FIRST_LINE = 256
"""Bytes of a script that say what runs it; Linux reads as many."""
_MOST = 3
"""Endings that are taken from one name: `values.yaml.gotmpl.example`."""
_WORD = re.compile(r"[^\s/]+(?=\s|$)")


class GivenText(Strict):
    """A text that a command is given, and by which name it is read."""

    words: tuple[str, ...] = Field(min_length=1)
    name: str


class FileKinds(Strict):
    """Rules on files that are read as others are."""

    endings: tuple[str, ...] = Field(min_length=1)
    names: Mapping[str, str]
    interpreters: Mapping[str, str]
    given: tuple[GivenText, ...]

    @cached_property
    def ending(self) -> re.Pattern[str]:
        """What stands behind the name of the file that a template or example makes."""
        return re.compile(rf"(?<=[\w\])])[.\-_](?:{'|'.join(map(re.escape, self.endings))})$", re.I)


@cache
def kinds() -> FileKinds:
    """The rules."""
    return read_rule_file(rule_folder() / "kinds.yaml", FileKinds)


def made(file: str) -> str:
    """What a template or example makes, by its path; the path itself for what is none."""
    for _ in range(_MOST):
        file = kinds().ending.sub("", file)
    return file


def like(file: str) -> str:
    """The path, with another name, of a file of which this is another kind; empty for none."""
    path = PurePosixPath(file)
    name = next((name for glob, name in kinds().names.items() if fits(path.name, (glob,))), "")
    return str(path.parent / name) if name else ""


def script(file: str, beginning: bytes) -> str:
    """The path, with the ending that its language has, of a script whose first line says what runs
    it; empty for what is none."""
    if not beginning.startswith(b"#!"):
        return ""
    line = beginning.partition(b"\n")[0].decode("utf-8", "replace")
    for word in _WORD.findall(line[2:]):
        for glob, name in kinds().interpreters.items():
            if fits(word, (glob,)):
                same = (
                    name if "." not in name else f"{PurePosixPath(file).name}.{name.split('.')[1]}"
                )
                return str(PurePosixPath(file).parent / same)
    return ""


def given_to(command: str) -> str:
    """The name by which a text is read that a command is given; empty where it does not say."""
    words = {one.rpartition("/")[2] for one in _BETWEEN.split(command)}
    return next((one.name for one in kinds().given if words.issuperset(one.words)), "")


_BETWEEN = re.compile(r"[\s|;&()<>\"'`]+")
