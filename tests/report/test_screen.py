"""What a person sees first: the verdict, may we, what must be done; the rest when asked for."""

import re
from html import unescape
from pathlib import Path

import pytest

from docs.pictures import make
from licensecheck.cli.output import shows_links
from licensecheck.domain import Confidence, Expression, Level, Origin
from licensecheck.domain.problem import ProblemKind
from licensecheck.domain.release import WeightsState
from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import ModelLicense, ModelWeights, ReportedModel
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.reported_terms import ReportedLedger, ReportedProblem
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.knowledge import installed
from licensecheck.licenses import LicenseAuditor
from licensecheck.report import formats
from licensecheck.report.answers import grouped
from licensecheck.report.comparison import compare
from licensecheck.report.each_model import by_model
from licensecheck.report.formats import csv, html, markdown, terminal
from licensecheck.report.licence_names import license_name
from licensecheck.report.places import shortened
from licensecheck.report.sections.standing import NO_LICENCE
from licensecheck.report.summary import duties, spoken
from licensecheck.settings import Settings
from licensecheck.text.inert import inert_styled
from tests.conftest import ROOT
from tests.hostile import PAYLOADS
from tests.report.conftest import HOSTILE, model_report, release
from tests.report.test_files import word_text
from tests.report.test_inert import poisoned

KNOWN = installed()
LLAMA = LicenseAuditor(Settings(device="cpu", threads=1)).known_license("llama3.1")


def shown(width: int = 80, verbose: int = 0) -> list[str]:
    return terminal.render(LLAMA, KNOWN, width=width, verbose=verbose).splitlines()


def section(lines: list[str], title: str) -> str:
    """The words beside a title, on one line."""
    start = next(at for at, line in enumerate(lines) if line.startswith(title))
    rest = lines[start + 1 :]
    end = next((at for at, line in enumerate(rest) if line[:1].strip()), len(rest))
    words = [lines[start].removeprefix(title), *rest[:end]]
    return " ".join(" ".join(words).split())


def test_a_licence_by_its_name_with_verdict_answers_and_duties_on_one_screen() -> None:
    lines = shown()
    assert lines[0] == "Llama 3.1 Community License Agreement  fails the OSD"
    first = "commercial use: yes, if you stay below 700,000,000 monthly active users"
    assert " ".join(lines[1:3]).startswith(first)
    assert len(lines) <= 45
    assert section(lines, "No ").startswith(
        "use at any size, unless the licensor agrees (section 2); combine with GPL 3.0 (section 2)"
    )
    assert "stay below 700,000,000 monthly active users" in section(lines, "Yes, if you")
    assert "pass on a copy of the licence section 1.b.i" in section(lines, "You must")


def test_ids_and_names_on_every_line_are_for_who_asks() -> None:
    assert not any("LicenseRef-" in line for line in shown())
    assert any("Llama 3.1 Community License Agreement, 2" in line for line in shown(120, verbose=1))


def test_with_v_every_question_has_its_words_its_conditions_and_its_reason() -> None:
    whole = section(shown(400, verbose=1), "Yes, if you")
    assert re.search(r"use it commercially; [^:]+: you may use it", whole)
    assert re.search('if you [^:]*show "Built with Llama" in your product', whole)


@pytest.mark.parametrize("verbose", [0, 1, 2])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_screen_and_no_title_is_cut_off(width: int, verbose: int) -> None:
    for report in (LLAMA, model_report(), model_report(HOSTILE)):
        lines = terminal.render(report, KNOWN, width=width, verbose=verbose).splitlines()
        assert [line for line in lines if len(line) > width] == []
        assert not any(re.match(r"\S.{0,14}…  ", line) for line in lines)


def test_each_more_v_says_more() -> None:
    lengths = [len("".join(shown(verbose=verbose))) for verbose in (0, 1, 2)]
    assert lengths == sorted(set(lengths))


