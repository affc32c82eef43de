"""What a lawyer looks for first in a licence: rules/legal.yaml."""

import re
from collections.abc import Sequence
from functools import cache, cached_property

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict, any_of


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
    unless: tuple[Regex, ...] = ()
    """Expressions on the clause and what follows it: it then speaks of the text of the licence."""
    limits: str
    """What cannot be seen."""
    examples: tuple[LegalExample, ...] = ()
    other: tuple[str, ...] = ()
    """Clauses that name nothing."""

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(re.compile, self.match))

    @cached_property
    def _unless(self) -> re.Pattern[str]:
        return any_of(self.unless)

    def named(self, clauses: Sequence[str]) -> tuple[int, str] | None:
        """The first clause that names it and what it names, in its words; None where none does."""
        lines = [" ".join(clause.split()) for clause in clauses]
        # A full stop after "Ltd." may part a name from what it is called.
        spans = [" ".join(lines[at : at + 2]) for at in range(len(lines))]
        for pattern in self._compiled:
            for at, (line, span) in enumerate(zip(lines, spans, strict=True)):
                found = pattern.search(line) or pattern.search(span)
                if found and found.start("value") < len(line) and not self._unless.search(span):
                    return at, found["value"].strip(" ,")
        return None


class _File(Strict):
    topics: tuple[Topic, ...]


@cache
def load_legal() -> tuple[Topic, ...]:
    """The topics in the order of reports; RuleFileError where the file is malformed."""
    return read_rule_file(rule_folder() / "legal.yaml", _File).topics
