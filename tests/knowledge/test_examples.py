"""Every rule file does what its own examples say."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.classify.chinese import chinese_reader
from licensecheck.classify.matcher import claim_matcher, clause_matcher
from licensecheck.hubs.files import document_kind
from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.phrases import PhrasePlace, PhraseWords, load_phrases
from licensecheck.knowledge.rules import load_rules
from licensecheck.knowledge.word_lists import load_word_lists

Does = Callable[..., object]
Pairs = Iterable[tuple[Does, Iterable[Any], Iterable[Any]]]
RULES = load_rules().labels


def _of_sentences() -> Pairs:
    """What is asked of examples, those of which it is true, and those of which it is not."""
    allowing, remarks = installed().allowing, installed().remarks
    said = remarks.examples
    yield allowing.takes_nothing, allowing.examples.allows, allowing.examples.leaves
    yield of_pair(allowing.denied), allowing.examples.denies, allowing.examples.answers
    yield of_pair(allowing.elsewhere), allowing.examples.unlike, allowing.examples.alike
    dependent = installed().dependent
    yield dependent.may_depend, dependent.examples.dependent, dependent.examples.free
    yield lambda one: dependent.may_depend(one.upper()), dependent.examples.dependent, ()
    labelled = installed().labelled
    yield of_pair(labelled.limits), labelled.examples.leaves, labelled.examples.harmless
    yield lambda one: remarks.leaves(one, named=False), said.leaves, said.harmless
    narrowing = (*said.harmless, *said.open)
    yield lambda one: remarks.leaves(one, named=True), said.narrows, narrowing
    yield remarks.signs_ban, said.signed, said.unsigned


def _of_rules() -> Pairs:
    chinese, claims = chinese_reader(installed()).matcher, claim_matcher(installed())
    for label, rule in RULES.items():
        yield fires(clause_matcher(installed()), label), rule.examples.matching, rule.examples.other
        yield is_exempt(label), rule.examples.exempt, ()
        yield from ((one.is_in, one.examples, one.other) for one in rule.tells)
    for label, one in installed().chinese.labels.items():
        yield fires(chinese, label), one.examples.matching, one.examples.other
    for claim, one in installed().claims.items():
        yield fires(claims, claim), one.examples.matching, one.examples.other


def _of_words() -> Pairs:
    for words in load_word_lists().values():
        yield words.all.__contains__, words.examples, words.near_misses
    for file in sorted(rule_folder("phrases").glob("*.yaml")):
        for phrase in load_phrases(file.stem).values():
            yield fitting(phrase), phrase.examples, phrase.near_misses
    names = installed().file_names
    yield lambda one: document_kind(one) in (None, "prose"), names.none.examples, ()
    for kind in names.kinds:
        yield is_of(kind.kind), kind.examples, kind.near_misses
    for topic in installed().legal:
        yield lambda one, t=topic: t.named([one.text]) == (0, one.value), topic.examples, ()
        yield lambda one, t=topic: t.named([one]), (), topic.other


def of_pair(does: Callable[[str, str], object]) -> Does:
    return lambda pair: does(*pair)


def fires(matcher: Any, label: str) -> Does:
    def does(example: str) -> bool:
        stem, _, text = example.rpartition(" | ")
        return label in {hit.label for hit in matcher.read(text, stem=stem).hits}

    return does


def is_exempt(label: str) -> Does:
    """Whatever the classifier thinks."""
    return lambda example: label in clause_matcher(installed()).read(example).exempt


def fitting(words: PhraseWords) -> Does:
    pattern = words.pattern
    places = {PhrasePlace.START: pattern.match, PhrasePlace.WHOLE: pattern.fullmatch}
    return places.get(words.at, pattern.search)


def is_of(kind: str) -> Does:
    return lambda name: document_kind(name) == kind


def cases() -> Iterator[Any]:
    for does, meant, others in (*_of_sentences(), *_of_rules(), *_of_words()):
        for examples, expected in ((meant, True), (others, False)):
            yield from (pytest.param(does, one, expected, id=str(one)) for one in examples)


@pytest.mark.parametrize(("does", "example", "expected"), list(cases()))
def test_a_rule_file_does_what_its_examples_say(does: Does, example: Any, expected: bool) -> None:
    assert bool(does(example)) is expected


LIMITS = ["until May", "for students", "but not here", "nur privat", "на год", "学术研究", "%"]


@given(st.sampled_from(installed().allowing.examples.allows), st.sampled_from(LIMITS))
def test_a_word_that_nobody_listed_leaves_the_sentence_to_a_person(said: str, limit: str) -> None:
    assert not installed().allowing.takes_nothing(f"{said.rstrip('.。！')} {limit}")


@given(st.lists(st.sampled_from(["no", "use", "terms", "commercial", "or", "the", ",", "fee"])))
def test_words_in_any_order_are_read_at_once(words: list[str]) -> None:
    installed().allowing.takes_nothing(" ".join(words * 20))


@given(
    st.sampled_from(installed().labelled.examples.leaves),
    st.sampled_from(["", "*", "**", "`", "| ", "- "]),
)
def test_marks_around_a_label_or_value_change_nothing(pair: tuple[str, str], mark: str) -> None:
    label, value = pair
    marked = f"{mark}{label}{mark[::-1]}"
    assert installed().labelled.limits(marked, f" {value.upper()} ")


def test_the_name_of_a_known_licence_accounts_for_a_sentence_that_adds_nothing() -> None:
    leaves = installed().remarks.leaves
    assert not leaves("The weights are released under the MIT License.", named=True)
    assert leaves("Since June a research licence replaces the MIT License.", named=True)


@pytest.mark.parametrize(
    "name", ["ＬＩＣＥＮＳＥ.md", "LICENC\u0327A.md", "lizenz", "LICENSE-de.txt"]
)
def test_width_and_composition_of_letters_make_no_difference(name: str) -> None:
    assert document_kind(name) == "license"
