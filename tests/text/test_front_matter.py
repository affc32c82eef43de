"""What a card says of itself, whatever state its YAML is in."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Card, Document, DocumentKind, Problem
from licensecheck.text.front_matter import read_card


def read(text: str) -> tuple[Card, tuple[Problem, ...]]:
    return read_card(Document("README.md", text, DocumentKind.CARD))


def front(yaml: str) -> tuple[Card, tuple[Problem, ...]]:
    return read(f"---\n{yaml}\n---\nBody.\n")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\n\nlicense: cc-by-nc-4.0\n\nlanguage: en\n\n---\nProse.", "Prose."),
        ("---\n\nlicense: cc-by-nc-4.0\n\nlanguage: en\n\n# Zebra\n\nProse.", "Prose."),
    ],
)
def test_front_matter_with_blank_lines_is_read_closed_or_not(text: str, body: str) -> None:
    card, _ = read_card(Document("README.md", text, DocumentKind.CARD))
    assert card.licenses == ("cc-by-nc-4.0",)
    assert body in card.document.quote(card.body)


def test_a_rule_above_a_remark_is_no_front_matter() -> None:
    text = "---\n\nNote: not for sale.\n\nProse."
    card, problems = read_card(Document("README.md", text, DocumentKind.CARD))
    assert "not for sale" in card.document.quote(card.body)
    assert problems == ()


def test_reads_the_fields_of_a_well_formed_card() -> None:
    card, problems = front(
        "license: other\nlicense_name: house-terms\nlicense_link: LICENSE\n"
        "base_model:\n- org/base\n- {name: org/second}\ndatasets: org/data\n"
        "tags: [text, 'no']\nlibrary_name: transformers\n"
        "extra_gated_prompt: Accept the terms.\n"
        "extra_gated_fields:\n  I accept: checkbox\n  Country: {type: select}"
    )
    assert problems == ()
    assert card.licenses == ("other",)
    assert (card.license_name, card.license_link) == ("house-terms", "LICENSE")
    assert card.base_models == ("org/base", "org/second")
    assert card.datasets == ("org/data",)
    assert card.tags == ("text", "no")
    assert card.library_name == "transformers"
    assert card.gate
    assert card.gate.prompt
    assert card.gate.prompt.text == "Accept the terms."
    asked = [(one.label, one.kind, card.document.quote(one.place)) for one in card.gate.fields]
    assert asked == [("I accept", "checkbox", "I accept"), ("Country", "select", "Country")]
    assert card.document.quote(card.body) == "Body.\n"


def test_places_are_the_key_with_its_value() -> None:
    card, _ = front(
        "license: mit  # ours\nbase_model:\n  - a/b\n\n# end\nnote: |\n  two\n  lines\n"
    )
    quotes = {key: card.document.quote(place) for key, place in card.places.items()}
    assert quotes == {
        "license": "license: mit",
        "base_model": "base_model:\n  - a/b",
        "note": "note: |\n  two\n  lines",
    }


@pytest.mark.parametrize(
    "text", ["", "# Model\n", "---\n", "---\n---\nBody", "text\n---\na: b\n---"]
)
def test_no_front_matter_is_no_problem(text: str) -> None:
    card, problems = read(text)
    assert (card.licenses, problems) == ((), ())


def test_rule_between_paragraphs_is_not_front_matter() -> None:
    text = "---\n\nSome words.\n"
    card, problems = read(text)
    assert (card.document.quote(card.body), problems) == (text, ())


def test_byte_order_mark_and_crlf_change_nothing() -> None:
    card, problems = read("\ufeff---\r\nlicense: mit\r\ntags:\r\n- a\r\n---\r\nBody.\r\n")
    assert (card.licenses, card.tags, problems) == (("mit",), ("a",), ())
    assert card.document.quote(card.body) == "Body.\r\n"
    assert card.document.quote(card.places["tags"]) == "tags:\r\n- a"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("no", "no"), ("2.0", "2.0"), ("'mit'", "mit"), ("!!python/name:os.system mit", "mit")],
)
def test_licence_is_the_text_as_written(written: str, expected: str) -> None:
    assert front(f"license: {written}")[0].licenses == (expected,)


def test_words_for_no_stay_words() -> None:
    values = front("language: no\nlines: 12\nshare: 0.5\nnothing:\ndate: 2024-01-02\nok: true")[0]
    assert dict(values.front_matter) == {
        "language": "no",
        "lines": 12,
        "share": 0.5,
        "nothing": None,
        "date": "2024-01-02",
        "ok": True,
    }


def test_repeated_licence_keeps_both_and_says_so() -> None:
    card, (problem,) = front("license: mit\nlicense: cc-by-nc-4.0")
    assert card.licenses == ("mit", "cc-by-nc-4.0")
    assert problem.subject == "README.md: license"
    assert "lines 2, 3" in problem.message
    assert not problem.hides_terms


def test_several_licences_are_read_as_all_and_that_is_said() -> None:
    card, (problem,) = front("license: [mit, cc-by-nc-4.0]")
    assert card.licenses == ("mit", "cc-by-nc-4.0")
    assert "read as all" in problem.message
    assert not problem.hides_terms
    assert front("license: [mit]")[1] == front("license: [mit, mit]")[1] == ()


def test_misspelt_licence_key_is_read_with_a_problem() -> None:
    card, (problem,) = front("Licence: cc-by-nc-4.0")
    assert card.licenses == ("cc-by-nc-4.0",)
    assert not problem.hides_terms


@pytest.mark.parametrize(
    ("yaml", "hides_terms"),
    [
        ("license: {name: mit}", True),
        ("license: [mit, [x]]", True),
        ("license_link: [a, b]", True),
        ("<<: {license: mit}", True),
        ("base_model: {a: b}", False),
        ("tags: [[a]]", False),
        ("library_name: [a, b]", False),
    ],
)
def test_wrong_type_is_a_problem(yaml: str, hides_terms: bool) -> None:
    _, (problem,) = front(yaml)
    assert problem.hides_terms is hides_terms


@pytest.mark.parametrize(
    "text",
    [
        "---\nlicense: mit\ntags: [a\n---\nBody",
        "---\nlicense: 'mit'  # ours\n\tx: y\n---\nBody",
        "---\nlicense: mit\n\n# Model\nBody",
        "---\nlicense: mit\nbell: \a\n---\nBody",
        "---\nlicense: mit\nself: &a [*a]\n---\nBody",
        "---\nlicense: mit\ndeep: " + "[" * 100_000 + "\n---\nBody",
        "---\nlicense: mit\nsurrogate: \ud800\n---\nBody",
    ],
    ids=["syntax", "tab", "unclosed", "control", "recursive", "deep", "surrogate"],
)
def test_plain_licence_line_survives_broken_yaml(text: str) -> None:
    card, (problem,) = read(text)
    assert card.licenses == ("mit",)
    assert not problem.hides_terms
    assert card.document.quote(card.body).endswith("Body")


@pytest.mark.parametrize(
    "yaml",
    [
        "license: [mit\ntags: a",
        "license: >-\n  mit\ntags: [a",
        "- license: mit",
        "license: mit\nextra_gated_prompt: [terms",
    ],
)
def test_terms_that_broken_yaml_may_hold_are_hidden(yaml: str) -> None:
    _, (problem,) = front(yaml)
    assert problem.hides_terms


def test_prose_between_rules_is_read_as_prose() -> None:
    card, (problem,) = front("Free for research under our license")
    assert "research" in card.document.quote(card.body)
    assert not problem.hides_terms


def test_alias_bomb_is_refused() -> None:
    levels = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    card, (problem,) = front("\n".join(["license: mit", "a0: &a0 [x, x]", *levels]))
    assert card.licenses == ("mit",)
    assert "too many values" in problem.message


def test_ordinary_alias_is_read() -> None:
    card, problems = front("tags: &names [a, b]\ndatasets: *names")
    assert (card.datasets, problems) == (("a", "b"), ())


YAMLISH = st.text(st.sampled_from("license: mit-\n \"'[]{}&*#|>ab---\r\t\ufeff\x07é"), max_size=120)


@given(YAMLISH, st.booleans())
def test_never_fails_and_places_lie_in_the_text(text: str, fenced: bool) -> None:
    card, _ = read(f"---\n{text}\n---\n" if fenced else text)
    json.dumps(dict(card.front_matter))
    for key, place in card.places.items():
        quote = card.document.quote(place)
        assert quote == quote.strip()
        assert not key or quote


@given(st.dictionaries(st.from_regex(r"k[a-z_]{1,9}", fullmatch=True), st.text(max_size=20)))
def test_reads_back_what_was_written(fields: dict[str, str]) -> None:
    printable = {k: "".join(c for c in v if c.isprintable()) for k, v in fields.items()}
    written = "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in printable.items()
    )
    assert dict(front(written)[0].front_matter) == printable


def test_real_cards_are_read_as_their_index_says(real: Path) -> None:
    for line in (real / "cards" / "index.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        card, _ = read((real / "cards" / entry["file"]).read_text("utf-8", errors="replace"))
        if entry["has_yaml"]:
            assert list(card.licenses) == ([entry["license"]] if entry["license"] else []), entry
