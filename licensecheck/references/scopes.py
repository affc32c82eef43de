"""What names stand for in a Python file: constants and simple assignments, followed.

Nothing is run. A name that is assigned in branches stands for each of its values; one that is
computed stands for nothing.
"""

import ast
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

# Chains of assignments are short; more is a loop, or values that multiply.
MAX_DEPTH = 14
MAX_VALUES = 60

UNKNOWN = "{}"
"""Stands in a text for a part that is computed: a command may name a model all the same."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[ast.expr, "Scope"]
"""An expression, and the scope in which its names have their meaning."""


Modules = Callable[[str, int], "PythonFile | None"]
"""Another file of the project by the name it is imported by and the number of leading dots."""


def no_module(_: str, __: int) -> "PythonFile | None":
    """Use where a file stands alone."""
    return None


@dataclass(frozen=True, slots=True)
class Binding:
    """One value that a name is given."""

    line: int
    conditional: bool
    values: Callable[[int], Iterator[Place]]


@dataclass(slots=True)
class Scope:
    """A module, class or function with the names that it binds."""

    file: "PythonFile"
    node: ast.AST
    parent: "Scope | None"
    names: dict[str, list[Binding]] = field(default_factory=lambda: defaultdict(list))

    @property
    def chain(self) -> Iterator["Scope"]:
        """This scope and those around it; a class is not seen from its methods."""
        yield self
        around = self.parent
        while around:
            if not isinstance(around.node, ast.ClassDef):
                yield around
            around = around.parent

    @property
    def owner(self) -> "Scope | None":
        """The class that `self` is an instance of."""
        scope: Scope | None = self
        while scope and not isinstance(scope.node, ast.ClassDef):
            scope = scope.parent
        return scope


@dataclass(slots=True)
class PythonFile:
    """One file: its scopes, its calls, what it imports."""

    tree: ast.Module
    name: str = ""
    """Its path in the project."""
    module: Modules = no_module
    imports: dict[str, str] = field(default_factory=dict)
    """Qualified name by the name in this file."""
    levels: dict[str, int] = field(default_factory=dict)
    """Number of leading dots of relative imports, by the name in this file."""
    stars: list[str] = field(default_factory=list)
    classes: dict[str, Scope] = field(default_factory=dict)
    calls: list[tuple[ast.Call, Scope]] = field(default_factory=list)
    called: dict[str, list[tuple[ast.Call, Scope]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    options: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    """Defaults of command line options by the attribute they become."""
    top: Scope = field(init=False)
    known: dict[tuple[int, int], tuple[ast.expr, Sequence[Place]]] = field(default_factory=dict)
    """What was followed already; with the expression, so that no other one gets its id."""

    def __post_init__(self) -> None:
        """Note all names once."""
        self.top = Scope(self, self.tree, None)
        _Reader(self).read(self.tree.body, self.top, conditional=False)


class _Reader:
    """Walks a file once and notes bindings, calls and imports."""

    def __init__(self, file: PythonFile) -> None:
        self._file = file

    def read(self, body: Sequence[ast.AST], scope: Scope, *, conditional: bool) -> None:
        for node in body:
            self._node(node, scope, conditional)

    def _node(self, node: ast.AST, scope: Scope, conditional: bool) -> None:
        match node:
            case ast.Import() | ast.ImportFrom():
                self._import(node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._function(node, scope)
                return
            case ast.ClassDef():
                inner = Scope(self._file, node, scope)
                self._file.classes[node.name] = inner
                self.read(node.decorator_list + node.bases, scope, conditional=conditional)
                self.read(node.body, inner, conditional=False)
                return
            case ast.Lambda():
                self._parameters(node.args, Scope(self._file, node, scope), "")
            case ast.Call():
                self._call(node, scope)
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._bind(target, value, scope, conditional)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._bind(target, value, scope, conditional)
            case ast.NamedExpr(target=target, value=value):
                self._bind(target, value, scope, True)
            case ast.For() | ast.AsyncFor() | ast.comprehension():
                self._bind_each(node.target, node.iter, scope)
        inside = conditional or isinstance(node, ast.If | ast.Try | ast.For | ast.While | ast.Match)
        self.read(list(ast.iter_child_nodes(node)), scope, conditional=inside)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            for one in node.names:
                name = one.asname or one.name.partition(".")[0]
                self._file.imports[name] = one.name if one.asname else name
            return
        module = node.module or ""
        for one in node.names:
            if one.name == "*":
                self._file.stars.append(module)
            name = one.asname or one.name
            self._file.imports[name] = f"{module}.{one.name}" if module else one.name
            self._file.levels[name] = node.level

    def _function(self, node: Function, scope: Scope) -> None:
        inner = Scope(self._file, node, scope)
        in_class = isinstance(scope.node, ast.ClassDef)
        called = scope.node.name if in_class and node.name == "__init__" else node.name  # type: ignore[attr-defined]  # a class has a name
        self._parameters(node.args, inner, called, skip=in_class)
        self.read(node.decorator_list, scope, conditional=False)
        self.read(
            [*node.args.defaults, *filter(None, node.args.kw_defaults)], scope, conditional=False
        )
        self.read(node.body, inner, conditional=False)

    def _parameters(
        self, args: ast.arguments, inner: Scope, called: str, *, skip: bool = False
    ) -> None:
        """A parameter stands for its default and for what the file's own calls give it."""
        positional = [*args.posonlyargs, *args.args]
        defaults = dict(zip(reversed(positional), reversed(args.defaults), strict=False))
        defaults |= {a: d for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d}
        for at, arg in enumerate([*positional, *args.kwonlyargs]):
            given = _given(called, arg.arg, at - skip, defaults.get(arg), inner)
            inner.names[arg.arg].append(Binding(0, False, given))

    def _call(self, node: ast.Call, scope: Scope) -> None:
        self._file.calls.append((node, scope))
        name = str(getattr(node.func, "attr", None) or getattr(node.func, "id", ""))
        self._file.called[name].append((node, scope))
        if name in ("add_argument", "option"):
            self._option(node, scope)

    def _option(self, node: ast.Call, scope: Scope) -> None:
        flags = [str(one.value) for one in node.args if isinstance(one, ast.Constant)]
        named = {one.arg: one.value for one in node.keywords}
        if "default" in named and flags:
            long = next((flag for flag in flags if flag.startswith("--")), flags[0])
            self._file.options[long.lstrip("-").replace("-", "_")].append((named["default"], scope))

    def _bind(self, target: ast.expr, value: ast.expr, scope: Scope, conditional: bool) -> None:
        if isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
            if len(target.elts) == len(value.elts):
                for one, its in zip(target.elts, value.elts, strict=True):
                    self._bind(one, its, scope, conditional)
            return
        owner, name = _bound_name(target, scope)
        if owner and name:
            owner.names[name].append(
                Binding(target.lineno, conditional, lambda depth: iter(leaves(value, scope, depth)))
            )

    def _bind_each(self, target: ast.expr, iterated: ast.expr, scope: Scope) -> None:
        targets = target.elts if isinstance(target, ast.Tuple) else [target]
        for at, one in enumerate(targets):
            if isinstance(one, ast.Name):
                part = at if isinstance(target, ast.Tuple) else None
                scope.names[one.id].append(Binding(one.lineno, False, _each(iterated, scope, part)))


