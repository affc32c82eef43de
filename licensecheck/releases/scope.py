"""Which of several models a sentence, a row or a file speaks about, by the names in it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from licensecheck.domain import Document, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.releases.models import Model, pages
from licensecheck.releases.tokens import NamePart, holds, initials, parts, run, same_model, words
from licensecheck.statements.names import Names
from licensecheck.statements.outline import Outline, outline
from licensecheck.text.lines import line_start
from licensecheck.text.tables import Row, plain, rows

Scope = frozenset[int] | None
"""Numbers of models; None for all of them."""
_SHORTEST, _SHORT = 3, 2
"""Letters of a name, and of one in capitals that a file is called after."""
_PART = Phrase("subjects/model")
_EVERY = Phrase("subjects/every-release")
_ADDRESS = re.compile(r"(?:https?:)?//[^\s)\"'<>\]]+")
# After a name; "7B" is a size.
_VERSION = re.compile(r"[-_ ]?v?(\d{1,3}(?:\.\d{1,3})?)(?![\d.]*[bmk]\b|\d)", re.I)
_LISTED = re.compile(r"(?:/|\s?&\s?)[A-Za-z]\w*(?![\w/])")
# "the Zebra AI Research (ZR) License" names terms, not a model.
_TERMS = Phrase("licences/after-a-name")


@dataclass(frozen=True)
class Scopes:
    """Names of models, to be found in text."""

    models: tuple[Model, ...]
    own: Names
    plain: Collection[str]

    @cached_property
    def _named(self) -> Sequence[tuple[int, tuple[str, ...]]]:
        """Each name of each model in parts: with the publisher's name, without, and in short."""
        found = dict.fromkeys(
            (at, said)
            for at, model in enumerate(self.models)
            for name in map(words, model.names)
            for said in (name, self._without_owner(name), initials(name))
            if said
        )
        return tuple(found)

    @cached_property
    def _first(self) -> Mapping[str, Sequence[tuple[int, tuple[str, ...]]]]:
        found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for at, name in self._named:
            found.setdefault(name[0], []).append((at, name))
        return found

    def _without_owner(self, name: tuple[str, ...]) -> tuple[str, ...]:
        published = any(owner.startswith(name[0]) for owner in self.own.owners) if name else False
        return name[1:] if published and len(name) > 2 else ()

    @cached_property
    def _project(self) -> frozenset[tuple[str, ...]]:
        return frozenset(map(words, self.own.own))

    def _means(self, said: tuple[str, ...]) -> frozenset[int]:
        """The model that is called so, with its forms; else those whose names hold what is said."""
        if said not in self._asked:
            named = self._first.get(said[0], ()) if said else ()
            whole = frozenset(at for at, name in named if same_model(name, said))
            exact = any(name == said for _, name in named)
            held = frozenset(at for at, name in named if holds(name, said))
            self._asked[said] = whole if exact else held
        return self._asked[said]

    def _exactly(self, said: tuple[str, ...]) -> frozenset[int]:
        """The models that are called so, but for the form of their weights."""
        named = self._first.get(said[0], ())
        return frozenset(at for at, name in named if same_model(name, said))

    @cached_property
    def _asked(self) -> dict[tuple[str, ...], frozenset[int]]:
        """Answers, kept: a page says the same names again and again."""
        return {}

    def named(self, text: str, *, of_path: bool = False) -> Iterator[frozenset[int]]:
        """The models of each name in a text, the longest names first; all for the project's own,
        which is a name as others are in a path."""
        found, at = parts(text), 0
        while at < len(found):
            joined = run(text, found, at)
            for end in range(len(joined), 0, -1):
                if not of_path and end == 1 and self._goes_on(text, joined):
                    at += 1  # "Zebra Encoder" beside Zebra-LM is another name
                    break
                if meant := self._meant(text, joined[:end], of_path):
                    yield self._wider(text, joined[:end]) or meant
                    at += end
                    break
            else:
                at += 1

    def _goes_on(self, text: str, joined: Sequence[NamePart]) -> bool:
        """True where a word that begins names of models goes on to a name that none of them has."""
        if len(joined) < 2 or (joined[0].text,) in self._project:
            return False
        after = joined[1]
        word = text[after.start : after.end]
        named = word[:1].isupper() and word[1:].islower() and after.text not in self.plain
        if _PART.search(word):  # "Zebra Weights"
            return False
        models = self._first.get(joined[0].text, ())
        return named and not any(after.text in name for _, name in models)

    def _wider(self, text: str, said: Sequence[NamePart]) -> frozenset[int]:
        """What is meant by "Zebra Base/Chat": both, else all whose names begin so."""
        listed = _LISTED.match(text, said[-1].end)
        name = tuple(part.text for part in said[:-1])
        if not listed or not name:
            return frozenset()
        other = words(listed[0])
        both = [self._exactly((*name, *last)) for last in ((said[-1].text,), other)]
        if all(both):
            return frozenset().union(*both)
        whole = frozenset(range(len(self.models)))
        return whole if name in self._project else self._means(name)

    def _meant(self, text: str, said: Sequence[NamePart], of_path: bool) -> frozenset[int]:
        start, end = said[0].start, said[-1].end
        inside = (start and text[start - 1].isalpha()) or text[end : end + 1].isalpha()
        if inside or (not of_path and _TERMS.match(text, end)):
            return frozenset()
        name = tuple(part.text for part in said)
        if not of_path and name in self._project:
            return frozenset(range(len(self.models)))
        written = text[start:end]
        told = of_path or len(said) > 1 or written.lower() != written
        plain = all(part in self.plain or part.isdigit() for part in name)
        short = of_path and written.isupper()  # "LICENSE.PE" beside PE-Core-B
        if not told or plain or len("".join(name)) < (_SHORT if short else _SHORTEST):
            return frozenset()
        return self._means(name)

    def of_text(self, text: str) -> Scope:
        """The models that a sentence names; None where it names none, or the whole."""
        return None if _EVERY.search(text) else self._few(self._in(text))

    def is_of_another_version(self, text: str) -> bool:
        """True for a sentence that names other versions than those that are here: "the Zebra 1
        weights" where Zebra 2 is released."""
        said = self._versions(text)
        return bool(said and self._here) and said.isdisjoint(self._here) and not _EVERY.search(text)

    @cached_property
    def _here(self) -> frozenset[str]:
        names = (*self.own.own, *(name for model in self.models for name in model.names))
        return self._versions("\n".join(names))

    def _versions(self, text: str) -> frozenset[str]:
        """The numbers that follow the name of the publisher's models; sizes are none."""
        pattern = self.own.relatives
        named = pattern.finditer(text) if pattern else ()
        found = (_VERSION.match(text, one.tail_start) for one in named)
        return frozenset(one[1].removesuffix(".0") for one in found if one)

    def _in(self, text: str) -> frozenset[int]:
        linked = [self._means(words(link["name"])) for link in pages(text, self.own)]
        return frozenset().union(*linked, *self.named(_ADDRESS.sub(" ", text)))

    def _few(self, named: frozenset[int]) -> Scope:
        return named if 0 < len(named) < len(self.models) else None

    def of_path(self, path: str) -> Scope:
        """The models that a file is called after; None where its path names none."""
        folder, _, file = path.rpartition("/")
        for part in (file, *reversed(folder.split("/"))):
            if named := list(self.named(part, of_path=True)):
                return self._few(frozenset.intersection(*named))
        return None

    def of_place(self, document: Document, place: Span) -> Scope:
        """The models that the sentence or row at a place speaks about, else the heading above it,
        else its file."""
        file, said = self.of_path(document.path), self._of_words(document, place)
        if file is None or said is None:
            return said if file is None else file
        return file & said or file

    def _of_words(self, document: Document, place: Span) -> Scope:
        if row := _row(document, place):
            return self._few(self._of_row(document, row))
        from licensecheck.text.segment import segment

        clauses = segment(document, place)
        sentence = " ".join(document.quote(clause.span) for clause in clauses)
        if _EVERY.search(sentence):
            return None
        start = line_start(document.text, place.start)
        for words_here in (sentence or document.quote(place), document.text[start : place.start]):
            if named := self._in(words_here):
                return self._few(named)
        for heading in reversed(_outline(document).path(place.start)):
            if named := self._in(heading):
                return self._few(named)
        return None

    def _of_row(self, document: Document, row: Row) -> frozenset[int]:
        """The models that the first cell of a row names, or that the row links to."""
        cells = [document.quote(cell) for _, cell in row.cells]
        for cell in cells:
            if named := frozenset().union(*self.named(plain(cell))):
                return named
        return self._in(" ".join(cells))


def _row(document: Document, place: Span) -> Row | None:
    return _rows(document).get(line_start(document.text, place.start))


@lru_cache(maxsize=4)
def _rows(document: Document) -> Mapping[int, Row]:
    """Rows of tables by where they begin; many places of one page are asked about in turn."""
    return {row.span.start: row for row in rows(document)}


@lru_cache(maxsize=4)
def _outline(document: Document) -> Outline:
    return outline(document)
