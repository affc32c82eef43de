"""Findings and reasons in English: the one place where their sentences are made, for every format.

How a finding is worded stands in its rule file; values are written into it here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from string import Formatter
from typing import Any

from licensecheck.domain import (
    Basis,
    Confidence,
    Evidence,
    Expression,
    Finding,
    FindingKind,
    State,
    Status,
    Verdict,
    cited,
)
from licensecheck.domain.component import WHOLE
from licensecheck.domain.mismatch import Clash, Conflict, Mismatch, Shown
from licensecheck.domain.reasons import Ground, PartsFound, Question, Unaccounted, Ungranted
from licensecheck.domain.reported_model import Narrowing, Score
from licensecheck.domain.right import Right, RightAnswer, RightCondition
from licensecheck.domain.values import Detail, Territories, Threshold, Unit, Value
from licensecheck.judge.level import (
    Access,
    LevelReason,
    NoWeights,
    TermsFail,
    TermsMeet,
    Undecided,
)
from licensecheck.judge.score import Points
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import LabelRule
from licensecheck.report.licence_names import called, license_name

_LEADS: Mapping[str, str] = {
    FindingKind.BAN: "You may not",
    FindingKind.DUTY: "You must",
    FindingKind.GRANT: "You may",
    FindingKind.POWER: "The licensor may",
}
_CLASHES = {
    Clash.FORBIDDEN: "the base lets nobody offer",
    Clash.DROPPED: "leaves out",
    Clash.ADDED: "adds what the base lets nobody add",
}
_MENDS = {
    Clash.FORBIDDEN: "ask the licensor for leave, or start from another base",
    Clash.DROPPED: "put it into the terms of the derivative, or offer that under the base's terms",
    Clash.ADDED: "take it out of the terms of the derivative, or start from another base",
}
_GROUNDS = {
    Ground.VIOLATED: "{says} ({where}){more}",
    Ground.JUDGEMENT: "a matter of judgement, please read {where}: {says}{more}",
    Ground.UNCERTAIN: "please read {where}, which may mean that {says}{more}",
    Ground.OTHERWISE_FAILING: "the licence is known to fail it, for a reason that was not found",
    Ground.KNOWN: "the licence is known to meet it",
    Ground.NO_RIGHT: "no clause was found that gives a right",
    Ground.NOT_EVERY_RIGHT: "not every licence here was found to give a right",
    Ground.ALL_READ: "every clause was read or is known, none stands against it",
}
_MEETS = "the terms meet the Open Source Definition"
_ACCESS = {
    Access.BY_APPROVAL: "the licensor approves each person before the weights may be had",
    Access.NONE: "the weights cannot be downloaded",
}
RELATIONS = {
    "finetune": "a fine-tuned version of",
    "adapter": "an adapter for",
    "quantized": "a quantised copy of",
    "merge": "a merge with",
    "distill": "distilled from",
    "part": "used together with",
    "dataset": "trained on",
    "trained on": "trained on",
}
"""What a model is to the one that it comes from, by the relation."""
_LOOKS = {
    State.LINKED: "open the link in the card, which was not looked at",
    State.CLAIMED: "ask the publisher for it, because the card speaks of it and gives no address",
    State.UNKNOWN: "look for it beyond what was read: files, linked repositories, the card's links",
}
_LOOKS_AT_RIGHTS = "read the places of the terms that are left, or ask the publisher"
_ASKS = {
    True: "find out under which licence each part is",
    False: "see on the page of the hub whether anybody may download it without asking",
}
DECISIONS = {
    "deny": "the policy names the model, or what it was made from or needs, or a licence of one of "
    "these, among those that may not be used",
    "allow": "the policy names the model or its publisher among those that may be used",
    "choice": "it may be used under a licence that the policy does not refuse, which was chosen",
    "not-read": "nothing of the model, or of one that it was made from or needs, could be read, so "
    "nobody knows what it allows",
    "internal-error": "licensecheck itself failed at this model; please report it",
    "level": "it is at a level that --fail-on names, or less open; without a policy and --fail-on, "
    "at restricted-weights or less open",
    "level-unknown": "nobody knows its level, so nobody can say that it is open enough",
    "unknown": "the terms were not read completely, or were not found to give a right that we need",
    "fail-on": "it has a level, or fails a criterion, that --fail-on names",
}
"""What a decision means that rests on no rule of a policy, by its rule."""
_OF_OURS = frozenset({Basis.ANCESTOR, Basis.DATASET, Basis.CATALOGUE})
"""Evidence that is no word of the publisher."""
_QUOTE = 160
"""Characters of a quote in a sentence."""
_NARROW = 20
"""Points that may be open in a score of which the first screen speaks: readers of wider intervals
said that these told them nothing."""
_UNNAMED = {"number": "a certain size", "page": "card"}
"""What stands in a sentence for a value that was not found, where the slot's name would not."""
_LABEL_ID = re.compile(
    r"(?<=[\w\")]) (?:\[[a-z]+(?:-[a-z]+)+\](?![(\w])|\[[a-z]+\](?= \(| and \d|, |; |$))"
)
_TO_MEND = re.compile(r"; to mend it, [^;]*$")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)[^{}]*\}")


