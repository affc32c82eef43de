"""A document as clauses: what belongs together, and what each clause hangs on."""

import csv
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Clause, ClauseKind, Document, DocumentKind, Span
from licensecheck.text.segment import CONTEXT, context, segment


def doc(text: str) -> Document:
    return Document("LICENSE", text, DocumentKind.LICENSE)


def quotes(text: str) -> list[str]:
    document = doc(text)
    return [document.quote(clause.span) for clause in segment(document)]


def outline(text: str) -> list[tuple[str, str, str]]:
    """Number, lead-ins and text of each clause."""
    document = doc(text)
    return [
        (
            clause.number,
            " / ".join(document.quote(s) for s in (*clause.outer, clause.stem) if s),
            document.quote(clause.span),
        )
        for clause in segment(document)
    ]


def test_wrapped_lines_are_one_sentence() -> None:
    text = "You may use the model for any purpose and\nshare copies of it. No warranty\nis given.\n"
    assert quotes(text) == [
        "You may use the model for any purpose and\nshare copies of it.",
        "No warranty\nis given.",
    ]


WRAPPED_CHINESE = "被许可人可以为研究目的在任何媒介中使用本模\n型及其全部补充材料，不论其形式为何。"


def test_wrapped_lines_of_chinese_are_one_sentence() -> None:
    assert quotes(WRAPPED_CHINESE) == [WRAPPED_CHINESE]


def test_a_page_of_chinese_and_english_has_a_margin_for_each() -> None:
    english = (
        "The licensee may use, copy and change the model and all of its material in any\n"
        "medium for research and for teaching, whatever the form in which it came."
    )
    assert quotes(f"{WRAPPED_CHINESE}\n{english}\n") == [WRAPPED_CHINESE, english]


def test_short_lines_of_chinese_are_items_of_a_list() -> None:
    lead = "被许可人承诺不将本模型及其任何衍生作品用于下列任何一项目的："
    assert outline(f"{lead}\n监视他人；\n武器研发；\n赌博。")[1:] == [
        ("", lead, "监视他人；"),
        ("", lead, "武器研发；"),
        ("", lead, "赌博。"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Patented under U.S. Pat. No. 5,000,001 and others.",
        "Use it, e.g. Commercially, as Sec. 4 of the Act allows.",
        "Acme, Inc. (the “Licensor”) grants it.",
        "This follows Smith v. Jones and Art. 53 of the Act.",
        "Send it to the U.S. Government and to Acme Ltd. Headquarters.",
        "Written by J. Doe of the lab.",
        "Version 2.0 of the terms applies.",
    ],
)
def test_abbreviations_end_no_sentence(sentence: str) -> None:
    assert quotes(f"{sentence} You agree.") == [sentence, "You agree."]


@pytest.mark.parametrize(
    "text",
    [
        "It belongs to Acme, Inc. You may not sell it.",
        "It is state of the art. You may not sell it.",
        "This is sold in the U.S. You may not sell it.",
        "Do you agree?  You may not sell it.",
        'It is "as is." You may not sell it.',
    ],
)
def test_sentences_end_all_the_same(text: str) -> None:
    assert quotes(text)[1:] == ["You may not sell it."]


@pytest.mark.parametrize(
    "title",
    [
        "# Use limits",
        "USE LIMITS",
        "Use Limits\n----------",
        "**Use Limits**",
        "<h2>Use Limits</h2>",
    ],
)
def test_headings(title: str) -> None:
    document = doc(f"Intro to the terms.\n\n{title}\n\nYou agree to them.\n")
    _, heading, sentence = segment(document)
    assert heading.kind is ClauseKind.HEADING
    assert document.quote(heading.span).lower() == "use limits"
    assert sentence.heading == heading.span


def test_run_in_heading_of_a_section() -> None:
    text = "3. Grant of Rights. You may copy it. You may sell it.\n\n4. Term. It ends in May.\n"
    clauses = segment(doc(text))
    assert [c.kind is ClauseKind.HEADING for c in clauses] == [True, False, False, True, False]
    assert [c.number for c in clauses] == ["3.", "", "", "4.", ""]
    assert clauses[2].heading == clauses[0].span


