"""spaCy's blank English pipeline, loaded once: tokens only."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# 1.5, 20,000, 700M, 10k, 1e25; spaCy's own like_num adds number words, and ordinals, which are
# none: a "third party" is no number of parties.
_NUMBER = re.compile(r"\d[\d.,]*(?:[kmb]|bn|mm|e\d+)?", re.IGNORECASE)
_ORDINAL = re.compile(r"first|second|third|[a-z]+th|\d+(?:st|nd|rd|th)")


@cache
def tokenizer() -> "Language":
    """The pipeline that rules are matched with."""
    import spacy

    return spacy.blank("en")


@lru_cache(10_000)  # the words of a language come again and again
def is_number(word: str) -> bool:
    """Whether a token is a number in digits or words."""
    from spacy.lang.en.lex_attrs import like_num

    if _ORDINAL.fullmatch(word.lower()):
        return False
    known: bool = like_num(word)  # type: ignore[no-untyped-call]  # spaCy's function has no types
    return known or bool(_NUMBER.fullmatch(word))
