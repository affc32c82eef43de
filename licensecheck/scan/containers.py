"""What lies in dictionaries, lists and tuples of Python code."""

import ast
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

Values = Mapping[object, Sequence[ast.expr]]
"""The values of a dictionary by their keys."""


def members(
    container: ast.expr, keys: Collection[object], indexes: dict[int, tuple[ast.Dict, Values]]
) -> Iterator[ast.expr]:
    """What lies at some keys or positions; everything, where the keys are not known.

    `indexes` keeps what was asked for, by the id of the dictionary, which it keeps too.
    """
    if isinstance(container, ast.Dict):
        if not keys:
            yield from container.values
        elif id(container) not in indexes:
            indexes[id(container)] = container, _index(container)
        for key in keys:
            yield from indexes[id(container)][1].get(key, ())
    elif isinstance(container, ast.List | ast.Tuple):
        size = len(container.elts)
        if not keys:
            yield from container.elts
        places = (key for key in keys if isinstance(key, int) and -size <= key < size)
        yield from (container.elts[at] for at in places)


def _index(mapping: ast.Dict) -> Values:
    found = defaultdict[object, list[ast.expr]](list)
    for name, value in zip(mapping.keys, mapping.values, strict=True):
        if isinstance(name, ast.Constant):
            found[name.value].append(value)
    return found


def views(mapping: ast.Dict, view: str) -> Iterator[ast.expr]:
    """What a loop over `.items()`, `.values()` or `.keys()` meets."""
    pairs = [(k, v) for k, v in zip(mapping.keys, mapping.values, strict=True) if k]
    if view == "items":
        yield from (ast.Tuple([k, v], ast.Load()) for k, v in pairs)
    elif view in ("values", "keys"):
        yield from (v if view == "values" else k for k, v in pairs)


def positions(target: ast.Tuple | ast.List) -> Iterator[tuple[int, ast.expr]]:
    """The parts of `a, *rest, z` that take one value each, with its position: after the star
    counted from the end."""
    parts = target.elts
    star = next((at for at, one in enumerate(parts) if isinstance(one, ast.Starred)), len(parts))
    yield from enumerate(parts[:star])
    yield from ((at - len(parts), parts[at]) for at in range(star + 1, len(parts)))
