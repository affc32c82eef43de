"""How well known licences are told from altered ones; prints a table.

    python -m benchmarks.identify --wheel FILE [--split reserved|dev] [--limit N] [--peers] [--show]

Texts are the references of a split of licensedb.tsv and the licences of AI models in texts.yaml;
each is changed in the ways of `perturb`. `top-1` is the share where the licence named first is the
right one, `named` where it is that or one of those that the answer says it cannot be told from;
`clean` is the share taken for verbatim or minor: wanted for noise, a wrong answer for every change
of the terms. Peers are run where they are installed.
"""

import argparse
import csv
import hashlib
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

import numpy as np

from benchmarks import peers, perturb
from corpus.index.sources import Text, real_folder, texts
from licensecheck.domain.license import MatchKind
from licensecheck.identify.identify import identify
from licensecheck.knowledge.index import Index
from licensecheck.knowledge.knowledge import installed
from licensecheck.text.normalize import words

CLEAN = {MatchKind.VERBATIM, MatchKind.MINOR}
FEWEST_WORDS = 60
"""Shorter references are notices rather than licences."""


@dataclass(frozen=True, slots=True)
class Case:
    change: str
    keys: frozenset[str]
    """Names of the reference: texts with the same words have several."""
    text: str
    added: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    key: str
    clean: bool
    located: bool = True
    alternatives: tuple[str, ...] = ()


@dataclass(slots=True)
class Row:
    cases: int = 0
    right: int = 0
    named: int = 0
    clean: int = 0
    another: int = 0
    located: int = 0
    times: list[float] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--real", type=Path, default=real_folder())
    parser.add_argument("--split", default="reserved", choices=("reserved", "dev"))
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--peers", type=int, default=0, help="texts of each change for peers")
    parser.add_argument("--show", action="store_true", help="print every case answered wrongly")
    options = parser.parse_args()
    found = texts(options.wheel, options.real)
    changes = perturb.TUNING if options.split == "dev" else perturb.MEASURING
    cases = list(make_cases(found, chosen(found, options), changes))
    print(f"{options.split}: {len({c.keys for c in cases})} licences, {len(cases)} texts")
    print_table(run(cases, partial(ours, index=installed().index), options.show))
    if options.peers:
        print_peers(cases, found, options.peers)
    print_prose(options.real)
    print_without_ai(found, options)
    print_speed(found)


def chosen(found: list[Text], options: argparse.Namespace) -> list[Text]:
    """A fixed sample of a split, and every AI licence that is not from the source of the index."""
    table = (options.real / "truth" / "licensedb.tsv").open(encoding="utf-8")
    splits = {row["key"]: row["split"] for row in csv.DictReader(table, delimiter="\t")}
    mine = [
        text
        for text in found
        if splits.get(text.source.removeprefix("scancode:")) == options.split
        and len(words(text.body)) >= FEWEST_WORDS
    ]
    mine.sort(key=lambda text: hashlib.sha256(text.source.encode()).digest())
    ai = [text for text in found if text.source.startswith("real:")]
    return mine[: options.limit] + (ai if options.split == "reserved" else [])


def make_cases(found: list[Text], sample: list[Text], changes: perturb.Changes) -> Iterator[Case]:
    names = defaultdict(set)
    for text in found:
        names[words(text.body).hashes.tobytes()].add(text.key)
    for number, text in enumerate(sample):
        random = Random(text.source)  # noqa: S311 # repeatable, nothing secret
        keys = frozenset(names[words(text.body).hashes.tobytes()])
        noise = perturb.noised(text.body, random)
        yield Case("verbatim", keys, text.body)
        yield Case("noised", keys, noise)
        yield Case("truncated", keys, perturb.truncated(text.body))
        for size, sentences in (("long", changes.long), ("short", changes.short)):
            added = sentences[number % len(sentences)]
            changed = perturb.inserted(noise, added, random)
            if changed:
                yield Case(f"inserted {size}", keys, changed, added)
            yield Case(f"appended {size}", keys, perturb.appended(noise, added), added)
            yield Case(f"prepended {size}", keys, perturb.prepended(noise, added), added)
        for change, changed in (
            ("deleted", perturb.deleted(text.body, random)),
            ("flipped", perturb.flipped(text.body, changes.flips, random)),
        ):
            if changed and words(changed).hashes.tobytes() != words(text.body).hashes.tobytes():
                yield Case(change, keys, changed)
        other = sample[(number + 1) % len(sample)]
        if number % 5 == 0 and other.key not in keys:
            yield Case(
                "two in one", keys | {other.key}, f"{text.body}\n\n{'-' * 70}\n\n{other.body}"
            )


def ours(case: Case, index: Index) -> Answer:
    result = identify(case.text, index)
    if not result.matches:
        return Answer("", clean=False, located=False)
    best = max(result.matches, key=lambda match: len(match.span))
    clean = all(match.kind in CLEAN for match in result.matches)
    at = case.text.find(case.added) if case.added else -1
    located = at >= 0 and any(
        span.start <= at + len(case.added) // 10 and span.end >= at + len(case.added) * 9 // 10
        for span in result.unmatched
    )
    if case.change == "two in one":
        named = {match.license for match in result.matches}
        return Answer(best.license, clean, len(named & case.keys) >= 2)
    return Answer(best.license, clean, located, best.alternatives)