def sentence(finding: Finding, knowledge: Knowledge) -> str:
    """What a finding says, with the values that it names; without a full stop."""
    if finding.mismatch is not None:
        found = _contradicted(finding.mismatch, knowledge)
        return _filled(_chosen(knowledge.washing[finding.rule].says, found), found)
    rule = knowledge.rules.labels[finding.rule]
    values = _named_values(finding.values)
    said = _led(rule, _filled(_chosen(rule.says, values), values))
    return f"{said}{mark(finding.part)}"


def letter(finding: Finding, knowledge: Knowledge) -> str:
    """A sentence to the publisher about what is certain, without a full stop; else empty."""
    if finding.mismatch is None or finding.confidence is not Confidence.CERTAIN:
        return ""
    found = {**_contradicted(finding.mismatch, knowledge), **_both_sides(finding.evidence)}
    return _filled(_chosen(knowledge.washing[finding.rule].letter, found), found)


def _both_sides(quotes: Sequence[Evidence]) -> Mapping[str, Shown]:
    """The first words of the publisher, and the next ones, which contradict them."""
    own = next((at for at, one in enumerate(quotes) if one.basis not in _OF_OURS), len(quotes))
    claimed, against = (next(iter(quotes[at : at + 1]), None) for at in (own, own + 1))
    return {
        "claimed": _quoted(claimed) if claimed else "",
        "at": _place(claimed) if claimed else "",
        "against": _quoted(against) if against else "",
    }


def _quoted(quote: Evidence) -> str:
    words = " ".join(quote.quote.split())
    words = words if len(words) <= _QUOTE else f"{words[: _QUOTE - 1]}…"
    clause = f", that is {quote.clause}" if quote.clause else ""
    return f'"{words}" ({_place(quote)}{clause})'


def _place(quote: Evidence) -> str:
    return cited(quote.document, quote.line, quote.page)


def _contradicted(mismatch: Mismatch, knowledge: Knowledge) -> Mapping[str, Shown]:
    values = {name: _spelt(value, knowledge) for name, value in mismatch.values}
    return {**values, **_restricted(mismatch, knowledge)}


def brief(rule: LabelRule, values: Iterable[Value]) -> str:
    """What a finding says where there is one line for it, without the words of its title."""
    found = _named_values(values)
    return _filled(_chosen(rule.brief or rule.says, found), found)


def mark(part: str) -> str:
    """For what it holds, behind a sentence; nothing where it holds for all."""
    return "" if part == WHOLE else f" ({part})"


def _restricted(mismatch: Mismatch, knowledge: Knowledge) -> Mapping[str, Shown]:
    """What the gravest of its labels says, and how many more there are."""
    match dict(mismatch.values).get("labels"):
        case (str(first), *others):
            words = _filled(
                template(knowledge.rules.labels[first]).replace(" ({territory})", ""), {}
            )
            many = f"{len(others)} more restrictions" if len(others) > 1 else "one more restriction"
            return {"first": f"y{words[1:]}", "others": many if others else ""}
    return {}


def _spelt(value: Shown, knowledge: Knowledge) -> Shown:
    """A licence by its name, labels and what is in conflict by what they say."""
    match value:
        case Expression():
            return called(value, knowledge.facts)
        case (Conflict(), *_):
            return tuple(
                replace(one, label=named(one.label, knowledge))
                for one in value
                if isinstance(one, Conflict)
            )
        case (str(), *_) if all(str(one) in knowledge.rules.labels for one in value):
            return tuple(named(str(one), knowledge) for one in value)
        case (str(), *_):
            return tuple(license_name(str(one), knowledge.facts) for one in value)
        case _:
            return value


