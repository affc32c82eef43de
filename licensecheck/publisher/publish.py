"""The question over an audit: what must this release carry, and does it?"""

from collections.abc import Iterator, Sequence
from itertools import chain

from licensecheck.domain import Expression, ProblemKind
from licensecheck.domain.duty import DutyState
from licensecheck.domain.publication import PublishReport, ReportedRequirement
from licensecheck.hubs.files import FileRole
from licensecheck.knowledge.facts import LabelFact
from licensecheck.knowledge.publishing import Ask, Requirement
from licensecheck.publisher.askers import Asker, askers, bases, parts, without_facts
from licensecheck.publisher.evidence import evidence
from licensecheck.publisher.fields import fields
from licensecheck.publisher.mismatches import mismatches
from licensecheck.publisher.release import Release
from licensecheck.report.licence_names import called, license_name
from licensecheck.terms.scope import NOTHING_HERE, TOLD, is_of_texts

_ORDER = (DutyState.MISSING, DutyState.CHECK, DutyState.DONE)
_SOMETIMES = ("part", "commercial")
"""How far a clause reaches that does not hold for every release."""


def publish(release: Release) -> PublishReport:
    """What the release must carry, what it may not be, and what could not be read."""
    ways = (mismatches, _weights, fields, _duties, _for_people)
    found = chain.from_iterable(way(release) for way in ways)
    unique = dict[tuple[str, str, str], ReportedRequirement]()
    for asked in found:
        unique.setdefault((asked.requirement, asked.license, asked.text), asked)
    return PublishReport(
        tool=release.report.tool,
        ref=release.report.ref,
        license=Expression.of(*(licence.id for licence in release.licenses)),
        requirements=tuple(sorted(unique.values(), key=lambda asked: _ORDER.index(asked.state))),
        unread=tuple(dict.fromkeys(_unread(release))),
    )


def _weights(release: Release) -> Iterator[ReportedRequirement]:
    """The weights, where neither they nor code are here, and the card tells of none."""
    told = any(one.name == "weights" and one.state in TOLD for one in release.report.components)
    if not told and is_of_texts(release.snapshot, FileRole.CONFIG, FileRole.TOKENIZER):
        yield _asked(DutyState.MISSING, "weights", release.knowledge.publishing.weights)


def _duties(release: Release) -> Iterator[ReportedRequirement]:
    """What clauses ask of whoever passes the model on."""
    for asker in askers(release):
        for name, requirement in release.knowledge.publishing.requirements.items():
            if fact := asker.fact(requirement):
                yield _duty(name, requirement, asker, fact, release)


def _duty(
    name: str, requirement: Requirement, asker: Asker, fact: LabelFact, release: Release
) -> ReportedRequirement:
    places = tuple(dict.fromkeys(evidence(requirement, asker, fact, release)))
    slots = {
        "licence": asker.licence.name,
        "model": asker.model or "the model",
        "words": _words(requirement, asker, fact, release),
        "source": asker.licence.sources[0],
    }
    return ReportedRequirement(
        requirement=name,
        state=DutyState.DONE if places else _without_evidence(requirement, fact),
        text=requirement.says.format(**slots),
        model=asker.model,
        license=asker.licence.id,
        section=fact.section,
        places=places,
        mend="" if places else requirement.mend.format(**slots),
    )


def _without_evidence(requirement: Requirement, fact: LabelFact) -> DutyState:
    unsure = fact.reach in _SOMETIMES or not requirement.shown_by
    return DutyState.CHECK if unsure else DutyState.MISSING


def _words(requirement: Requirement, asker: Asker, fact: LabelFact, release: Release) -> str:
    """What the licence wants to be shown, in quotation marks."""
    match requirement.given:
        case "notice":
            sentence = release.spelt(asker.licence, fact.notice)
            return _list((sentence,) if sentence else fact.notice, "and")
        case "phrase":
            return _list(fact.phrases, "or")
        case "name_begins":
            return _list((fact.name_begins,), "or")
    return ""


def _list(words: Sequence[str], conjunction: str) -> str:
    return f" {conjunction} ".join(f'"{word}"' for word in words)


def _for_people(release: Release) -> Iterator[ReportedRequirement]:
    """What a person must look at."""
    table, facts = release.knowledge.publishing, release.knowledge.facts
    for part in parts(release):
        under = called(part.license, facts) or "terms that were not read"
        yield _asked(DutyState.CHECK, "needed", table.needed, part.id, licence=under)
    for base, key in without_facts(release):
        under = license_name(key, facts)
        yield _asked(DutyState.CHECK, "unknown_terms", table.unknown_terms, base.id, licence=under)
    for problem in release.report.problems:
        if problem.hides_terms and problem.kind is ProblemKind.UNCLEAR:
            slots = {"words": problem.message}
            yield _asked(DutyState.CHECK, "own_words", table.own_words, problem.subject, **slots)


def _asked(
    state: DutyState, name: str, ask: Ask, model: str = "", **slots: str
) -> ReportedRequirement:
    return ReportedRequirement(
        requirement=name,
        state=state,
        text=ask.says.format(model=model, **slots),
        model=model,
        mend=ask.mend,
    )


def _unread(release: Release) -> Iterator[str]:
    """What decides and was not read: a base, or a file that may hold terms."""
    for node in bases(release):
        if node.unread or not node.license:
            yield f"{node.id}: {node.doubt or 'its licence is not known'}"
    for problem in release.report.problems:
        told = problem.kind is ProblemKind.UNCLEAR or problem.message == NOTHING_HERE
        if problem.hides_terms and not told:
            yield f"{problem.subject}: {problem.message}"
