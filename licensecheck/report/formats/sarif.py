"""SARIF 2.1.0 for code scanning.

An audit's results lie in the model's documents. A check's results lie in the user's own files, one
for each place that names a stopped model; the quotes from the licence are related locations.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from os.path import commonpath
from pathlib import PurePath
from typing import Any
from urllib.parse import quote as percent

from licensecheck.domain import Answer, Confidence, Severity
from licensecheck.domain.duty import DutyState
from licensecheck.domain.report import (
    NOT_READ,
    AnyReport,
    CheckedModel,
    CheckReport,
    Decision,
    Report,
    ReportedDuty,
    ReportedReference,
)
from licensecheck.domain.reported_terms import Quote, ReportedFinding, ReportedProblem
from licensecheck.hubs import about_hub
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.summary import Audit, counts, decisions, plain, subject
from licensecheck.report.wording import template
from licensecheck.text.inert import Channel

Json = dict[str, Any]
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_HOME = "https://pypi.org/project/licensecheck-ai/"
_MODEL = "MODEL"
_LEVELS = {
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
_MISSING = DutyState.MISSING
CHANNEL = Channel.JSON


def render(report: AnyReport, knowledge: Knowledge) -> str:
    """One run; the same report gives the same bytes."""
    run = _checked(report) if isinstance(report, CheckReport) else _read(report, knowledge)
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _read(report: Audit, knowledge: Knowledge) -> Json:
    run = _run(
        report.tool.version,
        {finding.rule: _rule(finding.rule, knowledge) for finding in report.findings},
        [_finding(finding, report) for finding in report.findings],
        report.problems,
    )
    if isinstance(report, Report):
        run["originalUriBaseIds"] = {_MODEL: _base(report)}
        run["properties"] = {"ref": report.ref, "revision": report.revision, "level": report.level}
    return run


def _base(report: Report) -> Json:
    """What paths of documents are relative to; its address is left out where we know none."""
    address = _address(report.ref, report.revision)
    return {**({"uri": address} if address else {}), "description": {"text": _said(report.ref)}}


def _address(ref: str, revision: str | None) -> str:
    """Where the documents of a model can be looked at; empty where no hub shows them."""
    hub, _, rest = ref.partition(":")
    name = percent(rest.partition("@")[0], safe="/:")
    known = about_hub(hub).files.replace("{revision}", percent(revision or "main"))
    return known.replace("{name}", name) if rest else ""


def _checked(report: CheckReport) -> Json:
    found = [(model, one) for model in report.models for one in decisions(model) if _told(one)]
    version = next((m.report.tool.version for m in report.models if m.report), None)
    root = _root(one.file for model in report.models for one in model.references)
    unread = [one for one in report.problems if one.hides_terms]
    missing = [(m, one) for m in report.models for one in m.fulfilled if one.state is _MISSING]
    ids = [*(one.rule for _, one in found), *(one.label for _, one in missing)]
    names = dict.fromkeys([*ids, *([NOT_READ] if unread else ())])
    return _run(
        version,
        {name: _policy_rule(name, report.policy) for name in names},
        [
            *(result for model, one in found for result in _decision(model, one, root)),
            *(_missing(model, one, root) for model, one in missing),
            *(_unread(one, root) for one in unread),
        ],
        report.problems,
    )


def _unread(problem: ReportedProblem, root: str) -> Json:
    """A result for what was not searched: the check does not pass for it."""
    file, _, line = problem.subject.rpartition(":")
    place = (file, int(line)) if file and line.isdigit() else (problem.subject, 0)
    used = ReportedReference(
        file=place[0], line=place[1], text="", how="", revision=None, pinned=False
    )
    return {
        "ruleId": NOT_READ,
        "kind": "fail",
        "level": "error",
        "message": {"text": plain(f"{problem.subject}: {problem.message}")},
        "locations": [_reference(used, root)],
        "partialFingerprints": _fingerprint(place[0], NOT_READ, problem.kind),
    }


def _missing(model: CheckedModel, duty: ReportedDuty, root: str) -> Json:
    """A result for a duty that the tree does not fulfil: the check stops for it."""
    return {
        "ruleId": duty.label,
        "kind": "fail",
        "level": "error",
        "message": {"text": _said(f"{model.ref}: {duty.text}: missing in what is shipped")},
        "locations": [_reference(one, root) for one in model.references[:1]],
        "partialFingerprints": _fingerprint(model.ref, duty.label, duty.text),
    }


def _told(decision: Decision) -> bool:
    """Waived decisions are told too, as suppressed."""
    return decision.answer in (Answer.ASK, Answer.NOT_ALLOWED)


def _run(
    version: str | None,
    rules: Mapping[str, Json],
    results: Sequence[Json],
    problems: Iterable[ReportedProblem],
) -> Json:
    ids = list(rules)
    driver: Json = {"name": "licensecheck", "informationUri": _HOME, "rules": [*rules.values()]}
    if version:
        driver["version"] = version
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [_notification(one) for one in problems],
            }
        ],
        "results": [{**result, "ruleIndex": ids.index(result["ruleId"])} for result in results],
    }


def _rule(name: str, knowledge: Knowledge) -> Json:
    """The rule with its help, as the rule files give it."""
    label, washing = knowledge.rules.labels.get(name), knowledge.washing.get(name)
    if label:
        help_ = {"Why it matters": label.why, "What to do": label.remedy, "Limits": label.limits}
        more = {"helpUri": label.references[0]}
        return _descriptor(name, template(label), label.meaning, help_, label.severity) | more
    if washing:
        help_ = {"Why it matters": washing.why, "What to do": washing.remedy}
        help_["Limits"] = washing.limits
        return _descriptor(name, washing.summary, washing.summary, help_, washing.severity)
    return _descriptor(name, name, name, {}, Severity.MEDIUM)


def _descriptor(
    name: str, short: str, full: str, help_: Mapping[str, str], severity: Severity
) -> Json:
    parts = {title: " ".join(text.split()) for title, text in help_.items()}
    explained = parts or {"More": f"licensecheck explain {name}"}
    return {
        "id": name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": " ".join(full.split())},
        "help": {
            "text": "\n".join(f"{title}: {text}" for title, text in explained.items()),
            "markdown": "\n\n".join(f"**{title}.** {text}" for title, text in explained.items()),
        },
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _policy_rule(name: str, policy: str) -> Json:
    short = f"Rule {_said(name)} of the policy {_said(policy)}" if policy else f"Gate: {name}"
    help_ = {"What to do": "Choose another model, get the permission in writing, or waive it."}
    return _descriptor(name, short, short, help_, Severity.HIGH)


def _finding(finding: ReportedFinding, report: Audit) -> Json:
    base = _MODEL if isinstance(report, Report) else None
    places = [_location(quote, base) for quote in finding.evidence]
    first = [part for one in finding.evidence[:1] for part in (one.document, one.quote)]
    return {
        "ruleId": finding.rule,
        # What only a person can settle is for review, and such a result has no level (3.27.10).
        **(
            {"kind": "fail", "level": _LEVELS[finding.severity]}
            if finding.confidence is Confidence.CERTAIN
            else {"kind": "review", "level": "none"}
        ),
        "message": {"text": _said(finding.message)},
        "locations": places[:1],
        "relatedLocations": [{"id": at, **one} for at, one in enumerate(places[1:], start=1)],
        "partialFingerprints": _fingerprint(subject(report), finding.rule, *first),
        "properties": {"tags": [*finding.labels, *finding.tags]},
    }


def _root(files: Iterable[str]) -> str:
    """The folder of the machine that all files of a project lie in which are named in full: it says
    nothing to whoever reads the results elsewhere. Empty where there are none."""
    folders = {str(_path(one).parent) for one in files if _path(one).is_absolute()}
    try:
        return commonpath(folders) if folders else ""
    except ValueError:  # on several drives
        return ""


def _decision(model: CheckedModel, decision: Decision, root: str) -> Iterator[Json]:
    """One result for each place in the user's files; one without a place where there is none."""
    forbidden = decision.answer is Answer.NOT_ALLOWED
    for used in model.references or (None,):
        file = used.file if used else ""
        result = {
            "ruleId": decision.rule,
            "kind": "fail",
            # Code scanning stops where the check does: only errors stop it.
            "level": "error" if decision.stops or forbidden else "warning",
            "message": {"text": _said(f"{model.ref}: {decision.reason}")},
            "locations": [_reference(used, root)] if used else [],
            "relatedLocations": [
                {"id": at, **_location(quote, None, model)}
                for at, quote in enumerate(_evidence(model, decision), start=1)
            ],
            "partialFingerprints": _fingerprint(model.ref, decision.rule, file),
        }
        if not counts(decision):
            waived = {"kind": "external", "justification": _said(decision.waived)}
            result["suppressions"] = [waived]
        yield result


