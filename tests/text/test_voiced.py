"""What files of code, fields and markup say to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.text.pairs import pairs
from licensecheck.text.voiced import is_code, voiced


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("run.py", 'x = 1  # zebras may rest\nprint("hello")\n', "zebras may rest"),
        ("run.py", '"""Zebras\n\nrun."""\nx = f("no more than")\n', "Zebras run. no more than"),
        ("run.py", "a = 'it''s'\n# don't stop\nb = 'x y'\n", "don't stop"),
        ("a.cpp", "// the herd\n// rests\nf() { /* and\n * eats */ }", "the herd rests and eats"),
        ("run.sh", "echo 'all zebras rest now' # tired\n", "all zebras rest now tired"),
        ("a.ipynb", '{"source": ["# Herd\\n", "All zebras rest here."]}', "All zebras rest here."),
        ("a.json", '{"path": "a/b/LICENSE", "about": "all zebras rest"}', "all zebras rest"),
        ("a.json", '{"about": "斑马在休息吗"}', "斑马在休息吗"),
        ("a.xml", '<herd note="all zebras rest"><b>now</b></herd>', "all zebras rest now"),
        ("a.csv", "zebra,rests\nokapi,runs\n", "zebra|rests okapi|runs"),
        ("a.md", "# Zebra `x`\n", "# Zebra `x`"),
        ("Dockerfile", "FROM scratch # no zebra here\n", "no zebra here"),
        ("Dockerfile.gpu", "COPY . . # no zebra here\n", "no zebra here"),
        ("CODEOWNERS", "* @zoo # no zebra here\n", "no zebra here"),
        ("MANIFEST.in", "include LICENSE.txt\ngraft zebra\nprune okapi/docs\n", ""),
        ("MANIFEST.in", "include no zebra here\n", "include no zebra here"),
    ],
)  # fmt: skip
def test_only_what_is_said_is_left(name: str, text: str, said: str) -> None:
    assert " ".join(voiced(name, text).split()) == said


@given(
    st.sampled_from(["a.py", "a.cpp", "a.json", "a.xml", "a.csv", "a.lua", "a.md", "a.ipynb"]),
    st.text(alphabet="ab \n\"'#/*<>={}`\\-%;,.", max_size=200),
)
def test_what_is_left_stands_where_it_stood(name: str, text: str) -> None:
    left = voiced(name, text)
    assert len(left) == len(text)
    assert all(left[at] == "\n" for at, char in enumerate(text) if char == "\n")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"access": "members"}', [("access", "members")]),
        ('{"resale": false, "uses": ["a", "b"]}', [("resale", "no"), ("uses", "a, b")]),
        ("usage: members of the herd\n", [("usage", "members of the herd")]),
        ("model.transferable=false\n", [("model.transferable", "no")]),
        ("a = 3\nb = f(x)\n", []),
    ],
)  # fmt: skip
def test_names_and_values_of_fields(text: str, found: list[tuple[str, str]]) -> None:
    named = {(one.name, one.value) for one in pairs(text)}
    assert named >= set(found) if found else named <= {("a", "3"), ("b", "f(x)")}


@pytest.mark.parametrize(("name", "code"), [("a.py", True), ("a.json", False), ("a.md", False)])
def test_programs_are_told_from_fields(name: str, code: bool) -> None:
    assert is_code(name) is code
