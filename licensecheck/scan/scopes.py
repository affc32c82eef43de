"""The names of a Python file: what each is bound to, scope by scope."""

import ast
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate, islice
from typing import Any, TypeVar

from licensecheck.scan.bounds import spend

MAX_DEPTH = 14
"""Steps that are followed; chains of assignments are short, and a longer one is a loop."""

T = TypeVar("T")
Place = tuple[ast.expr, "Scope"]
"""An expression, and the scope in which its names have their meaning."""

Modules = Callable[[str, int], "PythonFile | None"]
"""Another file of the project by the name it is imported by and the number of leading dots."""


def no_module(_: str, __: int) -> "PythonFile | None":
    """Use where a file stands alone."""
    return None


@dataclass(frozen=True, slots=True)
class Assigned:
    """The value of an assignment."""

    place: Place


@dataclass(frozen=True, slots=True)
class Each:
    """What a loop takes from an expression; `path` are the positions that lead to it in each: of
    `b` in `for a, (b, c) in x`, 1 and 0."""

    place: Place
    path: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its default, and what the file's own calls give it."""

    called: str
    """Name by which the function is called; empty for a lambda."""
    name: str
    position: int
    default: ast.expr | None
    inner: "Scope"


@dataclass(frozen=True, slots=True)
class NameBinding:
    """One thing that a name is bound to."""

    line: int
    conditional: bool
    value: Assigned | Each | Parameter


class Bindings:
    """All that a name is bound to in one scope."""

    def __init__(self) -> None:
        self._all: list[NameBinding] = []
        self._ordered: tuple[list[NameBinding], list[int], list[int]] | None = None

    def add(self, binding: NameBinding) -> None:
        """Note one more, in any order."""
        self._all.append(binding)
        self._ordered = None

    @property
    def all(self) -> Sequence[NameBinding]:
        """Each of them, in the order in which they were noted."""
        return self._all

    def reaching(self, line: int | None) -> Iterator[NameBinding]:
        """The last sure assignment before a line, and the unsure ones after that; None is the end
        of the scope. Where none is before the line, as within a loop, those after it."""
        if self._ordered is None:
            self._ordered = self._order()
        bindings, lines, sure = self._ordered
        end = len(lines) if line is None else bisect_left(lines, line)
        for at in range(sure[(end or len(lines)) - 1], end or len(lines)):
            spend()
            yield bindings[at]

    def _order(self) -> tuple[list[NameBinding], list[int], list[int]]:
        """By their lines; the lines; for each the position of the last sure one up to it."""
        bindings = sorted(self._all, key=lambda one: one.line)
        sure = (0 if one.conditional else at for at, one in enumerate(bindings))
        return bindings, [one.line for one in bindings], list(accumulate(sure, max))


class Kind(Enum):
    """What has names of its own."""

    MODULE = "module"
    CLASS = "class"
    FUNCTION = "function"
    LAMBDA = "lambda"


@dataclass(slots=True)
class Scope:
    """A module, class or function with the names that it binds."""

    file: "PythonFile"
    kind: Kind
    parent: "Scope | None" = None
    name: str = ""
    bases: Sequence[ast.expr] = ()
    decorated: bool = False
    names: dict[str, Bindings] = field(default_factory=lambda: defaultdict(Bindings))

    @property
    def chain(self) -> Iterator["Scope"]:
        """This scope and those around it; a class is not seen from its methods."""
        yield self
        around = self.parent
        while around:
            if around.kind is not Kind.CLASS:
                yield around
            around = around.parent

    @property
    def owner(self) -> "Scope | None":
        """The class that `self` is an instance of."""
        scope: Scope | None = self
        while scope and scope.kind is not Kind.CLASS:
            scope = scope.parent
        return scope


@dataclass(slots=True)
class PythonFile:
    """One file: its scopes, its calls, what it imports."""

    name: str = ""
    """Its path in the project."""
    module: Modules = no_module
    imports: dict[str, str] = field(default_factory=dict)
    """Qualified name by the name in this file."""
    levels: dict[str, int] = field(default_factory=dict)
    """Number of leading dots of relative imports, by the name in this file."""
    stars: list[str] = field(default_factory=list)
    classes: dict[str, Scope] = field(default_factory=dict)
    defined: set[str] = field(default_factory=set)
    """Names by which its functions are called."""
    calls: list[tuple[ast.Call, Scope]] = field(default_factory=list)
    called: dict[str, list["Called"]] = field(default_factory=lambda: defaultdict(list))
    """The calls by the last name of the function."""
    options: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    """Defaults of command line options by the attribute they become."""
    returned: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    """What functions give back, by their names."""
    top: Scope = field(init=False)
    followed: dict[tuple[object, ...], tuple[ast.expr, Sequence[Any]]] = field(default_factory=dict)
    """What was found out of expressions; with these, so that no other one gets the id of one."""

    indexes: dict[int, tuple[ast.Dict, Mapping[object, Sequence[ast.expr]]]] = field(
        default_factory=dict
    )
    """What lies in dictionaries, likewise."""

    def __post_init__(self) -> None:
        """The scope of the module is there from the beginning."""
        self.top = Scope(self, Kind.MODULE)

    def once(
        self, asked: tuple[object, ...], node: ast.expr, found: Iterable[T], most: int, depth: int
    ) -> Sequence[T]:
        """The first of what is found out of an expression, which is looked for once: what is asked
        has its id. Within itself, and too deep, there is nothing."""
        if asked not in self.followed and depth <= MAX_DEPTH:
            self.followed[asked] = node, ()
            self.followed[asked] = node, tuple(islice(found, most))
        return self.followed[asked][1] if asked in self.followed else ()

    def for_others(self) -> "PythonFile":
        """This file with what those that import it ask for: of its calls, those of its own
        functions and classes, which give values to parameters."""
        own = {name for name in self.called if name in self.defined}
        self.called = {name: self.called[name] for name in own}
        self.calls = []
        return self


class Called:
    """A call of a function of the file, for its many parameters."""

    def __init__(self, call: ast.Call, scope: Scope) -> None:
        self.scope = scope
        self._named = {one.arg: one.value for one in call.keywords}
        starred = any(isinstance(one, ast.Starred) for one in call.args)
        self._plain = () if starred else call.args

    def given(self, name: str, position: int) -> Iterator[ast.expr]:
        """What a parameter is given by its name and by its position."""
        if name in self._named:
            yield self._named[name]
        if 0 <= position < len(self._plain):
            yield self._plain[position]


def argument(call: ast.Call, where: int | str) -> list[ast.expr]:
    """The argument of a call at a position or under a keyword."""
    if isinstance(where, str):
        return [one.value for one in call.keywords if one.arg == where]
    starred = any(isinstance(one, ast.Starred) for one in call.args)
    return [] if starred else call.args[where : where + 1]
