"""The HTML report: complete, self-contained, accessible, and deaf to what was fetched."""

import re
from collections.abc import Callable
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Expression, Status
from licensecheck.domain.license import EditKind
from licensecheck.domain.report import AnyReport, Report
from licensecheck.domain.reported_terms import LegalPoint, ReportedEdit, ReportedFinding
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import html
from tests.pages import Page, barriers, browse, console

from .conftest import (
    HOSTILE,
    TEXT,
    check_report,
    finding,
    full_report,
    license_text,
    model_report,
    quote,
    release,
    text_report,
    verdict,
)

HEADINGS = {"h1", "h2", "h3", "h4"}


def with_text(report: Report) -> Report:
    return report.model_copy(update={"texts": {"LICENSE": TEXT}})


def test_a_report_has_all_parts_in_order() -> None:
    text = html.render(with_text(model_report()), installed())
    parts = re.findall(r"<h2[^>]*>([^<]*)", text)
    assert parts == [
        "Left to read",
        "Notes on what was read",
        "Open-washing: high",
        "Licence texts",
        "What it was made from",
        "What the terms say",
        "Legal part",
        "Data that it was trained on",
        "Criteria",
        "Parts of the model",
        "How the score comes about",
        "What was read",
        "Provenance",
        "Next",
    ]
    assert text.count('type="checkbox"') == 1
    assert "Openness score 41 to 88 of 100" in text


def test_clauses_are_marked_where_they_stand_and_insertions_too() -> None:
    text = html.render(with_text(model_report()), installed())
    ban, keep = "in-all- of-field-of-use-restriction new", "in-all- of-attribution-notice"
    assert f'<mark class="{ban}">You may not use it for war.</mark>' in text
    tag = '<a class="tag" href="#F3">attribution-notice</a>'
    assert f'{tag}<mark class="{keep}">Keep the notice.</mark>' in text
    assert "LICENSE: differences to Apache-2.0 (altered, 90.0 % of its words are here)" in text


def test_what_is_left_is_counted_and_links_to_its_place_in_the_text() -> None:
    text = html.render(with_text(model_report()), installed())
    assert "78.4% of 1 document accounted for; 2 places left" in text
    assert 'href="#here-1">LICENSE:4 could not be understood</a>' in text
    assert 'id="here-1" href="#left-1">please read</a>' in text
    assert '<mark class="left">We may end it.</mark>' in text
    assert "73.8% known, 21.5% left, 4.6% understood" in text


def test_a_place_without_its_text_has_no_link() -> None:
    assert "#here-1" not in html.render(model_report(), installed())


@pytest.mark.parametrize("at", [0, 10, len(TEXT)])
def test_what_is_missing_from_the_known_licence_is_named_where_it_stood(at: int) -> None:
    removed = _edit(at, at).model_copy(update={"kind": EditKind.REMOVED, "removed_words": 7})
    pieces = list(html.pieces(license_text(removed), TEXT, ()))
    [found] = [i for i, piece in enumerate(pieces) if piece.gone == 7]
    assert len("".join(piece.text for piece in pieces[:found])) == at
    report = model_report().model_copy(
        update={"licenses": (license_text(removed),), "texts": {"LICENSE": TEXT}}
    )
    assert html.render(report, installed()).count("7 words gone here") == 1


def test_without_texts_the_report_says_that_they_are_not_part_of_it() -> None:
    assert "not part of this report" in html.render(model_report(), installed())


def test_every_link_leads_to_a_place_in_the_file(any_report: AnyReport) -> None:
    page = Page(html.render(any_report, installed()))
    places = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    links = [attrs["href"] for tag, attrs in page.elements if tag == "a"]
    assert links
    assert {f"#{place}" for place in places} >= set(links)


def test_ids_are_unique(any_report: AnyReport) -> None:
    ids = [
        attrs["id"]
        for _, attrs in Page(html.render(any_report, installed())).elements
        if "id" in attrs
    ]
    assert len(ids) == len(set(ids))


