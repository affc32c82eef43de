"""Members of SDKs' enumerations that are named after models: `openai.GPT4oMini`."""

import re
from functools import lru_cache

from licensecheck.scan.evident import is_served
from licensecheck.scan.patterns import fits, patterns

MAX_LENGTH = 80
"""Characters of an identifier that is looked at."""

_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+[a-z]?(?![a-z])|\d+")
_VENDORS = re.compile(r"^(amazon|anthropic|ai21|cohere|meta|mistral|stability)-(?=[a-z])")


@lru_cache(10_000)
def model_of_member(holder: str, member: str) -> str:
    """The name of the model that a member of a type or package is named after; empty for none."""
    known = len(member) <= MAX_LENGTH and fits(holder.lower(), patterns().programs.holders)
    return model_of_name(member) if known else ""


@lru_cache(10_000)
def model_of_name(member: str) -> str:
    """The same for a member of something that is known to be of models."""
    if known := patterns().programs.members.get(member):
        return known
    may_be = len(member) <= MAX_LENGTH and re.search(r"\d|_", member)
    return next(filter(is_served, _unfolded(member)), "") if may_be else ""


def _unfolded(member: str) -> tuple[str, ...]:
    """How a model may be called after which a member is: `GPT_4_O_MINI` is `gpt-4o-mini`."""
    name = "-".join(_PARTS.findall(member)).lower()
    name = re.sub(r"^(?:[a-z-]*-)?model-", "", name).replace("-dot-", ".").replace("-v-", "-v")
    name = re.sub(r"^o-(?=\d)", "o", re.sub(r"(\d)-o\b", r"\1o", name))
    hosted = _VENDORS.sub(r"\1.", name)
    if hosted != name:
        return (re.sub(r"-v(\d)-(\d)$", r"-v\1:\2", hosted), name)
    dotted = re.sub(r"-(\d)-(\d)(?=-|$)", r"-\1.\2", name)
    return (name,) if "claude" in name else (dotted, name)
