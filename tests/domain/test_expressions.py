"""Licences that are combined stay values: nothing is lost between reading and writing them."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Expression
from licensecheck.domain.expression import MAX_BRANCHES
from licensecheck.identify.names import expression, unresolved
from licensecheck.knowledge.facts import load_facts

MIT, APACHE, GPL, CC = map(Expression.of, ("MIT", "Apache-2.0", "GPL-3.0-only", "CC-BY-4.0"))
combined = st.recursive(
    st.sampled_from([MIT, APACHE, GPL, CC]),
    lambda inner: st.builds(
        lambda how, parts: how(parts),
        st.sampled_from([Expression.all_of, Expression.any_of]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)


def allowed(one: Expression, accepted: frozenset[str]) -> bool:
    """What an expression means, word for word: who accepts these licences may use the work."""
    if not one.parts:
        return False
    answers = [
        allowed(part, accepted) if isinstance(part, Expression) else part.key in accepted
        for part in one.parts
    ]
    return any(answers) if one.choice else all(answers)


def test_a_choice_among_terms_that_apply_together_stays_a_choice() -> None:
    both = Expression.all_of([Expression.any_of([MIT, APACHE]), CC])
    assert str(both) == "(MIT OR Apache-2.0) AND CC-BY-4.0"
    assert both.branches == (("MIT", "CC-BY-4.0"), ("Apache-2.0", "CC-BY-4.0"))


def test_a_licence_counts_once_however_often_it_is_said() -> None:
    assert str(Expression.all_of([Expression.of("MIT", "Apache-2.0"), MIT])) == "MIT AND Apache-2.0"
    assert Expression.all_of([MIT, MIT, Expression()]) == MIT


def test_without_a_licence_it_is_false_and_writes_nothing() -> None:
    assert not Expression.all_of([])
    assert str(Expression()) == ""
    assert Expression().licenses == Expression().branches == ()


def test_words_that_name_no_licence_are_kept_and_are_not_resolved() -> None:
    said = Expression.all_of([MIT, unresolved("Terms of Ours")])
    assert (said.unknown, said.resolved) == (("Terms of Ours",), False)
    assert MIT.resolved


@given(combined, st.frozensets(st.sampled_from(["MIT", "Apache-2.0", "GPL-3.0-only"])))
def test_a_way_to_comply_is_found_just_where_one_is_accepted(
    one: Expression, accepted: frozenset[str]
) -> None:
    way = one.way(accepted.__contains__)
    assert (way is not None) is allowed(one, accepted)
    if way is not None:
        assert accepted.issuperset(way)
        assert any(set(branch) <= set(way) for branch in one.branches)


def test_a_way_is_found_beyond_the_ways_that_are_listed() -> None:
    pairs = [
        Expression.any_of([Expression.of(f"A-{n}"), Expression.of(f"B-{n}")]) for n in range(9)
    ]
    many = Expression.all_of(pairs)
    assert len(many.branches) > MAX_BRANCHES
    assert many.way(lambda name: name.startswith("B")) == tuple(f"B-{n}" for n in range(9))
    assert many.offered == set(many.licenses)


@given(combined)
def test_what_is_written_is_read_as_the_same(one: Expression) -> None:
    again = expression(str(one), load_facts())
    assert str(again) == str(one)
    assert set(again.branches) == set(one.branches)


@given(combined)
def test_a_report_reads_what_it_wrote(one: Expression) -> None:
    assert Expression.parse(str(one)) == one


def test_an_exception_is_read_with_its_licence() -> None:
    written = "MIT OR GPL-2.0-only WITH Classpath-exception-2.0 AND (ISC OR X11)"
    assert str(Expression.parse(written)) == written
    assert Expression.parse("GPL-2.0-only WITH Classpath-exception-2.0").licenses == (
        "GPL-2.0-only",
    )


@pytest.mark.parametrize(
    "written",
    ["MIT ISC", "MIT AND", "AND MIT", "(MIT", "MIT)", "MIT WITH", "()", "(" * 10_000 + "MIT"],
)
def test_what_is_no_expression_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="expression"):
        Expression.parse(written)


@given(combined, st.frozensets(st.sampled_from(["MIT", "Apache-2.0", "GPL-3.0-only", "CC-BY-4.0"])))
def test_the_ways_to_comply_are_what_it_means(one: Expression, accepted: frozenset[str]) -> None:
    assert any(accepted.issuperset(way) for way in one.branches) == allowed(one, accepted)


def test_a_long_nest_of_choices_is_cut() -> None:
    pairs = [
        Expression.any_of([Expression.of(f"A-{n}"), Expression.of(f"B-{n}")]) for n in range(9)
    ]
    together = reduce(lambda all_, one: Expression.all_of([all_, one]), pairs)
    assert len(together.branches) <= MAX_BRANCHES + 1