def _bound_name(target: ast.expr, scope: Scope) -> tuple[Scope | None, str]:
    """Where a target's name lives: `x` here, `self.x` in the class, `X.y` in the class X."""
    if isinstance(target, ast.Name):
        return scope, target.id
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
        owner = (
            scope.owner
            if target.value.id in ("self", "cls")
            else scope.file.classes.get(target.value.id)
        )
        return owner, target.attr
    return None, ""


def _each(iterated: ast.expr, scope: Scope, part: int | None) -> Callable[[int], Iterator[Place]]:
    def values(depth: int) -> Iterator[Place]:
        for element, where in _elements(iterated, scope, depth):
            for leaf, place in leaves(element, where, depth):
                if part is None:
                    yield leaf, place
                elif isinstance(leaf, ast.Tuple | ast.List) and part < len(leaf.elts):
                    yield from leaves(leaf.elts[part], place, depth)

    return values


def _given(
    called: str, name: str, at: int, default: ast.expr | None, inner: Scope
) -> Callable[[int], Iterator[Place]]:
    def values(depth: int) -> Iterator[Place]:
        if default is not None and inner.parent:
            yield from leaves(default, inner.parent, depth)
        for option in inner.file.options.get(name, ()) if _is_command(inner.node) else ():
            yield from leaves(*option, depth)
        for call, scope in inner.file.called.get(called, ()) if called else ():
            for value in argument(call, name, at):
                yield from leaves(value, scope, depth)

    return values


