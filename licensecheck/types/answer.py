"""What a policy says about a model."""

from enum import StrEnum


class Answer(StrEnum):
    """May we use it? From the best answer to the worst."""

    ALLOWED = "allowed"
    WITH_DUTIES = "allowed-with-duties"
    """Yes, if we do what the terms ask for."""
    ASK = "ask-your-lawyer"
    """Neither the terms as far as they were read nor what we said of ourselves settle it."""
    NOT_ALLOWED = "not-allowed"
