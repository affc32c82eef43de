"""What a name in a page can stand for."""

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
