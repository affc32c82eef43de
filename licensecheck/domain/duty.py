"""How a duty stands: what files show of it."""

from enum import StrEnum


class DutyState(StrEnum):
    """Whether the files of a product or a release show that a duty is fulfilled."""

    DONE = "done"
    """They show that it is fulfilled."""
    MISSING = "missing"
    """They would show it, and do not."""
    CHECK = "please-check"
    """Files cannot show it, or it is not certain that it is one."""
