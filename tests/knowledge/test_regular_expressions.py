"""Every regular expression of the rules and of the code comes to an end on what fits it nearly."""

import importlib
import pkgutil
import random
import re
import signal
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import yaml

import licensecheck
from licensecheck.errors import SettingsError
from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.phrases import Phrase
from tests.knowledge.near_misses import near_misses

LENGTH, TEXTS, NEAR_MISSES, SECONDS = 400, 60, 60, 1
"""A search of so many characters takes 0.1 ms at most; one that tries all ways to divide them takes
minutes."""
REPEATS = frozenset("*+?{")
PIECES = (
    *"( a-.\n|[1_*#é许,:/@=\"'`><\t!",
    *("](", "<!--", "x.", "license", "not", "permission"),
    *("the ", "use ", "model ", "under ", "of ", "to ", "terms", "commercial", "https://"),
)


def texts() -> Iterator[str]:
    chance = random.Random(3)  # noqa: S311 - repeatable, not secret
    for _ in range(TEXTS):
        text = ""
        while len(text) < LENGTH:
            text += chance.choice(PIECES) * chance.choice((1, 1, 1, 2, 60, 120))
        yield text[:LENGTH]


def in_rules() -> Iterator[tuple[str, re.Pattern[str]]]:
    for path in sorted(rule_folder().glob("*.yaml")):
        for text in strings(yaml.safe_load(path.read_text(encoding="utf-8"))):
            if not REPEATS.intersection(text):
                continue  # most are words, and what repeats nothing has one way to fit
            with suppress(re.error, FutureWarning):  # of a text that is no expression
                yield path.name, re.compile(text, re.IGNORECASE | re.DOTALL)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else ():
        yield from strings(inner)
    for inner in value if isinstance(value, list) else ():
        yield from strings(inner)


def in_code() -> Iterator[tuple[str, re.Pattern[str]]]:
    for found in pkgutil.walk_packages(licensecheck.__path__, "licensecheck."):
        with suppress(SettingsError):  # of an extra that is not installed
            if found.name.endswith("__main__"):
                continue
            for name, value in vars(importlib.import_module(found.name)).items():
                searched = value.pattern if isinstance(value, Phrase) else value
                if isinstance(searched, re.Pattern) and isinstance(searched.pattern, str):
                    yield f"{found.name}.{name}", searched


def test_no_expression_tries_all_ways_to_divide_a_text() -> None:
    searched = {(p.pattern, p.flags): (where, p) for where, p in (*in_rules(), *in_code())}
    hostile = tuple(texts())

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, late)
    try:
        for where, pattern in searched.values():
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            try:
                for text in (*hostile, *near_misses(pattern, NEAR_MISSES)):
                    pattern.search(text)
            except TimeoutError:
                pytest.fail(f"{where}: {pattern.pattern}")
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert len(searched) > 500
