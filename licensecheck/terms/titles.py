"""What a text with terms calls itself."""

from licensecheck.domain import Document, Match, MatchKind
from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import name_key

TITLE = 120
"""Characters of a title on two lines: names of known licences have up to 84."""
LICENCE = Phrase("licences/title")
_GENERIC = frozenset(
    {"a", "an", "and", "for", "of", "on", "this", "use", "user", "end", "terms", "conditions"}
    | {"model", "models", "open", "source", "software", "research", "community", "public"}
)
"""Words of titles that name no licence."""


def first_lines(document: Document) -> str:
    """The first two lines that say something, in which the title of a text stands."""
    lines = [line.strip() for line in document.text[: 10 * TITLE].split("\n") if line.strip()]
    return " ".join(lines[:2])[:TITLE]


def own_title(document: Document, match: Match, facts: Facts) -> str:
    """The title of an altered text that is not called like the licence that it is like: such a text
    is a licence of its own. Empty where it has no title, or none that tells it from the licence."""
    lines = [line.strip(" #*_=-") for line in document.text[: 10 * TITLE].split("\n")]
    title = next(filter(None, lines), "")
    if match.kind is not MatchKind.ALTERED or len(title) > TITLE or not LICENCE.search(title):
        return ""
    licences = {match.license, *match.alternatives}
    found = [one for one in map(facts.find, licences) if one]
    if len(found) < len(licences) or any(
        one.id in licences for one in mentions(first_lines(document), facts)
    ):
        return ""
    names = (name for one in found for name in (one.name, *one.aliases))
    known = {word for name in names for word in name_key(name).split()}
    own = set(name_key(title).split()) - known - _GENERIC
    return title if any(word.isalpha() and len(word) > 1 for word in own) else ""
