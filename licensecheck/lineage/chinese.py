"""What Chinese sentences say that a model was made from."""

import re
from collections.abc import Iterator

from licensecheck.domain import Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.lineage.named import Named, named
from licensecheck.lineage.page import PAGE, Page
from licensecheck.lineage.sentence import Told, told_of
from licensecheck.text.letters import letters

_BEFORE, _AFTER = Phrase("lineage/chinese-before"), Phrase("lineage/chinese-after")
_KIND, _ON = Phrase("lineage/chinese-kind"), "基于"
_TUNED = re.compile(r"(?:微调|精调|训练)[^，。；\n]*的\s*$")
_CLAUSE = re.compile(r"[，。；！？：\n]")
_SUBJECT = re.compile(r"[\s*_`\[>-]*([A-Za-z][A-Za-z0-9.-]+)")
_LABEL = re.compile(r"(?:^|\n)[ \t]{0,8}(?:[-*+]|\d{1,2}\.)[ \t]+([^\n。；]{1,100}?)[：:]\s*$")
_APPOSED = re.compile(r"([A-Za-z][\w.-]{2,60})(?:\]\([^)\s]{0,100}\))?[\s*_`]*[，,]\s*$")
# The rest of a link: "[斑马](https://…/zoo/zebra)进行微调".
_LINK = re.compile(rf"[^\s\]()]{{0,8}}\]\((?:{PAGE})?[^)\s]{{0,500}}\)", re.I)
_REACH = 120
"""Characters of a clause before its verb."""


def in_chinese(page: Page) -> Iterator[Told]:
    """The models behind "基于…训练", "在…基础上", "以…为基座" or "经过微调的…", in clauses that
    name no other model than this one before them."""
    text, start = page.card.document.text, page.card.body.start
    for said in _BEFORE.finditer(text, start):
        before = text[max(start, said.start() - _REACH) : said.start()]
        if _is_of_others(_CLAUSE.split(before)[-1], page) or _is_on_label(before, page):
            continue
        found = list(named(text, Span(said.end(), min(len(text), said.end() + _REACH))))
        if found and _says_base(said[0], text, found[-1].end):
            for one in found:
                yield from _told(page, one, said.start())


def _says_base(before: str, text: str, end: int) -> bool:
    """Whether the words before and behind names say that something was made from them."""
    after = _end(text, end)
    kind = before.startswith(_ON) and _KIND.match(text, after)
    return bool(_TUNED.search(before) or _AFTER.match(text, after) or kind)


def _told(page: Page, one: Named, start: int) -> Iterator[Told]:
    """A model by the page that its name links to, else by its name."""
    linked = _LINK.match(page.card.document.text, one.end)
    if linked and linked[1]:
        yield Told(linked[1].rstrip("."), "fine-tuned", Span(start, linked.end()))
    else:
        yield from told_of(page, one, "fine-tuned", Span(start, one.end))


def _end(text: str, end: int) -> int:
    """Where a name ends with the address that it links to."""
    linked = _LINK.match(text, end)
    return linked.end() if linked else end


def _is_on_label(before: str, page: Page) -> bool:
    """Whether what stands before begins an item with the name of something else, or ends with one:
    "- 长颈鹿：", "发布 Giraffe，"."""
    label = _LABEL.search(before) or _APPOSED.search(before)
    said = letters(label[1]) if label else ""
    return bool(label) and not any(name in said or said in name for name in page.names if name)


def _is_of_others(clause: str, page: Page) -> bool:
    """Whether a clause begins with the name of something else."""
    subject = _SUBJECT.match(clause)
    said = letters(subject[1]) if subject else ""
    return bool(said) and not any(said in name or name in said for name in page.names if name)
