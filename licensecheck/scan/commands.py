"""Command lines that name a model: of scripts, images, pipelines, notebooks and subprocesses."""

import re
from collections import ChainMap
from collections.abc import Iterator, MutableMapping, Sequence
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from itertools import islice, pairwise

from licensecheck.scan.bounds import level, spend
from licensecheck.scan.evident import is_evident, is_other
from licensecheck.scan.fed import KEEPS, fed
from licensecheck.scan.keys import meant, read_body, read_embedded, read_evident, read_value
from licensecheck.scan.names import is_weight_file
from licensecheck.scan.patterns import CommandRule, fits, names_model, patterns
from licensecheck.scan.places import Value
from licensecheck.scan.source import SourceFile
from licensecheck.scan.words import (
    MAX_VALUES,
    ShellWord,
    Variables,
    bare,
    commands,
    expand,
    expanded,
)

MAX_PROGRAM = 500
"""Characters of the path of a program."""

_ASSIGNED = re.compile(r"(\w+)=(.*)", re.DOTALL)
_SELECTS = frozenset({"-l", "--selector", "--label", "--labels", "--filter"})
_LOOPS = ("for", "foreach", KEEPS)
_SET = re.compile(r"\$\{(\w+):?=([^${}]+)\}")


def read_shell(
    source: SourceFile, text: str, first_line: int = 1, known: Variables | None = None
) -> None:
    """Note the models that commands of a script name; variables are followed, loops too.

    `known` are the variables that are set outside.
    """
    # What is set outside is shared by all scripts of a file: it is not copied for each.
    variables = ChainMap[str, Sequence[ShellWord]]({}, known or {})  # type: ignore[arg-type]  # only read
    with level():
        for command in fed(source, commands(text, first_line), variables):
            spend()
            _assign(source, command, variables)
            for words in expanded(command, variables):
                read_command(source, words)


def _assign(
    source: SourceFile,
    command: Sequence[ShellWord],
    variables: MutableMapping[str, Sequence[ShellWord]],
) -> None:
    """Note the variables that a command sets: `A=b`, `A=(b c)`, `for A in b c`."""
    words = _once(command, variables)
    if len(words) > 3 and words[0].text in _LOOPS and words[2].text == "in":
        each = (one for word in command[3:] for one in expand(word, variables))
        variables[words[1].text] = list(islice(each, MAX_VALUES))
        return
    given = [found[0] for word in command for found in _SET.finditer(word.text)]
    given.reverse()  # the first one sets the variable, and so is the last that is noted
    words = [*(ShellWord(_SET.sub(r"\1=\2", one), command[0].line) for one in given), *words]
    for at in _leading_assignments(words):
        name, value = words[at].text.split("=", 1)
        values = _array(words, at) or [ShellWord(value, words[at].line)]
        variables[name] = values
        spend(len(values))
        if names_model(name):
            for one in values:
                source.add_named(name, one.text, one.line, f"variable {name}")
        else:
            for one in values:  # `name,owner/model,address` too
                read_evident(source, name, Value(one.text, one.line))


def _array(words: Sequence[ShellWord], at: int) -> Sequence[ShellWord]:
    """What stands between the brackets of an array, which `commands` leaves in one command."""
    return words[at + 1 : at + 1 + MAX_VALUES] if words[at].text.endswith("=(") else []


def _once(command: Sequence[ShellWord], variables: Variables) -> list[ShellWord]:
    return [expand(word, variables)[0] for word in command]


def read_command(source: SourceFile, words: Sequence[ShellWord]) -> None:
    """Note the models that the words of one command name."""
    if not words or bare(words)[0].text in patterns().silent:
        return
    for word in words:
        source.add_downloads(word.text, word.line)
    read_inline(source, words)
    _read_carried(source, words)
    revision = next((w.text for w in _values(words, patterns().revision_flags)), None)
    known = False
    for rule, after in _known(words):
        known = True
        _read_known(source, rule, after, revision)
    if not known:
        _read_flags(source, words, revision)
        _read_words(source, words)
    _read_environment(source, words)
    _read_settings(source, words)
    _read_bodies(source, words)


