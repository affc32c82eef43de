"""The examples of rules/twins.yaml are what the file does with them."""

import pytest

from licensecheck.knowledge.twins import examples, says_no_more, subjects


@pytest.mark.parametrize("pair", examples().same)
def test_what_the_chinese_words_speak_of_the_english_ones_do_too(pair: tuple[str, str]) -> None:
    assert says_no_more(*pair)


@pytest.mark.parametrize("pair", examples().other)
def test_what_is_left_out_in_english_is_seen(pair: tuple[str, str]) -> None:
    assert not says_no_more(*pair)


def test_every_subject_has_its_own_name() -> None:
    names = [one.subject for one in subjects()]
    assert len(names) == len(set(names))
