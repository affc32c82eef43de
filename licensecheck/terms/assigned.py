"""For which part a licence text is, where the pages give its licence to that part alone."""

from collections.abc import Sequence
from dataclasses import replace

from licensecheck.domain import Declaration, DocumentKind, Reading
from licensecheck.domain.component import WHOLE

_CODE, _WEIGHTS = "code", "weights"


def assigned(readings: Sequence[Reading], declared: Sequence[Declaration]) -> tuple[Reading, ...]:
    """The readings; a text of the whole that all pages give to the code, or to the weights, where
    the other part has terms of its own, is about that part.

    A text of the code that restricts stays one of the whole: no slip of a page opens a model.
    """
    return tuple(
        replace(one, document=replace(one.document, component=part))
        if (part := _part(one, readings, declared))
        else one
        for one in readings
    )


def _part(text: Reading, readings: Sequence[Reading], declared: Sequence[Declaration]) -> str:
    """The part that a text is for; empty where it is for the whole, or nothing says."""
    document = text.document
    if document.kind is not DocumentKind.LICENSE or document.component != WHOLE:
        return ""
    own = set(text.licenses)
    named = {one.component for one in declared if own.intersection(one.licenses)}
    if named == {_CODE} and text.conforms and _WEIGHTS in _others(text, readings, declared):
        return _CODE
    return _WEIGHTS if named == {_WEIGHTS} and _CODE in _others(text, readings, declared) else ""


def _others(
    text: Reading, readings: Sequence[Reading], declared: Sequence[Declaration]
) -> set[str]:
    """The parts that have other licences, by their texts or by what pages say."""
    own = set(text.licenses)
    texts = (one for one in readings if one.document.kind is DocumentKind.LICENSE)
    here = {one.document.component for one in texts if own.isdisjoint(one.licenses)}
    return here | {
        one.component for one in declared if one.licenses and own.isdisjoint(one.licenses)
    }
