"""What all schemas of rule and policy files share."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from licensecheck.knowledge.files import PACKED


class Strict(BaseModel):
    """A frozen value of a file; a key that nobody knows is a mistake."""

    # Of the many schemas a command uses few: each is built for its first file.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _compiles(pattern: str, info: ValidationInfo) -> str:
    try:
        if info.context is not PACKED:  # else every expression of a file that is read, twice
            re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


Regex = Annotated[str, AfterValidator(_compiles)]
"""A regular expression that compiles; in a file of the pack it has been tried by our tests."""


def any_of(patterns: Iterable[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """One expression for all of them; without any, one that never matches."""
    return re.compile("|".join(patterns) or r"(?!)", flags)


def kept(found: Callable[[str], bool]) -> Callable[[str], bool]:
    """The same, with its last answers kept: several readers ask about each sentence in turn."""
    return lru_cache(10_000)(found)


class Expressions(tuple[str, ...]):
    """Regular expressions of a file, in capitals or not; the first use makes one of all. One alone
    may stand there without a list."""

    flags: ClassVar[re.RegexFlag] = re.IGNORECASE

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        listed = core_schema.no_info_before_validator_function(
            lambda said: [said] if isinstance(said, str) else said, handler(tuple[Regex, ...])
        )
        return core_schema.no_info_after_validator_function(cls, listed)

    @cached_property
    def one(self) -> re.Pattern[str]:
        """All of them as one; without any, what never matches."""
        return any_of(self, self.flags)

    @cached_property
    def stand_in(self) -> Callable[[str], bool]:
        """Whether one of them is in a text; answers are kept."""
        return kept(lambda text: self.one.search(text) is not None)


class CasedExpressions(Expressions):
    """Those for which capitals count."""

    flags = re.NOFLAG


class LongExpressions(Expressions):
    """Those in which `.` fits the end of a line too."""

    flags = re.IGNORECASE | re.DOTALL


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