def test_colours_say_nothing_that_words_do_not() -> None:
    plain = terminal.render(LLAMA, KNOWN, width=80)
    coloured = terminal.render(LLAMA, KNOWN, width=80, colour=True)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()
    assert "\x1b[32m" not in coloured  # green beside red is one colour for many people


def test_with_v_the_score_says_what_would_narrow_it() -> None:
    report = model_report()
    whole = section(terminal.render(report, KNOWN, width=120, verbose=1).splitlines(), "Score")
    assert whole == (
        "openness 41-88/100 weights (6 points): open the link paper (4 points): look for it"
    )
    assert "Score" not in terminal.render(report, KNOWN, width=120)
    page = html.render(report, KNOWN)
    assert "weights (6 points): open the link" in page


def test_the_sentence_for_the_publisher_stands_below_the_quotes() -> None:
    report, said = (
        model_report("all is free"),
        "Your card says all is free, while the terms say no.",
    )
    assert f"To the publisher: {said}" in terminal.render(report, KNOWN, width=200, verbose=1)
    assert "To the publisher" not in terminal.render(report, KNOWN, width=200)
    assert f"**To the publisher:** {said}" in markdown.render(report, KNOWN)
    assert f"<strong>To the publisher: </strong>{said}" in words_of(html.render(report, KNOWN))


def test_each_model_that_is_released_has_its_interval() -> None:
    other = model_report().score.model_copy(update={"value": 12, "ceiling": 22})
    several = [release("Zebra 1", "w"), release("Zebra 2", "w").model_copy(update={"score": other})]
    report = model_report().model_copy(update={"models": tuple(several), "model": "Zebra 1"})
    whole = section(terminal.render(report, KNOWN, width=120, verbose=1).splitlines(), "Score")
    assert whole.endswith("Zebra 2: openness 12-22/100; not settled: weights 6, paper 4")
    page = re.sub(r"<td[^>]*>", "<td>", html.render(report, KNOWN))
    assert "<td>openness 12-22/100</td><td>weights 6, paper 4</td>" in page


def words_of(page: str) -> str:
    """A page on one line."""
    return " ".join(page.split())


def test_answers_for_one_reason_stand_together() -> None:
    groups = [(one.title, len(one.names)) for one in grouped(LLAMA.rights, KNOWN)]
    assert groups == [
        ("yes", 4),
        ("yes, if you", 8),
        ("no", 1),
        ("no", 1),
        ("please read", 1),
        ("not said", 1),
    ]


def test_where_every_answer_is_the_same_the_questions_are_not_listed() -> None:
    report = LicenseAuditor(Settings(device="cpu", threads=1)).known_license("dinov3")
    lines = terminal.render(report, KNOWN, width=80).splitlines()
    assert section(lines, "Please read").startswith("all 16 questions (")


def test_what_was_not_read_stands_beside_the_verdict() -> None:
    lines = terminal.render(model_report(), KNOWN, width=120).splitlines()
    unread = next(at for at, line in enumerate(lines) if line.startswith("TO READ"))
    assert unread < 4


def test_markdown_and_html_answer_the_same_questions() -> None:
    for rendered in (markdown.render(LLAMA, KNOWN), html.render(LLAMA, KNOWN)):
        assert "use at any size, unless the licensor agrees" in rendered
        assert "stay below 700,000,000 monthly active users" in rendered
        assert "se it commercially" in rendered


def test_a_right_that_is_lost_is_worse() -> None:
    auditor = LicenseAuditor(Settings(device="cpu", threads=1))
    free, bound = auditor.known_license("CC-BY-4.0"), auditor.known_license("CC-BY-NC-4.0")
    found = compare(free, bound, KNOWN).changes
    changes = {(str(one.direction), one.what, one.after) for one in found}
    assert ("worse", "may we use it commercially", "no") in changes
    assert ("worse", "may we pass on copies, if you", "do not make money with it") in changes


