"""Whether a text that names a licence only says that it applies, or may add to it."""

import re
from typing import Final

from licensecheck.identify.wording import (
    OPERATIVE,
    is_called,
    is_written_small,
    says_nothing,
    without_addresses,
)
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.word_lists import listed

# What a pointer to an open licence cannot say without adding to it.
_MORE_TERMS = Phrase("licences/adds")
_CHINESE: Final = frozenset(
    "本该此项目模型权重代码源采用遵循守使用基于在下以发布许可证协议授权开放的见请参阅照考文件和及与均为是条款"
)
"""Signs of a sentence that says so in Chinese."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def says_more(text: str) -> bool:
    """True for words that may add to the licence that a text names; names of people and works, and
    words that licences are called by, do not."""
    said = "\n".join(line for line in text.splitlines() if not says_nothing(line))
    found = _WORD.findall(without_addresses(said))
    return bool(_MORE_TERMS.search(text)) or not all(map(_only_points, found))


def _only_points(word: str) -> bool:
    small = word.casefold()
    if len(word) == 1 or small in listed("pointing") or is_called(word):
        return True
    if _CHINESE.issuperset(word):
        return True
    return not is_written_small(word) and small not in listed(*OPERATIVE)
