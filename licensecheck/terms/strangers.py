"""Licences that cards name, that nobody knows, and whose text is not here.

One that is named for the weights governs them: what is known of another text, which may be that of
the code, says nothing of it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from licensecheck.domain import (
    Card,
    Clause,
    Declaration,
    Document,
    Expression,
    Problem,
    ProblemKind,
    Reading,
    Span,
)
from licensecheck.identify.mentions import mentions, without
from licensecheck.identify.names import unresolved
from licensecheck.knowledge.called import licensed
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import is_nameless, name_key
from licensecheck.statements.marks import SIZED
from licensecheck.statements.spelling import Spelling
from licensecheck.terms.assignments import Assignment, assignments
from licensecheck.terms.declared import declared_as, of_facts
from licensecheck.terms.prose import part_of
from licensecheck.terms.subject import part_under, parts_named
from licensecheck.terms.terms import Prose
from licensecheck.terms.titles import first_lines
from licensecheck.text.letters import letters
from licensecheck.text.lines import line_start

_ALL_OF_IT = Phrase("subjects/all-of-it")
_COMPARED = Phrase("subjects/compared")
_NAMED = Phrase("licences/named-in-prose")
# What stands behind "[Okapi Licence" in a link to a file beside the page.
_FILE = re.compile(r"[\s\"”*_`]{0,3}\]\(<?(?:\./)?(?![a-z]{2,8}:|//)([^\s()<>?#]{1,300})")
# "The Community License" is called so where its name was said before.
_COMMON = frozenset(
    {"model", "models", "open", "source", "community", "research", "software", "code", "user"}
    | {"terms", "of", "use", "service", "for", "end", "data", "dataset", "apache", "original"}
    | {"weights", "weight", "parameters", "parameter", "checkpoints", "checkpoint"}
)
_OF_CONTRIBUTORS = re.compile(r"\bcontributors?\b|\bcontribution\b|\bcla\b")
_JOINING = frozenset({"of", "for", "the", "and", "de", "licence", "license", "agreement", "terms"})
_COMMA = re.compile("[,;，；]")
_HAN = re.compile("[\u4e00-\u9fff]")
# "《斑马许可协议》": a title in the marks of titles.
_TITLED = re.compile("《(?P<name>[^《》\n]{2,60}(?:许可|协议|许可证|条款))》")
_MOST = 5
"""Names that are listed; a page with more is about licences."""


class Strangers:
    """Finds the licences that are named for the weights among what is known and what is here."""

    def __init__(self, readings: Sequence[Reading], facts: Facts) -> None:
        self._facts = facts
        self._titles = " ".join(name_key(first_lines(one.document)) for one in readings)
        self._files = frozenset(one.document.path for one in readings)

    def declared(
        self, card: Card, clauses: Sequence[Clause], own: Spelling | None
    ) -> Iterator[Declaration]:
        """The licences that nobody knows and that a card puts the weights under, and those that
        restrict and that a short form gives to them; each once."""
        found: dict[Expression, Declaration] = {}
        for one in (*self._in_sentences(card, clauses, own), *self._in_short(card, own)):
            found.setdefault(one.expression, one)
        yield from found.values()

    def _in_sentences(
        self, card: Card, clauses: Sequence[Clause], own: Spelling | None
    ) -> Iterator[Declaration]:
        for clause in clauses:
            if clause.span.start >= card.body.start:
                yield from self._in_sentence(card.document, clause.span, own)

    def _in_short(self, card: Card, own: Spelling | None) -> Iterator[Declaration]:
        text = card.document.text
        for together in assignments(card.document, card.body.start):
            told = any(self._is_told(one) for one in together)
            for one in together:
                theirs = _is_of_others(text[line_start(text, one.span.start) : one.span.start], own)
                if one.part == "weights" and not theirs and (one.titled or (told and one.sure)):
                    yield from self._assigned(card.document, one)

    def _in_sentence(
        self, document: Document, span: Span, own: Spelling | None
    ) -> Iterator[Declaration]:
        text = document.quote(span)
        for match in (*_NAMED.finditer(text), *_TITLED.finditer(text)):
            name = " ".join(match["name"].split())
            before, after = text[: match.start("name")], text[match.end("name") :]
            strange = self._is_strange(name, text, match.end("name"))
            if strange and not _is_of_others(before, own) and _is_of_weights(before, after, own):
                yield self._unknown(document, span, name)

    def _assigned(self, document: Document, one: Assignment) -> Iterator[Declaration]:
        named = tuple(mentions(one.name, self._facts, beside="license"))
        if named:
            alone = not without(one.name, self._facts, "", lambda _: True).strip()
            if len(named) == 1 and alone and named[0].conformant is False:
                text = document.quote(one.span)
                said = replace(of_facts(named[0]), document=document, span=one.span, text=text)
                yield replace(said, component="weights")
        elif _is_name(one.name) and not self._is_elsewhere(one):
            yield self._unknown(document, one.span, one.name)

    def _is_told(self, one: Assignment) -> bool:
        """True for what gives a part a licence that is known by this name; "Llama 3" and "Yi" alone
        are models, whatever their licences are called."""
        if any(mentions(one.name, self._facts)):
            return True
        known = mentions(one.name, self._facts, beside="license")
        spelt = {letters(name) for fact in known for name in (fact.id, *fact.aliases)}
        return letters(one.name) in spelt and not licensed(one.name)

    def _is_elsewhere(self, one: Assignment) -> bool:
        """True for what leads to a text that is here, or to a place that is none of a licence."""
        address = one.address.removeprefix("./").partition("#")[0]
        here = address in self._files or one.name in self._files
        here = here or name_key(one.name) in self._titles
        return here or is_nameless(one.name) or bool(address and not one.titled)

    def _is_strange(self, name: str, text: str, end: int) -> bool:
        key = name_key(name)
        here = key in self._titles or _is_linked(text, end, self._files)
        return is_own(key) and not here and not any(mentions(name, self._facts))

    def _unknown(self, document: Document, span: Span, name: str) -> Declaration:
        said = declared_as(document, span, name, unresolved(name), self._facts)
        return replace(said, component="weights")


def _is_of_weights(before: str, after: str, own: Spelling | None) -> bool:
    """True where the licence between these words is that of the weights, of the model by its name,
    or of all that is here."""
    parts = parts_named(_COMMA.split(before)[-1]) or (part_under(before, after, own),)
    named = "model" in parts and own is not None and own.search(before) is not None
    return "weights" in parts or named or bool(_ALL_OF_IT.search(before))


def _is_of_others(before: str, own: Spelling | None) -> bool:
    """True where what stands before a name compares, or names a model and none of the publisher's
    own."""
    compared = _COMPARED.match(before)
    others = SIZED.search(before) and not (own and own.search(before))
    return bool(others) or (compared is not None and compared.end() == len(before))


def _is_name(words: str) -> bool:
    """True for words that are written as a name is: each with a capital or a figure, but for those
    that join them."""
    written = words.split()
    small = [one for one in written if not (one[0].isupper() or any(map(str.isdigit, one)))]
    chinese = _HAN.search(words) is not None
    capitals = len(small) < len(written) and all(one.casefold() in _JOINING for one in small)
    return is_own(name_key(words)) and (capitals or chinese) and not words.isdigit()


def unknown_licences(
    prose: Sequence[Prose], readings: Sequence[Reading], facts: Facts
) -> Iterator[Problem]:
    """A problem for each such name, with the place that says it first."""
    titles = " ".join(name_key(first_lines(one.document)) for one in readings)
    files = frozenset(one.document.path for one in readings)
    found: dict[str, Problem] = {}
    for card, clauses in prose:
        for clause in clauses:
            text = card.document.quote(clause.span)
            for match in _NAMED.finditer(text):
                name = " ".join(match["name"].split())
                key = name_key(name)
                here = key in titles or _is_linked(text, match.end("name"), files)
                if is_own(key) and not here and not any(mentions(name, facts)):
                    place = card.document.place(clause.span.start)
                    message = (
                        f"named in {place}; it is none that is known, and its text is not here"
                    )
                    if part_of(text) != "data":
                        problem = Problem(ProblemKind.MISSING, name, message, hides_terms=False)
                        found.setdefault(key, problem)
    yield from list(found.values())[:_MOST]


def _is_linked(text: str, end: int, files: Collection[str]) -> bool:
    """True where a name that ends there is a link to one of the files."""
    link = _FILE.match(text, end)
    return link is not None and unquote(link[1]) in files


def is_own(key: str) -> bool:
    """True for a name with a word that tells it from other licences; who contributes agrees to
    terms that bind no user."""
    return not _OF_CONTRIBUTORS.search(key) and any(
        len(word) > 1 and word not in _COMMON for word in key.split()
    )
