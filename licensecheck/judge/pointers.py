"""A sentence that names a licence and says no more: nothing is left to read in it where the terms
of that licence are here, or known."""

import re
from collections.abc import Collection

from licensecheck.identify.mentions import without
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.terms.ledger import Left
from licensecheck.terms.terms import Terms
from licensecheck.text.disguise import seen

_ALONE = Phrase("licences/names-alone")
_SIGN = "§"
_SHORTEST, _LONGEST = 3, 300
"""Characters of a sentence that only names a licence."""
_LINK = re.compile(r"\[([^\[\]\n]{1,120})\]\((?:\./)?([^()\s#]{1,200})\)")
# What a licence is called: "Zebra Model Licence 1.1". Other words may limit it.
_NAME = re.compile(
    r"(?:(?:[A-Z][\w.+-]*|\d[\w.]*|licen[cs]e|agreement|of|the|and|[-&])(?: |$)){1,10}", re.ASCII
)


def only_names(left: Left, terms: Terms, counted: Collection[str], knowledge: Knowledge) -> bool:
    """True for a sentence that only names one of the licences that are counted, by name or by a
    link to its text."""
    if left.document is None or left.span is None or not left.document.kind.is_page:
        return False
    if not _SHORTEST <= len(left.span) <= _LONGEST:
        return False
    paths = {one.document.path for one in terms.judged if not one.document.kind.is_page}

    def linked(link: re.Match[str]) -> str:
        here = link[2] in paths and _NAME.fullmatch(link[1])
        return _SIGN if here else link[1] if "://" in link[2] else link[0]

    words = _LINK.sub(linked, left.document.quote(left.span))
    named = without(words, knowledge.facts, _SIGN, lambda known: known.id in counted)
    return _ALONE.fullmatch(seen(named).rstrip(" .")) is not None
