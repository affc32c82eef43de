"""What a clause does with an act: must, may, need not or must not be done."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.classify.classify import Classifier
from licensecheck.classify.matcher import Ruled, clause_matcher
from licensecheck.classify.tokens import tokens
from licensecheck.domain import Document, DocumentKind
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.modality import Modality, Sign, load_signs
from licensecheck.knowledge.rules import load_rules
from licensecheck.text.segment import segment


def read(clause: str) -> Ruled:
    stem, _, text = clause.rpartition(" | ")
    return clause_matcher(installed()).read(text, stem=stem)


def labels(clause: str) -> set[str]:
    return {hit.label for hit in read(clause).hits}


def modality(example: str) -> Modality | None:
    """What governs the act in brackets."""
    before, act, after = re.fullmatch(r"(.*)\[(.+)\](.*)", example).groups()  # type: ignore[union-attr]  # the schema asks for brackets
    said = clause_matcher(installed()).modalities(before + act + after).of(len(tokens(before)))
    return said.modality if said else None


SIGNS = load_signs().signs
EXAMPLES = [(example, sign) for sign in SIGNS for example in sign.examples]
NEAR_MISSES = [(example, sign) for sign in SIGNS for example in sign.other]


@pytest.mark.parametrize(("example", "sign"), EXAMPLES)
def test_a_sign_governs_the_act_of_its_examples(example: str, sign: Sign) -> None:
    assert modality(example) in {sign.modality, *sign.turns.values()}


@pytest.mark.parametrize(("example", "sign"), NEAR_MISSES)
def test_a_sign_does_not_govern_the_act_of_a_near_miss(example: str, sign: Sign) -> None:
    assert modality(example) is not sign.modality


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("Licensees do not have to indemnify the authors.", "indemnification"),
        ("Nobody is obliged to defend us against the claims of others.", "indemnification"),
        ("The copyright notice need not be kept in copies.", "attribution-notice"),
        ("You can keep the copyright notice, but this is not required.", "attribution-notice"),
        ("Each copy may include the above copyright notice if you wish.", "attribution-notice"),
        ("Redistributions must not reproduce the above notice.", "attribution-notice"),
        ("You are free to give recipients a copy of this licence or not.", "license-copy"),
        ("Changed files are not required to carry notices of the change.", "state-changes"),
        ("You may publish the source code of your version or keep it.", "copyleft"),
        ("Our company can be held liable for any damage that it causes.", "liability-limitation"),
        ("The maintainers must be held liable for all losses.", "liability-limitation"),
        ("You may use our trademarks in your advertisements.", "trademark-reservation"),
        ("The names of the authors can be used to promote products.", "trademark-reservation"),
        ("Permission to use, copy and share the work is not granted.", "grant-distribute"),
        ("We do not grant users the right to modify the model.", "grant-modify"),
        ("It is forbidden to share the weights.", "grant-distribute"),
        ("You must use the product for commercial purposes.", "noncommercial-only"),
        ("You must use the product for commercial purposes.", "grant-commercial"),
        ("You do not have to: | keep the copyright notice", "attribution-notice"),
        ("The following is not allowed; you must not: | distribute the model", "grant-distribute"),
    ],
)
def test_what_is_denied_or_optional_is_neither_granted_nor_owed(clause: str, label: str) -> None:
    ruled = read(clause)
    assert label not in {hit.label for hit in ruled.hits}
    assert label in ruled.opposed


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("You must indemnify the authors.", "indemnification"),
        ("The copyright notice shall be kept in all copies.", "attribution-notice"),
        ("You may share it, provided that the copyright notice is kept.", "attribution-notice"),
        ("You may not share it without keeping the copyright notice.", "attribution-notice"),
        ("You may share it only if you keep the copyright notice.", "attribution-notice"),
        ("In no event shall the authors be liable for damages.", "liability-limitation"),
        ("You may not use our trademarks.", "trademark-reservation"),
        ("Permission to use, copy and share the work is hereby granted.", "grant-distribute"),
        ("Nothing in these terms prevents you from sharing the model.", "grant-distribute"),
        ("We grant you a licence to modify the model; you must not sue us.", "grant-modify"),
    ],
)
def test_what_is_said_is_not_taken_for_its_opposite(clause: str, label: str) -> None:
    assert label not in read(clause).opposed


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("This licence does not give you the right to share the model.", "no-redistribution"),
        ("Redistribution in source and binary form is not permitted.", "no-redistribution"),
        ("It is prohibited to distribute the work.", "no-redistribution"),
        ("You may not distribute it under any terms, including this licence.", "no-redistribution"),
        ("All rights are granted, except for the right to modify it.", "no-derivatives"),
        ("Permission is granted to use it, but not to distribute it.", "no-redistribution"),
    ],
)
def test_who_forbids_an_act_as_such_restricts(clause: str, label: str) -> None:
    assert label in labels(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "You may not distribute the model unless you keep the notice.",
        "If you do not agree, you may not distribute the model.",
        "You may not distribute copies under the name of the authors.",
        "We will not distribute your data.",
        "Copies that you may not distribute do not exist.",
    ],
)
def test_a_ban_with_a_condition_or_of_something_else_is_no_ban_of_the_act(clause: str) -> None:
    assert "no-redistribution" not in labels(clause)


def test_an_indemnity_that_one_may_choose_to_owe_is_left_to_a_person() -> None:
    clause = "You may offer a warranty, but only if you agree to indemnify the authors."
    document = Document("LICENSE", clause, DocumentKind.LICENSE)
    classifier = Classifier(clause_matcher(installed()), None)
    found = classifier.decide(classifier.score(document, segment(document)))
    assert not any(one.certain for one in found if one.label == "indemnification")


def test_one_sentence_can_grant_one_act_and_deny_another() -> None:
    ruled = read("Permission is granted to use, copy and modify it, but not to distribute it.")
    assert {"grant-modify", "no-redistribution"} <= {hit.label for hit in ruled.hits}
    assert "grant-distribute" in ruled.opposed
    assert "grant-modify" not in ruled.opposed


ACTS = {
    "indemnification": "indemnify the authors",
    "attribution-notice": "keep the copyright notice",
    "state-changes": "mark the files that were changed",
}
SUBJECTS = st.sampled_from(["You", "The licensee", "Users", "Each recipient of the model"])


@given(SUBJECTS, st.sampled_from(sorted(ACTS)), st.sampled_from(["must", "shall", "has to"]))
def test_a_duty_is_owed_whoever_owes_it(subject: str, label: str, verb: str) -> None:
    assert label not in read(f"{subject} {verb} {ACTS[label]}.").opposed


@given(
    SUBJECTS,
    st.sampled_from(sorted(ACTS)),
    st.sampled_from(["need not", "may", "must not", "is not required to", "is welcome to"]),
)
def test_a_duty_that_is_not_owed_is_none_whoever_is_free_of_it(
    subject: str, label: str, verb: str
) -> None:
    assert label in read(f"{subject} {verb} {ACTS[label]}.").opposed


WORDS = [
    "you",
    "may",
    "not",
    "must",
    ";",
    ".",
    ",",
    "but",
    "to",
    "is",
    "granted",
    "share",
    "except",
    "neither",
]


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_any_row_of_words_is_read(words: str) -> None:
    read(words)


def test_what_a_label_needs_is_what_its_kind_says_or_what_its_act_says() -> None:
    rules = load_rules().labels
    assert rules["grant-use"].needs is Modality.MAY
    assert rules["indemnification"].needs is Modality.MUST
    assert rules["no-redistribution"].needs is Modality.MUST_NOT
    assert rules["liability-limitation"].needs is Modality.MUST_NOT


PLAIN = [
    ("You may not distribute the model.", "no-redistribution"),
    ("Redistribution and use in source form are not permitted.", "no-redistribution"),
    ("Permission to share this software and its notes is not granted.", "no-redistribution"),
    ("The licensor does not grant you the right to publish the work.", "no-redistribution"),
    ("Use is free, but distribution of the software is not permitted.", "no-redistribution"),
    ("Permission is granted to run it, but not to modify the package.", "no-derivatives"),
    ("The weights may not be distributed, even with the notice.", "no-redistribution"),
    ("A right to modify or create derivatives is hereby not granted.", "no-derivatives"),
    ("Use is granted, except for the rights to distribute.", "no-redistribution"),
]
OF_SOMETHING_ELSE = [
    ("You may not publish reports on the model.", "no-redistribution"),
    ("This exception does not modify the software.", "no-derivatives"),
    ("You may not modify the terms of the software licence.", "no-derivatives"),
    ("You may not alter, remove or hide the notices.", "no-derivatives"),
    ("You may verbatim copy this licence, but changing it is not allowed.", "no-derivatives"),
    ("Reports on the model may not be distributed.", "no-redistribution"),
    ("On the following conditions: | You may not modify the software.", "no-derivatives"),
    ("You must not keep the model from being distributed.", "no-redistribution"),
    ("You may not distribute the software under other terms.", "no-redistribution"),
]


def plainly_denied(clause: str) -> set[str]:
    return {hit.label for hit in read(clause).hits if hit.plain}


@pytest.mark.parametrize(("clause", "label"), PLAIN)
def test_who_forbids_an_act_on_the_work_itself_needs_no_second_opinion(
    clause: str, label: str
) -> None:
    assert label in plainly_denied(clause)


@pytest.mark.parametrize(("clause", "label"), OF_SOMETHING_ELSE)
def test_who_forbids_it_on_something_else_does(clause: str, label: str) -> None:
    assert label not in plainly_denied(clause)


WHAT = {
    "publicity-or-benchmark-restriction": "publish {} results of your tests",
    "sale-restriction": "sell {} copies of the model",
    "hosted-service-restriction": "offer {} hosted services with the model",
    "non-compete": "build {} competing products with it",
    "output-training-restriction": "train {} models on what it writes",
    "guardrail-circumvention-ban": "remove {} safety filters",
    "no-redistribution": "distribute {} copies of it",
    "no-derivatives": "modify {} parts of the model",
}
GRANTS = ["You may", "Users are free to", "You are permitted to"]
CONDITIONS = ["", ", provided that you cite the paper", ", if you keep the notice"]


@given(
    st.sampled_from(sorted(WHAT)),
    st.sampled_from(GRANTS),
    st.sampled_from(["", "any", "all"]),
    st.sampled_from(CONDITIONS),
)
def test_what_one_may_do_is_not_banned(label: str, grant: str, which: str, then: str) -> None:
    ruled = read(f"{grant} {WHAT[label].format(which)}{then}.".replace("  ", " "))
    assert label in ruled.opposed
    assert label not in {hit.label for hit in ruled.hits}


@pytest.mark.parametrize(
    "clause",
    [
        "You may publish benchmark results with our written consent.",
        "You may publish test results only in journals.",
        "You may not publish benchmark results.",
        "You may publish the results of tests after approval by the company.",
    ],
)
def test_a_permission_that_is_narrowed_may_be_a_ban(clause: str) -> None:
    assert "publicity-or-benchmark-restriction" not in read(clause).opposed
