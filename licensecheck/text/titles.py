"""Which blocks are titles, and what a card is called."""

import re
from typing import TYPE_CHECKING

from licensecheck.domain import Card, Span
from licensecheck.text.lines import line_start

if TYPE_CHECKING:
    from licensecheck.text.blocks import Block

_SECTION = re.compile(
    r"(?:section|article|part|chapter|attachment|exhibit|appendix|annex|schedule|addendum)\s+\w{1,6}\W*$",
    re.IGNORECASE,
)
# Facts about a document that look like a title but head nothing.
IMPRINT = re.compile(
    r"copyright|version|date|updated|effective|https?:|www\.|[©@=]|\d{4}", re.IGNORECASE
)
# A title that says something stays a clause, so that it is classified.
SAYS = re.compile(
    r"\b(?:only|not|no|non|may|must|shall|cannot|without|except|never|prohibited|forbidden|"
    r"restricted|allowed|permitted|free|is|are|be|has|have|will|agree|you|we|if|nor|neither)\b"
    # In Chinese: only, forbidden, must, for, not, without, may; "force majeure" is a name.
    r"|[仅僅只禁须須勿供]|不(?!可抗)|未[经經]|非[经經]|[应應](?![用])|必[须須]|需|免[费費]|可以|除非",
    re.IGNORECASE,
)
_ROW = re.compile(r"\s{0,200}\|")
_SMALL_WORDS = (
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "of",
    "on",
    "or",
    "the",
    "to",
)


def is_title(text: str, block: "Block", spans: list[Span], stems: tuple[Span, ...]) -> bool:
    """Whether the block's first sentence names what follows."""
    if block.heading:
        return True
    quote = text[spans[0].start : spans[0].end]
    words = [word for word in quote.split() if any(map(str.isalnum, word))]
    listed = bool(stems) or block.inline or any(opening.bullet for opening in block.marks)
    row = _ROW.match(text, line_start(text, spans[0].start), spans[0].start)
    if (
        listed
        or row
        or len(words) > 12
        or len(quote) > 100
        or quote[0] in "\"“'‘"
        or IMPRINT.search(quote)
    ):
        return False
    whole = len(spans) == 1
    if whole and not block.alone and not block.gap:
        return False
    if whole and quote[-1] not in ".。":
        return quote[-1] not in ",;:!?，；：！？" and _is_name(quote, words)
    return bool(block.marks) and quote[-1] in ".:" and _is_name(quote, words)


def _is_name(quote: str, words: list[str]) -> bool:
    if quote.isupper():
        return not quote.endswith(".") or len(words) <= 6
    return bool(_SECTION.fullmatch(quote)) or (len(words) <= 10 and _titled(words))


def _titled(words: list[str]) -> bool:
    """Written as a title: begins with a capital, as do most of its long words."""
    names = [word.strip("\"'“”‘’()*_.,:") for word in words]
    long = [name for name in names if name.lower() not in _SMALL_WORDS and name]
    capitals = sum(not name[0].islower() for name in long)
    return bool(long) and not names[0][:1].islower() and capitals >= 0.6 * len(long)


COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*+(?:-->|\Z)")
"""What a page says to nobody who reads it as it is shown."""
_TITLE = re.compile(
    r"^#[ \t]+(.{1,120})$|^[ \t]{0,3}(?P<fence>```|~~~)"
    rf"|(?P<comment>{COMMENT.pattern})",
    re.M,
)


def title(card: Card) -> str:
    """The first heading of the highest level, empty where there is none; "#" in code and comments
    is none."""
    fence = ""
    for found in _TITLE.finditer(card.document.text, card.body.start):
        if found["fence"]:
            fence = "" if found["fence"] == fence else fence or found["fence"]
        elif not fence and not found["comment"]:
            return found[1].strip()
    return ""
