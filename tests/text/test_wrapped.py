"""A sentence goes on in a link that stands in a line of its own."""

import pytest

from licensecheck.domain import Document, DocumentKind
from licensecheck.text.segment import segment
from licensecheck.text.wrapped import rejoined

LINK = f"[Zebra License](https://zoo.example/{'z' * 90})."


def quotes(text: str) -> list[str]:
    document = Document("README.md", text, DocumentKind.CARD)
    clauses = rejoined(document, segment(document))
    return [document.quote(one.span) for one in clauses]


def test_what_breaks_off_before_a_link_is_one_sentence_with_it() -> None:
    words = "All that is offered on this page for download can be had under the"
    assert quotes(f"{words}\n{LINK}\n") == [f"{words}\n{LINK}"]


@pytest.mark.parametrize(
    "words", ["All that is offered here can be had.", "# Terms of the", "All that is offered here"]
)
def test_what_may_be_whole_is_left_alone(words: str) -> None:
    assert len(quotes(f"{words}\n{LINK}\n")) == 2