def _read_carried(source: SourceFile, words: Sequence[ShellWord]) -> None:
    """`ssh host "command"`, and what the image of `docker run` runs with the words after it."""
    if words[0].text in patterns().carriers:
        for word in words[1:]:
            if " " in word.text:
                read_shell(source, word.text, word.line)
    if [word.text for word in words[1:2]] == ["run"]:
        for at, word in enumerate(words):
            if program := program_of(word.text):
                spend(len(words))
                with level():
                    inner = [*(ShellWord(one, word.line) for one in program), *words[at + 1 :]]
                    read_command(source, inner)
                return


def program_of(image: str) -> Sequence[str]:
    """What an image of a container runs, where it is one of the known servers."""
    return next((run for like, run in patterns().images.items() if fits(image, (like,))), ())


def _read_flags(source: SourceFile, words: Sequence[ShellWord], revision: str | None) -> None:
    """Flags that name models, whatever the command is."""
    for word in _values(words, patterns().flags):
        for text in _arguments(word.text):
            if not source.add(text, word.line, "command line", "huggingface", revision):
                source.add(text, word.line, "command line", "guess", revision)
    for flag, word in _flags(words):
        if names_model(flag) and f"--{flag}" not in patterns().flags:
            source.add_named(flag, word.text, word.line, "command line", revision)
        elif words[0].text not in patterns().fetchers:
            read_evident(source, flag, Value(word.text, word.line))


def _read_words(source: SourceFile, words: Sequence[ShellWord]) -> None:
    """What a command of one's own is given, where that is hardly anything but a model."""
    program = words[0].text.rpartition("/")[2]
    if program in patterns().fetchers or is_other(program) or _is_prose(words):
        return
    for before, word in pairwise(words):
        plain = not before.text.startswith("-") and not _ASSIGNED.fullmatch(word.text)
        if plain and is_evident(word.text) and not is_weight_file(word.text):
            source.add_evident(word.text, word.line)


def _is_prose(words: Sequence[ShellWord]) -> bool:
    """True for a sentence of a text that is given to a command: it has a capital or a stop."""
    first = words[0].text[:1].isupper() and "-" not in words[0].text
    return first or len(words) > _MOST_PLAIN or any(one.text[-1:] in ".,:!?" for one in words)


_MOST_PLAIN = 8
"""Words of a command without flags; longer ones are sentences."""


def _flags(words: Sequence[ShellWord]) -> Iterator[tuple[str, ShellWord]]:
    """Long flags without their hyphens, and their values; of `--flag a b c`, each."""
    flag = ""
    for word in words:
        name, equals, value = word.text.partition("=")
        if name.startswith("--"):
            flag = name[2:]
            if equals:
                yield flag, ShellWord(value, word.line)
        elif flag and not word.text.startswith("-"):
            yield flag, word
        else:
            flag = ""


def _read_bodies(source: SourceFile, words: Sequence[ShellWord]) -> None:
    """`curl -d '{"model": "name"}'`: what is sent to a server."""
    local = any(":11434" in word.text for word in words)
    for word in words:
        if re.match(r"\s*[{\[]\s*\"", word.text):
            read_body(source, word.text, word.line, "ollama" if local else "guess")


def read_inline(source: SourceFile, words: Sequence[ShellWord]) -> None:
    """`python -c "…"`, `bash -c "…"`: a program as one word."""
    for at, (flag, program) in enumerate(pairwise(words)):
        name = words[at - 1].text.rpartition("/")[2] if at else ""
        if flag.text == "-c" and name.startswith("python"):
            read_embedded(source, "program.py", program.text, program.line)
        elif flag.text in ("-c", "-lc", "-ec") and name.endswith("sh"):
            read_shell(source, program.text, program.line)


def _read_known(
    source: SourceFile, rule: CommandRule, words: Sequence[ShellWord], revision: str | None
) -> None:
    if any(w.text in bad for flag, bad in rule.unless.items() for w in _values(words, (flag,))):
        return
    for word in _values(words, rule.flags):
        for text in _arguments(word.text):
            source.add(text, word.line, rule.how, rule.names, revision)
    for word in list(_positions(words))[rule.model : rule.model + 1] if rule.model >= 0 else ():
        source.add(word.text, word.line, rule.how, rule.names, revision)


