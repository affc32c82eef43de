"""Texts of licences whose writers have newer ones: a copy that lies here may be an old one."""

from collections.abc import Iterable, Iterator

from licensecheck.domain import Problem, ProblemKind, Reading
from licensecheck.knowledge.facts import Facts


def superseded(readings: Iterable[Reading], facts: Facts) -> Iterator[Problem]:
    """A note for each text that is an older version of its licensor's terms."""
    for reading in readings:
        for name in dict.fromkeys(reading.licenses):
            if words := _newer(name, facts):
                path = reading.document.path
                yield Problem(ProblemKind.SUPERSEDED, path, words, hides_terms=False)


def _newer(name: str, facts: Facts) -> str:
    known, newer = facts.find(name), facts.newer(name)
    after = known.replaced_by if known else None
    if known is None or after is None or newer is None:
        return ""
    if after.models == "later":
        return (
            f"It is the {known.version}; for later models its licensor has the {newer.version} "
            f"({after.source})."
        )
    return (
        f"It is the {known.version}; its licensor's newer text is the {newer.version} "
        f"({after.source}): read which one holds for your copy."
    )
