"""Models that Python code names."""

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from licensecheck.references.commands import Word, read_command, read_shell
from licensecheck.references.keys import read_address, read_lines, read_pair
from licensecheck.references.patterns import CallRule, any_fits, fits, names_model, patterns
from licensecheck.references.places import Value
from licensecheck.references.scopes import (
    Modules,
    PythonFile,
    Scope,
    Text,
    argument,
    leaves,
    no_module,
    qualified,
    texts,
)
from licensecheck.references.source import Source

# A file with more broken lines than this is not Python.
MAX_BROKEN = 25

_CALL = re.compile(
    r"""\b(?:from_pretrained|snapshot_download|hf_hub_download)\(\s*["']([^"'\s]{3,200})["']"""
)


def read_python(source: Source, module: Modules = no_module) -> None:
    """Note the models that a file names; lines that are not Python are left out and said to be.

    `module` gives the files of the project that it imports.
    """
    tree = parse(source)
    if tree is None:
        read_lines(source)
        for line, text in source.lines():
            for name in _CALL.findall(text):
                source.add(name, line, "from_pretrained", "huggingface")
        return
    _read_module(source, PythonFile(tree, source.file, module))


def parse(source: Source) -> ast.Module | None:
    """The syntax tree, without the lines that break it; None where too many do."""
    lines = source.text.split("\n")
    first: SyntaxError | None = None
    for _ in range(MAX_BROKEN):
        try:
            return _compiled("\n".join(lines))
        except SyntaxError as error:
            if first is None:
                source.complain(error.lineno or 0, f"not Python: {error.msg}; the rest was read.")
            first = first or error
            if not _without(lines, error.lineno or 0):
                return None
        except (ValueError, RecursionError, MemoryError) as error:
            source.complain(0, f"not Python: {error}; it was read line by line instead.")
            return None
    return None


