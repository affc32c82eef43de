"""What a model is to another that it went into."""

from enum import StrEnum


class Role(StrEnum):
    """Why the terms of one model bind whoever uses another, or do not."""

    BASE = "base"
    """The other was made from it, so its terms come down."""
    PART = "part"
    """The other is used with it, so its terms bind beside those of the other."""
    SAME_PUBLISHER = "same-publisher"
    """Whoever published it made the other from it, and may offer that under other terms."""
    TEACHER = "teacher"
    """The other learned from its output, and has none of its weights."""
    GUESSED = "guessed"
    """The other may be made from it: nothing but a name says so."""
