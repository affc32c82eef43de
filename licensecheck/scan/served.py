"""Names in a file that speaks to a service which runs models of others: they are that service's.

`meta-llama/name` in a call of Groq's client is no address on Hugging Face: whoever runs the model
answers for it, under his terms, and no other hub is asked for the name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache

from licensecheck.domain import ModelRef
from licensecheck.knowledge.services import Spoken, load_services
from licensecheck.scan.source import Reference


def as_served(references: Iterable[Reference], text: str, file: str) -> Iterator[Reference]:
    """The references of a file; those that a client, a key or a variable names, and no library that
    loads weights, are of the service that the file speaks to."""
    speaks = [(hub, one) for hub, one in _spoken().items() if _speaks(one, text, file)]
    for reference in references:
        yield _served(reference, speaks) if speaks else reference


@cache
def _spoken() -> dict[str, Spoken]:
    return {hub: one.spoken for hub, one in load_services().items() if one.spoken}


def _speaks(spoken: Spoken, text: str, file: str) -> bool:
    is_own = any(fnmatchcase(file.rpartition("/")[2], one) for one in spoken.files)
    return is_own or any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for one in spoken.words)


def _served(reference: Reference, speaks: Iterable[tuple[str, Spoken]]) -> Reference:
    """The reference, at the first service that has names like its own."""
    if reference.how.partition(" ")[0] not in _ASKS or reference.model.hub not in _MAY_BE_OTHERS:
        return reference
    for hub, spoken in speaks:
        if any(fnmatchcase(reference.text, one) for one in spoken.names):
            return replace(reference, model=ModelRef(hub, reference.text))
    return reference


_ASKS = frozenset({"openai", "anthropic", "google", "key", "variable", "text"})
"""What names a model of whatever server is asked; what loads weights says so by its own name."""
_MAY_BE_OTHERS = frozenset(
    {"huggingface", "endpoint", "openai", "anthropic", "gemini", "cohere", "mistral", "deepseek"}
    | {"xai", "groq"}
)
"""Hubs that a name alone may be taken for, where another service has it."""
