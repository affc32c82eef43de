"""Words, styles and places that the parts of the screen share.

Colours repeat what words say: blue and cyan for good, red for bad, yellow for what is open. People
who see no red, or no colour, miss nothing.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from rich.text import Text

from licensecheck.domain import Level, Status, cited
from licensecheck.domain.reported_terms import Quote
from licensecheck.domain.right import RightAnswer
from licensecheck.report.summary import of_base, plain, short

PATH = 44
"""Characters of a path, before the folders in its middle are left out."""
_PATH = re.compile(r"(?<![\w/.:])(?:[\w.+-]{1,100}/){3,40}[\w.+-]{1,100}")
QUOTE = 150
"""Characters: longer quotes push the next finding off the screen; the JSON has all of it."""
LEVELS = {
    Level.OPEN_SOURCE_AI: "bold blue",
    Level.OPEN_WEIGHTS: "bold cyan",
    Level.RESTRICTED_WEIGHTS: "bold red",
    Level.CLOSED: "bold red",
    Level.UNKNOWN: "bold yellow",
}
CONFORMANCE: dict[bool | None, tuple[str, str]] = {
    True: ("meets the OSD", "bold blue"),
    False: ("fails the OSD", "bold red"),
    None: ("OSD: unknown", "bold yellow"),
}
STATUSES = {
    Status.MET: ("met", "cyan"),
    Status.NOT_MET: ("NOT MET", "bold red"),
    Status.UNKNOWN: ("unknown", "yellow"),
    Status.NOT_APPLICABLE: ("n/a", "dim"),
}
ANSWERS = {
    RightAnswer.YES: "bold cyan",
    RightAnswer.YES_IF: "bold blue",
    RightAnswer.NO: "bold red",
    RightAnswer.PLEASE_READ: "bold yellow",
    RightAnswer.NOT_SAID: "bold yellow",
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
    more = f" (+{len(found) - most})" if len(found) > most else ""
    return ", ".join(_numbered(found[:most])) + more


def _numbered(found: Sequence[str]) -> Iterator[str]:
    """Places of one document behind each other as its name and their lines: `LICENSE:3, 7`."""
    before = ""
    for one in found:
        document, mark, line = one.rpartition(":")
        yield line if mark and document == before and line.isdigit() else one
        before = document if line.isdigit() else ""


def quoted(quote: Quote, indent: int = 2, length: int = QUOTE) -> Text:
    """A line with the place and the words."""
    text = Text(f"\n{' ' * indent}", style="dim")
    if quote.clause and not quote.line:
        return text.append(plain(quote.clause))
    text.append(place(quote)).append(f' "{short(quote.quote, length)}"', style="dim italic")
    return text.append(f" → {plain(quote.clause)}" if quote.clause else "")