def test_nothing_is_loaded_and_nothing_runs(hostile_report: AnyReport) -> None:
    page = Page(html.render(hostile_report, installed()))
    assert not {"script", "img", "iframe", "object", "embed", "form"} & set(page.tags())
    for _, attrs in page.elements:
        assert "src" not in attrs
        assert (attrs.get("href") or "#").startswith(("#", "data:,"))
        assert not any(name.startswith("on") for name in attrs)


@pytest.mark.parametrize("make", [model_report, text_report, check_report])
def test_hostile_words_are_shown_as_words_and_change_no_element(
    make: Callable[..., AnyReport],
) -> None:
    plain, hostile = (
        Page(html.render(make(), installed())),
        Page(html.render(make(HOSTILE), installed())),
    )
    assert hostile.tags() == plain.tags()
    shown = "".join(hostile.words)
    assert "<script>alert(1)</script>" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_headings_step_down_one_at_a_time(any_report: AnyReport) -> None:
    levels = [
        int(tag[1]) for tag in Page(html.render(any_report, installed())).tags() if tag in HEADINGS
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.booleans()), max_size=6),
)
def test_pieces_are_the_text_whatever_the_spans(
    text: str, spans: list[tuple[int, int, bool]]
) -> None:
    findings = [
        _spanning(at, start, end) for at, (start, end, is_edit) in enumerate(spans) if not is_edit
    ]
    edits = [_edit(start, end) for start, end, is_edit in spans if is_edit]
    pieces = list(html.pieces(license_text(*edits), text, findings))
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        for one in findings:
            [place] = one.evidence
            whole = place.start < place.end <= len(text)
            assert (one in piece.findings) == (whole and place.start <= at < place.end)
        at += len(piece.text)


def _spanning(at: int, start: int, end: int) -> ReportedFinding:
    place = quote("x").model_copy(update={"start": start, "end": end, "line": 1})
    return finding(f"F{at}", "copyleft", "m", place)


def _edit(start: int, end: int) -> ReportedEdit:
    return ReportedEdit(
        kind=EditKind.INSERTED,
        start=start,
        end=end,
        line=1,
        quote="x",
        removed_words=0,
        removed_labels=(),
    )


def test_a_browser_has_nothing_to_complain_of(tmp_path: Path) -> None:
    """Even of hostile words; a request would be refused by the page's policy and complained of."""
    page = tmp_path / "report.html"
    page.write_text(html.render(check_report(HOSTILE), installed()), "utf-8")
    assert console(browse(page, tmp_path / "profile")) == []


