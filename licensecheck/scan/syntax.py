"""The nodes of a syntax tree."""

import ast
from functools import cache
from typing import Any

_EMPTY = frozenset(
    {"ctx", "op", "ops", "type_comment", "type_ignores", "kind", "n", "s", "id", "attr", "arg"}
    | {"module", "level", "names", "asname", "conversion", "simple", "is_async"}
)
"""Fields that are no nodes, or whose nodes stand for nothing."""
_NONE = ast.arguments([], [], None, [], [], None, [])


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    names: tuple[str, ...] = () if kind is ast.Constant else kind._fields
    return tuple(name for name in names if name not in _EMPTY)


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes right below one, without operators, contexts and imported names."""
    found: list[ast.AST] = []
    kind: Any = type(node)
    for name in _fields(kind):
        value = getattr(node, name, None)
        if type(value) is list:
            found += [one for one in value if isinstance(one, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def outline(node: ast.AST) -> ast.AST:
    """What is asked of the node of a scope: its name, bases and decorators, without what lies in
    it, so that a tree goes when nobody needs its expressions."""
    match node:
        case ast.ClassDef(name=name, bases=bases):
            return ast.ClassDef(name=name, bases=bases, body=[], keywords=[], decorator_list=[])
        case ast.FunctionDef(name=name, decorator_list=decorators):
            return ast.FunctionDef(name=name, args=_NONE, body=[], decorator_list=decorators)
        case ast.AsyncFunctionDef(name=name, decorator_list=decorators):
            return ast.AsyncFunctionDef(name=name, args=_NONE, body=[], decorator_list=decorators)
        case ast.Module():
            return ast.Module(body=[], type_ignores=[])
    return ast.expr()
