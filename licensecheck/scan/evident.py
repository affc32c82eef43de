"""Names that are of models wherever they stand, and names that may be."""

import re
from functools import cache, lru_cache
from itertools import chain

from licensecheck.scan.hosted import loads_from_hub
from licensecheck.scan.names import OWNED, is_weight_file, named_after, without_variant
from licensecheck.scan.owners import is_known_owner, is_made
from licensecheck.scan.patterns import by_key, fits, key, patterns

# A number of parameters before a task, or a form of weights at the end: nothing else is so called.
_TOLD = re.compile(
    r"(?i:[-_]\d+(?:\.\d+)?b-(?:instruct|chat|it|base|hf|v\d)\b|-(?:gguf|awq|gptq|exl2|mlx|4bit))"
    r"|-ONNX$"
)


@lru_cache(20_000)
def is_evident(text: str) -> bool:
    """True for a text that is hardly anything but the name of a model: of a well-known publisher
    and with a word of such names, of a well-known service, in the list of a library, or of a file
    that is published under it."""
    if is_served(named_after(text)) or is_weight_file(text):
        return True
    if "/" not in text:
        return fits(text, tuple(chain.from_iterable(patterns().listed)))
    owned = without_variant(text.partition("@")[0])
    known = is_known_owner(owned) or bool(_TOLD.search(owned))
    return "/" in owned and known and reads_as_model(owned)


@lru_cache(20_000)
def owned(owner: str, name: str) -> str:
    """`owner/name` of two texts that stand beside each other, where the first is a well-known
    publisher and the second is no model by itself; empty for others."""
    text = f"{owner}/{name}"
    if "/" in name or not is_known_owner(text) or owner.lower() in _services():
        return ""
    return text if is_evident(text) and not is_evident(name) else ""


@cache
def _services() -> frozenset[str]:
    """What services are called: beside one, a text is a model of theirs."""
    return frozenset(one.rstrip("/:") for one in patterns().names["service"].prefixes)


@lru_cache(20_000)
def is_served(text: str) -> bool:
    """True for a name of a well-known service, as nothing else is called."""
    known = patterns()
    return fits(text, known.evident) and not ("/" in text and text.endswith(known.endings))


@lru_cache(20_000)
def is_possible(text: str) -> bool:
    """True for `owner/name` with a number and a word of models in the name, whoever owns it."""
    return reads_as_model(text) and re.search(r"\d", text) is not None


@lru_cache(20_000)
def reads_as_model(text: str) -> bool:
    """True for `owner/name` with a word of models in the name."""
    if not is_owned(text):
        return False
    name, known = text.partition("/")[2], patterns()
    told = known.model_words.one.search(name) and not known.data_words.one.search(name)
    return bool(told)


def is_owned(text: str) -> bool:
    """True for a text with the form of `owner/name`, where the first part is no folder."""
    if not OWNED.fullmatch(text) or text.lower().endswith(patterns().endings):
        return False
    return text.partition("/")[0].lower() not in patterns().folders


def is_doubtful(text: str, word: str, around: str) -> bool:
    """True for `owner/name` that is of a car or a phone as likely, by its owner, or by the word
    before it and the file around."""
    if not is_owned(text) or is_known_owner(text):
        return False
    if is_made(text):
        return True
    generic = fits(key(word), patterns().keys.generic)
    if not generic or reads_as_model(text):
        return False
    numbered = re.search(r"\d", text.partition("/")[2])
    return _speaks_of_goods(around) or not (numbered or loads_from_hub(around))


@lru_cache(4)
def _speaks_of_goods(text: str) -> bool:
    return patterns().goods.one.search(text) is not None


def is_called(word: str, text: str) -> bool:
    """True for a constant called as its text is, with a number: `LLAMA_3_1 = "llama3.1"`."""
    name = re.sub(r"[\W_]", "", text).lower()
    numbered = re.search(r"[a-z]{3}\d", name) and len(name) <= len(word)
    return bool(numbered) and re.sub(r"[\W_]", "", word).lower() == name


@by_key
def is_other(compared: str) -> bool:
    """True where the word before a text says that it is no model, or that people are shown it."""
    programs, unless = patterns().programs, patterns().keys.unless
    words = (programs.other, programs.data, programs.unwanted, programs.shown, unless)
    return any(fits(compared, one) for one in words)
