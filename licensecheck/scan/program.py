"""The texts of a program, by what stands around them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from licensecheck.scan.asked import asked
from licensecheck.scan.commands import program_names, read_command
from licensecheck.scan.evident import is_called, is_evident, is_possible, is_served, owned
from licensecheck.scan.given import read_text
from licensecheck.scan.keys import read_address, read_body, read_page, read_pair
from licensecheck.scan.languages import ProgrammingLanguage
from licensecheck.scan.meaning import Meaning, Sense, groups, is_about_models, makes_list, meaning
from licensecheck.scan.names import MAX_LENGTH, is_weight_file
from licensecheck.scan.patterns import fits, key, kind_of, patterns
from licensecheck.scan.places import Value
from licensecheck.scan.source import SourceFile
from licensecheck.scan.surroundings import Literal, literals
from licensecheck.scan.things import is_thing
from licensecheck.scan.words import ShellWord

# `${acme.model:org/name}`: a property of Spring, with its default.
_PROPERTY = re.compile(r"\$\{((?:[\w-]{1,60}\.){0,10})([\w-]{1,60}):([^{}$]{2,200})\}")
# The margin that `stripMargin` and `trimMargin` take away.
_MARGIN = re.compile(r"^[ \t]*\|", re.MULTILINE)

_QUOTES = tuple("'\"`")


def read_program(source: SourceFile, language: ProgrammingLanguage) -> None:
    """Note what the texts of a program name."""
    texts, commands = literals(language, source.text)
    beside = _keys_beside(texts)
    for one in texts:
        _read_text(source, one, beside[one.levels[0].number])
    for words in commands:
        _read_command(source, words)
        _read_apart(source, words)


def _keys_beside(texts: Sequence[Literal]) -> Mapping[int, Sequence[str]]:
    """The keys of each mapping, by the number of its bracket."""
    found = defaultdict[int, list[str]](list)
    for one in texts:
        if one.levels[0].key and not one.levels[0].assigned:
            found[one.levels[0].number].append(one.levels[0].key[0])
    return found


def _read_apart(source: SourceFile, texts: Sequence[Literal]) -> None:
    """Note an owner and a name that stand one after the other in a call."""
    for first, second in pairwise(texts):
        beside = first.levels[0].number == second.levels[0].number and bool(second.levels[0].called)
        if beside and not second.compared and (text := owned(first.text, second.text)):
            source.add_evident(text, second.line)


def _read_text(source: SourceFile, one: Literal, beside: Sequence[str]) -> None:
    text = one.text.strip()
    if "\n" in text:
        _read_lines(source, one)
        return
    if text[:1] in _QUOTES and text[:1] == text[-1:]:  # a text of another language within
        text = text[1:-1]
    if not text or len(text) > MAX_LENGTH:
        return
    begun = one.text[: len(one.text) - len(one.text.lstrip())]
    line = one.line + begun.count("\n")
    read_address(source, Value(text, line))
    if "://" in text and one.levels[0].key and not one.compared:
        read_page(source, one.levels[0].key[0], Value(text, line))
    if text.startswith("{{"):  # braces of a text into which values are filled
        text = text.replace("{{", "{").replace("}}", "}")
    if text.startswith("{") and '"' in text:
        read_body(source, text, line, "guess")
    elif property_ := _PROPERTY.fullmatch(text):
        path, name, value = property_.groups()
        kind = kind_of(path)
        read_pair(source, name, value, line, kind="" if kind == "guess" else kind)
    elif " " in text:
        read_text(source, text, line)
    elif not one.compared and not one.joined:
        _read_name(source, one, text, beside)


def _read_name(source: SourceFile, one: Literal, text: str, beside: Sequence[str]) -> None:
    """Note a text without spaces, if it is a name of a model or may be one."""
    found = meaning(one)
    evident = is_evident(text)
    given = is_served(text) and bool(one.levels[0].called)  # `using(Provider, "gpt-4o")`
    of_weights = is_weight_file(text)
    if of_weights and _is_within(one):
        return
    given = given or (of_weights and fits(key(found.word), patterns().programs.files))
    if found.said is Sense.UNUSED or (found.said is Sense.OTHER and not given):
        return
    if found.said is not Sense.SHOWN and not one.is_key and not one.written:
        source.add_candidate(text, one.line, *groups(one))
    thing = found.said is Sense.MODEL and is_thing(found.word, text, _around(one), beside)
    if thing or (found.said is Sense.NOTHING and _is_asked(source.text, one)):
        if thing or evident or is_possible(text):
            source.add_possible(text, one.line)
        return
    if found.said is Sense.NOTHING and (word := _named_after(one, text)):
        found = Meaning(Sense.MODEL, word)
    if found.said is Sense.MODEL and _may_be(found, one, text):
        if one.is_key and is_about_models(one):
            source.add_possible(text, one.line)
            return
        for kind in dict.fromkeys((found.names, "guess")):
            how = f"key {found.word}" if kind == "guess" else found.word
            if source.add(text, one.line, how, kind, written=one.written):
                return
    if evident and found.said is not Sense.SHOWN and not one.is_key:
        source.add_evident(text, one.line, one.written)
    elif evident or is_possible(text):
        source.add_possible(text, one.line)


def _around(one: Literal) -> Iterator[str]:
    """The keys and calls around a text."""
    for level in one.levels:
        yield from (*level.key[:1], *level.words[:1])


def _is_asked(program: str, one: Literal) -> bool:
    """True for a text of a list, or set, that is only looked into, and is not given to others."""
    for level in one.levels:
        if level.key:
            words = {*level.key, *level.words}
            return level.assigned and not words & _GIVEN and not asked(program).isdisjoint(words)
        if level.called and not makes_list(level.called):
            return False
    return False


_GIVEN = frozenset({"export", "exports", "public", "pub"})
"""Words before what other files may use."""


def _named_after(one: Literal, text: str) -> str:
    """The constant or member that is called as its text is: `LLAMA_3_1 = "llama3.1"`."""
    inner = one.levels[0]
    word = inner.called or next(iter(inner.key), "")
    return word if is_called(word, text) else ""


def _is_within(one: Literal) -> bool:
    """True for the name of a file in a repository that stands before it, in one call or a chain."""
    inner = one.levels[0]
    name = key(inner.called.rpartition(".")[2])
    return fits(name, patterns().programs.within) and (inner.position > 0 or name in _OF_REPOSITORY)


_OF_REPOSITORY = ("get", "file")
"""Methods of a repository."""


def _may_be(found: Meaning, one: Literal, text: str) -> bool:
    """False for what stands near a word for models, and yet has to look like one itself."""
    if is_evident(text):
        return True
    if one.is_key or (fits(key(found.word), patterns().keys.paths) and "/" in text):
        return False
    return not found.labelled or "/" not in text or is_possible(text)


def _read_lines(source: SourceFile, one: Literal) -> None:
    """A file within the program."""
    text, line = _MARGIN.sub("", one.text), one.line
    body = text.lstrip()
    source.add_downloads(text, line)
    if body.startswith("{"):
        read_body(source, text, line, "guess")
    else:
        read_text(source, text, line)


def _read_command(source: SourceFile, words: Sequence[Literal]) -> None:
    """Texts that stand together and begin as a command does."""
    if words[0].text.rpartition("/")[2] in program_names():
        read_command(source, [ShellWord(one.text, one.line) for one in words])
