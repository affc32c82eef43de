"""A folder with a card, and how open it is."""

from pathlib import Path

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from licensecheck.hubs import parse_ref


def level(auditor: Auditor, folder: Path, body: str, front: str = "license: mit") -> Level:
    """The level of a model of which there is this card, beside what lies in the folder."""
    (folder / "README.md").write_text(f"---\n{front}\n---\n# Zebra\n\n{body}\n", "utf-8")
    return auditor.audit(parse_ref(str(folder))).level