def _is_command(node: ast.AST) -> bool:
    return isinstance(node, Function) and bool(node.decorator_list)


def argument(call: ast.Call, name: str | None, at: int | None) -> list[ast.expr]:
    """The argument of a call at a position or under a keyword."""
    found = [one.value for one in call.keywords if name and one.arg == name]
    plain = not any(isinstance(one, ast.Starred) for one in call.args)
    if at is not None and 0 <= at < len(call.args) and plain:
        found.append(call.args[at])
    return found


def leaves(node: ast.expr, scope: Scope, depth: int = 0) -> Sequence[Place]:
    """What an expression stands for, followed to constants, containers and calls."""
    known = scope.file.known
    place = (id(node), id(scope))
    if place not in known and depth <= MAX_DEPTH:
        known[place] = (node, ())  # within itself it stands for nothing
        known[place] = (node, tuple(islice(_leaves(node, scope, depth + 1), MAX_VALUES)))
    return known[place][1] if place in known else ()


def _leaves(node: ast.expr, scope: Scope, depth: int) -> Iterator[Place]:
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
            yield from _of_call(node, scope, depth)
        case _:
            yield node, scope


def _of_name(node: ast.Name, scope: Scope, depth: int) -> Iterator[Place]:
    for around in scope.chain:
        if bindings := around.names.get(node.id):
            line = node.lineno if around is scope else None
            for binding in _reaching(bindings, line):
                yield from binding.values(depth)
            return
    yield from _imported(node.id, scope.file, depth)


def _reaching(bindings: Sequence[Binding], line: int | None) -> Sequence[Binding]:
    """The last sure assignment before a line, and the unsure ones after that."""
    before = [one for one in bindings if line is None or one.line < line or one.line == 0]
    before = before or list(bindings)
    sure = [at for at, one in enumerate(before) if not one.conditional]
    return before[sure[-1] :] if sure else before


def _imported(name: str, file: PythonFile, depth: int) -> Iterator[Place]:
    """A constant of another file of the project."""
    qualified = file.imports.get(name, "")
    module, _, member = qualified.rpartition(".")
    other = file.module(module, file.levels.get(name, 0)) if member else None
    if other:
        yield from _of_member(other.top, member, depth)
    for star in () if qualified else file.stars:
        if (other := file.module(star, 0)) and name in other.top.names:
            yield from _of_member(other.top, name, depth)


def _of_member(scope: Scope, name: str, depth: int) -> Iterator[Place]:
    if depth > MAX_DEPTH:
        return
    for binding in _reaching(scope.names.get(name, ()), None):
        yield from binding.values(depth)


def _of_attribute(node: ast.Attribute, scope: Scope, depth: int) -> Iterator[Place]:
    found = False
    if node.attr == "value" and isinstance(node.value, ast.Attribute):  # of an enumeration
        yield from leaves(node.value, scope, depth)
        return
    if isinstance(node.value, ast.Name | ast.Call):
        for holder in _holders(node.value, scope, depth):
            if node.attr in holder.names:
                found = True
                yield from _of_member(holder, node.attr, depth)
    if not found:
        for option in scope.file.options.get(node.attr, ()):
            yield from leaves(*option, depth)


def _holders(node: ast.Name | ast.Call, scope: Scope, depth: int) -> Iterator[Scope]:
    """The classes and modules that a name, or what a call makes, may stand for."""
    if isinstance(node, ast.Name):
        if node.id in ("self", "cls"):
            yield from filter(None, [scope.owner])
            return
        if known := scope.file.classes.get(node.id) or _imported_holder(node.id, scope.file):
            yield known
            return
    for leaf, place in leaves(node, scope, depth):
        if isinstance(leaf, ast.Call) and isinstance(leaf.func, ast.Name):
            name, its = leaf.func.id, place.file
            if made := its.classes.get(name) or _imported_holder(name, its):
                yield made


