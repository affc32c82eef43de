"""How programming languages write texts and comments, as one regular expression for each:
rules/languages.yaml.

Every alternative is possessive and ends at the end of the text at the latest, so a program is read
once whatever is not closed in it.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict
from licensecheck.scan.patterns import Globs, fits

_FILLED = 200
"""Characters of a value that is filled into a text; longer ones end where their text would."""
_CLOSING = {"${": "}", "#{": "}", "{": "}", "\\(": ")"}

_OPERATOR = r"=>|:=|===?|!==?|<=|>=|\?\?=?|\|\|=?|&&|->|::|\?\.|\+=|[-+*/%&|^~<>=!?:;,.(){}\[\]\n]"
_REGEX = (
    r"(?<=[(,=:\[!&|?{};\n])[ ]?/(?![*/])"
    r"(?:[^\\/\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,99}+\]){1,300}+/[a-z]*"
)


class TextForm(Strict):
    """One way to write a text."""

    open: str
    close: str = ""
    escape: Literal["backslash", "double", "none"] = "backslash"
    lines: bool = False
    """True where it may have several lines."""
    fills: str = ""
    """What begins a value that is filled in."""
    char: bool = False
    """True for a single character."""

    apart: bool = False
    """True where a letter before it makes it an apostrophe: in words of a page."""

    @property
    def end(self) -> str:
        """What ends it."""
        return self.close or self.open

    @property
    def pattern(self) -> str:
        """From the opening to the end, of the line or file where it is not closed."""
        opened, end = re.escape(self.open), re.escape(self.end)
        opened = rf"(?<![A-Za-z]){opened}" if self.apart else opened
        if self.char:
            return rf"{opened}(?:[^{end}\\\n]|\\[^\n]{{1,9}}?){end}"
        stop = "" if self.lines else r"(?=\n)|"
        return rf"{opened}(?:{'|'.join(self._parts())})*+(?:{end}|{stop}\Z)"

    def _parts(self) -> Iterator[str]:
        first, rest = self.end[0], self.end[1:]
        special = {first, *("\\" if self.escape == "backslash" else ""), *self.fills[:1]}
        closed = "".join(map(re.escape, sorted(special))) + ("" if self.lines else r"\n")
        if self.fills:
            yield self._fill()
        if self.escape == "backslash":
            yield r"\\." if self.lines else r"\\[^\n]"
        if self.escape == "double":
            yield re.escape(self.end * 2)
        yield f"[^{closed}]"
        if rest:
            yield f"{re.escape(first)}(?!{re.escape(rest)})"
        if self.fills and self.fills[0] not in ("\\", first):
            yield re.escape(self.fills[0])

    def _fill(self) -> str:
        """A value with texts and braces of its own in it, one within the other."""
        quote = re.escape(self.end[0])
        opens, closes = re.escape(self.fills[-1]), re.escape(_CLOSING[self.fills])
        plain = rf"[^{opens}{closes}{quote}\n]{{0,{_FILLED}}}+"
        inner = rf"(?:{quote}[^{quote}\n]{{0,{_FILLED}}}+{quote}|{opens}{plain}{closes})"
        return rf"{re.escape(self.fills)}{plain}(?:{inner}{plain}){{0,4}}+{closes}"


class ProgrammingLanguage(Strict):
    """How one language, or several like it, write their texts."""

    files: Globs
    line: tuple[Regex, ...] = ()
    block: tuple[tuple[str, str], ...] = ()
    texts: tuple[TextForm, ...]
    given: Regex = ""
    """Begins a text that goes to a line with its own word, which is the group `mark`."""
    word: Regex = r"[A-Za-z_]\w*"
    regex: bool = False
    """True where it has regular expressions between slashes."""
    filters: frozenset[str] = frozenset()
    """Words, in small letters, behind which `=` compares."""
    any_case: bool = False
    """True where a function has any case; rules have it in capitals."""
    tags: bool = False
    """True where a text behind a field has keys and values: `env:"MODEL" default:"x"`."""
    blocks: bool = False
    """True where a colon begins a block, and words join conditions: `and`, `or`, `in`."""
    shell: bool = False
    """True where its lines are commands as well."""
    lists: tuple[tuple[str, str], ...] = ()
    """What begins and ends lists of bare words."""

    @cached_property
    def tokens(self) -> re.Pattern[str]:
        """Comments (`skip`), texts (`text0`, …), lists (`list0`, …), `given`, words, operators."""
        blocks = [rf"{re.escape(a)}(?s:.)*?(?:{re.escape(b)}|\Z)" for a, b in self.block]
        comments = [*blocks, *(rf"(?:{one})[^\n]*+" for one in self.line)]
        parts = [f"(?P<text{at}>{one.pattern})" for at, one in enumerate(self.texts)]
        parts = [f"(?P<skip>{'|'.join(comments)})", *parts]
        if self.given:
            parts.insert(1, f"(?P<given>{self.given})")
        if self.regex:
            parts.insert(1, f"(?P<regex>{_REGEX})")
        for at, (opened, closed) in enumerate(self.lists):
            end = re.escape(closed)
            parts.insert(1, rf"(?P<list{at}>{re.escape(opened)}[^{end}]*+(?:{end}|\Z))")
        parts += [r"(?P<number>\d[\w.]*+)", f"(?P<word>{self.word})", f"(?P<op>{_OPERATOR})"]
        return re.compile("|".join(parts), re.S)


class _Languages(Strict):
    languages: dict[str, ProgrammingLanguage]


@cache
def load_languages(path: Path | None = None) -> dict[str, ProgrammingLanguage]:
    """All of them, by name."""
    return read_rule_file(path or rule_folder() / "languages.yaml", _Languages).languages


@cache
def language_of(name: str) -> ProgrammingLanguage | None:
    """The language of a file by its name; None where we know none."""
    return next((one for one in load_languages().values() if fits(name, one.files)), None)


def python() -> ProgrammingLanguage:
    """The language of programs of Python."""
    return load_languages()["python"]
