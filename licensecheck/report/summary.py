"""What the documents for people and machines share: the same statements in the same order."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from licensecheck.domain import (
    Answer,
    Basis,
    Confidence,
    FindingKind,
    Origin,
    Severity,
    Status,
    cited,
)
from licensecheck.domain.component import holds_for
from licensecheck.domain.release import WeightsState
from licensecheck.domain.report import (
    AnyReport,
    CheckedModel,
    CheckReport,
    Decision,
    LicenseReport,
    Report,
)
from licensecheck.domain.reported_model import ModelWeights, ReportedModel
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.reported_terms import (
    LeftOver,
    Obligation,
    Quote,
    ReportedFinding,
    ReportedLedger,
    ReportedLicense,
    ReportedVerdict,
    TextCoverage,
)
from licensecheck.domain.right import RightAnswer
from licensecheck.domain.statement import Artefact
from licensecheck.hubs import about_hub
from licensecheck.judge.leave import ASKED
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.answers import FIRST
from licensecheck.report.licence_names import called, license_name
from licensecheck.report.to_show import with_words
from licensecheck.report.wording import mark, under_title, without_ids
from licensecheck.terms.terms import UNCOVERED
from licensecheck.text.han import is_chinese

Audit = Report | LicenseReport
SAYS_YES = "the publisher says that one may use it commercially"
"""Before the words that say so."""
FREE = "free-commercial-use"
"""The claim that a business may use a model."""
_BESIDE_IT = (Artefact.CODE, Artefact.DATA, Artefact.OUTPUTS, Artefact.SERVICE, Artefact.DOCUMENT)
NO_ADVICE = "This is no legal advice."
# All else is something to beware of.
_TITLES: Mapping[FindingKind, str] = {
    FindingKind.BAN: "You may not",
    FindingKind.DUTY: "You must",
    FindingKind.GRANT: "You may",
}
_ORDER = ("You may not", "You must", "Beware", "Please read", "You may")
_ALT = re.compile(r"<img\b[^<>]{0,500}?\balt=\"([^\"<>]{1,100})\"[^<>]{0,1000}>", re.I)
_PICTURE = re.compile(r"!\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{0,500}\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)|^(?:[#>\s]|[-+*]\s)+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FEWEST = 3
"""Words, or Chinese characters, that say something by themselves."""
_WORD = 16
"""Characters of a word that is cut off as a whole."""
_LONGEST = 2_000
"""Characters of a quote of which a line is shown."""
_CODE_ALONE = "the licence that is here may be for the code alone"
_ORIGINS = {
    Origin.HUB: "its page on the hub",
    Origin.CACHE: "files of an earlier download",
    Origin.FOLDER: "a folder on this computer",
    Origin.CATALOGUE: "the catalogue of licensecheck, not its page",
}
_CONFORMANCE = {True: "meets the OSD", False: "fails the OSD", None: "OSD unknown"}


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """What a text says, once, with all findings that say it."""

    words: str
    """A sentence without its full stop; what the title says is left out."""
    rule: str
    severity: Severity
    findings: tuple[ReportedFinding, ...]
    osd: tuple[str, ...]
    """Criteria of the Open Source Definition that are not met because of it."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The places of all findings, each once, those in English first."""
        every = dict.fromkeys(q for finding in self.findings for q in finding.evidence)
        return tuple(sorted(every, key=lambda one: is_chinese(one.quote)))


def statements(report: Audit) -> Mapping[str, tuple[SummaryLine, ...]]:
    """Every finding about the terms under a title: what is forbidden first, what is granted last.

    Open-washing is left out, see `washed`. Titles with nothing under them are left out too.
    """
    washing = set(report.washing.findings) if isinstance(report, Report) else set()
    report = report.chosen if isinstance(report, Report) else report
    grouped: dict[tuple[str, str, str], list[ReportedFinding]] = {}
    for finding in report.findings:
        if finding.id not in washing:
            title, words = _titled(finding)
            grouped.setdefault((title, finding.rule, words), []).append(finding)
    under = {
        wanted: tuple(
            _statement(words, rule, same, report)
            for (title, rule, words), same in grouped.items()
            if title == wanted
        )
        for wanted in _ORDER
    }
    return {title: said for title, said in under.items() if said}


