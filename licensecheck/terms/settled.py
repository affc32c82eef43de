"""A text that is known licences and nothing else, and what its identification alone tells."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from licensecheck.domain import ClauseLabel, Document, Identification, Reading, Span
from licensecheck.identify.mentions import apart, mentions
from licensecheck.knowledge.facts import Conformance, Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.spelling import is_of_family
from licensecheck.terms.illegible import illegible
from licensecheck.terms.known import SETTLED, KnownLicences
from licensecheck.text.spans import Spans

if TYPE_CHECKING:
    from licensecheck.classify.classify import Scored


def settled(
    document: Document,
    identification: Identification,
    knowledge: Knowledge,
    foreign: Sequence[Span] = (),
) -> Reading | None:
    """A text that is known licences and nothing else, read without rules and classifier; None where
    words were added or changed.

    `foreign` are the parts in another language than English.
    """
    matches, facts = identification.matches, knowledge.facts
    if not matches or identification.unmatched or outside(foreign, identification):
        return None
    if any(one.kind not in SETTLED or facts.find(one.license) is None for one in matches):
        return None
    if any(illegible(document.text, knowledge.index)):
        return None
    labels = in_order(KnownLicences(document, identification, facts).labels)
    answer = conforms(identification, (), facts)
    doubt = undecided(identification, facts)
    return Reading(document, identification, labels, answer, doubt=doubt)


def in_order(labels: Iterable[ClauseLabel]) -> tuple[ClauseLabel, ...]:
    """Labels by the place of their clause, then by name."""
    return tuple(sorted(labels, key=lambda found: (found.clause.span, found.label)))


def conforms(identification: Identification, rest: Sequence["Scored"], facts: Facts) -> bool | None:
    """Whether all of a text meets the OSD; None where `rest` or a changed licence may not."""
    answers = [facts.conformant(match.license) for match in identification.matches]
    settled = all(match.kind in SETTLED for match in identification.matches)
    if not answers or not settled:
        return None
    if False in answers:
        return False
    return True if all(answers) and not rest else None


def undecided(identification: Identification, facts: Facts) -> str:
    """What the facts say of a licence of which they do not say that it meets or fails the OSD."""
    settled = (facts.find(m.license) for m in identification.matches if m.kind in SETTLED)
    open_ones = (known for known in settled if known and known.osd is Conformance.UNKNOWN)
    return next((f"{known.name}: {known.osd_reason}" for known in open_ones), "")


def misfiled(reading: Reading, facts: Facts) -> str:
    """Why the name of a file speaks against its text: it is that of a licence that is not open, and
    the text is a known other one."""
    name = reading.document.path.rpartition("/")[2]
    here = [match.license for match in reading.identification.matches]
    for called in mentions(apart(name), facts, beside="license") if here else ():
        known = any(called.id == one or is_of_family(one, called.id) for one in here)
        if called.conformant is False and not known:
            return f"{name} is called like {called.name}, and its text is {', '.join(here)}"
    return ""


def outside(foreign: Sequence[Span], identification: Identification) -> tuple[Span, ...]:
    """The foreign parts that no known licence covers."""
    known = Spans(match.span for match in identification.matches if match.kind in SETTLED)
    return tuple(span for span in foreign if not known.overlap(span))
