"""Licences that cards name, that nobody knows, and whose text is not here."""

from collections.abc import Iterator, Sequence

from licensecheck.domain import Problem, ProblemKind, Reading
from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import name_key
from licensecheck.terms.prose import part_of
from licensecheck.terms.terms import Prose
from licensecheck.terms.titles import first_lines

_NAMED = Phrase("licences/named-in-prose")
# "The Community License" is called so where its name was said before.
_COMMON = frozenset(
    {"model", "models", "open", "source", "community", "research", "software", "code", "user"}
    | {"terms", "of", "use", "service", "for", "end", "data", "dataset", "apache", "original"}
)
_MOST = 5
"""Names that are listed; a page with more is about licences."""


def unknown_licences(
    prose: Sequence[Prose], readings: Sequence[Reading], facts: Facts
) -> Iterator[Problem]:
    """A problem for each such name, with the place that says it first."""
    titles = " ".join(name_key(first_lines(one.document)) for one in readings)
    found: dict[str, Problem] = {}
    for card, clauses in prose:
        for clause in clauses:
            text = card.document.quote(clause.span)
            for match in _NAMED.finditer(text):
                name = " ".join(match["name"].split())
                key = name_key(name)
                if is_own(key) and key not in titles and not any(mentions(name, facts)):
                    place = card.document.place(clause.span.start)
                    message = (
                        f"named in {place}; it is none that is known, and its text is not here"
                    )
                    if part_of(text) != "data":
                        problem = Problem(ProblemKind.MISSING, name, message, hides_terms=False)
                        found.setdefault(key, problem)
    yield from list(found.values())[:_MOST]


def is_own(key: str) -> bool:
    """True for a name with a word that tells it from other licences."""
    return any(len(word) > 1 and word not in _COMMON for word in key.split())