@lru_cache(200)  # a file is read by itself, and again for each file that imports it
def _compiled(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of others' code: invalid escapes, odd comparisons
        return ast.parse(text)


def _without(lines: list[str], number: int) -> bool:
    """Blank a broken line, which keeps its block; False where it was blank already."""
    if not 1 <= number <= len(lines) or lines[number - 1].strip() in ("", "pass"):
        number -= 1
    if not 1 <= number <= len(lines) or lines[number - 1].strip() in ("", "pass"):
        return False
    line = lines[number - 1]
    lines[number - 1] = line[: len(line) - len(line.lstrip())] + "pass"
    return True


def _read_module(source: Source, file: PythonFile) -> None:
    """Note what calls, assignments and texts of a file name."""
    before = len(source.found)
    for call, scope in file.calls:
        _read_call(source, call, scope)
    _read_named(source, file)
    _read_downloads(source, file)
    written = set(_written(file))
    source.found[before:] = [one for one in source.found[before:] if one.text not in written]


def _read_call(source: Source, call: ast.Call, scope: Scope) -> None:
    for later in _later(call):
        _read_call(source, later, scope)
    names = list(_names(call.func, scope))
    if any_fits(names, patterns().shells):
        _read_command(source, call, scope)
        return
    for rule in patterns().python:
        if _applies(rule, names, call, scope):
            revision = next((one.text for one in _given(call, "revision", None, scope)), None)
            for one in _models(rule, call, scope):
                source.add(one.text, one.line, rule.how, rule.names, revision, file=one.file)
            return
    if any(any_fits(names, rule.call) for rule in patterns().python):
        return  # known, and what it loads here is no model
    for keyword in call.keywords:
        _read_constant(source, keyword.arg or "", keyword.value)
    if call.args and isinstance(flag := call.args[0], ast.Constant):
        name = str(flag.value).lstrip("-")
        for default in argument(call, "default", 1):
            _read_constant(source, name, default)


_CALLERS = ("partial", "to_thread", "run_in_executor", "submit", "apply_async")


def _later(call: ast.Call) -> Iterator[ast.Call]:
    """`partial(f, x)` and `to_thread(f, x)` call f with x, later."""
    name = getattr(call.func, "attr", None) or getattr(call.func, "id", "")
    for at, one in enumerate(call.args[:2] if name in _CALLERS else ()):
        if isinstance(one, ast.Attribute | ast.Name):
            yield ast.copy_location(ast.Call(one, call.args[at + 1 :], call.keywords), call)


def _names(func: ast.expr, scope: Scope) -> Iterator[str]:
    """What a function may be called; with a star import, a name of that module too."""
    name = qualified(func, scope)
    yield name
    if name.startswith("?."):
        yield from (f"{star}{name[1:]}" for star in scope.file.stars)


def _applies(rule: CallRule, names: Sequence[str], call: ast.Call, scope: Scope) -> bool:
    if not any_fits(names, rule.call) or any_fits(names, rule.unless_call):
        return False
    given = {one.arg: one.value for one in call.keywords if one.arg}
    for name, wanted in rule.when.items():
        values = (
            [n.value for n, _ in leaves(given[name], scope) if isinstance(n, ast.Constant)]
            if name in given
            else []
        )
        if wanted not in values:
            return False
    return not any(
        text in unwanted
        for name, unwanted in rule.unless.items()
        if name in given
        for text in (one.text for one in texts(given[name], scope))
    )


def _models(rule: CallRule, call: ast.Call, scope: Scope) -> Iterator[Text]:
    """The texts at the positions and keywords of a rule, those of lists too."""
    for where in rule.model:
        if isinstance(where, int):
            yield from _given(call, None, where, scope)
        else:
            name, _, inner = where.partition(".")
            yield from _given(call, name, None, scope, inner)


def _given(
    call: ast.Call, name: str | None, at: int | None, scope: Scope, inner: str = ""
) -> Iterator[Text]:
    for value in argument(call, name, at):
        member = ast.Subscript(value, ast.Constant(inner), ast.Load())
        wanted = ast.copy_location(member, value) if inner else value
        yield from texts(wanted, scope)
        for leaf, place in leaves(wanted, scope):
            for one in leaf.elts if isinstance(leaf, ast.List | ast.Tuple) else ():
                yield from texts(one, place)


def _read_command(source: Source, call: ast.Call, scope: Scope) -> None:
    """Commands as texts, or as a list of words."""
    for value in call.args:
        for one in texts(value, scope):
            read_shell(source, one.text, one.line)
        for leaf, place in leaves(value, scope):
            if isinstance(leaf, ast.List | ast.Tuple):
                words = [text for one in leaf.elts for text in islice(texts(one, place), 1)]
                read_command(source, [Word(one.text, one.line) for one in words])


def _read_named(source: Source, file: PythonFile) -> None:
    """Assignments, dictionaries and defaults whose name says that they name a model."""
    for node in ast.walk(file.tree):
        match node:
            case (
                ast.Assign(targets=[target], value=value)
                | ast.AnnAssign(target=target, value=ast.expr() as value)
            ):
                _read_constant(source, _target(target), value)
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if isinstance(key, ast.Constant) and isinstance(key.value, str):
                        _read_constant(source, key.value, value)
            case ast.ClassDef(name=name, body=body):
                for one in body:
                    if isinstance(one, ast.Assign):  # a member of an enumeration of models
                        _read_constant(source, name, one.value)
            case ast.arguments():
                _read_defaults(source, node)


def _target(target: ast.expr) -> str:
    """The name of what is assigned: `x`, `self.x`, `os.environ["X"]`."""
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        return str(target.slice.value)
    return str(getattr(target, "id", "") or getattr(target, "attr", ""))


def _read_defaults(source: Source, args: ast.arguments) -> None:
    names = [one.arg for one in [*args.posonlyargs, *args.args]]
    for name, default in zip(reversed(names), reversed(args.defaults), strict=False):
        _read_constant(source, name, default)
    for one, value in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        if value:
            _read_constant(source, one.arg, value)


def _read_constant(source: Source, name: str, value: ast.expr) -> None:
    if not names_model(name):
        return
    for constant in _constants(value):
        read_pair(source, name, constant.value, constant.lineno)  # type: ignore[arg-type]  # texts only


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


def _read_downloads(source: Source, file: PythonFile) -> None:
    """Addresses in the texts of a program; its docstrings only speak of them."""
    spoken = {id(n.value) for n in ast.walk(file.tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(file.tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in spoken
        ):
            read_address(source, Value(node.value, node.lineno))


def _written(file: PythonFile) -> Iterator[str]:
    """What the file writes to: a path, or a model of its own."""
    writes = patterns().writes
    for call, scope in file.calls:
        values = [one.value for one in call.keywords if one.arg and fits(one.arg, writes.keywords)]
        if fits(qualified(call.func, scope), writes.calls):
            values += [*call.args[:1], *argument(call, "repo_id", None)]
        for value in values:
            yield from (one.text for one in texts(value, scope))
