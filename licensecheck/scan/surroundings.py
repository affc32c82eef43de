"""What stands around the texts of a program: the words that say what each of them is.

A program is read token by token, not parsed. Brackets are kept on a stack, with the words before
each; what is assigned, called or compared is known from the words and operators around a text.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from licensecheck.scan.bounds import spend
from licensecheck.scan.composed import Constants
from licensecheck.scan.languages import ProgrammingLanguage
from licensecheck.scan.members import model_of_member, model_of_name
from licensecheck.scan.patterns import fits, key, names_model, patterns
from licensecheck.scan.places import lines_of

MAX_OPEN = 60
"""Brackets within brackets of which the words are kept."""
MAX_LEVELS = 8
"""Brackets around a text that are looked at."""
_WATCHED = 64
"""Tokens between two looks at the clock."""
MAX_LENGTH = 1_000
"""Characters of a text into which constants are filled."""
MAX_WORDS = 10
"""Words of a statement that are kept."""
_LABEL = re.compile(r"-{0,2}([A-Za-z_][\w.:-]{1,60})(?:[ =]<[^>]*>)?")
_KEY_AFTER = re.compile(r"[ \t]*(?::(?![:=])|=>|=(?![=>]))|[ \t]+to[ \t]")
_COMPARED_AFTER = re.compile(r"\s*(?:===?|!==?)|\.(?:equals|eq)\w*\(")
# `["a", "b"].includes(x)`: a list that is only looked into.
_LOOKED_INTO = re.compile(
    r"[^\[\](){};]{0,400}[\])]\s{0,40}\.(?:includes|include\?|contains|indexOf|some|has|any)\b"
)
_ASKED = re.compile(r"(?:\.freeze)?\.(?:include\?|any\?|index)")
_ARM = re.compile(r"\s{0,40}(?:=>|->|\|(?!\|))")
_INDEX = re.compile(r"\]\s{0,40}[=:](?![=:])")
_TAGS = re.compile(r'(?:\s*\w+:"[^"]*")+\s*')
_TAG = re.compile(r'(\w+):"([^"]*)"')
_PATH = frozenset({".", "::", "->", "?."})
_ASSIGNS = frozenset({"=", ":=", "=>", "+=", "??=", "?="})
_COMPARES = frozenset({"==", "===", "!=", "!=="})
_GOES_ON = frozenset({*_PATH, *_ASSIGNS, ":", ",", "(", "[", "{", "?", "+", "||", "??", "&&"})
"""Tokens at the end of a line after which a statement goes on."""
_JOINING = {"and": "&&", "or": "||"}
_SWITCHES = frozenset({"switch", "match", "when"})
DECLARES = frozenset({"enum", "class", "object", "struct", "interface", "module", "namespace"})
"""Words before the name of what has constants of its own."""
_COMPOSES = re.compile(
    r"(?:^|\.)(?:join|implode|concat|s?printf|str_?format|format)!?$", re.IGNORECASE
)
_IMPLIED = re.compile(r"[\s(:=,]\.")
# `string Model { get; set; } = "x"`
_INITIAL = re.compile(r"[ \t]*=(?![=>])")
_DECLARED = re.compile(r"\s{0,40}(?:[({]|[=:](?![=:]))|\s{1,40}->")
_INDENT = re.compile(r"[ \t]*+(?![ \t\r\n#])")
_CLOSING = {")": "(", "]": "[", "}": "{"}


@dataclass(slots=True)
class Enclosing:
    """What one bracket around a text, or the file itself, says of it."""

    key: tuple[str, ...] = ()
    """The words of what is being assigned, the last one first."""
    assigned: bool = False
    """True where that is a variable, not the key of a mapping."""
    called: str = ""
    """What is called, with dots; empty where the bracket is no call."""
    words: Sequence[str] = ()
    """Words before it: of a call what is called, else of the statement, the last one first."""
    labels: tuple[str, ...] = ()
    """Texts given to the call that are words, the first ones."""
    position: int = 0
    """Commas so far."""
    provider: str = ""
    """Who runs the model, where a key beside says so."""
    named: str = ""
    """What `name` beside says: `{name = "MODEL", value = "x"}`."""
    number: int = 0
    """Which bracket of the file it is."""
    part: int = 0
    """Statements so far."""


@dataclass(slots=True)
class Bracket(Enclosing):
    """One that is open, as far as it was read."""

    opener: str = ""
    texts: list["Literal"] = field(default_factory=list)
    """All texts in it, for commands that are given word by word."""
    said: list[str] = field(default_factory=list)
    compared: bool = False
    ternary: bool = False
    filtered: bool = False
    """True where `=` compares: behind WHERE."""
    cased: bool = False
    """True behind `case` and `when`, where all texts are compared."""
    switches: bool = False
    """True where each arm begins with what is compared."""
    indexes: bool = False
    """True for a bracket that takes a member of what stands before it."""
    indent: int = 0
    """Of a block, spaces before its head."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text of a program."""

    text: str
    line: int
    levels: tuple[Enclosing, ...]
    """What is around it, the innermost first."""
    is_key: bool = False
    compared: bool = False
    joined: bool = False
    """True where it is put together with something that is not known."""
    written: str = ""
    """How it is written, where that is a member of an SDK that stands for the text."""


