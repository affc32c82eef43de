"""Which files can name a model at all: their words are looked at before anything is read.

Most files of a project name none. To see that takes one pass over a file's bytes: whatever the
readers of `scan/forms/` find has words that the rules know, or the form of `owner/name`. Less is
asked of a file here than its reader asks, so that none is left out that names a model:
`tests/scan/test_hints.py` compares both.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from licensecheck.knowledge.services import load_services
from licensecheck.scan.contents import visible
from licensecheck.scan.evident import owned, reads_as_model
from licensecheck.scan.names import is_surely_model
from licensecheck.scan.needs import needs
from licensecheck.scan.owners import is_known_owner
from licensecheck.scan.patterns import patterns
from licensecheck.scan.pieces import Need, WordPiece
from licensecheck.scan.vocabulary import Vocabulary, compound_keys, words_of

# What escapes stand for: `\n` is a space, `\u0061` a letter, and a line that goes on has no end.
_ESCAPED = re.compile(rb"\\(?:u00([2-7][0-9a-fA-F])|x([2-7][0-9a-fA-F]))")
_OCTAL = re.compile(rb"\\([01][0-7]{2})")
_GOES_ON = re.compile(rb"\\\r?\n[ \t]*")
# Other ways to write a letter or a mark, by what they begin with: few use them, and such a file is
# read.
_ENTITIES = (
    b"&#",
    b"&sol;",
    b"&hyphen;",
    b"&period;",
    b"&colon;",
    b"&lowbar;",
    b"\\N{",
    b"\\U0000",
)
_ENTITY = re.compile(
    rb"&#x0*[2-7][0-9a-fA-F];|&#0*(?:3[2-9]|[4-9]\d|1[0-2]\d);|&[a-z]+;|\\U000000[2-7]"
    rb"|\\N\{(?:LATIN (?:SMALL|CAPITAL) LETTER .\}|DIGIT|SOLIDUS|HYPHEN|FULL STOP|COLON|LOW LINE)"
)

# Of a name whose owner stands elsewhere: `"%s/%s"`, `"/".join(…)`, and `"owner", name="name"`.
# The slash comes first, which is found many times faster than what may stand before it.
_IS_JOINED = re.compile(rb"/(?:(?<=[\"']/)[\"']|(?<=%[sv]/)%[sv]|(?<=[}\)]/)[{#$\\]|\$(?<=\w/\$))")
_QUOTED = re.compile(rb"[\"']([A-Za-z0-9][\w.-]{1,60})/?[\"']")
_APART = re.compile(
    rb"[\"']([A-Za-z0-9][\w.-]{1,60})[\"']\s*(?=,\s*(?:\w+\s*[=:]\s*)?[\"']([A-Za-z0-9][\w.-]{2,95})[\"'])"
)
_BACKWARDS = re.compile(rb"[\w.-]+")
_AFTER = re.compile(rb"[A-Za-z0-9][\w.-]*")
_OPEN = frozenset(b"\"'`$%{}()<>|+\\")
"""Beside a slash: what is there is written elsewhere."""
# A size behind a name, as Ollama writes it.
_TAGGED = re.compile(rb":(?:[eE]|\d+x)?\d[\d.]{0,4}[bBmM]")


@dataclass(slots=True)
class _Words:
    """What the words of one file tell together."""

    pieces: set[WordPiece] = field(default_factory=set)
    keys: list[bytes] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)
    may_name: bool = False
    kinds: list[bytes] = field(default_factory=list)
    has_kind: bool = False
    """True where a key says by itself how names are read."""
    has_member: bool = False
    has_owner: bool = False
    runs: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What the words of a file tell."""

    may_name: bool
    """False for a file in which no reader finds a model, or what may be one."""
    uses_library: bool
    """True where a library is imported of which others may call what it makes."""
    runs: bool
    """True where commands are run that may be given a model which another file names."""


class Hints:
    """Tells files that may name a model from those that cannot."""

    def __init__(self, all_needs: Sequence[Need]) -> None:
        self._needs = defaultdict[WordPiece, list[Need]](list)
        for need in all_needs:
            self._needs[need.rarest].append(need)
        pieces = {one for need in all_needs for one in need.pieces | need.one_of}
        self._vocabulary = Vocabulary(pieces)

    def look(self, content: bytes, *, python: bool = False) -> Look:
        """What the words of a file tell; `python` for a module of Python, which has no names
        without quotes."""
        spelt = any(one in content for one in _ENTITIES) and _ENTITY.search(content)
        text = _plain(content)
        words = self._words(text)
        met = self._met(words, text)
        return Look(
            bool(spelt or met or words.has_member or _names_by_form(text, words, python=python)),
            uses_library=any(one.library for one in met),
            runs=bool(words.keys and words.runs),
        )

    def _met(self, words: _Words, text: bytes) -> Sequence[Need]:
        """The needs that are met."""
        met = [
            need
            for piece in words.pieces & self._needs.keys()
            for need in self._needs[piece]
            if (words.may_name or not need.keyed) and need.is_met(words.pieces)
        ]
        asked = {one.written for one in met if one.written}
        decoded = text.decode("utf-8", "replace") if asked else ""
        found = {None, *(one for one in asked if one.search(decoded))}
        return [one for one in met if one.written in found]

    def _words(self, text: bytes) -> _Words:
        found = words_of(text)
        words = _Words(runs=any(map(found.issuperset, _runners())))
        for word, told in self._vocabulary.told(found):
            words.pieces |= told.pieces
            words.keys += [word] if told.names_model else []
            words.parts |= told.parts
            words.may_name |= told.may_name
            words.has_member |= told.is_member
            words.has_owner |= told.begins_owner
            words.kinds += [word] if told.has_kind else []
            words.has_kind |= told.has_kind and told.may_name
        small = text.lower() if words.parts else b""
        for one in compound_keys() if words.parts else ():
            if one.teller in words.parts and one.is_in(small):
                words.keys.append(one.parts[-1])
                words.may_name = True
        return words


