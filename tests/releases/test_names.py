"""Names in many spellings mean one model, and no name means another one."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Document, DocumentKind, Span
from licensecheck.releases.models import Model
from licensecheck.releases.scope import Scope, Scopes
from licensecheck.releases.tokens import holds, initials, parts, words
from licensecheck.statements.names import Names

OWN = Names(("zoo",), ("Zebra",), ())
MODELS = tuple(
    Model((name,))
    for name in (
        "zebra-2.5-7b",
        "zebra-2.5-7b-chat",
        "zebra3-8b",
        "stable-striped-xl-base-1.0",
        "stable-striped-xl-base-0.9",
    )
)
SCOPES = Scopes(MODELS, OWN, frozenset({"base", "model", "the", "stable"}))


def of_text(scopes: Scopes, text: str) -> Scope:
    document = Document("README.md", text, DocumentKind.CARD)
    return replace(scopes).of_place(document, Span(0, len(text)))  # answers are kept by place


@pytest.mark.parametrize("name", ["Zebra 2.5", "zebra-2_5", "Zebra2.5", "ZEBRA v2.5"])
def test_joints_and_points_do_not_count(name: str) -> None:
    assert words(name) == ("zebra", "25")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Zebra-2.5-7B-Chat is new.", {1}),
        ("Zebra 2.5 is new.", {0, 1}),
        ("Zebra 3 is new.", {2}),
        ("Zebra-2.5 and Zebra-3 are new.", {0, 1, 2}),
        ("SSXL-base-0.9 is new.", {4}),
        ("SSXL 1.0 is new.", {3}),
        ("[get it](https://huggingface.co/zoo/zebra3-8b)", {2}),
    ],
)
def test_a_name_means_the_models_whose_names_hold_it(text: str, meant: set[int]) -> None:
    assert of_text(SCOPES, text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Zebra is new.",
        "The model is stable.",
        "All models, Zebra-3 too, are new.",
        "Under the Zebra 3 Community License you may.",
        "See https://github.com/zoo/zebra3-8b-demo for a demo.",
        "Zebra 4 is new.",
        "Nothing.",
    ],
)
def test_other_words_mean_all_or_nothing(text: str) -> None:
    assert of_text(SCOPES, text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("zoo/zebra is new.", {0}),
        ("[Zebra](https://huggingface.co/zoo/zebra) is new.", {0}),
        ("[Zebra](https://zoo.example) is new.", None),
        ("Zebra is new.", None),
    ],
)
def test_an_address_is_that_of_one_model(text: str, meant: set[int] | None) -> None:
    scopes = Scopes((Model(("zebra",)), Model(("zebra-2",))), OWN, frozenset())
    assert of_text(scopes, text) == meant


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("zebra3/LICENSE", {2}),
        ("licences/LICENSE-SSXL-0.9", {4}),
        ("zebra/LICENSE", {0, 1, 2}),
        ("LICENSE", None),
        ("src/LICENSE", None),
    ],
)
def test_a_file_is_called_after_models(path: str, meant: set[int] | None) -> None:
    assert SCOPES.of_path(path) == meant


def test_an_abbreviation_is_made_of_initials() -> None:
    assert initials(words("stable-striped-xl-base-1.0")) == ("ssxl", "base", "1")
    assert initials(words("zebra-7b")) == ()


NAME = st.lists(st.sampled_from(["zebra", "7b", "chat", "base", "2.5"]), min_size=1, max_size=6)


@given(NAME)
def test_a_name_holds_itself_and_each_of_its_beginnings(name: list[str]) -> None:
    assert all(holds(name, name[:end]) for end in range(1, len(name) + 1))
    assert not holds(name, ["okapi", *name])


@given(st.text(max_size=60))
def test_parts_stand_where_they_say(text: str) -> None:
    found = parts(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
