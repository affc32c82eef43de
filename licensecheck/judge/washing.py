"""Open-washing: claims that the facts contradict. One detector for each file in rules/washing/."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from licensecheck.domain import (
    Basis,
    Confidence,
    Declaration,
    Document,
    DocumentKind,
    Evidence,
    Finding,
    FindingKind,
    Match,
    MatchKind,
    Reading,
    Severity,
    Source,
    Span,
)
from licensecheck.domain.component import BESIDE
from licensecheck.domain.mismatch import Mismatch, Promise
from licensecheck.errors import RuleFileError
from licensecheck.identify.mentions import mentions
from licensecheck.judge.apart import bars
from licensecheck.judge.claims import OpennessClaim
from licensecheck.judge.comparison import Contradiction, ModelFacts
from licensecheck.judge.inheritance import (
    base_undeclared,
    data_outputs,
    data_terms_forbid,
    laxer_terms,
    naming_ignored,
)
from licensecheck.knowledge.facts import Kind, LicenseFacts
from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.washing import WashingRule
from licensecheck.terms.granted import is_of_another_release, is_planned
from licensecheck.terms.reach import lies_with_weights
from licensecheck.terms.titles import LICENCE, first_lines, opening
from licensecheck.text.spans import Spans

_NOT_A_LICENSE = frozenset({"other", "unknown", "unlicensed", "none", ""})
# Their loss takes no right away.
_HARMLESS = frozenset(
    {"boilerplate", "definitions", "acceptance", "governing-law"}
    | {"warranty-disclaimer", "liability-limitation"}
)
_OF_CLAIMS = ("claims-open-terms-fail", "claims-commercial-terms-forbid", "claims-open-no-weights")
_FEW_LIMITS = "permissive"
"""The claim in rules/claims that promises few limits."""
# "It is under MIT. Please see LICENSE for details."
_POINTS = Phrase("licences/see-the-text")
# "Version 2.0", "v2", "1.1": a year is none.
_VERSION = re.compile(r"(?<![\w.])v?(\d{1,2}(?:\.\d{1,2})?)(?![\w.]*\w)", re.I)
_SAME_FAMILY = ("-only", "-or-later", "+")


def washing(
    facts: ModelFacts, rules: Mapping[str, WashingRule], others: Sequence[ModelFacts] = ()
) -> tuple[Finding, ...]:
    """The mismatches as findings, gravest first; what may be one is uncertain.

    Of `others`, further releases of the same publication, only what is claimed of them by name is
    compared with their terms. Raises RuleFileError for a rule that has no detector.
    """
    for name in rules.keys() - DETECTORS.keys():
        remedy = "Add a detector to DETECTORS in licensecheck/judge/washing.py."
        path = rule_folder("washing") / f"{name}.yaml"
        raise RuleFileError(str(path), 1, "nothing detects this rule", remedy=remedy)
    found = [
        Finding(
            rule=rule.rule,
            labels=(),
            severity=rule.severity,
            confidence=Confidence.CERTAIN if one.certain else Confidence.UNCERTAIN,
            source=Source.CARD,
            kind=FindingKind.MISMATCH,
            evidence=one.quotes,
            mismatch=one.mismatch,
        )
        for rule in rules.values()
        for one in _contradictions(rule.rule, facts, others)
    ]
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: (order.index(finding.severity), finding.rule)))


def _contradictions(
    rule: str, facts: ModelFacts, others: Sequence[ModelFacts]
) -> Iterator[Contradiction]:
    """What a rule finds, each contradiction once."""
    asked = (facts, *(others if rule in _OF_CLAIMS else ()))
    yield from dict.fromkeys(found for one in asked for found in DETECTORS[rule](one))


def washing_level(findings: Sequence[Finding]) -> str:
    """none, low, medium or high: that of the gravest finding that is certain."""
    found = [finding.severity for finding in findings if is_certain(finding)]
    return min(found, key=list(Severity).index).value if found else "none"


def is_certain(finding: Finding) -> bool:
    """False for what a person has to read before anybody is accused."""
    return finding.confidence is Confidence.CERTAIN


def _open_terms_fail(facts: ModelFacts) -> Iterator[Contradiction]:
    yield from _against(facts, Promise.OSD, facts.failed)


def _commercial_terms_forbid(facts: ModelFacts) -> Iterator[Contradiction]:
    barred = {"noncommercial-only", "research-only"}
    against = [f for f in facts.failed if barred.intersection(f.labels)]
    yield from _against(facts, Promise.COMMERCIAL, against)


def _open_no_weights(facts: ModelFacts) -> Iterator[Contradiction]:
    claim = facts.promise(Promise.WEIGHTS)
    if claim and facts.downloadable is False:
        said = Mismatch.of(claim=claim.kind, **_by(claim, facts))
        yield Contradiction(said, (claim.evidence,), claim.plain)


def _against(
    facts: ModelFacts, promise: Promise, against: Sequence[Finding]
) -> Iterator[Contradiction]:
    """The plainest claim that something is against."""
    against = sorted(against, key=lambda one: list(Severity).index(one.severity))
    for claim in facts.promises(promise):
        found = [(one, place) for one in against if (place := _place(one, claim))]
        if found:
            labels = tuple(dict.fromkeys(label for one, _ in found for label in one.labels))
            quotes = (claim.evidence, *(place for _, place in found[:3]), *claim.beside)
            said = Mismatch.of(claim=claim.word, labels=labels, **_by(claim, facts))
            yield Contradiction(said, quotes, claim.plain and not _discloses(claim, quotes[1]))
            return


def _discloses(claim: OpennessClaim, place: Evidence) -> bool:
    """True for "no restrictions on anybody, as it is under CC BY-NC": what promises few limits in
    the very sentence that names the terms hides none; a person has to read what it means."""
    here = claim.evidence
    same = here.source == place.source and here.span.overlaps(place.span)
    return claim.kind == _FEW_LIMITS and same


def _place(finding: Finding, claim: OpennessClaim) -> Evidence | None:
    """Where a finding stands, if it is in the terms that a claim speaks of."""
    fits = (
        one
        for one in finding.evidence
        if not claim.about
        or any(one.source == path and one.span.overlaps(span) for path, span in claim.about)
    )
    return next(fits, None)


def _by(claim: OpennessClaim, facts: ModelFacts) -> dict[str, str]:
    """What makes a claim, where it is no card: the file."""
    path = claim.evidence.source
    return {} if any(one.document.path == path for one in facts.snapshot.cards) else {"page": path}


def _declared_differs(facts: ModelFacts) -> Iterator[Contradiction]:
    for reading in facts.terms.readings:
        about_code = reading.document.component in BESIDE
        kind = reading.document.kind
        if about_code or kind is not DocumentKind.LICENSE or not reading.licenses:
            continue
        pointing = (said for said in _others(facts) if _is_laxer_than(said, reading, facts))
        for said in (*_fields(facts), *pointing):
            declared, found = (set(map(_stem, one.licenses)) for one in (said.expression, reading))
            if declared.isdisjoint(found) and said.expression.resolved:
                differs = Mismatch.of(
                    declared=said.expression,
                    document=reading.document.path,
                    found=reading.expression.licenses,
                )
                yield Contradiction(differs, (*_quote(said), _titled(reading.document)))


def _is_laxer_than(said: Declaration, reading: Reading, facts: ModelFacts) -> bool:
    """True for a sentence that names one open licence, and points to a text that is none, or is
    about the whole work beside one: "It is under MIT. See LICENSE", "This project is MIT". Who
    gives the text its own title, "Modified MIT License", is right."""
    title = _titled(reading.document).quote.strip(" #*_=-").casefold()
    if title and title in _plain(said.text).casefold():
        return False
    if not said.document or not said.span or said.conforms is not True or reading.conforms:
        return False
    if is_of_another_release(said.text) or is_planned(said.text):  # "some of our models are MIT"
        return False
    beside = (one for one in facts.terms.declarations if one.document == said.document)
    alone = {one.expression for one in beside if one.span == said.span} == {said.expression}
    path, text = re.escape(reading.document.path), said.document.text
    pointed = re.compile(rf"(?<![\w./-])(?:\./)?{path}(?![\w.-]*\w)")
    goes_on = _POINTS.match(text, said.span.end)
    end = goes_on.end() if goes_on else said.span.end
    points = pointed.search(text, said.span.start, end) is not None
    points = points and not _points_elsewhere(said, pointed, facts)
    return alone and (points or _is_of_all(said, reading, facts))


def _points_elsewhere(said: Declaration, pointed: re.Pattern[str], facts: ModelFacts) -> bool:
    """True where the sentence points to the text for another part than it names the licence for:
    "The code is under MIT, while the weights come under [their licence](MODEL_LICENSE)"."""
    from licensecheck.terms.named import sides  # needs what reads prose

    known = facts.knowledge.facts
    there = [side for side in sides(said.text) if pointed.search(side)]
    return bool(there) and not any(
        one.id in said.licenses for side in there for one in mentions(side, known)
    )


def _is_of_all(said: Declaration, reading: Reading, facts: ModelFacts) -> bool:
    """True for a sentence on the whole work beside the licence file of all of it; this may be that
    of the code where the sentence is about a model alone."""
    from licensecheck.terms.disagreeing import says_other  # needs what reads prose
    from licensecheck.terms.prose import of_weights_alone

    here = {name for one in facts.terms.readings for name in one.licenses}
    whole = bars(reading) and here.isdisjoint(said.licenses)
    return whole and says_other(said, facts.knowledge.facts) and not of_weights_alone(said.text)


def _altered(facts: ModelFacts) -> Iterator[Contradiction]:
    """Changes that matter: a clause is gone, or what was added restricts.

    A text with a title of its own is a licence of its own, however much it took from another one.
    """
    restrictive = {label for finding in facts.failed for label in finding.labels}
    for reading in facts.terms.readings:
        certain = (one for one in reading.labels if one.certain)
        against = Spans(one.clause.span for one in certain if one.label in restrictive)
        for match in reading.identification.matches:
            gone = sorted(_gone(match, reading, facts) - _HARMLESS)
            added = [edit for edit in match.edits if against.overlap(edit.span)]
            licence = reading.document.kind is DocumentKind.LICENSE
            same = licence and match.kind is MatchKind.ALTERED and _is_called(match, reading, facts)
            if same and (gone or added):
                quotes = tuple(Evidence.at(reading.document, edit.span) for edit in added[:3])
                altered = Mismatch.of(
                    document=reading.document.path, license=match.license, gone=tuple(gone)
                )
                yield Contradiction(altered, quotes or (_titled(reading.document),))


def _is_called(match: Match, reading: Reading, facts: ModelFacts) -> bool:
    """True where the text or a declaration says that it is the licence. A text without a title is
    taken for an open licence that it begins like, not for one that few know. Another version of
    a licence of a publisher is a text of its own."""
    known = facts.knowledge.facts.find(match.license)
    of_publisher = known is None or known.kind is Kind.MODEL
    if of_publisher and _is_another_version(reading, match, known):
        return False
    if any(match.license in said.licenses for said in facts.terms.declarations):
        return True
    name = first_lines(reading.document)
    named = {_stem(known.id) for known in mentions(name, facts.knowledge.facts)}
    called = named & set(map(_stem, (match.license, *match.alternatives)))
    untitled = not any(map(LICENCE.search, opening(reading.document)[:1]))
    return bool(called) or (untitled and (known is None or known.conformant is not False))


def _is_another_version(reading: Reading, match: Match, known: LicenseFacts | None) -> bool:
    """True where the title of a text has a number of a version, and the licence has another one."""
    names = (known.name, *known.aliases) if known else ()
    called = " ".join((match.license.replace("-", " "), *names))
    own, theirs = (set(_VERSION.findall(one)) for one in (first_lines(reading.document), called))
    return bool(own) and own.isdisjoint(theirs)


def _gone(match: Match, reading: Reading, facts: ModelFacts) -> set[str]:
    """Labels of the licence that no clause of the text has any more."""
    licence = facts.knowledge.facts.find(match.license)
    removed = {label for edit in match.edits for label in edit.removed_labels}
    return (set(licence.labels) if licence else removed) - {one.label for one in reading.labels}


def _code_license_shown(facts: ModelFacts) -> Iterator[Contradiction]:
    """Stricter terms in a place that the card does not lead to, or against its own field."""
    open_ones = [
        r
        for r in facts.terms.judged
        # A file called CODE_LICENSE says what it is for; one in a folder is shown to nobody.
        if r.conforms
        and r.document.kind is DocumentKind.LICENSE
        and r.document.component != "code"
        and "/" not in r.document.path
        and not _for_code(r, facts)
    ]
    shown_ones = {r.document.path for r in open_ones}
    of_parts = {
        r.document.path
        for r in facts.terms.judged
        if not lies_with_weights(r.document, facts.snapshot, facts.knowledge)
    }
    stricter = [
        f
        for f in facts.failed
        if f.evidence[0].basis is not Basis.ANCESTOR
        and f.evidence[0].document not in shown_ones | of_parts
    ]
    if open_ones and stricter and not _disclosed(facts, stricter[0].evidence[0]):
        shown, other = open_ones[0], stricter[0].evidence[0]
        found = Mismatch.of(
            document=shown.document.path, shown=shown.expression.licenses, elsewhere=other.document
        )
        yield Contradiction(found, (_titled(shown.document), other))


def _for_code(reading: Reading, facts: ModelFacts) -> bool:
    """True for a text that a card names as the licence of the code, and so shows for it alone."""
    return any(
        said.component == "code"
        and set(said.licenses) == set(reading.licenses)
        and f"]({reading.document.path})" in said.text
        for said in facts.terms.declarations
    )


def _disclosed(facts: ModelFacts, term: Evidence) -> bool:
    """True where a card states the term, names its file or other terms, and its field agrees."""
    name = term.document.rpartition("/")[2]
    cards = [card.document for card in facts.snapshot.cards]
    told = any(
        card.path == term.document
        or name in unquote(card.text)  # a link writes what is no ASCII, and blanks, by %
        or _plain(term.quote) in _plain(card.text)
        for card in cards
    )
    named = any(
        said.conforms is False and said.component == "weights" and said.document in cards
        for said in facts.terms.declarations
    )
    return (told or named) and not any(said.conforms for said in _fields(facts))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _missing_or_other(facts: ModelFacts) -> Iterator[Contradiction]:
    for card in facts.snapshot.cards[:1]:
        named = [name.strip().lower() for name in card.licenses]
        unnamed = all(name in _NOT_A_LICENSE for name in named) and not card.license_name
        elsewhere = facts.terms.readings or any(not said.doubt for said in _others(facts))
        if unnamed and not elsewhere and not _unread(facts):
            span = card.places.get("license", _title(card.document.text))
            yield Contradiction(
                Mismatch.of(declared="other" if named else ""),
                (Evidence.at(card.document, span),),
            )


def _text_missing(facts: ModelFacts) -> Iterator[Contradiction]:
    texts = [r for r in facts.terms.readings if r.document.kind is DocumentKind.LICENSE]
    said = next(_fields(facts), None)
    if said and not texts and said.expression and not _unread(facts):
        yield Contradiction(Mismatch.of(declared=said.expression), _quote(said))


def _unread(facts: ModelFacts) -> bool:
    """True where a file that could be the licence is there and could not be read."""
    return any(problem.hides_terms for problem in facts.snapshot.problems)


def _others(facts: ModelFacts) -> Iterator[Declaration]:
    """Declarations that are no front matter fields."""
    fields = tuple(_fields(facts))
    return (said for said in facts.terms.declarations if said not in fields)


def _fields(facts: ModelFacts) -> Iterator[Declaration]:
    """Declarations of front matter fields, not of prose."""
    cards = {card.document.path: card for card in facts.snapshot.cards}
    for said in facts.terms.declarations:
        card = cards.get(said.document.path) if said.document else None
        if card and said.span == card.places.get("license"):
            yield said


def _stem(name: str) -> str:
    for ending in _SAME_FAMILY:
        name = name.removesuffix(ending)
    return name.lower()


def _quote(said: Declaration) -> tuple[Evidence, ...]:
    return (Evidence.at(said.document, said.span),) if said.document and said.span else ()


def _titled(document: Document) -> Evidence:
    return Evidence.at(document, _title(document.text))


def _title(text: str) -> Span:
    """The first line that says something."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return Span(start, len(text) if end < 0 else end)


DETECTORS: Mapping[str, Callable[[ModelFacts], Iterator[Contradiction]]] = {
    "claims-open-terms-fail": _open_terms_fail,
    "claims-commercial-terms-forbid": _commercial_terms_forbid,
    "claims-open-no-weights": _open_no_weights,
    "declared-license-differs": _declared_differs,
    "known-license-altered": _altered,
    "code-license-shown-for-weights": _code_license_shown,
    "license-missing-or-other": _missing_or_other,
    "license-text-missing": _text_missing,
    "base-model-undeclared": base_undeclared,
    "derivative-under-laxer-terms": laxer_terms,
    "naming-duty-ignored": naming_ignored,
    "training-data-terms-forbid": data_terms_forbid,
    "training-data-outputs": data_outputs,
}
