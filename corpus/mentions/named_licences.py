"""What each licence that a page names is for: the own weights, all of the project, code, others."""

from collections.abc import Iterator

from licensecheck.domain import Span
from licensecheck.identify.mentions import places
from licensecheck.knowledge.facts import Facts, LicenseFacts
from licensecheck.reader.candidates import Candidate
from licensecheck.reader.marked import encoded
from licensecheck.reader.page import Page
from licensecheck.reader.sentences import around

WEIGHTS, EVERYTHING, NOW = "weights", "everything", "now"
ANSWERS = (WEIGHTS, EVERYTHING, "code", "data", "others", "nothing")
"""What a licence can be named for; the first two cover the own weights."""
LABELS = (*ANSWERS, NOW)
"""With them, whether what is said holds now and wholly: not earlier, later, on request or in
part."""


def named(page: Page, facts: Facts) -> Iterator[tuple[Candidate, LicenseFacts]]:
    """The places of a page with the name of a known licence."""
    for number, line in enumerate(page.lines):
        words = page.text[line.span.start : line.span.end]
        for start, end, known in places(words, facts):
            span = Span(line.span.start + start, line.span.start + end)
            yield Candidate(span, words[start:end], True, number), known


def pair(page: Page, place: Candidate) -> tuple[str, str]:
    """What the encoder reads of a place: not which licence is named, which decides nothing."""
    return encoded("", around(page, place))
