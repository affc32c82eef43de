"""Dockerfiles: commands, environments, downloads."""

import re

from licensecheck.scan.bounds import spend
from licensecheck.scan.forms import shell
from licensecheck.scan.keys import read_pair
from licensecheck.scan.places import MalformedError, lines_of, listed, read_json
from licensecheck.scan.source import SourceFile

FILES = (
    "Dockerfile",
    "Dockerfile.*",
    "*.Dockerfile",
    "*.dockerfile",
    "Containerfile",
    "*.Containerfile",
)

_INSTRUCTION = re.compile(
    r"^[ \t]*(RUN|CMD|ENTRYPOINT|ENV|ARG|ADD|HEALTHCHECK)[ \t]+"
    r"((?:.*\\[ \t]*\n(?:[ \t]*#.*\n)*)*.*)",
    re.I | re.M,
)
_HEREDOC = re.compile(r"<<-?[ \t]*[\"']?(\w+)[\"']?[ \t]*$")
_OLD_ENV = re.compile(r"(\w+)[ \t]+(\S+)$")


def read(source: SourceFile) -> None:
    """Read what is run, set and added. Variables of ARG and ENV are followed by the shell."""
    line_at = lines_of(source.text)
    script: list[str] = [""] * (source.text.count("\n") + 2)
    start, given = "", 0
    for match in _INSTRUCTION.finditer(source.text):
        if match.start() < given:
            continue  # within what an instruction before is given with `<<`
        line = line_at(match.start(1))
        kind, rest = match[1].upper(), match[2]
        if kind == "ENV" and (old := _OLD_ENV.match(rest)):
            read_pair(source, old[1], old[2], line)
            rest = f"{old[1]}={old[2]}"
        # Without the words before the command, and with every line where it was.
        script[line] = _as_shell(kind, rest)
        if kind == "ENTRYPOINT" and rest.startswith("["):
            start = script[line].replace("\\\n", " ")
        elif kind == "CMD" and start:
            spend(len(start))
            script[line] = f"{start} {script[line]}"
        elif heredoc := _HEREDOC.search(rest):
            given = _end(source.text, heredoc[1], match.end())
            script[line] = rest + source.text[match.end() : given]
    shell.read(source.part(_in_place(script)))


def _end(text: str, word: str, at: int) -> int:
    """Where the lines of `RUN <<EOF` end: those of one without its end go on to the last line."""
    closed = re.compile(rf"(?m)^\t*{word}[ \t]*$").search(text, at)
    return closed.end() if closed else len(text)


def _as_shell(kind: str, rest: str) -> str:
    rest = re.sub(r"^(--\w[\w-]*(=\S+)?[ \t\\\n]+)+", lambda m: "\n" * m[0].count("\n"), rest)
    rest = re.sub(r"(?m)^[ \t]*#.*$", " \\\\", rest)
    if rest.startswith("["):
        rest = _words(rest)
    return f"export {rest}" if kind in ("ENV", "ARG") else rest


def _words(rest: str) -> str:
    """`["a", "b"]` as a command line."""
    try:
        tree = read_json(rest.replace("\\\n", "\n"))
    except MalformedError:
        return rest
    words, line = [], 1
    for value in listed(tree):
        words += ["\\\n"] * (value.line - line) + [_quoted(value.text)]
        line = value.line
    return " ".join(words)


def _quoted(word: str) -> str:
    return word if re.search(r"\s", word) else "'" + word.replace("'", "") + "'"


def _in_place(script: list[str]) -> str:
    """One text in which every piece begins on its line."""
    lines: list[str] = []
    for number, piece in enumerate(script):
        if piece:
            lines += [""] * (number - 1 - len(lines))
            lines += piece.split("\n")
    return "\n".join(lines)
