"""Many spans asked at once say what a comparison of each with each says."""

from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Document, DocumentKind, Span
from licensecheck.text.segment import segment
from licensecheck.text.spans import Spans

SPAN = st.tuples(st.integers(0, 40), st.integers(0, 8)).map(lambda at: Span(at[0], sum(at)))


@given(st.lists(SPAN), SPAN)
def test_each_answer_is_that_of_a_comparison_with_each(spans: list[Span], asked: Span) -> None:
    many = Spans(spans)
    overlapping = [one for one in spans if one.overlaps(asked)]
    assert many.overlap(asked) == bool(overlapping)
    assert set(overlapping) <= set(many.near(asked))
    touching = [one for one in spans if one.start <= asked.end and asked.start <= one.end]
    assert many.touch(asked) == bool(touching)


@given(st.text("ab. \n-#", max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_clauses_of_a_part_are_those_that_overlap_it(text: str, start: int, size: int) -> None:
    document, part = Document("a", text, DocumentKind.CARD), Span(start, start + size)
    overlapping = tuple(one for one in segment(document) if one.span.overlaps(part))
    assert segment(document, part) == overlapping
