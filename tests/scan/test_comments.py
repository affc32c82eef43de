"""Comments that leave out a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.scan.comments import ignored


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('load("a/b")  # licensecheck: ignore a double for tests', "a double for tests"),
        ('load("a/b");  // licensecheck: ignore: never shipped', "never shipped"),
        ('load("a/b") /* licensecheck: ignore (never shipped) */', "never shipped"),
        ("<x m='a/b'/> <!-- licensecheck: ignore never shipped -->", "never shipped"),
        ("model = 'a/b' -- LicenseCheck: Ignore — never shipped", "never shipped"),
        ("FROM a/b  ;licensecheck:ignore never shipped", "never shipped"),
        ('load("a/b")  # licensecheck: ignore', ""),
        ('load("a/b")  # licensecheck: ignore.', "."),
        ('load("a/b")  # licensecheck: ignored by all', None),
        ('load("a/b", note="licensecheck: ignore me")', None),
        ('load("a/b")  # see licensecheck', None),
        ('load("a/b")', None),
    ],
)
def test_a_comment_gives_its_reason(line: str, reason: str | None) -> None:
    assert ignored(["first", line, "last"], 2) == reason


def test_a_comment_of_its_own_speaks_of_the_line_below_it_alone() -> None:
    lines = ["  # licensecheck: ignore never shipped", 'load("a/b")', 'load("c/d")']
    assert [ignored(lines, number) for number in (1, 2, 3)] == ["never shipped"] * 2 + [None]


def test_a_comment_beside_code_does_not_speak_of_the_next_line() -> None:
    lines = ['load("a/b")  # licensecheck: ignore never shipped', 'load("c/d")']
    assert ignored(lines, 2) is None


@given(st.lists(st.text(alphabet="#/-* licensecheck:ignore()", max_size=300)), st.integers())
def test_nothing_makes_it_fail(lines: list[str], number: int) -> None:
    assert ignored(lines, number) is None or 0 < number <= len(lines)
