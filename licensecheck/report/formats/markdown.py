"""Markdown for a pull request: the answer first, all else folded away.

Quotes stand in code spans, other fetched words are escaped: neither can render, mention people,
link issues or end a table.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from licensecheck.domain import Level, Status
from licensecheck.domain.report import AnyReport, CheckedModel, CheckReport, Report
from licensecheck.domain.reported_terms import LeftOver, Quote, ReportedFinding, Tool
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.answers import UNLESS, AnswerGroup, by_reason, grouped, how_to_ask, joined
from licensecheck.report.each_model import ANSWER_COLUMNS, by_model
from licensecheck.report.first_answer import FirstAnswer, first_answer
from licensecheck.report.gate import TITLE as GATE
from licensecheck.report.gate import gate_lines
from licensecheck.report.made_from import BaseLine, made_from
from licensecheck.report.summary import (
    MODEL_COLUMNS,
    MOST_PLACES,
    NO_ADVICE,
    Audit,
    SummaryLine,
    accounted,
    by_framework,
    capital,
    counts,
    decisions,
    framework_name,
    headline,
    identity,
    model_rows,
    more_models,
    more_places,
    origin,
    outcome,
    place,
    plain,
    reason,
    short,
    statements,
    subject,
    washed,
)
from licensecheck.report.wording import without_ids

# A comment on GitHub may have 65,536 characters; the rest is left for what surrounds ours.
LIMIT = 60_000
QUOTE = 160
_STATUSES = {
    Status.MET: "met",
    Status.NOT_MET: "**not met**",
    Status.UNKNOWN: "unknown",
    Status.NOT_APPLICABLE: "n/a",
}
_MARKS = {
    Level.OPEN_SOURCE_AI: "🟢",
    Level.OPEN_WEIGHTS: "🔵",
    Level.RESTRICTED_WEIGHTS: "🔴",
    Level.CLOSED: "🔴",
    Level.UNKNOWN: "🟡",
}
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
# GitHub finds mentions, issues and addresses in the rendered text: a comment splits them.
_SPLIT = re.compile(r"@|#|:(?=//)|(?i:www)(?=\.)|(?i:gh)(?=-\d)")


def render(report: AnyReport, knowledge: Knowledge) -> str:
    """Markdown as GitHub and GitLab show it, at most `LIMIT` characters."""
    blocks = (
        _checked(report, knowledge) if isinstance(report, CheckReport) else _read(report, knowledge)
    )
    return "\n\n".join(_within_limit(blocks))


def _within_limit(blocks: Iterable[str]) -> Iterator[str]:
    """Whole blocks only: half a table or fold would swallow what follows."""
    left = LIMIT
    omitted = 0
    for block in blocks:
        if len(block) + 2 > left:
            omitted += 1
            continue
        left -= len(block) + 2
        yield block
    if omitted:
        yield f"*{omitted} parts are left out for their length; `--format json` has everything.*"


def _checked(report: CheckReport, knowledge: Knowledge) -> Iterator[str]:
    passed = report.passed
    said = "✅ passed" if passed else f"❌ models: {outcome(report)}"
    by = prose(report.policy or ", ".join(report.fail_on))
    yield f"## licensecheck: {said}"
    yield f"{len(report.models)} models checked by {by}."
    models = sorted(report.models, key=lambda model: model.passed)
    if models:
        yield _table(("", "Model", "Level", "Answer", "Why", "Where"), map(_row, models))
    problems = [f"- {code(one.subject)}: {prose(one.message)}" for one in report.problems]
    if problems:
        yield _fold(f"Not searched: {len(problems)}", "\n".join(problems))
    warnings = [
        f"- {code(f'{one.file}:{one.line}')}: {prose(one.message)}" for one in report.warnings
    ]
    if warnings:
        yield _fold(f"Policy: {len(warnings)} to look at", "\n".join(warnings))
    possible = [f"- {code(f'{one.file}:{one.line}')}: {code(one.text)}" for one in report.possible]
    if possible:
        yield _fold(f"Possible, not checked: {len(possible)}", "\n".join(possible))
    yield _searched(report)
    for model in models:
        if model.report:
            yield _fold(
                f"{model.called}: {model.level}", "\n\n".join(_body(model.report, knowledge))
            )
    yield f"*{NO_ADVICE}*"


def _searched(report: CheckReport) -> str:
    """How much was searched, and how much was not."""
    left = "; ".join(f"{one.count:,} {one.reason}" for one in report.skipped)
    return f"{report.files:,} files searched{f'; not searched: {prose(left)}' if left else ''}."


def _row(model: CheckedModel) -> tuple[str, ...]:
    against = [one for one in decisions(model) if counts(one)]
    why = "; ".join(f"{prose(one.reason)} {code(one.rule)}" for one in against) or "; ".join(
        map(prose, model.duties)
    )
    waived = [f"waived: {prose(one.waived)}" for one in decisions(model) if one.waived]
    where = [code(f"{one.file}:{one.line}" if one.line else one.file) for one in model.references]
    return (
        "✅" if model.passed else "❌",
        code(model.called),
        str(model.level) if model.level else "not read",
        str(model.answer).replace("-", " "),
        "; ".join(filter(None, [why, *waived])),
        ", ".join(where),
    )


def _read(report: Audit, knowledge: Knowledge) -> Iterator[str]:
    mark = f"{_MARKS[report.level]} " if isinstance(report, Report) else ""
    called = report.called if isinstance(report, Report) else subject(report)
    yield f"## {code(called)}: {mark}{headline(report)}"
    yield from _body(report, knowledge)
    yield _foot(report.tool)


def _body(report: Audit, knowledge: Knowledge) -> Iterator[str]:
    if isinstance(report, Report):
        yield _model(report)
    if first := first_answer(report, knowledge):
        yield "\n".join(_commercial(first))
    if found := washed(report):
        lines = [line for one in found for line in _washed(one)]
        level = report.washing.level if isinstance(report, Report) else ""
        yield _section(f"Open-washing: {level}", lines)
    if rows := model_rows(report, knowledge.facts):
        cells = ((code(name), *map(prose, rest)) for name, *rest in rows)
        more = more_models(report)
        yield _section("Models", [_table(MODEL_COLUMNS, cells), *([f"\n{more}"] if more else [])])
        each = ((code(name), *map(prose, rest)) for name, *rest in by_model(report, knowledge))
        yield _fold("What may be done with each model", _table(ANSWER_COLUMNS, each))
    texts = [
        f"- {code(text.document)}: {prose(identity(text, knowledge.facts))}"
        for text in report.licenses
    ]
    if isinstance(report, Report):
        texts += dict.fromkeys(
            f"- declared in {code(said.document)}: {code(short(said.text, QUOTE))}"
            for said in report.declared
        )
    if report.rights:
        yield _section("May we …?", map(_answer, grouped(report.rights, knowledge)))
        told = map(_reasoned, by_reason(report.rights, knowledge))
        yield _fold("Each answer, with its words", _table(("", "Answer", "Why", "Words"), told))
    yield _section("Licence", texts or ["- none found"])
    if isinstance(report, Report) and (bases := list(made_from(report, knowledge.facts))):
        yield _section("Made from", map(_base, bases))
    if isinstance(report, Report) and (asked := list(gate_lines(report, knowledge))):
        yield _section(GATE, [f"- {prose(says)}{_at(quote)}" for says, quote in asked])
    yield _section("Accounted for", [f"- {accounted(report.ledger)}"])
    if report.ledger.left:
        shown = report.ledger.left[:MOST_PLACES]
        lines = [f"- {one.account}: {_left(one)}" for one in shown]
        more = more_places(report.ledger)
        lines += [f"- {more}"] if more else []
        yield _fold(f"Left to read: {len(report.ledger.left)}", "\n".join(lines))
    for title, said in statements(report).items():
        yield _section(title, map(_item, said))
    for framework, verdicts in by_framework(report.verdicts).items():
        answers = [
            (v.criterion, prose(v.name), _STATUSES[v.status], prose(v.reason)) for v in verdicts
        ]
        met = sum(verdict.status is Status.MET for verdict in verdicts)
        title = f"{framework_name(framework, knowledge)}: {met} of {len(verdicts)} met"
        yield _fold(title, _table(("", "Criterion", "Status", "Why"), answers))
    problems = [f"- {code(one.subject)}: {prose(one.message)}" for one in report.problems]
    if problems:
        yield _section("Notes on what was read", problems)


def _model(report: Report) -> str:
    revision = f", revision {code(report.revision)}" if report.revision else ""
    score = f"{report.score.value:.0f}-{report.score.ceiling:.0f} of 100"
    why = prose(capital(reason(report)))
    return f"**{why}**; score {score}, read from {origin(report)}{revision}."


def _base(one: BaseLine) -> str:
    where = f" ({code(place(one.place))})" if one.place else ""
    return f"- {code(one.name)}{where}: {prose(one.terms)}"


def _at(quote: Quote | None) -> str:
    return f" ({code(place(quote))})" if quote else ""


def _washed(one: ReportedFinding) -> Iterator[str]:
    """What is claimed and is not so; below it the sentence that the publisher could be sent."""
    yield f"- {prose(without_ids(one.message))}: {_quoted(one.evidence)}"
    if one.letter:
        yield f"  - To the publisher: {prose(capital(one.letter))}."


def _answer(group: AnswerGroup) -> str:
    """A line for the rights of one answer; their conditions below it."""
    where = f" ({code(place(group.rights[0].evidence[0]))})" if _is_placed(group) else ""
    line = f"- **{group.heading}**: {joined(group.names)}{where}"
    lead = "" if group.answer is RightAnswer.YES_IF else f"{group.lead} "
    below = [f"  - {prose(one)}" for one in (group.asked, *group.further) if one]
    below += [
        f"  - {group.who(shared.names)}{lead}{prose('; '.join(shared.texts))}"
        for shared in group.conditions
    ]
    return "\n".join([line, *below])


def _is_placed(group: AnswerGroup) -> bool:
    against = group.answer in (RightAnswer.NO, RightAnswer.PLEASE_READ)
    return against and bool(group.rights[0].evidence)


def _commercial(first: FirstAnswer) -> Iterator[str]:
    """The answer that most people come for; below it the words that it rests on."""
    lead = "please read first " if first.read_first else ""
    where = f" ({lead}{code(place(first.place))})" if first.place else ""
    yield f"**Commercial use: {prose(first.says)}**{where}"
    if first.below:
        yield ""
    for line in first.below:
        at = f" ({code(place(line.quote))})" if line.says and line.quote else ""
        words = code(line.words) if line.words else ""
        yield f"- {': '.join(filter(None, (prose(line.says) + at, words)))}"


def _reasoned(group: AnswerGroup) -> tuple[str, ...]:
    """The questions that have one answer for one reason, with its words."""
    one = group.rights[0]
    words = _quoted(one.evidence) if one.evidence else ""
    if one.leave:
        words = f"{words}; {UNLESS}, {prose(how_to_ask(one))}: {_quoted(one.leave.evidence)}"
    asked = "; ".join(prose(right.question) for right in group.rights)
    return asked, group.told, prose(without_ids(one.reason)), words


def _item(said: SummaryLine) -> str:
    touched = f" (OSD {', '.join(said.osd)})" if said.osd else ""
    return f"- {prose(said.words)}{touched}: {_quoted(said.quotes)}"


def _left(one: LeftOver) -> str:
    quote = f": {code(short(one.quote, QUOTE))}" if one.quote else ""
    return f"{prose(one.reason)}{quote}"


def _quoted(quotes: tuple[Quote, ...]) -> str:
    first, *others = quotes
    more = f" and {len(others)} more places" if others else ""
    clause = f" → {prose(first.clause)}" if first.clause else ""
    return f"{code(short(first.quote, QUOTE))} at {code(place(first))}{clause}{more}"


def _foot(tool: Tool) -> str:
    return f"*licensecheck {tool.version}, rules {tool.rules_version}. {NO_ADVICE}*"


def _section(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"### {title}", "", *lines])


def _fold(title: str, body: str) -> str:
    summary = _SPLIT.sub(_split, escape(plain(title)))
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def code(text: str) -> str:
    """A code span that shows the text as it is, in tables too."""
    words = plain(text).replace("|", "¦")
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if words.startswith("`") or words.endswith("`") or not words else ""
    return f"{fence}{padding}{words}{padding}{fence}"


def prose(text: str) -> str:
    """Words that render as themselves: no markup, no HTML, no mention, no link."""
    return _SPLIT.sub(_split, _SPECIAL.sub(r"\\\g<0>", plain(text)))


def _split(found: "re.Match[str]") -> str:
    return f"{found[0]}<!-- -->"