_SHOWN = tuple(one.name for one in fields(Enclosing))
Commands = Sequence[Sequence[Literal]]


def literals(language: ProgrammingLanguage, text: str) -> tuple[Sequence[Literal], Commands]:
    """The texts of a program, and those of each bracket together, with those of the calls that it
    is chained to: `["ollama", "pull", "x"]` is a command."""
    reader = _WordReader(language, text)
    return tuple(reader.literals()), reader.commands


class _WordReader:
    def __init__(self, language: ProgrammingLanguage, text: str) -> None:
        self._language = language
        self._text = text
        self._line_at = lines_of(text)
        self._open = [Bracket()]
        self._brackets = 0
        self._indent = 0
        self._last = ""
        """The last token; of texts a quote."""
        self._path: list[str] = []
        self._chain: list[str] = []
        """Labels of the call that has just been closed, for the next one of its chain."""
        self._chained: list[Literal] = []
        self._head = ""
        """What the chain of calls that goes on begins with: `OllamaChatModel.builder`."""
        self._typed: list[str] = []
        """The path before `<`: of `GetValue<string>(` that is called, not the type."""
        self._imported: dict[str, str] = {}
        """Members that are imported by their names, and the models they are named after."""
        self._constants = Constants(text)
        self.commands: list[Sequence[Literal]] = []

    @property
    def _top(self) -> Bracket:
        return self._open[-1]

    def literals(self) -> Iterator[Literal]:
        at = 0
        while at >= 0:
            begin, at = at, -1
            for count, found in enumerate(self._language.tokens.finditer(self._text, begin)):
                if not count % _WATCHED:
                    spend(0)
                kind = found.lastgroup or ""
                if kind == "word":
                    if self._last in _PATH or self._imported or self._last == "a":
                        yield from self._member(found)
                    self._word(found[0])
                elif kind == "op":
                    self._operator(found[0], found.end())
                elif kind == "given":
                    first, end, after = self._given(found)
                    if end:
                        yield from self._take(self._text[first:end], first, after, False)
                        self._last, at = '"', after
                        break
                elif kind != "skip":
                    yield from self._other(kind, found)

    def _other(self, kind: str, found: re.Match[str]) -> Iterator[Literal]:
        """Texts, and what names nothing."""
        if kind.startswith("text"):
            form = self._language.texts[int(kind[4:])]
            content = found[0][len(form.open) :]
            if content.endswith(form.end) and not form.char:
                content = content[: -len(form.end)]
                escaped = form.escape == "backslash"
                if form.escape == "double":
                    content = content.replace(form.end * 2, form.end)
                yield from self._take(content, found.start(), found.end(), escaped)
            self._last = '"'
        elif kind.startswith("list"):
            yield from self._list(found)
        else:
            self._last = "0"

    def _take(self, content: str, begin: int, end: int, escaped: bool) -> Iterator[Literal]:
        """One text with what stands around it."""
        top = self._top
        if self._language.blocks and top.opener in ("", ":") and not (top.said or top.key):
            return  # a statement of its own: a docstring
        content = self._constants.filled(content) if len(content) <= MAX_LENGTH else content
        text = _unescaped(content) if escaped and "\\" in content else content
        line = self._line_at(begin)
        after = _KEY_AFTER.match(self._text, end) if top.opener in ("{", "[", "(") else None
        is_key = bool(after) and not top.ternary and self._last != "?"
        is_key = is_key or (top.indexes and self._text.startswith("]", end))
        is_key = is_key or bool(top.opener == "[" and _INDEX.match(self._text, end))
        pairs = bool(top.called) and fits(top.called, patterns().programs.pairs)
        is_key = is_key or (pairs and not top.position % 2)
        before = top.said[-1] if self._last == "a" and top.said else ""
        compared = (
            top.compared
            or top.filtered
            or top.cased
            or bool(_COMPARED_AFTER.match(self._text, end))
            or bool(top.switches and _ARM.match(self._text, end))
            or bool(top.opener in ("[", "(") and _LOOKED_INTO.match(self._text, end))
            or fits(key(before), patterns().programs.compares)
        )
        joined = self._last == "+" or self._text.startswith(("+", " +"), end)
        whole = self._constants.whole(text, begin, end)
        composed = bool(whole and whole != text)
        if whole and composed:
            text, joined = whole, False
        else:
            self._constants.note(begin, text)
        levels = self._levels()
        if composed:
            inner = (at for at, one in enumerate(levels[:2], 1) if _COMPOSES.search(one.called))
            levels = levels[next(inner, 0) :] or levels
        if top.said and self._language.tags and _TAGS.fullmatch(text):
            yield from self._tags(text, line, levels)
            return
        if top.key and key(top.key[0]) == "name":
            top.named = text
        if before and not top.key:  # `echo 'x'`, `require "x"`
            levels = (replace(levels[0], key=tuple(reversed(top.said))), *levels[1:])
        one = Literal(text, line, levels, is_key, compared, joined)
        top.texts.append(one)
        if top.key and fits(key(top.key[0]), patterns().keys.providers):
            top.provider = text
        if is_key:
            top.said = [text] if _LABEL.fullmatch(text) else []
        elif len(top.labels) < 3 and not top.key and (label := _LABEL.fullmatch(text)):
            top.labels = (*top.labels, label[1])
        yield one

    def _tags(self, text: str, line: int, levels: tuple[Enclosing, ...]) -> Iterator[Literal]:
        """The defaults in the tag of a field; the field, or a variable beside, says what of."""
        tags = dict(_TAG.findall(text))
        words = (tags.get("env", ""), *self._top.said[:1])
        for name, value in tags.items():
            if fits(key(name), patterns().programs.defaults):
                inner = replace(levels[0], key=tuple(filter(None, words)), assigned=True)
                yield Literal(value, line, (inner, *levels[1:]))

    def _member(self, found: re.Match[str]) -> Iterator[Literal]:
        """A member of an SDK's enumeration of models, unless it is declared here; of one that is
        imported by its name, where it is used."""
        text = self._model_of(found)
        if text and {"import", "static"} <= set(self._top.said):
            self._imported[found[0]] = text
        elif text and (self._last == "a") == bool(_DECLARED.match(self._text, found.end())):
            compared = self._top.compared or self._top.cased
            line = self._line_at(found.start())
            yield Literal(text, line, self._levels(), compared=compared, written=found[0])

    def _model_of(self, found: re.Match[str]) -> str:
        if self._last not in _PATH:
            made = patterns().programs.classes.get(found[0], "")
            return self._imported.get(found[0], "") or made
        if _IMPLIED.match(self._text, max(found.start() - 2, 0)):  # `model: .gpt4_o_mini`
            is_model = bool(self._top.key) and names_model(self._top.key[0])
            return model_of_name(found[0]) if is_model else ""
        return model_of_member(self._path[-1], found[0]) if self._path else ""

    def _levels(self) -> tuple[Enclosing, ...]:
        shown = (
            [getattr(one, name) for name in _SHOWN] for one in self._open[: -MAX_LEVELS - 1 : -1]
        )
        return tuple(Enclosing(*one) for one in shown)

    def _list(self, found: re.Match[str]) -> Iterator[Literal]:
        """A list of bare words."""
        for word in re.finditer(r"[^\s\[\](){}]+", found[0][3:]):
            begin = found.start() + 3 + word.start()
            compared = bool(_ASKED.match(self._text, found.end()))
            yield Literal(word[0], self._line_at(begin), self._levels(), compared=compared)
        self._last = '"'

    def _given(self, found: re.Match[str]) -> tuple[int, int, int]:
        """Where a text begins and ends that goes to a line with its own word, and where the program
        goes on; the middle one is 0 where there is no such line."""
        begin = self._text.find("\n", found.end()) + 1
        ends = self._line_starts.get(found["mark"], ())
        at = bisect_left(ends, begin)
        if not begin or at == len(ends):
            return 0, 0, found.end()
        return begin, max(ends[at] - 1, begin), ends[at] + len(found["mark"])

    @cached_property
    def _line_starts(self) -> Mapping[str, Sequence[int]]:
        """Where the first words of lines stand, by the word."""
        found = defaultdict[str, list[int]](list)
        for first in re.finditer(r"^[ \t]*+(\w++)", self._text, re.M):
            found[first[1]].append(first.start(1))
        return found

    def _word(self, word: str) -> None:
        top = self._top
        if self._last not in _PATH:
            self._path, self._chain, self._chained, self._head = [], [], [], ""
        self._path = [*self._path[-4:], word]
        if self._last == '"':  # the next attribute, the next condition
            top.said, top.key, top.assigned = [], (), False
        top.said = [*top.said[-MAX_WORDS:], word]
        if self._language.blocks and word in ("and", "or"):
            self._operator(_JOINING[word], 0)
            return
        if word.lower() in self._language.filters:
            top.filtered = True
        if word in ("case", "when"):
            top.cased = True
        elif word == "then":
            top.cased = top.filtered = False
        self._last = "a"

    def _operator(self, mark: str, at: int) -> None:
        top = self._top
        if mark in _PATH and self._last in (")", '"'):
            self._path = []
        if mark in "([{":
            self._push(mark, apart=self._text[at - 2 : at - 1].isspace())
        elif mark in _CLOSING:
            self._pop(mark, at)
        elif mark == "\n":
            if self._language.blocks and top.opener in ("", ":"):
                self._line(at)
            elif self._last not in _GOES_ON and top.opener in ("", "{"):
                self._end_part()
            return  # the last token stays what it is
        elif mark in (",", ";"):
            self._separate(comma=mark == ",")
        elif mark in _COMPARES:
            top.compared = True
        elif mark in ("&&", "||", "??"):
            top.compared = False
            if (
                self._last in (")", "]") and self._chain and mark != "&&"
            ):  # `getenv("MODEL") ?? "x"`
                top.key = (self._chain[0], *top.key)
        elif mark == "?":
            # Not the one of an optional field, or of a call that may fail.
            chooses = self._last in ("a", '"', ")", "0")
            top.ternary = chooses and self._text[at : at + 1] not in ":.,);?"
            top.compared = False
        else:
            self._typed = self._path if mark == "<" and self._last == "a" else self._typed
            self._assign(mark)
        self._last = mark

    def _line(self, at: int) -> None:
        """A line ends, where a colon begins a block: one of a class is a bracket until a line is
        indented no more than its head."""
        found = _INDENT.match(self._text, at)
        if found is None or (self._last in _GOES_ON and self._last != ":"):
            return
        top = self._top
        if self._last == ":" and "class" in top.said:
            top.key = ()
            self._push(":", apart=True)
            self._top.indent, top.said = self._indent, []
        while self._top.opener == ":" and len(found[0]) <= self._top.indent:
            self._open.pop()
        self._indent = len(found[0])
        self._end_part()

    def _assign(self, mark: str) -> None:
        """What stands behind it belongs to the words before."""
        top = self._top
        top.cased = top.cased and mark != "->"
        if mark == ":" and "lambda" in top.said:
            return
        if mark == ":" and top.ternary:
            top.ternary = False
        elif mark == ":":
            top.key, top.assigned = tuple(top.said[-1:]), False
            top.compared = top.cased = False
        elif mark in _ASSIGNS and not (mark == "=>" and self._last == ")"):
            named = top.said if top.said[:1] != [","] else []
            top.key, top.assigned = tuple(reversed(named)), mark != "=>"
            top.compared = top.cased = False

    def _separate(self, *, comma: bool) -> None:
        """The next argument or member, or the next statement."""
        top = self._top
        self._chain, self._chained = [], []
        if comma and top.opener in ("", "{") and DECLARES & set(top.said):
            return  # `enum Model: String, CaseIterable {`
        compared = top.compared and comma and top.opener == "("
        filtered, cased = top.filtered and comma, top.cased and comma
        self._end_part()
        top.compared, top.filtered, top.cased = compared, filtered, cased
        if self._language.blocks and top.opener in ("", ":"):
            top.said = [","]  # of `A, B = "x", "y"`
        top.named = top.named if comma else ""
        top.part += not comma
        top.position += comma

    def _end_part(self) -> None:
        top = self._top
        top.said, top.key, top.assigned, top.ternary = [], (), False, False
        top.compared = top.cased = False
        top.labels = top.labels if top.opener == "(" else ()

    def _push(self, mark: str, *, apart: bool) -> None:
        top = self._top
        path = self._typed or self._path if self._last == ">" else self._path
        called = ".".join(path) if mark == "(" and self._last in ("a", "!", ">") else ""
        called = called.upper() if self._language.any_case else called
        words = path[::-1] if called else [*top.key, *reversed(top.said)]
        if mark == "{":
            words += top.labels if not top.key and self._last == '"' else []
        self._brackets += 1
        bracket = Bracket(
            opener=mark, words=words[: MAX_WORDS + 3], called=called, filtered=top.filtered
        )
        bracket.number = self._brackets
        if self._language.blocks and top.said[-1:] == ["in"] and "for" not in top.said:
            bracket.filtered = True
        bracket.switches = mark == "{" and bool(_SWITCHES & {*top.said, *self._path})
        bracket.indexes = mark == "[" and not apart and self._last in ("a", ")", "]")
        if called and self._last != ">" and len(self._path) > 0 and self._chain:
            bracket.labels, bracket.texts = tuple(self._chain), list(self._chained)
        bracket.provider = self._head if called else ""
        self._chain, self._chained, self._head = [], [], ""
        if len(self._open) < MAX_OPEN:
            self._open.append(bracket)
        else:
            self._open[-1] = bracket
        if mark == "{" and not top.key:
            top.labels = ()

    def _pop(self, mark: str, at: int) -> None:
        self._chain, self._chained, self._head = [], [], ""
        if len(self._open) > 1 and self._top.opener == _CLOSING[mark]:
            closed = self._open.pop()
            if len(closed.texts) > 1:
                self.commands.append(tuple(closed.texts))
            if closed.called:
                self._chain, self._chained = list(closed.labels[:3]), closed.texts[:20]
                self._head = closed.provider or closed.called
            elif mark == "]" and len(closed.texts) == 1 and self._last == '"':
                label = _LABEL.fullmatch(closed.texts[0].text)
                self._chain = [label[1]] if label else []
                self._top.said += self._chain
            elif closed.texts and not closed.called and mark in ")]":
                self._top.texts += closed.texts[:40]
            ends = mark == "}" and self._top.opener in ("", "{") and not self._top.key
            if ends and not _INITIAL.match(self._text, at):
                self._end_part()
        self._last = mark


_ESCAPES = {"n": "\n", "t": "\t", "r": "\n"}
_HEX = "[0-9A-Fa-f]"
_ESCAPED = re.compile(
    rf"\\(?:x({_HEX}{{2}})|u({_HEX}{{4}})|u\{{({_HEX}{{1,5}})\}}|U000({_HEX}{{5}})|(.))", re.S
)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_meant, text)


def _meant(escape: re.Match[str]) -> str:
    number = escape[1] or escape[2] or escape[3] or escape[4]
    return chr(int(number, 16)) if number else _ESCAPES.get(escape[5], escape[5])
