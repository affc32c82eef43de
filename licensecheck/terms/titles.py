"""What a text with terms calls itself."""

from collections.abc import Sequence
from itertools import islice

from licensecheck.domain import Document, Match, MatchKind
from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import name_key

TITLE = 120
"""Characters of a title on two lines: names of known licences have up to 84."""
_MARKS = " #*_=-"
LICENCE = Phrase("licences/title")
_GENERIC = frozenset(
    {"a", "an", "and", "for", "of", "on", "this", "use", "user", "end", "terms", "conditions"}
    | {"model", "models", "open", "source", "software", "research", "community", "public"}
)
"""Words of titles that name no licence."""


def opening(document: Document) -> Sequence[str]:
    """The first two lines that say something, in which the title of a text stands."""
    lines = map(str.strip, document.text.split("\n"))
    return tuple(islice(filter(None, lines), 2))


def first_lines(document: Document) -> str:
    """Both of them, as far as a title is long."""
    return " ".join(opening(document))[:TITLE]


def named_in_title(document: Document, facts: Facts) -> frozenset[str]:
    """The licences of which one of the first lines is the name, with nothing behind it: "for Zebra"
    makes a name another one."""
    lines = (line.strip(_MARKS) for line in opening(document))
    found = (facts.find(line) for line in lines if len(line) <= TITLE)
    return frozenset(one.id for one in found if one)


def own_title(document: Document, match: Match, facts: Facts) -> str:
    """The title of an altered text that is not called like the licence that it is like: such a text
    is a licence of its own. Empty where it has no title, or none that tells it from the licence."""
    if match.kind is not MatchKind.ALTERED:
        return ""
    title = next(filter(None, (line.strip(_MARKS) for line in opening(document))), "")
    if len(title) > TITLE or not LICENCE.search(title):
        return ""
    licences = {match.license, *match.alternatives}
    found = [one for one in map(facts.find, licences) if one]
    if any(one.id in licences for one in mentions(first_lines(document), facts)):
        return ""
    # Of some, nothing is known but the name by which their text is kept.
    names = (*licences, *(name for one in found for name in (one.name, *one.aliases)))
    known = {word for name in names for word in name_key(name).split()}
    own = set(name_key(title).split()) - known - _GENERIC
    return title if any(word.isalpha() and len(word) > 1 for word in own) else ""
