"""A page with its lines and places, and what is known before it is read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from licensecheck.reader.candidates import Candidate, candidates
from licensecheck.reader.layout import Line, lines
from licensecheck.reader.lexicon import Lexicon
from licensecheck.text.letters import letters
from licensecheck.text.tables import plain

_SPLIT = re.compile(r"[-_ /.:,(]+")
_ENDING = re.compile(
    r"\.(?:safetensors|gguf|ckpt|pth?|bin|onnx|tar|gz|zip|npz|ya?ml|md|py|sh|json)$"
)


@dataclass(frozen=True)
class Page:
    """What is read at once."""

    text: str
    lines: tuple[Line, ...]
    names: tuple[Candidate, ...]
    account: str
    """Letters of the publisher's account."""
    called: tuple[str, ...]
    """What the page's own work is called."""
    own: frozenset[str]
    """Letters of the names that the page's own work has."""
    bases: frozenset[str]
    """Letters of the names that metadata gives as bases."""
    lexicon: Lexicon

    @cached_property
    def title(self) -> str:
        """The first heading."""
        return _title(self.lines)

    @cached_property
    def title_key(self) -> str:
        """The letters of the title."""
        return letters(self.title)

    @cached_property
    def own_parts(self) -> frozenset[str]:
        """The parts of own names and of the title."""
        return parts(" ".join((*self.called, self.title)))

    def begins_as_own(self, name: str) -> bool:
        """Whether a name begins as one that the page's own work has."""
        return any(key_of(name).startswith(own) for own in self.own if len(own) > 2)


def page(
    text: str,
    own_names: Sequence[str],
    base_models: Sequence[str],
    account: str,
    lexicon: Lexicon,
) -> Page:
    """The page of a text; `own_names` are what its address or its folder is called."""
    found = lines(text)
    named = _titled(_title(found))
    own = frozenset(filter(None, map(letters, (*own_names, named))))
    places = candidates(text, found, [*own_names, account, *([named] if named else [])], lexicon)
    return Page(
        text,
        found,
        tuple(places),
        letters(account),
        (*own_names, named),
        own,
        frozenset(map(key_of, base_models)),
        lexicon,
    )


def _title(found: Sequence[Line]) -> str:
    return next((line.headings[-1] for line in found if line.kind == "heading"), "")


def _titled(title: str) -> str:
    """The name that a title begins with: its first word, where that is written as a name."""
    first = next(iter(re.split(r"[\s:：|,(]", plain(title).strip("🤗 ")) or [""]), "")
    is_name = (first != first.lower() and not first.istitle()) or any(map(str.isdigit, first))
    return first if is_name and len(first) > 2 else ""


@lru_cache(50_000)  # the names of a page come again and again
def key_of(name: str) -> str:
    """What spellings of one name have in common, without owner and ending of a file."""
    last = name.rstrip("/").rpartition("/")[2]
    return letters(_ENDING.sub("", last)) or letters(name)


def parts(name: str) -> frozenset[str]:
    """The parts of a name, in lower case."""
    return frozenset(part.lower() for part in _SPLIT.split(name) if part)


def first_part(name: str) -> str:
    """The first part of a name, in lower case: that of its family."""
    return next((part.lower() for part in _SPLIT.split(name) if part), "")
