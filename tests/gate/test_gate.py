"""May we use it? What a policy answers, by what the terms say and who we are."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from licensecheck.domain import Answer, Level, ModelRef, Status
from licensecheck.domain.report import Report
from licensecheck.domain.reported_terms import ReportedTerritories, ReportedThreshold
from licensecheck.domain.values import Period, Unit
from licensecheck.errors import ExitCode, SettingsError, UnavailableError
from licensecheck.gate.baseline import Baseline, read_baseline, write_baseline
from licensecheck.gate.fail_on import DEFAULT
from licensecheck.gate.gate import Gate
from licensecheck.gate.load import load_policy
from tests.gate.reports import (
    MODEL,
    TODAY,
    answer,
    finding,
    gate,
    place,
    report,
    text,
    threshold,
    us,
)

MANY_USERS = threshold(700_000_000, Unit.USERS, period=Period.MONTH)


# --- Who we are ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "facts", "expected"),
    [
        ("noncommercial-only", {"purpose": "commercial"}, Answer.NOT_ALLOWED),
        ("noncommercial-only", {"purpose": "research"}, Answer.ALLOWED),
        ("noncommercial-only", {}, Answer.ASK),
        ("research-only", {"purpose": "research"}, Answer.ALLOWED),
        ("research-only", {"purpose": "personal"}, Answer.NOT_ALLOWED),
        ("hosted-service-restriction", {"hosted_service": True}, Answer.NOT_ALLOWED),
        ("hosted-service-restriction", {"hosted_service": False}, Answer.ALLOWED),
        ("hosted-service-restriction", {}, Answer.ASK),
        ("output-training-restriction", {"trains_other_models": True}, Answer.NOT_ALLOWED),
        ("output-training-restriction", {"trains_other_models": False}, Answer.ALLOWED),
        ("no-derivatives", {"modifies": True}, Answer.NOT_ALLOWED),
        ("no-redistribution", {"redistributes": True}, Answer.NOT_ALLOWED),
        ("no-redistribution", {"redistributes": False}, Answer.ALLOWED),
        ("non-compete", {}, Answer.ASK),
        ("use-policy-incorporation", {}, Answer.WITH_DUTIES),
        ("network-copyleft", {"hosted_service": True}, Answer.WITH_DUTIES),
        ("separate-permission-required", {}, Answer.ASK),
    ],
)
def test_the_same_clause_means_something_else_for_somebody_else(
    label: str, facts: dict[str, object], expected: Answer
) -> None:
    decided = answer(us(**facts), report(finding(label)))
    assert decided.answer is expected
    assert decided.passed is (expected in (Answer.ALLOWED, Answer.WITH_DUTIES))


@pytest.mark.parametrize(
    ("users", "expected"),
    [
        (2_000_000, Answer.ALLOWED),
        (700_000_000, Answer.ALLOWED),
        (700_000_001, Answer.NOT_ALLOWED),
        (None, Answer.ASK),
    ],
)
def test_a_threshold_of_a_known_licence_is_compared_with_our_number(
    users: int | None, expected: Answer
) -> None:
    what = report(finding("scale-threshold", MANY_USERS))
    assert answer(us(users=users), what).answer is expected


@pytest.mark.parametrize(
    ("limit", "facts", "expected"),
    [
        (threshold(50, Unit.USERS), {"users": 51}, Answer.NOT_ALLOWED),
        (threshold(50, Unit.USERS), {"users": 49, "revenue": 9_999}, Answer.ALLOWED),
        (threshold(50, Unit.EMPLOYEES), {"employees": 51}, Answer.NOT_ALLOWED),
        (threshold(50, Unit.REVENUE, currency="USD"), {"revenue": 51}, Answer.NOT_ALLOWED),
        (threshold(50, Unit.REVENUE), {"users": 51}, Answer.ASK),
        (threshold(50, None), {"users": 1, "revenue": 1, "employees": 1}, Answer.ASK),
        (threshold(None, Unit.USERS), {"users": 1}, Answer.ASK),
    ],
)
def test_a_threshold_is_compared_with_our_number_of_its_kind(
    limit: ReportedThreshold, facts: dict[str, object], expected: Answer
) -> None:
    what = report(finding("scale-threshold", limit))
    assert answer(us(**facts), what).answer is expected


def test_what_is_counted_a_month_is_compared_with_a_twelfth_of_our_year() -> None:
    limit = threshold(50, Unit.REVENUE, period=Period.MONTH, currency="USD")
    what = report(finding("scale-threshold", limit))
    assert answer(us(revenue=600), what).answer is Answer.ALLOWED
    assert answer(us(revenue=601), what).answer is Answer.NOT_ALLOWED


def test_money_in_another_currency_is_a_question() -> None:
    what = report(finding("scale-threshold", threshold(50, Unit.REVENUE, currency="EUR")))
    assert answer(us(revenue=1), what).answer is Answer.ASK


def test_of_several_thresholds_the_lowest_of_each_kind_counts() -> None:
    values = [threshold(n, unit) for unit in (Unit.USERS, Unit.REVENUE) for n in (50, 20)]
    what = report(finding("scale-threshold", *values))
    assert answer(us(users=19, revenue=21), what).answer is Answer.NOT_ALLOWED
    assert answer(us(users=19, revenue=19), what).answer is Answer.ALLOWED


@pytest.mark.parametrize(
    ("territories", "expected"),
    [
        (["DE"], Answer.NOT_ALLOWED),
        (["EU"], Answer.NOT_ALLOWED),
        (["GB"], Answer.NOT_ALLOWED),
        (["worldwide"], Answer.NOT_ALLOWED),
        (["EEA"], Answer.NOT_ALLOWED),
        (["EFTA", "eu"], Answer.NOT_ALLOWED),
        (["EFTA"], Answer.ALLOWED),
        (["US", "JP"], Answer.ALLOWED),
        ([], Answer.ASK),
    ],
)
def test_an_excluded_territory_is_compared_with_ours(
    territories: list[str], expected: Answer
) -> None:
    words = "the European Union, the United Kingdom and South Korea"
    excluded = ReportedTerritories(words=words, places=("EU", "GB", "KR"))
    what = report(finding("geographic-restriction", excluded))
    assert answer(us(territories=territories), what).answer is expected


def test_a_territory_that_only_the_licence_defines_is_a_question() -> None:
    what = report(finding("geographic-restriction", ReportedTerritories(words="", places=())))
    assert answer(us(territories=["US"]), what).answer is Answer.ASK


def test_a_clause_that_nobody_is_sure_of_is_a_question() -> None:
    what = report(finding("noncommercial-only", certain=False))
    decided = answer(us(purpose="commercial"), what)
    assert decided.answer is Answer.ASK
    assert "Please read the clause" in decided.reasons[0]
    assert decided.decisions[0].findings == ("F-noncommercial-only",)


def test_what_we_did_not_say_is_asked_for() -> None:
    decided = answer(us(), report(finding("hosted-service-restriction")))
    assert "Say us.hosted_service in the policy" in decided.reasons[0]


def test_only_the_number_that_the_licence_names_is_asked_for() -> None:
    decided = answer(us(), report(finding("scale-threshold", MANY_USERS)))
    assert "Say us.users in the policy" in decided.reasons[0]


def test_what_must_be_done_is_listed() -> None:
    decided = answer(us(), report(level=Level.OPEN_WEIGHTS, duties=["You must keep notices"]))
    assert (decided.answer, decided.duties) == (Answer.WITH_DUTIES, ("You must keep notices",))


# --- Unknown ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "what", [report(level=Level.UNKNOWN), report(hidden=True)], ids=["level", "hidden terms"]
)
def test_what_was_not_read_fails_unless_the_policy_says_warn(what: Report) -> None:
    assert not answer("commercial-use", what).passed
    warned = answer({"extends": "commercial-use", "unknown": "warn"}, what)
    assert warned.passed
    assert warned.answer is Answer.ASK


def test_an_open_level_is_no_unknown_though_some_file_was_not_read() -> None:
    assert answer("commercial-use", report(level=Level.OPEN_WEIGHTS, hidden=True)).passed


USE, MODIFY, SHARE = (
    {"use": Status.MET, "modify": Status.MET, "share": Status.MET, right: Status.UNKNOWN}
    for right in ("use", "modify", "share")
)


@pytest.mark.parametrize(
    ("facts", "rights", "expected"),
    [
        ({}, USE, Answer.ASK),
        ({}, MODIFY, Answer.ALLOWED),
        ({"modifies": False}, MODIFY, Answer.ALLOWED),
        ({"modifies": True}, MODIFY, Answer.ASK),
        ({"redistributes": True}, MODIFY, Answer.ALLOWED),
        ({"redistributes": True}, SHARE, Answer.ASK),
        ({"redistributes": False}, SHARE, Answer.ALLOWED),
    ],
)
def test_a_right_that_we_need_and_that_was_not_found_is_a_question(
    facts: dict[str, object], rights: dict[str, Status], expected: Answer
) -> None:
    policy = {"extends": "research", "us": facts}
    decided = answer(policy, report(osaid=rights))
    assert decided.answer is expected
    assert decided.passed is (expected is Answer.ALLOWED)
    assert answer({**policy, "unknown": "warn"}, report(osaid=rights)).passed


def test_a_clause_against_a_right_gives_none() -> None:
    """Commercial use is forbidden, which research does not mind; but nothing allows any use."""
    limited = {"use": Status.NOT_MET}
    silent = answer("research", report(finding("noncommercial-only"), osaid=limited))
    assert silent.reasons == ("no clause was found that gives the right to use",)
    given = report(finding("noncommercial-only"), finding("grant-use"), osaid=limited)
    assert answer("research", given).answer is Answer.ALLOWED


def test_a_model_that_cannot_be_reached_is_not_passed() -> None:
    def audit(_: ModelRef) -> Report:
        raise UnavailableError("the hub is down")

    checked = gate("research").check([MODEL], audit)
    assert checked.exit_code == 3
    assert checked.models[0].reasons == ("the hub is down",)


# --- Presets ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("preset", "level", "labels", "passes"),
    [
        ("open-source-only", Level.OPEN_SOURCE_AI, (), True),
        ("open-source-only", Level.OPEN_WEIGHTS, (), False),
        ("permissive", Level.OPEN_WEIGHTS, (), True),
        ("permissive", Level.OPEN_WEIGHTS, ("copyleft",), False),
        ("permissive", Level.RESTRICTED_WEIGHTS, (), False),
        ("commercial-use", Level.RESTRICTED_WEIGHTS, ("use-policy-incorporation",), True),
        ("commercial-use", Level.RESTRICTED_WEIGHTS, ("noncommercial-only",), False),
        ("commercial-use", Level.CLOSED, (), False),
        ("research", Level.RESTRICTED_WEIGHTS, ("noncommercial-only", "research-only"), True),
        ("eu-distribution", Level.RESTRICTED_WEIGHTS, ("no-redistribution",), False),
    ],
)
def test_what_each_preset_lets_pass(
    preset: str, level: Level, labels: tuple[str, ...], passes: bool
) -> None:
    policy = {"extends": preset, "rules": []}
    if preset == "eu-distribution":
        assert gate(preset).policy.us.territories == ("EU",)
    assert answer(policy, report(*map(finding, labels), level=level)).passed is passes


# --- Lists --------------------------------------------------------------------------------------


def test_deny_is_stronger_than_allow_and_allow_than_rules() -> None:
    what = report(finding("noncommercial-only"), license="CC-BY-NC-4.0")
    allow = {"extends": "commercial-use", "allow": {"models": ["org/n*"]}}
    assert answer(allow, what).passed
    assert not answer({**allow, "deny": {"models": ["ORG/name"]}}, what).passed
    assert not answer({**allow, "deny": {"licenses": ["CC-BY-NC-*"]}}, what).passed


def test_names_of_licences_fit_whatever_their_case() -> None:
    what = report(finding("noncommercial-only"), license="CC-BY-NC-4.0")
    assert not answer({"deny": {"licenses": ["cc-by-NC-4.0"]}}, what).passed
    allow = {"extends": "commercial-use", "allow": {"licenses": ["cc-by-nc-*"]}}
    assert answer(allow, what).passed
    when = {"licenses": ["cc-by-nc-4.0"]}
    named = {"id": "nc", "when": when, "answer": "not-allowed", "says": "We do not take these"}
    assert answer({"rules": [named]}, what).reasons == ("We do not take these",)


@pytest.mark.parametrize(
    ("refused", "passes"),
    [
        (["GPL-3.0-only"], True),
        (["MIT"], True),
        (["CC-BY-4.0"], False),  # beside whatever is chosen
        (["MIT", "gpl-*"], False),
        (["Apache-2.0"], True),
    ],
)
def test_who_may_choose_a_licence_chooses_one_that_is_not_refused(
    refused: list[str], passes: bool
) -> None:
    what = report(license="(MIT OR GPL-3.0-only) AND CC-BY-4.0")
    assert answer({"deny": {"licenses": refused}}, what).passed is passes


def test_a_decision_says_which_licence_was_chosen() -> None:
    what = report(license="GPL-3.0-only OR MIT")
    decided = answer({"allow": {"licenses": ["MIT"]}, "deny": {"licenses": ["gpl-*"]}}, what)
    assert [(one.rule, one.reason) for one in decided.decisions] == [
        ("allow", "The policy accepts its licence MIT, chosen from GPL-3.0-only OR MIT")
    ]
    decided = answer({"deny": {"licenses": ["gpl-*"]}}, what)
    reason = "Used under MIT, chosen from GPL-3.0-only OR MIT; the policy refuses GPL-3.0-only"
    assert [(one.rule, one.reason) for one in decided.decisions] == [("choice", reason)]
    decided = answer({"deny": {"licenses": ["gpl-*", "MIT"]}}, what)
    assert decided.reasons == ("The policy refuses its licence GPL-3.0-only, MIT",)


def test_a_decision_names_every_licence_that_was_accepted() -> None:
    what = report(license="MIT AND CC-BY-4.0")
    decided = answer({"allow": {"licenses": ["MIT", "CC-BY-4.0"]}}, what)
    assert [one.reason for one in decided.decisions] == [
        "The policy accepts its licence MIT and CC-BY-4.0"
    ]


def test_a_text_that_a_declaration_offers_for_choice_forces_nobody() -> None:
    policy = {"deny": {"licenses": ["GPL-3.0-only"]}}
    both = [text("MIT"), text("GPL-3.0-only")]
    assert answer(policy, report(license="MIT OR GPL-3.0-only", texts=both)).passed
    assert not answer(policy, report(license="MIT", texts=both)).passed
    of_code = text("GPL-3.0-only").model_copy(update={"component": "code"})
    assert not answer(policy, report(license="MIT OR GPL-3.0-only", texts=[of_code])).passed


def test_what_one_place_offers_and_another_demands_is_demanded() -> None:
    offered = report(license="MIT OR GPL-3.0-only")
    demanded = report(license="GPL-3.0-only").declared
    both = offered.model_copy(update={"declared": (*offered.declared, *demanded)})
    assert not answer({"deny": {"licenses": ["GPL-3.0-only"]}}, both).passed


def test_an_exception_is_no_licence_of_its_own() -> None:
    what = report(license="GPL-2.0-only WITH Classpath-exception-2.0")
    decided = answer({"allow": {"licenses": ["GPL-2.0-only"]}}, what)
    assert [one.rule for one in decided.decisions] == ["allow"]


def test_all_licences_that_apply_together_must_be_allowed() -> None:
    policy = {"extends": "commercial-use", "allow": {"licenses": ["CC-BY-NC-4.0"]}}
    assert answer(policy, report(finding("noncommercial-only"), license="CC-BY-NC-4.0")).passed
    both = report(finding("noncommercial-only"), license="CC-BY-NC-4.0 AND MIT")
    assert not answer(policy, both).passed
    either = report(finding("noncommercial-only"), license="CC-BY-NC-4.0 OR MIT")
    assert answer(policy, either).passed


def test_no_licence_is_not_all_of_those_that_are_allowed() -> None:
    decided = answer({"allow": {"licenses": ["MIT"]}}, report())
    assert decided.decisions == ()


# --- Waivers and baseline -----------------------------------------------------------------------


def waived(**more: object) -> dict[str, object]:
    waiver = {
        "model": "org/name",
        "rules": ["noncommercial"],
        "reason": "Only for a trial in the lab",
        "author": "Ada",
        "expires": "2027-01-31",
    }
    return {"extends": "commercial-use", "waivers": [{**waiver, **more}]}


def test_a_waiver_lets_pass_and_is_shown() -> None:
    decided = answer(waived(), report(finding("noncommercial-only")))
    assert decided.passed
    assert decided.decisions[0].waived == "Ada, until 2027-01-31: Only for a trial in the lab"


@pytest.mark.parametrize(
    "more", [{"model": "org/other"}, {"rules": ["research-only"]}], ids=["model", "rule"]
)
def test_a_waiver_covers_what_it_names_only(more: dict[str, object]) -> None:
    assert not answer(waived(**more), report(finding("noncommercial-only"))).passed


def test_an_expired_waiver_does_not_count_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(yaml.safe_dump(waived()))
    later = date(2027, 2, 1)
    after = load_policy(str(path), later)
    decided = after.decide(MODEL, lambda _: report(finding("noncommercial-only")))
    assert not decided.passed
    assert "the waiver of Ada for org/name expired on 2027-01-31" in decided.reasons[-1]


def test_a_waiver_of_some_files_covers_a_model_that_is_named_in_them_only() -> None:
    narrow = gate(waived(paths=["research/*"]))
    what = report(finding("noncommercial-only"))
    inside = narrow.decide(MODEL, lambda _: what, (place("research/a.py"),))
    outside = narrow.decide(MODEL, lambda _: what, (place("research/a.py"), place("app.py")))
    up = narrow.decide(MODEL, lambda _: what, (place("research/../app.py"),))
    unplaced = narrow.decide(MODEL, lambda _: what)
    passed = [one.passed for one in (inside, outside, up, unplaced)]
    assert passed == [True, False, False, False]


@pytest.mark.parametrize(
    ("path", "file", "fits"),
    [
        ("app.py", "app.py", True),
        ("app.py", "./app.py", True),
        ("app.py", "app/app.py", False),
        ("app.py", "xapp.py", False),
        ("app.py", "app.pyc", False),
        ("app", "app/app.py", True),
        ("app/", "app/deep/app.py", True),
        ("app/*", "application/app.py", False),
        ("*.py", "deep/app.py", False),
        ("**/*.py", "deep/er/app.py", True),
        ("*", "deep/app.py", True),
        ("app.py", "../app.py", False),
        ("*", "../app.py", False),
        ("APP.py", "app.py", False),
        ("!app.py", "app.py", False),
        ("/app.py", "app.py", True),
        ("./app.py", "app.py", True),
        ("Xapp.py", "Xapp.py", True),
    ],
)
def test_the_paths_of_a_waiver_fit_by_components(path: str, file: str, fits: bool) -> None:
    narrow = gate(waived(paths=[path]))
    decided = narrow.decide(MODEL, lambda _: report(finding("noncommercial-only")), (place(file),))
    assert decided.passed is fits


def test_a_denied_model_cannot_be_waived() -> None:
    policy = {**waived(rules=["deny"]), "deny": {"models": ["org/name"]}}
    assert not answer(policy, report()).passed


def test_a_baseline_accepts_what_was_there_until_the_licence_changes(tmp_path: Path) -> None:
    first = answer("commercial-use", report(finding("noncommercial-only"), license="CC-BY-NC-4.0"))
    assert write_baseline(tmp_path / "b.json", [first]) == 1
    known = gate("commercial-use")
    known = Gate(known.policy, known.name, baseline=read_baseline(tmp_path / "b.json"))
    same = report(finding("noncommercial-only"), license="CC-BY-NC-4.0")
    other = report(finding("noncommercial-only"), license="CC-BY-NC-ND-4.0")
    more = report(finding("noncommercial-only"), finding("fee-required"), license="CC-BY-NC-4.0")
    assert known.decide(MODEL, lambda _: same).passed
    assert not known.decide(MODEL, lambda _: other).passed
    assert not known.decide(MODEL, lambda _: more).passed
    assert Baseline() != known.baseline


# --- Our own errors -----------------------------------------------------------------------------


def fails(error: Exception) -> Report:
    raise error


@pytest.mark.parametrize(
    "error",
    [KeyError("x"), RecursionError("deep"), MemoryError(), OSError(28, "disk full"), ValueError()],
    ids=lambda error: type(error).__name__,
)
def test_an_error_of_our_own_at_one_model_ends_the_check_of_no_other(error: Exception) -> None:
    bad, good = ModelRef("huggingface", "org/bad"), MODEL
    done = gate("commercial-use").check(
        [bad, good],
        lambda model: fails(error) if model == bad else report(level=Level.OPEN_WEIGHTS),
    )
    first, second = done.models
    assert (first.passed, second.passed, done.exit_code) == (False, True, ExitCode.NOT_READ)
    assert "internal error, please report it" in first.reasons[0]
    assert f"{type(error).__name__} at test_gate.py:" in first.reasons[0]
    assert done.defects == (f"huggingface:org/bad: {first.reasons[0]}",)


def test_beside_a_model_that_is_stopped_the_check_is_stopped() -> None:
    bad = ModelRef("huggingface", "org/bad")
    done = gate("commercial-use").check(
        [bad, MODEL],
        lambda model: fails(KeyError()) if model == bad else report(level=Level.UNKNOWN),
    )
    assert done.exit_code is ExitCode.STOPPED


def test_nothing_but_the_model_s_own_name_lets_an_error_of_ours_pass(tmp_path: Path) -> None:
    """Neither `unknown: warn`, nor a waiver or baseline for what could not be read."""
    policy = {**waived(rules=["not-read", "unknown"]), "unknown": "warn", "ask": "warn"}
    decided = gate(policy).decide(MODEL, lambda _: fails(KeyError()))
    assert not decided.passed
    assert write_baseline(tmp_path / "b.json", [decided]) == 0
    named = gate({"allow": {"models": ["org/name"]}})
    assert named.decide(MODEL, lambda _: fails(KeyError())).passed


def test_wrong_settings_end_the_check() -> None:
    with pytest.raises(SettingsError):
        gate("commercial-use").check([MODEL], lambda _: fails(SettingsError("wrong")))


# --- --fail-on ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "what", "passes"),
    [
        (DEFAULT, report(level=Level.OPEN_WEIGHTS), True),
        (DEFAULT, report(level=Level.RESTRICTED_WEIGHTS), False),
        (DEFAULT, report(level=Level.CLOSED), False),
        (DEFAULT, report(level=Level.UNKNOWN), False),
        (["open-weights"], report(level=Level.OPEN_WEIGHTS), False),
        (["closed"], report(level=Level.RESTRICTED_WEIGHTS), True),
        (["osd:6"], report(osd6=Status.MET), True),
        (["osd:6"], report(osd6=Status.NOT_MET), False),
        (["osd:6"], report(osd6=Status.UNKNOWN), False),
    ],
)
def test_fail_on_stops_by_level_and_criterion(words: list[str], what: Report, passes: bool) -> None:
    checked = Gate.parse(words).check([MODEL], lambda _: what)
    assert checked.passed is passes
    assert checked.exit_code == (0 if passes else 1)


def test_fail_on_adds_to_a_policy() -> None:
    both = load_policy("research", TODAY).adding(["osd:6"])
    assert not both.decide(MODEL, lambda _: report(osd6=Status.NOT_MET)).passed
    assert both.decide(MODEL, lambda _: report()).passed


def test_fail_on_refuses_what_is_neither_level_nor_criterion() -> None:
    with pytest.raises(SettingsError, match="sometimes"):
        Gate.parse(["sometimes"])


def test_each_model_is_audited_once() -> None:
    asked: list[ModelRef] = []

    def audit(ref: ModelRef) -> Report:
        asked.append(ref)
        return report()

    gate("research").check([MODEL, MODEL], audit)
    assert asked == [MODEL]


def test_washing_and_unpinned_places_are_conditions_too() -> None:
    washed = {"id": "washed", "when": {"washing": "medium"}, "says": "Claims too much"}
    loose = {"id": "loose", "when": {"unpinned": True}, "says": "Pin the revision"}
    policy = {"rules": [{**one, "answer": "not-allowed"} for one in (washed, loose)]}
    assert answer(policy, report(washing="low")).passed
    assert answer(policy, report(washing="high")).reasons == ("Claims too much",)
    named = gate(policy).decide(MODEL, lambda _: report(), (place("a.py"),))
    assert named.reasons == ("Pin the revision",)
