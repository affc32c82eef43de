"""What a sentence puts under a licence: the head noun of its subject.

"The code for our models is under MIT" speaks of models and licenses code. What restricts is read
broadly elsewhere; this strict reading is for what grants, so that nothing is open because a word
stands somewhere in its sentence.
"""

import re
from collections.abc import Iterator

from licensecheck.knowledge.phrases import Phrase

_PUT_UNDER = Phrase("granted/put-under")
_IS_UNDER = Phrase("granted/is-under")
_WE_PUT = Phrase("granted/we-put-under")
_PROGRAM = Phrase("granted/is-a-program")
_MORE = Phrase("granted/after-the-noun")
_NO_MODEL = Phrase("granted/no-model")
_PLANNED = Phrase("granted/planned")
_ANOTHER = Phrase("granted/another-release")
_SUBJECTLESS = Phrase("granted/without-subject")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_ASIDE = re.compile(r"\([^()\n]{0,200}\)|,\s*(?:which|that)\s+(?:is|are)\b")
# "to train and run the weights" is one purpose.
_PURPOSE = re.compile(r"(?<=\bto )\w+(?:(?:,| and| or)+ \w+)+")
_TOO = Phrase("granted/and-so")
_JOINED = re.compile(r"\s*(?:,|&|/|\band\b|\bor\b|\bas well as\b|\bplus\b)\s*", re.I)
_MARKS = " \t\n*_`\"'|>#-,;"
_LONGEST = 500
"""Characters of a sentence that are looked at."""


def gives_no_weights(text: str) -> bool:
    """True where all that the sentence puts under a licence is something else than a model."""
    plain = _PURPOSE.sub("do", _ASIDE.sub(" ", _LINK.sub(r"\1", text[:_LONGEST])))
    heads = list(_heads(plain))
    return bool(heads) and all(map(_NO_MODEL.search, heads)) and not _TOO.search(plain)


def _heads(text: str) -> Iterator[str]:
    """The things that are put under a licence, without what is said of them."""
    if program := _PROGRAM.search(text):
        yield program[0]
    elif given := _WE_PUT.search(text):
        yield from _nouns(given["object"])
    elif verb := _PUT_UNDER.search(text):
        before = text[: verb.start()].rstrip(_MARKS)
        led = not verb["is"] and _NO_MODEL.search(before)
        yield from [before] if led else _nouns(before)
    elif verb := _IS_UNDER.search(text):
        yield from _nouns(text[: verb.start()])


def _nouns(words: str) -> Iterator[str]:
    for one in _JOINED.split(words):
        if noun := _MORE.sub("", one).strip(_MARKS):
            yield noun


def is_planned(text: str) -> bool:
    """True for what is to be put under a licence one day."""
    return bool(_PLANNED.search(text))


def is_of_another_release(text: str) -> bool:
    """True for what is said of an earlier model, of one for show, or of a licence that it had."""
    return bool(_ANOTHER.search(text))


def has_no_subject(text: str) -> bool:
    """True for "Licensed under MIT", which says no more than the licence of a repository does."""
    return bool(_SUBJECTLESS.match(text))
