"""A census as one page of HTML: tables with bars, without scripts and requests."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TypeVar
from urllib.parse import quote

from licensecheck.batch.census import Census, Group, Share
from licensecheck.batch.measures import compared
from licensecheck.batch.summary import Summary
from licensecheck.batch.written import Run
from licensecheck.domain import Expression, Level
from licensecheck.domain.expression import UNKNOWN
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.formats.csv import table
from licensecheck.report.formats.html import template
from licensecheck.report.licence_names import called
from licensecheck.report.license_kinds import LicenseKind
from licensecheck.report.wording import label_says
from licensecheck.text.inert import Channel, Inert, inert

SHOWN = 20
"""Rows of a table on the page."""
DOWNLOADED = 1_000
"""Rows of a table to download: a hub has some 70,000 owners, and the page stays below 1 MB."""
UNNAMED = "(not said)"

_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])", re.ASCII)
_LABEL = 9.0
"""Percent of the width that a year takes at 390 pixels."""
Key = TypeVar("Key", bound=str)


@dataclass(frozen=True, slots=True)
class CountBar:
    """One row: a number and how long its bar is, in percent of the longest."""

    name: str
    note: str
    count: int
    percent: str
    width: float


@dataclass(frozen=True, slots=True)
class StackPiece:
    """A part of a bar, in percent of it."""

    kind: LicenseKind
    count: int
    percent: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Stack:
    """One row: models by kind of licence."""

    name: str
    group: Group
    washed: str
    """Percentage with open-washing."""
    pieces: tuple[StackPiece, ...]
    height: float
    """Models, in percent of the largest row."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the page, and an address that holds all of them as CSV."""

    rows: Sequence[CountBar | Stack]
    more: int
    """Rows that are in the CSV only."""
    left: int
    """Rows that are not even there."""
    csv: str


def page(census: Census, run: Run, summary: Summary, knowledge: Knowledge) -> Inert:
    """The whole page; every name is escaped."""
    counts = census.counts

    def bars(name: str, words: Callable[[str], tuple[str, str]] = lambda one: (one, "")) -> Table:
        return _bars(_most(counts[name]), census.models, words)

    def words_of(kind: type[LicenseKind] | type[Level], name: str) -> Table:
        counted = ((one, counts[name][one]) for one in kind)
        return _bars(counted, census.models, lambda one: (str(one), one.meaning))

    written = template("census.html.jinja", knowledge).render(
        census=census,
        run=run,
        made=summary,
        kinds=tuple(LicenseKind),
        all_models=_stack("all models", Group(counts["kinds"]), census.models),
        kind_table=words_of(LicenseKind, "kinds"),
        license_table=bars("license", lambda one: _license(one, knowledge)),
        level_table=words_of(Level, "level"),
        restriction_table=bars("restrictions", lambda one: (one, label_says(one, knowledge))),
        washing_table=bars("openwashing_kinds", lambda one: (one, _summary(one, knowledge))),
        term_table=_terms(counts["terms"], knowledge),
        gate_table=bars("gate"),
        rule_table=bars("gate_rules"),
        step_rows=tuple(_steps(counts["steps"])),
        owners=_stacks(census.groups["owner"]),
        tasks=_stacks(census.groups["task"]),
        months=_months(census.groups["month"]),
        ticks=_ticks,
        compared=[(one, compared(census, one, knowledge)) for one in knowledge.studies],
        percent=percent,
    )
    return inert(written, Channel.MARKUP)


def percent(share: Share | float | None) -> str:
    """A percentage as people write it; a dash of nothing."""
    value = share.percent if isinstance(share, Share) else share
    if value is None:
        return "–"
    return "< 0.1 %" if 0 < value < 0.1 else f"{value:.1f} %"


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0] or ""))


def _bars(
    counted: Iterable[tuple[Key, int]], whole: int, words: Callable[[Key], tuple[str, str]]
) -> Table:
    """A table of numbers, whose bars are as long as their share of the largest."""
    found = [(words(key), count) for key, count in counted]
    longest = max((count for _, count in found), default=0)
    rows = [_bar(*named, count, whole=whole, longest=longest) for named, count in found]
    cells = ([one.name, one.count, _share(one.count, whole)] for one in rows)
    return _table(rows, ("name", "models", "percent"), cells)


def _bar(name: str, note: str, count: int, *, whole: int, longest: int) -> CountBar:
    return CountBar(name, note, count, percent(Share(count, whole)), _length(count, longest))


