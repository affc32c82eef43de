"""The texts that expressions of a Python file stand for, and the names of its functions."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from licensecheck.references.follow import MAX_VALUES, leaves
from licensecheck.references.scopes import MAX_DEPTH, Scope

UNKNOWN = "{}"
"""Stands in a text for a part that is computed: a command may name a model all the same."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the place where it is written."""

    text: str
    line: int
    file: str


def texts(node: ast.expr, scope: Scope, depth: int = 0) -> Iterator[Text]:
    """The texts that an expression stands for; one that is put together is written there."""
    if depth > MAX_DEPTH:
        return
    for leaf, place in leaves(node, scope, depth):
        match leaf:
            case ast.Constant(value=str() as text):
                yield Text(text, leaf.lineno, place.file.name)
            case ast.JoinedStr(values=parts):
                pieces = [p.value if isinstance(p, ast.FormattedValue) else p for p in parts]
                yield from _joined(pieces, leaf, place, depth)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                yield from _joined([left, right], leaf, place, depth)
            case ast.BinOp(left=ast.Constant(value=str() as form), op=ast.Mod(), right=right):
                given = right.elts if isinstance(right, ast.Tuple) else [right]
                yield from _joined(_filled(form.split("%s"), given), leaf, place, depth)
            case ast.Call(func=ast.Attribute(ast.Constant(value=str() as form), "format")):
                yield from _joined(_formatted(form, leaf), leaf, place, depth)
            case ast.Call(
                func=ast.Attribute(ast.Constant(value=str() as form), "join"), args=[parts]
            ):
                for listed, where in leaves(parts, place, depth):
                    if isinstance(listed, ast.List | ast.Tuple):
                        between = ["", *[form] * (len(listed.elts) - 1), ""]
                        yield from _joined(_filled(between, listed.elts), leaf, where, depth)


def _filled(between: Sequence[str], given: Sequence[ast.expr]) -> list[ast.expr]:
    """Texts with values between them."""
    parts: list[ast.expr] = [ast.Constant(between[0])]
    for value, text in zip(given, between[1:], strict=False):
        parts += [value, ast.Constant(text)]
    return [ast.copy_location(one, given[0]) if given else one for one in parts]


def _formatted(form: str, call: ast.Call) -> list[ast.expr]:
    """`"{}/{name}".format(owner, name=x)` as its parts."""
    named = {one.arg: one.value for one in call.keywords}
    plain = iter(call.args)
    pieces = re.split(r"\{(\w*)\}", form)
    given = [
        call.args[int(one)]
        if one.isdigit() and int(one) < len(call.args)
        else named.get(one) or next(plain, ast.Constant(UNKNOWN))
        for one in pieces[1::2]
    ]
    return _filled(pieces[::2], given)


def _joined(parts: Sequence[ast.expr], node: ast.expr, scope: Scope, depth: int) -> Iterator[Text]:
    whole = [""]
    for part in parts:
        values = list(dict.fromkeys(one.text for one in texts(part, scope, depth + 2)))
        values = values or [UNKNOWN]
        whole = [head + tail for head in whole for tail in values][:MAX_VALUES]
    yield from (Text(text, node.lineno, scope.file.name) for text in whole)


def qualified(node: ast.expr, scope: Scope, depth: int = 0) -> str:
    """A function by the name that it is imported by; `?` for what is not known."""
    match node:
        case ast.Name(id=name):
            if name in scope.file.imports:
                return scope.file.imports[name]
            made = _made(node, scope, depth)
            return made or (f"?.{name}" if depth == 0 else "?")
        case ast.Attribute(value=value, attr=attr):
            made = _made(node, scope, depth) if depth else ""
            return made or f"{qualified(value, scope, depth + 1)}.{attr}"
        case ast.Call(func=func):
            return f"{qualified(func, scope, depth + 1)}()"
    return "?"


def _made(node: ast.expr, scope: Scope, depth: int) -> str:
    """The call that made an object, where a name or attribute holds one."""
    if depth > MAX_DEPTH:
        return ""
    made = [(n, s) for n, s in islice(leaves(node, scope, depth), 4) if isinstance(n, ast.Call)]
    return f"{qualified(made[0][0].func, made[0][1], depth + 2)}()" if made else ""
