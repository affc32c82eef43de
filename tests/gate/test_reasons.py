"""Each rule that speaks, what it answers and in which words, and whether that stops the model."""

import pytest

from licensecheck.domain import Answer, Gating, Level, MatchKind, ModelRef, Status
from licensecheck.domain.report import Decision, Report
from licensecheck.domain.reported_terms import ReportedTerritories, ReportedVerdict
from licensecheck.domain.values import Unit
from licensecheck.errors import AccessError
from licensecheck.gate.gate import Gate
from tests.gate.reports import (
    MODEL,
    answer,
    finding,
    gate,
    place,
    report,
    text,
    threshold,
    us,
    verdict,
)

LARGE = threshold(50, Unit.USERS)
EUROPE = ReportedTerritories(words="the EU", places=("EU",))


def rule(when: dict[str, object], reply: str = "not-allowed") -> dict[str, object]:
    return {"rules": [{"id": "a", "when": when, "answer": reply, "says": "We said so"}]}


def said(policy: dict[str, object] | str, what: Report) -> list[str]:
    return [one.reason for one in answer(policy, what).decisions]


def osaid(criterion: str, status: Status, *findings: str) -> ReportedVerdict:
    return verdict("osaid", criterion, status, *findings, reason="it is vague")


@pytest.mark.parametrize(
    ("policy", "what", "reasons"),
    [
        # Lists.
        ({"deny": {"models": ["org/*"]}}, report(), ["The policy refuses this model by name"]),
        (
            {"deny": {"licenses": ["MIT", "CC-*"]}},
            report(license="CC-BY-4.0 AND MIT AND ISC"),
            ["The policy refuses its licence CC-BY-4.0, MIT"],
        ),
        ({"allow": {"models": ["org/*"]}}, report(), ["The policy accepts it by name"]),
        (
            {"allow": {"licenses": ["MIT"]}},
            report(license="MIT"),
            ["The policy accepts its licence MIT"],
        ),
        # Levels and criteria say why.
        (
            rule({"levels": ["restricted-weights"]}),
            report(),
            ["We said so: restricted-weights, a reason"],
        ),
        (
            rule({"criteria": {"osd:6": ["NOT_MET"], "osaid:use": ["UNKNOWN", "MET"]}}),
            report(osd6=Status.NOT_MET, osaid={"use": Status.MET, "study": Status.MET}),
            ["We said so; NOT_MET: why; MET: why"],
        ),
        (rule({"labels": ["fee-required"]}), report(finding("fee-required")), ["We said so"]),
        # What is not known says what to do.
        (
            rule({"labels": ["fee-required"]}),
            report(finding("fee-required", certain=False)),
            ["Not known: We said so? Please read the clause."],
        ),
        (
            rule({"levels": ["closed"]}),
            report(level=Level.UNKNOWN),
            [
                "unknown: a reason",
                "Not known: We said so: unknown, a reason? Please read the clause.",
            ],
        ),
        (
            rule({"criteria": {"osd:6": ["NOT_MET"]}}),
            report(osd6=Status.UNKNOWN),
            ["Not known: We said so; UNKNOWN: why? Please read the clause."],
        ),
        (
            rule({"us": {"modifies": True, "purpose": ["research"]}}),
            report(),
            ["Not known: We said so? Say us.modifies, us.purpose in the policy."],
        ),
        (
            {**rule({"us": {"modifies": True, "hosted_service": True}}), "us": {"modifies": True}},
            report(),
            ["Not known: We said so? Say us.hosted_service in the policy."],
        ),
        (
            rule({"above": ["users", "revenue"]}),
            report(finding("scale-threshold", LARGE)),
            ["Not known: We said so? Say us.users in the policy."],
        ),
        (
            rule({"excluded": True}),
            report(finding("geographic-restriction", EUROPE)),
            ["Not known: We said so? Say us.territories in the policy."],
        ),
        (
            {**rule({"excluded": True}), "us": {"territories": ["US"]}},
            report(finding("geographic-restriction", EUROPE, certain=False)),
            ["Not known: We said so? Please read the clause."],
        ),
        # Rights that we need.
        (
            {"us": {"modifies": True, "redistributes": True}},
            report(osaid={"use": Status.UNKNOWN, "modify": Status.UNKNOWN, "share": Status.MET}),
            [
                "no clause was found that gives the right to use; "
                "no clause was found that gives the right to modify"
            ],
        ),
        (
            {},
            report(finding("grant-use"), verdicts=[osaid("use", Status.UNKNOWN)]),
            ["not known whether we may use it: it is vague"],
        ),
        (
            {},
            report(finding("grant-use"), verdicts=[osaid("use", Status.UNKNOWN, "F-grant-use")]),
            [],
        ),
        ({}, report(finding("grant-distribute"), osaid={"use": Status.NOT_MET}), []),
        (
            {},
            report(finding("grant-use", certain=False), osaid={"use": Status.NOT_MET}),
            ["no clause was found that gives the right to use"],
        ),
        (
            {"us": {"redistributes": True}},
            report(finding("grant-modify"), osaid={"share": Status.NOT_MET}),
            ["no clause was found that gives the right to share"],
        ),
        (
            {"us": {"modifies": True}},
            report(finding("grant-distribute"), osaid={"modify": Status.NOT_MET}),
            ["no clause was found that gives the right to modify"],
        ),
        ({}, report(verdicts=[verdict("osd", "use", Status.UNKNOWN)]), []),
        # What was not read.
        ({}, report(hidden=True), ["LICENSE was not read: behind a gate"]),
        ({}, report(hidden=True, level=Level.OPEN_SOURCE_AI), []),
        ({}, report(hidden=True, level=Level.OPEN_WEIGHTS), []),
    ],
)
def test_the_reason_is_a_whole_sentence(
    policy: dict[str, object], what: Report, reasons: list[str]
) -> None:
    assert said(policy, what) == reasons


