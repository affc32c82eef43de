"""Names that are of models wherever they stand, and names that may be."""

import re
from functools import cache, lru_cache

from licensecheck.scan.names import is_known_owner
from licensecheck.scan.patterns import fits, patterns

_OWNED = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{2,95}")
_SIZED = re.compile(r"\d+(?:\.\d+)?[bBmM](?![A-Za-z])")


@cache
def _model_words() -> re.Pattern[str]:
    return re.compile("|".join(patterns().model_words), re.IGNORECASE)


@lru_cache(20_000)
def is_evident(text: str) -> bool:
    """True for a text that is hardly anything but the name of a model: of a well-known publisher
    and with a word of such names, or of a well-known service."""
    if fits(text, patterns().evident):
        return True
    owned = text.partition("@")[0]
    return "/" in owned and is_known_owner(owned) and _reads_as_model(owned)


@lru_cache(20_000)
def is_possible(text: str) -> bool:
    """True for `owner/name` with a size or a word of models in the name, whoever the owner is."""
    return _reads_as_model(text) and bool(_SIZED.search(text) or re.search(r"\d", text))


def _reads_as_model(text: str) -> bool:
    if not _OWNED.fullmatch(text) or text.lower().endswith(patterns().endings):
        return False
    owner, _, name = text.partition("/")
    return owner.lower() not in patterns().folders and bool(_model_words().search(name))
