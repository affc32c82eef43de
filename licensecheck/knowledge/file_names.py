"""What files are called that hold terms: rules/files.yaml."""

import unicodedata

from pydantic import Field

from licensecheck.domain import DocumentKind
from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import CasedExpressions, Strict
from licensecheck.text.disguise import latin

_LONGEST = 255
"""Characters of a name; file systems take no more."""


class _None(Strict):
    names: CasedExpressions = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)


class KindRule(Strict):
    """The names of files of one kind."""

    kind: DocumentKind
    names: CasedExpressions = Field(min_length=1)
    starts: CasedExpressions = CasedExpressions()
    """Names that are meant where the file is no prose, too."""
    examples: tuple[str, ...] = Field(min_length=1)
    near_misses: tuple[str, ...] = Field(min_length=1)


class FileNames(Strict):
    """The names of all kinds."""

    none: _None
    kinds: tuple[KindRule, ...] = Field(min_length=1)

    def kind(self, name: str, *, prose: bool = True) -> DocumentKind | None:
        """The kind of a file of this name (without folders); None for no document with terms.

        `prose` is False for a format that holds none, such as a picture or a program.
        """
        spelled = {plain(name), latin(plain(name))}  # as it is written, and as it looks
        if any(map(self.none.names.one.search, spelled)):
            return None
        named = ((each.kind, each.names if prose else each.starts) for each in self.kinds)
        return next((kind for kind, names in named if any(map(names.one.search, spelled))), None)


def plain(name: str) -> str:
    """A name in one form of its letters: small, composed, of normal width; its end, if long."""
    return unicodedata.normalize("NFKC", name[-_LONGEST:]).lower()


load_file_names = reader("files.yaml", FileNames)
