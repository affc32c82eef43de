"""Words of clauses for a line of the screen: where its sentence leaves to the clause what is meant,
and where a person must read it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from licensecheck.domain import Confidence, FindingKind
from licensecheck.domain.reported_terms import Quote, ReportedFinding
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.phrases import Phrase
from licensecheck.report.answers import FIRST
from licensecheck.report.places import place
from licensecheck.report.sections.view import View
from licensecheck.report.summary import short, spoken
from licensecheck.text.han import is_chinese

LONG, SHORT = 110, 56
"""Characters of a quote: where there are few lines, and where there are many."""
_LEAD = 30
"""Characters before the words that limit something."""
_LIMITS = Phrase("limits/limits-what")
_COLON = (":", "：")
_NUMBERED = re.compile(r"\((?:[ivx]{1,4}|[a-h]|\d)\)\s{0,3}([^,;()]{3,200})")
_FEWEST, _MOST, _ITEM = 3, 8, 40
"""Items of a list within a sentence, and characters that are shown of each."""


def telling(same: Sequence[ReportedFinding], view: View, length: int = LONG) -> str:
    """The words of what alone tells what a certain label is about; empty where its sentence says
    it, or where they stand on the screen already."""
    rule = view.knowledge.rules.labels.get(same[0].rule)
    if rule is None or not rule.quoted:
        return ""
    told = {*_above(view), *_named(view)}
    quotes = [one for one in _placed(same) if place(one) not in told]
    return _listed(quotes[:1], length) or _first(quotes, length)


def unclear(same: Sequence[ReportedFinding]) -> str:
    """The words that a person must read; none of a claim, which stands beside what it claims."""
    return "" if same[0].kind is FindingKind.MISMATCH else _first(_placed(same), LONG)


def _placed(same: Iterable[ReportedFinding]) -> Sequence[Quote]:
    """The quotes with a place, those in English first."""
    found = [one for finding in same for one in finding.evidence if one.line or one.page]
    return sorted(found, key=lambda one: is_chinese(one.quote))


def _first(quotes: Iterable[Quote], length: int) -> str:
    """The first of them; of a list its items instead of what leads to them."""
    words = [spoken(one.quote) for one in quotes]
    if not words:
        return ""
    items = [one.strip(" ;,.") for one in words[1:]] if words[0].endswith(_COLON) else []
    if is_chinese(words[0]):
        length //= 2  # its signs are twice as wide
    return short("; ".join(items), length) if items else _part(words[0], length)


def _listed(quotes: Iterable[Quote], length: int) -> str:
    """The items of a list within a long sentence: each counts, so none is cut off for another."""
    said = " ".join(spoken(one.quote) for one in quotes)
    items = _NUMBERED.findall(said) if len(said) > length else []
    listed = "; ".join(short(one.strip(), _ITEM) for one in items[:_MOST])
    return listed if len(items) >= _FEWEST else ""


def _part(words: str, length: int) -> str:
    """As much of a clause as there is room for, from where it limits something."""
    found = _LIMITS.search(words) if len(words) > length else None
    at = min(found.start() - _LEAD, len(words) - length) if found else 0
    begun = words.rfind(" ", 0, at) + 1 if at > 0 else 0
    return ("…" if begun else "") + short(words[begun:], length)


def _above(view: View) -> Iterator[str]:
    """The place of the words that stand beside the first answer."""
    for one in view.short.rights:
        if one.right == FIRST and one.answer is RightAnswer.NO and one.evidence:
            yield place(one.evidence[0])


def _named(view: View) -> Iterator[str]:
    """Places of clauses of which another line names a size or a place."""
    for one in view.about.findings:
        if one.values and one.confidence is Confidence.CERTAIN:
            yield place(one.evidence[0])
