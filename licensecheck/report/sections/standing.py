"""How the model stands: criteria, parts, score, provenance, and what to do next."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from licensecheck.domain import Level, Origin, Status
from licensecheck.domain.problem import OF_BASE
from licensecheck.domain.report import Report
from licensecheck.domain.reported_terms import ReportedVerdict
from licensecheck.errors import RefError
from licensecheck.hubs import parse_ref
from licensecheck.hubs.files import is_weights
from licensecheck.knowledge.phrases import Phrase
from licensecheck.report.document import (
    Drawing,
    Kind,
    Line,
    Section,
    Span,
    faint,
    line,
    table,
)
from licensecheck.report.places import STATUSES
from licensecheck.report.sections.view import View
from licensecheck.report.summary import (
    ELSEWHERE,
    MOST_MODELS,
    by_framework,
    framework_name,
    origin,
    place,
    plain,
    whole,
)
from licensecheck.report.wording import follows, interval, narrowed, narrowed_briefly
from licensecheck.text.references import without_end

_NAME = re.compile(r"[\w-][\w.-]*/[\w.-]+", re.ASCII)
_ADDRESS = re.compile(r"[\w.-]+(?:/[\w.-]+){2,3}", re.ASCII)
NO_LICENCE = "ask the publisher for a licence"
_LINK = re.compile(r"https?://[^\s<>()\[\]\"']{4,300}")
_TERMS = re.compile(
    r"^(?!.*(?:shields\.io|badge|\.(?:png|svg|jpe?g|gif)\b)).*"
    r"(?:licen[cs]|terms|polic|agreement|legal|conditions|\btos\b|eula)",
    re.I,
)
"""What an address of terms is called; a badge only draws the name of a licence."""
_STORES = Phrase("files/stores")
_SHORT = {"osd": "OSD", "osaid": "OSAID", "mof": "MOF", "eu-ai-act": "EU AI Act"}
_HEADS = ("Criterion", "Status", "Why")
_SCORE = ("Part", "Shown", "Possible", "Of", "Why")
_PROFILE = "unknown counts as unmet in the points shown, as met in those possible"
NO_REVISION = "none: this is no commit of a hub"


def criteria(view: View) -> Section:
    """The answers of each framework, those with one reason together; in brief those of the Open
    Source Definition, unless the reason of the level names what fails."""
    found = by_framework(view.report.verdicts)
    parts = (_framework(framework, verdicts, view) for framework, verdicts in found.items())
    return Section("criteria", "", heading="Criteria", parts=tuple(parts))


def _framework(framework: str, verdicts: Sequence[ReportedVerdict], view: View) -> Section:
    called = framework_name(framework, view.knowledge)
    met = sum(one.status is Status.MET for one in verdicts)
    follow = follows(framework, whole(verdicts), view.knowledge)
    same: dict[tuple[Status, str], list[str]] = {}
    for one in verdicts:
        same.setdefault((one.status, one.reason), []).append(_criterion(one))
    rows = ((", ".join(of), line(_status(status)), why) for (status, why), of in same.items())
    failed = ", ".join(one.criterion for one in verdicts if one.status is Status.NOT_MET)
    told = view.audit is not None and f"(OSD {failed})" in view.audit.level_reason
    return Section(
        f"criteria-{framework}",
        _SHORT.get(framework) or called,
        (_by_status(verdicts),) if framework == "osd" and _differ(verdicts) and not told else (),
        (*((line(follow),) if follow else ()), *table(_HEADS, rows)),
        f"{called}: {met} of {len(verdicts)} met",
    )


def _differ(verdicts: Sequence[ReportedVerdict]) -> bool:
    """True where the criteria differ: the reason of the level tells what all have in common."""
    return len({one.status for one in verdicts}) > 1


def _criterion(one: ReportedVerdict) -> str:
    return (
        f"{one.criterion} {one.name}"
        if one.criterion.isdigit()
        else f"{one.name} [{one.criterion}]"
    )


def _status(status: Status) -> Span:
    words, tone = STATUSES[status]
    return Span(words, tone, Kind.ANSWER)


def _by_status(verdicts: Sequence[ReportedVerdict]) -> Line:
    """All answers on one line."""
    parts: list[Span] = []
    for status in STATUSES:
        if ids := [one.criterion for one in verdicts if one.status is status]:
            parts += [Span(" · ")] if parts else []
            parts += [_status(status), Span(f" {' '.join(ids)}")]
    return line(*parts)


def parts(view: View) -> Section:
    """Which parts of the model are there."""
    states: dict[str, list[str]] = {}
    components = view.audit.components if view.audit else ()
    for part in components:
        states.setdefault(str(part.state), []).append(part.name)
    said = " · ".join(f"{state}: {', '.join(names)}" for state, names in states.items())
    full = (line(said), Drawing("parts", components)) if components else ()
    return Section("components", "Parts", (), full, "Parts of the model")


def score(view: View) -> Section:
    """The interval and what would narrow it; and that of each of several models."""
    report = view.audit
    if report is None:
        return Section("score", "Score")
    parts = (
        (one.name, f"{one.value:.1f}", f"{one.ceiling:.1f}", f"{one.weight:.1f}", one.reason)
        for one in report.score.parts
    )
    caption = f"Profile {report.score.profile}: {_PROFILE}"
    return Section(
        "score",
        "Score",
        (),
        (
            Drawing("dial", report.score),
            line(
                interval(report.score),
                below=(line(faint(narrowed(one))) for one in report.score.narrows),
            ),
            *table(_SCORE, parts, caption, fine=True),
            *table(("Model", "Score", "Not settled"), _others(report), most=MOST_MODELS),
        ),
        "How the score comes about",
    )


def _others(report: Report) -> Iterator[tuple[str, ...]]:
    """The intervals of the other models, with the points that each open part may add."""
    for model in report.models:
        if model.name != report.model:
            yield model.name, interval(model.score), narrowed_briefly(model.score)


def provenance(view: View) -> Section:
    """What was read, and what read it."""
    rows = table(("What", "Which"), _facts(view), fine=True)
    return Section("provenance", "Provenance", (), rows)


def _facts(view: View) -> Iterator[tuple[str, str]]:
    tool = view.report.tool
    if report := view.audit:
        yield "Model", report.called
        yield "Revision", report.revision or NO_REVISION
        yield "Read from", " ".join(filter(None, (origin(report), report.fetched_at)))
    yield "licensecheck", tool.version
    yield "Rules", tool.rules_version
    yield (
        "Classifier (SHA-256)",
        tool.model_sha256 or "not installed: rules and known licences only",
    )
    for text in view.report.licenses:
        yield f"{text.document} (SHA-256)", text.sha256


def following(view: View) -> Section:
    """What to do next; nothing where nothing but reading is left."""
    if words := _settling(view):
        return Section("next", "Next", (line(words),))
    grave = [one.rule for one in view.report.findings if one.severity == "high"]
    full = (line(f"licensecheck explain {grave[0]}"),) if grave else ()
    return Section("next", "Next", (), full)


def _settling(view: View) -> str:
    """What would tell more of a model: the page of the weights where it was not read, and of one
    that is unknown a model to audit, a page to read, or whom to ask."""
    report = view.audit
    if report is None or report.level is not Level.UNKNOWN:
        return _weights(report) if report and not report.followed else ""
    if found := _weights(report) or _base(report):
        return found
    if report.origin is Origin.CATALOGUE:
        return "ask the hub, without --offline"
    if address := _page(report):
        return f"read {address}"
    if words := next((one for one in report.ledger.left if one.speaks and one.line), None):
        return f"read {place(words)}"
    texts = [one for one in report.licenses if not one.kind.is_page]
    return "" if texts or report.declared else NO_LICENCE


def _base(report: Report) -> str:
    """The first base whose terms nobody asked a hub for."""
    unread = (one.subject for one in report.problems if one.hides_terms)
    bases = (one.removeprefix(OF_BASE) for one in unread if one.startswith(OF_BASE))
    return next((f"licensecheck audit {one}" for one in bases if _NAME.fullmatch(one)), "")


def _page(report: Report) -> str:
    """The first page that words which were not understood link to for terms."""
    left = (one.quote for one in report.ledger.left if one.speaks)
    found = (without_end(one) for quote in left for one in _LINK.findall(quote))
    return next((plain(one) for one in found if _TERMS.search(one)), "")


def _weights(report: Report) -> str:
    """How one goes on to the weights whose terms were not read: the model to audit, if it can be
    typed as it is, else the page to read."""
    for one in report.models:
        address = one.weights.where.removeprefix("https://")
        elsewhere = one.weights.state in ELSEWHERE and _ADDRESS.fullmatch(address)
        if one.name == report.model and elsewhere:
            with suppress(RefError):
                return f"licensecheck audit {parse_ref(f'https://{address}')}"
            file = _STORES.search(address) or is_weights(address)
            return "" if file else f"read https://{address}"
    return ""
