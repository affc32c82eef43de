"""What each detector decides: answers with it switched off, beside those with all.

    python -m corpus.ablation CARDS [NAME ...]

A detector is a function whose answer is replaced by what it gives where it finds nothing. Each is
tried over every third repository, card and later page of the gold, every eighth attack and third
honest folder of the set `tuning`, and 200 cards with an open licence that taught nothing (CARDS is
a folder of cards of a hub). A line says how many answers differ, and which way. NAME chooses some.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from importlib import import_module
from itertools import islice
from pathlib import Path
from pkgutil import walk_packages
from typing import Any
from unittest.mock import patch

import licensecheck
from corpus import hub_cards, open_cards
from corpus.attacks.__main__ import OPEN, audited, cases
from corpus.attacks.case import Case
from corpus.gold_folders import SETS, folders
from corpus.models_found import judge
from licensecheck.auditor import Auditor
from licensecheck.hubs import parse_ref
from licensecheck.settings import Settings

Answers = Mapping[str, str]
"""By the name of a case, what is said of it: `right`, `open`, …"""


def nothing(*_: Any, **__: Any) -> tuple[()]:
    """No finding."""
    return ()


def nobody(*_: Any, **__: Any) -> None:
    """No answer."""


def never(*_: Any, **__: Any) -> bool:
    """No."""
    return False


def first(given: Any, *_: Any, **__: Any) -> Any:
    """What was given, unchanged."""
    return given


DETECTORS: Mapping[str, Callable[..., Any]] = {
    "terms.disagreeing:disagreeing": nothing,
    "terms.paths:named_after_terms": nothing,
    "terms.strangers:unknown_licences": nothing,
    "terms.strangers:Strangers.declared": nothing,
    "terms.absent:absent": nothing,
    "terms.repeated:without_repeated": first,
    "terms.gated:without_hidden": first,
    "terms.aside:set_aside": nothing,
    "terms.aside:of_more": first,
    "terms.scope:uncovered": nothing,
    "terms.redistributed:redistributed": nothing,
    "terms.declarations:untold": nothing,
    "terms.declarations:not_here": nothing,
    "terms.declarations:misnamed": nothing,
    "terms.declarations:named_beside": nothing,
    "terms.rows:licence_tables": nothing,
    "terms.bracketed:bracketed_licenses": nothing,
    "terms.compared:others": nothing,
    "terms.fields:FieldReader.unclear": nothing,
    "terms.shown:shown": nothing,
    "terms.shown:captions": nothing,
    "terms.labelled:limiting": nothing,
    "terms.pages:signs": nothing,
    "terms.harmless:without_harmless": first,
    "terms.harmless:allows": never,
    "terms.weighed:of_fields": nothing,
    "terms.replaced:without_replaced": first,
    "terms.trials:offered_for_a_try": never,
    "terms.cited:asks_for_others": never,
    "terms.cited:quoted_of_others": never,
    "terms.illegible:illegible": nothing,
    "terms.placed:with_pages": first,
    "releases.exceptions:exempt": nothing,
    "components.spoken:with_spoken_weights": first,
    "lineage.needed:needed": nothing,
    "lineage.tabled:tabled": nothing,
    "lineage.told_data:told_data": nothing,
    "judge.apart:apart": first,
}
"""By module and function, what stands for it."""


def everywhere(name: str, neutral: Callable[..., Any]) -> Iterator[Any]:
    """Patches of a function in its module, and in those that hold it by name."""
    module, _, path = name.partition(":")
    home = import_module(f"licensecheck.{module}")
    owner, _, method = path.rpartition(".")
    if owner:
        yield patch.object(getattr(home, owner), method, neutral)
        return
    found = getattr(home, path)
    for one in list(sys.modules.values()):
        if getattr(one, "__name__", "").startswith("licensecheck") and vars(one).get(path) is found:
            yield patch.object(one, path, neutral)


def answers(chosen: Sequence[Path]) -> Answers:
    """What is said of every case."""
    attacks = {
        f"{case.kind} {case.name}": _openness(level) for case, level in audited([*_attacks()])
    }
    cards = {f"card {name}": _openness(one.level) for name, one in open_cards.audited(chosen)}
    return {**_gold(), **attacks, **cards}


def _openness(level: str) -> str:
    return "open" if level in OPEN else "not open"


def _gold() -> Answers:
    auditor, found = Auditor(Settings(offline=True, deadline=600), lambda _: None), {}
    for name in SETS:
        for gold, folder in islice(folders(name), 0, None, 3):
            main = next(iter(gold["models"]), {"level": "unknown", "defensible": ["closed"]})
            level = auditor.audit(parse_ref(str(folder))).level
            found[f"gold {gold['id']}"] = judge(main, level)
    return found


def _attacks() -> Iterator[Case]:
    """Every eighth attack and third honest folder that may be looked at."""
    for kind, step in (("attack", 8), ("honest", 3)):
        tuning = (case for case in cases() if (case.set, case.kind) == ("tuning", kind))
        yield from islice(tuning, 0, None, step)


def counted(found: Answers) -> str:
    """How many cases of each kind have which answer."""
    counts = Counter((name.partition(" ")[0], said) for name, said in found.items())
    return ", ".join(f"{kind} {said} {number}" for (kind, said), number in sorted(counts.items()))


def changes(before: Answers, now: Answers) -> str:
    """How many answers differ, by kind and direction."""
    moved = Counter(
        (name.partition(" ")[0], said, now[name])
        for name, said in before.items()
        if now[name] != said
    )
    told = [f"{kind}: {old} -> {new} {count}" for (kind, old, new), count in sorted(moved.items())]
    return "; ".join(told) or "none"


def lines_of(name: str) -> int:
    """Lines of the module of a detector."""
    module = import_module(f"licensecheck.{name.partition(':')[0]}")
    return len(Path(str(module.__file__)).read_text("utf-8").splitlines())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m corpus.ablation")
    parser.add_argument("cards", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME", default=list(DETECTORS))
    options = parser.parse_args()
    for module in walk_packages(licensecheck.__path__, "licensecheck."):
        if not module.name.endswith(("__main__", "on_ray", "ray_library")):
            import_module(module.name)
    chosen = hub_cards.draw(options.cards).measuring[:200]
    before = answers(chosen)
    print(counted(before), flush=True)
    for name in options.names:
        print(f"{name} ({lines_of(name)} lines): {_without(name, before, chosen)}", flush=True)


def _without(name: str, before: Answers, chosen: Sequence[Path]) -> str:
    """What differs with a detector switched off."""
    with ExitStack() as switched_off:
        for each in everywhere(name, DETECTORS[name]):
            switched_off.enter_context(each)
        try:
            return changes(before, answers(chosen))
        except Exception as error:  # what fails without a detector needs it
            return f"needed, as an audit fails without it ({type(error).__name__})"


if __name__ == "__main__":
    main()