def _evidence(model: CheckedModel, decision: Decision) -> Iterator[Quote]:
    """The first quote of each finding: a list of all would hide them."""
    for finding in model.report.findings if model.report else ():
        if finding.id in decision.findings:
            yield from finding.evidence[:1]


def _reference(used: ReportedReference, root: str) -> Json:
    file = _path(used.file)
    inside = file.relative_to(root) if root and file.is_absolute() else file
    physical: Json = {"artifactLocation": {"uri": _uri(inside.as_posix())}}
    if used.line:
        physical["region"] = {"startLine": used.line, "snippet": {"text": plain(used.text)}}
    return {"physicalLocation": physical}


def _location(quote: Quote, base: str | None, model: CheckedModel | None = None) -> Json:
    uri = _uri(quote.document)
    if model and model.report:
        address = _address(model.ref, model.report.revision)
        uri = f"{address}{uri}" if address else _uri(f"{model.ref}/{quote.document}")
    physical: Json = {"artifactLocation": {"uri": uri}}
    if base:
        physical["artifactLocation"]["uriBaseId"] = base
    if quote.line and not quote.page:  # a PDF has no lines and characters of ours
        physical["region"] = {
            "startLine": quote.line,
            "charOffset": quote.start,
            "charLength": quote.end - quote.start,
            "snippet": {"text": quote.quote},
        }
    return {"physicalLocation": physical, "message": {"text": _words(quote)}}


def _words(quote: Quote) -> str:
    page = f"page {quote.page}: " if quote.page else ""
    return f"{page}{_said(quote.quote) or '(empty)'}"


def _notification(problem: ReportedProblem) -> Json:
    return {
        "level": "warning" if problem.hides_terms else "note",
        "message": {"text": _said(f"{problem.subject}: {problem.message}")},
        "descriptor": {"id": str(problem.kind)},
    }


def _fingerprint(*parts: str) -> dict[str, str]:
    """Stays the same when lines move."""
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return {"licensecheck/v1": sha256(joined).hexdigest()}


def _said(words: str) -> str:
    """Words of others in a message: `[text](address)` would be a link there (3.11.6)."""
    return plain(words).replace("](", "] (")


def _path(file: str) -> PurePath:
    """A path with one slash before it at most: two would read as a host in an address."""
    return PurePath(f"/{file.lstrip('/')}" if file.startswith("/") else file)


def _uri(path: str) -> str:
    """A relative reference: a colon in its first segment would read as a scheme."""
    return percent(_path(path).as_posix(), safe="/")
