"""Whether `owner/name`, where no library says how it is read, is an address on Hugging Face.

A hub is asked for what the code would load from there, and for nothing else: the name of a model on
a server of one's own is nobody's business, and whoever owns that name on the hub would answer.
"""

from functools import lru_cache

from licensecheck.domain import ModelRef
from licensecheck.scan.patterns import patterns

_ENDPOINT = "endpoint"


@lru_cache(4)  # the names of a file come one after another
def loads_from_hub(text: str) -> bool:
    """True for a file that speaks of what loads models from Hugging Face."""
    return patterns().hub_words.one.search(text) is not None


def is_stranger(model: ModelRef) -> bool:
    """True for `owner/name` that was taken for a model on a server of one's own."""
    return model.hub == _ENDPOINT and model.name.count("/") == 1
