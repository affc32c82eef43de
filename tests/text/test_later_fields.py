"""Fields in the body of a card, found in time that is linear in it."""

from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Card, Document, DocumentKind, Span
from licensecheck.text.later_fields import later_fields


def card(text: str) -> Card:
    return Card(Document("README.md", text, DocumentKind.CARD), Span(0, len(text)))


def found(text: str) -> list[tuple[bool, list[tuple[str, str]]]]:
    whole = card(text)
    return [
        (block.is_code, [(name, whole.document.quote(place)) for name, place in block.fields])
        for block in later_fields(whole)
    ]


def test_a_block_is_what_holds_fields_and_nothing_else() -> None:
    text = "# Zebra\n---\nusage: none\nlist:\n- a\n- b\n\n---\nWords.\n"
    assert found(text) == [(False, [("usage", "usage: none"), ("list", "list:\n- a\n- b")])]
    assert found("# Zebra\n---\nusage: none\nA sentence.\n---\n") == []


def test_a_fence_of_code_is_told_from_a_rule() -> None:
    assert found("```yaml\nlr: 0.1\n```\n") == [(True, [("lr", "lr: 0.1")])]


def test_a_line_that_gives_a_licence_needs_no_block() -> None:
    assert found("Words.\nLICENSE: zoo\nMore.\n") == [(False, [("license", "LICENSE: zoo")])]


@given(st.text("-`<!>~ \nab:#[{\"'license", max_size=400))
def test_places_are_within_the_body_and_in_order(text: str) -> None:
    for block in later_fields(card(text)):
        places = [place for _, place in block.fields]
        assert all(0 <= place.start < place.end <= len(text) for place in places)
        assert places == sorted(places)
