"""JUnit XML: a suite for each model, a test case for each criterion or decision of the policy."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from licensecheck.domain import ProblemKind, Status
from licensecheck.domain.report import DEFECT, NOT_READ, AnyReport, CheckedModel, CheckReport
from licensecheck.domain.reported_terms import ReportedProblem
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.summary import (
    Audit,
    by_framework,
    counts,
    decisions,
    headline,
    plain,
    subject,
)
from licensecheck.text.inert import Channel

CHANNEL = Channel.MARKUP


def render(report: AnyReport, _: Knowledge) -> str:
    """What is not met fails, and what stops a check; what is unknown in an audit, and what a check
    only warns of, is skipped."""
    if isinstance(report, CheckReport):
        suites = [_checked(model) for model in report.models]
        suites += [_unread(problem) for problem in report.problems if problem.hides_terms]
    else:
        suites = [_read(report)]
    root = Element("testsuites", name="licensecheck")
    if isinstance(report, CheckReport):
        suites += [_noted(one) for one in report.problems if one.kind is ProblemKind.STALE]
    for suite in suites:
        _count(suite)
        root.append(suite)
    _count(root)
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=False)


def _read(report: Audit) -> Element:
    suite = Element("testsuite", name=subject(report))
    SubElement(SubElement(suite, "properties"), "property", name="level", value=headline(report))
    for framework, verdicts in by_framework(report.verdicts).items():
        for verdict in verdicts:
            name = plain(f"{verdict.criterion} {verdict.name}")
            case = SubElement(suite, "testcase", classname=framework, name=name)
            if verdict.status is Status.NOT_MET:
                SubElement(case, "failure", message=plain(verdict.reason), type="NOT_MET")
            elif verdict.status is not Status.MET:
                SubElement(case, "skipped", message=plain(f"{verdict.status}: {verdict.reason}"))
    return suite


def _checked(model: CheckedModel) -> Element:
    suite = Element("testsuite", name=plain(model.ref))
    level = str(model.level) if model.level else "not read"
    SubElement(SubElement(suite, "properties"), "property", name="level", value=level)
    found = decisions(model)
    for decision in found:
        case = SubElement(suite, "testcase", classname=plain(model.ref), name=plain(decision.rule))
        if counts(decision) and not model.passed:
            kind = "error" if decision.rule in (NOT_READ, DEFECT) else "failure"
            failed = SubElement(case, kind, message=plain(decision.reason), type=decision.answer)
            failed.text = "\n".join(_places(model))
        elif decision.waived:
            SubElement(case, "skipped", message=plain(f"waived: {decision.waived}"))
        elif counts(decision):
            SubElement(case, "skipped", message=plain(f"warning: {decision.reason}"))
    if not found:
        SubElement(suite, "testcase", classname=plain(model.ref), name="policy")
    return suite


def _unread(problem: ReportedProblem) -> Element:
    """What a target may name, but nobody knows."""
    suite = Element("testsuite", name=plain(problem.subject))
    case = SubElement(suite, "testcase", classname=plain(problem.subject), name=NOT_READ)
    SubElement(case, "error", message=plain(problem.message), type=str(problem.kind))
    return suite


def _noted(problem: ReportedProblem) -> Element:
    """What stops nothing, and has to be known."""
    suite = Element("testsuite", name=plain(problem.subject))
    case = SubElement(suite, "testcase", classname=plain(problem.subject), name=str(problem.kind))
    SubElement(case, "skipped", message=plain(problem.message))
    return suite


def _places(model: CheckedModel) -> Iterator[str]:
    for used in model.references:
        yield plain(f"{used.file}:{used.line}: {used.text}")


def _count(element: Element) -> None:
    counted = {"tests": "testcase", "failures": "failure", "errors": "error"}
    if element.tag == "testsuite":  # the schema has no such attribute for the root
        counted["skipped"] = "skipped"
    for name, tag in counted.items():
        element.set(name, str(sum(1 for _ in element.iter(tag))))
