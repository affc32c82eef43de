"""Terms in files that are none by their name: other prose, and fields of configurations.

Nothing here makes a model restricted: what may bind and is known nowhere else is left for a person.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from licensecheck.classify.weigher import gate
from licensecheck.domain import (
    Card,
    Declaration,
    Document,
    DocumentKind,
    Effort,
    Identification,
    Problem,
    ProblemKind,
    Reading,
    Span,
)
from licensecheck.domain.component import ELSEWHERE
from licensecheck.hubs.files import is_of_others, is_vendored, is_vocabulary
from licensecheck.hubs.headers import TEXTS
from licensecheck.identify.mentions import mentions
from licensecheck.identify.names import expression
from licensecheck.identify.pointing import says_more
from licensecheck.identify.wording import restricts
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import is_of_family
from licensecheck.terms.aside import is_third_party
from licensecheck.terms.declared import declared_as
from licensecheck.terms.ledger import answered
from licensecheck.terms.prose import part_of, untranslated
from licensecheck.text.disguise import disguised
from licensecheck.text.fields import license_fields
from licensecheck.text.pairs import Pair, pairs
from licensecheck.text.spans import Spans
from licensecheck.text.voiced import has_elements, has_values, is_code, voiced

MAX_CHARACTERS = 1_000_000
"""Blanks apart, looked through of one model, which takes 8 s at most; a translated README has
20,000."""

_SHORTEST_NAME = 4
"""Characters of the name of a model; fewer are a part of other words."""
_FEWEST_WORDS = 3
"""Words of a value that says something; fewer are a name."""
_QUOTED = 80
"""Characters of a value in a sentence."""

# A longer line is read in pieces.
_LINE = re.compile(r"\S[^\n]{0,1999}")
# A row of a list of files, with figures: "test/zoo/0001.png depth/0001.png 518.8".
_LISTED = r"(?:[\w-]+(?:/[\w.-]+)+\.\w{2,5}|-?\d[\d.e+-]*)"
_FILES_LISTED = re.compile(rf"^{_LISTED}(?:[ \t,;]+{_LISTED})*[ \t\r]*$", re.M)
# What tells those who work on a project how to; users are seldom spoken to there.
_COMMUNITY = Phrase("files/for-contributors")
# What answers those who use a model, in whatever folder of its own.
_FOR_USERS = Phrase("files/for-users")
_LICENCE = Phrase("licences/anywhere")
# What a program says of its own licence.
_OWN_FIELD = re.compile(r"(?:__|@)licen[cs]e|.{0,3}SPDX-License-Identifier", re.I)
# Lines of a program without a blank one between them, and what may speak of its model there.
_PIECE = re.compile(r"^[^\S\n]*+\S[^\n]*(?:\n[^\S\n]*+\S[^\n]*)*", re.M)
_NO_BREAK = re.compile(r"[^\n]")
_OF_MODEL = Phrase("subjects/of-the-model")
_FILES = Phrase("subjects/all-files")
_PROMPTS = Phrase("files/prompts")
# A template writes what a model is told, and not what its user is.
_TEMPLATE = re.compile(r"\{[{%]")
_TO_USERS = Phrase("licences/to-users")
_CONTRIBUTES = Phrase("subjects/contributions")
_JOINTS = re.compile(r"[_.@-]+|(?<=[a-z])(?=[A-Z])")
_TERMS = (DocumentKind.LICENSE, DocumentKind.NOTICE)
_WHOLE = ("model", "weights")
_FIELDS = (DocumentKind.CONFIG, DocumentKind.METADATA)
# `Licensed under the Zebra License (the "License");`
_NOTICE = re.compile(r"[^;\n]{1,200}\(the [\"“]Licen[cs]e[\"”]\);\W*", re.IGNORECASE)
_SAMPLES = (".jsonl", ".csv", ".tsv", ".ipynb")
# A list of names with placeholders, `["tests*", "docs"]`, chooses files.
_PATTERNS = re.compile(r"(?=[^*]*\*)[\[\s\"']*(?:[\w./*-]{1,99}[\"',\s\]]{1,9})+")


@dataclass(slots=True)
class Beside:
    """What files beside the terms say."""

    readings: list[Reading] = field(default_factory=list)
    """Prose with lines that may bind, which nobody understood."""
    declarations: list[Declaration] = field(default_factory=list)
    """Licences that are named there, are not known to conform, and that nothing else here names."""
    problems: list[Problem] = field(default_factory=list)


def beside(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    declared: Sequence[Declaration],
    knowledge: Knowledge,
    speaking: Callable[[Card], Iterable[Span]],
    called: Iterable[str] = (),
    effort: Effort | None = None,
    shown: Callable[[str], bool] = lambda _: False,
) -> Beside:
    """What the files say that are neither cards nor terms; `readings` and `declared` are these.

    `speaking` says where prose may bind, `called` is how the model is called. A file that is
    `shown`, by its path, to the readers of a card speaks to users, in whatever folder it lies.
    """
    found, left = Beside(), MAX_CHARACTERS
    names = tuple(one.casefold() for one in called if len(one) >= _SHORTEST_NAME)
    known, in_force = _known(readings, declared), _in_force(readings, declared)
    for document in documents:
        if _is_front_matter(document):
            continue
        has_fields = document.kind in _FIELDS or has_elements(document.path)
        kind = knowledge.file_names.kind(document.path.rpartition("/")[2])
        program = kind is None and document.kind is DocumentKind.PROSE and is_code(document.path)
        if has_fields:
            named = [*_named(document, program=program)]
            found.declarations += _new(document, named, known, readings, knowledge.facts)
        if has_fields or document.kind is DocumentKind.PROSE or _is_aside(document):
            quiet = program or bool(_PROMPTS.search(document.path))
            card, problems = _card(document, names, kind, program=quiet)
            left -= len(card.document.text) - card.document.text.count(" ")
            if left >= 0 and not _is_over(effort):
                named = [
                    (card.places.get("license", Span(0, 0)), card.licenses),
                    (card.places.get("license_name", Span(0, 0)), (card.license_name or "",)),
                ]
                found.problems += [problem for problem in problems if problem.hides_terms]
                found.declarations += _new(document, named, known, readings, knowledge.facts)
                aside = _is_for_others(document, shown=shown(document.path))
                spans = [*_may_bind(card, known, knowledge, speaking(card), names, aside=aside)]
                if (has_fields or _has_pairs(document.path)) and not program:
                    spans += _remarks(document, known, in_force, knowledge)
                found.readings += _left(document, spans, in_force, knowledge.facts)
            if left < 0 or _is_over(effort):
                why = (
                    "the model has so much prose" if left < 0 else "the time for one audit ran out"
                )
                message = f"Not looked through to its end, as {why}: read it yourself."
                found.problems.append(Problem(ProblemKind.TOO_LARGE, document.path, message))
    return found


def _named(document: Document, *, program: bool) -> Iterator[tuple[Span, Sequence[str]]]:
    """The fields that name licences; in a program those that tell its own."""
    for one in license_fields(document.text):
        if not program or _OWN_FIELD.match(document.quote(one.span)):
            yield one.span, one.values


def is_of_fields(document: Document) -> bool:
    """True for a file of names and values, headers of weights too, and not of sentences."""
    has_fields = document.kind in _FIELDS or has_elements(document.path)
    return has_fields or _has_pairs(document.path)


def _has_pairs(path: str) -> bool:
    return has_values(path) or path.endswith(TEXTS)


def _is_over(effort: Effort | None) -> bool:
    return effort is not None and effort.deadline.over


@dataclass(frozen=True, slots=True)
class _Licences:
    """Keys of licences, with the family of each, which is named where no version is said."""

    keys: frozenset[str]

    def __contains__(self, key: object) -> bool:
        return key in self.keys or any(is_of_family(one, str(key)) for one in self.keys)


def _known(readings: Sequence[Reading], declared: Sequence[Declaration]) -> _Licences:
    """The licences that the terms are, or are said to be."""
    said = {name.key for one in declared for name in one.expression.named}
    return _Licences(frozenset(said.union(*(one.licenses for one in readings))))


def _in_force(readings: Sequence[Reading], declared: Sequence[Declaration]) -> _Licences:
    """Those of the model as a whole, beyond doubt: the verdict has what they demand."""
    texts = (one for one in readings if one.document.kind is DocumentKind.LICENSE)
    sure = [one for one in texts if one.document.component in _WHOLE and not one.doubt]
    said = [one for one in declared if one.component in _WHOLE and not one.doubt]
    found = {key for one in sure for key in one.licenses}
    return _Licences(frozenset(found.union(key for one in said for key in one.expression.licenses)))


def _is_front_matter(document: Document) -> bool:
    """True for a card of fields alone, all of which were read as those of a card."""
    from licensecheck.text.front_matter import read_card  # loads YAML

    if document.kind is not DocumentKind.CARD or not has_elements(document.path):
        return False
    card, _ = read_card(document)
    return bool(card.places) and not card.document.quote(card.body).strip()


def _is_aside(document: Document) -> bool:
    """True for a text that is set aside as other people's."""
    return document.kind in _TERMS and is_third_party(document)


