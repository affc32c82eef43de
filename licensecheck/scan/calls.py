"""Calls of Python code that load a model, or run a command that does."""

import ast
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from licensecheck.scan.bounds import spend
from licensecheck.scan.commands import read_command, read_shell
from licensecheck.scan.follow import leaves
from licensecheck.scan.patterns import (
    CallRule,
    any_fits,
    fits,
    key,
    may_write,
    patterns,
    rules_of,
)
from licensecheck.scan.scopes import PythonFile, Scope, argument
from licensecheck.scan.source import SourceFile
from licensecheck.scan.texts import Text, qualified, texts
from licensecheck.scan.words import ShellWord

# Functions that call their first or second argument.
_CALLERS = ("partial", "to_thread", "run_in_executor", "submit", "apply_async")
_NAME_COST = 20
"""Steps that it takes to hold one name, of a function or of a model, against all rules."""


_ELSE = {"openai": ("guess",)}
"""How names are read where they are none of a protocol's first service: others speak it too."""


def read_calls(source: SourceFile, file: PythonFile) -> Collection[tuple[int, str]]:
    """Note what the calls of a file load. Gives the lines and texts that functions which the rules
    know are given for a model: it depends on the call whether they are one."""
    known: set[tuple[int, str]] = set()
    for call, scope in file.calls:
        for rule in _read_call(source, call, scope):
            known |= set(_given_for_model(rule, call))
    return known


def _given_for_model(rule: CallRule, call: ast.Call) -> Iterator[tuple[int, str]]:
    for where in rule.model:
        for value in argument(call, where if isinstance(where, int) else where.partition(".")[0]):
            parts = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
            for one in (one for one in parts if isinstance(one, ast.Constant)):
                if isinstance(one.value, str):
                    yield one.lineno, one.value


def written(file: PythonFile) -> Iterator[str]:
    """What the file writes to: a path, or a model of its own."""
    writes = patterns().writes
    for call, scope in file.calls:
        values = [one.value for one in call.keywords if one.arg and fits(one.arg, writes.keywords)]
        may = may_write(_last_part(call.func, scope))
        if may and fits(qualified(call.func, scope), writes.calls):
            values += [*call.args[:1], *argument(call, "repo_id")]
        for value in values:
            yield from (one.text for one in texts(value, scope))


def _read_call(source: SourceFile, call: ast.Call, scope: Scope) -> Sequence[CallRule]:
    """Note what one call loads; gives the rules that speak of its function."""
    for later in _later(call):
        _read_call(source, later, scope)
    names = list(_names(call.func, scope))
    if any_fits(names, patterns().shells):
        _read_command(source, call, scope)
        return []
    rules = [rule for name in names for rule in rules_of(name)]
    for rule in rules:
        if _applies(rule, names, call, scope):
            revision = next((one.text for one in _given(call, "revision", scope)), None)
            for one in _models(rule, call, scope):
                spend(_NAME_COST)
                for names in dict.fromkeys((rule.names, *_ELSE.get(rule.names, ()))):
                    if source.add(one.text, one.line, rule.how, names, revision, file=one.file):
                        break
            return rules
    if rules:
        return rules  # known, and what it loads here is no model
    for given in call.keywords:
        if given.arg and fits(key(given.arg), patterns().keys.commands):
            for one in texts(given.value, scope):
                read_shell(source, one.text, one.line)
    return []


def _last_part(func: ast.expr, scope: Scope) -> str:
    if isinstance(func, ast.Name):
        return scope.file.imports.get(func.id, func.id).rpartition(".")[2]
    return func.attr if isinstance(func, ast.Attribute) else ""


def _later(call: ast.Call) -> Iterator[ast.Call]:
    """`partial(f, x)` and `to_thread(f, x)` call f with x, later."""
    name = getattr(call.func, "attr", None) or getattr(call.func, "id", "")
    for at, one in enumerate(call.args[:2] if name in _CALLERS else ()):
        spend(_NAME_COST + len(call.args))
        if isinstance(one, ast.Attribute | ast.Name):
            yield ast.copy_location(ast.Call(one, call.args[at + 1 :], call.keywords), call)


def _names(func: ast.expr, scope: Scope) -> Iterator[str]:
    """What a function may be called; with a star import, a name of that module too."""
    name = qualified(func, scope)
    yield name
    if name.startswith("?."):
        spend(_NAME_COST * len(scope.file.stars))
        yield from (f"{star}{name[1:]}" for star in scope.file.stars)


def _applies(rule: CallRule, names: Sequence[str], call: ast.Call, scope: Scope) -> bool:
    if any_fits(names, rule.unless_call):
        return False
    if rule.given and not any(one.arg in rule.given and _is_on(one.value) for one in call.keywords):
        return False
    if any(one.arg in rule.unless_off and not _is_on(one.value) for one in call.keywords):
        return False
    return all(
        any(_is(value, wanted) for value in _constants_given(call, where, scope))
        for where, wanted in rule.when.items()
    ) and not any(
        value in unwanted
        for where, unwanted in rule.unless.items()
        for value in _constants_given(call, where, scope)
    )


def _is_on(value: ast.expr) -> bool:
    return not (isinstance(value, ast.Constant) and value.value in (None, False))


def _is(value: object, wanted: bool | str) -> bool:
    """True for the same constant, or a text that fits a glob."""
    if isinstance(wanted, str):
        return isinstance(value, str) and fits(value, (wanted,))
    return value is wanted


def _constants_given(call: ast.Call, where: int | str, scope: Scope) -> Iterator[object]:
    """The constants that an argument may be, by its position or keyword."""
    for value in argument(call, where):
        yield from (n.value for n, _ in leaves(value, scope) if isinstance(n, ast.Constant))
        yield from (one.text for one in texts(value, scope))


def _models(rule: CallRule, call: ast.Call, scope: Scope) -> Iterator[Text]:
    """The texts at the positions and keywords of a rule, those of lists too."""
    for where in rule.model:
        if rule.named:
            for value in argument(call, where):
                yield Text(_last_part(value, scope), value.lineno, scope.file.name)
        elif isinstance(where, int):
            yield from _given(call, where, scope)
        elif where in ("function", "module"):
            parts = qualified(call.func, scope).split(".")
            yield Text(parts[-1 if where == "function" else -2], call.lineno, scope.file.name)
        else:
            name, _, inner = where.partition(".")
            yield from _given(call, name, scope, inner)


def _given(call: ast.Call, where: int | str, scope: Scope, inner: str = "") -> Iterator[Text]:
    many = (one.value for one in call.keywords if isinstance(where, str) and one.arg is None)
    held = [ast.copy_location(ast.Subscript(one, ast.Constant(where)), one) for one in many]
    for value in (*argument(call, where), *held):
        member = ast.Subscript(value, ast.Constant(inner), ast.Load())
        wanted = ast.copy_location(member, value) if inner else value
        yield from texts(wanted, scope)
        for leaf, place in leaves(wanted, scope):
            for one in leaf.elts if isinstance(leaf, ast.List | ast.Tuple) else ():
                yield from texts(one, place)


def _read_command(source: SourceFile, call: ast.Call, scope: Scope) -> None:
    """Commands as texts, or as a list of words."""
    for value in call.args:
        for one in texts(value, scope):
            read_shell(source, one.text, one.line)
        for leaf, place in leaves(value, scope):
            if isinstance(leaf, ast.List | ast.Tuple):
                words = [text for one in leaf.elts for text in islice(texts(one, place), 1)]
                read_command(source, [ShellWord(one.text, one.line) for one in words])
