"""JSON as a host that is not trusted sends it."""

import json
from collections.abc import Iterable
from typing import Any

MAX_DEPTH = 50
"""Lists and maps within each other. A card's `model-index`, the deepest that hubs repeat, has 8;
what walks through an answer afterwards may use a few calls of Python's 1,000 for each."""


def read_json(data: bytes) -> Any:
    """The value of a JSON text in UTF-8; strings may hold halves of surrogate pairs.

    Raises ValueError for anything else, and for what is nested more than `MAX_DEPTH` deep.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if _is_too_deep(value):
        raise ValueError("nested too deeply")
    return value


def _is_too_deep(value: object) -> bool:
    """Level by level, so that the depth costs no calls."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for one in level for inner in _inner(one) if isinstance(inner, dict | list)]
    return bool(level)


def _inner(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
