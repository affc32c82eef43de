"""How something that could carry terms was accounted for."""

from enum import StrEnum


class Account(StrEnum):
    """How something that could carry terms was accounted for."""

    KNOWN = "known"
    """Words of an identified licence, aligned."""
    UNDERSTOOD = "understood"
    """Read, and certain or neutral; a declaration that names a licence we know."""
    NOT_TERMS = "not-terms"
    """Prose that speaks of no terms."""
    UNREAD = "unread"
    """Nobody read it: missing, gated, too large, no text, in another language."""
    NOT_UNDERSTOOD = "not-understood"
    """It was read, and may say something that we cannot tell."""