@pytest.mark.parametrize("page", ["README.md", "docs/reports.md"])
def test_examples_of_the_pages_are_what_is_printed(page: str) -> None:
    blocks = re.findall(r"^```\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.M | re.S)
    [example] = [block for block in blocks if "May we …?" in block]
    assert set(example.splitlines()) - {"", *shown()} == set()


def test_a_ban_that_is_sure_is_not_also_named_as_unclear() -> None:
    model = model_report()
    [_, ban, *_] = model.findings
    unsure = ban.model_copy(update={"id": "F9", "confidence": Confidence.UNCERTAIN})
    report = model.model_copy(update={"findings": (*model.findings, unsure)})
    lines = terminal.render(report, KNOWN, width=120).splitlines()
    told = 'use it for purposes that the licence names LICENSE:2 "You may not use it for war."'
    assert section(lines, "You may not") == told
    assert "You may not" not in section(lines, "Unclear")
    whole = terminal.render(report, KNOWN, verbose=1).splitlines()
    assert "You may not use it" in section(whole, "Unclear")


def test_a_list_of_uses_is_quoted_by_its_items() -> None:
    model = model_report()
    [_, ban, *_] = model.findings
    [place] = ban.evidence
    words = ("You agree not to:", "race it for money;", "ride it in war;")
    quotes = tuple(
        place.model_copy(update={"quote": said, "line": at, "start": at})
        for at, said in enumerate(words, 3)
    )
    listed = ban.model_copy(update={"evidence": quotes})
    report = model.model_copy(update={"findings": (listed,)})
    shown = section(terminal.render(report, KNOWN, width=120).splitlines(), "You may not")
    assert shown.endswith('LICENSE:3 (+2 places) "race it for money; ride it in war"')


def test_a_place_of_a_duty_is_named_once() -> None:
    model = model_report()
    [duty, *_] = model.obligations
    twice = duty.model_copy(update={"evidence": (*duty.evidence, *duty.evidence)})
    page = html.render(model.model_copy(update={"obligations": (twice,)}), KNOWN)
    first = page.partition('type="checkbox"')[2].partition("</ul>")[0]
    assert first.count("LICENSE:") == 1


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("zebra/mane/LICENSE", "zebra/mane/LICENSE"),
        ("zebra_pipelines/models/third_stripe/mane/LICENSE", "zebra_pipelines/…/mane/LICENSE"),
        ("see https://example.org/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r", None),
    ],
)
def test_of_a_long_path_the_middle_is_left_out(path: str, shown: str | None) -> None:
    assert shortened(path) == (shown or path)


LEAVE = """Zebra Terms

You may use, copy and change the model for non-commercial purposes only.

For commercial use you must obtain a separate licence from the Zebra Institute, zoo@example.org.
"""


def test_leave_that_the_first_answer_speaks_of_is_no_further_duty() -> None:
    auditor = LicenseAuditor(Settings(device="cpu", threads=1))
    report = auditor.license("TERMS", LEAVE.encode())
    lines = terminal.render(report, KNOWN).splitlines()
    assert lines[1].startswith("commercial use: no, unless the licensor agrees")
    assert "separate-permission-required" in {one.label for one in report.obligations}
    assert not any(line.startswith("You must") for line in lines)
    assert duties(report) == ()


GOVERNED = """Zebra Terms

You may use, copy, change and pass on the work for any purpose.

The names of the Zebra Institute may not be used to promote products that come from the work.

These terms are governed by Swiss law. The courts of Basel decide all disputes.
"""


def governed() -> list[str]:
    auditor = LicenseAuditor(Settings(device="cpu", threads=1))
    return terminal.render(auditor.license("TERMS", GOVERNED.encode()), KNOWN).splitlines()


def test_law_and_courts_stand_in_a_line_with_their_place() -> None:
    assert section(governed(), "Law") == "Swiss law; disputes: Basel TERMS:7"


def test_what_every_licence_says_of_names_is_told_by_v_alone() -> None:
    auditor = LicenseAuditor(Settings(device="cpu", threads=1))
    report = auditor.license("TERMS", GOVERNED.encode())
    assert "names" not in terminal.render(report, KNOWN)
    assert "to endorse or promote your product" in terminal.render(
        report, KNOWN, width=120, verbose=1
    )


