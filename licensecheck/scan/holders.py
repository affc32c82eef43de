"""What has attributes in Python code: classes, with those they inherit from, and modules."""

import ast
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from licensecheck.scan.bounds import spend
from licensecheck.scan.scopes import MAX_DEPTH, Place, PythonFile, Scope

MAX_HOLDERS = 8
"""Classes that one name may stand for; more are all there are."""

Leaves = Callable[[ast.expr, Scope, int], Sequence[Place]]
"""What an expression stands for."""


def holders(node: ast.expr, scope: Scope, leaves: Leaves, depth: int) -> Sequence[Scope]:
    """The classes and modules that an expression, or what a call makes, may stand for."""
    known = scope.file.held
    place = (id(node), id(scope))
    if place not in known and depth <= MAX_DEPTH:
        known[place] = (node, ())  # within itself it stands for nothing
        known[place] = (node, tuple(islice(_holders(node, scope, leaves, depth), MAX_HOLDERS)))
    return known[place][1] if place in known else ()


def _holders(node: ast.expr, scope: Scope, leaves: Leaves, depth: int) -> Iterator[Scope]:
    if isinstance(node, ast.Name):
        if node.id in ("self", "cls"):
            yield from filter(None, [scope.owner])
            return
        if known := _named(node.id, scope.file, leaves):
            yield known
            return
    if isinstance(node, ast.Attribute):
        for module in holders(node.value, scope, leaves, depth + 1):
            if isinstance(module.node, ast.Module):
                yield from filter(None, [_named(node.attr, module.file, leaves)])
    for leaf, place in leaves(node, scope, depth):
        if isinstance(leaf, ast.Call) and depth < MAX_DEPTH:
            yield from _made_by(leaf.func, place, leaves, depth + 1)


def having(holder: Scope, name: str, leaves: Leaves, depth: int) -> Scope | None:
    """The class or module itself, or a class that it inherits the name from."""
    if name in holder.names:
        return holder
    bases = holder.node.bases if isinstance(holder.node, ast.ClassDef) and holder.parent else ()
    for base in bases if depth < MAX_DEPTH else ():
        spend()
        for one in holders(base, holder.parent or holder, leaves, depth + 1):
            if its := having(one, name, leaves, depth + 1):
                return its
    return None


def _made_by(func: ast.expr, scope: Scope, leaves: Leaves, depth: int) -> Iterator[Scope]:
    """The class that a call makes an instance of."""
    if isinstance(func, ast.Name):
        yield from filter(None, [_named(func.id, scope.file, leaves)])
    elif isinstance(func, ast.Attribute):
        found = holders(func, scope, leaves, depth)
        yield from (one for one in found if isinstance(one.node, ast.ClassDef))


def _named(name: str, file: PythonFile, leaves: Leaves) -> Scope | None:
    """The class of this name, or the module or class of the project that is imported by it."""
    if name in file.classes or name not in file.imports:
        return file.classes.get(name)
    qualified, level = file.imports[name], file.levels.get(name, 0)
    if whole := file.module(qualified, level):
        return whole.top
    module, _, member = qualified.rpartition(".")
    other = file.module(module, level) if module or level else None
    if other is None or member in other.classes:
        return other.classes[member] if other else None
    made = (leaf for leaf, _ in leaves(ast.Name(member, lineno=_AFTER_ALL), other.top, 1))
    calls = (leaf.func.id for leaf in made if _is_named_call(leaf))  # type: ignore[attr-defined]  # by the condition
    return next((other.classes[one] for one in calls if one in other.classes), None)


_AFTER_ALL = 10**9
"""A line on which every assignment of a module is done."""


def _is_named_call(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
