"""Markdown for a pull request: the answer first, all else folded away.

Quotes stand in code spans, other fetched words are escaped: neither can render, mention people,
link issues or end a table.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from licensecheck.domain.report import AnyReport, CheckReport
from licensecheck.domain.reported_terms import Quote
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.document import (
    Block,
    Document,
    Kind,
    Line,
    Section,
    Span,
    Table,
    Tone,
    Verbatim,
)
from licensecheck.report.sections import documents
from licensecheck.report.summary import NO_ADVICE, place, plain, short

# A comment on GitHub may have 65,536 characters; the rest is left for what surrounds ours.
LIMIT = 60_000
QUOTE = 160
_MARKS = {Tone.GOOD: "🟢 ", Tone.FAIR: "🔵 ", Tone.OPEN: "🟡 ", Tone.BAD: "🔴 "}
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
# GitHub finds mentions, issues and addresses in the rendered text: a comment splits them.
_SPLIT = re.compile(r"@|#|:(?=//)|(?i:www)(?=\.)|(?i:gh)(?=-\d)")


def render(report: AnyReport, knowledge: Knowledge) -> str:
    """Markdown as GitHub and GitLab show it, at most `LIMIT` characters."""
    return "\n\n".join(_within_limit(_blocks(report, knowledge)))


def page(told: Document) -> str:
    """A document of few sections, whole and with nothing folded away."""
    head = [f"## {_headline(told)}"] if told.name.words else []
    body = (block.strip("\n") for block in _body(told, folded=False))
    return "\n\n".join([*head, *body])


def _headline(told: Document) -> str:
    verdict = f"{_mark(told.verdict)}{told.verdict.words}"
    return ": ".join(filter(None, (_span(told.name), verdict)))


def _blocks(report: AnyReport, knowledge: Knowledge) -> Iterator[str]:
    """The first document; those of the models of a check are folded away."""
    first, *inner = documents(report, knowledge)
    yield f"## {_headline(first)}"
    yield from _body(first, folded=not isinstance(report, CheckReport))
    for one in inner:
        yield _fold(f"{one.name.words}: {one.verdict.words}", "\n\n".join(_body(one)))
    yield f"*{first.made_by}. {NO_ADVICE}*"


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


def _body(told: Document, *, folded: bool = True) -> Iterator[str]:
    if told.meaning:
        yield f"{prose(f'{told.meaning}{told.origin}')}."
    for section in told.every:
        yield from _section(section, folded=folded)


def _section(section: Section, *, folded: bool) -> Iterator[str]:
    """What is brief under its title, then what is full, folded away or under its title too."""
    head = [f"### {prose(section.called)}", ""] if section.called else []
    blocks = section.brief or (() if folded else section.full)
    shown = [said for block in blocks for said in _block(block)]
    if shown:
        yield "\n".join([*head, *shown])
    full = [said for block in section.full for said in _block(block)]
    if full and folded:
        yield _fold(f"{section.called}: in full" if shown else section.called, "\n".join(full))
    for part in section.parts:
        yield from _section(part, folded=folded)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Line():
            yield from _line(block)
        case Table() if not block.fine:
            rows = (tuple(map(_cell, row)) for row in block.rows[: block.most])
            yield f"\n{_table(tuple(map(prose, block.heads)), rows)}\n"
            if (left := len(block.rows) - block.most) > 0:
                yield f"and {left:,} more, which the JSON report lists"
        case Verbatim():
            yield f"\n{_fenced(block.words)}\n"


def _line(one: Line, indent: str = "") -> Iterator[str]:
    """A line of a list, with its first quote; below it what belongs to it."""
    yield f"{indent}- {': '.join(_parts(one))}"
    for below in one.below:
        yield from _line(below, f"{indent}  ")


def _cell(one: Line) -> str:
    return "; ".join([*_parts(one), *("; ".join(_parts(below)) for below in one.below)])


def _parts(one: Line) -> Iterator[str]:
    if one.spans:
        yield "".join(map(_span, one.spans)).strip()
    if one.quotes:
        yield _quoted(one.quotes)


def _span(span: Span) -> str:
    """The words as what they are; the spaces around them stay."""
    words = span.words.strip()
    before, after = (
        " " if side else "" for side in (span.words[:1] == " ", span.words[-1:] == " ")
    )
    if not words:
        return " "
    if span.kind in (Kind.NAME, Kind.PLACE, Kind.QUOTE):
        return f"{before}{code(words)}{after}"
    if span.kind is Kind.ANSWER:
        return f"{before}{_mark(span)}**{prose(words)}**{after}"
    stands = span.tone is Tone.STRONG
    return f"{before}**{prose(words)}**{after}" if stands else f"{before}{prose(words)}{after}"


def _mark(span: Span) -> str:
    return _MARKS.get(span.tone, "")


def _quoted(quotes: tuple[Quote, ...]) -> str:
    first, *others = quotes
    more = f" and {len(others)} more places" if others else ""
    clause = f" → {prose(first.clause)}" if first.clause else ""
    return f"{code(short(first.quote, QUOTE))} at {code(place(first))}{clause}{more}"


def _fold(title: str, body: str) -> str:
    summary = _SPLIT.sub(_split, escape(plain(title)))
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def code(text: str) -> str:
    """A code span that shows the text as it is, in tables too."""
    words = plain(text).replace("|", "¦")
    fence = _fence(words)
    padding = " " if words.startswith("`") or words.endswith("`") or not words else ""
    return f"{fence}{padding}{words}{padding}{fence}"


def _fenced(text: str) -> str:
    """A block of code, in which nothing but its own end is read."""
    fence = _fence(text, 3)
    return f"{fence}\n{text.rstrip()}\n{fence}"


def _fence(text: str, least: int = 1) -> str:
    """More backticks than the text has anywhere."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    return "`" * max(longest + 1, least)


def prose(text: str) -> str:
    """Words that render as themselves: no markup, no HTML, no mention, no link."""
    return _SPLIT.sub(_split, _SPECIAL.sub(r"\\\g<0>", plain(text)))


def _split(found: "re.Match[str]") -> str:
    return f"{found[0]}<!-- -->"
