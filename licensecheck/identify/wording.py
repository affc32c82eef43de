"""What words added to or taken from a licence amount to.

Nothing here knows a licence: it says whether a piece of text is only a copyright line, a title or
an enumerator, and whether a word can change what is allowed.
"""

import re
from collections.abc import Iterable
from typing import Final

from licensecheck.knowledge.phrases import Phrase


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENDINGS: Final = ("s", "es", "d", "ed", "ing", "ly", "able", "er", "ers", "or", "ors", "ment")


def _inflected(text: str) -> frozenset[str]:
    """Words with the endings that English verbs and nouns take; what is no word does no harm."""
    roots = _listed(text)
    stems = roots | {word.removesuffix("e") for word in roots if word.endswith("e")}
    stems |= {word + word[-1] for word in roots if word[-1] in "bdlmnprt"}
    return roots | {stem + ending for stem in stems for ending in _ENDINGS}


COMMANDS: Final = _listed("""
no not non nor never none nothing nobody neither cannot without unless except only solely mere
must shall can could will should might would lest prior until noncommercial nonexclusive
agree agrees agreed agreeing
""") | _inflected("""
exclude exclusive need require prohibit forbid forbidden forbade ban bar restrict permit permission
allow disallow
consent approve approval authorize comply separate deny denied refuse revoke revocable
irrevocable terminate expire lapse royalty royalties fee resell resale indemnify warrant warranty
warranties liable liability oblige obligate undertake promise waive
""")
"""Words that command, forbid or permit; no name of a person or company has them."""
_SUBJECTS: Final = _listed("""
may or with any all every some limited unlimited perpetual temporary worldwide saas api law
european union eea academic proprietary trial demo months days free
""") | _inflected("""
requirement prohibition restriction exclusion termination compliance condition obligation commercial
business businesses profit nonprofit revenue turnover income research education educate student
personal private internal evaluate evaluation test production military weapon surveil surveillance
government enforce enforcement illegal charge pay payment price cost sell sold sale rent lease lend
buy purchase money territory territories country countries jurisdiction copy copies copied modify
modifies modified modification distribute distribution redistribute redistribution derivative derive
sublicense publish publication disclose disclosure host service compete competition competitor train
improve distill million user display credit attribute attribution report monitor audit register
patent trademark grant purpose reproduce reproduction transfer assign merge deploy
""")
"""Words whose coming or going can change what is allowed, but that names have too."""
OPERATIVE: Final = COMMANDS | _SUBJECTS
"""Words of which one more or less can change what is allowed."""
LIGHT: Final = _listed("""
a an the this that these those is are was were be been being also
license licenses licence licences agreement agreements document
""")
"""Words that carry no content of their own, and those by which a licence speaks of itself.
Prepositions are none of them: granted to, granted from."""
MONTHS: Final = _listed("""
january february march april june july august september october november december
""")
DATES: Final = (
    MONTHS
    | _listed("may")
    | frozenset(map(str, (*range(1, 32), *range(1980, 2100))))
    | frozenset(f"{day:02}" for day in range(1, 10))
)
"""What a date is written with. "May" alone tells none: it is more often a verb."""
JOINING: Final = _listed("and or nor")
"""One for another turns a list of choices into one of conditions, even in a list of names."""

