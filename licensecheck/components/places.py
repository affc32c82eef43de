"""What stands around an address on a page: whether it speaks of weights, or of something else."""

import re
from bisect import bisect
from collections.abc import Callable, Sequence
from enum import IntEnum
from itertools import chain

from licensecheck.domain import Document, Span
from licensecheck.hubs.files import is_weights
from licensecheck.knowledge.phrases import Phrase
from licensecheck.text.html_tables import html_rows
from licensecheck.text.tables import rows

_WEIGHTS = Phrase("subjects/weights-at-an-address")
_ELSE = Phrase("subjects/something-else-at-an-address")
# Pages of models, where weights are whatever a link to them is called.
_HUBS = re.compile(
    r"huggingface\.co|(?<![\w.])hf\.co|modelscope\.cn|openxlab|wisemodel|ngc\.nvidia|kaggle\.com"
)
_LEADS = re.compile(r"\[(?P<text>[^\[\]\n]{1,200})\]\(\s*<?(?:https?://)?(?:www\.)?$")
_TAGGED = re.compile(r"[^<>\n]{0,300}>(?P<text>[^<>\n]{1,200})</a>", re.I)
_ENDS = re.compile(r"[\n|]|[.!?;]\s|[。！？；]|<br ?/?>|</t[dr]>")
_ADDRESS = re.compile(r"\(?https?://[^\s()<>\"']{1,500}\)?")
_AFTER = re.compile(r"[\s\"'<>()\[\]]|[.,;:!?]+$")
_AROUND = 300
"""Characters on either side in which the rest of a sentence or cell stands."""
_BEFORE = 230
"""Characters in which the text of a link and the beginning of its address stand."""


class Said(IntEnum):
    """What is said at an address; of two, the lower shows better where weights are."""

    WEIGHTS = 0
    NOTHING = 1
    """Neither: "here"."""
    ELSE = 2
    """Data, an environment, a poster."""


def sayings(page: Document, headings: Sequence[tuple[int, str]]) -> Callable[[Span], Said]:
    """What is said of the address at a place of a page: by the text of the link, else by its
    sentence or cell, else by the head of the column, else by the heading above that is no title.

    `headings` are places and titles in the order of the page.
    """
    tables = chain(rows(page), html_rows(page))
    heads = sorted((span, head) for row in tables for head, span in row.cells)
    cells = [span.start for span, _ in heads]
    starts = [start for start, _ in headings]

    def said(found: Span) -> Said:
        place = _address(page.text, found)
        texts = [_link_text(page.text, place), _sentence(page.text, place)]
        at = bisect(cells, place.start) - 1
        if at >= 0 and place.start < heads[at][0].end:
            texts.append(heads[at][1])
        above = bisect(starts, place.start) - 1
        texts.append(headings[above][1] if above > 0 else "")
        told = (_said(text) for text in texts)
        return next((one for one in told if one is not Said.NOTHING), Said.NOTHING)

    return said


def is_place_of_weights(address: str, said: Said) -> bool:
    """False where something else is at an address that is neither a page of a model nor a file of
    weights."""
    name = address.partition("?")[0].rpartition("/")[2]
    return said is not Said.ELSE or bool(_HUBS.search(address)) or is_weights(name)


def _said(text: str) -> Said:
    if _WEIGHTS.search(text):
        return Said.WEIGHTS
    return Said.ELSE if _ELSE.search(text) else Said.NOTHING


def _address(text: str, found: Span) -> Span:
    """The place without the marks, tags and stops behind an address."""
    if text[found.start] in "[.":  # the text of a link, or a call
        return found
    end = _AFTER.search(text, found.start, found.end)
    return Span(found.start, end.start() if end else found.end)


def _link_text(text: str, place: Span) -> str:
    """What the link is called, or the code that names the address."""
    if text[place.start] in "[.":
        return text[place.start : place.end].replace("_", " ")
    led = _LEADS.search(text[max(0, place.start - _BEFORE) : place.start])
    tagged = None if led else _TAGGED.match(text, place.end, place.end + 2 * _AROUND)
    found = led or tagged
    return found["text"] if found else ""


def _sentence(text: str, place: Span) -> str:
    """The sentence or cell in which the address stands, without addresses."""
    before = text[max(0, place.start - _AROUND) : place.start]
    after = text[place.end : place.end + _AROUND]
    begun = max((one.end() for one in _ENDS.finditer(before)), default=0)
    stop = _ENDS.search(after)
    rest = after[: stop.start()] if stop else after
    return _ADDRESS.sub(" ", f"{before[begun:]} {rest}")
