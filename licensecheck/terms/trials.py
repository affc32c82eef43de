"""Badges that lead to what somebody else offers for a try: a demonstration, no place of weights."""

import re
from collections.abc import Callable, Iterable, Iterator

from licensecheck.domain import Document, Evidence, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.text.letters import letters
from licensecheck.text.model_pages import MODEL_PAGE

_BADGE = re.compile(
    r"\[!\[(?P<said>[^\[\]\n]{1,100})\]\([^()\s]{1,400}\)\]\((?P<address>https?://[^\s()]{1,300})\)"
    r"|<a\s[^<>]{0,200}?href=[\"'](?P<href>[^\"'\s<>]{1,300})[\"'][^<>]{0,200}>\s{0,5}"
    r"<img\s[^<>]{0,500}?alt=[\"'](?P<alt>[^\"'\n<>]{1,100})[\"']"
)
_TRIAL = Phrase("subjects/offered-for-a-try")
_WEIGHTS = Phrase("subjects/weights-at-an-address")


def trials(text: str, publisher: str) -> tuple[Span, ...]:
    """The addresses in a text behind badges that are called a demonstration, and that lead to
    accounts of others than the publisher; none where he is not known."""
    return tuple(_trials(text, publisher)) if publisher else ()


def offered_for_a_try(pages: Iterable[Document], publisher: str) -> Callable[[Evidence], bool]:
    """Whether a place of these pages is such an address."""
    found = {page.path: trials(page.text, publisher) for page in pages}

    def is_one(place: Evidence) -> bool:
        return any(one.start <= place.span.start < one.end for one in found.get(place.source, ()))

    return is_one


def _trials(text: str, publisher: str) -> Iterator[Span]:
    for one in _BADGE.finditer(text):
        said = one["said"] or one["alt"]
        page = MODEL_PAGE.search(one["address"] or one["href"])
        others = page is not None and letters(page["owner"]) != letters(publisher)
        if others and _TRIAL.search(said) and not _WEIGHTS.search(said):
            yield Span(*one.span("address" if one["address"] else "href"))


def without_trials(text: str, publisher: str) -> str:
    """The text with spaces at these addresses."""
    for span in trials(text, publisher):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
