"""Python with mistakes, or newer than the Python that runs: a mistake costs its own line.

A line that is wrong becomes empty, the head of a block another head, and a block that is indented
as nothing above it moves to where it fits. Lines keep their numbers.
"""

import re
from collections.abc import Sequence

_ANY = r"(?:[^()\[\]]|\[[^()\[\]]*\])*"
_GENERIC = re.compile(rf"(?m)^([ \t]*(?:async[ \t]+def|def|class)[ \t]+\w+)(\[{_ANY}\])(?=\s*[(:])")
"""`def f[T](x)`, `class A[T]` of Python 3.12."""
_SEVERAL = re.compile(r"(?m)^([ \t]*except)(\*?)[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)+)[ \t]*:")
"""`except A, B:` of Python 3.14."""
_HEAD = re.compile(r"([ \t]*)((?:async[ \t]+)?[a-z]+)\b[ \t]*(\w*)")
_HEADS = {
    "def": "def {}():",
    "async def": "async def {}():",
    "class": "class {}:",
    "else": "else:",
    "elif": "elif True:",
    "try": "try:",
    "except": "except Exception:",
    "finally": "finally:",
    "match": "match 0:",
    "case": "case 0:",
}
_BODILESS = re.compile(r":[ \t]*(?:#.*)?$")
_TRY = re.compile(r"try[ \t]*:")


def older(text: str) -> str:
    """A program without the newer heads of blocks that older Pythons do not know."""
    text = _GENERIC.sub(lambda found: found[1] + "\\\n" * found[2].count("\n"), text)
    return _SEVERAL.sub(r"\1\2 (\3):", text)


def mend(lines: list[str], error: SyntaxError, mended: set[tuple[int, str]]) -> bool:
    """Change what an error is about; False where nothing is left that can be. `mended` are the
    lines that were, each as it was then."""
    at = min(error.lineno or 0, len(lines)) - 1
    if error.msg.startswith(("unexpected indent", "unindent")) and _moved(lines, at):
        return True
    before = _above(lines, at)
    bare = error.msg.startswith("expected an indented block") and not _opens(lines, at)
    if bare and before >= 0 and _BODILESS.search(lines[before]):
        lines[before] = _BODILESS.sub(": pass", lines[before])
        return True
    if error.msg.startswith("expected 'except'") and _without_try(lines, at):
        return True
    while at >= 0 and (not lines[at].strip() or (at, lines[at]) in mended):
        at -= 1
    if at < 0:
        return False
    lines[at] = _head(lines[at]) if _opens(lines, at) else ""
    mended.add((at, lines[at]))
    return True


def _head(line: str) -> str:
    """The head of a block in place of one that is wrong."""
    found = _HEAD.match(line)
    if not found:
        return f"{_margin(line)}if True:"
    keyword = " ".join(found[2].split())
    return found[1] + _HEADS.get(keyword, "if True:").format(found[3] or "_")


def _moved(lines: list[str], at: int) -> bool:
    """Move a block out to the nearest line above that stands further out."""
    deep = len(_margin(lines[at]))
    above = (_margin(one) for one in reversed(lines[:at]) if _counts(one))
    margin = next((one for one in above if len(one) < deep), None)
    if not deep:
        return False
    for number in range(at, len(lines)):
        line = lines[number]
        if _counts(line) and len(_margin(line)) < deep:
            break
        lines[number] = (margin or "") + line[deep:] if line.strip() else line
    return True


def _without_try(lines: list[str], at: int) -> bool:
    """Make another block of a `try` that nothing ends."""
    for number in range(at, -1, -1):
        if _TRY.match(lines[number].lstrip()):
            lines[number] = f"{_margin(lines[number])}if True:"
            return True
    return False


def _opens(lines: Sequence[str], at: int) -> bool:
    """True for a line behind which a deeper one stands."""
    after = next(filter(_counts, lines[at + 1 :]), "")
    return _counts(lines[at]) and len(_margin(after)) > len(_margin(lines[at]))


def _above(lines: Sequence[str], at: int) -> int:
    return next((one for one in range(at - 1, -1, -1) if _counts(lines[one])), -1)


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
