"""Addresses end before their sentence, and links whose addresses stand elsewhere have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.text.references import resolved, targets, without_end

PAGE = "**Terms of Use**: [Terms][zoo]\n\n[zoo]: https://zoo.example/terms\n[Zoo]: other\n"


def test_a_link_is_read_with_its_address() -> None:
    known = targets(PAGE)
    assert resolved("[Terms][zoo]", known) == "[Terms](https://zoo.example/terms)"
    assert resolved("[Zoo][]", known) == "[Zoo](https://zoo.example/terms)"


def test_what_leads_nowhere_stays_as_it_is() -> None:
    assert resolved("[Terms][okapi] and [a](b)", targets(PAGE)) == "[Terms][okapi] and [a](b)"


@given(st.text(max_size=400))
def test_a_page_without_targets_is_left_alone(text: str) -> None:
    assert resolved(text, {}) == text


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://acme.example/terms.", "https://acme.example/terms"),
        ("https://acme.example/terms),", "https://acme.example/terms"),
        ("https://acme.example/a_(b)", "https://acme.example/a_(b)"),
        ("https://acme.example/terms**", "https://acme.example/terms"),
        ("https://acme.example/terms?!", "https://acme.example/terms"),
        ("https://acme.example/?a=1|", "https://acme.example/?a=1"),
        ("https://acme.example/v1.2", "https://acme.example/v1.2"),
    ],
)
def test_an_address_ends_before_its_sentence_does(written: str, address: str) -> None:
    assert without_end(written) == address
