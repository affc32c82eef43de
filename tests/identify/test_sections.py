"""Where the sections stand that licence facts cite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.identify.sections import places

TEXT = """Zebra Licence

1. Grants.
   a. You may run it.
   b. Conditions:
      i. Keep the notice.
      ii. Name the zebra.

2. Limits.
2.1 Not for hire.
2.2 Not for sale, nor (a) for rent or (b) for loan.

3. Law of the steppe.

第二部分：限制
1. 不得出租。
2. 不得出售。

第三部分：其他
1. 无。

Attachment A
No lions.
"""


@pytest.mark.parametrize(
    ("cited", "quoted"),
    [
        ("1.a", "a. You may run it."),
        ("1.b.ii", "ii. Name the zebra."),
        ("2.1", "2.1 Not for hire."),
        ("2.2.b", "(b) for loan."),
        ("Attachment A", "Attachment A\nNo lions."),
        ("第二部分 2", "2. 不得出售。"),
        ("第二部分", "第二部分：限制\n1. 不得出租。\n2. 不得出售。"),
    ],
)
def test_a_section_goes_from_its_number_to_the_next(cited: str, quoted: str) -> None:
    (span,) = places(TEXT, cited)
    assert TEXT[span.start : span.end].strip() == quoted


def test_what_cannot_be_found_narrowly_is_found_as_narrowly_as_can_be() -> None:
    assert list(places(TEXT, "2.1.z")) == list(places(TEXT, "2.1"))


def test_several_sections_are_several_spans_and_a_missing_one_is_none() -> None:
    assert len(list(places(TEXT, "1, 9, Attachment A, ¶2"))) == 2


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_reference_into_any_text_gives_spans_inside_it(text: str, cited: str) -> None:
    for span in places(text, cited):
        assert 0 <= span.start < span.end <= len(text)
