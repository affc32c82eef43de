"""Who grants, which law governs, where disputes go, how it ends: what lawyers ask first."""

from collections.abc import Iterator, Sequence

from licensecheck.domain.reported_terms import LegalPoint
from licensecheck.report.document import Line, Section, beside, line, more, table
from licensecheck.report.places import places
from licensecheck.report.sections.view import View
from licensecheck.report.summary import short

_SAID = {"law": "{}", "venue": "disputes: {}"}
"""How the topics of the legal part that belong into its brief form are said."""
_LONGEST = 36
"""Characters of what a clause names; the names of some courts are long."""
_MOST = 2
"""Lines of the brief form, and places of a line."""
_HEADS = ("Question", "What is named", "The clauses")


def law(view: View) -> Section:
    """The law and the forum that the texts name; in full, every topic, with what is not said."""
    rows = list(_rows(view)) if view.report.licenses else []
    full = table(_HEADS, rows, "As far as the licence texts that are here say so")
    nothing = (line("No licence text is here."),)
    return Section("legal", "Law", tuple(_brief(view)), full or nothing, "Legal part")


def _brief(view: View) -> Iterator[Line]:
    """A line for each law and forum, with the places of the texts that name it."""
    report = view.short
    binding = {text.document for text in report.ledger.documents}
    told = [one for one in report.legal if one.topic in _SAID and one.document in binding]
    named: dict[str, list[LegalPoint]] = {}
    for document in dict.fromkeys(one.document for one in told):
        own = [one for one in told if one.document == document]
        named.setdefault(_words(own), []).extend(own)
    for words, points in [*named.items()][:_MOST]:
        yield line(words, *beside(places([one.evidence[0] for one in points], _MOST)))
    yield from more(len(named) - _MOST, "legal")


def _words(points: Sequence[LegalPoint]) -> str:
    return "; ".join(_SAID[one.topic].format(_named(one)) for one in points)


def _named(point: LegalPoint) -> str:
    """What the clause names; its words where they name nothing that we know."""
    quote = f'"{short(point.evidence[0].quote, _LONGEST)}"'
    return short(point.value, _LONGEST) if point.value else quote


def _rows(view: View) -> Iterator[tuple[Line | str, ...]]:
    for topic in view.knowledge.legal:
        found = [one for one in view.report.legal if one.topic == topic.topic]
        for one in found:
            yield topic.title, one.value or "see the clause", line(quotes=one.evidence)
        if not found:
            yield topic.title, "not said", ""
