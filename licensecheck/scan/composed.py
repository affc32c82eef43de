"""Texts of a program that are put together with others of the same file: `ORG + "/name"`.

A program is not parsed (`surroundings.py`), so only what stands right beside a text is looked at:
constants that were assigned before, joined with operators, filled in, or given to a function that
fills them in.
"""

import re
from collections.abc import Callable, Iterator

_NEAR = 200
"""Characters before and behind a text that are looked at."""
_MOST = 4
"""Texts and constants that are joined on either side."""
_LONGEST = 100

_ASSIGNED = re.compile(
    r"(?:([A-Za-z_]\w*)[ \t]*(?::[^=\n\"'{}]{1,40})?(?::=|(?<![=!<>])=)"
    r"|#define[ \t]+([A-Za-z_]\w*)|@([a-z_]\w*))[ \t\n]*\(?$"
)
_NAMED = r"(?:[A-Za-z_]\w*(?:\.|::))*+([A-Za-z_]\w*)"
_QUOTED = r"\"([\w./:-]*)\"|'([\w./:-]*)'"
_JOINS = r"\s*(?:\+\+?|\.\.|<>|~|\.|&|\|\|)\s*"
_OPERATORS = frozenset("+.>~&|")
"""What joins two texts ends with one of these."""
_BEFORE = re.compile(rf"(?:{_QUOTED}|(?<![\w.$]){_NAMED}|\$(\w+)){_JOINS}$")
_AFTER = re.compile(rf"{_JOINS}(?:{_QUOTED}|[$@]?{_NAMED}(?![\w(.\[]))")
_GIVEN = re.compile(rf"\s*,\s*(?:{_QUOTED}|[$@]?{_NAMED}(?![\w(\[]))")
_MORE = re.compile(r"\s*(?:\+\+?|\.\.|<>|~)\s*[\w$@(]")
_FIELD = re.compile(
    r"(?:\$\{|#\{|\\\(|\{\$?|\$)\s*@?(?:\w+(?:\.|::))*([A-Za-z_]\w*)\s*(?:\}|\)|(?=\W)|$)"
)
_PLACE = re.compile(r"%[sv@]|\{\d?\}")
_FORM = re.compile(r"[\w./:%@{}-]*")
_LIST = re.compile(
    r"(?:\[|(?:join|implode)\(\s*[\"']([^\"'\n]{1,3})[\"']\s*,\s*\[?"
    r"|[\"']([^\"'\n]{1,3})[\"']\.join\(\[)([^\[\](){}]*)$"
)
_JOINED = re.compile(r"\s*\]\s*\.\s*join\(\s*[\"']([^\"'\n]{1,3})[\"']")
_ITEM = re.compile(rf"\s*(?:{_QUOTED}|[$@]?{_NAMED})\s*,")


class Constants:
    """The constants of one program, as far as it was read."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._known: dict[str, str] = {}

    def note(self, begin: int, text: str) -> None:
        """Keep a text, which begins there, if a name is given to it."""
        fits = 0 < len(text) <= _LONGEST and " " not in text
        if not fits or self._sign(begin) in ("", ",", ":"):
            return
        if found := _ASSIGNED.search(self._program, max(begin - _NEAR, 0), begin):
            self._known[found[1] or found[2] or found[3]] = text

    def whole(self, text: str, begin: int, end: int) -> str | None:
        """What the text that stands there comes to with what is joined to it; None where that is
        not known, the text itself where nothing is."""
        if len(text) > _LONGEST:
            return None
        text = self.filled(text)
        if _PLACE.search(text) and _FORM.fullmatch(text):
            text = self._with_given(text, end)
        if listed := self._listed(text, begin, end):
            return listed
        before = self._side(self._before, begin)
        after = self._side(lambda at: _AFTER.match(self._program, at, at + _NEAR), end)
        if before is None or after is None:
            return None
        return "".join((*reversed(before), text, *after))

    def filled(self, text: str) -> str:
        """A text with the constants that are written within it."""
        if not self._known or not any(mark in text for mark in "${\\#"):
            return text
        return _FIELD.sub(lambda found: self._known.get(found[1], found[0]), text)

    def _sign(self, begin: int) -> str:
        """What stands before a text, without the spaces between."""
        return self._program[max(begin - 20, 0) : begin].rstrip()[-1:]

    def _before(self, at: int) -> re.Match[str] | None:
        if self._sign(at) not in _OPERATORS:
            return None
        return _BEFORE.search(self._program, max(at - _NEAR, 0), at)

    def _side(self, found_at: Callable[[int], re.Match[str] | None], at: int) -> list[str] | None:
        """The texts that are joined on one side, the nearest first; None where one is unknown."""
        parts: list[str] = []
        for _ in range(_MOST):
            found = found_at(at)
            if not found:
                return None if _MORE.match(self._program, at) else parts
            value = self._value(found)
            if value is None:
                return None
            parts.append(value)
            at = found.start() if found.end() == at else found.end()
        return parts

    def _value(self, found: re.Match[str]) -> str | None:
        """The text of what is quoted, or of a constant."""
        quoted = next((one for one in found.groups()[:2] if one is not None), None)
        names = (self._known.get(one) for one in found.groups()[2:] if one)
        return quoted if quoted is not None else next(names, None)

    def _with_given(self, form: str, at: int) -> str:
        """A form with what a function is given behind it: `Sprintf("%s/%s", ORG, "name")`."""
        given = list(self._given(at, len(_PLACE.findall(form))))
        numbered = iter(given)

        def value(place: re.Match[str]) -> str:
            number = re.search(r"\d", place[0])
            if number:
                return given[int(number[0])] if int(number[0]) < len(given) else place[0]
            return next(numbered, place[0])

        return _PLACE.sub(value, form)

    def _given(self, at: int, count: int) -> Iterator[str]:
        for _ in range(min(count, _MOST)):
            found = _GIVEN.match(self._program, at, at + _NEAR)
            value = self._value(found) if found else None
            if found is None or value is None:
                return
            yield value
            at = found.end()

    def _listed(self, text: str, begin: int, end: int) -> str | None:
        """The last text of a list whose members are joined."""
        if self._sign(begin) != ",":
            return None
        opened = _LIST.search(self._program, max(begin - _NEAR, 0), begin)
        closed = _JOINED.match(self._program, end, end + _NEAR)
        mark = opened and (opened[1] or opened[2] or (closed and closed[1]))
        if not opened or not mark or not opened[3]:
            return None
        values = [self._value(found) for found in _ITEM.finditer(opened[3])]
        known = [one for one in values if one is not None]
        return mark.join((*known, text)) if known and len(known) == len(values) else None
