"""The parts for those who ask for more: criteria of the frameworks, parts, the ledger, problems."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from rich.text import Text

from licensecheck.domain import Level, Origin, Status
from licensecheck.domain.problem import OF_BASE
from licensecheck.domain.report import Report
from licensecheck.domain.reported_terms import ReportedLedger, ReportedVerdict
from licensecheck.errors import RefError
from licensecheck.hubs import parse_ref
from licensecheck.hubs.files import is_weights
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.screen.sections import MODELS, Section
from licensecheck.report.screen.words import QUOTE, STATUSES, name
from licensecheck.report.summary import (
    NO_ADVICE,
    Audit,
    account_of,
    accounted,
    by_framework,
    place,
    plain,
    short,
)
from licensecheck.report.wording import interval, narrowed, narrowed_briefly

_NAME = re.compile(r"[\w-][\w.-]*/[\w.-]+", re.ASCII)
_ADDRESS = re.compile(r"[\w.-]+(?:/[\w.-]+){2,3}", re.ASCII)
NO_LICENCE = "ask the publisher for a licence: without one nothing is allowed"
_LINK = re.compile(r"https?://[^\s<>()\[\]\"']{4,300}")
_TERMS = re.compile(
    r"^(?!.*(?:shields\.io|badge|\.(?:png|svg|jpe?g|gif)\b)).*"
    r"(?:licen[cs]|terms|polic|agreement|legal|conditions|\btos\b|eula)",
    re.I,
)
"""What an address of terms is called; a badge only draws the name of a licence."""
# Where files lie without a page that could say under which terms.
_STORES = re.compile(
    r"drive\.google|docs\.google|pan\.baidu|googleapis\.|amazonaws\.|dropbox|onedrive|1drv", re.I
)
# What is unknown is explained where most readers look; the JSON has the reasons of all.
_EXPLAINED = dict.fromkeys(("osd", "osaid"), (Status.NOT_MET, Status.UNKNOWN))
_SHORT = {"osd": "OSD", "osaid": "OSAID", "mof": "MOF", "eu-ai-act": "EU AI Act"}


def details(report: Audit, knowledge: Knowledge, verbose: int) -> Iterator[Section]:
    """Titles with their lines."""
    for framework, verdicts in by_framework(report.verdicts).items():
        if verbose or framework == "osd":
            yield _title(framework, knowledge), _criteria(framework, verdicts, verbose)
    if verbose and isinstance(report, Report):
        yield "Parts", [_parts(report)]
        yield "Score", _score(report)
    yield "Read", _accounted(report.ledger, verbose)
    yield "Next", [_next(report, verbose)]


def _title(framework: str, knowledge: Knowledge) -> str:
    """What a framework is called; of a long name its first words, whole."""
    known = knowledge.frameworks.get(framework)
    return _SHORT.get(framework) or (known.name if known else framework)


def _criteria(framework: str, verdicts: Sequence[ReportedVerdict], verbose: int) -> Iterator[Text]:
    """All answers on one line; then why those are not met or unknown, once for each reason."""
    if not verbose:
        yield _by_status(verdicts)
        return
    line = Text()
    for at, verdict in enumerate(verdicts):
        words, style = STATUSES[verdict.status]
        line.append(" · " if at else "").append(f"{verdict.criterion} ").append(words, style=style)
    yield line
    reasons: dict[tuple[Status, str], list[str]] = {}
    wanted = tuple(Status) if verbose > 1 else _EXPLAINED.get(framework, (Status.NOT_MET,))
    for verdict in verdicts:
        if verdict.status in wanted:
            reasons.setdefault((verdict.status, verdict.reason), []).append(verdict.criterion)
    for (status, reason), names in reasons.items():
        words, style = STATUSES[status]
        shown = plain(reason) if verbose > 1 else short(reason, QUOTE)
        yield Text.assemble(f"  {', '.join(names)} ", (words, style), (f": {shown}", "dim"))


def _by_status(verdicts: Sequence[ReportedVerdict]) -> Text:
    line = Text()
    for status, (words, style) in STATUSES.items():
        if ids := [one.criterion for one in verdicts if one.status is status]:
            line.append(" · " if line else "").append(words, style=style).append(
                f" {' '.join(ids)}"
            )
    return line


def _parts(report: Report) -> Text:
    states: dict[str, list[str]] = {}
    for part in report.components:
        states.setdefault(str(part.state), []).append(part.name)
    return Text(" · ".join(f"{state}: {', '.join(names)}" for state, names in states.items()))


def _score(report: Report) -> Iterator[Text]:
    """The interval and what would narrow it; of each of the first further models in a line."""
    yield Text(interval(report.score))
    for one in report.score.narrows:
        yield Text(f"  {narrowed(one)}", style="dim")
    for model in report.models[:MODELS]:
        if model.name != report.model:
            left = narrowed_briefly(model.score)
            said = f"{plain(model.name)}: {interval(model.score)}"
            yield Text(said + (f"; not settled: {left}" if left else ""), style="dim")


def _accounted(account: ReportedLedger, verbose: int) -> Iterator[Text]:
    """How much of what could bind was understood; each text and each place left, if asked for."""
    style = "yellow" if account.left else ""
    hint = " (-v lists them)" if account.left and not verbose else ""
    yield Text.assemble((accounted(account), style), (hint, "dim"))
    if verbose:
        for text in account.documents:
            yield Text(f"  {name(text.document)}: {account_of(text)}", style="dim")
        for one in account.left:
            quote = f' "{short(one.quote, QUOTE)}"' if one.quote else ""
            yield Text(f"  {one.account}: {plain(one.reason)}{quote}", style="yellow")
        for one in account.unlikely:
            yield Text(f'  note: {plain(one.reason)} "{short(one.quote, QUOTE)}"', style="dim")


def _settling(report: Audit) -> str:
    """What would tell more of a model that is unknown: a model to audit, a page to read, or whom
    to ask."""
    if not isinstance(report, Report) or report.level is not Level.UNKNOWN:
        return ""
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
    found = (one.rstrip(".,;:") for quote in left for one in _LINK.findall(quote))
    return next((plain(one) for one in found if _TERMS.search(one)), "")


def _weights(report: Report) -> str:
    """How one goes on to the weights whose terms were not read: the model to audit, if it can be
    typed as it is, else the page to read."""
    for one in report.models:
        address = one.weights.where.removeprefix("https://")
        if one.name == report.model and _ADDRESS.fullmatch(address):
            with suppress(RefError):
                return f"licensecheck audit {parse_ref(f'https://{address}')}"
            file = _STORES.search(address) or is_weights(address)
            return "" if file else f"read https://{address}"
    return ""


def _next(report: Audit, verbose: int) -> Text:
    grave = [finding.rule for finding in report.findings if finding.severity == "high"]
    explain = f"licensecheck explain {grave[0]} · " if grave and verbose else ""
    more = "" if verbose else "-v for quotes · "
    explain = f"{first} · " if (first := _settling(report)) else explain
    return Text(f"{explain}{more}--format html for lawyers. {NO_ADVICE}", "dim")
