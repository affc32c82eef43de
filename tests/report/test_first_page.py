"""The first page is the same in every form: how open, may a business use it, what is left."""

import re
from html import unescape

import pytest

from licensecheck.domain import DocumentKind, Expression, Level
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.domain.problem import ProblemKind
from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import ModelBase
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.reported_terms import Quote, ReportedProblem
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.knowledge import installed
from licensecheck.report import formats
from licensecheck.report.each_model import commercial
from licensecheck.report.formats import html, markdown, terminal
from licensecheck.report.wording import without_ids
from tests.report.conftest import model_report, quote, release
from tests.report.test_files import word_text

NOTE = "it is AGPL-3.0, but README.md:246 names Apache-2.0; ask which counts"


def asked(name: str, answer: RightAnswer) -> ReportedRight:
    return ReportedRight(
        right=name,
        question=name.replace("-", " "),
        answer=answer,
        reason="you may not use it for war [field-of-use-restriction] (LICENSE:2)",
        evidence=(quote("You may not use it for war."),),
    )


def report() -> Report:
    """A model whose one answer has its words, and a note that hides no terms."""
    note = ReportedProblem(
        kind=ProblemKind.UNCLEAR, subject="LICENSE.txt", message=NOTE, hides_terms=False
    )
    names = "use-commercially", "use-in-research"
    rights = tuple(asked(name, RightAnswer.NO) for name in names)
    return model_report().model_copy(update={"rights": rights, "problems": (note,)})


def forms(shown: Report | None = None) -> dict[str, str]:
    """The words of each form before what stands below the first page, on one line."""
    shown = shown or report()
    page = html.render(shown, installed()).partition('<nav class="toc"')[0]
    page = page.partition("</style>")[2]
    words = {
        "terminal": terminal.render(shown, installed(), width=400),
        "html": unescape(re.sub("<[^>]+>", " ", re.sub("<q[^>]*>", '"', page))),
        "markdown": markdown.render(shown, installed()).replace("`", "").replace("*", ""),
        "docx": word_text(formats.document(shown, "docx")),
    }
    return {name: tidy(" ".join(said.split())) for name, said in words.items()}


def tidy(said: str) -> str:
    """The words without the spaces that tags leave beside marks."""
    return re.sub(r"(?<=\() | (?=[):])", "", said)


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "docx"])
def test_the_first_answer_has_its_words_and_its_place(form: str) -> None:
    said = forms()[form]
    assert re.search(r"[Cc]ommercial use:? ((✗|🔴) )?no ?\(?LICENSE:2", said)
    assert re.search('["“-] ?You may not use it for war.', said)


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "docx"])
def test_what_is_left_to_read_is_quoted_and_notes_are_told(form: str) -> None:
    said = forms()[form]
    assert re.search('LICENSE:4[^a-z]{1,4}(could not be understood: )?["“]?We may end it.', said)
    assert f"LICENSE.txt: {NOTE}" in said


@pytest.mark.parametrize("form", ["html", "docx"])
def test_a_level_is_explained_to_who_never_saw_it(form: str) -> None:
    assert "restricted-weights: weights can be downloaded, the terms fail" in forms()[form]


def test_questions_with_one_reason_share_a_line() -> None:
    text = html.render(report(), installed()).partition('id="rights-no"')[2]
    row = text.partition("</li>")[0]
    assert 'id="use-commercially"' in row
    assert 'id="use-in-research"' in row
    assert "[field-of-use-restriction]" not in row


def test_with_v_questions_with_one_reason_have_it_once() -> None:
    lines = terminal.render(report(), installed(), width=400, verbose=1).splitlines()
    told = "use commercially; use in research: you may not use it for war"
    assert sum(told in line for line in lines) == 1
    assert not any("use commercially: " in line for line in lines)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("you may not [noncommercial-only] (LICENSE:3)", "you may not (LICENSE:3)"),
        ('"you may" [grant-use] and 2 more', '"you may" and 2 more'),
        ("read [the-licence](LICENSE)", "read [the-licence](LICENSE)"),
        ("a list [a-b]c", "a list [a-b]c"),
        ("license it alike [copyleft] (LICENSE:3)", "license it alike (LICENSE:3)"),
    ],
)
def test_ids_of_labels_are_left_out_and_links_stay(words: str, said: str) -> None:
    assert without_ids(words) == said


