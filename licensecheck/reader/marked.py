"""What the encoder of places reads of a place: its sentence with a mark, under what it stands."""

from licensecheck.reader.candidates import Candidate
from licensecheck.reader.page import Page
from licensecheck.reader.sentences import OWN, TARGET, Around, around

SIDE = 150
"""Characters before and behind a place that are read."""


def marked(page: Page, place: Candidate) -> tuple[str, str]:
    """The context and the sentence of a place; an own name is a mark in both."""
    own = page.begins_as_own(place.words)
    return encoded(OWN if own else place.words, around(page, place))


def encoded(name: str, found: Around) -> tuple[str, str]:
    """The same of a place whose name is told."""
    above = (name[-40:], found.headings[-60:], found.head[:40], found.row[:40], found.before[-80:])
    sides = (found.left[-SIDE:], TARGET, found.right[:SIDE])
    return " | ".join(filter(None, above)), " ".join(filter(None, sides))
