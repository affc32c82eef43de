"""SPDX 3.0.1 with the classes of the AI and dataset profiles, as JSON-LD."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from licensecheck.domain.expression import NO_LICENSE, Expression
from licensecheck.domain.report import AnyReport, Report
from licensecheck.domain.reported_model import Node
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.formats import bom
from licensecheck.report.summary import page, plain, statements
from licensecheck.text.inert import Channel

try:
    from spdx_python_model import v3_0_1 as spdx
except ImportError as missing:
    bom.missing_extra(missing)

# A creation date is mandatory: where no report says when it was read, a date nobody takes for one.
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
_LICENSE_TEXTS = "urn:licensecheck:license:"
# Not "ai" and "dataset": they demand supplier and release time, which no hub tells reliably.
_PROFILES = ("core", "software", "simpleLicensing")
CHANNEL = Channel.JSON


def render(report: AnyReport, _: Knowledge) -> str:
    """A bill of materials as JSON-LD; the same report gives the same bytes."""
    contents = bom.bill(report)
    objects = _Document(contents).objects()
    written = BytesIO()
    spdx.JSONLDSerializer().write(spdx.SHACLObjectSet(objects), written, indent=2)
    return written.getvalue().decode("utf-8")


class _Document:
    """One document while it is put together."""

    def __init__(self, contents: bom.Bill) -> None:
        self._contents = contents
        self._base = f"{contents.identity.urn}#"
        self._info = spdx.CreationInfo(_id="_:creationinfo")
        self._info.specVersion = "3.0.1"
        self._info.created = _date(contents.made)
        self._agent = self._element(spdx.SoftwareAgent, "agent", name="licensecheck")
        self._info.createdBy = [self._agent]
        self._packages = {
            name: self._package(name, node, at)
            for at, (name, node) in enumerate(contents.nodes.items(), start=1)
        }

    def objects(self) -> list[Any]:
        elements = [self._agent, *self._packages.values(), *self._links()]
        document = self._element(spdx.SpdxDocument, "document", name="Models and their terms")
        document.profileConformance = [
            getattr(spdx.ProfileIdentifierType, name) for name in _PROFILES
        ]
        document.rootElement = [self._packages[name] for name in self._contents.models]
        document.element = elements
        return [self._info, document, *elements]

    def _element(self, kind: Any, identifier: str, name: str = "") -> Any:
        element = kind(_id=self._base + identifier, creationInfo=self._info)
        if name:
            element.name = plain(name)
        return element

    def _package(self, name: str, node: Node, at: int) -> Any:
        if node.kind == "dataset":
            package = self._element(spdx.dataset_DatasetPackage, f"dataset-{at}", name=name)
            package.dataset_datasetType = [spdx.dataset_DatasetType.noAssertion]
            package.software_primaryPurpose = spdx.software_SoftwarePurpose.data
            return package
        package = self._element(spdx.ai_AIPackage, f"model-{at}", name=name)
        package.software_primaryPurpose = spdx.software_SoftwarePurpose.model
        report = self._contents.models.get(name)
        if report:
            _describe(package, report)
        elif reasons := self._contents.unread.get(name):
            package.comment = "\n".join(f"licensecheck:not-read={plain(why)}" for why in reasons)
        return package

    def _links(self) -> Iterator[Any]:
        licenses: dict[Expression, Any] = {}
        relations = [*self._licensed(licenses), *self._lineage()]
        yield from licenses.values()
        for at, (source, kind, target) in enumerate(relations, start=1):
            link = self._element(spdx.Relationship, f"relationship-{at}")
            link.relationshipType = getattr(spdx.RelationshipType, kind)
            # Named `from` in the standard, which is a word of Python.
            link.from_ = source
            link.to = [target]
            yield link

    def _licensed(self, licenses: dict[Expression, Any]) -> Iterator[tuple[Any, str, Any]]:
        for name, node in self._contents.nodes.items():
            report = self._contents.models.get(name)
            said = bom.declared(report) if report else node.license
            read = bom.concluded(report) if report else NO_LICENSE
            for kind, expression in (("hasDeclaredLicense", said), ("hasConcludedLicense", read)):
                if expression:
                    license_ = self._license(expression, licenses)
                    yield self._packages[name], kind, license_

    def _license(self, expression: Expression, licenses: dict[Expression, Any]) -> Any:
        if expression not in licenses:
            at = len(licenses) + 1
            kind = spdx.simplelicensing_LicenseExpression
            license_ = self._element(kind, f"license-{at}")
            license_.simplelicensing_licenseExpression = str(expression)
            custom = (one for one in expression.licenses if "LicenseRef-" in one)
            license_.simplelicensing_customIdToUri = [
                spdx.DictionaryEntry(key=one, value=_LICENSE_TEXTS + one) for one in custom
            ]
            licenses[expression] = license_
        return licenses[expression]

    def _lineage(self) -> Iterator[tuple[Any, str, Any]]:
        for one in self._contents.relations:
            source, target = self._packages[one.source], self._packages[one.target]
            if self._contents.nodes[one.target].kind == "dataset":
                yield source, "trainedOn", target
            else:
                yield target, "ancestorOf", source


def _describe(package: Any, report: Report) -> None:
    said = [
        f"{title} {plain(one.words)}"
        for title, all_ in statements(report).items()
        if title in ("You may not", "You must")
        for one in all_
    ]
    if report.revision:
        package.software_packageVersion = report.revision
    if address := page(report.ref):
        package.software_downloadLocation = address
    if package_url := bom.purl(report):
        package.software_packageUrl = package_url
    package.ai_limitation = "; ".join(said)
    package.comment = "\n".join(f"{name}={value}" for name, value in bom.properties(report))


def _date(text: str | None) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC) if text else _UNDATED
