"""Hugging Face and hubs that speak its protocol, by Hugging Face's own client."""

import re
from urllib.parse import unquote

from licensecheck.errors import RefError
from licensecheck.types import ModelRef

PREFIXES = (
    "hf:",
    "hf://",
    "huggingface:",
    "pkg:huggingface/",
    "https://huggingface.co/",
    "https://hf.co/",
    "huggingface.co/",
    "hf.co/",
)

_EXAMPLE = "Write org/name or org/name@revision, such as openai/gpt-oss-20b@main."
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}")
_REVISION = re.compile(r"[\w][\w./+-]{0,199}")


def parse(address: str, revision: str | None) -> ModelRef:
    """`org/name[@revision]`, also as the rest of a purl or of a page's address."""
    path, _, at = re.split(r"[?#]", address, maxsplit=1)[0].partition("@")
    parts = unquote(path).strip("/").split("/")
    if parts[0] == "models":
        del parts[0]
    if parts[0] in {"datasets", "spaces"}:
        raise RefError(f"{address!r} is no model but one of Hugging Face's {parts[0]}.")
    # .../tree/main, .../blob/main/LICENSE, .../resolve/<commit>/config.json
    if len(parts) > 3 and parts[2] in {"tree", "blob", "resolve", "commit"}:
        at, parts = at or parts[3], parts[:2]
    at = unquote(at)
    if not 1 <= len(parts) <= 2 or not all(map(_valid, parts)):
        raise RefError(f"{address!r} is no model of Hugging Face.", remedy=_EXAMPLE)
    if at and not (_REVISION.fullmatch(at) and ".." not in at):
        raise RefError(f"{at!r} is no revision.", remedy=_EXAMPLE)
    if at and revision and at != revision:
        raise RefError(f"Two revisions are asked for: {at} and {revision}.", remedy="Give one.")
    return ModelRef("huggingface", "/".join(parts), revision or at or None)


def _valid(part: str) -> bool:
    """True for what Hugging Face allows as an organisation or a name."""
    return bool(_NAME.fullmatch(part)) and ".." not in part and "--" not in part
