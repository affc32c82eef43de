"""Constants of a program that are only looked into: `KNOWN.has(name)`."""

import re
from collections import Counter
from functools import lru_cache

_LOOKED = re.compile(
    r"(?<!\w)(\w++)(?=\s{0,40}+\.(?:includes|include\?|contains|Contains|contains[A-Z]\w{0,20}"
    r"|Contains[A-Z]\w{0,20}|indexOf|IndexOf|has|some|any|member\?|exists)(?!\w))"
    r"|\b(?:[Cc]ontains|member\?)[ \t]?+\([ \t]?@?(\w++)[ \t]?,"
    r"|\bin_array[ \t]?+\([^(),\n]{0,60}+,[ \t]?(?:self::|static::)?\$?(\w++)"
    r"|\b(?:if|when|guard|return|unless)\b(?:(?!\bfor\b)[^\n{};]){1,80}?\bin[ \t]++(\w++)(?!\()"
)


@lru_cache(4)
def asked(program: str) -> frozenset[str]:
    """The names that stand once by themselves, where they are assigned, and else only where it is
    asked whether something is among their members."""
    looked = Counter(found[found.lastindex or 0] for found in _LOOKED.finditer(program))
    named = Counter(re.findall(r"\w+", program)) if looked else Counter[str]()
    return frozenset(name for name, count in looked.items() if named[name] == count + 1)
