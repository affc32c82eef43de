"""What an expression of a Python file stands for: constants and simple assignments, followed.

Nothing is run. A name that is assigned in branches stands for each of its values; one that is
computed stands for nothing.
"""

import ast
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from licensecheck.scan.bounds import spend
from licensecheck.scan.scopes import (
    MAX_DEPTH,
    Assigned,
    Each,
    Kind,
    NameBinding,
    Parameter,
    Place,
    PythonFile,
    Scope,
    argument,
)

MAX_VALUES = 60
"""Values of one name; more are those of loops that multiply."""
MAX_HOLDERS = 8
"""Classes that one name may stand for; more are all there are."""


def leaves(node: ast.expr, scope: Scope, depth: int = 0) -> Sequence[Place]:
    """What an expression stands for, followed to constants, containers and calls."""
    asked, found = ("leaves", id(node), id(scope)), _leaves(node, scope, depth + 1)
    return scope.file.once(asked, node, found, MAX_VALUES, depth)


def holders(node: ast.expr, scope: Scope, depth: int) -> Sequence[Scope]:
    """The classes and modules that an expression, or what a call makes, may stand for."""
    asked, found = ("holders", id(node), id(scope)), _holders(node, scope, depth)
    return scope.file.once(asked, node, found, MAX_HOLDERS, depth)


def _leaves(node: ast.expr, scope: Scope, depth: int) -> Iterator[Place]:
    spend()
    match node:
        case ast.Name():
            yield from _of_name(node, scope, depth)
        case ast.Attribute():
            yield from _of_attribute(node, scope, depth)
        case ast.Subscript():
            yield from _of_subscript(node, scope, depth)
        case ast.IfExp(body=body, orelse=other):
            yield from leaves(body, scope, depth)
            yield from leaves(other, scope, depth)
        case ast.BoolOp(values=values):
            for value in values:
                yield from leaves(value, scope, depth)
        case ast.NamedExpr(value=value) | ast.Await(value=value):
            yield from leaves(value, scope, depth)
        case ast.Call():
            yield from of_call(node, scope, depth)
        case _:
            yield node, scope


def _bound(binding: NameBinding, depth: int) -> Iterator[Place]:
    match binding.value:
        case Assigned(place=place):
            yield from leaves(*place, depth)
        case Each(place=(iterated, scope), path=path):
            for element, where in elements(iterated, scope, depth):
                spend()
                yield from _inside(element, where, path, depth)
        case Parameter() as parameter:
            yield from _of_parameter(parameter, depth)


def _inside(node: ast.expr, scope: Scope, path: Sequence[int], depth: int) -> Iterator[Place]:
    """What lies at the end of a path of positions."""
    for leaf, place in leaves(node, scope, depth):
        if not path:
            yield leaf, place
        for value in _members(leaf, path[:1], place.file) if path else ():
            spend()
            yield from _inside(value, place, path[1:], depth)


def _of_parameter(given: Parameter, depth: int) -> Iterator[Place]:
    inner = given.inner
    if given.default is not None and inner.parent:
        yield from leaves(given.default, inner.parent, depth)
    for option in inner.file.options.get(given.name, ()) if inner.decorated else ():
        yield from leaves(*option, depth)
    for call in inner.file.called.get(given.called, ()) if given.called else ():
        spend()
        for value in call.given(given.name, given.position):
            yield from leaves(value, call.scope, depth)


def _of_name(node: ast.Name, scope: Scope, depth: int) -> Iterator[Place]:
    for around in scope.chain:
        if bindings := around.names.get(node.id):
            line = node.lineno if around is scope else None
            for binding in bindings.reaching(line):
                yield from _bound(binding, depth)
            return
    yield from _imported(node.id, scope.file, depth)


def _imported(name: str, file: PythonFile, depth: int) -> Iterator[Place]:
    """A constant of another file of the project."""
    qualified = file.imports.get(name, "")
    module, _, member = qualified.rpartition(".")
    other = file.module(module, file.levels.get(name, 0)) if member else None
    if other:
        yield from _of_member(other.top, member, depth)
    for star in () if qualified else file.stars:
        spend()
        if (other := file.module(star, 0)) and name in other.top.names:
            yield from _of_member(other.top, name, depth)


