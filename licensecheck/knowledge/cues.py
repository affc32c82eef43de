"""Words that may bind a user, in the languages of the hubs: rules/cues.yaml."""

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict

# Latin, Greek and Cyrillic letters.
_ALPHABETIC = re.compile(r"[(?:]*[A-Za-z\u00c0-\u052f]")


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
        return self._foreign.search(line) is not None

    @cached_property
    def _english(self) -> re.Pattern[str]:
        return _any_of([each for each in self.cues if each.language == "en"])

    @cached_property
    def _foreign(self) -> re.Pattern[str]:
        return _any_of([each for each in self.cues if each.language != "en"])


def _any_of(words: list[_Words]) -> re.Pattern[str]:
    """One expression; a word of an alphabet begins where a word does, of other scripts anywhere."""
    each = (word for one in words for word in one.words)
    return re.compile(
        "|".join(rf"(?<!\w){word}" if _ALPHABETIC.match(word) else word for word in each),
        re.IGNORECASE,
    )


@cache
def load_cues(path: Path | None = None) -> Cues:
    """The cues of our rule file, by default; RuleFileError says where a mistake is."""
    return read_rule_file(path or rule_folder() / "cues.yaml", Cues)
