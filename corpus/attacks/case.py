"""One folder to audit, and the parts that it is made of.

Every folder has a card, a LICENSE that is the verbatim text of a real repository (read when the
program runs, never copied here), an empty file of weights, and what the case adds or changes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from corpus.texts import real_folder
from licensecheck.hubs.files import is_weights

Kind = Literal["attack", "honest"]
Set = Literal["tuning", "held"]
Base = Literal["mit", "apache", "bsd"]
Files = Mapping[str, bytes]

BASES: Mapping[Base, tuple[str, str]] = {
    "mit": ("mit", "openai+whisper/LICENSE"),
    "apache": ("apache-2.0", "xai-org+grok-1/LICENSE.txt"),
    "bsd": ("bsd-3-clause", "salesforce+LAVIS/LICENSE.txt"),
}


_LEAST = 16_384
"""Bytes of the smallest weights by `rules/components.yaml`."""


@dataclass(frozen=True)
class Case:
    """A folder, and what an audit of it is for."""

    kind: Kind
    group: str
    name: str
    files: Files
    set: Set = "tuning"
    """`tuning` may be looked at by whoever changes the program, `held` only measures it."""

    @property
    def id(self) -> str:
        """Stable as long as class and name are."""
        return f"{self.group}/{self.name}"

    def write(self, folder: Path) -> None:
        """Write the files below a folder."""
        for name, content in self.files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_padded(name, content))


@cache
def licence(base: Base) -> str:
    """The text of a known licence; raises OSError where the real data are not there."""
    return (real_folder() / "repos" / BASES[base][1]).read_text(encoding="utf-8")


def _padded(name: str, content: bytes) -> bytes:
    """A file of weights that has a header is long enough to be one: a shorter one is no model."""
    return content.ljust(_LEAST, b"\0") if content and is_weights(name) else content


def card(front: str, body: str = "") -> str:
    """A model card: front matter, a title, one plain paragraph, and a body."""
    about = "Tiny-1B is a small language model. Its weights are in `model.safetensors`."
    return f"---\n{front}\n---\n# Tiny-1B\n\n{about}\n\n{body}\n"


def folder(
    base: Base,
    *,
    front: str | None = None,
    body: str = "",
    readme: str | None = None,
    edit: str | None = None,
    extra: Mapping[str, str | bytes] | None = None,
) -> Files:
    """A model folder: a known licence, a card that declares it, weights, and what is changed."""
    text = licence(base) if edit is None else edited(licence(base), edit)
    written: dict[str, str | bytes] = {
        "README.md": readme or card(front or f"license: {BASES[base][0]}", body),
        "LICENSE": text,
        "model.safetensors": b"",
        **(extra or {}),
    }
    return {
        name: content if isinstance(content, bytes) else content.encode()
        for name, content in written.items()
    }


def edited(text: str, edit: str) -> str:
    """The text after `old => new`: an empty `old` appends, white space of it matches any.

    Raises ValueError where the old words do not occur, so that no case becomes an unchanged text.
    """
    old, _, new = (part.strip(" ") for part in edit.partition("=>"))
    if not old:
        return f"{text}\n{new}\n"
    return replaced(text, old, new)


def replaced(text: str, old: str, new: str) -> str:
    """The text with other words in the first place of the old ones, whose white space matches any.

    Raises ValueError where the old words do not occur.
    """
    words = r"\s+".join(map(re.escape, old.split()))
    changed, count = re.subn(words, lambda _: new, text, count=1)
    if not count:
        raise ValueError(f"not in the licence: {old!r}")
    return changed