def _of_member(scope: Scope, name: str, depth: int) -> Iterator[Place]:
    if depth > MAX_DEPTH:
        return
    for binding in scope.names[name].reaching(None) if name in scope.names else ():
        yield from _bound(binding, depth)


def _of_attribute(node: ast.Attribute, scope: Scope, depth: int) -> Iterator[Place]:
    found = False
    for leaf, place in leaves(node.value, scope, depth):
        for value in argument(leaf, node.attr) if isinstance(leaf, ast.Call) else ():
            found = True  # a field of what a call makes
            yield from leaves(value, place, depth)
    for holder in () if found else holders(node.value, scope, depth):
        if its := _having(holder, node.attr, depth):
            found = True
            yield from _of_member(its, node.attr, depth)
    if not found and node.attr == "value":  # of a member of an enumeration
        yield from leaves(node.value, scope, depth)
    elif not found:
        for option in scope.file.options.get(node.attr, ()):
            spend()
            yield from leaves(*option, depth)


def _of_subscript(node: ast.Subscript, scope: Scope, depth: int) -> Iterator[Place]:
    # A variable may have other values than those that are seen here: then any member counts.
    keys = {node.slice.value} if isinstance(node.slice, ast.Constant) else set()
    for leaf, place in leaves(node.value, scope, depth):
        for value in _members(leaf, keys, place.file):
            yield from leaves(value, place, depth)
    for holder in holders(node.value, scope, depth):  # of an enumeration
        for key in keys & holder.names.keys():
            yield from _of_member(holder, str(key), depth)


_FIRST = ("str", "Path", "list", "tuple", "sorted", "set", "cast")
_DEFAULTS = ("Field", "field", "Option", "Argument", "env", "config", "getenv", "Parameter", "var")


def of_call(node: ast.Call, scope: Scope, depth: int) -> Iterator[Place]:
    """Calls that give back what they are given, a default, or a member; others stay calls."""
    name = str(getattr(node.func, "attr", None) or getattr(node.func, "id", ""))
    named = {one.arg: one.value for one in node.keywords}
    if name in ("get", "pop", "setdefault") and isinstance(node.func, ast.Attribute):
        member = ast.Subscript(node.func.value, node.args[0], ast.Load()) if node.args else None
        if member:
            yield from _of_subscript(ast.copy_location(member, node), scope, depth)
        yield from _default(node.args[1:2], named, scope, depth)
    elif name in _DEFAULTS:
        given = node.args[:1] if name in ("Field", "Option", "Argument") else node.args[1:2]
        yield from _default(given, named, scope, depth)
    elif name in _FIRST and node.args:
        yield from leaves(node.args[-1 if name == "cast" else 0], scope, depth)
    elif name in ("strip", "lower", "rstrip", "lstrip") and isinstance(node.func, ast.Attribute):
        yield from leaves(node.func.value, scope, depth)
    elif name == "dict" and node.keywords:
        keys = [ast.Constant(one.arg) for one in node.keywords if one.arg]
        yield ast.Dict(list(keys), [one.value for one in node.keywords if one.arg]), scope
    else:
        yield from _returned(node, name, scope, depth)


def _returned(node: ast.Call, name: str, scope: Scope, depth: int) -> Iterator[Place]:
    """What a function of the file gives back; any other call stands for itself."""
    of = node.func.value if isinstance(node.func, ast.Attribute) else None
    own = isinstance(node.func, ast.Name) or (isinstance(of, ast.Name) and of.id in ("self", "cls"))
    found = False
    for value, inside in scope.file.returned.get(name, ()) if own else ():
        spend()
        for place in leaves(value, inside, depth):
            found = True
            yield place
    if not found:
        yield node, scope


def _default(
    given: Sequence[ast.expr], named: dict[str | None, ast.expr], scope: Scope, depth: int
) -> Iterator[Place]:
    for value in (*given, *(named[k] for k in ("default", "fallback") if k in named)):
        yield from leaves(value, scope, depth)