def test_the_page_refuses_scripts_and_requests_that_are_put_into_it(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    bad = '<script>document.title="run"</script><img src="http://127.0.0.1:1/x.png"></body>'
    page.write_text(html.render(model_report(), installed()).replace("</body>", bad), "utf-8")
    result = browse(page, tmp_path / "profile")
    assert len(console(result)) >= 2
    assert "<title>run" not in result.stdout


@pytest.mark.parametrize("report", [with_text(model_report()), text_report(), check_report()])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(tmp_path: Path, scheme: str, report: AnyReport) -> None:
    assert barriers(html.render(report, installed()), scheme, tmp_path) == ""


@pytest.mark.parametrize("report", [model_report(), full_report("x" * 300)], ids=["short", "long"])
def test_nothing_is_wider_than_a_phone(tmp_path: Path, report: AnyReport) -> None:
    """390 px, with words that no space breaks; nobody has to scroll sideways."""
    page = tmp_path / "phone.html"
    shown = escape(html.render(report, installed()))
    page.write_text(
        f'<iframe id="phone" style="border:0;width:390px" srcdoc="{shown}">'
        '</iframe><p id="wide"></p><script>onload = () => { wide.textContent = '
        '"wide: " + phone.contentDocument.documentElement.scrollWidth }</script>',
        "utf-8",
    )
    [wide] = re.findall(r">wide: (\d+)<", browse(page, tmp_path / "profile").stdout)
    assert 300 < int(wide) <= 390


def test_the_title_of_a_folder_is_its_name() -> None:
    text = html.render(model_report(ref="/home/ada/models/zebra"), installed())
    assert "<h1>zebra</h1>" in text
    assert "<title>zebra · licensecheck</title>" in text


def test_the_first_page_names_each_of_several_models_and_the_one_it_is_about() -> None:
    models = (release("Zebra-7B", ""), release("Zebra-1B", ""))
    report = model_report().model_copy(update={"models": models, "model": "Zebra-7B"})
    text = " ".join(html.render(report, installed()).split())
    first = text[: text.index('<nav class="toc"')]
    assert "<strong>Zebra-7B and 1 more</strong>" in first
    row = 'Zebra-1B and 1 more <strong class="bad">✗ restricted-weights</strong>'
    assert f'{row}<span class="faint small"> weights linked · made from zoo/horse </span>' in first


def test_a_false_claim_stands_beside_what_was_found() -> None:
    model = model_report("open source for all")
    [claim, ban, *_] = model.findings
    both = (model.claims[0].evidence, *ban.evidence)
    report = model.model_copy(
        update={"findings": (claim.model_copy(update={"evidence": both}), *model.findings[1:])}
    )
    text = " ".join(html.render(report, installed()).split())
    [claimed, found] = re.findall(
        r'<td data-label="What (?:is claimed|was found)">(.*?)</td>', text
    )
    assert "open source for all" in claimed
    assert "You may not use it for war." in found


def test_each_label_can_be_highlighted_alone_without_a_script() -> None:
    text = html.render(with_text(model_report()), installed())
    page = Page(text)
    radios = [at["id"] for _, at in page.elements if at.get("type") == "radio"]
    labels = ["field-of-use-restriction", "attribution-notice", "revocable-grant"]
    assert radios == ["only-all", *(f"only-{label}" for label in labels)]
    for label in labels:
        rule = f"main:has(#only-{label}:checked) mark.in-all-:not(.of-{label})"
        assert rule in text


def test_the_legal_part_names_what_is_said_and_what_is_not() -> None:
    law = LegalPoint(
        topic="law", document="LICENSE", value="Norway", evidence=(quote("Keep the notice."),)
    )
    text = html.render(model_report().model_copy(update={"legal": (law,)}), installed())
    rows = dict(re.findall(r'<tr><th scope="row">([^<]*)</th><td[^>]*>([^<]*)</td>', text))
    assert rows["Governing law"] == "Norway"
    assert rows["Licensor"] == "not said"


def test_a_framework_says_what_follows_for_whom() -> None:
    exempt = verdict("eu-ai-act", "use", Status.NOT_MET)
    text = html.render(model_report().model_copy(update={"verdicts": (exempt,)}), installed())
    assert "only the provider of a general-purpose AI model" in text
    assert "the exemption falls away" in text


def test_the_terms_of_a_base_stand_along_the_line_and_in_words() -> None:
    model = model_report()
    llama = Expression.of(installed().facts.find("llama3.1").id)
    nodes = [one.model_copy(update={"license": llama}) for one in model.lineage.nodes]
    lineage = model.lineage.model_copy(update={"nodes": tuple(nodes)})
    text = html.render(model.model_copy(update={"lineage": lineage}), installed())
    assert re.search(r"<path[^>]*><text[^>]*>\d+ terms come along</text>", text.replace("/>", ">"))
    assert "a fine-tuned version of zoo/horse" in text
    assert "You must show the licensor&#39;s name or mark in your product" in text


def test_the_first_screen_prints_on_one_page(tmp_path: Path) -> None:
    from pypdf import PdfReader  # the extra that reads PDF

    page, made = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(html.render(full_report(), installed()))
    browse(page, tmp_path / "profile", f"--print-to-pdf={made}")
    first, second = (one.extract_text() for one in PdfReader(made).pages[:2])
    assert "TO READ" in first
    assert "Left to read" in second
