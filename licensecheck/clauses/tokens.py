"""spaCy's blank English pipeline, loaded once: tokens only."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

# 1.5, 20,000, 700M, 10k, 1e25; spaCy's own LIKE_NUM adds number words, and ordinals, which are
# none: a "third party" is no number of parties.
_NUMBER = re.compile(r"\d[\d.,]*(?:[kmb]|bn|mm|e\d+)?", re.IGNORECASE)
_ORDINAL = re.compile(r"first|second|third|[a-z]+th|\d+(?:st|nd|rd|th)")


@cache
def tokenizer() -> "Language":
    """The pipeline that rules are matched with; tokens know whether they are a number."""
    import spacy
    from spacy.tokens import Token

    Token.set_extension("number", getter=_is_number, force=True)
    return spacy.blank("en")


def _is_number(token: "Token") -> bool:
    if _ORDINAL.fullmatch(token.lower_):
        return False
    return token.like_num or bool(_NUMBER.fullmatch(token.text))
