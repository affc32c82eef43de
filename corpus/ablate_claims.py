"""What the rule for claims of open source is worth: beside the model alone, and with fewer lines.

    python -m corpus.ablate_claims

Reads the labelled sentences of the folder of real data (without descriptions of packages, which
would have to be downloaded, and without the files of repositories that are reserved for measuring)
and the sentences in our own words, and prints precision, recall and F1 of each way to decide. The
model was trained on `train` and on the written sentences, the rule was tuned on all of them. Of the
smaller rule only what was held out counts: in each of five folds, by file, lines are taken out as
long as no more than one decision on the other four becomes worse for each.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import cards
from corpus.claim_labels import Labelled, labelled
from corpus.texts import real_folder
from licensecheck.classify.classify import SURE
from licensecheck.classify.matcher import RuleMatcher
from licensecheck.classify.model import ClauseModel
from licensecheck.judge.claims import read_for_claims, without_addresses
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.rules import Condition, Recognisable
from licensecheck.text.front_matter import read_card
from licensecheck.text.segment import context, segment

KIND = "open-source"
WRITTEN = Path(__file__).parent / "claims_written.jsonl"
FOLDS = 5
WORSE = 1
"""Decisions that may become worse for a line that is taken out."""

Line = tuple[int, bool, str]
"""Number of a condition, whether the line is one of `unless`, and the line."""
Rule = frozenset[Line]


@dataclass(frozen=True)
class Sentence:
    """One sentence and all that speaks for a claim in it."""

    group: str
    part: str
    claimed: bool
    lines: Rule
    likely: float


def main() -> None:
    """Measure."""
    whole = frozenset(_lines())
    found = tuple(_sentences(whole))
    held = dict(_held_out(found, whole))
    print(f"{len(whole)} lines; smaller rules of {_sizes(held.values())}")
    lower, upper = ClauseModel.load("cpu", 1).thresholds[KIND]
    for part in ("train", "dev", "written"):
        rows = [one for one in found if one.part == part]
        print(f"{part}: {len(rows)} sentences, {sum(one.claimed for one in rows)} claims")
        for name, rule in (("rule", lambda _: whole), ("smaller", lambda one: held[one.group])):
            _print(name, rows, lambda one, rule=rule: fires(one, rule(one)))
            _print(
                f"{name} and model",
                rows,
                lambda one, rule=rule: (
                    one.likely >= max(upper, SURE)
                    or (one.likely >= lower and fires(one, rule(one)))
                ),
            )
        for least in (0.3, 0.5, upper):
            _print(f"model from {least:.2f}", rows, lambda one, least=least: one.likely >= least)


def fires(one: Sentence, rule: Rule) -> bool:
    """Whether a condition holds: a line of `text`, and none of `unless`."""
    there = one.lines & rule
    barred = {number for number, unless, _ in there if unless}
    return any(number not in barred for number, unless, _ in there if not unless)


def _print(name: str, rows: Sequence[Sentence], says: Callable[[Sentence], bool]) -> None:
    told = [(says(one), one.claimed) for one in rows]
    right = told.count((True, True))
    precision = right / max(1, right + told.count((True, False)))
    recall = right / max(1, right + told.count((False, True)))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"  {name:18} {precision:.2f} {recall:.2f} {f1:.2f}")


def _sizes(rules: Iterator[Rule]) -> str:
    sizes = sorted({len(rule) for rule in rules})
    return f"{sizes[0]} to {sizes[-1]} lines"


# --- Smaller rules -------------------------------------------------------------------------------


def _held_out(found: Sequence[Sentence], whole: Rule) -> Iterator[tuple[str, Rule]]:
    """For each group of sentences the smaller rule that did not see it."""
    groups = sorted({one.group for one in found})
    random.Random(7).shuffle(groups)  # a draw that can be repeated, no secret
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        rule = _smaller([one for one in found if one.group not in out and one.lines], whole)
        yield from ((group, rule) for group in out)


def _smaller(found: Sequence[Sentence], rule: Rule) -> Rule:
    """The rule without lines that earn no more than `WORSE` decisions; the rarest go first."""
    having: dict[Line, list[Sentence]] = defaultdict(list)
    for one in found:
        for line in one.lines:
            having[line].append(one)
    for line in sorted(rule, key=lambda line: (len(having[line]), line)):
        less = rule - {line}
        changed = (one for one in having[line] if fires(one, rule) != fires(one, less))
        if sum(1 if fires(one, rule) == one.claimed else -1 for one in changed) <= WORSE:
            rule = less
    return rule


# --- Sentences -----------------------------------------------------------------------------------


def _lines() -> Iterator[Line]:
    for number, condition in enumerate(installed().claims[KIND].match):
        yield from ((number, False, line) for line in condition.text)
        yield from ((number, True, line) for line in condition.unless)


def _sentences(whole: Rule) -> Iterator[Sentence]:
    rule = installed().claims[KIND]
    single = {
        line: Recognisable(match=(Condition(text=(line,)),), examples=rule.examples)
        for _, _, line in whole
    }
    matcher = RuleMatcher(single, installed().rules.vocabulary, "claims")
    model = ClauseModel.load("cpu", 1)
    for group, part, claimed, around, text in (*_written(), *_real()):
        likely = model.probabilities([(around, text)])[0, model.labels.index(KIND)]
        inside = {hit.label for hit in matcher.read(text).hits}
        beside = {hit.label for hit in matcher.read(around).hits} if around else set()
        lines = frozenset(one for one in whole if one[2] in inside or (one[1] and one[2] in beside))
        yield Sentence(group, part, claimed, lines, float(likely))


def _written() -> Iterator[tuple[str, str, bool, str, str]]:
    for number, row in enumerate(map(json.loads, WRITTEN.read_text("utf-8").splitlines())):
        around = " ".join(filter(None, [row["heading"], row["lead"]]))
        yield f"written {number}", "written", KIND in row["claims"], around, row["text"]


def _real() -> Iterator[tuple[str, str, bool, str, str]]:
    reserved = _reserved()
    rows: dict[str, list[Labelled]] = defaultdict(list)
    for row in labelled():
        if not row.file.startswith("pypi:") and not any(one in row.file for one in reserved):
            rows[row.file].append(row)
    for file, wanted in sorted(rows.items()):
        document = cards.card(file)
        card, _ = read_card(document)
        worth = read_for_claims(card, segment(document, card.body))
        clauses = {(one.span.start, one.span.end): one for one in worth}
        bare = without_addresses(document)
        for row in wanted:
            clause = clauses.get((row.start, row.end))
            if clause and KIND not in row.arguable:
                around, text = context(bare, clause), bare.quote(clause.span)
                yield file, row.part, KIND in row.claims, around, text


def _reserved() -> frozenset[str]:
    """How files of reserved repositories are called, where the folder has a list of them."""
    listed = real_folder() / "RESERVED.md"
    named = re.findall(r"[\w.-]+/[\w.-]+", listed.read_text("utf-8")) if listed.is_file() else ()
    return frozenset(name.replace("/", by) for name in named for by in ("+", "__"))


if __name__ == "__main__":
    main()
