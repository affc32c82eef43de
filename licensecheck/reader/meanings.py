"""What a mention can mean: the role of a name, and what a statement of terms governs and does."""

from enum import StrEnum


class Role(StrEnum):
    """What a name stands for in a page."""

    OWN = "own"
    VARIANT = "variant"
    BASE = "base"
    PART = "part"
    NEEDS = "needs"
    TEACHER = "teacher"
    DATA = "data"
    COMPARED = "compared"
    TOOL = "tool"
    DERIVED = "derived"
    OTHER = "other"
    NOT = "not"


INSIDE = (Role.BASE, Role.PART, Role.NEEDS)
"""Roles of models whose terms bind whoever uses the own one."""


class Governs(StrEnum):
    """Whose terms a statement gives, and of what."""

    WEIGHTS = "W"
    CODE = "C"
    DATA = "D"
    EVERYTHING = "A"
    OTHERS = "O"
    NOTHING = "N"
    """It says nothing of terms."""


class Mode(StrEnum):
    """What a statement does with the terms."""

    STATES = "states"
    RESTRICTS = "restricts"
    PERMITS = "permits"
    ASKS = "asks"
    PAST = "past"
    """What it says holds no longer, or not yet."""