def _imported_holder(name: str, file: PythonFile) -> Scope | None:
    qualified, level = file.imports.get(name), file.levels.get(name, 0)
    if qualified is None:
        return None
    if whole := file.module(qualified, level):
        return whole.top
    module, _, member = qualified.rpartition(".")
    other = file.module(module, level) if module or level else None
    if other is None:
        return None
    if member in other.classes:
        return other.classes[member]
    made = [leaf for leaf, _ in _of_member(other.top, member, 1)]
    names = [
        leaf.func.id
        for leaf in made
        if isinstance(leaf, ast.Call) and isinstance(leaf.func, ast.Name)
    ]
    return next((other.classes[one] for one in names if one in other.classes), None)


def _of_subscript(node: ast.Subscript, scope: Scope, depth: int) -> Iterator[Place]:
    if qualified(node.value, scope) == "os.environ":
        return
    # A variable may have other values than those that are seen here: then any member counts.
    keys = {node.slice.value} if isinstance(node.slice, ast.Constant) else set()
    for leaf, place in leaves(node.value, scope, depth):
        for value in _members(leaf, keys):
            yield from leaves(value, place, depth)


def _members(container: ast.expr, keys: Collection[object]) -> Iterator[ast.expr]:
    """What lies at some keys or positions; everything, where the keys are not known."""
    if isinstance(container, ast.Dict):
        for name, value in zip(container.keys, container.values, strict=True):
            if not keys or (isinstance(name, ast.Constant) and name.value in keys):
                yield value
    elif isinstance(container, ast.List | ast.Tuple):
        for at, value in enumerate(container.elts):
            if not keys or at in keys or at - len(container.elts) in keys:
                yield value


_FIRST = ("str", "Path", "list", "tuple", "sorted", "set", "cast")
_DEFAULTS = ("Field", "field", "Option", "Argument", "env", "config", "getenv", "Parameter", "var")


def _of_call(node: ast.Call, scope: Scope, depth: int) -> Iterator[Place]:
    """Calls that give back what they are given, a default, or a member; others stay calls."""
    name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
    named = {one.arg: one.value for one in node.keywords}
    if name == "get" and isinstance(node.func, ast.Attribute):
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
        yield node, scope


def _default(
    given: Sequence[ast.expr], named: dict[str | None, ast.expr], scope: Scope, depth: int
) -> Iterator[Place]:
    for value in (*given, *(named[k] for k in ("default", "fallback") if k in named)):
        yield from leaves(value, scope, depth)


def _elements(node: ast.expr, scope: Scope, depth: int) -> Iterator[Place]:
    """What a loop over an expression meets."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        for leaf, place in leaves(node.func.value, scope, depth):
            if isinstance(leaf, ast.Dict):
                yield from ((one, place) for one in _views(leaf, node.func.attr))
        return
    if isinstance(node, ast.Call) and node.args and getattr(node.func, "id", "") == "enumerate":
        for element, place in _elements(node.args[0], scope, depth):
            yield ast.Tuple([ast.Constant(0), element], ast.Load()), place
        return
    for leaf, place in leaves(node, scope, depth):
        if isinstance(leaf, ast.List | ast.Tuple | ast.Set):
            yield from ((one, place) for one in leaf.elts)
        elif isinstance(leaf, ast.Dict):
            yield from ((one, place) for one in leaf.keys if one)


def _views(mapping: ast.Dict, view: str) -> Iterator[ast.expr]:
    pairs = [(k, v) for k, v in zip(mapping.keys, mapping.values, strict=True) if k]
    if view == "items":
        yield from (ast.Tuple([k, v], ast.Load()) for k, v in pairs)
    elif view in ("values", "keys"):
        yield from (v if view == "values" else k for k, v in pairs)


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
            case ast.Call(
                func=ast.Attribute(ast.Constant(value=str() as form), "format"), args=args
            ):
                yield from _joined(_filled(form.split("{}"), args), leaf, place, depth)
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
