"""How much was read, in a line; what is left, for who asks."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain.report import AnyReport
from licensecheck.knowledge.knowledge import Knowledge, installed
from licensecheck.report.formats import html, markdown, render, terminal
from licensecheck.report.summary import percent
from tests.report.conftest import model_report, text_report

LINE = "78.4% of 1 document accounted for; 2 places left"
PLACES = ("not-understood: LICENSE:4 could not be understood", "We may end it.", "unread: no plain")


def test_the_terminal_says_how_much_and_lists_the_places_when_asked() -> None:
    short = terminal.render(model_report(), installed(), width=120)
    assert LINE not in short
    assert not any(place in short for place in PLACES[::2])
    long = terminal.render(model_report(), installed(), width=120, verbose=True)
    assert all(place in long for place in (LINE, "LICENSE: 73.8% known", *PLACES))
    assert "-v lists" not in long


def test_markdown_says_how_much_and_folds_the_places_away() -> None:
    text = markdown.render(text_report(), installed())
    assert LINE in text
    assert "<summary>Left to read: in full</summary>" in text
    assert "LICENSE:4 could not be understood; `We may end it.` at `LICENSE:4`" in text


@pytest.mark.parametrize(
    ("share", "shown"),
    [(1, "100%"), (0, "0%"), (0.99999, "99.9%"), (0.0001, "under 0.1%"), (0.5, "50%")],
)
def test_only_all_is_100_percent_and_only_nothing_is_0(share: float, shown: str) -> None:
    assert percent(share) == shown


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_is_never_shown_as_less(one: float, other: float) -> None:
    def number(share: float) -> float:
        return 0.05 if percent(share).startswith("under") else float(percent(share).rstrip("%"))

    low, high = sorted((one, other))
    assert number(low) <= number(high)


@pytest.mark.parametrize("page", [markdown.render, html.render])
def test_a_page_lists_the_first_places_of_thousands_and_says_where_the_others_are(
    page: Callable[[AnyReport, Knowledge], str],
) -> None:
    report = text_report()
    places = report.ledger.left * 1000
    report = report.model_copy(update={"ledger": report.ledger.model_copy(update={"left": places})})
    shown = page(report, installed())
    assert "nd 1,500 more, which the JSON report lists" in shown
    assert shown.count("LICENSE:4 could not be understood") < 300
    assert len(json.loads(render(report, "json"))["ledger"]["left"]) == 2000
