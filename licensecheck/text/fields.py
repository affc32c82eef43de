"""Fields that name a licence, in JSON, TOML, YAML, INI and calls of Python alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from licensecheck.domain import Span

LICENSE_KEYS = ("license", "licence", "licenses", "licences")
"""Names of the field that holds a licence, in lower case: readers accept any."""
MAX_FIELDS = 20
"""Fields read of one file; a package has one, and classifiers."""

# `license`, `LICENCE`, `model_license`, `general.license.name`, `ss_license`; no `license_files`.
_KEY = re.compile(
    r"""(?<![\w.:-])["']?_{0,3}(?P<before>(?:[a-z0-9]+[_.:-]){0,4})(?:licen[cs]es?|lizenz|licencia|licen[zç]a|terms(?:[_.-]of[_.-]use)?"""
    r"""|(?:usage|use)[_.-](?:terms|restrictions?|rights)|(?:allowed|permitted|prohibited)[_.-]uses?|许可证?|协议)"""
    r"""(?:[_.:-](?:name|id|type|terms|spdx(?:_id)?|identifier|expression|link|ur[il]))?["']?"""
    r"""[^\S\n]{0,20}(?::(?!:)|=(?!=))[^\S\n]{0,20}""",
    re.IGNORECASE,
)
_CLASSIFIER = re.compile(r"\bLicense(?P<path>(?:[ ]?::[ ]?[^:\"'\n,]{1,80})+)")
_VALUE = re.compile(
    r"""(?:\n\s{0,80})?(?:"(?P<double>(?:[^"\\\n]|\\.){0,500})"|'(?P<single>(?:[^'\\\n]|\\.){0,500})'"""
    r"""|(?P<several>[\[{]\s{0,80}[\[{]?[^\[\]{}]{0,2000}[\]}])|(?P<lines>(?:\n[^\S\n]{0,20}-[^\n]{0,200}){1,20}))"""
    r"""|(?P<bare>[^\s"'\[{}\],#][^\n,}\]#]{0,300})"""
)
# The texts of a list or map, its keys among them.
_ITEM = re.compile(r"""(?P<quote>["'])(?P<text>.{0,300}?)(?P=quote)(?P<key>\s{0,20}[:=])?""")
_OF_OTHERS = re.compile(r"(?:^|[_.:-])(?:data|datasets?|base|base_model|code)[_.:-]", re.IGNORECASE)
# What a program reads or computes: its value stands elsewhere.
_CALL = re.compile(r"(?:\w+\.)+[a-z_]\w*\(|(?:open|read|load|get)\w*\(")
# What stands in a text, and not among the names in a call: "non-commercial", "for zoos".
_WORDS = re.compile(r"[\"'-]|\w\s+\w")
# Names of files, of keys and of an encoding: what a call says beside these may be the terms.
_NAMES = re.compile(
    r"""(["'])(?:[\w./-]*(?:licen[cs]e|copying|notice|\.(?:txt|md|rst|py|toml))[\w./-]*|r[bt]?|utf-?8)\1""",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?:null|none|true|false|nil|~|unknown|str|[\d.]*)", re.IGNORECASE)
# npm points to a file so.
_SEE = re.compile(r"see licen[cs]e in\s+", re.IGNORECASE)
# `<license name="MIT"/>`, `<license>MIT</license>`, and with a name inside, as Maven has it.
_ELEMENT = re.compile(
    r"<(?:\w{1,20}:)?licen[cs]es?(?P<inside>(?:\s[^<>]{0,500})?)/?>(?:\s{0,80}<(?:name|id)>)?(?P<text>[^<>]{0,300})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:name|id|type|title|expression)\s{0,3}=\s{0,3}[\"']([^\"'<>]{1,300})", re.I
)
_TAG = re.compile(r"@licen[cs]e[ \t]+(\S[^\n]{0,200})")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class LicenseField:
    """A field with what it names."""

    span: Span
    """Key and value in the text."""
    values: tuple[str, ...]
    """What is named, in order; several where the field is a list."""


def license_fields(text: str) -> Iterator[LicenseField]:
    """The fields that name licences, at any depth and whether or not the file can be parsed.

    What names the licence of data or of what a model was made from is left out, and so is an empty
    value. Linear in the text.
    """
    found = 0
    for span, values in (
        *_fields(text),
        *_elements(text),
        *_classifiers(text),
        *_escaped(text),
        *_tagged(text),
    ):
        named = tuple(dict.fromkeys(filter(None, map(_plain, values))))
        if named and found < MAX_FIELDS:
            found += 1
            yield LicenseField(span, named)


def _fields(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    for key in _KEY.finditer(text):
        value = _VALUE.match(text, key.end())
        set_to = key[0].rstrip().endswith("=") and value and value["bare"]
        computed = set_to and _is_computed(set_to)
        if value and not computed and not _OF_OTHERS.search(key["before"]):
            yield Span(key.start(), value.end()), _values(value)


def _is_computed(value: str) -> bool:
    """True for a call without words of its own."""
    return bool(_CALL.match(value)) and not _WORDS.search(_NAMES.sub("", value))


def _elements(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    for found in _ELEMENT.finditer(text) if "<" in text else ():
        yield Span(*found.span()), (*_NAMED.findall(found["inside"]), found["text"].strip())


def _tagged(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """What a comment of a program says behind `@license`."""
    for found in _TAG.finditer(text) if "@licen" in text else ():
        yield Span(*found.span()), (found[1].strip(),)


def _classifiers(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Trove classifiers: `License :: OSI Approved :: MIT License`."""
    for match in _CLASSIFIER.finditer(text):
        last = match["path"].rpartition("::")[2].strip()
        if last != "OSI Approved":
            yield Span(*match.span()), (last,)


def _escaped(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Fields whose letters JSON gives by number; they stand on no line of their own."""
    if _ESCAPE.search(text):
        plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        known = {values for _, values in _fields(text)}
        yield from ((Span(0, 0), values) for _, values in _fields(plain) if values not in known)


def _values(value: re.Match[str]) -> tuple[str, ...]:
    if several := value["several"]:
        items = tuple(item["text"] for item in _ITEM.finditer(several) if not item["key"])
        return items or (several[1:-1],)
    if lines := value["lines"]:
        return tuple(line.partition("#")[0].lstrip(" -\t") for line in lines.splitlines())
    return (value["double"] or value["single"] or value["bare"] or "",)


def _plain(value: str) -> str:
    """A value without quotes and what a language puts around it; empty where it says nothing."""
    value = value.strip(" \t\r\"',;")
    whole = value.endswith(")") and "(" in value[1:]  # "… v3 or later (GPLv3+)"
    value = _SEE.sub("", value if whole else value.strip(" \t\r\"'()[]{},;"))
    return "" if _NOTHING.fullmatch(value) else value
