"""The models that are released here, where their weights lie, and what they were made from."""

from collections.abc import Iterator, Sequence

from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import FollowedPage, ReportedModel
from licensecheck.report.data import NOT_OF_THE_WEIGHTS, DataLine, data_lines, few_lines
from licensecheck.report.document import (
    Block,
    Drawing,
    Kind,
    Line,
    Section,
    Span,
    Tone,
    faint,
    inside,
    line,
    more,
    strong,
    table,
)
from licensecheck.report.each_model import ANSWER_COLUMNS, by_model, commercial
from licensecheck.report.lineage import travels
from licensecheck.report.made_from import BaseLine, made_from
from licensecheck.report.places import LEVELS, place, places
from licensecheck.report.sections.view import View
from licensecheck.report.summary import MODEL_COLUMNS, MOST_MODELS, linked, model_row, title
from licensecheck.report.wording import relation_words

MODELS = 8
"""Models in the brief form, and pages with weights."""
NONE_RECOGNISED = (
    "No base model and no data set was recognised; words of a page may name some all the same."
)
_EACH = "What may be done with each"
_PLACES = 6
"""Places that lead to weights, beside the first of them."""
_BASES = 4
"""Bases there."""


def models(view: View) -> Iterator[Section]:
    """Each model, where there are several; the one that was asked for stands out."""
    every = view.models
    if not view.audit or len(every) < 2:
        return
    several = len({one.license.expression for one in every}) > 1
    shown = [_model(one, view, named=several) for one in every[:MODELS]]
    rows = (model_row(one, view.facts) for one in every)
    caption = f"This report is about {view.audit.model}"
    answers = by_model(view.report, view.knowledge)
    yield Section(
        "models",
        "Models",
        (*shown, *more(len(every) - MODELS, "models")),
        (
            *table(MODEL_COLUMNS, rows, caption, most=MOST_MODELS),
            *table(ANSWER_COLUMNS, answers, _EACH, most=MOST_MODELS, named=True),
        ),
        "Models that are released here",
    )


def _model(one: ReportedModel, view: View, *, named: bool) -> Line:
    """A line on one of several; `named` where not all have the same licence, which stands below."""
    called, level, licence, weights, bases = model_row(one, view.facts)
    made = f"made from {bases}" if bases else ""
    own = (commercial(one), licence if named else "", f"weights {weights}", made)
    is_main = view.audit is not None and one.name == view.audit.model
    return line(
        Span(called, Tone.STRONG if is_main else Tone.PLAIN),
        "  ",
        Span(level, LEVELS[one.level], Kind.ANSWER),
        faint(f"  {' · '.join(filter(None, own))}"),
    )


def weights(view: View) -> Section:
    """The pages where the weights lie that are elsewhere."""
    pages = [line(faint(one)) for one in (_pages(view.audit) if view.audit else ())]
    brief = (*pages[:MODELS], *more(len(pages) - MODELS, "weights"))
    full = tuple(pages) if len(pages) > MODELS else ()
    return Section("weights", "Weights at", brief, full)


def _pages(report: Report) -> Iterator[str]:
    """Each page with what became of it, and where more are named beside it."""
    if report.followed:
        yield from (f"{one.ref}{_read_at(one)}" for one in report.followed)
        return
    named = {one.where: one for one in linked(report)}
    for one in named.values():
        said = places([*one.evidence][:_PLACES], _PLACES)
        yield f"{one.where}, not read{f' ({said})' if said and one.evidence[1:] else ''}"


def _read_at(page: FollowedPage) -> str:
    """What stands behind the address of a page."""
    if page.unread:
        return f", {page.unread}"
    return f", read at {page.revision[:12]}" if page.revision else ", read"


def bases(view: View) -> Section:
    """What the model was made from; in full what it needs too, how, and which terms come along."""
    report = view.audit
    found = [_base(one) for one in _all_bases(view)]
    edges = tuple(_edges(view))
    nothing = (line(NONE_RECOGNISED),) if report else ()
    drawn: tuple[Block, ...] = (Drawing("lineage", report.lineage),) if report and edges else ()
    full = (*found, *drawn, *edges) or nothing
    return Section("lineage", "Made from", _few(view, beside=False), full, "What it was made from")


def needs(view: View) -> Section:
    """What one has to get beside the weights; it is told in full with the bases."""
    return Section("needs", "Needs", _few(view, beside=True))


def _all_bases(view: View) -> tuple[BaseLine, ...]:
    return tuple(made_from(view.audit, view.facts)) if view.audit else ()


def _few(view: View, *, beside: bool) -> tuple[Line, ...]:
    """The first of those that are got beside the weights, or of the others."""
    told = [_base(one) for one in _all_bases(view) if one.beside is beside]
    return (*told[:_BASES], *more(len(told) - _BASES, "lineage"))


def _base(one: BaseLine) -> Line:
    return line(one.name, *inside(place(one.place) if one.place else ""), f": {one.terms}")


def _edges(view: View) -> Iterator[Line]:
    """How each model came from another, in words that were found."""
    report = view.audit
    for edge in report.lineage.edges if report else ():
        carried = travels(report.lineage, edge, view.knowledge) if report else ()
        along = f" Its licence brings along: {'; '.join(carried)}." if carried else ""
        own = title(view.report) if report and edge.source == report.ref else edge.source
        said = f"{own} is {relation_words(edge.relation)} {edge.target}.{along}"
        yield line(said, quotes=[edge.evidence] if edge.evidence else ())


def data(view: View) -> Section:
    """What is known of the terms of its data; what restricts nothing shares lines."""
    every = data_lines(view.audit.lineage, view.knowledge) if view.audit else ()
    brief, full = (_data(few_lines(every)), _data(every)) if every else ((), ())
    return Section("data", "Data", brief, full, "Data that it was trained on")


def _data(lines: Sequence[DataLine] | Iterator[DataLine]) -> tuple[Line, ...]:
    told = (
        line(
            strong(", ".join(one.names)),
            f" and {one.more} more" if one.more else "",
            f": {one.says}",
        )
        for one in lines
    )
    return line(faint(NOT_OF_THE_WEIGHTS)), *told
