"""Chinese text: how it is recognised, and how rules read it: characters as tokens, in one width
and one script."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from licensecheck.text.language import COMMON

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_OTHERS = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uac00-\ud7af]")
"""Kana and Hangul: Han characters beside them are Japanese or Korean."""
_ASIDE = re.compile(
    r"https?://[^\s\u3000-\u9fff]+|\]\([^()\n]{0,500}\)|<[^<>\n]{0,500}>"
    r"|\b[\w.+-]{1,64}@[\w.-]{1,200}"
)
"""Addresses and tags; the one in front of the sign of an address is bounded, so that a megabyte
without a blank is no work."""
_WORD = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*")
NUMERALS = "〇零一二两兩三四五六七八九十百千万萬亿億"
_DENIED = "不得不|不能不|(?:不|未|没有|并无|无)(?:禁止|限制|要求|需要|需|须|必|收取|收费|反对)"
"""A word with its denial is a word of its own: what need not be done is not what must be."""
_WHO = (
    "(?:发布|分发|提供|许可|授权|使用|开发|传播|修改|销售|转让|训练|部署|下载)"
    "(?:者|方(?![式法面案向])|人|商)"
)
"""So is who does something: a publisher is no publishing. The way to do it is none."""
_TOKEN = re.compile(
    rf"{_DENIED}|{_WHO}|[{NUMERALS}]{{2,}}|[a-z]+|\d+(?:[.,]\d+)*|[^\s\w]|[^\W\da-z_]", re.I
)
_LEAST_HAN = 0.3
"""Share of Han characters among characters and Latin words of a Chinese clause."""
_FEW_ENGLISH = 2
"""Common English words up to which a Chinese clause has names and terms; more make a sentence."""


def has_han(text: str) -> bool:
    """True where a text has Chinese characters, and no Japanese or Korean ones."""
    return bool(_HAN.search(text)) and not _OTHERS.search(text)


def is_chinese(text: str) -> bool:
    """True for a clause or line in Chinese, names and addresses in Latin letters aside."""
    if not has_han(text):
        return False
    said = _ASIDE.sub(" ", text)
    han = len(_HAN.findall(said))
    return han > _LEAST_HAN * (han + len(_WORD.findall(said)))


def is_mixed(text: str) -> bool:
    """True for a clause with Chinese in which English words make a sentence, too."""
    words = _WORD.findall(_ASIDE.sub(" ", text))
    return has_han(text) and sum(word.lower() in COMMON for word in words) > _FEW_ENGLISH


def tokens(text: str) -> list[tuple[str, int]]:
    """The tokens of a Chinese text with their places: a character, a run of figures in Chinese or
    Arabic, a word in Latin letters, a mark."""
    return [(found[0], found.start()) for found in _TOKEN.finditer(text)]


class Script:
    """Brings a text to simplified characters of half width, each at its place."""

    def __init__(self, simplified: Mapping[str, str]) -> None:
        """`simplified` has for traditional characters those that rules are written in."""
        narrow = {code: _narrow(code) for code in (*range(0xFF01, 0xFF5F), 0x3000)}
        self._table = narrow | {ord(one): other for one, other in simplified.items()}

    def __call__(self, text: str) -> str:
        """The text; of the same length."""
        return text.translate(self._table)


def _narrow(code: int) -> str:
    return unicodedata.normalize("NFKC", chr(code))


_LONGEST = 8
"""Characters of a word."""


def unknown(text: str, words: Collection[str]) -> tuple[int, int] | None:
    """The first run of Chinese characters that no words make up, in the cutting that leaves
    fewest."""
    cost, back = [0] + [len(text) + 1] * len(text), [0] * (len(text) + 1)
    for at, char in enumerate(text):
        strange = bool(_HAN.match(char))
        ends = [at + n for n in range(1, _LONGEST + 1) if text[at : at + n] in words]
        for end, more in ((at + 1, strange), *((end, False) for end in ends)):
            if end <= len(text) and cost[at] + more < cost[end]:
                cost[end], back[end] = cost[at] + more, at
    return _first(cost, back)


def _first(cost: Sequence[int], back: Sequence[int]) -> tuple[int, int] | None:
    """The first run of steps that cost something."""
    run, at = None, len(back) - 1
    while at:
        before = back[at]
        if cost[at] > cost[before]:
            run = (before, run[1] if run and run[0] == at else at)
        at = before
    return run


_DIGITS = "零一二三四五六七八九"
_TENS = {"十": 10, "百": 100, "千": 1000}
_VARIANTS = str.maketrans("两兩〇萬億", "二二零万亿")


def numeral(word: str) -> int | None:
    """What a run of Chinese numerals says; None for other words."""
    total = part = digit = 0
    for char in word.translate(_VARIANTS):
        if char in _DIGITS:
            digit = 10 * digit + _DIGITS.index(char)
        elif char in _TENS:
            part, digit = part + (digit or 1) * _TENS[char], 0
        elif char == "万":
            total, part, digit = total + (part + digit or 1) * 10**4, 0, 0
        elif char == "亿":
            total, part, digit = (total + part + digit or 1) * 10**8, 0, 0
        else:
            return None
    return total + part + digit if word else None