def run(cases: list[Case], answer: Callable[[Case], Answer], show: bool) -> dict[str, Row]:
    rows: dict[str, Row] = defaultdict(Row)
    for case in cases:
        start = time.perf_counter()
        given = answer(case)
        row = rows[case.change]
        row.times.append(time.perf_counter() - start)
        row.cases += 1
        row.right += given.key in case.keys
        row.named += not case.keys.isdisjoint({given.key, *given.alternatives})
        # A text that lost a sentence can be another known licence word for word: no fault.
        another = case.change == "deleted" and given.key not in case.keys
        row.another += given.clean and another
        row.clean += given.clean and not another
        row.located += given.located
        expected = case.change in {"verbatim", "noised"}
        wrong = given.key not in case.keys or (
            given.clean != expected and case.change not in {"truncated", "two in one"}
        )
        if show and wrong:
            print(
                f"  {case.change}: {sorted(case.keys)} -> {given.key or 'nothing'}"
                f"{' clean' if given.clean else ''} | {case.added[:60]}"
            )
    return rows


def print_table(rows: dict[str, Row]) -> None:
    print(f"{'change':18}{'texts':>6}{'top-1':>8}{'named':>8}{'clean':>8}{'located':>9}{'ms':>7}")
    for change, row in rows.items():
        share = [count / row.cases for count in (row.right, row.named, row.clean)]
        located = f"{row.located / row.cases:9.3f}" if row.located else " " * 9
        ms = statistics.median(row.times) * 1000
        another = f"  another licence: {row.another}" if row.another else ""
        print(
            f"{change:18}{row.cases:6}{share[0]:8.3f}{share[1]:8.3f}{share[2]:8.3f}{located}{ms:7.1f}{another}"
        )


def print_peers(cases: list[Case], found: list[Text], count: int) -> None:
    """The same table for peers, on the first texts of each change that have an SPDX id."""
    named = {text.source: text.key for text in found}
    sample: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if len(sample[case.change]) < count and not any("Ref-" in key for key in case.keys):
            sample[case.change].append(case)
    some = [case for part in sample.values() for case in part]
    print(f"{len(some)} of these texts, licensecheck:")
    print_table(run(some, partial(ours, index=installed().index), show=False))
    for name, make in peers.installed().items():
        answer = make()

        def theirs(case: Case, answer: Callable[[str], peers.Answer] = answer) -> Answer:
            given = answer(case.text)
            key = named.get(given.key, given.key).removesuffix("-only").removesuffix("-or-later")
            return Answer(key, given.clean, located=False)

        print(f"{len(some)} of these texts, {name}:")
        print_table(run(some, theirs, show=False))


def print_prose(real: Path) -> None:
    """Model cards: prose that speaks of licences and is none."""
    cards = sorted((real / "cards").glob("*.md"))
    hits = {
        card.name: [f"{m.kind} {m.license}" for m in found]
        for card in cards
        if (found := identify(card.read_text("utf-8", errors="replace"), installed().index).matches)
    }
    print(f"model cards: {len(hits)} of {len(cards)} with a licence found {hits or ''}")


def print_without_ai(found: list[Text], options: argparse.Namespace) -> None:
    """Every AI licence against an index without them all: none may be taken for another."""
    index = installed().index
    names = (
        "llama",
        "gemma",
        "openrail",
        "open-rail",
        "rail-",
        "model",
        "ai-",
        "-ai",
        "qwen",
        "deepseek",
        "falcon",
        "stable-diffusion",
        "hunyuan",
        "exaone",
        "moonshot",
        "flux",
        "chameleon",
        "bigscience",
        "bigcode",
        "stability",
        "mistral",
        "nvidia-open",
        "openmdw",
    )
    taken = {
        text.key
        for text in found
        if text.source.startswith("real:")
        or (text.key.startswith("LicenseRef") and any(n in text.source for n in names))
    }
    keep = [i for i, key in enumerate(index.keys) if key not in taken]
    rest = without(index, keep)
    kinds: dict[str, int] = defaultdict(int)
    for text in found:
        if text.key in taken:
            matches = identify(text.body, rest).matches
            kind = (
                max((m.kind for m in matches), key=list(MatchKind).index) if matches else "unknown"
            )
            whole = [m for m in matches if m.kind in CLEAN]
            kinds[str(kind)] += 1
            if whole:
                print(f"  {text.key}: {[(str(m.kind), m.license) for m in whole]}")
    print(f"{len(taken)} AI licences taken out of the index: {dict(kinds)}")


def without(index: Index, keep: list[int]) -> Index:
    """The index in which every other reference is never a candidate."""
    sizes = np.full(len(index), np.uint32(2**31), dtype=np.uint32)
    sizes[keep] = index.arrays["stored"][keep]
    return Index(index.keys, index.labels, index.sources, {**index.arrays, "stored": sizes})


def print_speed(found: list[Text]) -> None:
    """Time of the processor: what else the machine does does not count."""
    wanted = {
        "scancode:mit",
        "scancode:apache-2.0",
        "scancode:llama-3.1-license-2024",
        "scancode:gpl-3.0",
    }
    for text in found:
        if text.source in wanted:
            for name, body in (
                (text.key, text.body),
                (
                    f"{text.key} with a sentence",
                    perturb.appended(text.body, perturb.TUNING.long[0]),
                ),
            ):
                times = []
                for _ in range(15):
                    start = time.process_time()
                    identify(body, installed().index)
                    times.append(time.process_time() - start)
                print(f"{name:60}{statistics.median(times) * 1000:7.2f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process, texts included: {peak:.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
