"""Abbreviations that a page explains, so that one of a licence is not seen in another word."""

import re
from collections.abc import Mapping

from licensecheck.knowledge.phrases import Phrase

# "SHS (Striped Horse Standard)": the words of the explanation begin with these letters.
_EXPLAINED = re.compile(r"\b([A-Z]{3,6}) \(((?:[A-Z][a-z]+[ -]){2,5}[A-Z][a-z]+)\)")
# Where another word stands behind it, an abbreviation is no name that a sentence ends with.
_ABBREVIATION = re.compile(r"\b[A-Z]{3,6}\b(?= \(?[A-Za-z])")
# What speaks of terms, and so may mean those that are abbreviated alike.
_OF_TERMS = Phrase("licences/of-terms")


def abbreviations(text: str) -> Mapping[str, str]:
    """What a page says that its abbreviations stand for, unless that is a text with terms or one is
    explained in two ways."""
    found: dict[str, set[str]] = {}
    for short, long in _EXPLAINED.findall(text):
        if short == "".join(word[0] for word in re.split("[ -]", long)):
            found.setdefault(short, set()).add(long)
    return {
        short: long
        for short, (long, *more) in found.items()
        if not more and not _OF_TERMS.search(long)
    }


def spelt_out(sentence: str, meanings: Mapping[str, str]) -> str:
    """A sentence with what its abbreviations stand for; as it is where it speaks of terms."""
    if not meanings or _OF_TERMS.search(sentence):
        return sentence
    return _ABBREVIATION.sub(lambda one: meanings.get(one[0], one[0]), sentence)
