"""Options of a collection that neither waits nor reaches anything but loopback."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from licensecheck.hubs import FetchOptions
from tests.hubs.huggingface_double import HuggingFace

TIMEOUT, DEADLINE = 0.3, 2.0
"""Seconds: long for loopback, short for a test."""


@pytest.fixture
def hf() -> Iterator[HuggingFace]:
    with HuggingFace() as hub:
        yield hub


@pytest.fixture
def waits() -> list[float]:
    """Seconds that a collection would have slept, in order."""
    return []


@pytest.fixture
def options(tmp_path: Path, waits: list[float]) -> Callable[..., FetchOptions]:
    """Makes options whose pauses are noted and not taken."""

    def make(**changes: object) -> FetchOptions:
        given = {"timeout": TIMEOUT, "deadline": DEADLINE, "cache_dir": tmp_path / "answers",
                 "sleep": waits.append, **changes}  # fmt: skip
        return FetchOptions(**given)  # type: ignore[arg-type]

    return make
