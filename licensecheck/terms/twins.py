"""Sentences of a Chinese page that nobody understood, and that the English page says too."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from licensecheck.domain import Document, Problem, ProblemKind, Reading, Snapshot, Span
from licensecheck.knowledge.twins import says_no_more
from licensecheck.text.han import is_chinese
from licensecheck.text.language import is_foreign
from licensecheck.text.spans import Spans

_LANGUAGE = re.compile(
    r"(?:[_.-]|^)(?:zh(?:[_-]?(?:cn|hans|tw))?|cn|chinese|en(?:[_-]?us)?|english|中文|英文)(?=\.|$)"
)
# An address, a figure, a name in Latin letters.
_TOKEN = re.compile(
    r"https?://[^\s()<>\[\]\"'，。；（）]+|\d[\d./,:-]*(?![万亿千百\d])|[A-Za-z][A-Za-z\d_.+-]*"
)
# A line, and those behind it that go on with it.
_LINE = re.compile(
    r"[^\n]*\S[^\n]*(?:\n(?![ \t]*(?:[-*+>|] |#|\d{1,3}[.)] |\r?$))[^\n]*\S[^\n]*){0,5}", re.M
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_FEWEST = 2
"""Names, figures and addresses that a sentence must share with its twin."""
_SHORTER = 0.25
"""English words for a Chinese character, from which on nothing is left out: translations have .4
to .8."""
_MANY = 200
"""Sentences of a page that are looked for: one with more is for a person as a whole."""
_MOST = 3_000
"""Lines of a page that are looked at; the longest real page has 1,900."""


def with_twins(
    readings: Sequence[Reading], snapshot: Snapshot
) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
    """The readings without such sentences, and notes that name both places."""
    pages = [_Page(one, readings) for one in snapshot.documents if one.kind.is_page]
    english = [page for page in pages if not is_chinese(page.document.text)]
    found, notes = list[Reading](), list[Problem]()
    for reading in readings:
        others = [page for page in english if page.is_twin_of(reading.document)]
        told = dict(_told(reading, others)) if others else {}
        found.append(_without(reading, told) if told else reading)
        notes += [_note(reading.document, told)] if told else []
    return tuple(one for one in found if _says_anything(one)), tuple(notes)


def _without(reading: Reading, told: Mapping[Span, str]) -> Reading:
    unclear = tuple(one for one in reading.unclear if one not in told)
    labels = tuple(one for one in reading.labels if one.certain or one.clause.span not in told)
    return replace(reading, unclear=unclear, labels=labels)


def _unsure(reading: Reading) -> Iterator[Span]:
    return (one.clause.span for one in reading.labels if not one.certain)


@dataclass(frozen=True)  # no slots: its lines are found once and kept
class _Page:
    """A page in English, with what is left of it."""

    document: Document
    readings: Sequence[Reading]

    def is_twin_of(self, other: Document) -> bool:
        """True for a page of the same name but for the language."""
        apart = self.document.path != other.path and other.kind.is_page
        return apart and _plain(self.document.path) == _plain(other.path)

    def twin(self, said: str) -> str:
        """The place of the line that says the same; empty where none is sure to."""
        if not is_chinese(said):
            same = next((at for at, line in self._spelt if _spaced(said) in line), None)
            return "" if same is None else self.document.place(same)
        wanted = _tokens(said)
        twins = [line for line, tokens in self.lines.items() if wanted <= tokens]
        # Two that name the same may say different things.
        sure = len(wanted) >= _FEWEST and len(twins) == 1
        return (
            self.document.place(twins[0].start) if sure and self._says_all(said, twins[0]) else ""
        )

    def _says_all(self, chinese: str, line: Span) -> bool:
        english = self.document.quote(line)
        long = len(english.split()) >= _SHORTER * len(_HAN.findall(chinese))
        return long and says_no_more(chinese, english)

    @cached_property
    def _spelt(self) -> Sequence[tuple[int, str]]:
        """Where each line begins, and its words with single blanks."""
        return [(one.start, _spaced(self.document.quote(one))) for one in self.lines]

    @cached_property
    def lines(self) -> Mapping[Span, frozenset[str]]:
        """The lines that were understood, with their names, figures and addresses."""
        text = self.document.text
        spans = [Span(*one.span()) for one in _LINE.finditer(text)][:_MOST]
        return {
            one: _tokens(text[one.start : one.end])
            for one in spans
            if not (self._left.overlap(one) or is_foreign(text[one.start : one.end]))
        }

    @cached_property
    def _left(self) -> Spans:
        own = [one for one in self.readings if one.document.path == self.document.path]
        left = [(*one.unclear, *one.foreign, *_unsure(one)) for one in own]
        return Spans([span for spans in left for span in spans])


def _plain(path: str) -> str:
    """The name of a page without its folder and language."""
    return _LANGUAGE.sub("", path.rpartition("/")[2].casefold())


def _tokens(text: str) -> frozenset[str]:
    return frozenset(
        _LANGUAGE.sub("", one.casefold().rstrip(".,:/")) for one in _TOKEN.findall(text)
    )


def _told(reading: Reading, pages: Sequence[_Page]) -> Iterator[tuple[Span, str]]:
    """The sentences in Chinese with the place of their twin."""
    document = reading.document
    for span in list(dict.fromkeys((*reading.unclear, *_unsure(reading))))[:_MANY]:
        twins = (page.twin(document.quote(span)) for page in pages)
        if place := next(filter(None, twins), ""):
            yield span, place


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _says_anything(reading: Reading) -> bool:
    left = (reading.labels, reading.unclear, reading.foreign, reading.doubt)
    return not reading.document.kind.is_page or any(left) or bool(reading.licenses)


def _note(document: Document, told: Mapping[Span, str]) -> Problem:
    span, place = next(iter(told.items()))
    more = f" (and {len(told) - 1} more so)" if len(told) > 1 else ""
    said = f"line {document.line(span.start)} says what {place} says, which was understood{more}"
    return Problem(ProblemKind.METADATA, document.path, said, hides_terms=False)