def test_what_a_licence_names_stands_in_the_line_of_the_duty() -> None:
    assert 'show "Built with Llama" in your product' in section(shown(), "You must")
    assert "700,000,000 monthly active users" in section(shown(), "You may not")


_LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")


def words(styled: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", _LINK.sub("", styled))


def links(report: Report) -> set[str]:
    shown = terminal.render(report, KNOWN, width=80, colour=True, links=True)
    bare = terminal.render(report, KNOWN, width=80, colour=True)
    assert words(shown) == words(bare), "links change no word"
    assert words(inert_styled(shown)) == words(inert_styled(bare)), "and pass the last door"
    return set(_LINK.findall(shown)) - {""}


def test_places_lead_to_the_line_on_the_page_of_the_hub() -> None:
    revision = model_report().revision
    page = f"https://huggingface.co/zoo/zebra/blob/{revision}/LICENSE"
    assert links(model_report()) >= {f"{page}#L{line}" for line in (2, 3)}


@pytest.mark.parametrize("ref", ["/srv/models/zebra", "github:zoo/zebra/folder", "zoo/zebra"])
def test_what_no_page_shows_has_no_link(ref: str) -> None:
    assert links(model_report(ref=ref)) == set()


def test_no_address_is_made_of_hostile_words() -> None:
    for payload in PAYLOADS:
        evil = poisoned(model_report(), payload)
        assert isinstance(evil, Report)
        named = evil.model_copy(update={"ref": f"huggingface:zoo/{payload}"})
        for report in (evil, named):
            for address in links(report):
                assert re.fullmatch(r"https://huggingface\.co/[\w./%~#-]*", address, re.ASCII)


@pytest.mark.parametrize(
    ("environment", "shows"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"VTE_VERSION": "4600"}, False),
        ({"VTE_VERSION": "7200"}, True),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"WT_SESSION": "1"}, True),
    ],
)
def test_links_are_for_terminals_that_show_them(environment: dict[str, str], shows: bool) -> None:
    assert shows_links(environment) is shows


def test_a_licence_that_only_scancode_names_is_called_so() -> None:
    assert license_name("LicenseRef-scancode-zebra-1.0", KNOWN.facts) == (
        "zebra-1.0 (as ScanCode calls it)"
    )
    assert license_name("MIT", KNOWN.facts) == "MIT"


def unread(where: str) -> str:
    """The last line about a model of which only the code was read."""
    weights = ModelWeights(state=WeightsState.LINKED, where=where, evidence=())
    nothing = ModelLicense(expression=Expression.of(), source="", evidence=())
    model = ReportedModel(
        name="zebra",
        aliases=(),
        meant=True,
        level=Level.UNKNOWN,
        reason="why",
        license=nothing,
        weights=weights,
        restrictions=(),
        bases=(),
        verdicts=(),
        findings=(),
        score=model_report().score,
    )
    update = {"models": (model,), "model": "zebra", "level": Level.UNKNOWN}
    report = model_report().model_copy(update=update)
    return section(terminal.render(report, KNOWN, width=120).splitlines(), "Next")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Please sign [this form](https://zoo.example/f).", "Please sign this form."),
        ("请签署[本文件](https://zoo.example/a.pdf)。", "请签署本文件。"),
        ("[x](https://zoo.example)", "[x](https://zoo.example)"),
    ],
)
def test_a_quote_stands_without_its_addresses(written: str, shown: str) -> None:
    assert spoken(written) == shown


def several() -> Report:
    """A repository with two models under different terms."""
    free, bound = (
        ReportedRight(
            right="use-commercially", question="use it commercially", answer=answer, reason="said"
        )
        for answer in (RightAnswer.YES, RightAnswer.NO)
    )
    models = tuple(
        release(name, "words").model_copy(update={"rights": (right,)})
        for name, right in (("Zebra 1", free), ("Zebra 2", bound))
    )
    return model_report().model_copy(update={"models": models, "model": "Zebra 1"})


