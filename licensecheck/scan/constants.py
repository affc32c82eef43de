"""Constants of Python code that stand behind a name for models."""

import ast
from collections.abc import Iterable, Iterator

from licensecheck.scan.evident import is_called, is_evident, is_other, is_possible
from licensecheck.scan.keys import read_page, read_pair
from licensecheck.scan.patterns import names_model, takes_model
from licensecheck.scan.places import Value
from licensecheck.scan.scopes import argument
from licensecheck.scan.source import SourceFile
from licensecheck.scan.things import read_thing

_NAMING = frozenset((ast.Assign, ast.AnnAssign, ast.Dict, ast.ClassDef, ast.arguments))


def read_constants(source: SourceFile, nodes: Iterable[ast.AST]) -> None:
    """Note assignments, dictionaries and defaults whose name says that they name a model."""
    around: dict[int, str] = {}
    for node in nodes:
        if type(node) not in _NAMING:
            continue
        match node:
            case (
                ast.Assign(targets=[target], value=value)
                | ast.AnnAssign(target=target, value=ast.expr() as value)
            ):
                _read_constant(source, _target(target), value)
            case ast.Dict():
                _read_dictionary(source, node, around)
            case ast.ClassDef(name=name, body=body):
                for one in body:
                    if isinstance(one, ast.Assign):  # a member of an enumeration of models
                        _read_constant(source, name, one.value)
            case ast.arguments():
                _read_defaults(source, node)


def _read_dictionary(source: SourceFile, node: ast.Dict, around: dict[int, str]) -> None:
    """Note what the keys of a dictionary name; `around` are those that dictionaries stand
    behind."""
    named = [
        (key.value, value)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    ]
    beside = [name for name, _ in named]
    for name, value in named:
        inner = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
        around.update((id(one), name) for one in inner if isinstance(one, ast.Dict))
        _read_constant(source, name, value, (around.get(id(node), ""),), beside)


def _target(target: ast.expr) -> str:
    """The name of what is assigned: `x`, `self.x`, `os.environ["X"]`."""
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        return target.slice.value if isinstance(target.slice.value, str) else ""
    return str(getattr(target, "id", "") or getattr(target, "attr", ""))


def _read_defaults(source: SourceFile, args: ast.arguments) -> None:
    names = [one.arg for one in [*args.posonlyargs, *args.args]]
    for name, default in zip(reversed(names), reversed(args.defaults), strict=False):
        _read_constant(source, name, default)
    for one, value in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        if value:
            _read_constant(source, one.arg, value)


def read_arguments(source: SourceFile, call: ast.Call) -> None:
    """Note keywords that name a model, and the default of an option or a variable that does."""
    function = str(getattr(call.func, "attr", None) or getattr(call.func, "id", ""))
    beside = [keyword.arg or "" for keyword in call.keywords]
    for keyword in call.keywords:
        _read_constant(source, keyword.arg or "", keyword.value, (function,), beside)
    for given in call.args if takes_model(function) else ():
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            _read_given(source, function, given.value, given.lineno)
    flag = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
    if isinstance(flag, str) and not is_other(function):
        for default in (*argument(call, "default", 1), *argument(call, "choices", None)):
            _read_constant(source, flag.lstrip("-"), default)


def _read_given(source: SourceFile, function: str, text: str, line: int) -> None:
    """What a function of one's own is given whose name says that it takes a model."""
    if is_evident(text) or is_possible(text):
        source.add(text, line, f"key {function}", "guess")


def _read_constant(
    source: SourceFile,
    name: str,
    value: ast.expr,
    around: Iterable[str] = (),
    beside: Iterable[str] = (),
) -> None:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        read_page(source, name, Value(value.value, value.lineno))
    for constant in _constants(value):
        text, line = str(constant.value), constant.lineno
        if read_thing(source, name, Value(text, line), around, beside):
            continue
        if names_model(name):
            read_pair(source, name, text, line)
        elif is_called(name, text):
            source.add(text, line, f"key {name}", "guess")


def _constants(value: ast.expr) -> Iterator[ast.Constant]:
    """A text, the texts of a list or dictionary, or the default of a call."""
    match value:
        case ast.Constant(value=str()):
            yield value
        case (
            ast.List(elts=parts)
            | ast.Tuple(elts=parts)
            | ast.Dict(values=parts)
            | ast.BoolOp(values=parts)
        ):
            for part in parts:
                yield from _constants(part) if isinstance(part, ast.Constant) else ()
        case ast.IfExp(body=body, orelse=other):
            yield from (*_constants(body), *_constants(other))
        case ast.Call(func=func, args=args, keywords=keywords):
            name = getattr(func, "attr", None) or getattr(func, "id", "")
            if name in ("get", "getenv", "env"):
                yield from (one for part in args[1:2] for one in _constants(part))
            elif name in ("Field", "field", "Option", "Argument"):
                yield from (one for part in args[:1] for one in _constants(part))
            for given in keywords:
                if given.arg == "default":
                    yield from _constants(given.value)
                elif given.arg == "default_factory" and isinstance(given.value, ast.Lambda):
                    yield from _constants(given.value.body)