def _card(
    document: Document, names: Sequence[str], kind: DocumentKind | None, *, program: bool
) -> tuple[Card, Sequence[Problem]]:
    """What a file says to a person, as a card; its offsets are those of the file."""
    of_terms = document.kind is DocumentKind.PROSE and kind
    said = document.text if of_terms else _voice(document).document.text
    said = _FILES_LISTED.sub(lambda line: " " * len(line[0]), said)
    if document.kind is DocumentKind.PROSE and said == document.text and not program:
        from licensecheck.text.front_matter import read_card  # loads YAML

        return read_card(document)
    if program:
        said = _PIECE.sub(lambda piece: _of_model(piece[0], names), said)
    return Card(replace(document, text=said), Span(0, len(said))), ()


def _voice(document: Document) -> Card:
    """All that a file says to a person, as a card."""
    said = voiced(document.path, document.text)
    if is_vocabulary(document.path):
        said = _LINE.sub(lambda line: _sentence(line[0]), said)
    return Card(replace(document, text=said), Span(0, len(said)))


def _sentence(line: str) -> str:
    """A line of a vocabulary if it is a sentence, else as much blank."""
    return line if len(line.split()) >= _FEWEST_WORDS else " " * len(line)


def _of_model(piece: str, names: Sequence[str]) -> str:
    """A comment or message if it may speak of the model, else as much blank."""
    small = piece.casefold()
    kept = _OF_MODEL.search(piece) or any(name in small for name in names)
    return piece if kept else _NO_BREAK.sub(" ", piece)


