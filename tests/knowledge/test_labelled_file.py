"""The examples of rules/labelled.yaml are what the file does with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.knowledge.labelled import load_labelled

LABELLED = load_labelled()


@pytest.mark.parametrize(("label", "value"), LABELLED.examples.leaves)
def test_a_value_that_limits_use_is_left_for_a_person(label: str, value: str) -> None:
    assert LABELLED.limits(label, value)


@pytest.mark.parametrize(("label", "value"), LABELLED.examples.harmless)
def test_a_value_that_limits_nothing_is_passed_over(label: str, value: str) -> None:
    assert not LABELLED.limits(label, value)


@given(st.sampled_from(LABELLED.examples.leaves), st.sampled_from(["", "*", "**", "`", "| ", "- "]))
def test_marks_around_a_label_or_value_change_nothing(pair: tuple[str, str], mark: str) -> None:
    label, value = pair
    assert LABELLED.limits(f"{mark}{label}{mark[::-1]}", f" {value.upper()} ")