BREAK: Final = re.compile(r"[.;:!?][\"'”’)\]*_]*\s|\n\s*\n|\n\s*[-*•(\[#]|[。；：！？]")
"""What stands between the last word of a sentence or list item and the first of the next."""
_TITLE: Final = _listed("""
the a an of and or for to on in by with under as this these file license licence licenses licences
agreement terms conditions version v public general lesser library affero gnu gpl lgpl agpl mozilla
mpl eclipse epl apache mit bsd isc boost zlib cc by nc sa nd creative commons attribution
noncommercial noderivatives sharealike international unported clause simplified revised new original
old modified community model models use acceptable policy software open source openrail rail
responsible ai code data dataset weights copyright notice notices legal text full name title
sublicense january february march april may june july august september october november december
spdx identifier expat x11
""")
_CONNECTORS: Final = _listed("""
and the of by de van von der la et al inc ltd co llc c r its affiliates authors author contributors
present others other respective as shown file developers project team holders holder owner owners
portions for are held copyright copyrights rights reserved all some year years original
""")
"""Small words between names in copyright lines."""
_JOINTS: Final = _listed("may or with any all every some free")
"""Words with weight in a sentence that join words in a name."""
_COPYRIGHT = Phrase("answers/copyright-line")
_STATING: Final = _listed("you your we our who which that is are was were does do has have")
_ADDRESSED: Final = _listed("you your we our")
"""In capitals a sentence looks like names; names have none of these."""
_RULED = re.compile(r"^\W*(?:-{3,}|={3,}|#+ )|(?:-{3,}|={3,})\W*$")
_SENTENCE_END = re.compile(r"[a-z]{4,}[.;!?]\s")
_RESERVED = Phrase("answers/reserved-in-a-licence")
_ENUMERATOR = re.compile(
    r"^\W*(?:(?:section|article|clause)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})\W*$",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(?<!\b[A-Za-z])(?<!\b(?:Co|St|Jr|Dr))(?<!\b(?:Inc|Ltd))(?<!Corp)[.;]\s+")
_URL = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+")
_WORD = re.compile(r"[^\W_]+")
_VERSIONS = re.compile(r"(?<=\d)-(?:only|or-later)\b")
"""How an id ends that says which versions of a licence are meant."""
_LONGEST_LINE = 300
"""Characters; a longer line is neither a title nor a copyright line."""


def without_addresses(text: str) -> str:
    """The text with blanks, as many, for web and mail addresses."""
    return _URL.sub(lambda match: " " * len(match[0]), text)


def says_nothing(text: str) -> bool:
    """True for text whose every line is blank, a title, an enumerator or a copyright line."""
    return all(_silent_line(line) for line in text.splitlines()) or is_copyright(text)


def restricts(text: str) -> bool:
    """True where text may bind a licensee: words with weight that are no part of a name."""
    found = _WORD.findall(text)
    return _any(found, COMMANDS) or _any((w for w in found if not w.istitle()), _SUBJECTS)


def is_written_small(word: str) -> bool:
    """True for a word that its form does not show to be a name or a figure."""
    return not word[0].isupper() and not any(char.isdigit() for char in word)


def is_called(text: str) -> bool:
    """True for nothing but words that licences are called by."""
    found = {word.casefold() for word in _WORD.findall(text)}
    return found <= _TITLE - OPERATIVE


def names_somebody(text: str) -> bool:
    """True for what may stand for a person or company: no part of a sentence that says something.

    Not as strict as `is_name`: "its officers and contributors" has no capital.
    """
    return not _any(_WORD.findall(_URL.sub(" ", text)), COMMANDS - JOINING | _STATING)


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
        or bool(_ENUMERATOR.match(line))
        or _is_title(line, found)
        or _is_project(line, found)
        or is_copyright(line)
    )


def _is_project(line: str, found: list[str]) -> bool:
    """One or two names, as over the licence of a part; `Non-Commercial Licence` is none."""
    short = len(line.split()) <= 2 and line.rstrip()[-1] not in ".;:!"
    return short and is_name(line) and not _any(found, OPERATIVE - _JOINTS)


def _is_title(line: str, found: list[str]) -> bool:
    """Words that licences are called by, and at most two others; more in a ruled heading."""
    if len(found) > 14 or line.rstrip()[-1] in ".,;":
        return False
    others = [w for w in found if w.casefold() not in _TITLE and not w.isdigit()]
    ruled = bool(_RULED.match(line))
    few = len(others) <= (6 if ruled else 2) and len(others) < len(found)
    proper = ruled or all(w[0].isupper() or w[0].isdigit() for w in others)
    return few and proper and not _any(others, COMMANDS if ruled else OPERATIVE)


def is_copyright(text: str) -> bool:
    """Who holds the copyright since when, and nothing else."""
    if len(text) > _LONGEST_LINE * 3:
        return False
    started = False
    for piece in _PIECE.split(_URL.sub(" ", " ".join(text.split()))):
        who = _RESERVED.sub(" ", piece)
        rest = _COPYRIGHT.sub("", who)
        started = started or rest != piece
        if not started or not _names(rest):
            return False
    return started


def _names(text: str) -> bool:
    found: list[str] = re.findall(r"[^\s,;/]*[^\W_][^\s,;/]*", text)
    plain = [w.strip(".()[]{}<>*\"'“”‘’:").casefold() for w in found]
    small = [
        w
        for w, p in zip(found, plain, strict=True)
        if p not in _CONNECTORS and not any(c.isupper() or c.isdigit() for c in w)
    ]
    # One word written small may be a login or a domain, but not if nothing else stands there.
    few = len(small) <= (len(found) > 1)
    return len(found) <= 30 and few and not _any(plain, COMMANDS | _ADDRESSED)


def _any(found: Iterable[str], listed: frozenset[str]) -> bool:
    return any(word.casefold() in listed for word in found)
