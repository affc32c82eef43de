"""Revisions as people type them, the same for every hub."""

import re

from licensecheck.errors import RefError

COMMIT = re.compile(r"[0-9a-f]{40}")
NAME = re.compile(r"\w[\w./+-]{0,199}")
"""A branch, tag or commit: no option of a command, and no path out of a folder."""


def one_revision(*given: str | None, example: str, pattern: re.Pattern[str] = NAME) -> str | None:
    """The revision that was asked for, wherever it stood; None for the hub's default.

    Raises `RefError` for two different ones, and for what is none; `example` is its remedy.
    """
    asked = sorted({revision for revision in given if revision})
    if len(asked) > 1:
        raise RefError(f"Two revisions are asked for: {' and '.join(asked)}.", remedy="Give one.")
    if not asked:
        return None
    if not pattern.fullmatch(asked[0]) or ".." in asked[0]:
        raise RefError(f"{asked[0]!r} is no revision.", remedy=example)
    return asked[0]
