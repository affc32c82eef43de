"""What clauses name: numbers with their unit, places, words. A report writes them."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a threshold counts."""

    USERS = "users"
    EMPLOYEES = "employees"
    REVENUE = "revenue"
    """Money a year or month: of sales, or from investors."""


class Period(StrEnum):
    """For how long it is counted."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number from which on other terms apply."""

    number: int | float | None
    """None where the clause has a unit, and its number was not found."""
    unit: Unit | None
    """None where the clause names none, or several."""
    period: Period | None = None
    currency: str = ""
    """ISO 4217 code of a revenue; empty where the clause names none, or several."""
    words: str = ""
    """The unit in the words of the clause."""


@dataclass(frozen=True, slots=True)
class Territories:
    """Places without rights, or the only ones with them."""

    words: str
    """As the clause names them; empty where it defines them elsewhere."""
    places: tuple[str, ...]
    """Those we know, sorted: ISO 3166 codes, `EU` and `EEA`."""


@dataclass(frozen=True, slots=True)
class Detail:
    """Another value that a rule takes out of a clause, or that is known of a licence."""

    name: str
    """`phrase`: words that must be shown; `policy`: address of what is made part of the terms;
    `keep`: notices to be kept; `sublicense`: whether these are granted, denied or required;
    `counted`: the one day on which a size counts; `others`: which models may not be trained."""
    text: str


Value = Threshold | Territories | Detail
