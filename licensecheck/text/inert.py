"""Text that steers nothing: neither a terminal, nor a pipeline that reads its own log.

Whatever a hub, a file or its name says can end up in what we print. Every channel has one function
here through which all of it goes:

- Characters that no one sees, or that move what others see, become visible or are written as
  escapes: control characters, which begin the escape sequences of terminals, line separators,
  direction marks, zero width.
- Commands that a pipeline takes from a log lose their form: `##vso[…]` and `##[…]` (Azure, GitHub),
  `##teamcity[…]`, and `::…::` at the beginning of a line (GitHub). The sections of GitLab need an
  escape sequence and are dead without it. Headings of Buildkite (`---`, `+++`) only fold the log.
"""

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import NewType
from unicodedata import category

Inert = NewType("Inert", str)
"""Text that went through `inert`: the only kind that is printed or written as a report."""

# Not printable for Python: control, format, surrogate, private and unassigned characters, line and
# paragraph separators, all spaces but one. The class lists only candidates: most text is ASCII.
_CANDIDATE = re.compile(r"[^\n\t -~]")
# Printable for Python although Unicode says that nothing is shown for them (property
# Default_Ignorable_Code_Point of Unicode 16): joiners, fillers, variation selectors.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)

_FEW = 8
"""Characters that are replaced one after the other."""

# The second # of what Azure, GitHub and TeamCity look for anywhere in a line.
_HASH = re.compile(r"(?<=#)#(?=\w*\[)")
# Colour, weight and links to pages of hubs, the only sequences that our own terminal report makes.
# An address is percent-encoded: it holds nothing that could end the sequence.
_OURS = r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=[0-9]+)?;(?:https://[A-Za-z0-9_./:%#~+-]*)?\x1b\\"
_STYLE = re.compile(f"({_OURS})")

# The first colon of what GitHub looks for where a line begins.
_COLONS = re.compile(rf"^((?:[^\S\n]|{_OURS})*):(?=:)", re.M)
# The same, but for the lines that our own format for GitHub makes.
_FOREIGN = re.compile(r"^([^\S\n]*):(?=:)(?!:(?:error|warning|notice)(?: [^\n]*)?::)", re.M)


class Channel(Enum):
    """How a format writes what must not stand there as it is."""

    TEXT = "text"
    """Words for a person, Markdown too: a command gets a space, a character becomes U+FFFD."""
    ANNOTATIONS = "annotations"
    """The same, but a line may be an annotation of GitHub."""
    JSON = "json"
    """As escapes: the data stays what it was."""
    MARKUP = "markup"
    """HTML and XML: a command as character references, a character as U+FFFD."""


def inert(text: str, channel: Channel = Channel.TEXT) -> Inert:
    """The text as it may be printed; the same text again where it is inert already."""
    if channel is Channel.JSON:
        # Outside its strings a document has neither such characters, nor # nor a leading colon.
        return Inert(_without_hash(_each(text, _json_escape), r"\\u0023"))
    if channel is Channel.MARKUP:
        return Inert(_COLONS.sub(r"\1&#58;", _without_hash(visible(text), "&#35;")))
    colons = _FOREIGN if channel is Channel.ANNOTATIONS else _COLONS
    return Inert(colons.sub(r"\1: ", _without_hash(visible(text), " #")))


def _without_hash(text: str, other: str) -> str:
    """The text without the second # of a command."""
    return _HASH.sub(other, text) if "##" in text else text


def inert_styled(text: str) -> Inert:
    """Words for a person at a terminal, with colour, weight and links but no other sequence."""
    parts = _STYLE.split(text)
    shown = "".join(part if at % 2 else visible(part) for at, part in enumerate(parts))
    return Inert(_COLONS.sub(r"\1: ", _without_hash(shown, " #")))


def visible(text: str) -> str:
    """The text with its lines and tabs; a character that nobody sees, or that moves others, is
    U+FFFD. Spaces of other widths become spaces; what only says how an emoji looks is left out."""
    return _each(text, _replacement)


def _replacement(char: str) -> str:
    if "\ufe00" <= char <= "\ufe0f":  # follows many emoji in honest texts
        return ""
    return " " if category(char) == "Zs" else "\N{REPLACEMENT CHARACTER}"


def _each(text: str, write: Callable[[str], str]) -> str:
    """The text with another way to write each character that does not show itself."""
    strange = set(_CANDIDATE.findall(text))  # few, however often each comes
    changed = {char: new for char in strange if (new := _written(char, write)) != char}
    if len(changed) > _FEW:
        return text.translate({ord(char): new for char, new in changed.items()})
    for char, new in changed.items():  # a megabyte takes a hundredth of what `translate` takes
        text = text.replace(char, new)
    return text


@lru_cache(1024)  # a report says the same few characters again and again
def _written(char: str, write: Callable[[str], str]) -> str:
    return char if _shows(char) else write(char)


def _shows(char: str) -> bool:
    return char.isprintable() and not _UNSEEN.match(char)


def _json_escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
