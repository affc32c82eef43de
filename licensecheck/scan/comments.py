"""Comments that say why a place is to be left alone: `# licensecheck: ignore REASON`."""

import re

IGNORE = "licensecheck:"
"""What every such comment has."""
_SAID = re.compile(r"licensecheck:\s*ignore\b[\s:,(—–-]*(?P<reason>.*)", re.I)
_BEFORE = re.compile(r"(?:#|//|/\*|<!--|--|;|%|'|\brem)[\s*!#/]*$", re.I)
"""What begins a comment, in any language that is searched."""
_END = re.compile(r"[\s)]*(?:\*/|-->|#\}|\*\))?[\s)]*$")
_SHORTEST = 10
"""Characters of a reason; a waiver's has as many."""
_LONGEST = 500
"""Characters of a comment that are looked at."""


def is_reason(words: str) -> bool:
    """True for a reason that says something, as one of a waiver does: more than a word or two
    letters."""
    return len(words) >= _SHORTEST and len(words.split()) > 1


def ignored(lines: list[str], number: int) -> str | None:
    """The reason why the 1-based line is to be left alone, by a comment on it or on a line above
    that holds nothing else; empty where a comment gives none, None where there is no comment."""
    if not 0 < number <= len(lines):
        return None
    found = _comment(lines[number - 1])
    above = lines[number - 2] if number > 1 else ""
    if found is None and _is_comment(above):
        found = _comment(above)
    return found


def _comment(line: str) -> str | None:
    at = line.lower().find(IGNORE)
    if at < 0 or not _BEFORE.search(line[max(at - 10, 0) : at]):
        return None
    said = _SAID.match(line[at : at + _LONGEST].strip())
    return _END.sub("", said["reason"]) if said else None


def _is_comment(line: str) -> bool:
    """True for a line that begins with a comment."""
    at = line.lower().find(IGNORE)
    return at >= 0 and bool(_BEFORE.fullmatch(line[:at].lstrip()[:10]))