def _titled(finding: ReportedFinding) -> tuple[str, str]:
    if finding.confidence is Confidence.UNCERTAIN:
        return "Please read", finding.message
    title = _TITLES.get(finding.kind)
    return (
        (title, under_title(finding.kind, finding.message))
        if title
        else ("Beware", finding.message)
    )


def _statement(
    words: str, rule: str, same: Iterable[ReportedFinding], report: Audit
) -> SummaryLine:
    findings = tuple(same)
    ids = {finding.id for finding in findings}
    osd = (
        v.criterion
        for v in report.verdicts
        if v.framework == "osd" and v.status is Status.NOT_MET and ids & set(v.findings)
    )
    return SummaryLine(words, rule, findings[0].severity, findings, tuple(osd))


def washed(report: Audit) -> tuple[ReportedFinding, ...]:
    """The findings of open-washing."""
    ids = set(report.washing.findings) if isinstance(report, Report) else set()
    return tuple(finding for finding in report.findings if finding.id in ids)


def audits(report: AnyReport) -> tuple[Audit, ...]:
    """The report itself, or those of all models that could be read."""
    if isinstance(report, CheckReport):
        return tuple(model.report for model in report.models if model.report)
    return (report,)


def decisions(model: CheckedModel) -> tuple[Decision, ...]:
    """What the policy says about a model; without a policy, what `--fail-on` stopped."""
    if model.decisions:
        return model.decisions
    return tuple(
        Decision(rule="fail-on", answer=model.answer, reason=reason) for reason in model.reasons
    )


def counts(decision: Decision) -> bool:
    """True where a decision speaks against the model and nobody waived it."""
    return not decision.waived and decision.answer in (Answer.ASK, Answer.NOT_ALLOWED)


def reason(report: Report) -> str:
    """Why a model has its level, in few words, where all of it stands in what is left to read."""
    left = report.ledger.left
    of_code = any(one.subject == UNCOVERED for one in left)
    if all(one.reason != report.level_reason for one in left):
        said = plain(without_ids(report.level_reason)).rstrip(".")
        return f"{said}; {_CODE_ALONE}" if of_code else said
    return _CODE_ALONE if of_code else report.level.meaning


def origin(report: Report) -> str:
    """Where a model was read, in words."""
    return _ORIGINS[report.origin]


ELSEWHERE = (WeightsState.LINKED, WeightsState.GATED)
"""Of weights that can be had and are not in what was read."""


def linked(report: Report) -> tuple[ModelWeights, ...]:
    """The weights that are elsewhere, by an address."""
    weights = (one.weights for one in report.models)
    return tuple(one for one in weights if one.state in ELSEWHERE and "/" in one.where)


def by_framework(verdicts: Iterable[ReportedVerdict]) -> Mapping[str, tuple[ReportedVerdict, ...]]:
    """The verdicts under their framework, in their order."""
    grouped: dict[str, tuple[ReportedVerdict, ...]] = {}
    for verdict in verdicts:
        grouped[verdict.framework] = (*grouped.get(verdict.framework, ()), verdict)
    return grouped


def framework_name(framework: str, knowledge: Knowledge) -> str:
    """The name that people know it by."""
    known = knowledge.frameworks.get(framework)
    return known.name if known else framework.upper()


def subject(report: Audit) -> str:
    """The model or the licence text that a report is about."""
    return plain(report.ref if isinstance(report, Report) else report.document)


def title(report: Audit) -> str:
    """The same in few words: of a folder or file its own name, not where it lies."""
    name = subject(report)
    return PurePath(name).name or name if name.startswith(("/", "./", "../")) else name


def whole(verdicts: Iterable[ReportedVerdict]) -> Status:
    """The status of a framework: not met where one criterion is not, met where all are."""
    found = {one.status for one in verdicts}
    for status in (Status.NOT_MET, Status.UNKNOWN):
        if status in found:
            return status
    return Status.MET