def test_words_in_chinese_are_marked_and_come_after_english_ones() -> None:
    chinese, english = quote("不得用于商业用途，违者必究。"), quote("You may not use it for war.")
    model = model_report()
    ban = model.findings[1].model_copy(update={"evidence": (chinese, english)})
    both = model.model_copy(update={"findings": (ban,), "washing": model.washing})
    text = html.render(both, installed())
    assert '<p dir="auto" lang="zh">不得用于商业用途' in text
    assert ", in Chinese" in text
    said = word_text(formats.document(both, "docx"))
    first, second = "“You may not use it for war.” (LICENSE:2)", "“不得用于商业用途"
    assert said.index(first) < said.index(second)
    assert "违者必究。” (LICENSE, in Chinese)" in said


def test_a_notice_that_forbids_something_is_not_on_other_work() -> None:
    notice = model_report().licenses[0].model_copy(update={"kind": DocumentKind.NOTICE})
    texts = tuple(
        notice.model_copy(update={"document": name}) for name in ("LICENSE", "NOTICE", "LEGAL")
    )
    text = model_report().licenses[0].model_copy(update={"document": "COPYING"})
    both = model_report().model_copy(update={"licenses": (text, *texts)})
    said = terminal.render(both, installed(), width=120)
    assert "and NOTICE, LEGAL on other work" in said
    assert "(LICENSE, " in said


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (Level.UNKNOWN, "commercial use: code yes, weights please read"),
        (Level.CLOSED, "commercial use: code yes, no weights to use"),
    ],
)
def test_a_line_on_one_of_several_models_says_what_the_first_line_would(
    level: Level, said: str
) -> None:
    waits = asked("use-commercially", RightAnswer.PLEASE_READ)
    right = waits.model_copy(update={"evidence": (), "code": RightAnswer.YES})
    model = release("Zebra", "zoo").model_copy(update={"rights": (right,), "level": level})
    assert commercial(model) == said


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "docx"])
def test_what_it_was_made_from_stands_there_with_what_comes_along(form: str) -> None:
    llama = Expression.of("LicenseRef-scancode-llama-2-license-2023")
    bases = (
        ModelBase(name="zoo/okapi", relation="finetune", license=NO_LICENSE, evidence=None),
        ModelBase(
            name="Llama 2",
            relation="finetune",
            license=llama,
            evidence=quote("You may not use it for war."),
            binds=True,
        ),
        ModelBase(
            name="CLIP", relation="part", license=Expression.of("MIT"), evidence=None, binds=False
        ),
    )
    model = release("zebra", "").model_copy(update={"bases": bases})
    made = report().model_copy(update={"model": "zebra", "models": (model,)})
    said = forms(made)[form]
    lines = (
        "Llama 2 (LICENSE:2): its licence comes along: Llama 2 Community License Agreement",
        "zoo/okapi: its terms were not read",
        "CLIP: needed beside the weights, under MIT",
    )
    places = [said.find(line) for line in lines]
    assert -1 not in places
    assert places == sorted(places)


def test_a_clause_of_a_base_is_placed_by_the_base_in_the_checklist() -> None:
    named = Quote(
        document="lineage",
        start=0,
        end=0,
        line=0,
        quote="zoo/horse: Zoo License",
        clause="Zoo License, 4",
    )
    duty = model_report().obligations[0].model_copy(update={"evidence": (named,)})
    made = report().model_copy(update={"obligations": (duty,)})
    for said in (html.render(made, installed()), word_text(formats.document(made, "docx"))):
        assert "Zoo License, 4 (base horse)" in said
