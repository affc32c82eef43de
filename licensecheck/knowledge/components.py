"""What a model consists of, and what shows that a part is there: rules/components.yaml."""

import re
from collections.abc import Iterable
from fnmatch import translate
from functools import cached_property
from typing import Literal

from pydantic import Field

from licensecheck.knowledge.readers import reader_under
from licensecheck.knowledge.schema import Expressions, Regex, Strict, any_of

# Weights in an archive keep their own ending: `zebra.pth.tar`.
_PACKED = re.compile(r"(?:\.(?:tar|gz|xz|bz2|zst|zip))+$", re.I)


class ComponentRule(Strict):
    """How one part shows itself."""

    name: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    type: Literal["code", "data", "parameters", "documentation"]
    files: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    """Of those files and addresses, the ones that show nothing."""
    least: int = 0
    """Bytes under which a file shows nothing; an empty one stands for its name."""
    beside_code: bool = True
    """False where an address in the card counts more than files in folders of source code."""
    links: tuple[Regex, ...] = ()
    anywhere: bool = False
    """True where what else is read of a repository counts as the card does."""
    headings: tuple[str, ...] = ()
    not_headings: tuple[str, ...] = ()
    """Words of headings under which neither prose nor a link shows it."""
    linked_for: Expressions = Expressions()
    """Words, one of which stands beside the link to a further repository of the publisher that has
    it for the model; none where every repository may have it."""
    catalogue: str = ""
    """What the catalogue calls it, where that is another name."""

    def shown_by(self, path: str, size: int | None) -> bool:
        """True for a file that shows that the part is there; `size` in bytes, None if unknown."""
        return not self.is_small(size) and self._is_like(path)

    def is_too_small(self, path: str, size: int | None) -> bool:
        """True for a file that would show it if it had more bytes."""
        return self.is_small(size) and self._is_like(path)

    def is_small(self, size: int | None) -> bool:
        """True for a size that shows nothing; an empty file stands for its name."""
        return bool(size) and (size or 0) < self.least

    def _is_like(self, path: str) -> bool:
        packed = self.type == "parameters"  # an archive holds more than one file of anything else
        shown = self._is_named(path) or (packed and self._is_named(_PACKED.sub("", path)))
        return shown and not self.excludes(path)

    def _is_named(self, path: str) -> bool:
        name = path.rpartition("/")[2]
        return bool(self._names.match(name) or self._paths.match(path))

    def excludes(self, where: str) -> bool:
        """True for a path or an address that shows nothing, whatever it is called."""
        return bool(self._unless.match(where.lower()))

    def heads(self, title: str) -> bool:
        """True for the heading, in lower case, of prose about the part."""
        return any(word in title for word in self.headings) and not self.is_aside(title)

    def is_aside(self, title: str) -> bool:
        """True for the heading, in lower case, of something else."""
        return any(word in title for word in self.not_headings)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """Globs without a folder, for the name of a file."""
        return _any_of(glob for glob in self.files if "/" not in glob)

    @cached_property
    def _paths(self) -> re.Pattern[str]:
        return _any_of(glob for glob in self.files if "/" in glob)

    @cached_property
    def _unless(self) -> re.Pattern[str]:
        return _any_of(self.unless)


def _any_of(globs: Iterable[str]) -> re.Pattern[str]:
    """What a path matches that is one of the globs; nothing where there are none."""
    return any_of(map(translate, globs), re.NOFLAG)


load_components = reader_under("components", "components.yaml", tuple[ComponentRule, ...])
