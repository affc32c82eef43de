"""SARIF for code scanning."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from licensecheck.domain import Answer, ProblemKind
from licensecheck.domain.report import AnyReport, Decision
from licensecheck.domain.reported_terms import ReportedProblem
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.rules import load_rules
from licensecheck.knowledge.washing import load_washing
from licensecheck.report.formats import sarif
from tests.conftest import REAL
from tests.standards import SARIF, standard

from .conftest import check_report, finding, model_report, quote

SCHEMA = REAL.parent / "facts" / "sarif-schema-2.1.0.json"


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema of OASIS where it is kept beside the real material, else a published copy."""
    path = SCHEMA if SCHEMA.is_file() else standard(SARIF)
    return json.loads(path.read_text("utf-8"))


def run(report: AnyReport) -> Any:
    return json.loads(sarif.render(report, installed()))["runs"][0]


def test_every_report_is_valid(schema: Any, any_report: AnyReport) -> None:
    jsonschema.Draft4Validator(
        schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    ).validate(json.loads(sarif.render(any_report, installed())))


def test_hostile_words_stay_valid(schema: Any, hostile_report: AnyReport) -> None:
    jsonschema.Draft4Validator(schema).validate(
        json.loads(sarif.render(hostile_report, installed()))
    )


def test_the_schema_refuses_what_is_wrong(schema: Any) -> None:
    log = json.loads(sarif.render(model_report(), installed()))
    log["runs"][0]["results"][0]["level"] = "catastrophe"
    with pytest.raises(jsonschema.ValidationError, match="catastrophe"):
        jsonschema.Draft4Validator(schema).validate(log)


def test_a_finding_lies_at_its_line_of_the_licence() -> None:
    result = next(r for r in run(model_report())["results"] if r["ruleId"].startswith("field"))
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "LICENSE", "uriBaseId": "MODEL"}
    assert place["region"]["startLine"] == 2
    assert place["region"]["snippet"]["text"] == "You may not use it for war."
    assert run(model_report())["originalUriBaseIds"]["MODEL"]["uri"] == (
        "https://huggingface.co/zoo/zebra/blob/0123456789abcdef0123456789abcdef01234567/"
    )


def test_what_a_person_must_read_is_for_review() -> None:
    result = next(r for r in run(model_report())["results"] if r["ruleId"] == "revocable-grant")
    assert (result["kind"], result["level"]) == ("review", "none")


def test_each_result_points_at_its_rule(any_report: AnyReport) -> None:
    found = run(any_report)
    rules = found["tool"]["driver"]["rules"]
    assert found["results"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in found["results"])


def test_rules_explain_themselves() -> None:
    rules = {rule["id"]: rule for rule in run(model_report())["tool"]["driver"]["rules"]}
    label = load_rules().labels["field-of-use-restriction"]
    assert " ".join(label.why.split()) in rules["field-of-use-restriction"]["help"]["text"]
    assert rules["field-of-use-restriction"]["helpUri"] == label.references[0]
    remedy = load_washing()["claims-open-terms-fail"].remedy
    assert remedy in rules["claims-open-terms-fail"]["help"]["markdown"]


def test_a_check_points_into_the_users_code_and_relates_the_licence() -> None:
    result = run(check_report())["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "src/plain%20words.py"
    assert place["region"]["startLine"] == 7
    related = result["relatedLocations"][0]["physicalLocation"]
    assert related["region"]["startLine"] == 2
    assert related["artifactLocation"]["uri"].startswith("https://huggingface.co/zoo/zebra/blob/")


def test_a_waived_decision_is_suppressed_with_its_reason() -> None:
    results = run(check_report())["results"]
    suppressed = [r for r in results if "suppressions" in r]
    assert len(suppressed) == 1
    assert "Ada until 2027-01-01" in suppressed[0]["suppressions"][0]["justification"]


def test_fingerprints_stay_when_lines_move() -> None:
    before = model_report()
    moved = quote("You may not use it for war.").model_copy(update={"line": 9, "start": 99})
    after = before.model_copy(
        update={"findings": (finding("F2", before.findings[1].rule, "m", moved),)}
    )
    assert (
        run(before)["results"][1]["partialFingerprints"]
        == (run(after)["results"][0]["partialFingerprints"])
    )


def test_what_was_not_read_is_a_notification() -> None:
    notes = run(model_report())["invocations"][0]["toolExecutionNotifications"]
    assert notes[0]["level"] == "warning"
    assert notes[0]["descriptor"]["id"] == "missing"


LINK = "[press here](https://evil.example/zebra)"


@pytest.mark.parametrize("report", [check_report(LINK), model_report(LINK)], ids=["check", "audit"])
def test_no_words_of_others_become_a_link(report: AnyReport) -> None:
    said = list(messages(run(report)))
    assert any("evil.example" in one for one in said)
    assert not [one for one in said if "](" in one]


def messages(part: Any) -> Iterator[str]:
    """The texts of all messages, and what a viewer shows as one."""
    if isinstance(part, dict):
        for key, value in part.items():
            shown = key in ("message", "justification", "description") or "Description" in key
            shown = shown and not isinstance(value, list)
            if shown:
                yield value if isinstance(value, str) else value["text"]
            else:
                yield from messages(value)
    elif isinstance(part, list):
        for one in part:
            yield from messages(one)


def test_brackets_that_are_no_link_stay() -> None:
    (result, *_) = run(check_report("[MIT] (2)"))["results"]
    assert "bans [MIT] (2)" in result["message"]["text"]
    assert "You may not use it for war." in json.dumps(run(model_report(LINK)))


def test_a_file_name_is_no_host() -> None:
    report = check_report()
    used = report.models[0].references[0].model_copy(update={"file": "//evil.example/a.py"})
    stopped = report.models[0].model_copy(update={"references": (used,)})
    result = run(report.model_copy(update={"models": (stopped,)}))["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert not uri.startswith("//")


def test_code_scanning_stops_where_the_check_does() -> None:
    """Only errors stop it, so what a lawyer has to be asked is one unless the policy says warn."""
    checked = check_report()
    asked = Decision(rule="fee", answer=Answer.ASK, reason="why", stops=True)
    model = checked.models[0].model_copy(update={"decisions": (asked,), "fulfilled": ()})
    [result] = run(checked.model_copy(update={"models": (model,)}))["results"]
    assert result["level"] == "error"
    warned = model.model_copy(update={"decisions": (asked.model_copy(update={"stops": False}),)})
    [result] = run(checked.model_copy(update={"models": (warned,)}))["results"]
    assert result["level"] == "warning"


@pytest.mark.parametrize(("hides", "results"), [(True, 1), (False, 0)])
def test_a_file_that_was_not_searched_is_an_error_at_its_place(hides: bool, results: int) -> None:
    problem = ReportedProblem(
        kind=ProblemKind.MISSING, subject="app/a.yaml:7", message="gone", hides_terms=hides
    )
    found = run(check_report().model_copy(update={"models": (), "problems": (problem,)}))["results"]
    assert len(found) == results
    for result in found:
        assert (result["ruleId"], result["level"]) == ("not-read", "error")
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "app/a.yaml"
        assert place["region"]["startLine"] == 7
