"""What a bill of materials contains, whatever its standard: models, data sets, ancestry."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NoReturn
from uuid import NAMESPACE_URL, UUID, uuid5

from licensecheck.distribution import pip_install
from licensecheck.domain import Expression
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.domain.report import AnyReport, CheckReport, LicenseReport, Report
from licensecheck.domain.reported_model import Node
from licensecheck.errors import SettingsError, UsageError
from licensecheck.hubs import about_hub
from licensecheck.report.summary import audits, plain, statements


@dataclass(frozen=True, slots=True)
class Relation:
    """One was made from the other."""

    source: str
    target: str
    relation: str


@dataclass(frozen=True, slots=True)
class Bill:
    """Each model and data set once, by its id."""

    identity: UUID
    """The same for the same reports."""
    made: str | None
    """When the newest model was read, ISO 8601; None where no report says."""
    tool_version: str
    models: Mapping[str, Report]
    """Models that were audited."""
    unread: Mapping[str, tuple[str, ...]]
    """Models of which nothing could be read, and why."""
    nodes: Mapping[str, Node]
    """These, and all that they were made from."""
    relations: tuple[Relation, ...]

    hidden: tuple[str, ...] = ()
    """Files that may name more models: those that could not be read, and places with names that
    were not checked."""


def bill(report: AnyReport) -> Bill:
    """The contents for an audit or a check; UsageError for a licence text, which is no material."""
    if isinstance(report, LicenseReport):
        raise UsageError(
            "a licence text has no bill of materials",
            remedy="Use json, markdown, html or sarif, or audit a model.",
        )
    reports = [one for one in audits(report) if isinstance(one, Report)]
    models = {one.ref: one for one in reports}
    checked = report.models if isinstance(report, CheckReport) else ()
    unread = {one.ref: one.reasons for one in checked if one.report is None}
    # Others name it without its hub; what was audited knows more of itself than they do.
    refs = {ref.partition(":")[2].partition("@")[0]: ref for ref in models if ":" in ref}
    nodes = {node.id: node for one in reports for node in one.lineage.nodes if node.id not in refs}
    nodes |= {
        ref: Node(id=ref, kind="model", license=NO_LICENSE, source="")
        for ref in unread
        if ref not in nodes
    }
    digest = sha256(report.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()
    return Bill(
        identity=uuid5(NAMESPACE_URL, digest),
        made=max((one.fetched_at for one in reports if one.fetched_at), default=None),
        tool_version=reports[0].tool.version if reports else "",
        models=models,
        unread=unread,
        nodes=nodes,
        relations=tuple(dict.fromkeys(_relations(reports, refs))),
        hidden=tuple(_hidden(report)) if isinstance(report, CheckReport) else (),
    )


def _hidden(report: CheckReport) -> Iterator[str]:
    yield from (one.subject for one in report.problems if one.hides_terms)
    yield from (f"{one.file}:{one.line}" for one in report.possible)


def _relations(reports: Iterable[Report], refs: Mapping[str, str]) -> Iterator[Relation]:
    for one in reports:
        known = {node.id for node in one.lineage.nodes}
        for edge in one.lineage.edges:
            if {edge.source, edge.target} <= known:
                source, target = (refs.get(name, name) for name in (edge.source, edge.target))
                yield Relation(source, target, edge.relation)


def concluded(report: Report) -> Expression:
    """The licences whose texts were read; without one where there was none."""
    texts = (text.expression for text in report.licenses if not text.kind.is_page)
    return Expression.all_of(texts)


def declared(report: Report) -> Expression:
    """The licences that are said to apply; without one where none is."""
    return Expression.all_of(said.expression for said in report.declared)


def purl(report: Report) -> str:
    """Package URL with the revision that was read; empty for hubs without a type."""
    hub, _, rest = report.ref.partition(":")
    owner, _, name = rest.partition("@")[0].partition("/")
    kind = about_hub(hub).purl
    if not kind or not name or "/" in name:
        return ""
    return f"pkg:{kind}/{owner}/{name}" + (f"@{report.revision}" if report.revision else "")


def properties(report: Report) -> Iterator[tuple[str, str]]:
    """What no standard has a field for, as names and values."""
    yield "licensecheck:level", str(report.level)
    yield "licensecheck:score", f"{report.score.value:.0f}-{report.score.ceiling:.0f}"
    yield "licensecheck:open-washing", report.washing.level
    for verdict in report.verdicts:
        yield f"licensecheck:{verdict.framework}:{verdict.criterion}", str(verdict.status)
    for title, all_ in statements(report).items():
        for said in all_:
            yield f"licensecheck:{title.lower().replace(' ', '-')}", plain(said.words)
    for problem in report.problems:
        yield "licensecheck:not-read", plain(f"{problem.subject}: {problem.message}")


def missing_extra(error: ImportError) -> NoReturn:
    """The libraries of the standards are not installed."""
    raise SettingsError(
        f"this format needs {error.name}, which is not installed",
        remedy=pip_install("bom"),
    ) from error
