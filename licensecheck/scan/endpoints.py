"""Which hubs a project loads from another host than the public one, by what it sets itself.

One look at the words of a file, whatever its form: the names of these variables and options are
theirs alone, and their value stands beside them in every language.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address

from licensecheck.hubs.addresses import is_local_name
from licensecheck.knowledge.endpoints import load_endpoints
from licensecheck.scan.places import lines_of

_MOST = 300
"""Characters of a value, and between a call and its option."""
# Behind a name: what closes its text and brackets, then a sign, or the word `value` beside `name`.
_SHUT = re.compile(r"\\?[\"'`]?[)\]]*")
_VALUE_KEY = re.compile(
    r"(?:[ \t]+#[^\n]*)?\s*[,:]?\s*\\?[\"']?\b(?:value|default|valueFrom)\b\\?[\"']?\s*[:=]\s*",
    re.I,
)
_VALUE_FIRST = re.compile(
    r"value\\?[\"']?\s*[:=]\s*\\?[\"']?([^\s\"'`,{}\\]+)\\?[\"']?\s*,?\s*"
    r"\\?[\"']?\b(?:name|key)\\?[\"']?\s*[:=]\s*\\?[\"']?\Z",
    re.I,
)
_SIGN = re.compile(
    r"\s*:\s*[A-Za-z][\w\[\]. |]{0,40}=(?!=)[ \t]*"  # with a type before it
    r"|\s*(?:[:?]=|\?\?=?|\|\|=?|:?-(?=\S)|=>|=(?![=~])|:(?!:)|,|\(|\bor\b)[ \t]*"
    r"|[ \t]+(?=https?://)"
)
_QUOTED = re.compile(r"[furb]{0,2}\\?[\"'`](.*)", re.S)
_VALUE = re.compile(
    r"[furb]{0,2}\\?([\"'`])(?:(?!\1)[^\\\n])*"
    r"|(?:(?:\$?\{\{[^{}\n]*\}\}|\$\{[^}\n]*\}|\$\([^)\n]*\)|[^\s\"'`,;(){}\[\]\\<>])*)"
)
_OF_PROGRAMS = ("= ", ",", ", ")
"""Signs behind which a word without quotes is a name of the program, and no host."""
_READ = re.compile(r"\$\{?$")
_SETS = re.compile(r"(?:(?:set|put|export)\w*\(\s*\\?[\"']|\benv(?:iron)?\.)$", re.I)
_COMMENT = re.compile(r"^\s*(?:#|//|;|\*|--\s|rem\b|<!--)|\s(?:#|//)\s", re.I)
_DEFAULT = re.compile(r"(?:\$\{\w+:?[-=]|\bdefault[\s(]+|\|\|\s*)\\?[\"']?([^\"'\\}\s)]+)")
_HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.)*[\w-]+)(?::\d+)?(?:[/?#].*)?", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Moved:
    """A hub of which a project loads models from another host."""

    hub: str
    host: str
    """Empty where the project does not say which: a secret, a variable."""
    file: str
    line: int


def moved(text: str, file: str, *, python: bool = False) -> tuple[Moved, ...]:
    """What one file sets, each place once; `python` for a module, which has docstrings."""
    lower = text.lower()
    if not any(word in lower for word in _rare()):
        return ()
    return tuple(dict.fromkeys(_moved(text, file, python=python)))


def _moved(text: str, file: str, *, python: bool) -> Iterator[Moved]:
    line_at = lines_of(text)
    docstrings = _docstrings(text) if python else frozenset()
    for hub in load_endpoints():
        for found in _names(hub).finditer(text):
            line = line_at(found.start())
            host = _host(text, found, hub)
            if host is not None and line not in docstrings:
                yield Moved(hub, host, file, line)


def host_of(address: str) -> str:
    """The host of an address, in small letters; empty for what is none."""
    found = _HOST.fullmatch(address.strip())
    return found[1].lower() if found else ""


@cache
def _rare() -> frozenset[str]:
    """Words of which each file has one that names a host: they are looked for first."""
    hubs = load_endpoints().values()
    words = [max(name.split("_"), key=len) for one in hubs for name in one.variables]
    options = [item for one in hubs for item in one.arguments.items()]
    words += [word for option, calls in options for word in calls or (option,)]
    return frozenset(word.lower() for word in words)


@cache
def _variables(hub: str) -> re.Pattern[str]:
    """The variables of a hub, also as programs and charts spell them: `hfEndpoint`."""
    names = (one.replace("_", "[_-]?") for one in load_endpoints()[hub].variables)
    return re.compile(rf"(?<!\w)(?i:{'|'.join(names)})(?!\w)")


@cache
def _names(hub: str) -> re.Pattern[str]:
    """The variables of a hub, and the options in the calls that take them."""
    options = load_endpoints()[hub].arguments.items()
    return re.compile("|".join([_variables(hub).pattern, *(_option(*one) for one in options)]))


def _option(name: str, calls: tuple[str, ...]) -> str:
    call = "|".join(map(re.escape, calls))
    within = rf"\b(?:{call})\([^()]{{0,{_MOST}}}?" if calls else ""
    return rf"{within}\b{name}(?=\s*[:=(]\s*\\?[\"'`])"


def _host(text: str, found: re.Match[str], hub: str) -> str | None:
    """The other host that stands behind a name; None where none does."""
    near = text[max(0, found.start() - _MOST) : found.start()]
    before, end = near.rpartition("\n")[2], _end(_SHUT, text, found.end())
    if first := _VALUE_FIRST.match(near, max(near.rfind("value"), near.rfind("Value"), 0)):
        return _said(first[1], hub)
    sign = _VALUE_KEY.match(text, end, end + _MOST) or _SIGN.match(text, end, end + _MOST)
    if sign is None or _COMMENT.search(before) or _is_asked(before, sign[0]):
        return None
    if "valueFrom" in sign[0]:
        return _elsewhere(sign[0], hub)
    value = text[sign.end() : _end(_VALUE, text, sign.end())]
    quoted = _QUOTED.match(value)
    # Elsewhere a word without quotes and a scheme is a name of the program, and no host.
    is_variable = found[0].isupper() and not sign[0].endswith(_OF_PROGRAMS)
    if quoted or is_variable or any(mark in value for mark in ("://", "$", "{")):
        return _said(quoted[1] if quoted else value, hub)
    is_set = _SETS.search(before) or text[end - 1] == "]"
    return _elsewhere(value, hub) if is_set else None


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a pattern that may be empty ends."""
    found = pattern.match(text, at, at + _MOST)
    return found.end() if found else at


