"""Parts of what others wrote, such as a hub's answer: what has a wrong type counts as absent."""

from typing import Any


def table(value: object) -> dict[str, Any]:
    """A table of names; empty for anything else."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Any]:
    """A list; empty for anything else."""
    return value if isinstance(value, list) else []


def tables(value: object) -> list[dict[str, Any]]:
    """The tables in a list, an empty one for each other thing."""
    return list(map(table, rows(value)))


def strings(value: object) -> tuple[str, ...]:
    """The texts in a list, or a text alone."""
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(one for one in values if isinstance(one, str))


def named(value: object) -> dict[str, str]:
    """The texts in a table, by name."""
    pairs = table(value).items()
    return {name: one for name, one in pairs if isinstance(name, str) and isinstance(one, str)}