@pytest.mark.parametrize(
    ("unknown", "ask", "stops"),
    [
        ("fail", "fail", {"unknown": True, "sure": True, "unsure": True, "no": True}),
        ("warn", "fail", {"unknown": False, "sure": True, "unsure": False, "no": True}),
        ("fail", "warn", {"unknown": True, "sure": False, "unsure": True, "no": True}),
        ("warn", "warn", {"unknown": False, "sure": False, "unsure": False, "no": True}),
    ],
)
def test_a_policy_says_apart_what_to_do_with_questions_and_with_the_unknown(
    unknown: str, ask: str, stops: dict[str, bool]
) -> None:
    rules = [
        {"id": name, "when": {"labels": [label]}, "answer": reply, "says": "We said so"}
        for name, label, reply in (
            ("sure", "fee-required", "ask-your-lawyer"),
            ("unsure", "copyleft", "not-allowed"),
            ("no", "sale-restriction", "not-allowed"),
        )
    ]
    found = (
        finding("fee-required"),
        finding("copyleft", certain=False),
        finding("sale-restriction"),
    )
    policy = {"rules": rules, "unknown": unknown, "ask": ask}
    decided = answer(policy, report(*found, level=Level.UNKNOWN))
    assert {one.rule: one.stops for one in decided.decisions} == stops
    assert decided.answer is Answer.NOT_ALLOWED


@pytest.mark.parametrize("reply", ["allowed", "allowed-with-duties"])
def test_what_may_ask_for_a_duty_is_listed_without_a_question(reply: str) -> None:
    policy = rule({"labels": ["copyleft"]}, reply)
    decided = answer(policy, report(finding("copyleft", certain=False)))
    expected = Decision(
        rule="a", answer=Answer(reply), reason="We said so", findings=("F-copyleft",)
    )
    assert decided.decisions == (expected,)
    assert decided.answer is Answer(reply)