def _is_asked(before: str, sign: str) -> bool:
    """True for a variable whose value is used, as in `$X`, unless a default stands behind it."""
    return bool(_READ.search(before)) and not sign.startswith((":-", ":=", "-"))


def _said(words: str, hub: str) -> str | None:
    """The other host in a value; empty where it stands behind a variable. None where it is the
    public one, or is passed through."""
    if given := _DEFAULT.search(words):
        return _said(given[1], hub)
    name, known = host_of(words), load_endpoints()[hub]
    if name and ("://" in words or _is_host(name)):
        return None if name in known.public or (known.local and _is_own(name)) else name
    return _elsewhere(words, hub) if "$" in words or "{" in words else None


def _elsewhere(words: str, hub: str) -> str | None:
    """Empty for a value that stands elsewhere; None where that place has the variable's own name,
    and is looked at itself. A secret is seen by nobody."""
    is_hidden = "secrets." in words or "vars." in words
    is_passed = _variables(hub).search(words) and not is_hidden
    return "" if words and not (is_passed or load_endpoints()[hub].local) else None


def _is_host(name: str) -> bool:
    """True for a name with a domain, or an address in numbers; one word alone is any word."""
    return "." in name or name == "localhost"


def _is_own(host: str) -> bool:
    """True for what only the project's own machine or network can mean by its name."""
    try:
        address = ip_address(host)
    except ValueError:
        return is_local_name(host)
    return address.is_loopback or address.is_unspecified


def _docstrings(text: str) -> frozenset[int]:
    """The lines of Python's docstrings; none where it does not parse."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    texts = (one.value for one in ast.walk(tree) if isinstance(one, ast.Expr))
    return frozenset(
        line
        for one in texts
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
        for line in range(one.lineno, (one.end_lineno or one.lineno) + 1)
    )
