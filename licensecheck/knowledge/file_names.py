"""What files are called that hold terms: rules/files.yaml."""

import re
import unicodedata
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from licensecheck.domain import DocumentKind
from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict, any_of
from licensecheck.text.disguise import latin

_LONGEST = 255
"""Characters of a name; file systems take no more."""


class _None(Strict):
    names: tuple[Regex, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)


class KindRule(Strict):
    """The names of files of one kind."""

    kind: DocumentKind
    names: tuple[Regex, ...] = Field(min_length=1)
    starts: tuple[Regex, ...] = ()
    """Names that are meant where the file is no prose, too."""
    examples: tuple[str, ...] = Field(min_length=1)
    near_misses: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return any_of(self.names, re.NOFLAG)

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        return any_of(self.starts, re.NOFLAG)


class FileNames(Strict):
    """The names of all kinds."""

    none: _None
    kinds: tuple[KindRule, ...] = Field(min_length=1)

    def kind(self, name: str, *, prose: bool = True) -> DocumentKind | None:
        """The kind of a file of this name (without folders); None for no document with terms.

        `prose` is False for a format that holds none, such as a picture or a program.
        """
        spelled = {plain(name), latin(plain(name))}  # as it is written, and as it looks
        if any(map(self._none.search, spelled)):
            return None
        patterns = ((each.kind, each._names if prose else each._starts) for each in self.kinds)
        return next((kind for kind, one in patterns if any(map(one.search, spelled))), None)

    @cached_property
    def _none(self) -> re.Pattern[str]:
        return any_of(self.none.names, re.NOFLAG)


def plain(name: str) -> str:
    """A name in one form of its letters: small, composed, of normal width; its end, if long."""
    return unicodedata.normalize("NFKC", name[-_LONGEST:]).lower()


@cache
def load_file_names(path: Path | None = None) -> FileNames:
    """The names of our rule file, by default; RuleFileError says where a mistake is."""
    return read_rule_file(path or rule_folder() / "files.yaml", FileNames)
