"""How a comparison is shown: `licensecheck compare` and `diff`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict

from licensecheck.errors import SettingsError
from licensecheck.report.change_words import in_words, moment
from licensecheck.report.comparison import Comparison
from licensecheck.report.directions import Change, Direction
from licensecheck.report.formats.markdown import prose
from licensecheck.report.summary import NO_ADVICE, plain
from licensecheck.text.inert import Channel, Inert, inert


def show(comparison: Comparison, format_name: str = "terminal") -> Inert:
    """The comparison as `terminal`, `markdown` or `json`; SettingsError for another format."""
    if format_name not in _FORMATS:
        raise SettingsError(
            f"a comparison has no format {format_name!r}", remedy=f"Formats: {', '.join(_FORMATS)}."
        )
    channel = Channel.JSON if format_name == "json" else Channel.TEXT
    return inert(_FORMATS[format_name](comparison), channel)


def _terminal(comparison: Comparison) -> str:
    lines = [f"{moment(comparison.before)} -> {moment(comparison.after)}"]
    for change in comparison.changes:
        model = f"{change.model}: " if change.model else ""
        lines.append(f"{change.direction:<7} {model}{_sentence(change)}")
    return "\n".join([*lines, *_derivative(comparison), _total(comparison)])


def _derivative(comparison: Comparison) -> list[str]:
    return [plain(comparison.derivative)] if comparison.derivative else []


def _sentence(found: Change) -> str:
    change = in_words(found)
    if change.before and change.after:
        words = f"{change.before} -> {change.after}"
    else:
        words = f"{change.after} (new)" if change.after else f"{change.before} (gone)"
    return plain(f"{change.what}: {words}")


def _total(comparison: Comparison) -> str:
    if not comparison.changes:
        return "Nothing changed."
    counted = [
        f"{sum(change.direction is one for change in comparison.changes)} {one}"
        for one in Direction
    ]
    return f"{', '.join(counted)}. {NO_ADVICE}"


def _markdown(comparison: Comparison) -> str:
    rows = [
        f"| {change.direction} | {prose(change.model)} | {prose(change.what)} "
        f"| {prose(change.before)} | {prose(change.after)} |"
        for change in map(in_words, comparison.changes)
    ]
    head = ["|  | Model | What | Before | After |", "| --- | --- | --- | --- | --- |"]
    title = f"## {prose(comparison.before)} → {prose(comparison.after)}"
    derivative = [prose(line) for line in _derivative(comparison)]
    table = head + rows if rows else []
    return "\n\n".join(["\n".join([title, "", *table]), *derivative, _total(comparison)])


def _json(comparison: Comparison) -> str:
    return json.dumps({"worsened": comparison.worsened, **asdict(comparison)}, indent=2)


_FORMATS: Mapping[str, Callable[[Comparison], str]] = {
    "terminal": _terminal,
    "markdown": _markdown,
    "json": _json,
}
