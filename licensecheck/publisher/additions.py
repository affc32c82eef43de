"""What can be added to a release without a person's judgement: fields, notices, licence texts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from licensecheck.domain import DocumentKind
from licensecheck.domain.duty import DutyState
from licensecheck.domain.publication import PublishReport, ReportedRequirement
from licensecheck.domain.report import Report
from licensecheck.knowledge.facts import LicenseFacts
from licensecheck.publisher.fields import OTHER
from licensecheck.publisher.release import Release
from licensecheck.report.notice import spelt_with

Bases = Callable[[str], Report | None]
"""The report on a base by its address; None where it cannot be read."""
Fields = Mapping[str, str | list[str]]
_Missing = Sequence[ReportedRequirement]
_LICENSE, _NOTICE = "LICENSE", "NOTICE"


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added to a file."""

    path: str
    fields: Fields = field(default_factory=dict)
    """Of the front matter of a card; of another file none."""
    text: str = ""
    """Of another file: what stands there, behind what is there already."""


def additions(release: Release, report: PublishReport, bases: Bases) -> tuple[Addition, ...]:
    """What meets the requirements that are missing, as far as files and texts at hand say how."""
    missing = report.of(DutyState.MISSING)
    new = dict(_license_fields(release, missing)) | dict(_base_field(release, missing))
    card = release.card
    in_card = (Addition(card.document.path, new),) if card and new else ()
    return (*in_card, *_copies(release, missing, bases), *_notices(release, missing, bases))


def _license_fields(release: Release, missing: _Missing) -> Iterator[tuple[str, str]]:
    """The fields about the licence, where the text of one alone lies there."""
    asked = {requirement.requirement for requirement in missing}
    here = [licence for licence in release.licenses if release.copies(licence)]
    if len(here) != 1:
        return
    tag = _tag(here[0], release)
    if "license" in asked:
        yield "license", tag
        asked |= {"license_name", "license_link"} if tag == OTHER else set()
    if "license_name" in asked:
        yield "license_name", _slug(here[0])
    if "license_link" in asked:
        yield "license_link", release.copies(here[0])[0]


def _base_field(release: Release, missing: _Missing) -> Iterator[tuple[str, str | list[str]]]:
    """The field for bases that a configuration names, where there is none."""
    card = release.card
    if card is None or "base_model" in card.places:
        return
    settings = {at.path for at in release.snapshot.documents if at.kind is DocumentKind.CONFIG}
    asked = {item.model for item in missing if item.requirement == "base_model"}
    edges = (edge for edge in release.report.lineage.edges if edge.target in asked)
    told = [edge.target for edge in edges if edge.evidence and edge.evidence.document in settings]
    if told:
        yield "base_model", told if told[1:] else told[0]


def _tag(licence: LicenseFacts, release: Release) -> str:
    """What hubs call a licence; `other` where they have no word for it."""
    facts = release.knowledge.facts
    for tag in release.knowledge.publishing.tags.names:
        known = facts.find(tag)
        if known and known.name == licence.name:
            return tag
    return OTHER


def _slug(licence: LicenseFacts) -> str:
    """The id of a licence as `license_name` has it: lower case, without a space."""
    return licence.id.removeprefix("LicenseRef-").removeprefix("scancode-").lower()


def _copies(release: Release, missing: _Missing, bases: Bases) -> Iterator[Addition]:
    """A copy of each licence that is missing and lies with a base."""
    top = {path for path in release.snapshot.paths if "/" not in path}
    taken = {PurePosixPath(path).stem.casefold() for path in top}
    own = {licence.name for licence in release.licenses}
    for licence, model in _licences_of("license-copy", release, missing):
        if text := _text_at(model, licence, bases):
            free = _LICENSE.casefold() not in taken and licence.name in own
            path = _LICENSE if free else f"{_LICENSE}-{_slug(licence)}"
            taken.add(path.casefold())
            yield Addition(path, text=text)


def _licences_of(
    name: str, release: Release, missing: _Missing
) -> Iterator[tuple[LicenseFacts, str]]:
    """The licences of which a requirement is missing, with the model that comes under each."""
    for item in missing:
        if item.requirement == name and (known := release.knowledge.facts.find(item.license)):
            yield known, item.model


def _text_at(model: str, licence: LicenseFacts, bases: Bases) -> str:
    """The text of a licence as a base has it; empty where it has none."""
    report = bases(model) if model else None
    for paper in report.licenses if report else ():
        alone = paper.kind is DocumentKind.LICENSE and len(paper.matches) == 1
        if report and alone and paper.matches[0].license == licence.id:
            return report.texts.get(paper.document, "")
    return ""


def _notices(release: Release, missing: _Missing, bases: Bases) -> Iterator[Addition]:
    """The sentence of each notice that is missing, as the licence spells it out."""
    lines = []
    for licence, model in _licences_of("notice-file", release, missing):
        words = licence.labels["attribution-notice"].notice
        here = release.spelt(licence, words)
        lines.append(here or spelt_with(_text_at(model, licence, bases), words))
    if found := list(dict.fromkeys(filter(None, lines))):
        yield Addition(_notice_file(release), text="\n".join(found) + "\n")


def _notice_file(release: Release) -> str:
    """The file for notices that is there, else its usual name."""
    papers = (at.path for at in release.snapshot.documents if at.kind is DocumentKind.NOTICE)
    named = (path for path in papers if PurePosixPath(path).stem.casefold() == _NOTICE.casefold())
    return next((path for path in named if "/" not in path), _NOTICE)
