"""Services that run models, and libraries that have lists of them: rules/services.yaml."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Annotated, Literal

from pydantic import Field

from licensecheck.knowledge.readers import reader_under
from licensecheck.knowledge.schema import Strict

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]

# A day, a version or a variant at the end: `-20240620`, `-2024-08-06`, `@20240620`, `-v1:0`.
_DATED = re.compile(r"(?:[-@](?:20\d{6}|20\d\d-\d\d-\d\d|latest)|-v\d+(?::\d\w*)*|:\w[\w.-]*)$")


class Spoken(Strict):
    """How a file shows that its names are of a service."""

    words: tuple[str, ...]
    """Its addresses, clients and actions, as they are written."""
    files: tuple[str, ...] = ()
    """Globs of the names of files that it reads."""
    names: tuple[str, ...] = Field(min_length=1)
    """Globs of the names that are its own there."""


class Service(Strict):
    """A service or library, and how a name there leads to a model of the catalogue."""

    called: str
    kind: Literal["service", "library"]
    behind: tuple[str, ...] = ()
    """Ids that the catalogue may have, `{name}` for the name."""
    drops: tuple[str, ...] = ()
    """Beginnings that are no part of the model's name."""
    written: tuple[str, ...] = ()
    """Beginnings of names without a prefix that are of the service."""
    spoken: Spoken | None = None
    terms: Annotated[str, Field(pattern=r"^https://\S+$")] = ""
    """Where its own terms stand, which hold beside those of the model."""
    loads: Mapping[str, str] = Field(default_factory=dict)
    """Globs of the names that the library loads from Hugging Face, and the name there."""

    def ids(self, name: str) -> Iterator[str]:
        """What the catalogue may call a name, in lower case, as it is written first."""
        plain = self._plain(name)
        for one in dict.fromkeys((name, plain)):
            yield one.casefold()
            yield from (form.format(name=one).casefold() for form in self.behind)

    def undated_ids(self, name: str) -> Iterator[str]:
        """The same without days and versions at the end, one after the other."""
        name = self._plain(name)
        while (shorter := _DATED.sub("", name)) != name:
            name = shorter
            yield from self.ids(name)

    def address(self, name: str) -> str | None:
        """The name on Hugging Face from which the library loads a name; None where it does not."""
        found = (to for like, to in self.loads.items() if fnmatchcase(name, like))
        return next((to.format(name=name) for to in found), None)

    def _plain(self, name: str) -> str:
        """The name without all beginnings that are dropped."""
        for _ in range(_MOST_DROPPED):
            begun = next((one for one in self.drops if name.startswith(one)), "")
            name = name.removeprefix(begun)
        return name


_MOST_DROPPED = 3
"""Beginnings in a row: a region and a publisher are two."""


Services = Mapping[str, Service]
"""By the word that begins their references."""


load_services = reader_under("services", "services.yaml", dict[Id, Service])
