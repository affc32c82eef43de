"""What a third and a fourth person wrote, who had seen neither the program nor other attacks.

Each file has a folder a line: `id`, `class`, `honest` and `files`, which are text or base64. Half
of the folders, by a hash of their ids, are of the set `held`: whoever changes the program does not
unpack the files, and looks at cases of the set `tuning` with `--show ID` alone.
"""

import base64
import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.attacks.case import Case, licence, replaced
from corpus.texts import text

FILES = tuple(Path(__file__).with_name(f"{who}.jsonl.gz") for who in ("third", "fourth"))
# "{{MIT}}" is the text of the licence, "{{MIT|old=>new}}" the text with other words.
_LICENCE = re.compile(r"\{\{(APACHE|MIT|BSD3|CCBY4)(?:\|(.*?)=>(.*?))?\}\}", re.DOTALL)


def cases() -> Iterator[Case]:
    """All of them; OSError where the licence texts are not there."""
    lines = (line for file in FILES for line in gzip.decompress(file.read_bytes()).splitlines())
    for one in map(json.loads, lines):
        files = {name: _content(value) for name, value in one["files"].items()}
        held = int(sha256(one["id"].encode()).hexdigest(), 16) % 2
        kind = "honest" if one["honest"] else "attack"
        yield Case(kind, one["class"], one["id"], files, "held" if held else "tuning")


def _content(value: Any) -> bytes:
    if isinstance(value, str):
        return _LICENCE.sub(_text, value).encode("utf-8", "surrogatepass")
    return base64.b64decode(value["base64"])


def _text(found: re.Match[str]) -> str:
    name, old, new = found.groups()
    whole = _licences()[name]
    return whole if old is None else replaced(whole, old, new)


@cache
def _licences() -> dict[str, str]:
    return {
        "APACHE": licence("apache"),
        "MIT": licence("mit"),
        "BSD3": licence("bsd"),
        "CCBY4": text("scancode:cc-by-4.0"),
    }
