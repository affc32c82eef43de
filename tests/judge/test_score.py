"""The score is an interval, and nothing bad ever raises it."""

from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Component, Gating, HubMetadata, State, Status, Verdict
from licensecheck.judge.score import score
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.profiles import load_profile

FREEDOMS = ("use", "study", "modify", "share")
PARTS = tuple(part.component for part in load_profile().parts if part.component)

models = st.tuples(
    st.fixed_dictionaries({name: st.sampled_from(Status) for name in FREEDOMS}),
    st.fixed_dictionaries({name: st.sampled_from(State) for name in PARTS}),
    st.sampled_from(Gating),
)


def points(
    freedoms: dict[str, Status], parts: dict[str, State], gating: Gating
) -> tuple[float, float]:
    verdicts = [Verdict("osaid", name, status, "") for name, status in freedoms.items()]
    components = [Component(name, "code", state) for name, state in parts.items()]
    found = score(load_profile(), verdicts, components, HubMetadata(gating=gating), load_facts())
    return found.value, found.ceiling


@given(models)
def test_value_never_exceeds_ceiling(
    model: tuple[dict[str, Status], dict[str, State], Gating],
) -> None:
    value, ceiling = points(*model)
    assert 0 <= value <= ceiling <= 100


@given(models, st.sampled_from(FREEDOMS))
def test_an_added_restriction_never_raises_it(
    model: tuple[dict[str, Status], dict[str, State], Gating], freedom: str
) -> None:
    freedoms, parts, gating = model
    before = points(freedoms, parts, gating)
    after = points({**freedoms, freedom: Status.NOT_MET}, parts, gating)
    assert after[0] <= before[0]
    assert after[1] <= before[1]


@given(models, st.sampled_from(PARTS))
def test_a_removed_component_never_raises_it(
    model: tuple[dict[str, Status], dict[str, State], Gating], part: str
) -> None:
    freedoms, parts, gating = model
    before = points(freedoms, parts, gating)
    after = points(freedoms, {**parts, part: State.ABSENT}, gating)
    assert after[0] <= before[0]
    assert after[1] <= before[1]


def test_everything_given_is_100_and_nothing_known_is_0_to_100() -> None:
    best = points(
        dict.fromkeys(FREEDOMS, Status.MET), dict.fromkeys(PARTS, State.PRESENT), Gating.NONE
    )
    assert best == (100, 100)
    assert points({}, {}, Gating.UNKNOWN) == (0, 100)
