"""What words added to or taken from a licence amount to.

Nothing here knows a licence: it says whether a piece of text is only a copyright line, a title or
an enumerator, and whether a word can change what is allowed.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final
from unicodedata import normalize

from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.word_lists import listed

OPERATIVE: Final = ("commands", "subjects")
"""Lists of rules/wording.yaml with words of which one more or less can change what is allowed."""
JOINING: Final = frozenset({"and", "or", "nor"})
"""One for another turns a list of choices into one of conditions, even in a list of names."""

BREAK: Final = re.compile(r"[.;:!?][\"'”’)\]*_]*\s|\n\s*\n|\n\s*[-*•(\[#]|[。；：！？]")
"""What stands between the last word of a sentence or list item and the first of the next."""
_COPYRIGHT = Phrase("answers/copyright-line")
_BEHIND_A_NAME = Phrase("answers/copyright-behind-a-name")
_APPROVED = Phrase("answers/approved-by-government")
_HEADING = Phrase("answers/heading-in-chinese")
_RULED = re.compile(r"^\W*(?:-{3,}|={3,}|#+ )|(?:-{3,}|={3,})\W*$")
_SENTENCE_END = re.compile(r"[a-z]{4,}[.;!?]\s")
_RESERVED = Phrase("answers/reserved-in-a-licence")
_OTHERWISE_RESERVED = Phrase("answers/otherwise-reserved")
_ENUMERATOR = re.compile(
    r"^\W*(?:(?:section|article|clause)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})\W*$",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(?<!\b[A-Za-z])(?<!\b(?:Co|St|Jr|Dr))(?<!\b(?:Inc|Ltd))(?<!Corp)[.;]\s+")
_URL = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+")
_WORD = re.compile(r"[^\W_]+")
_TITLE = re.compile(r"\b(?:licen[cs]es?|agreement|terms)\b", re.I)
_VERSIONS = re.compile(r"(?<=\d)-(?:only|or-later)\b")
"""How an id ends that says which versions of a licence are meant."""
_LONGEST_TITLE = 14
"""Words."""
_LONGEST_LINE = 300
"""Characters; a longer line is neither a title nor a copyright line."""


@cache
def date_words() -> frozenset[str]:
    """What a date is written with, "may" included."""
    days = ("may", *map(str, range(1, 32)), *(f"{day:02}" for day in range(1, 10)))
    return listed("months").union(days, map(str, range(1980, 2100)))


def without_addresses(text: str) -> str:
    """The text with blanks, as many, for web and mail addresses."""
    return _URL.sub(lambda match: " " * len(match[0]), text)


def says_nothing(text: str) -> bool:
    """True for text whose every line is blank, a title, an enumerator or a copyright line."""
    return all(_silent_line(line) for line in text.splitlines()) or is_copyright(text)


def restricts(text: str) -> bool:
    """True where text may bind a licensee: words with weight that are no part of a name."""
    found = _WORD.findall(text)
    return _any(found, listed("commands")) or _any(
        (w for w in found if not w.istitle()), listed("subjects")
    )


def is_written_small(word: str) -> bool:
    """True for a word that its form does not show to be a name or a figure."""
    return not word[0].isupper() and not any(char.isdigit() for char in word)


def is_called(text: str) -> bool:
    """True for nothing but words that licences are called by."""
    found = {word.casefold() for word in _WORD.findall(text)}
    return found <= listed("title") - listed(*OPERATIVE)


def is_called_so(line: str) -> bool:
    """True for a title: a line with a word that licences are called by, and not of copyright."""
    return _TITLE.search(line) is not None and not is_copyright(line)


def names_somebody(text: str) -> bool:
    """True for what may stand for a person or company: no part of a sentence that says something.

    Not as strict as `is_name`: "its officers and contributors" has no capital.
    """
    return not _any(
        _WORD.findall(_URL.sub(" ", text)), listed("commands") - JOINING | listed("stating")
    )


def is_name(text: str) -> bool:
    """True for names and years: nearly every word is a number or has a capital."""
    if len(text) > _LONGEST_LINE * 3:
        return False
    return not _SENTENCE_END.search(text) and _names(_URL.sub(" ", text))


def _silent_line(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return not _WORD.search(line)
    found = _WORD.findall(_VERSIONS.sub(" ", _URL.sub(" ", line)))
    return (
        not found
        or bool(_ENUMERATOR.match(normalize("NFKC", line)) or _HEADING.fullmatch(line))
        or _is_title(line, found)
        or _is_project(line, found)
        or is_copyright(line)
    )


def _is_project(line: str, found: list[str]) -> bool:
    """One or two names, as over the licence of a part; `Non-Commercial Licence` is none."""
    short = len(line.split()) <= 2 and line.rstrip()[-1] not in ".;:!"
    return short and is_name(line) and not limits(found)


def _is_title(line: str, found: list[str]) -> bool:
    """Words that licences are called by, and at most two others; more in a ruled heading."""
    if len(found) > _LONGEST_TITLE or line.rstrip()[-1] in ".,;":
        return False
    others = [w for w in found if w.casefold() not in listed("title") and not w.isdigit()]
    ruled = bool(_RULED.match(line))
    few = len(others) <= (6 if ruled else 2) and len(others) < len(found)
    proper = ruled or all(w[0].isupper() or w[0].isdigit() for w in others)
    weighty = listed("commands") if ruled else listed(*OPERATIVE)
    return few and proper and not _any(others, weighty | listed("groups") - listed("title"))


def limits(found: Iterable[str]) -> bool:
    """True for words of a title of which one says for whom or for what a licence is."""
    return _any(found, (listed(*OPERATIVE) - listed("joints")) | listed("groups") - listed("title"))


def is_limited_title(line: str) -> bool:
    """True for a title that says for whom or for what a licence is: "MIT Licence for Schools"."""
    found = _WORD.findall(line)
    plain = {word.casefold() for word in found}
    no_sentence = len(found) <= _LONGEST_TITLE and plain.isdisjoint(listed("stating"))
    return no_sentence and bool(_TITLE.search(line)) and limits(w for w in plain - listed("uses"))


def is_copyright(text: str) -> bool:
    """Who holds the copyright since when, and nothing else."""
    if len(text) > _LONGEST_LINE * 3:
        return False
    started = False
    said = _APPROVED.sub(" ", " ".join(text.split()))
    for piece in _PIECE.split(_URL.sub(" ", said)):
        who = _RESERVED.sub(" ", piece)
        rest = _without_mark(_COPYRIGHT.sub("", who))
        # Only who holds it is told: what else is reserved is a term.
        other = _OTHERWISE_RESERVED.search(rest)
        started = started or rest != piece
        if other or not started or not _names(rest) or _any(_WORD.findall(rest), listed("uses")):
            return False
    return started


def _without_mark(text: str) -> str:
    """A line of copyright without its mark, where nothing but the name of a work stands before."""
    mark = _BEHIND_A_NAME.search(text)
    work = _WORD.findall(text[: mark.start()]) if mark else []
    if mark is None or _any(work, listed("title")) or limits(work):
        return text
    return f"{text[: mark.start()]} {text[mark.end() :]}"


def _names(text: str) -> bool:
    found: list[str] = re.findall(r"[^\s,;/]*[^\W_][^\s,;/]*", text)
    plain = [w.strip(".()[]{}<>*\"'“”‘’:").casefold() for w in found]
    small = [
        w
        for w, p in zip(found, plain, strict=True)
        if p not in listed("connectors") and not any(c.isupper() or c.isdigit() for c in w)
    ]
    # One word written small may be a login or a domain, but not if nothing else stands there, or if
    # it is one of licences.
    few = len(small) <= (len(found) > 1) and not _any(small, listed("title", "subjects", "groups"))
    return len(found) <= 30 and few and not _any(plain, listed("commands", "addressed"))


def _any(found: Iterable[str], listed: frozenset[str]) -> bool:
    return any(word.casefold() in listed for word in found)