def test_what_must_be_done_comes_from_the_terms_and_from_the_rules() -> None:
    policy = rule({"labels": ["copyleft"]}, "allowed-with-duties")
    decided = answer(policy, report(finding("copyleft"), duties=["You must keep notices"]))
    assert decided.duties == ("You must keep notices", "We said so")
    assert decided.answer is Answer.WITH_DUTIES
    assert decided.reasons == ()


def test_the_worst_answer_comes_first_and_counts() -> None:
    replies = ("allowed", "not-allowed", "allowed-with-duties", "ask-your-lawyer")
    rules = [
        {"id": reply, "when": {"labels": ["copyleft"]}, "answer": reply, "says": f"Says {reply}"}
        for reply in replies
    ]
    decided = answer({"rules": rules}, report(finding("copyleft"), duties=["You must"]))
    worst = ["not-allowed", "ask-your-lawyer", "allowed-with-duties", "allowed"]
    assert [one.rule for one in decided.decisions] == worst
    assert decided.answer is Answer.NOT_ALLOWED
    assert decided.reasons == ("Says not-allowed", "Says ask-your-lawyer")


def test_a_reason_that_two_rules_give_is_told_once() -> None:
    rules = [
        {"id": name, "when": {"labels": ["copyleft"]}, "answer": "not-allowed", "says": "Too much"}
        for name in ("a", "b")
    ]
    assert answer({"rules": rules}, report(finding("copyleft"))).reasons == ("Too much",)


def test_findings_of_other_labels_are_not_those_of_the_rule() -> None:
    policy = rule({"labels": ["copyleft", "fee-required"]})
    what = report(finding("copyleft"), finding("sale-restriction"), finding("fee-required"))
    (decided,) = answer(policy, what).decisions
    assert decided.findings == ("F-copyleft", "F-fee-required")


# --- Conditions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "what", "expected"),
    [
        ({"without": ["copyleft"]}, report(), Answer.NOT_ALLOWED),
        ({"without": ["copyleft"]}, report(finding("copyleft")), Answer.ALLOWED),
        ({"without": ["copyleft"]}, report(finding("copyleft", certain=False)), Answer.ASK),
        ({"licenses": ["MIT"]}, report(license="ISC AND MIT"), Answer.NOT_ALLOWED),
        ({"licenses": ["MIT"]}, report(license="ISC"), Answer.ALLOWED),
        ({"licenses": ["MIT"]}, report(texts=[text("MIT")]), Answer.NOT_ALLOWED),
        ({"criteria": {"osd:6": ["MET"]}}, report(), Answer.NOT_ALLOWED),
        ({"criteria": {"osd:6": ["UNKNOWN"]}}, report(osd6=Status.UNKNOWN), Answer.NOT_ALLOWED),
        ({"criteria": {"osd:6": ["UNKNOWN"]}}, report(), Answer.ALLOWED),
        ({"criteria": {"osd:5": ["MET"]}}, report(), Answer.ASK),
        ({"levels": ["closed"]}, report(level=Level.CLOSED), Answer.NOT_ALLOWED),
        ({"levels": ["closed"]}, report(), Answer.ALLOWED),
        ({"levels": ["unknown"]}, report(), Answer.ALLOWED),
        ({"washing": "low"}, report(), Answer.ALLOWED),
        ({"washing": "low"}, report(washing="low"), Answer.NOT_ALLOWED),
        ({"washing": "medium"}, report(washing="medium"), Answer.NOT_ALLOWED),
        ({"washing": "high"}, report(washing="medium"), Answer.ALLOWED),
        ({"excluded": True}, report(), Answer.ALLOWED),
        ({"unpinned": False}, report(), Answer.NOT_ALLOWED),
        ({"unpinned": True}, report(), Answer.ALLOWED),
        # All that is given must hold, and what fails decides before what is open.
        (
            {"levels": ["closed"], "labels": ["copyleft"]},
            report(finding("copyleft", certain=False)),
            Answer.ALLOWED,
        ),
        (
            {"levels": ["restricted-weights"], "labels": ["copyleft"]},
            report(finding("copyleft", certain=False)),
            Answer.ASK,
        ),
        (
            {"labels": ["copyleft", "fee-required"]},
            report(finding("copyleft", certain=False), finding("fee-required")),
            Answer.NOT_ALLOWED,
        ),
    ],
)
def test_a_condition_holds_or_not_or_is_open(
    when: dict[str, object], what: Report, expected: Answer
) -> None:
    policy = {**rule(when), "unknown": "warn"}
    assert answer(policy, what).answer is expected


