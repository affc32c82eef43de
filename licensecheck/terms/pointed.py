"""Sentences of a card that only say that the text of a licence, which is here, applies."""

import re
from collections.abc import Sequence
from dataclasses import replace

from licensecheck.domain import DocumentKind, Reading, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.spelling import Spelling
from licensecheck.text.disguise import seen

# "The use of Zebra models is subject to the Model License", with § for the publisher's own names.
_POINTS = Phrase("licences/points-to-text")
_NONCOMMERCIAL = "noncommercial-only"
_OWN = "§"
_OWNS = re.compile(r"§(?:(?:,|,? and|,? including)? §,?)+")
_LONGEST = 300
"""Characters of such a sentence."""


def without_pointers(
    stated: Reading, readings: Sequence[Reading], own: Spelling | None
) -> Reading | None:
    """What a card states without the sentences that only point to a text in `readings`, which says
    itself what it demands; None where nothing is left."""
    texts = [
        one
        for one in readings
        if one.document.kind is DocumentKind.LICENSE and "/" not in one.document.path
    ]
    here = [one.document.path.casefold() for one in texts]

    limited = any(one.label == _NONCOMMERCIAL and one.certain for r in texts for one in r.labels)

    def points(span: Span) -> bool:
        said = seen(stated.document.quote(span))
        return bool(here) and _points(said, here, own, limited=limited)

    labels = tuple(one for one in stated.labels if not points(one.clause.span))
    unclear = tuple(span for span in stated.unclear if not points(span))
    return replace(stated, labels=labels, unclear=unclear) if labels or unclear else None


def _points(said: str, here: Sequence[str], own: Spelling | None, *, limited: bool) -> bool:
    """True where the text that a sentence calls by its part, as in the Model Licence, is here; one
    without a part is any. A sentence that speaks of non-commercial use alone says nothing new only
    where a text is `limited` to it."""
    if len(said) > _LONGEST:
        return False
    found = _POINTS.fullmatch(_signed(said, own).strip(" .*_:>-"))
    if not found:
        return False
    if found["limit"] and not limited:
        return False
    said_names = (found[name] or "" for name in ("part", "file", "link"))
    part, file, link = (one.casefold().removeprefix("./") for one in said_names)
    return (file or link) in here if file or link else any(part in path for path in here)


def _signed(said: str, own: Spelling | None) -> str:
    """A sentence with a sign for the publisher's own names in a row."""
    for place in reversed([*own.finditer(said)] if own else []):
        said = f"{said[: place.start]}{_OWN}{said[place.end :]}"
    return _OWNS.sub(_OWN, said)
