"""Fields are added to a card, and nothing else of it changes."""

from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Document, DocumentKind
from licensecheck.publisher.writing import with_fields
from licensecheck.text.front_matter import read_card

FIELDS = {"license": "apache-2.0", "base_model": ["zoo/zebra", "zoo/okapi"]}
lines = st.lists(
    st.sampled_from(
        ["tags: [a, b]", "x: |", "  text", "---", "# Zebra", "", "- item", "a: 'b", "ö"]
    )
)


def test_fields_stand_at_the_end_of_the_front_matter() -> None:
    card = "---\ntags: [zebra]\n# a remark\n---\n# Zebra\n\n---\n\nText.\n"
    assert with_fields(card, {"license": "mit"}) == card.replace(
        "# a remark\n", "# a remark\nlicense: mit\n"
    )


def test_a_card_without_front_matter_gets_one() -> None:
    assert with_fields("# Zebra\n", {"license": "mit"}) == "---\nlicense: mit\n---\n# Zebra\n"


def test_line_ends_stay_as_they_are() -> None:
    card = "---\r\ntags: [zebra]\r\n---\r\n# Zebra\r\n"
    added = with_fields(card, {"license": "mit"})
    assert added == "---\r\ntags: [zebra]\r\nlicense: mit\r\n---\r\n# Zebra\r\n"


def test_a_card_with_broken_front_matter_is_left_alone() -> None:
    card = "---\ntags: [zebra\n---\n# Zebra\n"
    assert with_fields(card, FIELDS) == card


@given(lines)
def test_either_all_is_kept_and_the_fields_are_there_or_nothing_changes(written: list[str]) -> None:
    text = "\n".join(written)
    before, after = text, with_fields(text, FIELDS)
    if after != before:
        old, new = (
            read_card(Document("README.md", card, DocumentKind.CARD))[0] for card in (before, after)
        )
        assert new.front_matter == {**old.front_matter, **FIELDS}
        assert new.document.quote(new.body) == old.document.quote(old.body)
