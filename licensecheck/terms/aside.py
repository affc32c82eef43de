"""Texts that do not bind whoever uses the model: of other people's work, and of data."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from licensecheck.domain import Document, DocumentKind, Problem, ProblemKind, Reading
from licensecheck.domain.component import BESIDE, WHOLE
from licensecheck.knowledge.phrases import Phrase
from licensecheck.terms.titles import first_lines

# Folders that hold other people's work, with their licences.
_THIRD_PARTY = Phrase("files/of-others")
_TITLED = Phrase("files/titled-of-others")
_OF_DATA = Phrase("files/of-data")
_ASIDE = frozenset({DocumentKind.LICENSE, DocumentKind.NOTICE})
NAMED = 5
"""Texts that one problem names; a repository may hold hundreds."""


def is_third_party(document: Document) -> bool:
    """True for a text in a folder of other people's work, and for one in any folder that is titled
    so, unless its name says that it is ours."""
    if document.component == "weights" or document.kind is DocumentKind.USE_POLICY:
        return False
    titled = "/" in document.path and document.kind in _ASIDE
    return bool(_THIRD_PARTY.search(document.path)) or (
        titled and bool(_TITLED.search(first_lines(document)))
    )


def is_of_data(document: Document) -> bool:
    """True for a text that is called the licence of the data: it binds who uses these alone."""
    called = _OF_DATA.search(document.path.rpartition("/")[2])
    return document.kind in _ASIDE and document.component == "data" and bool(called)


def of_more(
    readings: Sequence[Reading], restrictions: Collection[str], speaks: Callable[[str], bool]
) -> tuple[Reading, ...]:
    """The readings; a text that is called that of code or data and limits what `speaks` of weights
    is one of the model, whatever it is called."""
    return tuple(
        replace(one, document=replace(one.document, component=WHOLE))
        if one.document.component in BESIDE and any(map(speaks, _limits(one, restrictions)))
        else one
        for one in readings
    )


def _limits(reading: Reading, restrictions: Collection[str]) -> Iterator[str]:
    """The clauses that limit something, and those that nobody understood."""
    spans = (one.clause.span for one in reading.labels if one.label in restrictions)
    return map(reading.document.quote, (*spans, *reading.unclear, *reading.foreign))


def judged(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The texts that bind whoever uses the model."""
    return tuple(reading for reading in readings if not is_of_data(reading.document))


def set_aside(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    called: Callable[[Document], str],
) -> Iterator[Problem]:
    """Problems that name the licences of other people's work, and those of data but for those that
    are `readings` of the model; `called` names the known licence that a text is, if it is one."""
    counted = {one.document.path for one in readings if not is_of_data(one.document)}
    texts = [one for one in documents if one.kind in _ASIDE and one.path not in counted]
    for whose, aside in (
        ("other people's work", [one for one in texts if is_third_party(one)]),
        ("data", [one for one in texts if is_of_data(one) and not is_third_party(one)]),
    ):
        if aside:
            message = f"{_named(aside, called)}: not judged; read them if you use these parts."
            yield Problem(ProblemKind.ASIDE, whose, message, hides_terms=False)


def _named(texts: Sequence[Document], called: Callable[[Document], str]) -> str:
    """A file for each different text, with the licence that it is and how many are the same."""
    same: dict[str, list[str]] = {}
    for one in sorted(texts, key=lambda one: one.path):
        same.setdefault(one.sha256, []).append(one.path)
    known = {one.sha256: one for one in texts}
    shown = [
        f"{paths[0]}{_told(called(known[digest]), len(paths) - 1)}"
        for digest, paths in [*same.items()][:NAMED]
    ]
    more = f" and {len(same) - NAMED} more" if len(same) > NAMED else ""
    return f"{', '.join(shown)}{more}"


def _told(licence: str, others: int) -> str:
    copies = f"also in {others} more folder{'s' if others > 1 else ''}" if others else ""
    said = ", ".join(filter(None, (licence, copies)))
    return f" ({said})" if said else ""
