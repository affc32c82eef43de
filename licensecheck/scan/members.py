"""Members of SDKs' enumerations that are named after models: `openai.GPT4oMini`."""

import re
from functools import lru_cache

from licensecheck.scan.evident import is_served
from licensecheck.scan.names import model_named
from licensecheck.scan.patterns import fits, kind_of, patterns

MAX_LENGTH = 80
"""Characters of an identifier that is looked at."""

_PARTS = re.compile(
    r"\d+[xX]\d+[bB]|\d+[bB](?![a-z])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+"
    r"|\d+[a-z]?(?![a-z])|\d+"
)
_VENDORS = re.compile(r"^(amazon|anthropic|ai21|cohere|meta|mistral|stability)-(?=[a-z])")
_VERSION = re.compile(r"^(gpt|claude|gemini|llama)-(\d)(\d)(?=-|$)")
_FAMILY = re.compile(r"[a-z]{3,}[^a-z]*\d")


@lru_cache(10_000)
def model_of_member(holder: str, member: str) -> str:
    """The name of the model that a member of a type or package is named after; empty for none."""
    if len(member) > MAX_LENGTH or not fits(holder, patterns().programs.holders):
        return ""
    plain = member.isupper() and kind_of(holder) == "ollama"  # `OllamaModel.MISTRAL`
    return model_of_name(member) or ("-".join(member.lower().split("_")) if plain else "")


@lru_cache(10_000)
def model_of_name(member: str) -> str:
    """The same for a member of something that is known to be of models."""
    if known := patterns().programs.members.get(member):
        return known
    may_be = len(member) <= MAX_LENGTH and re.search(r"\d|_", member)
    names = _unfolded(member) if may_be else ()
    return next(filter(is_served, names), "") or min(filter(_hub, names), key=_hub, default="")


def _hub(name: str) -> str:
    """Sorts names of models, those in the list of a hub first; empty for what is none."""
    model = model_named(name, "guess") if _FAMILY.search(name) else None
    return "" if model is None else "own" if model.hub == "endpoint" else "listed"


def _unfolded(member: str) -> tuple[str, ...]:
    """How a model may be called after which a member is: `GPT_4_O_MINI` is `gpt-4o-mini`."""
    name = "-".join(_PARTS.findall(member)).lower()
    name = re.sub(r"^(?:[a-z-]*-)?model-|^chat-(?=gpt)", "", name)
    name = name.replace("-dot-", ".").replace("-v-", "-v")
    name = re.sub(r"^o-(?=\d)", "o", re.sub(r"(\d)-o\b", r"\1o", name))
    name = _VERSION.sub(r"\1-\2-\3", name)
    hosted = _VENDORS.sub(r"\1.", name)
    if hosted != name:
        return (re.sub(r"-v(\d)-(\d)$", r"-v\1:\2", hosted), name)
    dotted = re.sub(r"-(\d)-(\d)(?=-|$)", r"-\1.\2", name)
    joined = re.sub(r"^([a-z]+)-(?=\d)", r"\1", dotted)  # as Ollama writes it: `llama3.2`
    return (name,) if "claude" in name else (dotted, name, joined)
