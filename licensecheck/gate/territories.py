"""Where we are: countries by their codes (ISO 3166-1), and the groups of them that people name."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from iso3166 import countries_by_alpha2, countries_by_alpha3

WORLDWIDE = "WORLDWIDE"

_EU = frozenset(
    {"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"}
    | {"IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"}
)
_GROUPS = {
    "EU": _EU,
    "EEA": _EU | {"IS", "LI", "NO"},
    "EFTA": frozenset({"CH", "IS", "LI", "NO"}),
}
_NAMES = {
    "EU": ("european union", "eu", "europe"),
    "EEA": ("european economic area", "eea"),
    "GB": ("united kingdom", "uk", "great britain"),
    "KR": ("south korea", "korea"),
    "KP": ("north korea",),
    "US": ("united states", "usa"),
    "CN": ("mainland china",),
    "RU": ("russia",),
    "IR": ("iran",),
    "SY": ("syria",),
    "VN": ("vietnam",),
    "TR": ("turkey",),
    "CZ": ("czech republic",),
}
"""Names in daily use and in licences that the standard does not have, by code."""


def is_territory(name: str) -> bool:
    """True for a country's code of two letters, a group of countries and `worldwide`."""
    return name.upper() in (WORLDWIDE, *_GROUPS, *countries_by_alpha2)


def countries(names: Iterable[str]) -> frozenset[str]:
    """The codes of all countries that some territories are; `WORLDWIDE` stays one of its own."""
    upper = (name.upper() for name in names)
    return frozenset(code for name in upper for code in _GROUPS.get(name, (name,)))


def meant(name: str) -> str:
    """The code that somebody means who wrote a name; empty where that cannot be told."""
    known = _codes()
    word = name.strip().casefold()
    if word.upper() in countries_by_alpha3:
        return countries_by_alpha3[word.upper()].alpha2
    close = get_close_matches(word, known, 1, 0.8)
    return known[close[0]] if close else ""


@cache
def _codes() -> dict[str, str]:
    """The code for each name, in lower case."""
    standard = {one.apolitical_name.casefold(): one.alpha2 for one in countries_by_alpha2.values()}
    daily = {name: code for code, names in _NAMES.items() for name in names}
    return standard | daily
