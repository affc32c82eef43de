"""XML: what the values of attributes and the texts of elements name."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import unescape

from licensecheck.scan.bounds import spend
from licensecheck.scan.commands import read_shell
from licensecheck.scan.keys import read_address, read_value
from licensecheck.scan.patterns import fits, key, patterns
from licensecheck.scan.places import Value, lines_of
from licensecheck.scan.source import SourceFile

FILES = ("*.xml", "*.plist", "*.config", "*.resx", "*.xaml", "*.props")
ORDER = 1
"""After bills of materials."""

# Nothing between `<` and `>` has a `<`, and comments and data that are not closed have the rest, so
# that what is not closed costs no more than its length.
_PART = re.compile(
    r"<!--(?:.*?-->|.*)|<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)|<(?P<close>/)?(?P<name>[\w:.-]++)"
    r"(?P<given>(?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+')*+)>|(?P<text>[^<]++)|<",
    re.S,
)
_ATTRIBUTE = re.compile(r"([\w:.-]{1,100})\s*=\s*(?:\"([^\"]{0,1000})\"|'([^']{0,1000})')")
_NAMING = ("name", "key", "id", "property")
"""Attributes that say what the element's value is."""
_PLAIN = (
    *("value", "string", "item", "entry", "li", "text", "array", "list", "set", "map", "property"),
    *("param", "parameter", "argument", "arg", "constructor_arg"),
    *("option", "add", "setting", "data"),
)
"""Elements and attributes that say nothing of what their value is."""
MAX_OPEN = 100
"""Elements within each other of which the names are kept."""


@dataclass(slots=True)
class _Element:
    name: str
    number: int
    key: str
    """What its value is, as far as it says."""
    before: str = ""
    """The key of the next value: `<key>model</key><string>…</string>`."""


def read(source: SourceFile) -> None:
    """Note the models that attributes and texts name."""
    line_at = lines_of(source.text)
    open_: list[_Element] = [_Element("", 0, "")]
    for number, part in enumerate(_PART.finditer(source.text), start=1):
        spend(0)
        if part["close"]:
            if len(open_) > 1 and open_[-1].name == part["name"]:
                open_.pop()
        elif part["name"]:
            element = _opened(part, number, open_[-1])
            _read_attributes(source, part, element, open_[-1], line_at)
            if not part["given"].endswith("/") and len(open_) < MAX_OPEN:
                open_.append(element)
        elif text := (part["text"] or part["data"] or "").strip():
            begun = part.start("text") if part["text"] else part.start("data")
            spaces = len(part[0]) - len(part[0].lstrip()) if part["text"] else 0
            _read_text(source, open_, Value(unescape(text), line_at(begun + spaces)))


def _opened(part: re.Match[str], number: int, around: _Element) -> _Element:
    given = _given(part["given"])
    name = part["name"].rpartition(":")[2]
    said = next((given[one] for one in _NAMING if one in given), "")
    plain = fits(key(name), _PLAIN)
    return _Element(part["name"], number, said or (around.before or around.key if plain else name))


def _given(text: str) -> Mapping[str, str]:
    return {
        one[1].rpartition(":")[2].lower(): one[2] or one[3] for one in _ATTRIBUTE.finditer(text)
    }


def _read_attributes(
    source: SourceFile,
    part: re.Match[str],
    element: _Element,
    around: _Element,
    line_at: Callable[[int], int],
) -> None:
    beside = _given(part["given"])
    for found in _ATTRIBUTE.finditer(part["given"]):
        name = found[1].rpartition(":")[2]
        if name.lower() in _NAMING or name.startswith("xmlns"):
            continue
        line = line_at(part.start("given") + found.start())
        value = Value(unescape(found[2] or found[3] or ""), line)
        said = element.key if fits(key(name), (*_PLAIN, "default", "default_value")) else name
        group = f"in {around.number} {element.name} {name}"
        _read_value(source, said, value, group, (element.name, around.name), beside)


def _read_text(source: SourceFile, open_: list[_Element], value: Value) -> None:
    element, around = open_[-1], open_[-2] if len(open_) > 1 else open_[-1]
    if element.name == "key":
        around.before = value.text
    else:
        group = f"in {around.number} {element.name} {around.before}"
        _read_value(source, element.key, value, group, (around.name,), ())


def _read_value(
    source: SourceFile,
    name: str,
    value: Value,
    group: str,
    around: Iterable[str],
    beside: Iterable[str],
) -> None:
    read_address(source, value)
    if " " not in value.text and len(value.text) <= _LONGEST:
        read_value(source, name, value, group, around=around, beside=beside)
    elif fits(key(name), patterns().keys.commands):
        read_shell(source, value.text, value.line)


_LONGEST = 200
"""Characters of a name."""
