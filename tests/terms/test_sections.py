"""A label whose words nobody located stands in the section that the facts name, and on no title."""

from licensecheck.domain import Document, DocumentKind, Identification, Match, MatchKind, Span
from licensecheck.knowledge.facts import load_facts
from licensecheck.terms.known import KnownLicences

TEXT = """The Zebra Licence

1. Definitions

"Zebra" means the animal and all of its stripes, in every zoo.

7. Okapi licence

The conditions of the okapi hold for the stripes of every zebra, too.
"""


def test_a_label_stands_in_the_first_sentence_of_its_section() -> None:
    whole = Match("LicenseRef-cogvlm", MatchKind.VERBATIM, Span(0, len(TEXT)), 1.0)
    document = Document("LICENSE", TEXT, DocumentKind.LICENSE)
    known = KnownLicences(document, Identification((whole,)), load_facts())
    said = {one.label: document.quote(one.clause.span) for one in known.labels}
    assert said["scale-threshold"].startswith("The conditions of the okapi")