def contrasted(
    finding: ReportedFinding, report: Audit
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """The quotes of a claim, and those of what contradicts it."""
    said = {one.evidence for one in report.claims} if isinstance(report, Report) else set()
    claimed = tuple(one for one in finding.evidence if one in said) or finding.evidence[:1]
    return claimed, tuple(one for one in finding.evidence if one not in claimed)


def says_yes(report: Audit) -> Quote | None:
    """The publisher's own words that a business may use the model, where nothing else answers."""
    if not isinstance(report, Report) or not any(map(_waits_for_business, report.rights)):
        return None
    own = (one for one in report.claims if one.plain and one.kind == FREE and one.said)
    return next((o.evidence for o in own if o.said and o.said.artefact not in _BESIDE_IT), None)


def _waits_for_business(right: ReportedRight) -> bool:
    return right.right == FIRST and right.answer is RightAnswer.PLEASE_READ


def headline(report: Audit) -> str:
    """The answer in a few words: the level of a model, conformance of a text."""
    return str(report.level) if isinstance(report, Report) else _CONFORMANCE[report.osd.conformant]


MODEL_COLUMNS = ("Model", "Level", "Licence", "Weights", "Made from")
MOST_MODELS = 40
"""Models that a document for people lists: the real repository with most releases 7 apart."""


def model_row(model: ReportedModel, facts: Facts) -> tuple[str, ...]:
    """Name, level, licence, where the weights are, and bases of a model."""
    weights = model.weights
    return (
        called_with_more(model),
        str(model.level),
        _licence_of(model, facts),
        str(weights.state),
        ", ".join(base.name for base in model.bases),
    )


def called_with_more(model: ReportedModel) -> str:
    """Its name, and how many names it has beside."""
    more = len(model.aliases)
    return f"{model.name} and {more} more" if more else model.name


def _licence_of(model: ReportedModel, facts: Facts) -> str:
    """What the licence of a model is called; a licence of its own by its title."""
    if title := model.license.title:
        return f"“{plain(title)}”"
    return called(model.license.expression, facts) or "no licence found for the weights"


def identity(text: ReportedLicense, facts: Facts) -> str:
    """Which licence a text is, and how exactly."""
    if not text.matches:
        near = f", nearest is {license_name(text.nearest, facts)}" if text.nearest else ""
        return f"no known licence{near}"
    if len(text.matches) == 1 and (title := text.matches[0].title):
        like = called(text.expression, facts)
        return f"“{plain(title)}”, a licence of its own, with words of {like}"
    found = list(dict.fromkeys(str(match.kind) for match in text.matches))
    kinds = ", ".join(f"{kind} in part" for kind in found) if found[1:] else found[0]
    others = dict.fromkeys(
        license_name(one, facts) for match in text.matches for one in match.alternatives
    )
    unsure = f"; cannot be told from {', '.join(others)}" if others else ""
    return f"{called(text.expression, facts)}, {kinds}{unsure}{_newer(text, facts)}"


def _newer(text: ReportedLicense, facts: Facts) -> str:
    """That a licence of the text was replaced for all models, with both dates."""
    for name in (match.license for match in text.matches):
        old, newer = facts.find(name), facts.newer(name)
        if old and newer and old.replaced_by and old.replaced_by.models == "all":
            since = f" of {newer.dated}" if newer.dated else ""
            dated = f" of {old.dated}" if old.dated else ""
            return f"; the text{dated}, its licensor has a newer one{since}"
    return ""


def outcome(report: CheckReport) -> str:
    """How many models were checked, are stopped, and could not be read."""
    stopped = sum(model.stopped for model in report.models)
    unread = sum(model.unread for model in report.models)
    left = f", {unread} not read" if unread else ""
    return f"{len(report.models) - unread} checked, {stopped} stopped{left}"


def accounted(account: ReportedLedger) -> str:
    """How much of what could bind was accounted for, in a line."""
    texts, places = len(account.documents), len(account.left)
    of = f"of {texts} {'document' if texts == 1 else 'documents'} accounted for"
    share = "no licence text is here" if account.share is None else f"{percent(account.share)} {of}"
    left = f"{places} {'place' if places == 1 else 'places'} left" if places else "nothing is left"
    return f"{share}; {left}"


def percent(share: float) -> str:
    """A percentage that is 100 only where nothing is missing, and 0 only where nothing is there."""
    if 0 < share < 0.001:
        return "under 0.1%"
    return f"{math.floor(share * 1000) / 10:g}%"


def account_of(text: TextCoverage) -> str:
    """How the characters of one text were accounted for, the largest part first."""
    parts = {
        "known": text.known,
        "understood": text.understood,
        "not terms": text.not_terms,
        "left": text.left,
    }
    named = sorted((name for name in parts if parts[name]), key=lambda name: -parts[name])
    return ", ".join(f"{percent(parts[name] / text.characters)} {name}" for name in named)


def place(quote: Quote | LeftOver) -> str:
    """Document with line or page; the document alone for hub metadata."""
    document = quote.subject if isinstance(quote, LeftOver) else quote.document
    return plain(cited(document, quote.line, quote.page))


def where_of(quote: Quote) -> str:
    """The same; of a licence that is only named its section, and of which base it comes along."""
    named = quote.clause and not quote.line
    return plain(f"{quote.clause}{of_base(quote)}") if named else place(quote)


def of_base(quote: Quote) -> str:
    """Which base the words of a licence come along with, in brackets; empty where with none."""
    base = quote.quote.partition(": ")[0] if quote.document == Basis.ANCESTOR else ""
    return f" (base {base.rpartition('/')[2]})" if base else ""


def plain(text: str) -> str:
    """One line without control and direction characters: what was fetched steers nothing."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return " ".join("".join(c if c.isprintable() else " " for c in line).split())


def capital(text: str) -> str:
    """One plain line that begins as a sentence does; the name of a file stays as it is."""
    words = plain(text)
    named = re.match(r"\S*[/.]\S", words)
    return words if named else words[:1].upper() + words[1:]


def is_told_above(one: Obligation | ReportedFinding, report: Audit) -> bool:
    """True for the duty to ask for leave that an answer names: no, unless the licensor agrees."""
    if (one.label if isinstance(one, Obligation) else one.rule) != ASKED:
        return False
    offered = [right for right in report.rights if right.leave]
    told = {place(quote) for right in offered for quote in right.evidence}
    told |= {place(quote) for right in offered if right.leave for quote in right.leave.evidence}
    return {*map(place, one.evidence)} <= told


def duties(report: Audit) -> tuple[Obligation, ...]:
    """What the user must do, each duty once with the places of all texts that ask for it."""
    same: dict[str, list[Obligation]] = {}
    for one in (one for one in report.obligations if not is_told_above(one, report)):
        same.setdefault(_with_words(one, report), []).append(one)
    return tuple(_joined(text, found) for text, found in same.items())


def _with_words(duty: Obligation, report: Audit) -> str:
    """A duty, whatever it holds for, with the words that it wants to be shown."""
    text = duty.text.removesuffix(mark(duty.part))
    return with_words(duty.model_copy(update={"text": text}), report).text


def _joined(text: str, same: Sequence[Obligation]) -> Obligation:
    places = dict.fromkeys(quote for one in same for quote in one.evidence)
    part = holds_for({one.part for one in same})
    told = {"text": f"{text}{mark(part)}", "part": part, "evidence": tuple(places)}
    return same[0].model_copy(update=told)


def short(text: str, length: int) -> str:
    """At most `length` characters of a plain text."""
    words = plain(text)
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    whole = cut.rfind(" ") if words[length - 1].isalnum() else -1
    return (cut[:whole] if whole > len(cut) - _WORD else cut).rstrip(" ,;:") + "…"


def spoken(quote_: str) -> str:
    """The words of a quote as they look on a page, without addresses, tags and emphasis; a picture
    that has hardly a name stands as it is written."""
    shown = _ALT.sub(r" \1 ", quote_[:_LONGEST])
    shown = _TAG.sub(" ", _LINK.sub(r"\1", _PICTURE.sub(r"\1", shown)))
    words = plain(_EMPHASIS.sub("", shown))
    enough = len(words.split()) >= _FEWEST or len(_HAN.findall(words)) >= _FEWEST
    return words if enough or words == plain(quote_) else plain(quote_)


def page(ref: str) -> str:
    """Where a person can look at a model; empty for folders and other hubs."""
    hub, _, rest = ref.partition(":")
    name = quote(re.split("[@#]", rest)[0], safe="/:+~", errors="replace")
    return about_hub(hub).page.replace("{name}", name) if rest else ""
