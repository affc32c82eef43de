"""What commands of a script are given to read: what is piped into them, or stands behind `<`.

Such a command is said again in words that need nothing to be read: `echo a b | xargs CMD` as
`CMD a` and `CMD b`, `while read X` as `mapfile X in …`, a loop that runs nothing by itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import PurePosixPath

from licensecheck.scan.bounds import spend
from licensecheck.scan.form import form_of
from licensecheck.scan.source import SourceFile
from licensecheck.scan.words import (
    MAX_VALUES,
    WORD_COST,
    ShellCommand,
    ShellWord,
    Variables,
    bare,
    expand,
)

Words = Sequence[ShellWord]
KEEPS = "mapfile"
"""The first word of a command that keeps values: `mapfile X in a b`."""

_LOOPS = frozenset({"while", "until", "for", "foreach", "select"})
_ENDS = frozenset({"done", "fi", "}"})
_READS = frozenset({"read", "mapfile", "readarray"})
_RUNS = frozenset({"xargs", "gxargs", "parallel"})
_PRINTS = frozenset({"echo", "printf"})
_PASSES = frozenset(
    {"cat", "grep", "sed", "sort", "uniq", "head", "tail", "tac", "tr", "awk", "tee", "cut"}
)
"""Commands that print what they read, or some of it."""
_LISTS = frozenset({"", ".txt", ".lst", ".list", ".models", ".conf"})
"""Endings of files that may be lists of words: others are data, or are read by themselves."""
_TAKE = frozenset({"-n", "-P", "-L", "-I", "-d", "-s", "-E", "-j", "-a", "--arg-file", "--jobs"})
"""Flags of what runs others, of which the next word is the value."""
_BREAK = re.compile(r"\n|\\[nt0]")
_COMPUTED = re.compile(r"^(?:\$\{?\w+\}?|\$)/")
"""A folder that is computed, before the name of a file."""


def fed(source: SourceFile, commands: Iterable[ShellCommand], known: Variables) -> Iterator[Words]:
    """The commands; each that runs or keeps what it is given to read, with that."""
    script = _Script(source, tuple(commands), known)
    ends = script.ends_of_loops()
    piped: Words = ()
    printed: Words = ()
    for at, command in enumerate(script.commands):
        given = script.given(at) or (script.given(ends[at]) if at in ends else ()) or piped
        yield from script.said(at, given)
        first = _first(command.words)
        if first in _PRINTS or (command.piped and first not in _ENDS):
            printed = script.printed(at, given)
        piped = printed if command.piped else ()


def _first(words: Words) -> str:
    """The program that words run, without its folder."""
    return next((one.text for one in bare(words)), "").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class _Script:
    """The commands of a script, with the values that its variables have so far."""

    source: SourceFile
    commands: Sequence[ShellCommand]
    known: Variables

    def ends_of_loops(self) -> Mapping[int, int]:
        """Where each loop ends, by where it begins: `done < FILE` is what its head reads."""
        found, begun = dict[int, int](), list[int]()
        for at, command in enumerate(self.commands):
            first = _first(command.words)
            if first in _LOOPS:
                begun.append(at)
            elif first == "done" and begun:
                found[begun.pop()] = at
        return found

    def given(self, at: int) -> Words:
        """The lines that a command reads: behind `<` and `<<<`, or of what `<(…)` prints."""
        words = self.commands[at].words
        return self._behind(words) or (self.printed(at + 1) if words[-1].text == "<" else ())

    def _behind(self, words: Words) -> Words:
        for place, word in enumerate(words):
            mark = "<<<" if word.text.startswith("<<<") else "<"
            beside = word.text.removeprefix(mark) or "".join(
                one.text for one in words[place + 1 : place + 2]
            )
            if word.text.startswith(mark) and beside not in ("", "<"):
                text = ShellWord(beside, word.line)
                return self._lines([text]) if mark == "<<<" else self._file(text)
        return ()

    def printed(self, at: int, given: Words = ()) -> Words:
        """What a command prints, as far as its words and what it reads tell."""
        words = bare(self.commands[at].words) if at < len(self.commands) else ()
        first = _first(words)
        if first in _PRINTS:
            said = (one for one in words[1:] if one.text[:1] != "-" and "%" not in one.text)
            return self._lines(said)
        if first in _PASSES or first[:1] == "<":
            files = map(self._file, words[1:])
            return next(filter(None, files), given) or self._behind(words)
        return ()

    def said(self, at: int, given: Words) -> Iterator[Words]:
        """A command in words that need nothing to be read."""
        written = self.commands[at].words
        words = _plain(bare(written))
        head = [one for one in words if one.text not in ("while", "until") and "=" not in one.text]
        if _first(head) in _READS and given:
            yield _read(head, given)
        elif _first(words) in _RUNS:
            yield from self._run(words, given) or [written]
        elif _opens(words) and (values := _split(self.printed(at + 1))):
            yield _filled(words, values)
        else:
            yield written

    def _run(self, words: Words, given: Words) -> Sequence[Words]:
        """What `xargs` and `parallel` run, with each word that they are given."""
        place, at = "{}", 1
        while at < len(words) and words[at].text.startswith("-"):
            flag = words[at].text
            at += 1 + (flag in _TAKE)
            value = words[at - 1] if flag in _TAKE and at <= len(words) else None
            if flag.startswith("-I"):
                place = (value.text if value else flag[2:]) or place
            elif value and flag in ("-a", "--arg-file"):
                given = self._file(value)
        rest = words[at:]
        if ":::" in (names := [one.text for one in rest]):
            rest, given = rest[: names.index(":::")], rest[names.index(":::") + 1 :]
        return [_with(rest, place, one) for one in _split(given)]

    def _lines(self, words: Iterable[ShellWord]) -> Words:
        """The lines of texts, with variables filled in."""
        values = chain.from_iterable(expand(one, self.known) for one in words)
        lines = (ShellWord(line, one.line) for one in values for line in _BREAK.split(one.text))
        return list(islice((one for one in lines if one.text.strip()), MAX_VALUES))

    def _file(self, name: ShellWord) -> Words:
        """The lines of a list in the project, by its path from the top or from the script."""
        path = PurePosixPath(_COMPUTED.sub("", name.text))
        if path.suffix not in _LISTS or not path.name or len(name.text) > _LONGEST:
            return ()
        if form_of(path.name):  # it names its models itself
            return ()
        folder = PurePosixPath(self.source.file).parent
        texts = (self.source.neighbour(str(one)) for one in (path, folder / path))
        text = next(filter(None, texts), "")
        if len(text) > _LARGEST:
            return ()
        spend(len(text) // _COPIED)
        lines = (one.strip() for one in text.splitlines())
        kept = (ShellWord(one, name.line) for one in lines if one and not one.startswith("#"))
        return list(islice(kept, MAX_VALUES))


_LONGEST = 200
"""Characters of a path."""
_LARGEST = 100_000
"""Characters of a list."""
_COPIED = 8
"""Characters that are looked at in one step."""


def _opens(words: Words) -> bool:
    """True for a command that goes on with what stands in brackets: `for x in $(cat FILE)`, or
    in backticks."""
    texts = [one.text for one in words[-4:]]
    return bool(texts) and (texts[-1].endswith("$") or (texts[-1] == "in" and texts[0] in _LOOPS))


def _plain(words: Words) -> Words:
    """Words without what is read, and without where a command writes to."""
    cut = (
        at for at, one in enumerate(words) if one.text[:1] in "<>" or one.text[:2] in ("1>", "2>")
    )
    return words[: next(cut, len(words))]


def _split(lines: Words) -> Words:
    """The words of lines."""
    return [ShellWord(word, one.line) for one in lines for word in one.text.split()][:MAX_VALUES]


def _read(words: Words, given: Words) -> Words:
    """`mapfile -t X` and `read X`: the first variable takes the first word of a line."""
    names = [one.text for one in words[1:] if one.text[:1] != "-"]
    flags = "".join(one.text for one in words[1:] if one.text[:1] == "-")
    if words[0].text == "read" and "a" not in flags:
        given = [ShellWord(one.text.split(None, 1)[0], one.line) for one in given]
    return _kept(names[0] if names else _UNNAMED.get(words[0].text, ""), _split(given))


_UNNAMED = {"read": "REPLY", "mapfile": "MAPFILE", "readarray": "MAPFILE"}


def _kept(name: str, values: Words) -> Words:
    return [*(ShellWord(one, values[0].line) for one in (KEEPS, name, "in")), *values]


def _filled(words: Words, values: Words) -> Words:
    """`CMD $(…)`, `X=$(…)` and `for X in $(…)` with what stands for the brackets."""
    texts = [one.text for one in words]
    if texts[-1].endswith("=$"):
        return _kept(texts[-1][:-2], values)
    if texts[0] in _LOOPS:
        return _kept(texts[1], values)
    return [*words[:-1], *values]


def _with(words: Words, place: str, given: ShellWord) -> Words:
    """A command with one word that it is given, at its place or behind the others."""
    spend(WORD_COST * len(words))
    filled = [ShellWord(one.text.replace(place, given.text), given.line) for one in words]
    return filled if any(place in one.text for one in words) else [*filled, given]
