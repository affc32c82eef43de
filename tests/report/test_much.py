"""Reports of much, of long and of odd words: nothing is cut off, overflows or is lost."""

import re
from html import unescape

import pytest
from rich.cells import cell_len

from licensecheck.domain import Expression
from licensecheck.domain.report import Report
from licensecheck.knowledge.knowledge import installed
from licensecheck.report import formats
from licensecheck.report.formats import html, markdown, terminal
from licensecheck.report.sections.models import MODELS
from licensecheck.report.summary import MOST_MODELS
from tests.report.conftest import full_report, model_report, quote, release
from tests.report.test_files import word_text

KNOWN = installed()
MARKUP = "<b>[bold]x[/bold]</b> |cell| `code` [a](http://b.c) *stars* {{ 7*7 }}"
ARABIC = "\u0644\u0627 \u064a\u062c\u0648\u0632 \u0628\u064a\u0639\u0647"
WIDTHS = [40, 80, 120]


def screen(report: Report, width: int, verbose: int = 0) -> list[str]:
    return terminal.render(report, KNOWN, width=width, verbose=verbose).splitlines()


def squeezed(lines: list[str]) -> str:
    """The words without the spaces and breaks between them."""
    return re.sub(r"\s", "", "".join(lines))


def many_duties(number: int) -> Report:
    model = full_report()
    [duty] = model.obligations
    findings = tuple(
        model.findings[2].model_copy(
            update={
                "id": f"D{at}",
                "rule": f"zoo-duty-{at}",
                "message": f"do {at}.",
            }
        )
        for at in range(number)
    )
    duties = tuple(duty.model_copy(update={"text": f"do {at}."}) for at in range(number))
    return model.model_copy(update={"findings": findings, "obligations": duties})


@pytest.mark.parametrize("width", WIDTHS)
def test_each_of_sixty_duties_stands_on_the_screen(width: int) -> None:
    said = squeezed(screen(many_duties(60), width))
    assert all(squeezed([f"do {at}."]) in said for at in range(60))


def test_each_of_sixty_duties_can_be_ticked() -> None:
    text = html.render(many_duties(60), KNOWN)
    assert text.count('type="checkbox"') == 60
    assert word_text(formats.document(many_duties(60), "docx")).count("\u2610 do ") == 60


def many_models(number: int) -> Report:
    models = tuple(release(f"zebra-{at}", "plain") for at in range(number))
    return full_report().model_copy(update={"models": models, "model": "zebra-0"})


@pytest.mark.parametrize("width", WIDTHS)
def test_of_400_models_the_first_are_listed_and_the_others_counted(width: int) -> None:
    lines = screen(many_models(400), width)
    assert squeezed([f"and {400 - MODELS} more (-v lists them)"]) in squeezed(lines)
    assert "zebra-399" in squeezed(screen(many_models(400), width, 1))
    for written in (html.render(many_models(400), KNOWN), markdown.render(many_models(400), KNOWN)):
        assert "zebra-39" in written
        assert f"{400 - MOST_MODELS} more" in written


@pytest.mark.parametrize("width", WIDTHS)
def test_a_quote_of_3000_characters_is_shortened_until_all_is_asked_for(width: int) -> None:
    model = model_report()
    long = quote("word " * 600)
    ban = model.findings[1].model_copy(update={"evidence": (long,)})
    report = model.model_copy(update={"findings": (ban,)})
    assert len(screen(report, width)) < 80
    assert squeezed(screen(report, width, 1)).count("word") < 60
    assert unescape(html.render(report, KNOWN)).count("word ") >= 599


@pytest.mark.parametrize("verbose", [0, 1, 2])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("words", [MARKUP, ARABIC, "x" * 300, "\u6a21\u578b" * 100, "n\u0303" * 90])
def test_odd_words_stay_within_the_screen_and_change_no_style(
    words: str, width: int, verbose: int
) -> None:
    report = full_report(words)
    lines = screen(report, width, verbose)
    assert [line for line in lines if cell_len(line) > width] == []
    coloured = terminal.render(report, KNOWN, width=width, verbose=verbose, colour=True)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == lines, "no colour loses no word"


@pytest.mark.parametrize("width", WIDTHS)
def test_titles_are_whole_at_every_width(width: int) -> None:
    heads = {line[:11].strip() for line in screen(full_report(), width) if line[:1].strip()}
    assert {"You may not", "You must", "Please read", "Not said", "TO READ"} <= {
        head.partition("  ")[0] for head in heads
    }


def test_names_with_markup_are_words_in_every_document() -> None:
    report = full_report(MARKUP)
    assert MARKUP in word_text(formats.document(report, "docx"))
    text = html.render(report, KNOWN)
    assert "<b>[bold]" not in text
    assert MARKUP in unescape(text)


def test_words_from_right_to_left_do_not_turn_what_stands_beside_them() -> None:
    report = full_report(f"{ARABIC} \u202eabc")
    for text in (html.render(report, KNOWN), word_text(formats.document(report, "docx"))):
        assert ARABIC in text
        assert "\u202e" not in text
    assert 'dir="auto"' in html.render(report, KNOWN)


def test_an_expression_of_many_licences_is_written_out() -> None:
    names = tuple(f"LicenseRef-zoo-{at}" for at in range(30))
    text = full_report().licenses[0].model_copy(update={"expression": Expression.of(*names)})
    lines = screen(full_report().model_copy(update={"licenses": (text,)}), 40, 1)
    assert all(squeezed([name]) in squeezed(lines) for name in names)