def named(label: str, knowledge: Knowledge) -> str:
    """What clauses with a label do, as part of a sentence, with the label in brackets."""
    return f'"{_small(label_says(label, knowledge))}" [{label}]'


def conflict_words(conflict: Conflict, knowledge: Knowledge) -> str:
    """What stands in the way of a derivative, and what would resolve it."""
    return f"{named(conflict.label, knowledge)} is {conflict.clash} ({mend(conflict)})"


def template(rule: LabelRule) -> str:
    """What every finding of a rule says, `{slots}` unfilled; without a full stop, and without what
    only some say."""
    return _led(rule, _chosen(rule.says, {}))


def _led(rule: LabelRule, words: str) -> str:
    return f"{_LEADS[rule.kind]} {words}"


def label_says(label: str, knowledge: Knowledge) -> str:
    """What clauses with a label do, as a whole sentence in few words; a label of another version by
    its name."""
    rule = knowledge.rules.labels.get(label)
    return _filled(_chosen(_led(rule, rule.brief or rule.says), {}), {}) if rule else label


def follows(framework: str, status: Status, knowledge: Knowledge) -> str:
    """What follows from the status of a framework; empty where its file says nothing."""
    known = knowledge.frameworks.get(framework)
    return known.follows.get(status, "") if known else ""


def relation_words(relation: str) -> str:
    """How a model is said to come from another: "a fine-tuned version of"."""
    return RELATIONS.get(relation, "made from")


def shown_words(duty: str, phrases: Sequence[str]) -> str:
    """A duty to show a name or mark, with the words where the licence gives them."""
    words = " and ".join(f'"{one}"' for one in phrases)
    return f"{duty}: {words}" if words else duty


def begins_with(prefix: str) -> str:
    """A duty about names of models, without its full stop."""
    return f'You must begin the names of models made from it with "{prefix}"'


def terms_along(terms: Sequence[str]) -> str:
    """How many terms of a base come along; one is named, none is nothing to say."""
    return f"{len(terms)} terms come along" if len(terms) > 1 else "".join(terms)


def under_title(kind: FindingKind, message: str) -> str:
    """A finding's sentence where a title such as "You may not" already says how it begins."""
    return message.removeprefix(f"{_LEADS[kind]} ") if kind in _LEADS else message


def mend(conflict: Conflict) -> str:
    """What would resolve a conflict with the terms of a base."""
    return _MENDS[conflict.clash]


def condition(said: RightCondition, knowledge: Knowledge) -> str:
    """What must hold for a right, as the end of "yes, if you"."""
    values = [value for finding in said.findings for value in finding.values]
    found = _named_values(values)
    says = knowledge.rights.condition(said.label, str(found.get("reach", "")))
    if numbers := _lowest(values):
        found["number"] = " and ".join(numbers)
    return _filled(_chosen(says, found), found)


def _named_values(values: Iterable[Value]) -> dict[str, Shown]:
    """What stands in the slots of a sentence; any of several sizes, the lowest of a kind."""
    every = tuple(values)
    sizes = " or ".join(_lowest(every))
    found: dict[str, Shown] = dict(_words(every))
    if not _is_counted_once(every):
        found.pop("counted", None)
    return {**found, **({"number": sizes, "either": sizes} if sizes else {})}


def _is_counted_once(values: Sequence[Value]) -> bool:
    """True where all sizes are counted on the same day, and on no other."""
    days = [one.text for one in values if isinstance(one, Detail) and one.name == "counted"]
    sizes = sum(isinstance(one, Threshold) for one in values)
    return len(set(days)) == 1 and len(days) == sizes


def _lowest(values: Iterable[Value]) -> tuple[str, ...]:
    """The lowest number of each kind of threshold, with what it counts."""
    lowest: dict[object, Threshold] = {}
    for value in values:
        if isinstance(value, Threshold) and value.number is not None:
            kind = value.unit, value.period, value.currency
            known = lowest.get(kind)
            if known is None or known.number is None or value.number < known.number:
                lowest[kind] = value
    return tuple(map(_threshold, lowest.values()))


# --- Reasons -------------------------------------------------------------------------------------


