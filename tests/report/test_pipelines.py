"""JUnit XML and GitHub annotations: what pipelines show."""

from xml.etree import ElementTree

import pytest
import xmlschema

from licensecheck.domain.report import AnyReport, CheckReport
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import github, junit
from tests.standards import JUNIT, standard

from .conftest import check_report, model_report


def xml(report: AnyReport) -> ElementTree.Element:
    return ElementTree.fromstring(junit.render(report, installed()))  # noqa: S314  # our own output


def kind(line: str) -> str:
    """`error` of `::error title=…::…`."""
    return line.split("::")[1].split(" ", maxsplit=1)[0]


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(standard(JUNIT)))


class TestJUnit:
    def test_it_is_valid(self, schema: xmlschema.XMLSchema, any_report: AnyReport) -> None:
        schema.validate(junit.render(any_report, installed()))

    def test_hostile_words_stay_valid(
        self, schema: xmlschema.XMLSchema, hostile_report: AnyReport
    ) -> None:
        schema.validate(junit.render(hostile_report, installed()))

    def test_a_check_of_nothing_is_valid(self, schema: xmlschema.XMLSchema) -> None:
        schema.validate(
            junit.render(CheckReport(passed=True, fail_on=("closed",), models=()), installed())
        )

    @pytest.mark.parametrize("name", ["tests", "classname", "message"])
    def test_the_schema_refuses_what_is_wrong(self, schema: xmlschema.XMLSchema, name: str) -> None:
        assert not schema.is_valid(
            junit.render(model_report(), installed()).replace(f" {name}=", " other=")
        )

    def test_counts_are_those_of_the_cases(self, any_report: AnyReport) -> None:
        root = xml(any_report)
        for suite in (root, *root.iter("testsuite")):
            assert int(suite.attrib["tests"]) == len(list(suite.iter("testcase"))) > 0
            assert int(suite.attrib["failures"]) == len(list(suite.iter("failure")))
            assert int(suite.attrib["errors"]) == len(list(suite.iter("error")))
        for suite in root.iter("testsuite"):
            assert int(suite.attrib["skipped"]) == len(list(suite.iter("skipped")))

    def test_a_criterion_that_is_not_met_fails_and_an_unknown_one_is_skipped(self) -> None:
        cases = {
            f"{c.get('classname')}:{c.get('name')}": c for c in xml(model_report()).iter("testcase")
        }
        assert [child.tag for child in cases["osd:6 name of 6"]] == ["failure"]
        assert [child.tag for child in cases["osd:7 name of 7"]] == ["skipped"]
        assert [child.tag for child in cases["osd:1 name of 1"]] == []

    def test_a_check_fails_by_rule_names_places_and_skips_what_is_waived(self) -> None:
        suites = {suite.attrib["name"]: suite for suite in xml(check_report()).iter("testsuite")}
        failure = suites["huggingface:zoo/zebra"].find("testcase[@name='no-field-of-use']/failure")
        assert failure is not None
        assert failure.text == "src/plain words.py:7: zoo/zebra"
        assert suites["huggingface:zoo/okapi"].attrib["failures"] == "0"
        assert suites["huggingface:zoo/okapi"].attrib["skipped"] == "1"
        assert suites["huggingface:zoo/gone"].attrib["errors"] == "1"

    def test_hostile_words_stay_well_formed(self, hostile_report: AnyReport) -> None:
        assert "<script>alert(1)</script>" in "".join(
            value for element in xml(hostile_report).iter() for value in element.attrib.values()
        )


class TestGitHub:
    def test_a_stopped_model_marks_the_line_that_names_it(self) -> None:
        lines = github.render(check_report(), installed()).splitlines()
        assert lines[0] == (
            "::error title=huggingface%3Azoo/zebra%3A not allowed,file=src/plain words.py,line=7"
            "::bans plain words [no-field-of-use]"
        )

    def test_errors_come_first(self, any_report: AnyReport) -> None:
        kinds = [kind(line) for line in github.render(any_report, installed()).splitlines()]
        assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
        assert kinds[0] == "error"

    def test_a_model_has_one_annotation_that_names_its_other_places(self) -> None:
        whole = check_report()
        model = next(one for one in whole.models if not one.passed and one.references)
        place = model.references[0]
        places = tuple(place.model_copy(update={"line": 7 + at}) for at in range(9))
        many = model.model_copy(update={"references": places})
        text = github.render(whole.model_copy(update={"models": (many,)}), installed())
        (line,) = [one for one in text.splitlines() if one.startswith("::error")]
        also = ", ".join(f"src/plain words.py:{number}" for number in range(8, 13))
        assert line.endswith(f"(also named at {also} and 3 more)")

    def test_no_more_are_printed_than_github_shows(self) -> None:
        whole = check_report()
        model = next(one for one in whole.models if not one.passed and one.references)
        many = tuple(model.model_copy(update={"ref": f"hf:zoo/{at}"}) for at in range(30))
        text = github.render(whole.model_copy(update={"models": many}), installed())
        lines = text.splitlines()
        assert len(lines) == github.MOST
        assert [kind(line) for line in lines[:-1]] == ["error"] * 9
        assert "more are not shown here: see the summary of the job" in lines[-1]

    def test_waived_decisions_are_no_annotation(self) -> None:
        assert "okapi" not in github.render(check_report(), installed())

    def test_hostile_words_begin_no_command(self, hostile_report: AnyReport) -> None:
        text = github.render(hostile_report, installed())
        assert "\x1b" not in text
        for line in text.splitlines():
            assert kind(line) in ("error", "warning", "notice")
            fields = line.split("::")[1].partition(" ")[2]
            assert all("=" in field for field in fields.split(",") if fields)
