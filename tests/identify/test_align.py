"""Alignment of two sequences of words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.identify.align import AlignedBlock, Gap, align, gaps
from licensecheck.knowledge.index import Ids

REF = list(range(1, 61))


def ids(numbers: list[int]) -> Ids:
    return np.array(numbers, dtype=np.uint16)


def aligned(text: list[int], ref: list[int] = REF) -> list[AlignedBlock]:
    return align(ids(text), ids(ref))


def test_the_same_words_are_one_block() -> None:
    assert aligned(REF) == [AlignedBlock(0, 0, 60)]


def test_words_before_and_after_are_left_out() -> None:
    assert aligned([900, 901, *REF, 902]) == [AlignedBlock(2, 0, 60)]


def test_put_in_words_are_a_gap_of_the_text_only() -> None:
    assert gaps(aligned([*REF[:30], 900, 901, *REF[30:]])) == [Gap(30, 32, 30, 30)]


def test_taken_out_words_are_a_gap_of_the_reference_only() -> None:
    assert gaps(aligned([*REF[:30], *REF[35:]])) == [Gap(30, 30, 30, 35)]


def test_one_word_for_another_is_a_gap_of_both() -> None:
    assert gaps(aligned([*REF[:30], 900, *REF[31:]])) == [Gap(30, 31, 30, 31)]


def test_a_passage_that_the_reference_has_twice_is_aligned_in_place() -> None:
    ref = [*REF[:20], *REF[40:50], *REF[20:30], *REF[40:50], *REF[30:40]]
    assert aligned([*ref[:25], 900, *ref[25:]], ref) == [
        AlignedBlock(0, 0, 25),
        AlignedBlock(26, 25, 35),
    ]


def test_a_title_that_stands_twice_is_the_nearer_one() -> None:
    ref = [1, 2, 3, 4, *range(10, 40), 1, 2, 3, 4, *range(50, 80)]
    assert aligned([1, 900, 901, *ref], ref) == [AlignedBlock(3, 0, len(ref))]


def test_a_second_copy_is_not_the_rest_of_the_first() -> None:
    changed = [*REF[:30], 900, *REF[31:]]
    assert aligned([*changed, *range(1000, 1200), *REF]) == [AlignedBlock(260, 0, 60)]


def test_nothing_in_common_is_no_block() -> None:
    assert aligned(list(range(100, 160))) == []
    assert aligned([]) == []


sequences = st.lists(st.integers(1, 12), max_size=80)


@given(sequences, sequences)
def test_blocks_are_equal_words_in_order(text: list[int], ref: list[int]) -> None:
    blocks = aligned(text, ref)
    end_text = end_ref = 0
    for block in blocks:
        assert end_text <= block.text
        assert end_ref <= block.ref
        end_text, end_ref = block.text + block.size, block.ref + block.size
        assert text[block.text : end_text] == ref[block.ref : end_ref]
    assert end_text <= len(text)
    assert end_ref <= len(ref)
