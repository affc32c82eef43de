"""Places as a line has room for them, and what answers mean for the reader."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from licensecheck.domain import Level, Status, cited
from licensecheck.domain.reported_terms import Quote
from licensecheck.domain.right import RightAnswer
from licensecheck.report.document import Tone
from licensecheck.report.summary import of_base, plain

PATH = 44
"""Characters of a path, before the folders in its middle are left out."""
_PATH = re.compile(r"(?<![\w/.:])(?:[\w.+-]{1,100}/){3,40}[\w.+-]{1,100}")
QUOTE = 150
"""Characters: longer quotes push the next finding off the screen; the JSON has all of it."""
LEVELS = {
    Level.OPEN_SOURCE_AI: Tone.GOOD,
    Level.OPEN_WEIGHTS: Tone.FAIR,
    Level.RESTRICTED_WEIGHTS: Tone.BAD,
    Level.CLOSED: Tone.BAD,
    Level.UNKNOWN: Tone.OPEN,
}
CONFORMANCE: dict[bool | None, tuple[str, Tone]] = {
    True: ("meets the OSD", Tone.GOOD),
    False: ("fails the OSD", Tone.BAD),
    None: ("OSD: unknown", Tone.OPEN),
}
STATUSES = {
    Status.MET: ("met", Tone.GOOD),
    Status.NOT_MET: ("NOT MET", Tone.BAD),
    Status.UNKNOWN: ("unknown", Tone.OPEN),
    Status.NOT_APPLICABLE: ("n/a", Tone.FAINT),
}
ANSWERS = {
    RightAnswer.YES: Tone.GOOD,
    RightAnswer.YES_IF: Tone.FAIR,
    RightAnswer.NO: Tone.BAD,
    RightAnswer.PLEASE_READ: Tone.OPEN,
    RightAnswer.NOT_SAID: Tone.OPEN,
}


def name(document: str) -> str:
    """A path as typed may be long; its last two parts tell which file it is. Of a long one within
    the model the folders in the middle are left out."""
    path = PurePath(document)
    return plain("/".join(path.parts[-2:]) if path.is_absolute() else shortened(document))


def shortened(words: str) -> str:
    """Words in which long paths are without the folders in their middle."""
    return _PATH.sub(_without_middle, words)


def _without_middle(path: re.Match[str]) -> str:
    first, *_, folder, file = path[0].split("/")
    return f"{first}/…/{folder}/{file}" if len(path[0]) > PATH else path[0]


def place(quote: Quote) -> str:
    """Document with line or page, or the section of a licence that is only named."""
    if quote.clause and not quote.line:
        return plain(f"{quote.clause}{of_base(quote)}")
    document = name(quote.document) if quote.line else quote.document
    return plain(cited(document, quote.line, quote.page))


def places(quotes: Sequence[Quote], most: int = 1) -> str:
    """The first places, and how many more there are."""
    found = list(dict.fromkeys(map(place, quotes)))
    return ", ".join(_numbered(found[:most])) + others(len(found) - most, "place")


def others(count: int, of: str) -> str:
    """How many of a kind are left out, behind those that are named; empty where none is."""
    return f" (+{count} {of}{'s' if count > 1 else ''})" if count > 0 else ""


def _numbered(found: Sequence[str]) -> Iterator[str]:
    """Places of one document behind each other as its name and their lines: `LICENSE:3, 7`."""
    before = ""
    for one in found:
        document, mark, line = one.rpartition(":")
        yield line if mark and document == before and line.isdigit() else one
        before = document if line.isdigit() else ""
