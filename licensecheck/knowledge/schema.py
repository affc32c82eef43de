"""What all schemas of rule and policy files share."""

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


class Strict(BaseModel):
    """A frozen value of a file; a key that nobody knows is a mistake."""

    # Of the many schemas a command uses few: each is built for its first file.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


Regex = Annotated[str, AfterValidator(_compiles)]
"""A regular expression that compiles."""


def any_of(patterns: Iterable[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """One expression for all of them; without any, one that never matches."""
    return re.compile("|".join(patterns) or r"(?!)", flags)


_SLOT = re.compile(r"\{\w+(?::\w+)?\}")
_CHOICE = re.compile(r"\[[^\[\]]*\]")


def _is_wording(words: str) -> str:
    left = _CHOICE.sub("", _SLOT.sub("", words))
    if wrong := set(left) & set("{}[]"):
        raise ValueError(
            f"{' '.join(sorted(wrong))} stands alone: write {{slot}}, {{slot:and}} or [one|another]"
        )
    return words


Wording = Annotated[str, AfterValidator(_is_wording)]
"""Words with `{slot}`s to fill in, and choices `[one|another]`."""
