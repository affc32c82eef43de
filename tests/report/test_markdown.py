"""Markdown for a pull request."""

import re

import pytest
from markdown_it import MarkdownIt

from licensecheck.domain import Confidence, FindingKind
from licensecheck.domain.report import AnyReport
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import markdown
from licensecheck.report.summary import identity

from .conftest import (
    HOSTILE,
    REPORTS,
    check_report,
    finding,
    license_text,
    model_report,
    quote,
    text_report,
)


def html(text: str) -> str:
    """As GitHub renders it: tables, and HTML passed on (which is what must not be abused)."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


def test_a_model_begins_with_its_answer() -> None:
    text = markdown.render(model_report(), installed())
    assert text.splitlines()[0] == "## `huggingface:zoo/zebra`: 🔴 restricted-weights"
    assert "openness 41-88/100" in text


def test_what_is_forbidden_comes_with_criterion_quote_and_place() -> None:
    text = markdown.render(model_report(), installed())
    forbidden = text.split("### You may not")[1].split("###")[0]
    assert "**use it for plain words** \\[field-of-use-restriction, weight high, OSD 6" in forbidden
    assert "`You may not use it for war.` at `LICENSE:2`" in forbidden


def test_nothing_unread_is_left_out() -> None:
    assert "<summary>Notes on what was read</summary>" in markdown.render(
        model_report(), installed()
    )
    assert "### Unclear" in markdown.render(model_report(), installed())


def test_a_licence_text_says_whether_it_meets_the_definition() -> None:
    assert markdown.render(text_report(), installed()).startswith(
        "## `texts/plain words`: 🔴 fails the OSD"
    )


def test_a_check_lists_the_stopped_first_and_where_they_are_used() -> None:
    text = markdown.render(check_report(), installed())
    rows = [line for line in text.splitlines() if line.startswith(("| 🔴", "| 🟢"))]
    assert text.startswith("## Models that are used here: 🔴 3 checked, 2 stopped, 1 not read")
    assert [row[2] for row in rows] == ["🔴", "🔴", "🔴", "🟢"]
    assert "`src/plain words.py:7`" in rows[0]
    assert "waived: Ada until 2027-01-01" in rows[3]


def test_fetched_words_render_as_words_only(hostile_report: AnyReport) -> None:
    text = markdown.render(hostile_report, installed())
    shown = html(text)
    assert "<script" not in shown
    assert "\x1b" not in text
    assert "\u202e" not in text
    outside_code = shown.replace("<code>", "\0").split("\0")
    prose = outside_code[0] + "".join(part.split("</code>")[-1] for part in outside_code[1:])
    assert "@everyone" not in prose
    assert "http://" not in prose


@pytest.mark.parametrize("kind", REPORTS)
def test_hostile_words_do_not_change_the_shape(kind: str) -> None:
    plain, hostile = (
        html(markdown.render(REPORTS[kind](words), installed())) for words in ("a/b", HOSTILE)
    )
    for tag in ("<tr>", "<td>", "<li>", "<h2>", "<h3>", "<details>"):
        assert hostile.count(tag) == plain.count(tag)


@pytest.mark.parametrize("words", ["`", "``` x ``", "a|b", "", " "])
def test_a_code_span_holds_any_words(words: str) -> None:
    shown = html(f"| a |\n| --- |\n| {markdown.code(words)} |\n")
    assert shown.count("<code>") == 1
    assert shown.count("<td>") == 1


def test_a_long_check_stays_within_what_a_comment_may_have() -> None:
    report = check_report()
    many = report.model_copy(update={"models": report.models * 60})
    text = markdown.render(many, installed())
    assert len(text) <= markdown.LIMIT + 200
    assert "left out for their length" in text
    assert text.count("<details>") == text.count("</details>")


def test_what_a_text_cannot_be_told_from_is_named() -> None:
    text = license_text()
    unsure = text.matches[0].model_copy(update={"alternatives": ("ECL-2.0",)})
    assert identity(text, installed().facts) == "Apache-2.0, altered"
    told = identity(text.model_copy(update={"matches": (unsure,)}), installed().facts)
    assert told == "Apache-2.0, altered; cannot be told from ECL-2.0"


def test_each_finding_stands_under_the_title_of_its_kind_the_worst_first() -> None:
    found = [
        finding(f"T{at}", "a-rule", f"Says {at}", quote("Keep the notice."), kind=kind)
        for at, kind in enumerate(
            (FindingKind.GRANT, FindingKind.POWER, FindingKind.DUTY, FindingKind.BAN)
        )
    ]
    unsure = finding(
        "T4", "a-rule", "Says 4", quote("Keep the notice."), confidence=Confidence.UNCERTAIN
    )
    report = model_report().model_copy(update={"findings": (*found, unsure)})
    text = markdown.render(report, installed()).partition("### You may not")
    told = re.findall(r"^### (.+)|<summary>(You may|Unclear)<|(Says \d)", "".join(text[1:]), re.M)
    assert list(dict.fromkeys("".join(one) for one in told))[:10] == [
        *("You may not", "Says 3"),
        *("You must", "Says 2"),
        *("Beware", "Says 1"),
        *("Unclear", "Says 4"),
        *("You may", "Says 0"),
    ]
