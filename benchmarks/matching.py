"""Lines of patterns, found by our own code and by spaCy's Matcher.

    python -m benchmarks.matching [--clauses 200] [--gaps]

On clauses in our own words (`corpus/written.jsonl`): how many lines of the rules for clauses a
Matcher can hold, and how long each takes to find all of those in all clauses, tokens made before.
A line is left out of both where it needs more than one pattern, as Matcher has no alternatives of
several words, and where it has a gap. `--gaps` keeps those with gaps: set a limit of memory first.
Processor time, the faster of two runs, and in how many clauses both found the same lines.
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Token

from corpus.texts import ROOT
from licensecheck.classify.finder import PatternSet
from licensecheck.classify.patterns import Pattern, PatternLanguage, PatternWord
from licensecheck.classify.tokens import is_number
from licensecheck.knowledge.knowledge import installed

Found = list[set[str]]
Described = list[dict[str, Any]]
"""Tokens in a row as Matcher describes them."""


def lines() -> Iterator[str]:
    """The lines of all rules for clauses, each once."""
    conditions = (one for rule in installed().rules.labels.values() for one in rule.match)
    parts = (part for one in conditions for part in (one.text, one.also, one.stem, one.unless))
    yield from dict.fromkeys(line for part in parts for line in part)


def described(line: Pattern, language: PatternLanguage) -> Described | None:
    """A line as the one pattern of Matcher that it comes to; None where it comes to several."""
    if line.anchored or len(line.variants) > 1:
        return None
    tokens: Described = []
    for item in line.variants[0]:
        inside = token(language[item.word])
        if inside is None:
            return None
        tokens += [{"OP": f"{{0,{item.gap}}}"}] if item.gap else []
        tokens.append(inside)
    return tokens


def token(word: PatternWord) -> dict[str, Any] | None:
    """An item of one token; None where it may have several."""
    if word.phrases or word.patterns:
        return None
    if word.number:
        return {"_": {"is_number": True}}
    if word.negated:
        return {"LOWER": {"NOT_IN": sorted(word.exact)}}
    choices = [f"{re.escape(one)}$" for one in word.exact] + list(map(re.escape, word.prefixes))
    return (
        {"LOWER": {"REGEX": f"^(?:{'|'.join(choices)})"}}
        if word.prefixes
        else {"LOWER": {"IN": sorted(word.exact)}}
    )


def timed(find: Callable[[], Found]) -> tuple[Found, float]:
    """What was found, and the processor's seconds of the faster run."""
    taken = []
    for _ in range(2):
        began = time.process_time()
        found = find()
        taken.append(time.process_time() - began)
    return found, min(taken)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--clauses", type=int, default=200)
    parser.add_argument("--gaps", action="store_true")
    options = parser.parse_args()
    nlp = spacy.blank("en")
    Token.set_extension("is_number", getter=lambda token: is_number(token.text))
    ours = PatternSet(installed().rules.vocabulary, lambda text: [one.text for one in nlp(text)])
    compiled = {line: ours.compile(line) for line in lines()}
    matcher = Matcher(nlp.vocab)
    held = {}
    for line, pattern in compiled.items():
        tokens = described(pattern, ours.language)
        if tokens and (options.gaps or not any("OP" in one for one in tokens)):
            held[line] = pattern
            matcher.add(line, [tokens])
    written = (ROOT / "corpus" / "written.jsonl").read_text("utf-8").splitlines()
    docs = [nlp(json.loads(row)["text"]) for row in islice(written, options.clauses)]

    def by_matcher() -> Found:
        return [{nlp.vocab.strings[key] for key, _, _ in matcher(doc)} for doc in docs]

    def by_ours(lines: dict[str, Pattern]) -> Found:
        found = []
        for doc in docs:
            words = [token.lower_ for token in doc]
            clause = ours.read(words, list(map(is_number, words)))
            found.append({line for line, one in lines.items() if ours.find(one, clause)})
        return found

    theirs, slow = timed(by_matcher)
    mine, fast = timed(lambda: by_ours(held))
    _, all_ = timed(lambda: by_ours(compiled))
    same = sum(one == other for one, other in zip(theirs, mine, strict=True))
    print(f"{len(compiled)} lines, of which Matcher holds {len(held)}; {len(docs)} clauses")
    print(f"Matcher, {len(held)} lines: {slow:.2f} s")
    print(f"ours, the same lines: {fast:.2f} s; all lines: {all_:.2f} s")
    print(f"the same lines found in {same} clauses of {len(docs)}")


if __name__ == "__main__":
    main()
