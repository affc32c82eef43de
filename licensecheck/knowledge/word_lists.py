"""Single English words that a change of a licence may or may not have: rules/wording.yaml."""

from collections.abc import Iterator
from functools import cache, cached_property

from pydantic import Field

from licensecheck.knowledge.readers import reader_under
from licensecheck.knowledge.schema import Strict

_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "able", "er", "ers", "or", "ors", "ment")
_DOUBLED = "bdlmnprt"
"""Letters that are doubled before an ending: banned, permitting."""


class WordList(Strict):
    """Words with something in common."""

    meaning: str
    words: str
    """In lower case, with blanks between them."""
    with_endings: str = ""
    """Those that count with the endings of English verbs and nouns too."""
    examples: tuple[str, ...] = Field(min_length=1)
    near_misses: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def all(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.words.split(), *_inflected(self.with_endings)))


def _inflected(words: str) -> Iterator[str]:
    """Words with all endings; what is no word does no harm."""
    for word in words.split():
        stems = {word, word.removesuffix("e")}
        stems |= {word + word[-1]} if word[-1] in _DOUBLED else set()
        yield word
        yield from (stem + ending for stem in stems for ending in _ENDINGS)


load_word_lists = reader_under("lists", "wording.yaml", dict[str, WordList])


@cache
def listed(*names: str) -> frozenset[str]:
    """The words of all lists with these names."""
    return frozenset[str]().union(*(load_word_lists()[name].all for name in names))