def _may_bind(
    card: Card,
    known: Container[str],
    knowledge: Knowledge,
    speaking: Iterable[Span],
    names: Sequence[str],
    *,
    aside: bool,
) -> Iterator[Span]:
    """The lines that may bind; in folders, programs and files that are not for users, those that
    speak of weights or of the model by its name, and beside works of others by its name alone."""
    document = card.document
    theirs = is_of_others(document.path)

    def counts(text: str) -> bool:
        named = any(name in text.casefold() for name in names)
        ours = part_of(text) == "weights" or bool(_TO_USERS.search(text))
        if named or theirs:
            return named
        return ours or not (aside or _of_contributors(text) or _TEMPLATE.search(text))

    def speaks(span: Span) -> bool:
        text = document.quote(span)
        above = (
            "" if theirs else document.text[: span.start].rpartition("\n#")[2].partition("\n")[0]
        )
        return counts(text) or bool(_FILES.search(text)) or part_of(above) == "weights"

    lines = (one for one in _LINE.finditer(document.text, card.body.start) if counts(one[0]))
    spans = [Span(*line.span()) for line in lines if _binds(line[0], aside, known, knowledge)]
    spans += [span for span in speaking if speaks(span)]
    if not aside:
        spans += untranslated(document.text, card.body.start, knowledge, whole=True)
    yield from _not_copied(document, spans, knowledge)


def _not_copied(document: Document, spans: Iterable[Span], knowledge: Knowledge) -> Iterator[Span]:
    """The places that stand in no text of a known licence."""
    places = [*spans]
    if places:
        from licensecheck.identify.identify import identify  # needs numpy

        known_texts = identify(document.text, knowledge.index).matches
        copied = Spans(match.span for match in known_texts)
        yield from (span for span in places if not copied.overlap(span))