@pytest.mark.parametrize(
    ("above", "facts", "expected"),
    [
        (["users"], {"users": 51}, Answer.NOT_ALLOWED),
        (["users"], {"users": 50}, Answer.ALLOWED),
        (["revenue"], {"users": 51, "revenue": 1}, Answer.ALLOWED),
        (["users", "revenue"], {"revenue": 1}, Answer.ASK),
    ],
)
def test_a_threshold_counts_where_the_rule_asks_for_its_kind(
    above: list[str], facts: dict[str, object], expected: Answer
) -> None:
    policy = {**rule({"above": above}), "us": facts}
    assert answer(policy, report(finding("scale-threshold", LARGE))).answer is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"users": 51}, Answer.NOT_ALLOWED),
        ({"users": 1}, Answer.ASK),
        ({"employees": 51}, Answer.NOT_ALLOWED),
        ({"users": 50, "employees": 50}, Answer.ALLOWED),
    ],
)
def test_of_two_kinds_of_threshold_each_decides(facts: dict[str, object], expected: Answer) -> None:
    two = finding("scale-threshold", LARGE, EUROPE, threshold(50, Unit.EMPLOYEES))
    assert answer(us(**facts), report(two)).answer is expected


def test_a_threshold_of_a_kind_that_was_not_asked_decides_nothing() -> None:
    two = finding("scale-threshold", LARGE, threshold(50, Unit.EMPLOYEES))
    policy = {**rule({"above": ["users"]}), "us": {"users": 1, "employees": 51}}
    assert answer(policy, report(two)).answer is Answer.ALLOWED


def test_thresholds_of_several_clauses_count_together() -> None:
    what = report(
        finding("scale-threshold", threshold(90, Unit.USERS)),
        finding("scale-threshold", threshold(50, None), LARGE),
    )
    assert answer(us(users=51), what).answer is Answer.NOT_ALLOWED
    assert answer(us(users=50), what).answer is Answer.ALLOWED


def test_a_threshold_that_is_not_numbered_is_a_question_whatever_we_say() -> None:
    decided = answer(us(users=1, revenue=1, employees=1), report(finding("scale-threshold")))
    assert decided.answer is Answer.ASK


def test_places_of_all_clauses_are_excluded() -> None:
    first = finding("geographic-restriction", EUROPE, LARGE)
    second = finding("geographic-restriction", ReportedTerritories(words="x", places=("KR",)))
    for ours in ("KR", "EU", "FR"):
        decided = answer(us(territories=[ours]), report(first, second))
        assert decided.answer is Answer.NOT_ALLOWED
    assert answer(us(territories=["US"]), report(first, second)).answer is Answer.ALLOWED


# --- Licences by name ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "declared", "accepted"),
    [
        ([text("MIT")], "", True),
        ([text("MIT")], "MIT", True),
        ([text("MIT")], "ISC", False),
        ([text("MIT"), text("ISC")], "", False),
        ([text("MIT", MatchKind.ALTERED)], "MIT", False),
        ([text("MIT"), text()], "MIT", False),
        ([text()], "", False),
        ([], "", False),
    ],
)
def test_a_licence_is_accepted_by_name_where_every_text_is_one_that_is_listed(
    texts: list[object], declared: str, accepted: bool
) -> None:
    what = report(texts=texts, license=declared)  # type: ignore[arg-type]  # texts of licences
    rules = [one.rule for one in answer({"allow": {"licenses": ["MIT"]}}, what).decisions]
    assert rules == (["allow"] if accepted else [])


