"""Words that may bind a user, in the languages of the hubs: rules/cues.yaml."""

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict, any_of

# Latin, Greek and Cyrillic letters.
_ALPHABETIC = re.compile(r"(?:\\b|[(?:])*[A-Za-z\u00c0-\u052f]")
_OTHER_SCRIPT = re.compile(r"[\u0530-\U0010ffff]")


class _Words(Strict):
    language: str
    """Codes of ISO 639-1, joined by a comma."""
    words: tuple[Regex, ...] = Field(min_length=1)


class Cues(Strict):
    """The words of all languages."""

    cues: tuple[_Words, ...] = Field(min_length=1)

    def english(self, line: str) -> bool:
        """True where a line has an English cue."""
        return self._english.search(line) is not None

    def foreign(self, line: str) -> bool:
        """True where a line has a cue of another language."""
        latin, other = self._foreign
        return bool(latin.search(line) or (_OTHER_SCRIPT.search(line) and other.search(line)))

    @cached_property
    def _english(self) -> re.Pattern[str]:
        return _beginning([word for one in self.cues if one.language == "en" for word in one.words])

    @cached_property
    def _foreign(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """The words of alphabets, and those of scripts that may put no blanks between words."""
        words = [word for one in self.cues if one.language != "en" for word in one.words]
        return (
            _beginning([word for word in words if _ALPHABETIC.match(word)]),
            any_of((word for word in words if not _ALPHABETIC.match(word)), re.NOFLAG),
        )


def _beginning(words: list[str]) -> re.Pattern[str]:
    """An expression for words that begin where a word does.

    One look behind for all of them: with one for each, a megabyte took 11 s instead of 2.
    """
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})" if words else r"(?!)", re.IGNORECASE)


@cache
def load_cues(path: Path | None = None) -> Cues:
    """The cues of our rule file, by default; RuleFileError says where a mistake is."""
    return read_rule_file(path or rule_folder() / "cues.yaml", Cues)