def verdict_reason(verdict: Verdict, knowledge: Knowledge) -> str:
    """Why a criterion got its answer, without a full stop."""
    match verdict.reason:
        case Ground() as ground:
            return _grounded(ground, verdict.findings, knowledge)
        case Question(words=words) | Unaccounted(words=words):
            return words
        case Ungranted(labels=labels):
            said = "; ".join(_small(label_says(one, knowledge)) for one in labels)
            return f"no clause was found that says: {said}"
        case PartsFound() as found:
            return "; ".join(filter(None, [_counted_parts(found), _lacking(found)]))


def right_reason(right: Right, knowledge: Knowledge) -> str:
    """Why a question got its answer, without a full stop."""
    match right.reason:
        case Ground.KNOWN:
            given = right.answer in (RightAnswer.YES, RightAnswer.YES_IF)
            return _GROUNDS[Ground.KNOWN] if given else "known of this licence"
        case Ground.NOT_EVERY_RIGHT:
            return "a licence here gives it, and not every one does"
        case Ground.ALL_READ:
            return _grounded(Ground.VIOLATED, right.findings, knowledge)
        case Ground() as ground:
            return _grounded(ground, right.findings, knowledge)
        case Unaccounted(words=words):
            return words
        case Ungranted():
            return "every clause was read or is known, and none gives it or takes it away"


def _grounded(ground: Ground, findings: Sequence[Finding], knowledge: Knowledge) -> str:
    """The reason with what the first finding says and where, and how many more there are; empty
    where it asks for findings and there are none."""
    says = _GROUNDS[ground]
    if not findings:
        return "" if _SLOT.search(says) else says
    first, place = findings[0], findings[0].evidence[0]
    more = f" and {len(findings) - 1} more" if len(findings) > 1 else ""
    where = _place(place) if place.line else place.clause or place.document
    words = f"{_small(_said_by(first, knowledge))} [{first.rule}]"
    return says.format(says=words, where=where, more=more)


def in_short(words: str) -> str:
    """A sentence of a report without ids of labels and without what would mend it."""
    return _TO_MEND.sub("", without_ids(words))


def without_ids(words: str) -> str:
    """A sentence of a report without the ids of labels behind what they say."""
    return _LABEL_ID.sub("", words)


def _said_by(finding: Finding, knowledge: Knowledge) -> str:
    """A finding about the terms as a whole sentence in few words."""
    rule = knowledge.rules.labels[finding.rule]
    return _led(rule, brief(rule, finding.values) + mark(finding.part))


def _small(sentence_: str) -> str:
    return sentence_[:1].lower() + sentence_[1:]


def _counted_parts(found: PartsFound) -> str:
    return f"{found.met} of {found.wanted} {'part' if found.wanted == 1 else 'parts'}"


def _lacking(found: PartsFound) -> str:
    return ", ".join(f"{one.part}: {_lack(one.why)}" for one in found.lacks)


def _lack(why: State | Expression | Ground) -> str:
    if isinstance(why, Ground):
        return "its terms fail the OSD"
    if isinstance(why, State):
        return str(why)
    return f"{why} is not open" if why else "licence unknown"


def _no_weights(small: str, knowledge: Knowledge) -> str:
    none = "no weights were found or linked"
    [least] = [one.least for one in knowledge.components if one.name == "weights"]
    return f"{none}: {small} has fewer than {least:,} bytes" if small else none


def level_reason(reason: LevelReason, knowledge: Knowledge) -> str:
    """Why a model has its level, without a full stop."""
    match reason:
        case Access():
            return _ACCESS[reason]
        case NoWeights(failed=failed, small=small):
            return "; ".join(filter(None, [_failing(failed), _no_weights(small, knowledge)]))
        case TermsFail(failed=failed, ancestors=names):
            whence = f", by the terms of {', '.join(names)}, which it was made from"
            return _failing(failed) + (whence if names else "")
        case Undecided(first=first):
            return verdict_reason(first, knowledge) if first else "nothing read"
        case TermsMeet(missing=()):
            return "terms, code and data information meet the Open Source AI Definition"
        case TermsMeet(missing=missing):
            shown = ", ".join(f"{_apart(name)} ({_apart(status)})" for name, status in missing)
            return f"{_MEETS}; open source AI asks for more: {shown}"


