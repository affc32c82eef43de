"""Texts of the cards whose sentences were labelled: read where they lie, never copied.

A file is `cards/…`, `repos/…` or `more/…` in the folder of real data; `pypi:NAME==VERSION`, the
description that a release has on PyPI; or `github:OWNER/NAME@COMMIT/PATH`. The last two are
downloaded once.
"""

import json
import sys
from functools import cache

from corpus import texts
from licensecheck.domain import Document, DocumentKind

_RELEASE = "https://pypi.org/pypi/{}/{}/json"


@cache
def card(file: str) -> Document:
    """The card that offsets count in; raises OSError where it is not there."""
    if file.startswith("github:"):
        text = texts.of_repository(file.removeprefix("github:"))
    elif file.startswith("pypi:"):
        text = _description(*file.removeprefix("pypi:").split("=="))
    else:
        with (texts.real_folder() / file).open(
            encoding="utf-8", errors="replace", newline=""
        ) as lines:
            text = lines.read()
    return Document(file, text, DocumentKind.CARD)


@cache
def answers() -> bool:
    """Whether PyPI tells the description of one release: some mirrors of it tell of none."""
    try:
        _description("pip", "24.0")
    except OSError as error:
        print(f"sentences of package descriptions are left out: {error}", file=sys.stderr)
        return False
    return True


def _description(name: str, version: str) -> str:
    kept = texts.DOWNLOADS / "pypi" / f"{name}=={version}.md"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        address = _RELEASE.format(name, version)
        described = json.loads(texts.fetch(address))["info"]["description"] or ""
        kept.write_bytes(described.encode("utf-8", "surrogatepass"))
    return kept.read_bytes().decode("utf-8", "surrogatepass")