def test_title_that_restricts_stays_a_clause() -> None:
    first, *_ = segment(doc("For Research Use Only\n\nWelcome to the model.\n"))
    assert first.kind is ClauseKind.SENTENCE


@pytest.mark.parametrize("marks", [("(a)", "(b)"), ("1.", "2."), ("i)", "ii)"), ("A.", "B.")])
def test_numbered_items_have_their_stem(marks: tuple[str, str]) -> None:
    text = f"You must not:\n\n{marks[0]} sell the model; or\n{marks[1]} rent it to\n   others.\n"
    assert outline(text) == [
        ("", "", "You must not:"),
        (marks[0], "You must not:", "sell the model; or"),
        (marks[1], "You must not:", "rent it to\n   others."),
    ]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "<li>"])
def test_bullets_have_their_stem(bullet: str) -> None:
    text = f"You must not:\n{bullet}sell it\n{bullet}rent it\n\nYou may study it.\n"
    assert outline(text) == [
        ("", "", "You must not:"),
        ("", "You must not:", "sell it"),
        ("", "You must not:", "rent it"),
        ("", "", "You may study it."),
    ]


def test_items_without_marks_have_their_stem() -> None:
    text = "You may not:\n\nsell the model;\n\nrent the model; or\n\nlend it.\n\nThe end is near.\n"
    assert [stem for _, stem, _ in outline(text)] == ["", *["You may not:"] * 3, ""]


def test_nested_items_keep_the_outer_stem() -> None:
    text = (
        "You must not:\n(a) sell it;\n(b) use it to:\n    (i) train others; or\n"
        "    (ii) spy on others; or\n(c) rent it.\n"
    )
    assert outline(text)[2:] == [
        ("(b)", "You must not:", "use it to:"),
        ("(i)", "You must not: / use it to:", "train others; or"),
        ("(ii)", "You must not: / use it to:", "spy on others; or"),
        ("(c)", "You must not:", "rent it."),
    ]


def test_letter_i_after_h_is_a_letter() -> None:
    items = "".join(f"({letter}) do thing {letter};\n" for letter in "abcdefghij")
    assert {stem for _, stem, _ in outline(f"You may not:\n{items}")[1:]} == {"You may not:"}


def test_inline_list_is_taken_apart() -> None:
    text = "You may not: (i) sell the model; (ii) rent the model; or (iii) lend the model. Thanks."
    assert outline(text) == [
        ("", "", "You may not:"),
        ("(i)", "You may not:", "sell the model;"),
        ("(ii)", "You may not:", "rent the model; or"),
        ("(iii)", "You may not:", "lend the model."),
        ("", "", "Thanks."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "As clauses (a) and (b) of Section 4(c) say, you may sell it.",
        "If you: (a) sue any of us; or (b) break these terms, then your rights end.",
    ],
)
def test_references_and_conditions_stay_whole(text: str) -> None:
    assert quotes(text) == [text]


def test_enumerator_on_its_own_line_belongs_to_what_follows() -> None:
    assert outline("1.\n\nYou may copy it.\n\n2.\nYou may sell it.\n") == [
        ("1.", "", "You may copy it."),
        ("2.", "", "You may sell it."),
    ]


def test_table_rows_and_quotes() -> None:
    text = "| Use | Allowed |\n|---|---|\n| Research | yes |\n\n> You may not\n> sell it.\n"
    assert quotes(text) == ["Use | Allowed", "Research | yes", "You may not\n> sell it."]


def test_chinese_sentences_are_apart() -> None:
    assert quotes("您可以使用。您不得出售。") == ["您可以使用。", "您不得出售。"]


def test_part_keeps_the_clauses_that_overlap_it() -> None:
    document = doc("One is here. Two is here. Three is here.")
    (clause,) = segment(document, Span(15, 20))
    assert document.quote(clause.span) == "Two is here."


