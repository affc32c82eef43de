"""What a lawyer looks for first in a licence: rules/legal.yaml."""

import re
from collections.abc import Sequence
from functools import cached_property

from pydantic import Field

from licensecheck.knowledge.readers import reader_under
from licensecheck.knowledge.schema import Expressions, Regex, Strict

# "the Zebra Foundation", "Zoo Ltd.", "stepfun-ai", a name in Chinese; not "the owner of the work".
_NAME = re.compile(r"(?:the )?(?:[A-Z\d]|[^\W\d_a-zA-Z]|[a-z]+(?:[-_.]?[A-Z\d]|-[a-z]+\b))")


class LegalExample(Strict):
    """A clause in our own words, and what it names."""

    text: str
    value: str


class Topic(Strict):
    """One question, and how its answer is found in a clause."""

    topic: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    title: str
    """What a report calls it."""
    labels: tuple[str, ...] = ()
    """Labels whose clauses belong here, whatever they name."""
    match: tuple[Regex, ...] = ()
    """Expressions with a group `value`, on a clause without its line breaks."""
    unless: Expressions = Expressions()
    """Expressions on the clause and what follows it: it then speaks of the text of the licence."""
    ends: Expressions = Expressions()
    """What goes on behind a value and is none of it: "Zoo Ltd. that offers the model"."""
    is_name: bool = False
    """True where a value is somebody's name; a definition by what he does names nobody."""
    no_name: Expressions = Expressions()
    """Expressions on a value that begins as a name does, and is a role."""
    limits: str
    """What cannot be seen."""
    examples: tuple[LegalExample, ...] = ()
    other: tuple[str, ...] = ()
    """Clauses that name nothing."""

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(re.compile, self.match))

    def named(self, clauses: Sequence[str]) -> tuple[int, str] | None:
        """The first clause that names it and what it names, in its words; None where none does."""
        lines = [" ".join(clause.split()) for clause in clauses]
        # A full stop after "Ltd." may part a name from what it is called.
        spans = [" ".join(lines[at : at + 2]) for at in range(len(lines))]
        for pattern in self._compiled:
            for at, (line, span) in enumerate(zip(lines, spans, strict=True)):
                found = pattern.search(line) or pattern.search(span)
                if not found or found.start("value") >= len(line) or self.unless.one.search(span):
                    continue
                if value := self._value(found["value"]):
                    return at, value
        return None

    def _value(self, words: str) -> str:
        """What is named; empty where a name is wanted and none is said."""
        value = self.ends.one.split(words)[0].strip(" ,")
        named = not self.is_name or (_NAME.match(value) and not self.no_name.one.search(value))
        return value if named else ""


load_legal = reader_under("topics", "legal.yaml", tuple[Topic, ...])
