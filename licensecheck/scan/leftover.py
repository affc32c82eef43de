"""Texts of Python code that are names of models although nothing around them says so."""

import ast
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from licensecheck.scan.evident import is_evident, is_other, is_possible, owned
from licensecheck.scan.members import model_of_member
from licensecheck.scan.names import is_weight_file
from licensecheck.scan.patterns import fits, key, patterns
from licensecheck.scan.scopes import PythonFile
from licensecheck.scan.source import LOOSE, SourceFile
from licensecheck.scan.syntax import children
from licensecheck.scan.texts import texts


def read_evident(source: SourceFile, nodes: Sequence[ast.AST], file: PythonFile) -> None:
    """Note the texts of a program that are hardly anything but names of models, and those that may
    be. What is compared, shown to people or only spoken of counts for nothing."""
    spoken, keys, groups = _spoken(nodes), _keys(nodes) | _asked(nodes), _groups(nodes)
    aside = spoken | keys
    _read_made(source, file, aside)
    for node in nodes:
        if isinstance(node, ast.Attribute):
            if id(node) not in aside:
                _read_member(source, node)
            continue
        if isinstance(node, ast.Call):
            _read_apart(source, node)
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        text = node.value
        if id(node) in spoken or len(text) > _LONGEST or not text.isascii() or " " in text:
            continue
        if id(node) not in keys:
            source.add_candidate(text, node.lineno, *groups.get(id(node), ()))
        if is_evident(text) and id(node) not in keys:
            source.add_evident(text, node.lineno)
        elif is_evident(text) or is_possible(text):
            source.add_possible(text, node.lineno)


def _read_made(source: SourceFile, file: PythonFile, aside: Container[int]) -> None:
    """The same for texts that are put together, with what is known of their parts; what they begin
    with may be computed: f"{region}.anthropic.claude-v2"."""
    calls = ((call, scope) for call, scope in file.calls if _is_text(call))
    made = [(node, scope) for node, scope in (*file.made, *calls) if id(node) not in aside]
    within = {id(part) for node, _ in made for part in children(node)}
    for node, scope in made:
        if id(node) not in within and _may_be_name(node):
            for one in texts(node, scope):
                if len(one.text) <= _LONGEST and one.text.isascii() and is_evident(one.text):
                    source.add_evident(one.text, node.lineno)


def _is_text(call: ast.Call) -> bool:
    """True for a method of a text: `"/".join(…)`, `"{}/x".format(…)`."""
    return isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Constant)


def _may_be_name(node: ast.AST) -> bool:
    """True for what has a mark or number of a name in it, and none of a sentence."""
    parts = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    written = [one for one in parts if isinstance(one, str)]
    return any(_SIGN.search(one) for one in written) and not any(" " in one for one in written)


_SIGN = re.compile(r"[/.:\d-]")


def _read_apart(source: SourceFile, call: ast.Call) -> None:
    """Note an owner and a name that a call is given one after the other."""
    given = (*call.args, *(one.value for one in call.keywords))
    for first, second in pairwise(given[:_MOST_GIVEN]):
        match first, second:
            case (ast.Constant(value=str() as owner), ast.Constant(value=str() as name)):
                if text := owned(owner, name):
                    source.add_evident(text, second.lineno)


_MOST_GIVEN = 10
"""Arguments of a call that are looked at."""


def _read_member(source: SourceFile, node: ast.Attribute) -> None:
    """Note a member of an SDK's enumeration of models."""
    holder = str(getattr(node.value, "attr", None) or getattr(node.value, "id", ""))
    if isinstance(node.ctx, ast.Load) and (text := model_of_member(holder, node.attr)):
        source.add_evident(text, node.lineno, node.attr)


_LONGEST = 200
"""Characters of a name."""


_HOLDING = frozenset((ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ClassDef))