def test_context_is_heading_and_lead_ins() -> None:
    document = doc("# Limits\n\nYou must\nnot:\n\n- use it to:\n  - spy;\n  - lie.\n")
    assert context(document, segment(document)[-1]) == "Limits You must not: use it to:"


def test_context_keeps_the_end() -> None:
    document = doc(f"You agree {'very ' * 60}much not to:\n- sell it.\n")
    found = context(document, segment(document)[-1])
    assert found.endswith("much not to:")
    assert len(found) <= CONTEXT


PIECES = (
    st.sampled_from(
        ["You may not:", "sell it;", "or", "x", "Inc. ", ".", "许可。", "é", "TITLE", "Section 3. "]
    )
    | st.sampled_from(
        [
            "(a) ",
            "(b) ",
            "(i) ",
            "1. ",
            "2.1 ",
            "- ",
            "• ",
            "# ",
            "> ",
            "<li>",
            "| a | b |",
            "---",
            "**",
        ]
    )
    | st.sampled_from([" ", "  ", "\n", "\n\n"])
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_are_in_order_apart_and_cover_all_letters(text: str) -> None:
    check(doc(text))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_line_ends_make_no_difference(text: str) -> None:
    crlf = [quote.replace("\r\n", "\n") for quote in quotes(text.replace("\n", "\r\n"))]
    assert crlf == quotes(text)


def check(document: Document) -> None:
    at = 0
    for clause in segment(document):
        quote = document.quote(clause.span)
        assert quote
        assert quote == quote.strip()
        assert clause.span.start >= at
        assert not re.search(r"\n[^\S\n]*\n", quote)
        between = re.sub(r"</?[a-z][^<>\n]{0,300}>", "", document.text[at : clause.span.start])
        assert letters(between) == letters(clause.number)
        at = clause.span.end
    assert not letters(re.sub(r"</?[a-z][^<>\n]{0,300}>", "", document.text[at:]))


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_bombs_are_no_clauses_without_end() -> None:
    for text in ("(a) " * 20_000, "1.\n" * 20_000, "(" * 100_000, "a" * 100_000, "'" * 100_000):
        check(doc(text))


@pytest.fixture(scope="module")
def english(real: Path) -> list[Document]:
    folder = real / "licenses"
    with (folder / "index.tsv").open(encoding="utf-8") as index:
        rows = [row for row in csv.DictReader(index, delimiter="\t") if row["lang"] == "en"]
    return [doc((folder / row["file"]).read_text("utf-8")) for row in rows[::6]]


def test_unusual_spaces_are_not_in_a_span() -> None:
    assert quotes("\u2003You agree.\u2003\x1f") == ["You agree."]


def test_real_licences_are_covered(english: list[Document]) -> None:
    for document in english:
        check(document)


def items_after_lead_ins(document: Document) -> Iterator[tuple[Clause, Clause]]:
    clauses = segment(document)
    for lead, item in pairwise(clauses):
        leads = re.search(r"(?<!agree as follows):$", document.quote(lead.span))
        if leads and (item.number or item.kind is ClauseKind.ITEM):
            yield lead, item


def test_real_list_items_have_their_stem(english: list[Document]) -> None:
    found = [pair for document in english for pair in items_after_lead_ins(document)]
    assert len(found) > 20
    assert [item for lead, item in found if item.stem != lead.span] == []


def test_paragraph_ends_the_list_before_it() -> None:
    text = (
        "You must not:\n(a) sell it;\n(b) rent it.\n\nYou have rights.\n\n- Copy it.\n- Study it.\n"
    )
    assert [stem for _, stem, _ in outline(text)] == [
        *["", "You must not:", "You must not:", "", "", ""]
    ]


def test_real_licences_have_no_orphan_numbering(english: list[Document]) -> None:
    orphan = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d+)*|[a-zA-Z]|[ivx]{1,5}|No|Sec)[.)\]]*")
    for document in english:
        for clause in segment(document):
            assert not orphan.fullmatch(document.quote(clause.span))