def _summary(rule: str, knowledge: Knowledge) -> str:
    return knowledge.washing[rule].summary.replace("`", "") if rule in knowledge.washing else ""


def _license(expression: str, knowledge: Knowledge) -> tuple[str, str]:
    if not expression:
        return "none named", ""
    if expression.startswith(UNKNOWN):
        return expression.removeprefix(UNKNOWN), "no licence that we know is called so"
    name = called(Expression.parse(expression), knowledge.facts)
    return name, "" if name == expression else expression


def _terms(counts: Mapping[tuple[str, str], int], knowledge: Knowledge) -> Table:
    """Of each term how many steps carry it, and in how many it is left out."""
    binding = {term: count for (term, how), count in counts.items() if how == "binding"}
    dropped = {term: counts.get((term, "dropped"), 0) for term in binding}
    rows = [
        _bar(term, label_says(term, knowledge), dropped[term], whole=count, longest=count)
        for term, count in _most(binding)
    ]
    cells = ([one.name, binding[one.name], one.count] for one in rows)
    return _table(rows, ("term", "steps", "dropped"), cells)


def _steps(steps: Mapping[tuple[str, str], int]) -> Iterator[Mapping[str, object]]:
    """One row for each relation, the most frequent first."""
    relations = sorted(
        {how for how, _ in steps}, key=lambda how: (how == "dataset", -steps[how, "all"])
    )
    for how in relations:
        yield {
            "relation": how,
            **{name: count for (one, name), count in steps.items() if one == how},
        }


def _stacks(groups: Mapping[str, Group]) -> Table:
    """Groups by kind of licence, the largest first."""
    named = sorted(groups.items(), key=lambda one: (-one[1].models, one[0]))
    return _stacked(named, SHOWN)


def _months(groups: Mapping[str, Group]) -> Table:
    """All months between the first and the last, in their order."""
    known = sorted(name for name in groups if _MONTH.fullmatch(name))
    first, last = (
        (12 * int(one[:4]) + int(one[5:]) - 1 for one in (known[0], known[-1]))
        if known
        else (0, -1)
    )
    each = (f"{at // 12}-{at % 12 + 1:02}" for at in range(first, last + 1))
    return _stacked([(name, groups.get(name, Group())) for name in each], last - first + 1)


def _ticks(rows: Sequence[Stack]) -> Iterator[tuple[str, float]]:
    """Years, each with the place of its first month in percent, where there is room for it."""
    starts = [at for at, row in enumerate(rows) if row.name.endswith("-01") or not at]
    for at, after in pairwise([*starts, len(rows)]):
        if 100 * (after - at) / len(rows) >= _LABEL:
            yield rows[at].name[:4], round(100 * at / len(rows), 2)


def _stacked(named: Sequence[tuple[str, Group]], shown: int) -> Table:
    most = max((one.models for _, one in named), default=0)
    rows = [_stack(name or UNNAMED, group, most) for name, group in named]
    titles = ("name", "models", "open-washing", *LicenseKind)
    cells = (
        [one.name, one.group.models, one.group.washed, *(one.group.kinds[k] for k in LicenseKind)]
        for one in rows
    )
    return _table(rows, titles, cells, shown)


def _stack(name: str, group: Group, most: int) -> Stack:
    return Stack(
        name,
        group,
        percent(Share(group.washed, group.models)),
        tuple(_pieces(group)),
        _length(group.models, most),
    )


def _pieces(group: Group) -> Iterator[StackPiece]:
    start = 0.0
    for kind in LicenseKind:
        share = Share(group.kinds[kind], group.models)
        width = share.percent or 0.0
        if share.part:
            yield StackPiece(kind, share.part, percent(share), round(start, 2), round(width, 2))
        start += width


def _length(count: int, longest: int) -> float:
    return round(100 * count / longest, 2) if longest else 0.0


def _share(count: int, whole: int) -> str:
    return f"{100 * count / whole:.4f}" if whole else ""


def _table(
    rows: Sequence[CountBar | Stack],
    titles: Sequence[str],
    cells: Iterable[Sequence[object]],
    shown: int = SHOWN,
) -> Table:
    kept = [[str(cell) for cell in row] for row in islice(cells, DOWNLOADED)]
    address = f"data:text/csv;charset=utf-8,{quote(table(titles, kept))}"
    return Table(rows[:shown], max(len(kept) - shown, 0), max(len(rows) - DOWNLOADED, 0), address)
