"""May we? A yes needs a right that is given and terms that were read; a wrong yes is the worst."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import evaluate_rights
from licensecheck.domain import (
    Clause,
    ClauseKind,
    ClauseLabel,
    Document,
    DocumentKind,
    Identification,
    Problem,
    ProblemKind,
    Reading,
    Source,
    Span,
)
from licensecheck.domain.right import Right, RightAnswer
from licensecheck.domain.values import Detail, Territories
from licensecheck.judge.rights import rights
from licensecheck.knowledge.facts import LabelFact
from licensecheck.knowledge.knowledge import Knowledge, installed
from licensecheck.knowledge.rights import RightRule, Rights, load_rights
from licensecheck.knowledge.rules import Effect, load_rules
from licensecheck.licenses import LicenseAuditor
from licensecheck.report.wording import condition
from licensecheck.settings import Settings
from licensecheck.terms.findings import findings
from licensecheck.terms.terms import Terms

TEXT = Document("LICENSE", "You may use it. You may not sell it.", DocumentKind.LICENSE)
RULES = load_rights().rules
LABELS = load_rules().labels
RESTRICTIONS = load_rules().with_effect(Effect.VIOLATES)
UNREAD = Problem(ProblemKind.BINARY, "TERMS.pdf", "is a PDF")
GIVEN = (RightAnswer.YES, RightAnswer.YES_IF)
GRANTS = ("grant-use", "grant-modify", "grant-distribute")


def label(name: str, *, certain: bool = True) -> ClauseLabel:
    """A label of a clause; `copyleft/file` is one with that reach."""
    plain, _, reach = name.partition("/")
    values = (Detail("reach", reach),) if reach else ()
    clause = Clause(Span(0, 15), ClauseKind.SENTENCE)
    return ClauseLabel(clause, plain, 1.0, certain, Source.MODEL, values=values)


def answers(
    labels: Iterable[ClauseLabel],
    problems: tuple[Problem, ...] = (),
    knowledge: Knowledge | None = None,
    conforms: bool | None = None,
) -> dict[str, Right]:
    known = knowledge or installed()
    reading = Reading(TEXT, Identification(), tuple(labels), conforms)
    found = findings((reading,), (), known.rules, known.facts)
    return {one.right: one for one in rights(Terms((reading,), (), found, problems), known)}


EXAMPLES = [(name, one) for name, rule in RULES.items() for one in rule.examples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda one: getattr(one, "why", one))
def test_every_question_is_answered_as_its_examples_say(name: str, example: object) -> None:
    labels = [label(one) for one in example.labels]  # type: ignore[attr-defined]
    assert answers(labels)[name].answer is example.answer  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", RULES)
def test_a_question_says_what_each_restriction_means_for_it(name: str) -> None:
    """So that a restriction is never passed over because somebody forgot it."""
    assert [one for one in sorted(RESTRICTIONS) if not RULES[name].listed(one)] == []


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.told])
def test_words_that_may_answer_a_question_are_told_from_others(name: str) -> None:
    told = RULES[name].told
    assert told is not None
    assert [one for one in told.examples if not told.by(one)] == []
    assert [one for one in told.other if told.by(one)] == []


def test_only_licences_that_are_settled_say_something_alone() -> None:
    """What hides terms is left of the licence itself, or nobody read it: nothing is said alone."""
    labels = [label(one) for one in GRANTS]
    assert answers(labels, (UNREAD,))["use-commercially"].alone is None
    doubtful = [*labels, label("noncommercial-only", certain=False)]
    found = answers(doubtful)["use-commercially"]
    assert (found.answer, found.alone) == (RightAnswer.PLEASE_READ, None)


@pytest.mark.parametrize("name", RULES)
def test_a_question_names_only_labels_that_exist(name: str) -> None:
    rule = RULES[name]
    listed = (*rule.forbidden_by, *rule.doubtful_under, *rule.limited_by, *rule.untouched_by)
    named = {one.partition("/")[0] for one in listed}
    named |= set(rule.unless) | {one for grants in rule.given_by for one in grants}
    assert named - LABELS.keys() == set()


def test_a_restriction_that_no_question_names_is_for_a_person_to_read() -> None:
    class Forgetful(Knowledge):
        @property
        def rights(self) -> Rights:  # type: ignore[override]
            rules = {
                name: RightRule(**{**dict(rule), "untouched_by": (), "limited_by": ()})
                for name, rule in RULES.items()
            }
            return Rights(rules=rules, conditions=load_rights().conditions)

    labels = [label("grant-use"), label("field-of-use-restriction")]
    found = answers(labels, knowledge=Forgetful())["use-in-research"]
    assert found.answer is RightAnswer.PLEASE_READ


SOME_LABELS = st.lists(
    st.tuples(st.sampled_from(sorted(LABELS)), st.booleans()), max_size=8, unique_by=lambda x: x[0]
)


@given(SOME_LABELS, st.booleans())
def test_a_yes_needs_a_right_that_is_given_and_terms_that_were_read(
    drawn: list[tuple[str, bool]], read: bool
) -> None:
    labels = [label(name, certain=certain) for name, certain in drawn]
    certain = {name for name, sure in drawn if sure}
    for one in answers(labels, () if read else (UNREAD,)).values():
        if one.answer in GIVEN:
            assert read
            assert any(certain.issuperset(grants) for grants in RULES[one.right].given_by)
            assert (
                not certain.intersection(RULES[one.right].forbidden_by) or RULES[one.right].unless
            )


@given(SOME_LABELS, st.sampled_from(sorted(RESTRICTIONS)))
def test_one_more_restriction_never_makes_an_answer_better(
    drawn: list[tuple[str, bool]], more: str
) -> None:
    """`no` and `please-read` may change places; neither becomes a yes, and yes-if no plain yes."""
    before = [label(name, certain=sure) for name, sure in drawn if name != more]
    old, new = answers(before), answers([*before, label(more)])
    for name, one in old.items():
        if RULES[name].unless and more in RULES[name].unless:
            continue
        after = new[name].answer
        assert after is not RightAnswer.YES or one.answer is RightAnswer.YES
        assert after is not RightAnswer.YES_IF or one.answer in GIVEN


@given(SOME_LABELS)
def test_every_answer_but_what_is_not_said_has_its_proof(drawn: list[tuple[str, bool]]) -> None:
    for one in answers(label(name, certain=sure) for name, sure in drawn).values():
        assert one.findings or one.evidence


def test_a_licence_that_meets_the_definition_gives_what_it_does_not_spell_out() -> None:
    found = answers([label("grant-distribute")], conforms=True)
    assert found["use-commercially"].answer is RightAnswer.YES
    assert found["use-patents"].answer is RightAnswer.NOT_SAID


def test_every_licence_must_give_the_right() -> None:
    other = replace(TEXT, path="LICENSE-WEIGHTS")
    readings = (
        Reading(TEXT, Identification(), tuple(map(label, GRANTS)), None),
        Reading(other, Identification(), (label("grant-use"),), None),
    )
    known = installed()
    found = findings(readings, (), known.rules, known.facts)
    said = {one.right: one.answer for one in rights(Terms(readings, (), found, ()), known)}
    assert (said["use-in-research"], said["modify"]) == (RightAnswer.YES, RightAnswer.NOT_SAID)


def placed(source: Source, words: str, places: tuple[str, ...]) -> ClauseLabel:
    clause = Clause(Span(16, 36), ClauseKind.SENTENCE)
    values = (Territories(words, places),)
    return ClauseLabel(clause, "geographic-restriction", 1.0, True, source, values=values)


@pytest.mark.parametrize(
    ("source", "words", "places", "eu", "korea"),
    [
        (Source.LICENSE, "European Union", ("EU",), RightAnswer.NO, RightAnswer.YES),
        (Source.LICENSE, "Ruritania", (), RightAnswer.PLEASE_READ, RightAnswer.PLEASE_READ),
        (Source.LICENSE, "EU, Ruritania", ("EU",), RightAnswer.NO, RightAnswer.PLEASE_READ),
        (Source.RULE, "European Union", ("EU",), RightAnswer.PLEASE_READ, RightAnswer.PLEASE_READ),
    ],
)
def test_a_place_is_shut_out_where_the_facts_of_a_licence_name_it(
    source: Source, words: str, places: tuple[str, ...], eu: RightAnswer, korea: RightAnswer
) -> None:
    """In other texts the place may as well be the only one with rights."""
    found = answers([label("grant-use"), placed(source, words, places)])
    assert (found["use-in-the-eu"].answer, found["use-in-south-korea"].answer) == (eu, korea)


def known_license(name: str) -> dict[str, RightAnswer]:
    report = LicenseAuditor(Settings(device="cpu", threads=1)).known_license(name)
    return {one.right: one.answer for one in report.rights}


def test_leave_that_the_clause_of_a_threshold_asks_for_is_no_condition_below_it() -> None:
    report = LicenseAuditor(Settings(device="cpu", threads=1)).known_license("llama3.1")
    commercial = next(one for one in report.rights if one.right == "use-commercially")
    assert [one.text for one in commercial.conditions] == [
        "stay below 700,000,000 monthly active users, counted on 2024-07-23 alone",
        "keep to its use policy or annex of uses",
        'show "Built with Llama" in your product',
    ]


def test_of_a_licence_whose_text_nobody_read_no_right_is_known() -> None:
    said = set(known_license("LicenseRef-baichuan2-community").values())
    assert not said.intersection(GIVEN)


def test_a_doubt_about_openness_alone_takes_no_right_away() -> None:
    assert known_license("GFDL-1.3-only")["modify"] is RightAnswer.YES


def test_a_use_policy_that_is_known_counts_where_a_licence_names_it_alone() -> None:
    assert known_license("llama4")["use-in-the-eu"] is RightAnswer.NO
    assert known_license("llama3.3")["use-in-the-eu"] is RightAnswer.PLEASE_READ


def test_a_text_that_gives_and_forbids_the_same_is_for_a_person_to_read() -> None:
    both = answers([label("grant-distribute"), label("no-redistribution")])
    assert both["redistribute"].answer is RightAnswer.PLEASE_READ


def test_share_alike_reaches_as_far_as_the_licence_says() -> None:
    answers_ = [known_license(one)["relicense"] for one in ("MPL-2.0", "GPL-3.0-only")]
    assert answers_ == [RightAnswer.YES_IF, RightAnswer.NO]


@pytest.mark.parametrize(
    "name", sorted({one for rule in RULES.values() for one in rule.limited_by})
)
def test_every_condition_ends_a_sentence_that_begins_with_yes_if_you(name: str) -> None:
    plain, _, reach = name.partition("/")
    words = load_rights().condition(plain, reach)
    assert words[0].islower()
    assert words[-1] not in ".?"


def test_the_reach_of_a_fact_is_one_of_its_values() -> None:
    assert LabelFact(section="3.1", reach="file").values() == {"reach": "file"}


def test_differences_to_choosealicense_are_explained_one_by_one(real: object) -> None:
    explained = evaluate_rights.explained()
    found = {(one.license, one.what) for one in evaluate_rights.differences()}
    assert found == {(name, what) for name, said in explained.items() for what in said}


def test_no_licence_of_an_ai_model_is_answered_yes_or_no_against_what_a_person_read(
    real: object,
) -> None:
    found = [one for one in evaluate_rights.answered() if one.kind in ("wrong yes", "wrong no")]
    assert found == []


def test_condition_words_name_the_size() -> None:
    clause = ClauseLabel(
        Clause(Span(0, 15), ClauseKind.SENTENCE), "scale-threshold", 1.0, True, Source.LICENSE
    )
    found = answers([label("grant-use"), clause])["use-commercially"]
    assert (
        condition(found.conditions[0], installed()) == "stay below the size that the licence names"
    )
