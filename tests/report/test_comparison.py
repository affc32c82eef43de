"""What became worse between two reports."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Expression, FindingKind, Level, Severity, Status
from licensecheck.domain.component import State
from licensecheck.domain.report import AnyReport, LicenseReport, OsdAnswer, Report
from licensecheck.domain.reported_model import Score
from licensecheck.errors import UsageError
from licensecheck.knowledge.knowledge import installed
from licensecheck.report import changes
from licensecheck.report.comparison import Comparison, compare
from licensecheck.report.directions import Direction
from licensecheck.report.formats.json import parse, render

from .conftest import (
    HOSTILE,
    check_report,
    finding,
    model_report,
    quote,
    text_report,
    verdict,
)

WORSE, BETTER, OTHER = Direction


def changed(**fields: object) -> Report:
    return model_report().model_copy(update=fields)


def directions(found: Comparison) -> Mapping[str, Direction]:
    return {change.what: change.direction for change in found.changes}


def test_a_report_is_no_worse_than_itself(any_report: AnyReport) -> None:
    found = compare(any_report, any_report, installed())
    assert found.changes == ()
    assert not found.worsened
    assert changes.show(found).endswith("Nothing changed.")


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        (Level.OPEN_SOURCE_AI, Level.OPEN_WEIGHTS, WORSE),
        (Level.OPEN_WEIGHTS, Level.RESTRICTED_WEIGHTS, WORSE),
        (Level.CLOSED, Level.OPEN_WEIGHTS, BETTER),
        (Level.CLOSED, Level.UNKNOWN, WORSE),
        (Level.UNKNOWN, Level.OPEN_WEIGHTS, OTHER),
    ],
)
def test_levels(old: Level, new: Level, direction: Direction) -> None:
    found = compare(changed(level=old), changed(level=new), installed())
    assert directions(found) == {"answer": direction}


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        (Status.MET, Status.UNKNOWN, WORSE),
        (Status.UNKNOWN, Status.NOT_MET, WORSE),
        (Status.NOT_MET, Status.MET, BETTER),
        (Status.UNKNOWN, Status.MET, BETTER),
        (Status.NOT_MET, Status.UNKNOWN, OTHER),
        (Status.MET, Status.NOT_APPLICABLE, OTHER),
    ],
)
def test_criteria(old: Status, new: Status, direction: Direction) -> None:
    before, after = (changed(verdicts=(verdict("osd", "1", one),)) for one in (old, new))
    assert directions(compare(before, after, installed())) == {"osd:1": direction}


@pytest.mark.parametrize(
    ("kind", "message", "added", "removed"),
    [
        (FindingKind.BAN, "You may not sell it", WORSE, BETTER),
        (FindingKind.DUTY, "You must say who made it", WORSE, BETTER),
        (FindingKind.POWER, "The licensor may change the terms", WORSE, BETTER),
        (FindingKind.GRANT, "You may change it", BETTER, WORSE),
    ],
)
def test_what_the_terms_say(
    kind: FindingKind, message: str, added: Direction, removed: Direction
) -> None:
    without = model_report()
    said = finding("F9", "some-rule", message, quote("x"), severity=Severity.LOW, kind=kind)
    with_it = changed(findings=(*without.findings, said))
    assert [one.direction for one in compare(without, with_it, installed()).changes] == [added]
    assert [one.direction for one in compare(with_it, without, installed()).changes] == [removed]


def test_a_lower_threshold_is_a_new_restriction() -> None:
    before, after = (
        changed(findings=(finding("F9", "scale-threshold", f"You may not use it above {n} users"),))
        for n in ("700", "100")
    )
    found = compare(before, after, installed())
    assert found.worsened
    assert "You may not: use it above 100 users (new)" in changes.show(found)


def test_a_licence_text_that_changed_under_the_same_name_is_told() -> None:
    before = model_report()
    after = changed(
        licenses=(
            before.licenses[0].model_copy(
                update={"sha256": "ee" * 32, "expression": Expression.of("MIT")}
            ),
        )
    )
    assert directions(compare(before, after, installed())) == {
        "text of LICENSE": OTHER,
        "licence": OTHER,
    }


def test_parts_that_vanish_and_things_that_cannot_be_read_any_more_are_worse() -> None:
    before = changed(problems=())
    gone = [part.model_copy(update={"state": State.ABSENT}) for part in before.components]
    after = changed(components=tuple(gone), problems=model_report().problems)
    assert directions(compare(before, after, installed())) == {
        "part weights": WORSE,
        "part training-code": OTHER,
        "not read: plain words": WORSE,
    }


@given(*[st.tuples(st.integers(0, 100), st.integers(0, 100))] * 2)
def test_scores(old: tuple[int, int], new: tuple[int, int]) -> None:
    before, after = (
        changed(score=Score(value=value, ceiling=ceiling, profile="default", parts=()))
        for value, ceiling in (old, new)
    )
    there, back = (
        compare(before, after, installed()).worsened,
        compare(after, before, installed()).worsened,
    )
    assert not (there and back)
    assert there == (old != new and new[0] <= old[0] and new[1] <= old[1])


def test_two_licence_texts() -> None:
    before = text_report()
    met = OsdAnswer(status={"6": Status.MET}, conformant=True)
    after: LicenseReport = before.model_copy(update={"osd": met})
    assert directions(compare(before, after, installed())) == {"answer": BETTER}


def test_checks_are_compared_model_by_model() -> None:
    before = check_report()
    zebra, okapi, gone, gnu = before.models
    after = before.model_copy(
        update={"models": (okapi, gnu.model_copy(update={"report": None, "level": None}), zebra)}
    )
    found = {
        (one.model, one.what): one.direction for one in compare(before, after, installed()).changes
    }
    assert found == {(gone.ref, "use of it"): OTHER, (gnu.ref, "reading"): WORSE}
    added = compare(after.model_copy(update={"models": (okapi,)}), before, installed())
    assert added.worsened


def test_a_check_and_an_audit_cannot_be_compared() -> None:
    with pytest.raises(UsageError, match="cannot be compared"):
        compare(check_report(), model_report(), installed())


class TestOutput:
    worse = compare(model_report(), changed(level=Level.CLOSED, revision=HOSTILE), installed())

    def test_the_worse_comes_first(self) -> None:
        lines = changes.show(self.worse).splitlines()
        assert lines[1] == "worse   answer: restricted-weights -> closed"
        assert lines[-1].startswith("1 worse, 0 better, 1 other.")

    def test_json_says_whether_it_became_worse(self) -> None:
        written = json.loads(changes.show(self.worse, "json"))
        assert written["worsened"] is True
        assert written["changes"][0]["direction"] == "worse"

    @pytest.mark.parametrize("format_name", ["terminal", "markdown"])
    def test_hostile_words_steer_nothing(self, format_name: str) -> None:
        text = changes.show(self.worse, format_name)
        assert "\x1b" not in text
        assert "\n::error" not in text
        if format_name == "markdown":
            assert text.count("\n| ") == 4


class TestParsing:
    def test_every_report_comes_back(self, any_report: AnyReport) -> None:
        assert parse(render(any_report, installed()), "report.json") == any_report

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "r.json:1: not JSON"),
            ("[]", "no report"),
            ('{"a": 1}', "no report"),
            ('{"ref": "x"}', "r.json: "),
            ('{"models": [], "extra": 1}', "r.json: "),
        ],
    )
    def test_what_is_no_report_is_named(self, text: str, words: str) -> None:
        with pytest.raises(UsageError) as caught:
            parse(text, "r.json")
        assert words in str(caught.value)
        assert caught.value.remedy
