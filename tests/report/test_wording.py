"""Every finding becomes one sentence, made in one place for all formats."""

import re

import pytest

from licensecheck.domain import (
    Basis,
    Confidence,
    Document,
    DocumentKind,
    Evidence,
    Expression,
    Finding,
    FindingKind,
    Severity,
    Source,
    Span,
)
from licensecheck.domain.mismatch import Clash, Conflict, Mismatch, Shown
from licensecheck.domain.values import Period, Territories, Threshold, Unit, Value
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.wording import letter, sentence, template, under_title

KNOWN = Knowledge()
RULES = KNOWN.rules


def finding(label: str, *values: Value) -> Finding:
    return Finding(
        rule=label,
        labels=(label,),
        severity=Severity.HIGH,
        confidence=Confidence.CERTAIN,
        source=Source.RULE,
        kind=RULES.labels[label].kind,
        evidence=(Evidence.said(Basis.HUB, "words"),),
        values=values,
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Threshold(700_000_000, Unit.USERS, words="users"), "above 700,000,000 users without"),
        (Threshold(20, None), "above 20 without"),
        (
            Threshold(1.5, Unit.REVENUE, Period.YEAR, "USD", "dollars"),
            "above USD 1.5 of revenue a year without",
        ),
        (Threshold(None, Unit.USERS, words="users"), "above a certain size without"),
    ],
)
def test_a_number_stands_with_its_unit(value: Value, shown: str) -> None:
    assert shown in sentence(finding("scale-threshold", value), KNOWN)


def test_a_place_is_named_where_the_clause_names_it() -> None:
    told = [Territories("the European Union", ("EU",)), Territories("", ())]
    for values in (told, told[::-1]):
        said = sentence(finding("geographic-restriction", *values), KNOWN)
        assert said.endswith("(the European Union)")


@pytest.mark.parametrize("label", sorted(RULES.labels))
def test_a_title_takes_over_how_a_sentence_begins_and_nothing_else(label: str) -> None:
    rule = RULES.labels[label]
    whole = template(rule)
    assert whole.removesuffix(under_title(rule.kind, whole)).strip() in {
        "You may not",
        "You must",
        "You may",
        "The licensor may",
    }
    last = re.sub(r"\[(?:[^\]|]*\|)*([^\]|]*)\]", r"[\1]", rule.says)
    without = re.sub(r"\[[^\]]*\{[^\]]*\]", "", last)
    assert under_title(rule.kind, whole) == re.sub(r"[\[\]]", "", without)


def mismatched(rule: str, *quotes: Evidence, **values: Shown) -> Finding:
    return Finding(
        rule=rule,
        labels=(),
        severity=Severity.HIGH,
        confidence=Confidence.CERTAIN,
        source=Source.CARD,
        kind=FindingKind.MISMATCH,
        evidence=quotes,
        mismatch=Mismatch.of(**values),
    )


def washed(rule: str, **values: Shown) -> str:
    """The sentence of an open-washing rule for what its detector found."""
    return sentence(mismatched(rule, **values), KNOWN)


def test_a_quote_in_a_letter_is_short_and_changes_nothing_else() -> None:
    hostile = Document("README.md", "{at}[|{against}]\n" + "自由" * 500, DocumentKind.CARD)
    claim = Evidence.at(hostile, Span(0, len(hostile.text)))
    said = letter(mismatched("claims-open-no-weights", claim, claim="open-weights"), KNOWN)
    assert said.startswith('Your card says "{at}[|{against}] 自由自由')
    assert '由…" (README.md:1), while not everybody may download the weights' in said
    assert len(said) < 400


def test_what_only_we_say_is_no_word_of_the_publisher() -> None:
    told = Evidence.said(Basis.DATASET, "answers of Zoo's models")
    values = {"dataset": "a/b", "provider": "Zoo", "forbids": "forbid to sell"}
    said = letter(mismatched("training-data-outputs", told, **values), KNOWN)
    assert said.startswith("Your model is trained on a/b, which holds answers of Zoo's models")


def test_all_conflicts_of_a_derivative_are_told_and_how_to_mend_the_first() -> None:
    conflicts = (Conflict(Clash.DROPPED, "copyleft"), Conflict(Clash.ADDED, "research-only"))
    under = Expression.of("GPL-3.0-only")
    rule = "derivative-under-laxer-terms"
    said = washed(rule, base="farm/base", under=under, offered=("MIT", "X"), conflicts=conflicts)
    assert said.startswith("made from farm/base (GPL-3.0-only), offered under MIT and X, which ")
    kept = '"you must license what you build alike, with source where asked for" [copyleft]'
    added = '"you may not use it for more than research and similar purposes" [research-only]'
    assert f"leaves out: {kept}, and adds what the base lets nobody add: {added}" in said
    assert said.endswith("or offer that under the base's terms")
    unnamed = washed(rule, base="farm/base", under=under, offered=(), conflicts=conflicts)
    assert "offered under its own terms" in unnamed


@pytest.mark.parametrize(
    ("phrase", "beginning", "asked"),
    [
        ("Built with Zebra", "", '"Built with Zebra" shown'),
        ("", "Zeb", 'a name that begins with "Zeb"'),
        ("Zebra", "Zeb", '"Zebra" shown and a name that begins with "Zeb"'),
    ],
)
def test_only_what_is_missing_is_asked_for(phrase: str, beginning: str, asked: str) -> None:
    under = Expression.of("Z")
    values: dict[str, Shown] = {"base": "farm/base", "under": under}
    said = washed("naming-duty-ignored", **values, phrase=phrase, beginning=beginning)
    assert said == f"Z of farm/base asks for {asked}"


def test_what_was_fetched_cannot_change_a_sentence() -> None:
    hostile = "{license}[; gone: {gone}]|{0.__class__}"
    said = washed("known-license-altered", document=hostile, license="MIT", gone=())
    assert said == f"{hostile} looks like MIT and was changed"


def test_open_washing_is_no_statement_of_the_terms() -> None:
    assert not KNOWN.washing.keys() & RULES.labels.keys()
    assert FindingKind.MISMATCH not in {rule.kind for rule in RULES.labels.values()}
