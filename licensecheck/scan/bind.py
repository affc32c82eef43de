"""Reads a Python file once, and notes what its names are bound to."""

import ast
from collections.abc import Iterable, Iterator

from licensecheck.scan.scopes import (
    Assigned,
    Called,
    Each,
    Kind,
    Modules,
    NameBinding,
    Parameter,
    PythonFile,
    Scope,
    no_module,
)


def python_file(tree: ast.Module, name: str = "", module: Modules = no_module) -> PythonFile:
    """A file with all its bindings, calls and imports; `name` is its path in the project."""
    file = PythonFile(name, module)
    _BindingReader(file).read(tree.body, file.top, conditional=False)
    return file


Function = ast.FunctionDef | ast.AsyncFunctionDef
# Most nodes bind nothing; to tell these by a set is several times faster than by `match`.
_BINDING = frozenset(
    [
        *(ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
        *(ast.Lambda, ast.Call, ast.Return, ast.Assign, ast.AnnAssign, ast.NamedExpr),
        *(ast.For, ast.AsyncFor, ast.comprehension),
    ]
)
_LEAVES = frozenset((ast.Name, ast.Constant, ast.Pass, ast.arg))
_BRANCHES = frozenset((ast.If, ast.Try, ast.For, ast.While, ast.Match))


class _BindingReader:
    """Walks a file once and notes bindings, calls and imports."""

    def __init__(self, file: PythonFile) -> None:
        self._file = file

    def read(self, body: Iterable[ast.AST], scope: Scope, *, conditional: bool) -> None:
        for node in body:
            kind = type(node)
            if kind in _BINDING:
                self._node(node, scope, conditional)
            elif kind not in _LEAVES:
                inside = conditional or kind in _BRANCHES
                self.read(ast.iter_child_nodes(node), scope, conditional=inside)

    def _node(self, node: ast.AST, scope: Scope, conditional: bool) -> None:
        match node:
            case ast.Import() | ast.ImportFrom():
                self._import(node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._function(node, scope)
                return
            case ast.ClassDef():
                inner = Scope(self._file, Kind.CLASS, scope, node.name, node.bases)
                self._file.classes[node.name] = inner
                self.read(node.decorator_list + node.bases, scope, conditional=conditional)
                self.read(node.body, inner, conditional=False)
                return
            case ast.Lambda():
                self._parameters(node.args, Scope(self._file, Kind.LAMBDA, scope), "")
            case ast.Call():
                self._call(node, scope)
            case ast.Return(value=ast.expr() as value) if scope.kind is Kind.FUNCTION:
                self._file.returned[scope.name].append((value, scope))
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._bind(target, value, scope, conditional)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._bind(target, value, scope, conditional)
            case ast.NamedExpr(target=target, value=value):
                self._bind(target, value, scope, True)
            case ast.For() | ast.AsyncFor() | ast.comprehension():
                self._bind_each(node.target, node.iter, scope)
        inside = conditional or type(node) in _BRANCHES
        self.read(ast.iter_child_nodes(node), scope, conditional=inside)

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
        inner = Scope(
            self._file, Kind.FUNCTION, scope, node.name, decorated=bool(node.decorator_list)
        )
        in_class = scope.kind is Kind.CLASS
        called = scope.name if in_class and node.name == "__init__" else node.name
        self._file.defined.add(called)
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
            given = Parameter(called, arg.arg, at - skip, defaults.get(arg), inner)
            inner.names[arg.arg].add(NameBinding(0, False, given))

    def _call(self, node: ast.Call, scope: Scope) -> None:
        self._file.calls.append((node, scope))
        name = str(getattr(node.func, "attr", None) or getattr(node.func, "id", ""))
        self._file.called[name].append(Called(node, scope))
        if name in ("add_argument", "option"):
            self._option(node, scope)

    def _option(self, node: ast.Call, scope: Scope) -> None:
        given = (one.value for one in node.args if isinstance(one, ast.Constant))
        flags = [value for value in given if isinstance(value, str)]
        named = {one.arg: one.value for one in node.keywords}
        if "default" in named and flags:
            long = next((flag for flag in flags if flag.startswith("--")), flags[0])
            self._file.options[long.lstrip("-").replace("-", "_")].append((named["default"], scope))

    def _bind(self, target: ast.expr, value: ast.expr, scope: Scope, conditional: bool) -> None:
        if isinstance(target, ast.Tuple | ast.List):
            for at, one in _positions(target):
                member = ast.Subscript(value, ast.Constant(at), ast.Load())
                self._bind(one, ast.copy_location(member, value), scope, conditional)
            return
        owner, name = _bound_name(target, scope)
        if owner and name:
            owner.names[name].add(NameBinding(target.lineno, conditional, Assigned((value, scope))))

    def _bind_each(self, target: ast.expr, iterated: ast.expr, scope: Scope) -> None:
        for path, name in _unpacked(target):
            each = Each((iterated, scope), path)
            scope.names[name.id].add(NameBinding(name.lineno, False, each))


def _unpacked(
    target: ast.expr, path: tuple[int, ...] = ()
) -> Iterator[tuple[tuple[int, ...], ast.Name]]:
    """The names that a target binds, each with the positions that lead to its value."""
    if isinstance(target, ast.Name):
        yield path, target
    elif isinstance(target, ast.Tuple | ast.List):
        for at, one in _positions(target):
            yield from _unpacked(one, (*path, at))


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


def _positions(target: ast.Tuple | ast.List) -> Iterator[tuple[int, ast.expr]]:
    """The parts of `a, *rest, z` that take one value each, with its position: after the star
    counted from the end."""
    parts = target.elts
    star = next((at for at, one in enumerate(parts) if isinstance(one, ast.Starred)), len(parts))
    yield from enumerate(parts[:star])
    yield from ((at - len(parts), parts[at]) for at in range(star + 1, len(parts)))
