"""How rules, classifier and the rest of a text decide together what a clause does."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

import numpy as np
import pytest

from licensecheck import licenses
from licensecheck.auditor import Auditor
from licensecheck.classify import classify
from licensecheck.classify.answers import Probabilities
from licensecheck.classify.classify import Classifier
from licensecheck.classify.matcher import clause_matcher
from licensecheck.domain import (
    Clause,
    ClauseKind,
    Document,
    DocumentKind,
    Effort,
    Span,
)
from licensecheck.domain.report import LicenseReport
from licensecheck.knowledge.knowledge import installed
from licensecheck.settings import Settings
from licensecheck.text.segment import segment

INTERNAL = "You may use and modify the program solely for your own internal research."
OUTWARD = "You may also distribute copies of the program, changed or not, to anyone."
BAN = "You must not use the program for military purposes."


def read(text: str) -> LicenseReport:
    reader = Auditor(Settings(device="cpu", threads=1), lambda _: None)
    return reader.license("-", text.encode(), clauses_only=True)


def confidence(report: LicenseReport, label: str) -> set[str]:
    return {str(found.confidence) for found in report.findings if found.rule == label}


def test_a_limit_to_internal_use_fails_a_licence_that_grants_nothing_else() -> None:
    report = read(INTERNAL)
    assert confidence(report, "internal-use-only") == {"certain"}
    assert report.osd.conformant is False


def test_where_another_clause_lets_copies_go_out_a_person_should_read_both() -> None:
    report = read(f"{INTERNAL}\n\n{OUTWARD}")
    assert confidence(report, "internal-use-only") == {"uncertain"}
    assert report.osd.conformant is not True


def test_a_ban_is_certain_whatever_else_is_granted() -> None:
    report = read(f"{OUTWARD}\n\n{BAN}")
    assert confidence(report, "field-of-use-restriction") == {"certain"}
    assert report.osd.conformant is False


def test_who_may_change_and_pass_on_a_work_may_use_it() -> None:
    report = read(
        "Each contributor grants you a royalty-free copyright licence to reproduce, to prepare "
        "derivative works of and to distribute the program."
    )
    assert report.osd.status["6"] == "MET"


def test_what_is_too_long_for_the_classifier_is_left_to_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(licenses, "Effort", partial(Effort, pieces=len(OUTWARD) // 3))
    report = read(f"{OUTWARD}\n\nThe blue lamp in the tower hums at night when nobody is there.")
    assert [problem.kind for problem in report.problems] == ["unclear"]
    assert report.osd.conformant is None


@pytest.mark.parametrize(
    ("label", "clause"),
    [
        ("sale-restriction", "Neither the font nor any part of it may be sold by itself."),
        ("no-derivatives", "This licence may not be modified without leave of its author."),
    ],
)
def test_a_known_near_miss_is_not_said_whatever_the_classifier_thinks(
    label: str, clause: str
) -> None:
    assert not confidence(read(f"{OUTWARD}\n\n{clause}"), label)


@pytest.mark.parametrize(
    "clause",
    [
        "You may not sell the font by itself or as part of a product.",
        "Nobody may sell copies in a bundle or on their own.",
        "You may not sell the model.",
    ],
)
def test_a_ban_that_goes_further_than_the_near_miss_is_not_lost(clause: str) -> None:
    report = read(f"{OUTWARD}\n\n{clause}")
    assert confidence(report, "sale-restriction") | confidence(report, "no-redistribution")
    assert report.osd.conformant is not True


def test_a_rule_alone_counts_for_nothing_where_the_model_rules_it_out() -> None:
    ruled, lower = True, 0.2
    assert not classify.worth_reading(ruled, classify.DENIED / 2, lower)
    assert classify.worth_reading(ruled, classify.DENIED, lower)
    assert not classify.worth_reading(False, classify.DENIED, lower)
    assert classify.worth_reading(False, lower, lower)


@pytest.mark.parametrize(
    "cap",
    [
        "The tape must be passed on without charge beyond the cost of the tape.",
        "Combined works must be passed on at no charge beyond the cost of making copies.",
    ],
)
def test_a_cap_at_what_copies_cost_is_for_a_person_to_weigh(cap: str) -> None:
    report = read(f"{OUTWARD}\n\n{cap}")
    assert "certain" not in confidence(report, "sale-restriction")
    assert report.osd.conformant is not False


def test_an_act_that_is_plainly_denied_is_certain_whatever_the_classifier_thinks() -> None:
    report = read(
        "Permission is granted to use and copy this package, but not to distribute this package, "
        "provided that the notices are kept."
    )
    assert "certain" in confidence(report, "no-redistribution")
    assert report.osd.conformant is False


class Certain:
    """A model that is certain of one label, whatever it reads."""

    labels = ("fee-required",)
    thresholds: ClassVar = {"fee-required": (0.1, 0.9)}
    sha256 = ""

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        return np.full((len(pairs), 1), 0.99, np.float32)


def decided(text: str) -> set[tuple[str, bool]]:
    document = Document("LICENSE", text, DocumentKind.LICENSE)
    classifier = Classifier(clause_matcher(installed()), Certain())
    labels = classifier.decide(classifier.score(document, segment(document)))
    return {(one.label, one.certain) for one in labels if one.label in Certain.labels}


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("The zebra is at the water in the morning and it is on its own.", True),
        ("qzvk wplm oqjx tbnr hhsd ykcu zzpl mwqr gjtb xcvn.", False),
        ("Granite harbour violet pencil orbit lantern meadow quartz thimble.", False),
        # What a rule reads are words that stand there, whatever stands around them.
        ("Qzvk wplm oqjx tbnr hhsd ykcu zzpl; you must pay a license fee.", True),
    ],
)
def test_the_model_alone_is_certain_of_nothing_in_no_language(text: str, certain: bool) -> None:
    assert decided(text) == {("fee-required", certain)}


class Windowed(Certain):
    """A model that is certain where it reads a word, and knows how much it was asked at once."""

    def __init__(self) -> None:
        self.most = 0

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        self.most = max(self.most, sum(len(text) for _, text in pairs))
        return np.array([[0.99 if "zebra" in text else 0.01] for _, text in pairs], np.float32)


@pytest.mark.parametrize("at", [0, 7_000, 19_990])
def test_a_clause_of_any_length_is_read_in_parts_to_its_end(at: int) -> None:
    words = ["the horse is in it"] * 20_000
    words[at] = "the zebra is in it"
    document = Document("LICENSE", " ".join(words), DocumentKind.LICENSE)
    model = Windowed()
    (scored,) = Classifier(clause_matcher(installed()), model).score(
        document, [Clause(Span(0, len(document.text)), ClauseKind.SENTENCE)], Effort(pieces=10**6)
    )
    assert scored.likely == {"fee-required": pytest.approx(0.99)}
    assert model.most < 20_000
