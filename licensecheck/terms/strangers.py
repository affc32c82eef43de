"""Licences that cards name, that nobody knows, and whose text is not here."""

import re
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import unquote

from licensecheck.domain import Problem, ProblemKind, Reading
from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import name_key
from licensecheck.terms.prose import part_of
from licensecheck.terms.terms import Prose
from licensecheck.terms.titles import first_lines

_NAMED = Phrase("licences/named-in-prose")
# What stands behind "[Okapi Licence" in a link to a file beside the page.
_FILE = re.compile(r"[\s\"”*_`]{0,3}\]\(<?(?:\./)?(?![a-z]{2,8}:|//)([^\s()<>?#]{1,300})")
# "The Community License" is called so where its name was said before.
_COMMON = frozenset(
    {"model", "models", "open", "source", "community", "research", "software", "code", "user"}
    | {"terms", "of", "use", "service", "for", "end", "data", "dataset", "apache", "original"}
)
_OF_CONTRIBUTORS = re.compile(r"\bcontributors?\b|\bcontribution\b|\bcla\b")
_MOST = 5
"""Names that are listed; a page with more is about licences."""


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
