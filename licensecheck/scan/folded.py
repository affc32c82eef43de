"""Texts of Python code that are put together with constants of the same module: f"{ORG}/name"."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

Constants = Mapping[str, str]
"""The texts that names stand for, those of classes too."""

MAX_DEPTH = 6
"""Operators within each other; real names have three."""
MAX_PARTS = 20
"""Of one text."""
_LONGEST = 200


def constants_of(nodes: Iterable[ast.AST]) -> Constants:
    """What names that are assigned one text stand for; of several the first."""
    found: dict[str, str] = {}
    for node in nodes:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str() as text))
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str() as text))
            ) if len(text) <= _LONGEST:
                found.setdefault(name, text)
    return found


def folded(nodes: Iterable[ast.AST], known: Constants) -> Iterator[tuple[ast.expr, str]]:
    """The expressions that put a text together, with it; those of which a part is not known are
    left out."""
    made = [node for node in nodes if isinstance(node, ast.JoinedStr | ast.BinOp | ast.Call)]
    within = {id(part) for node in made for part in _parts(node)}
    for node in made:
        text = None if id(node) in within else _text(node, known)
        if text and len(text) <= _LONGEST:
            yield node, text


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """What an operator joins: a part of a text is none."""
    match node:
        case ast.BinOp(left=left, right=right):
            yield from (left, right)
        case ast.JoinedStr(values=parts):
            yield from (one.value for one in parts if isinstance(one, ast.FormattedValue))


def _text(node: ast.expr, known: Constants, depth: int = 0) -> str | None:
    """The text of an expression; None where a part of it is not known."""
    if depth > MAX_DEPTH:
        return None
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return known.get(name)
        case ast.FormattedValue(value=value):
            return _text(value, known, depth + 1)
    return _composed(node, known, depth)


def _composed(node: ast.expr, known: Constants, depth: int) -> str | None:
    match node:
        case ast.JoinedStr(values=parts):
            return _joined("", parts, known, depth)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _joined("", (left, right), known, depth)
        case ast.BinOp(left=ast.Constant(value=str() as form), op=ast.Mod(), right=right):
            given = right.elts if isinstance(right, ast.Tuple) else [right]
            return _filled(form.replace("%s", "{}"), given, known, depth)
        case ast.Call(func=ast.Attribute(ast.Constant(value=str() as form), "format"), args=given):
            return _filled(form, given, known, depth)
        case ast.Call(
            func=ast.Attribute(ast.Constant(value=str() as mark), "join"),
            args=[ast.List(elts=parts) | ast.Tuple(elts=parts)],
        ):
            return _joined(mark, parts, known, depth)
    return None


def _joined(mark: str, parts: Sequence[ast.expr], known: Constants, depth: int) -> str | None:
    if len(parts) > MAX_PARTS:
        return None
    texts = [_text(one, known, depth + 1) for one in parts]
    found = [one for one in texts if one is not None]
    return mark.join(found) if len(found) == len(texts) else None


def _filled(form: str, given: Sequence[ast.expr], known: Constants, depth: int) -> str | None:
    """A form with its values: `{}` and `{0}` alone."""
    if len(form) > _LONGEST or len(given) > MAX_PARTS:
        return None
    values = [_text(one, known, depth + 1) for one in given]
    plain = iter(range(len(values)))
    places = re.findall(r"\{(\w*)\}", form)
    at = [int(one) if one.isdecimal() and len(one) < 3 else next(plain, -1) for one in places]
    if not places or any(not 0 <= one < len(values) or values[one] is None for one in at):
        return None
    numbers = iter(at)
    return re.sub(r"\{\w*\}", lambda _: values[next(numbers)] or "", form)
