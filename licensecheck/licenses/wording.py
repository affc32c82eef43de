"""What words added to or taken from a licence amount to.

Nothing here knows a licence: it says whether a piece of text is only a copyright line, a title or
an enumerator, and whether a word can change what is allowed.
"""

import re
from functools import cache
from typing import Final

from licensecheck.text.normalize import Hashes, words


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OPERATIVE: Final = _listed("""
no not non nor never none neither cannot without unless except excluding exclude excludes excluded
only solely exclusively exclusive nonexclusive limited unlimited
must shall may can will should might would need needs required require requires requirement
prohibited prohibit prohibits prohibition forbidden forbid ban banned restricted restrict
restriction restrictions permit permits permitted permission permissions allow allows allowed
consent approval approved authorize authorized authorise authorised agree agreement
condition conditions obligation obligations comply compliance
commercial noncommercial commercially business businesses profit nonprofit revenue revenues
research academic educational education personal private internal evaluation testing production
military weapons surveillance government governmental law enforcement illegal
free fee fees charge charges charged royalty royalties pay paid pays payment payments price cost
costs sell sells sale sold selling resell rent lease buy purchase money
revocable irrevocable revoke revoked terminate terminates terminated termination expire expires
perpetual temporary worldwide territory country countries european union
copy copies copying modify modified modification modifications distribute distributed distribution
redistribute redistributed redistribution derivative derivatives sublicense sublicensed
publish published disclose host hosted hosting service services saas api
compete competes competing competitor competitors competitive train training improve distill
million users months days any all every
display name credit attribution notify report monitor audit register
warranty liable liability indemnify patent patents trademark trademarks
""")
"""Words of which one more or less can change what is allowed; written down before measuring."""

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
_CONNECTORS: Final = _listed("and the of by de van von der la et al inc ltd co llc c r")
_COPYRIGHT = re.compile(r"^\W*(?:portions\s)?\W*(?:copyrights?\b|\(c\)|©|&copy;)", re.IGNORECASE)
_RESERVED = re.compile(r"^\W*(?:all|some)\s+rights\s+reserved\W*$", re.IGNORECASE)
_RESERVED_TOO = re.compile(r"\W*(?:all|some)\s+rights\s+reserved\W*", re.IGNORECASE)
_ENUMERATOR = re.compile(
    r"^\W*(?:(?:section|article|clause)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})\W*$",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(?<!\b[A-Za-z])(?<!\b(?:Co|St|Jr|Dr))(?<!\b(?:Inc|Ltd))(?<!Corp)[.;]\s+")
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_LINE = 300
"""Characters; a longer line is neither a title nor a copyright line."""


@cache
def operative_hashes() -> Hashes:
    """Hashes of the words that can change what is allowed."""
    return words(" ".join(sorted(_OPERATIVE))).hashes


def says_nothing(text: str) -> bool:
    """True for text whose every line is blank, a title, an enumerator or a copyright line."""
    return all(_silent_line(line) for line in text.splitlines()) or _is_copyright(text)


def _silent_line(line: str) -> bool:
    found = _WORD.findall(line[: _LONGEST_LINE + 1])
    if not found:
        return len(line) <= _LONGEST_LINE or not _WORD.search(line)
    if len(line) > _LONGEST_LINE:
        return False
    return bool(_ENUMERATOR.match(line)) or _is_title(line, found) or _is_copyright(line)


def _is_title(line: str, found: list[str]) -> bool:
    """Words that licences are called by and numbers, at most two others, no sentence."""
    if len(found) > 14 or line.rstrip()[-1] in ",;":
        return False
    others = [w for w in found if w.casefold() not in _TITLE and not w.isdigit()]
    known = len(others) < len(found)
    proper = all(w[0].isupper() or w[0].isdigit() for w in others)
    return known and proper and len(others) <= 2 and not _any_operative(others)


def _is_copyright(text: str) -> bool:
    """Who holds the copyright since when, and nothing else."""
    if len(text) > _LONGEST_LINE * 3:
        return False
    plain = _URL.sub(" ", " ".join(text.split()))
    started = False
    for piece in _PIECE.split(plain):
        if _RESERVED.match(piece):
            started = True
            continue
        who = _RESERVED_TOO.sub(" ", piece)
        rest = _COPYRIGHT.sub("", who)
        started = started or rest != who
        if not started or not _names(rest):
            return False
    return started


def _names(text: str) -> bool:
    """Years and names: nearly every word is a number or has a capital."""
    found = [w for w in _WORD.findall(text) if w.casefold() not in _CONNECTORS]
    small = [w for w in found if w.islower() and w not in {"authors", "contributors", "present"}]
    return len(found) <= 25 and len(small) <= 1 and not _any_operative(found)


def _any_operative(found: list[str]) -> bool:
    return bool({w.casefold() for w in found} & _OPERATIVE)
