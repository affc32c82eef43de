"""The texts that expressions of a Python file stand for, and the names of its functions."""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from licensecheck.scan.bounds import spend
from licensecheck.scan.follow import MAX_VALUES, leaves
from licensecheck.scan.owners import is_known_owner
from licensecheck.scan.scopes import MAX_DEPTH, Assigned, Scope

MAX_LENGTH = 20_000
"""Characters of a text that is put together; a longer one is not known."""

UNKNOWN = "{}"
"""Stands in a text for a part that is computed: a command may name a model all the same."""

_PATHS = ("os.path.join", "posixpath.join")
"""What joins the parts of a path, and of a name all the same where a publisher comes first."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the place where it is written."""

    text: str
    line: int
    file: str


def texts(node: ast.expr, scope: Scope, depth: int = 0) -> Iterator[Text]:
    """The texts that an expression stands for; one that is put together is written there."""
    for leaf, place in leaves(node, scope, depth) if depth <= MAX_DEPTH else ():
        if isinstance(leaf, ast.Constant):
            if isinstance(leaf.value, str):
                yield Text(leaf.value, leaf.lineno, place.file.name)
        elif isinstance(leaf, ast.JoinedStr | ast.BinOp | ast.Call):
            yield from _composed(leaf, place, depth)


def _composed(leaf: ast.expr, place: Scope, depth: int) -> Sequence[Text]:
    """What an expression comes to, which is found once for each depth."""
    asked, found = ("texts", id(leaf), id(place), depth), _parts_joined(leaf, place, depth)
    return place.file.once(asked, leaf, found, MAX_VALUES, depth)


def _parts_joined(leaf: ast.expr, place: Scope, depth: int) -> Iterator[Text]:
    spend()
    match leaf:
        case ast.JoinedStr(values=parts):
            inner = (p.value if isinstance(p, ast.FormattedValue) else p for p in parts)
            yield from _joined(inner, leaf, place, depth)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from _joined([left, right], leaf, place, depth)
        case ast.BinOp(left=ast.Constant(value=str() as form), op=ast.Mod(), right=right):
            given = right.elts if isinstance(right, ast.Tuple) else [right]
            yield from _joined(_filled(form.split("%s"), given, leaf), leaf, place, depth)
        case ast.Call(args=[_, _, *_]) if qualified(leaf.func, place) in _PATHS:
            between = ["", *["/"] * (len(leaf.args) - 1), ""]
            pieces = _filled(between, leaf.args, leaf)
            whole = _joined(pieces, leaf, place, depth)
            yield from (one for one in whole if is_known_owner(one.text))
        case ast.Call(func=ast.Attribute(ast.Constant(value=str() as form), "format")):
            yield from _joined(_formatted(form, leaf), leaf, place, depth)
        case ast.Call(func=ast.Attribute(ast.Constant(value=str() as form), "join"), args=[given]):
            for listed, where in leaves(given, place, depth):
                if isinstance(listed, ast.List | ast.Tuple):
                    between = ["", *[form] * (len(listed.elts) - 1), ""]
                    pieces = _filled(between, listed.elts, leaf)
                    yield from _joined(pieces, leaf, where, depth)


def _filled(
    between: Sequence[str], given: Sequence[ast.expr], where: ast.expr
) -> Iterator[ast.expr]:
    """Texts with values between them, as parts of an expression."""
    yield ast.copy_location(ast.Constant(between[0]), where)
    for value, text in zip(given, between[1:], strict=False):
        yield value
        if text:
            yield ast.copy_location(ast.Constant(text), where)


def _formatted(form: str, call: ast.Call) -> Iterator[ast.expr]:
    """`"{}/{name}".format(owner, name=x)` as its parts."""
    named = {one.arg: one.value for one in call.keywords}
    plain = iter(call.args)
    numbered = {str(at): value for at, value in enumerate(call.args)}
    unknown = ast.copy_location(ast.Constant(UNKNOWN), call)
    pieces = re.split(r"\{(\w*)\}", form)
    given = [numbered.get(one) or named.get(one) or next(plain, unknown) for one in pieces[1::2]]
    return _filled(pieces[::2], given, call)


def _joined(parts: Iterable[ast.expr], node: ast.expr, scope: Scope, depth: int) -> Iterator[Text]:
    """Every text that the parts make together; none where one would be too long."""
    whole, longest = [[""]], 0
    for part in parts:
        values = list(dict.fromkeys(one.text for one in texts(part, scope, depth + 2)))
        values = values or [UNKNOWN]
        longest += max(map(len, values))
        if longest > MAX_LENGTH:
            return
        if len(values) == 1:
            for pieces in whole:
                pieces.append(values[0])
        else:
            whole = [[*head, tail] for head in whole for tail in values][:MAX_VALUES]
            spend(sum(map(len, whole)) // 8)
    spend(longest * len(whole) // 64)
    yield from (Text("".join(pieces), node.lineno, scope.file.name) for pieces in whole)


def qualified(node: ast.expr, scope: Scope, depth: int = 0) -> str:
    """A function by the name that it is imported by; `?` for what is not known, and for what
    stands before so many calls and attributes that no rule speaks of it."""
    if depth > MAX_DEPTH:
        return "?"
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
    """The call that made an object, or the member of a module that it is, where a name or
    attribute holds one."""
    if depth > MAX_DEPTH:
        return ""
    made = [(n, s) for n, s in islice(leaves(node, scope, depth), 4) if isinstance(n, ast.Call)]
    if made:
        return f"{qualified(made[0][0].func, made[0][1], depth + 2)}()"
    return _member(node, scope, depth) if isinstance(node, ast.Name) else ""


def _member(node: ast.Name, scope: Scope, depth: int) -> str:
    """The member of a module that a name stands for: `bundle = library.models.SMALL`."""
    spend()
    around = next((one for one in scope.chain if node.id in one.names), None)
    line = node.lineno if around is scope else None
    held = next(iter(around.names[node.id].reaching(line)), None) if around else None
    if held is None or not isinstance(held.value, Assigned):
        return ""
    value, place = held.value.place
    name = qualified(value, place, depth + 2) if isinstance(value, ast.Attribute) else "?"
    return "" if name.startswith("?") else name
