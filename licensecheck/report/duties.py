"""Which duties of a model a product fulfils already, as far as its files can show it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from licensecheck.domain.duty import DutyState
from licensecheck.domain.report import Report, ReportedDuty
from licensecheck.domain.reported_terms import Obligation
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.report.notice import copies, spelt_notices
from licensecheck.report.to_show import TO_SHOW, to_show, with_words
from licensecheck.report.wording import begins_with
from licensecheck.text.letters import plain_words

Texts = Sequence[tuple[str, str]]
"""Path and text of each file."""
_Places = Sequence[str]
_COPYRIGHT = Phrase("answers/copyright-notice")
_PAPERS = Phrase("files/papers")
"""Names of files in which people put the licences of others."""


def fulfilled(
    report: Report, texts: Texts, models: Sequence[str], knowledge: Knowledge, *, whole: bool = True
) -> tuple[ReportedDuty, ...]:
    """Each duty of the model: done, with the file that shows it; missing; or for a person to check.

    Nothing is missing for certain where not the whole tree was read.
    """
    checks: Mapping[str, Callable[[], _Places | None]] = {
        "license-copy": partial(_copies, report, texts, knowledge),
        "attribution-notice": partial(_notices, report, texts, knowledge),
        TO_SHOW: partial(_phrases, report, texts),
    }
    found = [
        _duty(with_words(one, report), checks.get(one.label), whole=whole)
        for one in report.obligations
    ]
    return (*found, *_prefixes(report, models, knowledge))


def _duty(
    duty: Obligation, check: Callable[[], _Places | None] | None, *, whole: bool
) -> ReportedDuty:
    places = check() if check else None
    if places:
        state = DutyState.DONE
    elif places is None or not whole:
        state = DutyState.CHECK
    else:
        state = DutyState.MISSING
    return ReportedDuty(label=duty.label, text=duty.text, state=state, places=tuple(places or ()))


def _copies(report: Report, texts: Texts, knowledge: Knowledge) -> _Places | None:
    """Files with a copy of each licence; none where one of them is not there."""
    wanted = copies(report, knowledge)
    papers = [(path, text) for path, text in texts if _PAPERS.search(path)]
    found: list[str] = []
    for text, licences in wanted:
        holders = [
            path for path, other in papers if text and plain_words(text) in plain_words(other)
        ]
        holders = holders or list(_known(licences, papers, knowledge))
        if not holders:
            return ()
        found += holders[:1]
    return tuple(dict.fromkeys(found)) if wanted else None


def _known(licences: Sequence[str], papers: Texts, knowledge: Knowledge) -> Iterator[str]:
    """Files that are, or hold, a licence by the index of known texts."""
    from licensecheck.identify.identify import identify

    for path, text in papers:
        matches = identify(text, knowledge.index).matches
        if set(licences) & {one.license for one in matches if not one.edits}:
            yield path


def _notices(report: Report, texts: Texts, knowledge: Knowledge) -> _Places | None:
    """Files with the notice that a clause spells out, else with the licence's copyright lines."""
    lines = spelt_notices(report)
    if not lines:
        shown = (text for text, _ in copies(report, knowledge))
        lines = tuple(one.strip() for text in shown for one in _COPYRIGHT.findall(text)[:1])
    return _holders(lines, texts) if lines else None


def _phrases(report: Report, texts: Texts) -> _Places | None:
    phrases = to_show(report)
    return _holders(phrases, texts) if phrases else None


def _holders(wanted: Sequence[str], texts: Texts) -> _Places:
    """A file for each of the words; none where some stand nowhere."""
    found = [
        next((path for path, text in texts if plain_words(words) in plain_words(text)), "")
        for words in wanted
    ]
    return tuple(dict.fromkeys(found)) if all(found) else ()


def _prefixes(
    report: Report, models: Sequence[str], knowledge: Knowledge
) -> Iterator[ReportedDuty]:
    """What the names of models in the tree must begin with, if they were made from this one: only a
    person knows whether one of another name was."""
    known = (knowledge.facts.find(one) for _, names in copies(report, knowledge) for one in names)
    facts = (fact for one in known if one for fact in one.labels.values())
    named = (fact.name_begins for fact in facts if fact.name_begins)
    for prefix in dict.fromkeys(named):
        bad = [one for one in models if not plain_words(one).startswith(plain_words(prefix))]
        state = DutyState.DONE if models and not bad else DutyState.CHECK
        yield ReportedDuty(
            label=TO_SHOW,
            text=begins_with(prefix),
            state=state,
            places=tuple(bad or models),
        )
