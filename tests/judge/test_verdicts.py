"""Not met needs certainty, met needs that everything was read; the rest is unknown."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import (
    Clause,
    ClauseKind,
    ClauseLabel,
    Declaration,
    Document,
    DocumentKind,
    Identification,
    Problem,
    ProblemKind,
    Reading,
    Source,
    Span,
    Status,
)
from licensecheck.identify.names import unresolved
from licensecheck.judge.verdicts import judge
from licensecheck.knowledge.criteria import load_frameworks
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.rules import load_rules
from licensecheck.settings import Settings
from licensecheck.terms.findings import findings
from licensecheck.terms.terms import Terms

TEXT = Document(
    "LICENSE", "You may use it. You may not sell it above ten users.", DocumentKind.LICENSE
)
GRANTS = ("grant-use", "grant-modify", "grant-distribute")


def label(name: str, certain: bool = True) -> ClauseLabel:
    clause = Clause(Span(0, 15), ClauseKind.SENTENCE)
    return ClauseLabel(clause, name, 1.0 if certain else 0.5, certain, Source.MODEL)


def statuses(
    *labels: ClauseLabel,
    conforms: bool | None = None,
    unclear: tuple[Span, ...] = (),
    problems: tuple[Problem, ...] = (),
    declared: tuple[Declaration, ...] = (),
) -> dict[str, Status]:
    reading = Reading(TEXT, Identification(), labels, conforms, (), unclear)
    found = findings((reading,), declared, load_rules(), load_facts())
    terms = Terms((reading,), declared, found, problems)
    return {v.criterion: v.status for v in judge(load_frameworks()["osd"], terms, load_rules())}


def granted() -> tuple[ClauseLabel, ...]:
    return tuple(label(name) for name in GRANTS)


def test_a_certain_restriction_fails_its_criteria_and_no_other() -> None:
    answers = statuses(label("scale-threshold"), *granted())
    assert {name for name, status in answers.items() if status is Status.NOT_MET} == {"5", "6"}


def test_an_uncertain_restriction_makes_its_criteria_unknown() -> None:
    answers = statuses(label("scale-threshold", certain=False), *granted())
    assert (answers["5"], answers["6"], answers["3"]) == (
        Status.UNKNOWN,
        Status.UNKNOWN,
        Status.MET,
    )


def test_all_read_and_all_granted_is_met() -> None:
    assert set(statuses(*granted()).values()) == {Status.MET}


def test_without_a_grant_nothing_is_met_that_needs_it() -> None:
    answers = statuses(label("grant-use"), label("grant-distribute"))
    assert answers["3"] is Status.UNKNOWN


@pytest.mark.parametrize(
    "unreadable",
    [
        {"unclear": (Span(16, 20),)},
        {"problems": (Problem(ProblemKind.BINARY, "LICENSE.pdf", "is a PDF"),)},
        {
            "declared": (Declaration(TEXT, Span(0, 3), "other", unresolved("other")),),
            "conforms": True,
            "problems": (Problem(ProblemKind.MISSING, "LICENSE-2", "is not there"),),
        },
    ],
)
def test_what_nobody_read_is_never_met(unreadable: dict[str, object]) -> None:
    assert Status.MET not in statuses(*granted(), **unreadable).values()  # type: ignore[arg-type]


def test_no_licence_at_all_is_unknown() -> None:
    verdicts = judge(load_frameworks()["osd"], Terms((), (), (), ()), load_rules())
    assert {v.status for v in verdicts} == {Status.UNKNOWN}


def test_a_licence_known_to_conform_is_met() -> None:
    assert set(statuses(conforms=True).values()) == {Status.MET}


@pytest.mark.parametrize("name", ["SSPL-1.0", "LicenseRef-scancode-moonshot-ai-modified-mit-2025"])
def test_facts_that_do_not_say_that_a_licence_is_open_are_never_outvoted(name: str) -> None:
    auditor = Auditor(Settings(offline=True), lambda _: None)
    assert auditor.known_license(name).osd.conformant is not True


def test_what_is_known_of_a_licence_is_quoted_where_rules_and_model_find_it(real: Path) -> None:
    text = real / "licenses" / "OrionStarAI+Orion--ModelsCommunityLicenseAgreement.txt"
    auditor = Auditor(Settings(device="cpu", threads=1), lambda _: None)
    report = auditor.license(text.name, text.read_bytes())
    quoted = {found.rule: found.evidence[0].quote for found in report.findings}
    assert "Commercial Purposes" in quoted["noncommercial-only"]
    assert "claims made by Third Parties" in quoted["indemnification"]