def _arguments(text: str) -> list[str]:
    """`pretrained=org/name,revision=x`, `adapter=org/name` and `org/one,org/two`."""
    if "=" not in text:
        return text.split(",")
    if text.lstrip().startswith("{"):
        return re.findall(r'"(?:path|base_model_name)":\s*"([^"]+)"', text)
    pairs = dict(part.partition("=")[::2] for part in text.split(","))
    at = f"@{pairs['revision']}" if "revision" in pairs else ""
    named = [pairs[name] + at for name in ("pretrained", "model", "peft") if name in pairs]
    return named or list(pairs.values())[:1]


def _read_environment(source: SourceFile, words: Sequence[ShellWord]) -> None:
    """`-e MODEL_ID=org/name`, `env MODEL=…`, `--build-arg MODEL=…`."""
    for flag, word in pairwise(words):
        if flag.text in _SELECTS:
            continue
        if (given := _ASSIGNED.fullmatch(word.text)) and names_model(given[1]):
            source.add_named(given[1], given[2], word.line, f"variable {given[1]}")


def _read_settings(source: SourceFile, words: Sequence[ShellWord]) -> None:
    """`helm --set server.model=org/name,replicas=2`: values by their paths."""
    for word in _values(words, _SETS):
        for path, _, value in (one.partition("=") for one in re.split(r"(?<!\\),", word.text)):
            *outer, name = re.sub(r"\[\d*\]", "", path).split(".")
            name = meant(name, outer[-1] if outer else "")
            read_value(source, name, Value(value.strip("\"'"), word.line))


_SETS = ("--set", "--set-string", "--set-literal", "--set-json")


def _leading_assignments(words: Sequence[ShellWord]) -> Iterator[int]:
    """The positions of `A=b C=d command`, `export A=b`, `ARG A=b`."""
    for at, word in enumerate(words):
        if _ASSIGNED.fullmatch(word.text):
            yield at
        elif word.text not in ("export", "local", "readonly", "declare", "set", "ENV", "ARG"):
            return


def _known(words: Sequence[ShellWord]) -> Iterator[tuple[CommandRule, Sequence[ShellWord]]]:
    """The rules for what the words run, each with what follows where its words first stand."""
    rules = patterns().commands
    first: dict[int, int] = {}
    for at, word in enumerate(words):
        for number in _beginning(word.text) if len(word.text) <= MAX_PROGRAM else ():
            rest = rules[number].command[1:]
            after = words[at + 1 : at + 1 + len(rest)]
            if len(after) == len(rest) and all(
                _is(one.text, like) for one, like in zip(after, rest, strict=True)
            ):
                first.setdefault(number, at + 1 + len(rest))
    yield from ((rules[number], words[first[number] :]) for number in sorted(first))


@cache
def program_names() -> frozenset[str]:
    """What the first word of a command that names a model may be."""
    first = {one for rule in patterns().commands for one in rule.command[0].split("|")}
    first = {one.rpartition("/")[2] for one in first if not one.startswith("-")}
    return frozenset(first | {"sh", "bash", "python", "python3", "docker", "curl", "export"})


@lru_cache(10_000)
def _beginning(word: str) -> Sequence[int]:
    """The positions of the rules whose first word this may be."""
    rules = enumerate(patterns().commands)
    return [number for number, rule in rules if _is(word, rule.command[0])]


def _is(word: str, like: str) -> bool:
    name = word if like.startswith((".", "-")) else word.rpartition("/")[2]
    return any(fnmatchcase(name, one) for one in like.split("|"))


def _positions(words: Sequence[ShellWord]) -> Iterator[ShellWord]:
    """The words that are neither flags nor their values."""
    taken = set(patterns().value_flags) | set(patterns().revision_flags)
    before = ""
    for word in words:
        if not word.text.startswith("-") and before not in taken:
            yield word
        before = word.text


def _values(words: Sequence[ShellWord], flags: Sequence[str]) -> Iterator[ShellWord]:
    """The values of some flags: `--flag value`, `--flag=value`."""
    for word, after in pairwise([*words, ShellWord("", 0)]):
        name, equals, value = word.text.partition("=")
        if name in flags and (equals or after.text):
            yield ShellWord(value, word.line) if equals else after