def elements(node: ast.expr, scope: Scope, depth: int) -> Iterator[Place]:
    """What a loop over an expression meets."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        for leaf, place in leaves(node.func.value, scope, depth):
            if isinstance(leaf, ast.Dict):
                yield from ((one, place) for one in _views(leaf, node.func.attr))
        return
    if isinstance(node, ast.Call) and node.args and getattr(node.func, "id", "") == "enumerate":
        for element, place in elements(node.args[0], scope, depth):
            yield ast.Tuple([ast.Constant(0), element], ast.Load()), place
        return
    for leaf, place in leaves(node, scope, depth):
        if isinstance(leaf, ast.List | ast.Tuple | ast.Set):
            yield from ((one, place) for one in leaf.elts)
        elif isinstance(leaf, ast.Dict):
            yield from ((one, place) for one in leaf.keys if one)
    for holder in holders(node, scope, depth) if isinstance(node, ast.Name) else ():
        for binding in (one for several in holder.names.values() for one in several.all):
            yield from _bound(binding, depth)


def _holders(node: ast.expr, scope: Scope, depth: int) -> Iterator[Scope]:
    if isinstance(node, ast.Name):
        if node.id in ("self", "cls"):
            yield from filter(None, [scope.owner])
            return
        if known := _named(node.id, scope.file):
            yield known
            return
    if isinstance(node, ast.Attribute):
        for module in holders(node.value, scope, depth + 1):
            if module.kind is Kind.MODULE:
                yield from filter(None, [_named(node.attr, module.file)])
    for leaf, place in leaves(node, scope, depth):
        if isinstance(leaf, ast.Call) and depth < MAX_DEPTH:
            yield from _made_by(leaf.func, place, depth + 1)


def _having(holder: Scope, name: str, depth: int) -> Scope | None:
    """The class or module itself, or a class that it inherits the name from."""
    if name in holder.names:
        return holder
    for base in holder.bases if depth < MAX_DEPTH else ():
        spend()
        for one in holders(base, holder.parent or holder, depth + 1):
            if its := _having(one, name, depth + 1):
                return its
    return None


def _made_by(func: ast.expr, scope: Scope, depth: int) -> Iterator[Scope]:
    """The class that a call makes an instance of."""
    if isinstance(func, ast.Name):
        yield from filter(None, [_named(func.id, scope.file)])
    elif isinstance(func, ast.Attribute):
        yield from (one for one in holders(func, scope, depth) if one.kind is Kind.CLASS)


def _named(name: str, file: PythonFile) -> Scope | None:
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
    calls = (leaf.func for leaf in made if isinstance(leaf, ast.Call))
    names = (func.id for func in calls if isinstance(func, ast.Name))
    return next((other.classes[one] for one in names if one in other.classes), None)


_AFTER_ALL = 10**9
"""A line on which every assignment of a module is done."""


def _members(container: ast.expr, keys: Collection[object], file: PythonFile) -> Iterator[ast.expr]:
    """What lies at some keys or positions; everything, where the keys are not known."""
    if isinstance(container, ast.Dict):
        if not keys:
            yield from container.values
        elif id(container) not in file.indexes:
            file.indexes[id(container)] = container, _index(container)
        for key in keys:
            yield from file.indexes[id(container)][1].get(key, ())
    elif isinstance(container, ast.List | ast.Tuple):
        size = len(container.elts)
        if not keys:
            yield from container.elts
        places = (key for key in keys if isinstance(key, int) and -size <= key < size)
        yield from (container.elts[at] for at in places)


def _index(mapping: ast.Dict) -> Mapping[object, Sequence[ast.expr]]:
    found = defaultdict[object, list[ast.expr]](list)
    for name, value in zip(mapping.keys, mapping.values, strict=True):
        if isinstance(name, ast.Constant):
            found[name.value].append(value)
    return found


def _views(mapping: ast.Dict, view: str) -> Iterator[ast.expr]:
    """What a loop over `.items()`, `.values()` or `.keys()` meets."""
    pairs = [(k, v) for k, v in zip(mapping.keys, mapping.values, strict=True) if k]
    if view == "items":
        yield from (ast.Tuple([k, v], ast.Load()) for k, v in pairs)
    elif view in ("values", "keys"):
        yield from (v if view == "values" else k for k, v in pairs)
