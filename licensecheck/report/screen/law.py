"""Which law governs and where disputes go: what a client abroad asks first."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from licensecheck.domain.reported_terms import LegalPoint
from licensecheck.report.screen.words import places
from licensecheck.report.summary import Audit, short

_SAID = {"law": "{}", "venue": "disputes: {}"}
"""How the topics of the legal part that belong here are said."""
_LONGEST = 36
"""Characters of what a clause names; the names of some courts are long."""
_MOST = 2
"""Lines, before `-v` is asked for the others, and places of a line."""


def law(report: Audit, verbose: int) -> Iterator[Text]:
    """A line for each law and forum that the texts name, with the places of those that do."""
    binding = {text.document for text in report.ledger.documents}
    told = [one for one in report.legal if one.topic in _SAID and one.document in binding]
    named: dict[str, list[LegalPoint]] = {}
    for document in dict.fromkeys(one.document for one in told):
        own = [one for one in told if one.document == document]
        named.setdefault(_words(own), []).extend(own)
    shown = [*named.items()][: None if verbose else _MOST]
    for words, points in shown:
        where = places([one.evidence[0] for one in points], _MOST)
        yield Text.assemble(words, (f"  {where}", "dim"))
    if len(named) > len(shown):
        yield Text(f"and {len(named) - len(shown)} more (-v lists them)", "dim")


def _words(points: Sequence[LegalPoint]) -> str:
    return "; ".join(_SAID[one.topic].format(_named(one)) for one in points)


def _named(point: LegalPoint) -> str:
    """What the clause names; its words where they name nothing that we know."""
    quote = f'"{short(point.evidence[0].quote, _LONGEST)}"'
    return short(point.value, _LONGEST) if point.value else quote
