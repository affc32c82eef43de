"""CycloneDX 1.6: models with their cards, what they were made from, licences and what they say."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from packageurl import PackageURL

from licensecheck.domain import Expression
from licensecheck.domain.report import AnyReport, Report
from licensecheck.domain.reported_model import Node
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.formats import bom
from licensecheck.report.summary import page, plain
from licensecheck.text.inert import Channel

try:
    from cyclonedx.model import ExternalReference, ExternalReferenceType, Property, XsUri
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.bom_ref import BomRef
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.dependency import Dependency
    from cyclonedx.model.license import LicenseAcknowledgement, LicenseExpression
    from cyclonedx.model.tool import Tool
    from cyclonedx.output.json import Json, JsonV1Dot6
except ImportError as missing:
    bom.missing_extra(missing)

_TYPES = {"model": ComponentType.MACHINE_LEARNING_MODEL, "dataset": ComponentType.DATA}
CHANNEL = Channel.JSON


def render(report: AnyReport, _: Knowledge) -> str:
    """A bill of materials as JSON; the same report gives the same bytes."""
    return written_in(JsonV1Dot6, report)


def written_in(version: type[Json], report: AnyReport) -> str:
    """The same in one version of the standard."""
    contents = bom.bill(report)
    refs = {
        name: f"{node.kind}-{at}:{plain(name)}"
        for at, (name, node) in enumerate(contents.nodes.items(), start=1)
    }
    made = Bom(
        serial_number=contents.identity,
        components=[
            _audited(contents.models[name], refs[name])
            if name in contents.models
            else _named(node, refs[name], contents.unread.get(name, ()))
            for name, node in contents.nodes.items()
        ],
        dependencies=_dependencies(contents, refs),
    )
    made.metadata.tools.tools.add(Tool(name="licensecheck", version=contents.tool_version))
    written: dict[str, Any] = json.loads(version(made).output_as_string())
    # The library dates it now, which would differ at each call.
    written["metadata"]["timestamp"] = contents.made
    if contents.made is None:
        del written["metadata"]["timestamp"]
    _add_model_cards(written, contents, refs)
    if compositions := _compositions(contents, refs):
        written["compositions"] = compositions
    return json.dumps(written, indent=2)


def _audited(report: Report, ref: str) -> Component:
    expression, said = bom.concluded(report), bom.declared(report)
    package = bom.purl(report)
    return Component(
        name=plain(report.ref),
        type=ComponentType.MACHINE_LEARNING_MODEL,
        bom_ref=ref,
        version=report.revision,
        purl=PackageURL.from_string(package) if package else None,
        licenses=_licenses(expression, LicenseAcknowledgement.CONCLUDED)
        if expression
        else _licenses(said, LicenseAcknowledgement.DECLARED),
        external_references=_pages(page(report.ref)),
        properties=[Property(name=name, value=value) for name, value in bom.properties(report)],
    )


def _compositions(contents: bom.Bill, refs: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is known to be missing: of models that were not read all that they were made from, of
    the whole the models that files may name which could not be searched."""
    found = []
    if contents.unread:
        unread = [refs[name] for name in contents.unread]
        found.append({"aggregate": "incomplete", "assemblies": unread, "dependencies": unread})
    if contents.hidden:
        found.append({"aggregate": "incomplete"})
    return found


def _named(node: Node, ref: str, unread: Iterable[str] = ()) -> Component:
    """One of which only the name and what others say is known; `unread` says why."""
    return Component(
        name=plain(node.id),
        type=_TYPES[node.kind],
        bom_ref=ref,
        licenses=_licenses(node.license, LicenseAcknowledgement.DECLARED),
        properties=[Property(name="licensecheck:not-read", value=plain(why)) for why in unread],
    )


def _licenses(expression: Expression, how: LicenseAcknowledgement) -> list[LicenseExpression]:
    """One expression: the standard allows no second one in a component."""
    return [LicenseExpression(str(expression), acknowledgement=how)] if expression else []


def _pages(address: str) -> list[ExternalReference]:
    if not address:
        return []
    return [ExternalReference(type=ExternalReferenceType.MODEL_CARD, url=XsUri(address))]


def _dependencies(contents: bom.Bill, refs: dict[str, str]) -> Iterable[Dependency]:
    parents: dict[str, list[str]] = {name: [] for name in contents.nodes}
    for one in contents.relations:
        parents[one.source].append(one.target)
    return [
        Dependency(BomRef(refs[name]), [Dependency(BomRef(refs[one])) for one in dict.fromkeys(of)])
        for name, of in parents.items()
    ]


def _add_model_cards(written: dict[str, Any], contents: bom.Bill, refs: dict[str, str]) -> None:
    """The library has no model card: its fields are put in by hand and checked in our tests."""
    by_ref = {refs[name]: report for name, report in contents.models.items()}
    for component in written.get("components", ()):
        report = by_ref.get(component["bom-ref"])
        if report:
            component["modelCard"] = _model_card(report, contents, refs)


def _model_card(report: Report, contents: bom.Bill, refs: dict[str, str]) -> dict[str, Any]:
    data = [
        {"ref": refs[one.target]}
        for one in contents.relations
        if one.source == report.ref and contents.nodes[one.target].kind == "dataset"
    ]
    parts = [
        {"name": f"licensecheck:part:{part.name}", "value": str(part.state)}
        for part in report.components
    ]
    card: dict[str, Any] = {"properties": parts}
    if data:
        card["modelParameters"] = {"datasets": data}
    return card