def _is_for_others(document: Document, *, shown: bool) -> bool:
    """True for a file of other people's work, for those who work on the project, or in a folder
    that is not that of the weights, unless a card shows it to its readers."""
    folder, _, name = document.path.rpartition("/")
    of_project = bool(_COMMUNITY.search(document.path)) or document.component == "code"
    if _FOR_USERS.match(name) or (shown and not of_project):
        return is_vendored(document.path)
    nested = bool(folder) and document.component != "weights"
    return nested or of_project or is_code(document.path) or is_third_party(document)


def _of_contributors(text: str) -> bool:
    """True for what a project asks of those who work on it, and not of users."""
    return bool(_CONTRIBUTES.search(text)) and part_of(text) != "weights"


def _remarks(
    document: Document, known: Container[str], in_force: Container[str], knowledge: Knowledge
) -> Iterator[Span]:
    """The fields that limit use: by what they are called, or by a value that names terms. The name
    of a licence that is `in_force` adds nothing."""
    for pair in pairs(document.text):
        whole = knowledge.facts.find(pair.value)
        idle = _PATTERNS.fullmatch(f"{pair.value} ") or (whole and whole.id in in_force)
        if not idle and _limits(pair, known, knowledge):
            yield pair.span


def _limits(pair: Pair, known: Container[str], knowledge: Knowledge) -> bool:
    """True for a field whose value limits use or names a licence that is not open nor known."""
    name, value = _JOINTS.sub(" ", pair.name), pair.value
    if knowledge.fields.name_terms(value):
        return True
    if knowledge.fields.name_terms(name) and value == "yes":
        return True
    if not knowledge.fields.of_use(name):
        return False
    if knowledge.labelled.limits(name, value) or knowledge.cues.english(value):
        return True
    said = len(value.split()) >= _FEWEST_WORDS and not _LICENCE.search(name)
    if said and (restricts(value) or gate().suspects(value)):
        return not any(mentions(value, knowledge.facts))
    named = (one for one in mentions(value, knowledge.facts, beside="license"))
    return any(one.conformant is False and one.id not in known for one in named)


def _left(
    document: Document, spans: Iterable[Span], in_force: Container[str], facts: Facts
) -> Iterator[Reading]:
    """A text of which nobody understood these places, each once; none where there are none."""
    places: list[Span] = []
    for span in sorted(_behind_name(document, span, in_force, facts) for span in spans):
        if not places or span.start >= places[-1].end:
            places.append(span)
    if places:
        yield Reading(document, Identification(), (), None, unclear=tuple(places))


def _behind_name(document: Document, span: Span, in_force: Container[str], facts: Facts) -> Span:
    """A place without the first words of the notice of Apache, filled in with a licence that is
    `in_force`; whether the others are those of that notice, terms.harmless asks."""
    begins = _NOTICE.match(document.quote(span))
    named = [one.id for one in mentions(begins[0], facts)] if begins else []
    if begins and named and all(one in in_force for one in named) and not says_more(begins[0]):
        return Span(span.start + begins.end(), span.end)
    return span


def _binds(line: str, aside: bool, known: Container[str], knowledge: Knowledge) -> bool:
    """True for a line with a word that may bind, or with a licence that is not open, unless it
    names one of the `known` licences: then it tells nothing new."""
    cues = knowledge.cues
    cue = cues.foreign(line) or any(map(cues.english, (line, *disguised(line))))
    cue = cue or (not aside and knowledge.remarks.binds_anywhere(line))
    if not (cue or _LICENCE.search(line)):
        return False
    if part_of(line) in ELSEWHERE:
        return False
    named = tuple(mentions(line, knowledge.facts))
    new = all(one.id not in known for one in named)
    return new and (cue or any(one.conformant is False for one in named))


def _new(
    document: Document,
    fields: Iterable[tuple[Span, Sequence[str]]],
    known: Container[str],
    readings: Sequence[Reading],
    facts: Facts,
) -> Iterator[Declaration]:
    """What fields name that neither conforms nor stands in the terms."""
    for span, values in fields:
        for value in filter(None, values):
            said = declared_as(document, span, value, expression(value, facts), facts)
            elsewhere = all(one.key in known for one in said.expression.named)
            if not said.conforms and not elsewhere and not answered(said, readings):
                doubt = f"it names {value[:_QUOTED]!r}, please read for which part"
                yield replace(
                    said, labels=(), conforms=None, component=document.component, doubt=doubt
                )
