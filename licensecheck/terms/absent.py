"""Files and pages with terms that are named and were not read: `MODEL_LICENSE.pdf`, which the card
points to and the folder lacks, or the address that is all a LICENSE says."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from licensecheck.domain import (
    Declaration,
    Document,
    DocumentKind,
    Problem,
    ProblemKind,
    Reading,
    Snapshot,
    Span,
)
from licensecheck.identify.mentions import apart, mentions
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.called import is_own
from licensecheck.terms.terms import Prose
from licensecheck.text.fences import unfenced
from licensecheck.text.references import without_end

_TERMS = (DocumentKind.LICENSE, DocumentKind.USE_POLICY)
# "[the licence](MODEL_LICENSE.pdf)", `<a href="LICENSE-weights">`.
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\(<?([^()\s<>]{1,500})|\bhref=\"([^\"\s<>]{1,500})\"")
# A name with the ending of a document, or with joints and capitals: LICENSE-weights. The field
# SPDX-License-Identifier is none.
_NAME = re.compile(
    r"(?<![\w/.:@#?=&%-])(?:[A-Za-z][\w-]{1,60}\.(?:pdf|md|txt|docx?|rtf|odt|html?)"
    r"|(?!SPDX-)[A-Z]{2,30}(?:[_-][A-Za-z\d.]{1,30}){1,4})(?![\w/-])"
)
_REPOSITORY = re.compile(
    r"https?://(?:www\.)?(?:github\.com|huggingface\.co|hf\.co)/([\w.-]{1,100}/[\w.-]{1,100})"
    r"/(?:blob|raw|resolve|tree)/[\w.-]{1,100}/([^?#]{1,300})"
)
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'，。]{4,400}")
_ORDINARY = Phrase("licences/file")
"""What the licence of a repository is called, whatever it is."""
_POINTER = 1_000
"""Characters of a text that says where the terms are and has none; the shortest licence that gives
rights has about as many."""
_GRANTS = "grant-"


@dataclass(frozen=True, slots=True)
class _Named:
    """A document that another one names."""

    path: str
    document: Document
    start: int
    words: str = ""
    """What a link to it is called."""


def absent(
    snapshot: Snapshot,
    prose: Sequence[Prose],
    readings: Sequence[Reading],
    declared: Sequence[Declaration],
    knowledge: Knowledge,
) -> Iterator[Problem]:
    """A problem for each; it hides no terms where it would only be the text of a licence that is
    known by its name."""
    here = {_stem(path) for path in snapshot.paths}
    known = bool(declared) and all(one.licenses and one.conforms is not None for one in declared)
    told = {one.subject.casefold() for one in snapshot.problems}
    found = dict[str, Problem]()
    for one in _named(snapshot, prose, readings, knowledge):
        name = one.path.rpartition("/")[2]
        if _stem(name) in here or name.casefold() in told:
            continue
        called = any(mentions(apart(one.words), knowledge.facts))
        hides = not called and not (known and _ORDINARY.fullmatch(_stem(name)))
        place = one.document.place(one.start)
        message = f"named in {place}, and not among the files"
        found.setdefault(
            name.casefold(), Problem(ProblemKind.MISSING, name, message, hides_terms=hides)
        )
    yield from found.values() if snapshot.files_complete else ()
    yield from _pointed(snapshot, readings, here)


def _named(
    snapshot: Snapshot, prose: Sequence[Prose], readings: Sequence[Reading], knowledge: Knowledge
) -> Iterator[_Named]:
    """All files called like terms that cards and licence texts name as lying beside them."""
    for card, _ in prose:
        for start, end in unfenced(card.document.text, card.body.start):
            yield from _in(card.document, Span(start, end), snapshot, knowledge)
    for reading in readings:
        if reading.document.kind in _TERMS:
            for span in _own_words(reading):
                yield from _in(reading.document, span, snapshot, knowledge)


def _own_words(reading: Reading) -> Collection[Span]:
    """A text without the known licences in it."""
    whole = Span(0, len(reading.document.text))
    return reading.identification.unmatched if reading.identification.matches else (whole,)


def _in(
    document: Document, span: Span, snapshot: Snapshot, knowledge: Knowledge
) -> Iterator[_Named]:
    line = document.text[span.start : span.end]
    links = [*_LINK.finditer(line)]
    for link in links:
        path = _beside(link[2] or link[3], snapshot)
        if path and _is_of_terms(path, knowledge):
            yield _Named(path, document, span.start + link.start(), link[1] or "")
    for found in _NAME.finditer(line):
        inside = any(link.start() <= found.start() < link.end() for link in links)
        name = found[0].rstrip(".")
        if not inside and _is_of_terms(name, knowledge) and not _names_licence(name, knowledge):
            yield _Named(name, document, span.start + found.start())


def _names_licence(name: str, knowledge: Knowledge) -> bool:
    """True for what has no ending of a file and tells a licence: "MIT-Lizenz", CC-BY-NC-4.0."""
    parts = name.split("-")
    begins = ("-".join(parts[:count]) for count in range(1, len(parts) + 1))
    is_file = name.rpartition(".")[2].isalpha() and "." in name
    return not is_file and any(map(knowledge.facts.find, begins))


def _is_of_terms(path: str, knowledge: Knowledge) -> bool:
    return knowledge.file_names.kind(path.rpartition("/")[2]) in _TERMS


def _beside(target: str, snapshot: Snapshot) -> str:
    """The path of a file here that a link leads to; empty where it leads elsewhere."""
    if found := _REPOSITORY.fullmatch(target.partition("#")[0].partition("?")[0]):
        return unquote(found[2]) if is_own(found[1], snapshot) else ""
    if "://" in target or target.startswith(("#", "mailto:", "//")):
        return ""
    return unquote(re.split(r"[?#]", target)[0]).rstrip("/")


def _stem(path: str) -> str:
    """A file's name without its ending and letter case: translations and formats are one text."""
    name = path.rpartition("/")[2].casefold()
    name = name.replace("licence", "license")
    stem, _, ending = name.rpartition(".")
    return stem if stem and ending.isalpha() else name


def _pointed(
    snapshot: Snapshot, readings: Sequence[Reading], here: Collection[str]
) -> Iterator[Problem]:
    """The addresses in licence files that only say where the terms are."""
    for reading in readings:
        document = reading.document
        text = document.text
        grants = any(one.label.startswith(_GRANTS) for one in reading.labels)
        if document.kind in _TERMS and len(text) <= _POINTER and not (grants or reading.licenses):
            for found in _ADDRESS.finditer(text):
                address = without_end(found[0])
                beside = _beside(address, snapshot)
                if not (beside and _stem(beside) in here):
                    message = (
                        f"{document.place(found.start())} only points to it, and it was not read"
                    )
                    yield Problem(ProblemKind.MISSING, address, message)
