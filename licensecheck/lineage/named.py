"""Models that a sentence lists behind a verb, each by a name that the catalogue knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from licensecheck.domain import Span
from licensecheck.knowledge.called import called
from licensecheck.knowledge.phrases import Phrase

# "the Llama 2 architecture", "Gemma 2 9B outputs": something of a model, not its weights.
SOMETHING_OF = Phrase("lineage/something-of")
_ARTICLE = Phrase("lineage/base-article")
# Marks and addresses of links, which are blanked: names keep their places.
_MARKS = re.compile(r"\]\([^)\s]{0,500}\)|[\[\]*_`\"](?<!\w_)|\s")
_WORD = re.compile(r"[A-Za-z0-9][\w.+/-]*(?<![.,/])")
_WORDS = re.compile(rf"(?:{_WORD.pattern} *){{1,5}}")
_NEXT = re.compile(r" *(?:, *and\b|,|\band\b|&|\+) *")
# A name in a list that the catalogue does not know: a digit or a capital inside.
_OTHER = re.compile(r"\w*(?:\d|[a-z-][A-Z])|[A-Z]\w*-\w")
_MOST_NAMES, _REACH = 6, 400


@dataclass(frozen=True, slots=True)
class Named:
    """A model that is named."""

    name: str
    base: str
    """Its address in the catalogue; empty where that does not know it."""
    end: int


def named(text: str, rest: Span) -> Iterator[Named]:
    """The models that a sentence names from here on, as long as it names one after the other."""
    shown = _MARKS.sub(_blank, text[rest.start : min(rest.end, rest.start + _REACH)])
    at = 0
    for _ in range(_MOST_NAMES):
        at += len(shown) - at - len(shown[at:].lstrip(" "))
        article = _ARTICLE.match(shown, at)
        found = _name(shown, article.end() if article else at)
        if not found:
            return
        name, base, at = found
        if not SOMETHING_OF.match(" " + shown[at:].lstrip(" ")):
            yield Named(name, base, rest.start + at)
        following = _NEXT.match(shown, at)
        if not following:
            return
        at = following.end()


def _name(shown: str, at: int) -> tuple[str, str, int] | None:
    """The longest name there that the catalogue knows, else one word or two that look like one."""
    first = _WORDS.match(shown, at)
    ends = [word.end() for word in _WORD.finditer(shown, at, first.end() if first else at)]
    said = [(" ".join(shown[at:end].split()), end) for end in reversed(ends)]
    for name, end in said:
        if base := called(name.rpartition("/")[2]):
            return name, base, end
    return next(
        ((name, "", end) for name, end in said[-2:] if _OTHER.match(name.split()[-1])), None
    )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
