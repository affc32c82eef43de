"""What Chinese sentences say that a model was made from."""

import re
from collections.abc import Iterator

from licensecheck.domain import Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.lineage.named import named
from licensecheck.lineage.page import Page
from licensecheck.lineage.sentence import Told, told_of
from licensecheck.text.letters import letters

_BEFORE, _AFTER = Phrase("lineage/chinese-before"), Phrase("lineage/chinese-after")
_TUNED = re.compile(r"(?:微调|精调|训练)[^，。；\n]*的\s*$")
_CLAUSE = re.compile(r"[，。；！？：\n]")
_SUBJECT = re.compile(r"[\s*_`\[>-]*([A-Za-z][A-Za-z0-9.-]+)")
_REACH = 120
"""Characters of a clause before its verb."""


def in_chinese(page: Page) -> Iterator[Told]:
    """The models behind "基于…训练", "在…基础上", "以…为基座" or "经过微调的…", in clauses that
    name no other model than this one before them."""
    text, start = page.card.document.text, page.card.body.start
    for said in _BEFORE.finditer(text, start):
        clause = text[max(start, said.start() - _REACH) : said.start()]
        if _is_of_others(_CLAUSE.split(clause)[-1], page):
            continue
        found = list(named(text, Span(said.end(), min(len(text), said.end() + _REACH))))
        if found and (_TUNED.search(said[0]) or _AFTER.match(text, found[-1].end)):
            for one in found:
                yield from told_of(page, one, "fine-tuned", Span(said.start(), one.end))


def _is_of_others(clause: str, page: Page) -> bool:
    """Whether a clause begins with the name of something else."""
    subject = _SUBJECT.match(clause)
    said = letters(subject[1]) if subject else ""
    return bool(said) and not any(said in name or name in said for name in page.names if name)
