"""What lies in dictionaries, lists and tuples of Python code."""

import ast
from collections.abc import Collection, Iterator


def members(container: ast.expr, keys: Collection[object]) -> Iterator[ast.expr]:
    """What lies at some keys or positions; everything, where the keys are not known."""
    if isinstance(container, ast.Dict):
        for name, value in zip(container.keys, container.values, strict=True):
            if not keys or (isinstance(name, ast.Constant) and name.value in keys):
                yield value
    elif isinstance(container, ast.List | ast.Tuple):
        for at, value in enumerate(container.elts):
            if not keys or at in keys or at - len(container.elts) in keys:
                yield value


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
