"""Places that name another licence than the licence file is, and models that are under another.

Neither changes an answer: the text and the strictest words count. A lawyer wants to be told so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from licensecheck.domain import (
    Card,
    Declaration,
    DocumentKind,
    Problem,
    ProblemKind,
    Reading,
    Snapshot,
)
from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import is_of_family
from licensecheck.terms.prose import of_weights_alone
from licensecheck.terms.subject import is_of_the_work
from licensecheck.text.fields import license_fields

_FILE = re.compile(r"(?:licen[cs]e|copying)(?:\.(?:md|txt|rst))?", re.I)
# What a link to the licence file is called: a word, or the badge that it shows.
_LINK = re.compile(
    r"\[(?P<called>(?:!\[[^\[\]\n]{0,200}\]\([^()\s]{0,500}\)|[^\[\]\n]{1,200}))\]"
    r"\((?:https?://github\.com/[\w-]{1,39}/[\w.-]{1,100}/(?:blob|raw)/[\w.-]{1,60}/|\./)?"
    r"(?P<file>licen[cs]e|copying)(?:\.(?:md|txt|rst))?\)",
    re.I,
)
_PACKAGES = ("pyproject.toml", "setup.cfg", "setup.py", "package.json", "cargo.toml")
_CHANGED = Phrase("licences/changed")
# GPL-3.0-only and GPL-3.0-or-later have one text, which does not say which of them is meant.
_VERSIONS = re.compile(r"(?:-only|-or-later|\+)$")
_OURS = "LicenseRef-"
_MOST = 3
_QUOTED = 80
"""Characters of a quote in the sentence."""
_Place = tuple[str, str, str]
"""Where it is, what it says, and the licence that it names."""


def disagreeing(
    snapshot: Snapshot, readings: Sequence[Reading], declared: Sequence[Declaration], facts: Facts
) -> Iterator[Problem]:
    """What names another licence than the licence file, and which models are under an open one
    where the rest is not."""
    main = next((one for one in readings if _FILE.fullmatch(one.document.path)), None)
    own = tuple(dict.fromkeys(main.licenses)) if main else ()
    if main and own:
        said = _stated(declared, facts) if main.conforms is False else ()
        named = (*_named(snapshot, facts), *said)
        places = [one for one in named if not same_text(one[2], own)]
        if places:
            message = f"it is {' and '.join(own)}, but {_listed(places)}; ask which counts"
            yield Problem(ProblemKind.METADATA, main.document.path, message, hides_terms=False)
    if any(one.conforms is False for one in readings if one.document.component == "model"):
        open_ones = [
            (one.document.place(one.span.start), one.text, " and ".join(one.licenses))
            for one in declared
            if one.document and one.span and one.conforms and _is_of_models(one, facts)
        ]
        if open_ones:
            message = f"{_listed(open_ones)}; what is said here is said of the others"
            yield Problem(ProblemKind.METADATA, "some models", message, hides_terms=False)


def _is_of_models(said: Declaration, facts: Facts) -> bool:
    """True for what is said of some models, and not of all that is here."""
    page = said.document is not None and said.document.kind is DocumentKind.CARD
    model = page and said.component in ("model", "weights") and of_weights_alone(said.text)
    return model and not says_other(said, facts)


def says_other(said: Declaration, facts: Facts) -> bool:
    """True for a sentence of a card that puts the whole work under an open licence: where the
    licence file is another one that is not open, the two contradict each other."""
    page = said.document is not None and said.document.kind is DocumentKind.CARD
    known = (one for name in said.licenses if (one := facts.find(name)))
    return (
        page and bool(said.conforms) and any(is_of_the_work(said.text, one, facts) for one in known)
    )


def _stated(declared: Sequence[Declaration], facts: Facts) -> Iterator[_Place]:
    """Open licences of which sentences of cards say that the work is under them."""
    for one in declared:
        if one.document and one.span and says_other(one, facts):
            yield one.document.place(one.span.start), one.text, " and ".join(one.licenses)


def _named(snapshot: Snapshot, facts: Facts) -> Iterator[_Place]:
    """Licences that links to the licence file, and the fields of packages, are called."""
    for card in snapshot.cards:
        yield from _linked(card, facts)
    for document in snapshot.documents:
        if document.path.lower() in _PACKAGES:
            for one in license_fields(document.text):
                for known in (found for value in one.values if (found := facts.find(value))):
                    words = document.quote(one.span)
                    yield document.place(one.span.start), words, known.id


def _linked(card: Card, facts: Facts) -> Iterator[_Place]:
    text = card.document.text
    links = _LINK.finditer(text, card.body.start)
    for link in (one for one in links if not _CHANGED.search(one["called"])):
        for known in mentions(link["called"], facts, beside="license"):
            yield card.document.place(link.start()), link["called"], known.id


def same_text(named: str, own: Iterable[str]) -> bool:
    """True for one licence under two names; of publishers' own, editions are not told apart."""
    if named.startswith(_OURS) and any(one.startswith(_OURS) for one in own):
        return True
    return any(_text(named) == _text(one) or is_of_family(one, named) for one in own)


def _text(licence: str) -> str:
    """The name of the text, which is one for "this version only" and "or any later one"."""
    return _VERSIONS.sub("", licence)


def _listed(places: Sequence[_Place]) -> str:
    """The first places of each licence, the first with its words."""
    by_licence: dict[str, list[_Place]] = {}
    for one in dict.fromkeys(places):
        by_licence.setdefault(one[2], []).append(one)
    for family in [one for one in by_licence if any(is_of_family(it, one) for it in by_licence)]:
        del by_licence[family]  # named beside one of its versions
    return ", ".join(
        f"{_cited(found)} names {licence} ({_short(found[0][1])})"
        for licence, found in list(by_licence.items())[:_MOST]
    )


def _cited(found: Sequence[_Place]) -> str:
    return " and ".join(dict.fromkeys(place for place, _, _ in found[:_MOST]))


def _short(words: str) -> str:
    plain = " ".join(re.sub(r"!?\[([^\[\]]*)\]\([^()\s]*\)|[`*]", r"\1", words).split())
    return f'"{plain[:_QUOTED]}{"…" if len(plain) > _QUOTED else ""}"'
