"""The words of a script: commands taken apart, variables filled in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from licensecheck.scan.bounds import spend

_WORD = re.compile(
    r"""(?P<comment>(?<!\S)\#[^\n]*)|(?P<end>\|\||&&|[;|&\n()`])|(?P<word>(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\{(?:\$\{[^${}\n]{0,200}+\}|[^}\n]){0,200}+\}|[^\s;|&()`'"\\])+)""",
    re.DOTALL,
)
_VARIABLE = re.compile(r"\$\{([\w.]+)(?:\[[@*]\]|:?[-=]([^}\n]{0,200}))?\}|\$(\w+)")
_WHOLE = re.compile(rf"((?:--?[\w-]+=|\w+=)?)(?:{_VARIABLE.pattern})")
_ARRAY = re.compile(r"(?m)(?<![\w$])(\w+)\+?=\(([^()`]{0,20000})\)")
_COMMENT = re.compile(r"(?<!\S)#.*")

MAX_VALUES = 200
"""Values of one variable that are followed."""

_MAX_FILLED = 20
"""Values of a variable that are filled into a word of which it is a part."""

MAX_LENGTH = 2_000
"""Characters that the variables of a word may add to it; names of models have at most 200. A word
that would be longer stays as it is written."""

_COPIED = 32
"""Characters that are copied, and read again, in one step."""

WORD_COST = 8
"""Steps that a word of a command takes, which is held against every rule."""


@dataclass(frozen=True, slots=True)
class ShellWord:
    """One word of a command, without its quotes."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ShellCommand:
    """The words of a command."""

    words: Sequence[ShellWord]
    piped: bool = False
    """True where the next command reads what it prints."""


Variables = Mapping[str, Sequence[ShellWord]]
"""The values that a variable may have, each where it is written."""


def commands(text: str, first_line: int) -> Iterator[ShellCommand]:
    """The commands of a script; comments and quotes are gone."""
    command: list[ShellWord] = []
    ended = piped = False
    # A continued line is one line; its line break still counts.
    text = re.sub(r"\\[ \t]*\r?\n", lambda m: " \x00", text)
    # So is an array, however many lines it has.
    text = _ARRAY.sub(_on_one_line, text)
    line, last = first_line, 0
    for match in _WORD.finditer(text):
        line += len(re.findall("[\n\x00]", text[last : match.start()]))
        last = match.start()
        if match["word"] is not None:
            if ended and command:
                yield ShellCommand(command, piped)
                command = []
            ended = piped = False
            word = _unquoted(match["word"].replace("\x00", ""))
            if word:
                command.append(ShellWord(word, line))
        elif match["end"] is not None:
            ended, piped = True, piped or match["end"] == "|"
    if command:
        yield ShellCommand(command)


_LEADS = frozenset({"do", "then", "else", "{", "!", "time", "sudo"})
"""Words before a command."""


def bare(words: Sequence[ShellWord]) -> Sequence[ShellWord]:
    """The words from the program on."""
    return words[next((at for at, one in enumerate(words) if one.text not in _LEADS), 0) :]


def _on_one_line(array: re.Match[str]) -> str:
    return f"{array[1]}='(' " + _COMMENT.sub("", array[2]).replace("\n", " \x00")


def _unquoted(word: str) -> str:
    return re.sub(
        r"""'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)""",
        lambda m: m[1] or re.sub(r"\\(.)", r"\1", m[2] or "") or m[3] or "",
        word,
        flags=re.DOTALL,
    )


def expanded(command: Sequence[ShellWord], variables: Variables) -> Iterator[list[ShellWord]]:
    """The command once for each value of a variable with several: a loop's, an array's."""
    options = [expand(word, variables) for word in command]
    for at in range(max(map(len, options), default=0)):
        spend(WORD_COST * len(command) if at else 0)
        yield [words[at if at < len(words) else 0] for words in options]


def expand(word: ShellWord, variables: Variables) -> list[ShellWord]:
    """A word with its variables filled in: what is not known, or too long, stays as it is written.

    A word that is one variable stands where that was assigned, once for each of its values; one
    with variables in it, once for each of the first few. There is at least one word, and at most
    MAX_VALUES.
    """
    if "$" not in word.text:
        return [word]
    whole = _WHOLE.fullmatch(word.text)
    if whole and (values := variables.get(whole[2] or whole[4])):
        spend(sum(len(value.text) // _COPIED + 1 for value in values[:MAX_VALUES]))
        return [ShellWord(f"{whole[1]}{value.text}", value.line) for value in values[:MAX_VALUES]]
    named = (variables.get(found[1] or found[3], ()) for found in _VARIABLE.finditer(word.text))
    several = min(max(map(len, named), default=1) or 1, _MAX_FILLED)
    spend(several - 1)
    return [ShellWord(_filled(word.text, variables, at), word.line) for at in range(several)]


def _filled(text: str, variables: Variables, at: int) -> str:
    """A text with the value at a place of each variable, or with its first one."""
    pieces, done, added = [], 0, 0
    for found in _VARIABLE.finditer(text):
        name, default = found[1] or found[3], found[2]
        given = variables.get(name)
        value = (
            given[at if at < len(given) else 0].text
            if given
            else default
            if default is not None
            else found[0]
        )
        added += len(value)
        if added > MAX_LENGTH:
            return text
        pieces += [text[done : found.start()], value]
        done = found.end()
    spend((done + added) // _COPIED)
    return "".join([*pieces, text[done:]])
