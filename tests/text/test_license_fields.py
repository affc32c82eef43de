"""Fields that name a licence, whatever the format and whether or not it can be parsed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.text.fields import MAX_FIELDS, license_fields


def values(text: str) -> list[tuple[str, ...]]:
    return [field.values for field in license_fields(text)]


@pytest.mark.parametrize(
    "text", ["license = f.read()", 'license=open("LICENSE").read(),', "license = read_text(path)"]
)
def test_what_a_program_reads_elsewhere_is_no_name(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"license": "cc-by-nc-4.0"}', ["cc-by-nc-4.0"]),
        ('{"a": {"Licence" : "x"}}', ["x"]),
        ('{"license":\n  "x",', ["x"]),  # cut
        ('{"licenses": ["x", "y"]}', ["x", "y"]),
        ('{"license": {"type": "x", "url": "https://zoo.example/l"}}',
         ["x", "https://zoo.example/l"]),
        ('{"\\u006cicense": "x"}', ["x"]),
        ('{"model_license": "x"}', ["x"]),
        ('{"license_name": "x"}', ["x"]),
        ('{"license": "SEE LICENSE IN terms.txt"}', ["terms.txt"]),
        ('[project]\nlicense = {text = "x"}', ["x"]),
        ("license = 'x'", ["x"]),
        ("[metadata]\nlicense = Zoo License 1.0\n", ["Zoo License 1.0"]),
        ("license: x # as agreed\ntitle: y", ["x"]),
        ("license:\n  - x\n  - y\n", ["x", "y"]),
        ('setup(name="zebra", license="x", version="1")', ["x"]),
        ('"License :: OSI Approved :: MIT License",', ["MIT License"]),
        (
            '"License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)",',
            ["GNU General Public License v3 or later (GPLv3+)"],
        ),
        ('"License :: Other/Proprietary License"', ["Other/Proprietary License"]),
    ],
)  # fmt: skip
def test_a_licence_is_found(text: str, found: list[str]) -> None:
    assert [value for field in values(text) for value in field] == found


@pytest.mark.parametrize(
    "text",
    [
        '{"license": ""}', '{"license": null}', '{"license": 1234}', '{"license_files": ["x"]}',
        '{"sublicensed": "x"}', '{"dataset_license": "x"}', '{"base_model_license": "x"}',
        '"License :: OSI Approved"', "license:\ntitle: y", "the license is x",
    ],
)  # fmt: skip
def test_nothing_is_named(text: str) -> None:
    assert values(text) == []


def test_what_was_found_can_be_quoted() -> None:
    text = '{"a": 1,\n "license": "x"}'
    (field,) = license_fields(text)
    assert text[field.span.start : field.span.end] == '"license": "x"'


@given(st.text(alphabet="license\"':=[]{}-\\u006c \n,#", max_size=300))
def test_any_text_is_no_crash_and_gives_few_fields(text: str) -> None:
    for field in license_fields(text):
        assert all(field.values)
        assert 0 <= field.span.start <= field.span.end <= len(text)
    assert len(values('license="x"\n' * 100)) == MAX_FIELDS


@pytest.mark.parametrize(
    "text",
    [
        'license = read("for zoos alone")',
        "license = zoo.terms('paid')",
        "license: openzebra(paid)",
        "license = readme(non-sale)",
    ],
)
def test_a_call_with_words_of_its_own_may_name_terms(text: str) -> None:
    assert [*license_fields(text)]
