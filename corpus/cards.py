"""Texts of the cards whose sentences were labelled: read where they lie, never copied.

A file is `cards/…` or `repos/…` in the folder of real data, or `pypi:NAME==VERSION`, the
description that a release has on PyPI, downloaded once.
"""

import json
import urllib.request
from functools import cache

from corpus import texts
from licensecheck.domain import Document, DocumentKind

_RELEASE = "https://pypi.org/pypi/{}/{}/json"
_SECONDS = 30


@cache
def card(file: str) -> Document:
    """The card that offsets count in; raises OSError where it is not there."""
    if file.startswith("pypi:"):
        text = _description(*file.removeprefix("pypi:").split("=="))
    else:
        with (texts.real_folder() / file).open(
            encoding="utf-8", errors="replace", newline=""
        ) as lines:
            text = lines.read()
    return Document(file, text, DocumentKind.CARD)


def _description(name: str, version: str) -> str:
    kept = texts.DOWNLOADS / "pypi" / f"{name}=={version}.md"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        address = _RELEASE.format(name, version)
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310  # our own address
            described = json.load(answer)["info"]["description"] or ""
        kept.write_bytes(described.encode("utf-8", "surrogatepass"))
    return kept.read_bytes().decode("utf-8", "surrogatepass")