# --- No report ----------------------------------------------------------------------------------


def test_a_model_that_was_not_read_says_why_and_may_be_waived_as_that() -> None:
    def audit(_: ModelRef) -> Report:
        raise AccessError("give a token")

    expected = Decision(rule="not-read", answer=Answer.ASK, reason="give a token", stops=True)
    decided = gate("research").decide(MODEL, audit, (place("a.py"),))
    assert decided.decisions == (expected,)
    assert (decided.ref, decided.level, decided.duties) == ("huggingface:org/name", None, ())
    assert decided.references == (place("a.py"),)
    assert gate({"not-read": "warn"}).decide(MODEL, audit).passed
    for laxer in ({"unknown": "warn"}, {"ask": "warn"}):
        assert gate(laxer).decide(MODEL, audit).reasons == ("give a token",)


def test_an_error_of_ours_is_told_with_its_place_in_a_few_words() -> None:
    def read() -> Report:
        raise KeyError("x" * 300)

    (decided,) = gate("research").decide(MODEL, lambda _: read()).decisions
    line = read.__code__.co_firstlineno + 1
    told = f"internal error, please report it: KeyError at test_reasons.py:{line}: '{'x' * 199}"
    assert decided == Decision(rule="internal-error", answer=Answer.ASK, reason=told, stops=True)


# --- --fail-on ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "what", "reasons"),
    [
        (["open-weights"], report(), ["Not open enough: restricted-weights, a reason"]),
        (
            ["closed", "restricted-weights"],
            report(),
            ["Not open enough: restricted-weights, a reason"],
        ),
        (
            ["closed"],
            report(level=Level.UNKNOWN),
            [
                "Not known: Not open enough: unknown, a reason? Please read the clause.",
                "Openness is not known: unknown, a reason",
            ],
        ),
        (["osd:6"], report(osd6=Status.NOT_MET), ["osd:6 is not met; NOT_MET: why"]),
        (["osd:6"], report(osd6=Status.UNKNOWN), ["osd:6 is not met; UNKNOWN: why"]),
        (["osd:6"], report(osd6=Status.NOT_APPLICABLE), ["osd:6 is not met; NOT_APPLICABLE: why"]),
        (["osd:6", "closed"], report(level=Level.OPEN_WEIGHTS), []),
        (
            ["open-source-ai"],
            report(level=Level.OPEN_SOURCE_AI),
            ["Not open enough: open-source-ai, a reason"],
        ),
    ],
)
def test_the_words_of_fail_on_say_why_they_stop(
    words: list[str], what: Report, reasons: list[str]
) -> None:
    decided = Gate.parse(words).decide(MODEL, lambda _: what)
    assert list(decided.reasons) == reasons


# --- Behind a gate ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gating", "gated", "ungated"),
    [
        (Gating.NONE, Answer.ALLOWED, Answer.NOT_ALLOWED),
        (Gating.AUTOMATIC, Answer.NOT_ALLOWED, Answer.ALLOWED),
        (Gating.MANUAL, Answer.NOT_ALLOWED, Answer.ALLOWED),
        (Gating.UNKNOWN, Answer.ASK, Answer.ASK),
    ],
)
def test_a_rule_may_ask_whether_everybody_can_download_a_model(
    gating: Gating, gated: Answer, ungated: Answer
) -> None:
    what = report().model_copy(update={"gating": gating})
    for wanted, expected in ((True, gated), (False, ungated)):
        rule = {
            "id": "gate",
            "when": {"gated": wanted},
            "answer": "not-allowed",
            "says": "No gates",
        }
        assert answer({"rules": [rule]}, what).answer is expected