def _apart(word: str) -> str:
    """The words of an id: `NOT_MET` is "not met"."""
    return re.sub("[-_]", " ", word).lower()


def _failing(failed: Iterable[str]) -> str:
    criteria = ", ".join(failed)
    return f"the terms fail the Open Source Definition (OSD {criteria})" if criteria else ""


def points_reason(points: Points) -> str:
    """Why a part of a score has as many points, in a few words."""
    part, answer = points.part, points.answer
    so_far = ", as far as was read nothing is against it" if points.so_far else ""
    if part.licences:
        return f"licences of all parts: {answer}"
    if part.access:
        return f"gate: {answer}{so_far}"
    return f"{part.criterion or part.component} {answer}{so_far}"


def settling(points: Points) -> str:
    """What would settle a part of a score that is open; without a full stop."""
    if points.part.component:
        return _LOOKS[State(points.answer)]
    return _LOOKS_AT_RIGHTS if points.part.criterion else _ASKS[points.part.licences]


def interval(score: Score) -> str:
    """A score in figures: "openness 41-88/100"."""
    return f"openness {score.value:.0f}-{score.ceiling:.0f}/100"


def at_least(score: Score) -> str:
    """The points that were shown: "openness at least 48/100"; empty where more than
    `_NARROW` others are open, for then the figure tells nothing."""
    known = score.ceiling - score.value <= _NARROW
    return f"openness at least {score.value:.0f}/100" if known else ""


def narrowed(one: Narrowing) -> str:
    """What is open, how much it weighs, and what would settle it; without a full stop."""
    return f"{one.part} ({_counted(one.points)}): {one.says}"


def narrowed_briefly(score: Score) -> str:
    """The parts that are open with their points; empty where nothing is."""
    return ", ".join(f"{one.part} {one.points:g}" for one in score.narrows)


def _counted(points: float) -> str:
    return "1 point" if points == 1 else f"{points:g} points"


# --- Filling in ----------------------------------------------------------------------------------


def _chosen(says: str, found: Mapping[str, Shown]) -> str:
    """The sentence with one alternative, or none, of each `[one|another]`."""

    def alternative(choice: re.Match[str]) -> str:
        parts = choice[1].split("|")
        return next((part for part in parts if all(map(found.get, _SLOT.findall(part)))), "")

    return _CHOICE.sub(alternative, says)


def _filled(says: str, found: Mapping[str, Shown]) -> str:
    """The sentence; a slot that nothing was found for gets a neutral word."""
    slots = (name for name in _SLOT.findall(says) if not found.get(name))
    missing = {name: _UNNAMED.get(name, f"a certain {name}") for name in slots}
    return _Writer().vformat(says, (), {**found, **missing})


class _Writer(Formatter):
    """Writes values by their type."""

    def format_field(self, value: Any, spec: str) -> str:
        match value:
            case str():
                return str(value)
            case (Conflict() as first, *_):
                return mend(first) if spec == "mend" else _clashing(value)
            case _:
                return (f" {spec} " if spec else ", ").join(value)


def _clashing(conflicts: Iterable[Conflict]) -> str:
    labels: dict[Clash, list[str]] = {clash: [] for clash in Clash}
    for conflict in conflicts:
        labels[conflict.clash].append(conflict.label)
    return ", and ".join(
        f"{_CLASHES[clash]}: {', '.join(found)}" for clash, found in labels.items() if found
    )


def _words(values: Iterable[Value]) -> Iterator[tuple[str, str]]:
    """Slot and words of each value; of several values for a slot, the last one counts."""
    for value in values:
        match value:
            case Threshold() if words := _threshold(value):
                yield "number", words
            case Territories(words=words) if words:
                yield "territory", words
            case Detail():
                yield value.name, value.text


def _threshold(value: Value) -> str:
    """A number with what it counts; empty for another value, and where no number was found."""
    match value:
        case Threshold(number=number, unit=Unit.REVENUE, currency=str(money)) if number and money:
            per = f" a {value.period}" if value.period else ""
            return f"{money} {_digits(number)} of revenue{per}"
        case Threshold(number=number) if number is not None:
            words = value.words.lower() if value.words.istitle() else value.words
            return f"{_digits(number)} {words}".rstrip()
    return ""


def _digits(number: int | float) -> str:
    return f"{number:,}" if isinstance(number, int) else f"{number:.15g}"