def _groups(nodes: Iterable[ast.AST]) -> Mapping[int, tuple[str, ...]]:
    """The list, dictionary or class of constants that a text stands in, by the text."""
    found: dict[int, tuple[str, ...]] = {}
    for node in nodes:
        if type(node) not in _HOLDING:
            continue
        match node:
            case (
                ast.List(elts=parts)
                | ast.Tuple(elts=parts)
                | ast.Set(elts=parts)
                | ast.Dict(values=parts)
            ):
                kind, together = "in", parts
            case ast.ClassDef(body=body):
                kind = f"{LOOSE}constants"
                together = [one.value for one in body if isinstance(one, ast.Assign)]
            case _:
                continue
        found.update((id(one), (f"{kind} {id(node)}",)) for one in together)
    return found


def _keys(nodes: Sequence[ast.AST]) -> set[int]:
    """Keys of dictionaries and what takes a member: a table may say something about models."""
    found = (one for n in nodes if isinstance(n, ast.Dict) for one in n.keys if one)
    members = (n.slice for n in nodes if isinstance(n, ast.Subscript))
    return {id(one) for one in (*found, *members)}


def _asked(nodes: Sequence[ast.AST]) -> set[int]:
    """The texts of lists and sets that are only looked into: `name in KNOWN`."""
    looked = Counter(
        one.id
        for node in nodes
        if isinstance(node, ast.Compare)
        for sign, one in zip(node.ops, node.comparators, strict=True)
        if isinstance(sign, ast.In | ast.NotIn) and isinstance(one, ast.Name)
    )
    below = (one for node in nodes for one in children(node)) if looked else ()
    named = Counter(n.id for n in below if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    return {
        id(text)
        for node in nodes
        if looked and isinstance(node, ast.Assign | ast.AnnAssign) and node.value
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and 0 < looked[target.id] == named[target.id]
        for text in _texts(_made(node.value))
    }


def _made(value: ast.expr) -> ast.expr:
    """What `set(…)` or `frozenset(…)` is made of; any other value as it is."""
    match value:
        case ast.Call(func=ast.Name(id="set" | "frozenset" | "tuple" | "list"), args=[inner]):
            return inner
    return value


def _spoken(nodes: Iterable[ast.AST]) -> set[int]:
    """The texts that are compared with another, shown, or are not a name of a model by what stands
    before them."""
    speaking = (node for node in nodes if type(node) in _SPEAKING)
    return {id(text) for node in speaking for part in _parts(node) for text in _texts(part)}


_SPEAKING = frozenset((ast.Compare, ast.MatchValue, ast.Expr, ast.Call, ast.Assign, ast.Dict))
"""The nodes that `_parts` knows: others need not be matched."""


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    programs = patterns().programs
    match node:
        case ast.Compare(left=left, comparators=others):
            yield from (left, *others)
        case ast.MatchValue(value=value) | ast.Expr(value=value):
            yield from (value,) if isinstance(value, ast.Constant) else ()
            yield from (value,) if isinstance(node, ast.MatchValue) else ()
        case ast.Call(func=func, args=args, keywords=keywords):
            name = key(str(getattr(func, "attr", None) or getattr(func, "id", "")))
            if name == "join":  # of a path
                yield from (one for one in args if not _is_weight_file(one))
            elif fits(name, programs.compares) or is_other(name):
                yield from args
            if fits(name, programs.within):
                yield from filter(_is_weight_file, (*args[1:], *(one.value for one in keywords)))
            yield from (one.value for one in keywords if one.arg and is_other(one.arg))
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            if is_other(name):
                yield value
        case ast.Dict(keys=keys, values=values):
            for given_key, value in zip(keys, values, strict=True):
                said = given_key.value if isinstance(given_key, ast.Constant) else ""
                if isinstance(said, str) and is_other(said):
                    yield value
        case _:
            return


def _is_weight_file(node: ast.expr) -> bool:
    """True for the name of a file in a repository that stands before it."""
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and is_weight_file(node.value)
    )


def _texts(node: ast.expr) -> Iterator[ast.expr]:
    """A text, or those of a list."""
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        yield from node.elts
    yield node
