"""The score is an interval, and nothing bad ever raises it."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import (
    Component,
    Expression,
    Gating,
    HubMetadata,
    State,
    Status,
    Verdict,
)
from licensecheck.domain.reasons import Ground
from licensecheck.domain.reported_model import ScorePart
from licensecheck.judge.score import Tally, score
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.profiles import Part, Profile, load_profile
from licensecheck.report.models import report_score

FREEDOMS = ("use", "study", "modify", "share")
PARTS = tuple(part.component for part in load_profile().parts if part.component)

models = st.tuples(
    st.fixed_dictionaries({name: st.sampled_from(Status) for name in FREEDOMS}),
    st.fixed_dictionaries({name: st.sampled_from(State) for name in PARTS}),
    st.sampled_from(Gating),
)


def tally(freedoms: dict[str, Status], parts: dict[str, State], gating: Gating) -> Tally:
    verdicts = [
        Verdict("osaid", name, status, Ground.ALL_READ) for name, status in freedoms.items()
    ]
    components = [Component(name, "code", state) for name, state in parts.items()]
    return score(load_profile(), verdicts, components, HubMetadata(gating=gating), load_facts())


def points(
    freedoms: dict[str, Status], parts: dict[str, State], gating: Gating
) -> tuple[float, float]:
    found = tally(freedoms, parts, gating)
    return found.value, found.ceiling


@given(models)
def test_value_never_exceeds_ceiling(
    model: tuple[dict[str, Status], dict[str, State], Gating],
) -> None:
    value, ceiling = points(*model)
    assert 0 <= value <= ceiling <= 100


@given(models)
def test_what_would_narrow_it_is_as_much_as_it_is_wide(
    model: tuple[dict[str, Status], dict[str, State], Gating],
) -> None:
    found = report_score(tally(*model))
    points = [one.points for one in found.narrows]
    assert sum(points) == pytest.approx(found.ceiling - found.value)
    assert points == sorted(points, reverse=True)
    assert {one.part for one in found.narrows} == {
        one.name for one in found.parts if one.ceiling > one.value
    }


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (State.UNKNOWN, "look for it beyond what was read"),
        (State.LINKED, "open the link"),
        (State.CLAIMED, "ask the publisher"),
        (State.ABSENT, ""),
        (State.NOT_FOUND, ""),
        (State.PRESENT, ""),
    ],
)
def test_it_says_what_would_settle_a_part(state: State, says: str) -> None:
    freedoms = dict.fromkeys(FREEDOMS, Status.MET)
    parts = dict.fromkeys(PARTS, State.PRESENT) | {"training-code": state}
    found = report_score(tally(freedoms, parts, Gating.NONE)).narrows
    assert [one.part for one in found] == ["training code"] * bool(says)
    assert all(one.says.startswith(says) for one in found)


def test_rights_and_gates_that_are_open_are_told_apart() -> None:
    freedoms = dict.fromkeys(FREEDOMS, Status.MET) | {"use": Status.UNKNOWN}
    found = report_score(tally(freedoms, dict.fromkeys(PARTS, State.PRESENT), Gating.UNKNOWN))
    assert [(one.part, one.points, one.says.split()[0]) for one in found.narrows] == [
        ("freedom to use", 7.6, "read"),
        ("access without a gate", 6.2, "see"),
    ]


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


def test_each_element_of_the_definition_has_a_quarter() -> None:
    found = report_score(tally({}, {}, Gating.UNKNOWN))
    elements = {one.element for one in found.parts}
    assert elements == {"freedoms", "parameters", "code", "data-information"}
    for element in elements:
        assert sum(one.weight for one in found.parts if one.element == element) == pytest.approx(25)


# --- What each part counts ----------------------------------------------------------------------


def counted(
    asked: dict[str, object],
    *components: Component,
    status: Status | None = None,
    gating: Gating = Gating.UNKNOWN,
    given: Collection[str] = (),
    downloadable: bool | None = None,
) -> ScorePart:
    """The one part of a profile that asks for a single thing."""
    profile = Profile(profile="one", parts=(Part(name="it", weight=100, **asked),))  # type: ignore[arg-type]  # as in a file
    verdicts = [Verdict("osaid", "use", status, Ground.ALL_READ)] if status else []
    metadata = HubMetadata(gating=gating)
    tally = score(profile, verdicts, components, metadata, load_facts(), given, downloadable)
    found = report_score(tally)
    (only,) = found.parts
    assert (found.profile, found.value, found.ceiling) == ("one", only.value, only.ceiling)
    assert (only.name, only.weight) == ("it", 100)
    return only


@pytest.mark.parametrize(
    ("status", "points", "reason"),
    [
        (Status.MET, (100, 100), "osaid/use MET"),
        (Status.NOT_MET, (0, 0), "osaid/use NOT_MET"),
        (Status.UNKNOWN, (0, 100), "osaid/use UNKNOWN"),
        (Status.NOT_APPLICABLE, (0, 100), "osaid/use NOT_APPLICABLE"),
        (None, (0, 100), "osaid/use UNKNOWN"),
    ],
)
def test_a_criterion_counts_by_its_verdict(
    status: Status | None, points: tuple[float, float], reason: str
) -> None:
    part = counted({"criterion": "osaid/use"}, status=status)
    assert ((part.value, part.ceiling), part.reason) == (points, reason)


@pytest.mark.parametrize(
    ("state", "checked", "points", "reason"),
    [
        (State.PRESENT, False, (100, 100), "data present"),
        (State.LINKED, False, (50, 100), "data linked"),
        (State.LINKED, True, (100, 100), "data present"),
        (State.CLAIMED, False, (0, 100), "data claimed"),
        (State.CLAIMED, True, (0, 100), "data claimed"),
        (State.UNKNOWN, False, (0, 100), "data unknown"),
        (State.NOT_FOUND, False, (0, 0), "data not-found"),
        (State.ABSENT, False, (0, 0), "data absent"),
        (State.ABSENT, True, (0, 0), "data absent"),
    ],
)
def test_a_component_counts_by_what_was_seen_of_it(
    state: State, checked: bool, points: tuple[float, float], reason: str
) -> None:
    part = counted({"component": "data"}, Component("data", "data", state, checked=checked))
    assert ((part.value, part.ceiling), part.reason) == (points, reason)


@pytest.mark.parametrize(
    ("state", "points"),
    [
        (State.PRESENT, (100, 100)),
        (State.LINKED, (100, 100)),
        (State.CLAIMED, (50, 50)),
        (State.UNKNOWN, (0, 100)),
        (State.NOT_FOUND, (0, 0)),
        (State.ABSENT, (0, 0)),
    ],
)
def test_of_a_document_the_address_is_what_one_needs(
    state: State, points: tuple[float, float]
) -> None:
    part = counted({"component": "paper"}, Component("paper", "documentation", state))
    assert (part.value, part.ceiling) == points


@pytest.mark.parametrize(
    ("state", "downloadable", "points"),
    [
        (State.LINKED, True, (100, 100)),
        (State.LINKED, None, (50, 100)),
        (State.NOT_FOUND, None, (0, 0)),
        (State.PRESENT, False, (0, 0)),
    ],
)
def test_weights_count_if_anybody_may_have_them(
    state: State, downloadable: bool | None, points: tuple[float, float]
) -> None:
    weights = Component("weights", "parameters", state)
    part = counted({"component": "weights"}, weights, downloadable=downloadable)
    assert (part.value, part.ceiling) == points


def test_what_speaks_for_a_right_counts_half_where_more_is_left_to_read() -> None:
    part = counted({"criterion": "osaid/use"}, status=Status.UNKNOWN, given={"osaid/use"})
    assert (part.value, part.ceiling) == (50, 100)
    assert part.reason == "osaid/use UNKNOWN, as far as was read nothing is against it"
    against = counted({"criterion": "osaid/use"}, status=Status.NOT_MET, given={"osaid/use"})
    assert (against.value, against.ceiling) == (0, 0)


def test_no_word_of_a_gate_before_weights_that_one_can_have_counts_half() -> None:
    part = counted({"access": True}, gating=Gating.UNKNOWN, downloadable=True)
    assert (part.value, part.ceiling) == (50, 100)


def test_a_component_that_nobody_mentions_is_unknown() -> None:
    part = counted({"component": "paper"}, Component("code", "code", State.PRESENT))
    assert ((part.value, part.ceiling), part.reason) == ((0, 100), "paper unknown")


@pytest.mark.parametrize(
    ("licences", "points", "reason"),
    [
        (["MIT", "Apache-2.0"], (100, 100), "licences of all parts: open"),
        (["MIT", "CC-BY-NC-4.0"], (50, 50), "licences of all parts: partial"),
        (["LicenseRef-llama-3"], (0, 0), "licences of all parts: closed"),
        ([], (0, 100), "licences of all parts: unknown"),
        (["LicenseRef-unknown-x"], (0, 100), "licences of all parts: unknown"),
        (["MIT", "LicenseRef-unknown-x"], (100, 100), "licences of all parts: open"),
    ],
)
def test_the_licences_of_all_parts_count_together(
    licences: list[str], points: tuple[float, float], reason: str
) -> None:
    parts = (
        Component(str(at), "code", State.PRESENT, license=Expression.of(name))
        for at, name in enumerate(licences)
    )
    part = counted({"licences": True}, *parts)
    assert ((part.value, part.ceiling), part.reason) == (points, reason)


@pytest.mark.parametrize(
    ("gating", "points", "reason"),
    [
        (Gating.NONE, (100, 100), "gate: none"),
        (Gating.AUTOMATIC, (50, 50), "gate: automatic"),
        (Gating.MANUAL, (0, 0), "gate: manual"),
        (Gating.UNKNOWN, (0, 100), "gate: unknown"),
    ],
)
def test_access_counts_by_the_gate(
    gating: Gating, points: tuple[float, float], reason: str
) -> None:
    part = counted({"access": True}, gating=gating)
    assert ((part.value, part.ceiling), part.reason) == (points, reason)


def test_points_are_added_by_weight_and_rounded_to_a_tenth() -> None:
    parts = (
        Part(name="use", weight=33.34, criterion="osaid/use"),
        Part(name="paper", weight=33.33, component="paper"),
        Part(name="access", weight=33.33, access=True),
    )
    paper = Component("paper", "code", State.LINKED)
    found = score(
        Profile(profile="three", parts=parts),
        [
            Verdict("osaid", "use", Status.MET, Ground.ALL_READ),
            Verdict("osd", "use", Status.NOT_MET, Ground.VIOLATED),
        ],
        [paper],
        HubMetadata(gating=Gating.AUTOMATIC),
        load_facts(),
    )
    assert (found.value, found.ceiling) == (66.7, 83.3)
    assert [(one.value, one.ceiling) for one in report_score(found).parts] == [
        (33.34, 33.34),
        (33.33 * 0.5, 33.33),
        (33.33 * 0.5, 33.33 * 0.5),
    ]
