"""Where a page may name a model."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.reader.candidates import candidates
from licensecheck.reader.layout import lines
from licensecheck.reader.lexicon import Lexicon

LEXICON = Lexicon(
    families=frozenset({"llama"}),
    models=frozenset({"giraffeedit"}),
    roles={"savannacorpus": {"data": 2}},
    beginnings=frozenset({"savanna"}),
)


def named(text: str) -> list[str]:
    return [one.words for one in candidates(text, lines(text), ["zebra"], LEXICON)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We started from Llama 2 7B.", "Llama 2 7B"),
        ("see https://huggingface.co/acme/okapi for it", "acme/okapi"),
        ("git clone https://github.com/acme/okapi.git", "acme/okapi"),
        ("It is faster than zebra is.", "zebra"),
        ("The savanna corpus is public.", "savanna corpus"),
        ("like giraffe-edit does", "giraffe-edit"),
        ("The OkapiNet is small.", "OkapiNet"),
        ("base: okapi-13b", "okapi-13b"),
        ("[Okapi](https://acme.example/okapi)", "Okapi"),
        ('model = load("acme/okapi")', "acme/okapi"),
        ("https://acme.example/files/okapi.safetensors", "okapi.safetensors"),
        ("---\ndatasets:\n  - grass\n---\n", "grass"),
        ("| Model | Score |\n|---|---|\n| Okapi | 7 |\n", "Okapi"),
    ],
)
def test_a_name_is_found(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    "text",
    ["It walks over the grass at night.", "We thank all of our friends.", "Run it with 4 threads."],
)
def test_plain_words_are_no_names(text: str) -> None:
    assert named(text) == []


def test_a_name_that_comes_again_and_again_is_read_a_few_times() -> None:
    assert named("zebra\n" * 50) == ["zebra"] * 4


@given(st.text(alphabet="aZ7-/.:[]()`|\"'\n 商用", max_size=200))
def test_places_do_not_overlap_and_have_the_words_of_the_page(text: str) -> None:
    found = candidates(text, lines(text), ["zebra"], LEXICON)
    assert all(text[one.span.start : one.span.end] == one.words for one in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
