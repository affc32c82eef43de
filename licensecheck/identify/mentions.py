"""Which known licences a sentence names."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from licensecheck.knowledge.facts import Facts, Kind, LicenseFacts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import is_of_family, is_sister, name_key

# The longest name that facts know has 9 words ("Creative Commons Attribution Non Commercial …").
LONGEST = 10
# Characters; the longest has 84. Longer phrases are not looked up, nor kept by those who look.
_LONGEST_NAME = 300
# Chinese and Japanese have no blank before a name: "采用Apache-2.0许可证".
_WORD = re.compile(
    "[\u3040-\u9fff\uac00-\ud7af]+"
    "|[^\\s()\\[\\]{}<>,;:\"'`*|!?，。；：、（）《》！？\u3040-\u9fff\uac00-\ud7af]+"
)
_LINK = re.compile(r"https?://[^\s()\[\]{}<>\"'`]+")
# What a link in Markdown is called: "[Llama license](https://…)", or a picture.
_CALLED = re.compile(
    r"\[(?:!\[[^\[\]\n]{0,120}\]\([^()\s]{0,300}\)|[^\[\]\n]{1,120})\]\((?=https?://)"
)
_BADGE = re.compile(r"img\.shields\.io/badge/([^()\s?\"'<>]{3,200})")
# "Model license" is the name of one licence, and what people call any of them.
_GENERIC = frozenset({"", "model", "open", "community", "open model", "open source"})
# "Apache-Lizenz": the word for a licence, joined to a name.
_COMPOUND = Phrase("licences/joined")
_JOINT = re.compile("(?<=[A-Za-z0-9])(?=[\u3040-\u9fff\uac00-\ud7af])")
LICENSED = re.compile(r"(?<=[\w.])-(?=licen[cs]ed\b)", re.I)
"""The joint of "Apache-licensed"."""
# "Creative Commons [Attribution 4.0](https://…)", "Creative Commons (CC BY 4.0)": the member of a
# family stands right behind its name.
_MEMBER = re.compile(
    r"[\s*_]{1,3}(?:\[[^\[\]\n]{1,120}\]\((?=https?://)|\((?P<name>[^()\n]{2,80})\))"
)
# "Creative Commons Attribution 4.0 (NC)", "CC BY, NC-SA": what the licence adds, written apart.
_ADDED = re.compile(r"[\s(,/]{1,3}(?:by[\s-])?((?:nc|nd|sa)(?:[\s,-]{1,2}(?:nc|nd|sa))*)\b", re.I)
_ATTRIBUTION = re.compile(r"(?:CC-BY|LicenseRef-cc-by)-(?:\d|family)")
_ARTICLES = frozenset({"a", "an", "the"})
_VERSION = re.compile(r"[vV]?\d{1,2}(?:\.\d{1,2})*")
_TERMS = Phrase("licences/terms")
_UNDER = Phrase("licences/under")


def mentions(text: str, facts: Facts, beside: str = "") -> Iterator[LicenseFacts]:
    """The licences that a text names or links to, each once, in its order.

    The longest name wins: "CC BY-NC 4.0" is not also "CC BY". `beside` are words that stand near
    the text, such as its heading.
    """
    yield from _mentioned(text, facts, beside)


@lru_cache(10_000)  # up to seven readers ask about each clause, one after the other
def _mentioned(text: str, facts: Facts, beside: str) -> tuple[LicenseFacts, ...]:
    text, unique = _as_called(text, facts), dict[str, LicenseFacts]()
    for known in (*_linked(text, facts), *_shown(text, facts), *_named(text, facts, beside)):
        unique.setdefault(known.id, known)
    return tuple(unique.values())


def apart(text: str) -> str:
    """The text with the word for a licence apart from the name before it, which in some languages
    are joined: "MIT-Lizenz", "MITライセンス"."""
    return _JOINT.sub(" ", _COMPOUND.sub(r"\1 license", text))


def without_open(text: str, facts: Facts, sign: str) -> str:
    """The text with a sign in place of each name of a licence that meets the OSD."""
    return without(text, facts, sign, lambda known: known.conformant is True)


def without(text: str, facts: Facts, sign: str, wanted: Callable[[LicenseFacts], bool]) -> str:
    """The text with a sign in place of each name and each address of a licence that is wanted."""

    def named(link: re.Match[str]) -> str:
        known = facts.at(link[0].rstrip("."))
        return sign if known and wanted(known) else link[0]

    text, parts, at = _LINK.sub(named, _as_called(text, facts)), list[str](), 0
    for start, end, known in _places(text, facts, "license"):
        if wanted(known):
            parts += [text[at:start], sign]
            at = end
    return "".join((*parts, text[at:]))


def _as_called(text: str, facts: Facts) -> str:
    """The text with blanks for each address of a model licence that is called by the name of
    another version: people give a new one the address of an old one."""
    for called in _CALLED.finditer(text):
        link = _LINK.match(text, called.end())
        at = facts.at(link[0].rstrip(".")) if link else None
        if link and at and at.kind is Kind.MODEL and _is_of_sister(called[0], at, facts):
            text = f"{text[: link.start()]}{' ' * len(link[0])}{text[link.end() :]}"
    return text


def _is_of_sister(called: str, known: LicenseFacts, facts: Facts) -> bool:
    """True for words that name another version; "Llama license" names none by a number."""
    return any(
        is_sister(one.id, known.id) and re.search(r"\d", called[start:end])
        for start, end, one in _places(called, facts, "license")
    )


def _linked(text: str, facts: Facts) -> Iterator[LicenseFacts]:
    for link in _LINK.findall(text):
        known = facts.at(link.rstrip("."))
        if known:
            yield known


def _shown(text: str, facts: Facts) -> Iterator[LicenseFacts]:
    """What badges of shields.io show: label, message and colour, joined by single hyphens."""
    for badge in _BADGE.findall(text):
        label, _, rest = unquote(badge).replace("--", "\0").partition("-")
        name = rest.rpartition("-")[0].replace("\0", "-").replace("_", " ")
        says = "licen" in label.casefold() and name_key(name) not in _GENERIC
        known = facts.find(name) if says else None
        if known:
            yield known


def _named(text: str, facts: Facts, beside: str) -> Iterator[LicenseFacts]:
    return (
        known
        for start, end, known in _places(_without_links(text, facts), facts, beside)
        if not _is_made_exact(text, start, end, known, facts)
    )


def _is_made_exact(text: str, start: int, end: int, family: LicenseFacts, facts: Facts) -> bool:
    """True for the name of a family around or right before its licence that is meant."""
    behind = _MEMBER.match(text, end)
    link = _LINK.match(text, behind.end()) if behind else _LINK.search(text, start, end)
    name = behind["name"] if behind else None
    member = facts.at(link[0].rstrip(".")) if link else facts.find(name or "")
    return member is not None and is_of_family(member.id, family.id)


def _places(text: str, facts: Facts, beside: str) -> Iterator[tuple[int, int, LicenseFacts]]:
    """Where names begin and end, and of which licences they are."""
    text = LICENSED.sub(" ", text)  # of the same length
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        if words[at][0].casefold() in _ARTICLES:  # part of the sentence, not of the name
            at += 1
            continue
        length, known = _longest(text, words[at : at + LONGEST], facts)
        if known and _is_name(text, words, at, length, known, beside):
            start, end = words[at].start(), words[at + length - 1].end()
            yield start, end, _with_added(text, end, known, facts)
        at += max(length, 1)


def _with_added(text: str, end: int, known: LicenseFacts, facts: Facts) -> LicenseFacts:
    """The licence with the elements that stand behind its name."""
    added = _ADDED.match(text, end) if _ATTRIBUTION.match(known.id) else None
    return (facts.find(f"CC BY {added[1]}") if added else None) or known


def _without_links(text: str, facts: Facts) -> str:
    """The text with blanks for addresses, and for what a link to a known licence is called."""

    def unnamed(called: re.Match[str]) -> str:
        link = _LINK.match(text, called.end())
        known = link and facts.at(link[0].rstrip("."))
        return " " * len(called[0]) if known else called[0]

    return _LINK.sub(lambda link: " " * len(link[0]), _CALLED.sub(unnamed, text))


def _longest(
    text: str, words: list[re.Match[str]], facts: Facts
) -> tuple[int, LicenseFacts | None]:
    best: tuple[int, LicenseFacts | None] = 0, None
    for length in range(1, len(words) + 1):
        name = text[words[0].start() : words[length - 1].end()].rstrip(".")
        if len(name) > _LONGEST_NAME or not facts.begins(name):
            break
        known = facts.find(name) if name_key(name) not in _GENERIC else None
        best = (length, known) if known else best
    length, known = best
    behind = words[length][0].rstrip(".") if known and length < len(words) else ""
    name = text[words[0].start() : words[length - 1].end()] if known else ""
    # "Llama 9": a version that nobody knows is none of those before it.
    return (length, None) if _VERSION.fullmatch(behind) and facts.has_versions(name) else best


def _is_name(
    text: str,
    words: list[re.Match[str]],
    at: int,
    length: int,
    known: LicenseFacts,
    beside: str,
) -> bool:
    """Whether the words name the licence, and not the thing or place it is called after.

    "Llama 3" is a model, "Llama 3 license" a licence; "MIT" is a university where nothing says
    otherwise, "Apache 2.0" and "CC-BY" need no such word.
    """
    name = text[words[at].start() : words[at + length - 1].end()]
    around = " ".join([*(word[0] for word in words[max(at - 2, 0) : at + length + 3]), beside])
    plain = name.isalpha() or (name.islower() and not any(char.isdigit() for char in name))
    if known.kind in (Kind.MODEL, Kind.POLICY):
        return bool(_TERMS.search(around))
    return bool(_TERMS.search(around) or _UNDER.search(around)) if plain else True
