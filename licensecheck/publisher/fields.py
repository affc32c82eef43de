"""What the front matter of a card must have."""

from collections.abc import Iterator

from licensecheck.domain import Card
from licensecheck.domain.duty import DutyState
from licensecheck.domain.publication import ReportedRequirement
from licensecheck.domain.role import Role
from licensecheck.knowledge.publishing import FieldName
from licensecheck.lineage.origins import PART, same
from licensecheck.publisher.askers import terms
from licensecheck.publisher.release import Release

OTHER = "other"
"""The tag of a licence that hubs have no word for."""
_ADDRESS = "org/name"
"""Stands for the address of a model of which a mere name is known."""


def fields(release: Release) -> Iterator[ReportedRequirement]:
    """Each field, and whether it is there."""
    card = release.card
    if card is None:
        yield _requirement(release, "card")
        return
    yield from _license(release, card)
    yield from _bases(release, card)
    yield from _bases_of_licences(release)


def _license(release: Release, card: Card) -> Iterator[ReportedRequirement]:
    if not card.licenses:
        yield _requirement(release, "license")
        return
    tags = release.knowledge.publishing.tags.names
    if unknown := [tag for tag in card.licenses if tag.casefold() not in tags]:
        words = ", ".join(f"`{tag}`" for tag in unknown)
        yield _requirement(release, "license-tag", words=words)
    else:
        yield _requirement(release, "license", _at(card, "license"))
    if OTHER in card.licenses:
        yield _beside_other(release, card, "license_name", card.license_name)
        yield _beside_other(release, card, "license_link", card.license_link)
    yield from _linked_file(release, card)


def _beside_other(
    release: Release, card: Card, name: FieldName, value: str | None
) -> ReportedRequirement:
    return _requirement(release, name, _at(card, name) if value else "")


def _linked_file(release: Release, card: Card) -> Iterator[ReportedRequirement]:
    """The file that `license_link` names, where it names one of this folder."""
    link = (card.license_link or "").removeprefix("./")
    if link and "://" not in link:
        there = link if link in release.snapshot.paths else ""
        yield _requirement(release, "license-file", there, words=link)


def _bases(release: Release, card: Card) -> Iterator[ReportedRequirement]:
    """A field for each model that the release was made from; a person decides on a mere name."""
    report = release.report
    roles = {node.id: node.role for node in report.lineage.nodes}
    for edge in report.lineage.edges:
        role = roles.get(edge.target)
        of_model = edge.relation not in (PART, "dataset") and edge.source == report.ref
        if of_model and role is not Role.TEACHER:
            there = any(_names(name, edge.target) for name in card.base_models)
            place = _at(card, "base_model") if there else ""
            address = edge.target if "/" in edge.target else _ADDRESS
            found = _requirement(release, "base_model", place, model=edge.target, address=address)
            sure = there or (address == edge.target and role is not Role.GUESSED)
            yield found if sure else found.model_copy(update={"state": DutyState.CHECK})


def _bases_of_licences(release: Release) -> Iterator[ReportedRequirement]:
    """A field for what came under each licence of others that the release is offered under."""
    models = (node for node in release.report.lineage.nodes[1:] if node.role is not Role.GUESSED)
    known = {licence.name for node in models for licence in terms(node, release)}
    for licence in release.licenses:
        of_others = any(fact.names_licensor for fact in licence.labels.values())
        if of_others and licence.name not in known:
            yield _requirement(release, "base-of-license", words=licence.name, address=_ADDRESS)


def _names(name: str, base: str) -> bool:
    """True for the address of a base, alone or behind that of a hub."""
    return same(name, base) or name.casefold().endswith(f"/{base.casefold()}")


def _at(card: Card, field: str) -> str:
    return f"{card.document.path}: {field}"


def _requirement(
    release: Release, name: FieldName, place: str = "", **slots: str
) -> ReportedRequirement:
    ask = release.knowledge.publishing.fields[name]
    return ReportedRequirement(
        requirement=name,
        state=DutyState.DONE if place else DutyState.MISSING,
        text=ask.says.format(**slots),
        model=slots.get("model", ""),
        places=(place,) if place else (),
        mend="" if place else ask.mend.format(**slots),
    )
