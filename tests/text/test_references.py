"""Links whose addresses stand elsewhere on a page are read with them."""

from hypothesis import given
from hypothesis import strategies as st

from licensecheck.text.references import resolved, targets

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
