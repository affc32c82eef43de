"""Whether a derivative may be offered under other terms follows from labels alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain.mismatch import Clash
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.rules import Effect, load_rules
from licensecheck.lineage.compatibility import Fit, fit
from licensecheck.report.wording import mend

RULES = load_rules()
RESTRICTING = RULES.with_effect(Effect.VIOLATES)
labels = st.frozensets(st.sampled_from(sorted(RULES.labels)), max_size=8)


def suits(base: frozenset[str], derivative: frozenset[str]) -> Fit:
    return fit(base, derivative, RULES, same=False)


def colliding(found: Fit, clash: Clash) -> set[str]:
    return {one.label for one in found.conflicts if one.clash is clash}


@given(labels)
def test_equal_terms_neither_drop_nor_add(terms: frozenset[str]) -> None:
    assert not colliding(suits(terms, terms), Clash.DROPPED)
    assert not colliding(suits(terms, terms), Clash.ADDED)
    assert suits(terms, terms).conflicts == fit(terms, terms, RULES, same=True).conflicts


@given(labels, labels)
def test_a_conflict_names_a_term_that_is_there(
    base: frozenset[str], derivative: frozenset[str]
) -> None:
    found = suits(base, derivative)
    assert {*colliding(found, Clash.FORBIDDEN), *colliding(found, Clash.DROPPED)} <= base
    assert set(colliding(found, Clash.ADDED)) <= derivative
    assert set(found.duties) <= base


@given(labels, labels, labels)
def test_more_terms_of_the_base_never_make_it_easier(
    base: frozenset[str], more: frozenset[str], derivative: frozenset[str]
) -> None:
    before, after = suits(base, derivative), suits(base | more, derivative)
    for clash in (Clash.FORBIDDEN, Clash.DROPPED):
        assert set(colliding(before, clash)) <= set(colliding(after, clash))


@given(labels, labels)
def test_following_the_mends_leaves_what_only_leave_can_mend(
    base: frozenset[str], derivative: frozenset[str]
) -> None:
    found = suits(base, derivative)
    mended = (derivative | set(colliding(found, Clash.DROPPED))) - set(
        colliding(found, Clash.ADDED)
    )
    assert {one.clash for one in suits(base, mended).conflicts} <= {Clash.FORBIDDEN}


@given(labels, labels)
def test_a_base_that_neither_restricts_nor_shares_alike_suits_everything(
    base: frozenset[str], derivative: frozenset[str]
) -> None:
    free = base - RESTRICTING - {"copyleft", "network-copyleft"}
    assert suits(free, derivative).conflicts == ()


@pytest.mark.parametrize(
    ("base", "derivative", "clash", "label"),
    [
        ("MIT", "Apache-2.0", None, ""),
        ("Apache-2.0", "CC-BY-NC-4.0", None, ""),
        ("MIT", "LicenseRef-llama-3", None, ""),
        ("LicenseRef-llama-3", "MIT", Clash.DROPPED, "scale-threshold"),
        ("CC-BY-NC-4.0", "Apache-2.0", Clash.DROPPED, "noncommercial-only"),
        ("GPL-3.0-only", "MIT", Clash.DROPPED, "copyleft"),
        ("CC-BY-SA-4.0", "CC-BY-NC-SA-4.0", Clash.ADDED, "noncommercial-only"),
        ("CC-BY-ND-4.0", "MIT", Clash.FORBIDDEN, "no-derivatives"),
    ],
)
def test_known_licences(base: str, derivative: str, clash: Clash | None, label: str) -> None:
    one, other = load_facts().find(base), load_facts().find(derivative)
    assert one
    assert other
    found = suits(frozenset(one.labels), frozenset(other.labels))
    if clash is None:
        assert found.conflicts == ()
    else:
        assert label in colliding(found, clash)
        assert all(map(mend, found.conflicts))
