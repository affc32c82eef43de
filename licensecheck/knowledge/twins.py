"""Whether English words speak of all that Chinese ones speak of: rules/twins.yaml."""

from pydantic import Field

from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Expressions, Strict


class Subject(Strict):
    """One thing that a sentence on terms may speak of, in two languages."""

    subject: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    chinese: Expressions
    english: Expressions

    def is_told(self, chinese: str, english: str) -> bool:
        """True where the English words speak of it, or the Chinese ones do not."""
        return not self.chinese.one.search(chinese) or bool(self.english.one.search(english))


class TwinExamples(Strict):
    """Pairs in our own words: Chinese, then English."""

    same: tuple[tuple[str, str], ...] = Field(min_length=2)
    other: tuple[tuple[str, str], ...] = Field(min_length=2)


class Twins(Strict):
    """What sentences on terms speak of."""

    subjects: tuple[Subject, ...] = Field(min_length=1)
    examples: TwinExamples


def says_no_more(chinese: str, english: str) -> bool:
    """True where the Chinese words speak of nothing that the English ones leave out."""
    return all(one.is_told(chinese, english) for one in load_twins().subjects)


load_twins = reader("twins.yaml", Twins)
