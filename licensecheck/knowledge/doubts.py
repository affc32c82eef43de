"""What a card says about access and use that a person must read: rules/doubts.yaml."""

from pydantic import Field

from licensecheck.knowledge.readers import reader_under
from licensecheck.knowledge.schema import Expressions, LongExpressions, Strict


class Doubt(Strict):
    """One way to say something that may limit access or use."""

    doubt: str
    meaning: str
    words: LongExpressions = Field(min_length=1)
    unless: Expressions = Expressions()

    def raised_by(self, text: str) -> bool:
        """True where a clause says it."""
        return bool(self.words.one.search(text)) and not self.unless.one.search(text)


load_doubts = reader_under("doubts", "doubts.yaml", tuple[Doubt, ...])
