"""Models that a sentence lists behind a verb, each by a name that the catalogue knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from licensecheck.domain import Span
from licensecheck.knowledge.called import called, may_be_under
from licensecheck.knowledge.phrases import Phrase

# "the Llama 2 architecture", "Gemma 2 9B outputs": something of a model, not its weights.
SOMETHING_OF = Phrase("lineage/something-of")
_ARTICLE = Phrase("lineage/base-article")
# Marks and addresses of links, which are blanked: names keep their places.
_MARKS = re.compile(r"\]\([^)\s]{0,500}\)|[\[\]*_`\"](?<!\w_)|\s")
# Letters of names; Chinese has no spaces before the next word.
_LETTERS = r"A-Za-z0-9À-ÿα"
_WORD = re.compile(rf"[{_LETTERS}][{_LETTERS}_.+/@-]*(?<![.,/@])")
_WORDS = re.compile(rf"(?:{_WORD.pattern} *){{1,5}}")
_NEXT = re.compile(r" *(?:, *and\b|,|\band\b|&|\+|\bwith\b|\bto\b(?= +[A-Z])|[和及与、]) *")
# A name in a list that the catalogue does not know: a digit or a capital inside.
_OTHER = re.compile(r"\w*(?:\d|[a-z-][A-Z])|[A-Z]\w*-\w")
# "Zebra 2": another model than Zebra.
_LINK = re.compile(r"\[([\w.+-]{2,40})\]\(")
# "Zebra-7B": a size in parameters, which data and libraries do not have behind such verbs.
_SIZED = re.compile(r"[A-Za-z][\w.+-]*[ -](?:\d{1,3}x)?\d{1,4}(?:\.\d{1,2})?B(?![a-z])", re.I)
# "Zebra-7B, the best of its size": says more of the one before it.
_APPOSED = re.compile(r" *(?:the|an?|one)\b")
# "a frozen CLIP vision encoder and Zebra-7B", "CLIP as the encoder and Zebra-7B as the LLM"
_PART = re.compile(
    r" *(?:as +(?:the|our|its|an?) +)?(?:(?:vision|visual|image|text|audio|speech|language) +)?"
    r"(?:encoder|decoder|backbone|tower|model|LLM)\b(?= *(?:,|and\b|with\b|to\b|&))"
)
_MOST_NAMES, _REACH = 6, 400


@dataclass(frozen=True, slots=True)
class Named:
    """A model that is named."""

    name: str
    base: str
    """Its address in the catalogue; empty where that does not know it."""
    end: int

    @property
    def is_model(self) -> bool:
        """Whether the name alone shows that a model is meant: it has a size, or is that of a family
        that the catalogue knows."""
        return bool(_SIZED.match(self.name) or may_be_under(self.name))


def named(text: str, rest: Span) -> Iterator[Named]:
    """The models that a sentence names from here on, as long as it names one after the other."""
    shown = _MARKS.sub(_blank, text[rest.start : min(rest.end, rest.start + _REACH)])
    shown = shown.replace("-based", " based")
    at = 0
    for _ in range(_MOST_NAMES):
        at += len(shown) - at - len(shown[at:].lstrip(" "))
        article = _ARTICLE.match(shown, at)
        begin = article.end() if article else at
        linked = _LINK.match(text, rest.start + begin - 1) if begin else None
        found = _name(shown, begin) or (linked and (linked[1], "", begin + len(linked[1])))
        if not found:
            return
        name, base, at = found
        if not SOMETHING_OF.match(" " + shown[at:].lstrip(" ")):
            yield Named(name, base, rest.start + at)
        part = _PART.match(shown, at)
        following = _NEXT.match(shown, part.end() if part else at)
        if not following:
            return
        at = following.end()
        if following[0].strip() == "," and _APPOSED.match(shown, at):
            return


def _name(shown: str, at: int) -> tuple[str, str, int] | None:
    """The longest name there that the catalogue knows, with or without its publisher before it;
    else the longest of a family, else one word or two that look like a name."""
    first = _WORDS.match(shown, at)
    words = list(_WORD.finditer(shown, at, first.end() if first else at))
    said = [(" ".join(shown[at : word.end()].split()), word.end()) for word in words]
    publisher = (bool(words) and words[0][0].istitle()) or (bool(words) and words[0][0].isupper())
    for skipped in range(min(len(words), 1 + publisher)):
        for count in range(len(words), skipped, -1):
            name = " ".join(word[0] for word in words[skipped:count])
            if base := called(name):
                return name, base, words[count - 1].end()
    return _unknown(said)


def _unknown(said: list[tuple[str, int]]) -> tuple[str, str, int] | None:
    families = (one for one in reversed(said) if may_be_under(one[0]))
    others = (one for one in reversed(said[:2]) if _OTHER.match(one[0].split()[-1]))
    found = next(families, None) or next(others, None)
    return (found[0], "", found[1]) if found else None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
