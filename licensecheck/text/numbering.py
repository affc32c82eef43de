"""Enumerators and bullets: what they look like, and which follows which."""

import re
from dataclasses import dataclass

_WORDS = r"section|sec\.?|article|art\.?|clause|part|chapter|§{1,2}"
_HAN = "[《“\u4e00-\u9fff]"
"""What may follow an enumerator without a blank."""
_MARK = re.compile(
    rf"""
    (?P<word>(?i:{_WORDS})\s{{0,3}}(?P<of>\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}|[IVXLC]{{1,6}}|[A-Z]))
        (?:\s?[.:)–—-]|(?=\s*$))(?=\s|$)
  | (?P<dotted>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}})\\?[.):]?(?=\s|{_HAN})
  | (?P<plain>\(?\d{{1,3}}\)|\d{{1,3}}\\?\.(?!\d)|\[\d{{1,3}}\](?!\())(?=\s|[A-Z“"*]|{_HAN}|$)
  | (?P<letter>
      \((?:[a-zA-Z]|[ivxl]{{2,6}}|[IVXL]{{2,6}}|(?P<twice>[a-z])(?P=twice))\)(?=\s|[A-Z“"*(]|{_HAN}|$)
      |(?:[a-zA-Z]|[ivxl]{{2,6}}|[IVXL]{{2,6}})(?:[)）](?=\s|{_HAN}|$)|\\?\.(?!\w\.)(?=\s|$)))
  | (?P<han>第[〇零一二三四五六七八九十百\d]{{1,5}}[条章节款]|[一二三四五六七八九十]{{1,3}}、
      |[（(][一二三四五六七八九十]{{1,3}}[）)]|（\d{{1,3}}）|\d{{1,3}}）|\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[、．])
    """,
    re.VERBOSE,
)
_BULLET = re.compile(
    r"(?:[-*+•●▪◦‣·–—►○■□✓✔✗❌✅⁃∙]|\\-)(?:\s+|(?<=[•●▪◦‣·►○■□])(?=\S))(?:\[[ xX]\]\s+)?"
)
_AFTER = re.compile(r"[*_]{0,3}\s*")
_EMPHASIS = re.compile(r"[*_]{1,3}(?=\S)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Mark:
    """One enumerator or bullet at the beginning of a text."""

    written: str
    """As it stands; empty for a bullet."""
    readings: tuple[tuple[str, int], ...]
    """Style and place in its sequence, 0 for a bullet; two where "(i)" may be a letter."""
    start: int
    end: int
    """Where what it numbers begins."""

    @property
    def bullet(self) -> bool:
        """True for a bullet."""
        return not self.written

    @property
    def first(self) -> bool:
        """True where it can begin a list."""
        return any(place <= 1 for _, place in self.readings)


def mark(text: str, start: int, end: int) -> Mark | None:
    """The enumerator or bullet that a text begins with, if any."""
    bullet = _BULLET.match(text, start, end)
    if bullet:
        return Mark("", ((f"bullet {text[start]}", 0),), start, bullet.end())
    emphasis = _EMPHASIS.match(text, start, end)
    at = emphasis.end() if emphasis else start
    found = _MARK.match(text, at, end)
    readings = _readings(found) if found else ()
    if not found or not readings:
        return None
    after = _AFTER.match(text, found.end(), end)
    return Mark(found[0].rstrip(), readings, start, after.end() if after else found.end())


def _readings(found: re.Match[str]) -> tuple[tuple[str, int], ...]:
    written = found[0].strip()
    if found["word"]:
        return ((written[:3].lower(), _number(found["of"])),)
    if found["dotted"]:
        parts = found["dotted"].split(".")
        return ((f"dotted {len(parts)}", int(parts[-1])),)
    if found["han"]:
        return ((re.sub(r"[〇零一二三四五六七八九十百\d]+", "n", written), 0),)
    style = re.sub(r"[A-Za-z0-9\\]+", "n", written)
    name = written.strip("()[].\\")
    if found["plain"]:
        return ((f"1 {style}", int(name)),)
    case = "A" if name.isupper() else "a"
    letter, roman = _letter(name.lower()), _roman(name.lower())
    both = (
        (f"{case} {style}", letter),
        (f"{case.replace('A', 'I').replace('a', 'i')} {style}", roman),
    )
    return tuple(reading for reading in both if reading[1])


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    return (
        int(written.rsplit(".", maxsplit=1)[-1])
        if "." in written
        else _roman(written.lower()) or _letter(written.lower())
    )


def _letter(name: str) -> int:
    if len(name) > 1 and len(set(name)) > 1:
        return 0
    return ord(name[0]) - 96 + 26 * (len(name) - 1) if len(name) < 3 else 0


def _roman(name: str) -> int:
    if not set(name) <= set(_ROMAN):
        return 0
    values = [_ROMAN[char] for char in name]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
