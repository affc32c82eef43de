"""Words of a report that a reader may ask about."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """Its value, and `meaning`: what it tells whoever reads it."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """One member, from its value and its meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member