def test_each_of_several_models_has_its_answers_in_every_format() -> None:
    report = several()
    assert by_model(report, KNOWN) == (
        ("Zebra 1", "commercial use", "", "", ""),
        ("Zebra 2", "", "", "commercial use", ""),
    )
    models = section(terminal.render(report, KNOWN, width=120).splitlines(), "Models")
    assert "Zebra 1 and 1 more restricted-weights commercial use: yes · weights" in models
    assert "Zebra 2 and 1 more restricted-weights commercial use: no · weights" in models
    told = section(terminal.render(report, KNOWN, width=120, verbose=1).splitlines(), "Models")
    assert "yes: commercial use Zebra 2" in told
    assert told.endswith("no: commercial use")
    assert '<th scope="row">Zebra 2</th>' in html.render(report, KNOWN)
    assert "| Zebra 2 |  |  | commercial use |  |" in markdown.render(report, KNOWN)
    rows = csv.render(report, KNOWN).splitlines()
    assert [row for row in rows if ",right,use-commercially,no,,,Zebra 2," in row]
    assert [row for row in rows if ",model,MIT,restricted-weights,,,Zebra 1," in row]
    assert "commercial use" in word_text(formats.document(report, "docx"))


def last_line(**update: object) -> str:
    """What the last line asks for, of a model that is unknown."""
    report = model_report().model_copy(update={"level": Level.UNKNOWN, "models": (), **update})
    return section(terminal.render(report, KNOWN, width=120).splitlines(), "Next").partition(" · ")[
        0
    ]


def test_the_last_line_says_what_to_do_about_a_model_that_is_unknown() -> None:
    [left, *_] = model_report().ledger.left
    nothing = ReportedLedger()
    linked = left.model_copy(update={"quote": "See [our terms](https://zoo.example/terms)."})
    badge = left.model_copy(update={"quote": "![x](https://img.shields.io/badge/license-x)"})
    base = ReportedProblem(
        kind=ProblemKind.MISSING, subject="base model zoo/horse", message="m", hides_terms=True
    )
    assert last_line(problems=(base,)) == "licensecheck audit zoo/horse"
    hostile = base.model_copy(update={"subject": "base model zoo/$(x)"})
    assert "audit" not in last_line(problems=(hostile,), ledger=nothing)
    for place, asked in ((linked, "read https://zoo.example/terms"), (badge, "read LICENSE:4")):
        assert last_line(ledger=ReportedLedger(left=(place,)), problems=()) == asked
    empty = {"ledger": nothing, "licenses": (), "declared": (), "problems": ()}
    assert last_line(**empty) == NO_LICENCE
    assert last_line(**empty, origin=Origin.CATALOGUE) == "ask the hub, without --offline"


def test_where_only_code_was_read_the_next_step_is_the_model_with_the_weights() -> None:
    assert unread("huggingface.co/zoo/zebra").startswith("licensecheck audit huggingface:zoo/zebra")
    assert unread("huggingface.co/collections/zoo").startswith("read https://huggingface.co/coll")
    for hostile in ("huggingface.co/a/b; rm -rf x", "huggingface.co/a/$(x)", "example.com/a/b"):
        assert "licensecheck audit" not in unread(hostile)


def test_the_picture_in_the_readme_is_drawn_and_loads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lion-8b").mkdir()
    drawn = make.terminal_svg(make.example(Path("lion-8b")))
    for picture in (drawn, (ROOT / "docs/pictures/terminal.svg").read_text("utf-8")):
        words = re.sub(r"<[^>]*>", "", picture).replace("&#160;", " ")
        assert "OPEN-WASHING high" in words
        assert "yes, if you stay below 700,000,000 monthly active users" in words
        assert not re.search(r"url\(\"?http|@import|<image|<script", picture)


def test_the_checklist_has_the_words_that_a_product_must_show() -> None:
    said = 'show the licensor\'s name or mark in your product: "Built with Llama"'
    assert said in unescape(html.render(LLAMA, KNOWN))
    assert said in word_text(formats.document(LLAMA, "docx"))