@cache
def _runners() -> tuple[frozenset[bytes], ...]:
    """The words of functions that run a command."""
    return tuple(frozenset(re.findall(rb"\w+", glob.encode())) for glob in patterns().shells)


@cache
def hints() -> Hints:
    """One for a process: what words tell is the same for all projects."""
    return Hints(needs())


def _plain(content: bytes) -> bytes:
    """A file without the escapes that stand for letters, slashes and spaces; a line that goes on
    is there twice, with a space for its end and with nothing."""
    if not content.isascii():
        content = visible(content.decode("utf-8", "surrogateescape")).encode(
            "utf-8", "surrogateescape"
        )
    if b"\\" not in content:
        return content
    content = content.replace(b"\\/", b"/")
    if b"\\\n" in content or b"\\\r\n" in content:
        content = re.sub(rb"\\\r?\n", b" ", content) + b"\n" + _GOES_ON.sub(b"", content)
    for escape in (b"\\n", b"\\t", b"\\r"):
        content = content.replace(escape, b" ")
    if b"\\u00" in content or b"\\x" in content:
        content = _ESCAPED.sub(lambda m: bytes([int(m[1] or m[2], 16)]), content)
    if b"\\0" in content or b"\\1" in content:
        content = _OCTAL.sub(lambda m: bytes([int(m[1], 8)]), content)
    return content


def _names_by_form(text: bytes, words: _Words, *, python: bool) -> bool:
    """True for a file with names that have the form of a model's, if a key says so or not."""
    if words.has_owner and _names_apart(text):
        return True
    if not words.may_name:
        return _names_owned(text, careful=False)
    if words.has_kind or _TAGGED.search(text) or any(one in text for one in _stores()):
        return True
    if words.kinds and (not python or _is_part(text, words.kinds)):
        return True
    return _names_owned(text, careful=not python or _is_assigned(text, words.keys))


@cache
def _stores() -> tuple[bytes, ...]:
    """How places in buckets begin."""
    return tuple(one.encode() for one in load_services()["bucket"].written)


def _names_apart(text: bytes) -> bool:
    """True for a file in which an owner and a name stand beside each other, or are joined."""
    if _IS_JOINED.search(text) and any(map(_is_publisher, _QUOTED.findall(text))):
        return True
    pairs = (one.groups() for one in _APART.finditer(text))
    return any(_is_publisher(a) and owned(a.decode(), b.decode()) for a, b in pairs)


def _is_publisher(owner: bytes) -> bool:
    return is_known_owner(f"{owner.decode()}/")


def _names_owned(text: bytes, *, careful: bool) -> bool:
    """True for a file with `owner/name` that is a model wherever it stands; if `careful`, also for
    one that is a model where a key says so. Of half a name, the other half may be anything."""
    before, *others = text.split(b"/")
    for after in others:
        name = _name_before(before), _name_after(after)
        if any(name) and _may_be_owned(*name, careful=careful):
            return True
        before = after
    return False


def _name_before(text: bytes) -> str | None:
    """The owner at the end of a text; empty where it is written elsewhere, None where none is."""
    found = _BACKWARDS.match(text[:-100:-1])
    if not found:
        return "" if text[-1:] and text[-1] in _OPEN else None
    sign = text[-len(found[0]) - 1 : -len(found[0])]
    return "" if sign == b"$" else found[0][::-1].lstrip(b"._-").decode("ascii")


def _name_after(text: bytes) -> str | None:
    found = _AFTER.match(text)
    if not found:
        return "" if text[:1] and text[0] in _OPEN else None
    return found[0].decode("ascii")


def _may_be_owned(owner: str | None, name: str | None, *, careful: bool) -> bool:
    if owner is None or name is None:
        return False
    if not owner:
        return reads_as_model(f"owner/{name}") or (careful and is_surely_model(f"owner/{name}"))
    if not name:
        return is_known_owner(f"{owner}/")
    whole = f"{owner}/{name}"
    return reads_as_model(whole) or (careful and is_surely_model(whole))


def _is_assigned(text: bytes, keys: Sequence[bytes]) -> bool:
    """True where one of the keys has something behind it: `key = `, `"key": `, `--key`."""
    if not keys:
        return False
    word = rb"(?:" + rb"|".join(sorted(map(re.escape, keys))) + rb")"
    return bool(re.search(word + rb"[\"'\]]*\s*[:=,(]|--[\w-]*" + word, text))


def _is_part(text: bytes, words: Sequence[bytes]) -> bool:
    """True where one of the words may be a part of a key: `"--azure-model"`, `"azure model"`."""
    word = rb"\b(?:" + rb"|".join(sorted(map(re.escape, words))) + rb")\b"
    quoted = rb"[\"'][\w .-]{0,60}" + word + rb"[\w .-]{0,60}[\"']"
    return bool(re.search(rb"[-.]" + word + rb"|" + word + rb"[-.]\w|" + quoted, text))
