"""A folder with a card, and how open it is."""

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from licensecheck.hubs import parse_ref


def level(auditor: Auditor, folder: Path, body: str, front: str = "license: mit") -> Level:
    """The level of a model of which there is this card, beside what lies in the folder."""
    (folder / "README.md").write_text(f"---\n{front}\n---\n# Zebra\n\n{body}\n", "utf-8")
    return auditor.audit(parse_ref(str(folder))).level


def moved(*values: str) -> ParameterSet:
    """A page that the reader misreads, of whose kind the examples have more since."""
    return pytest.param(*values, marks=pytest.mark.xfail(reason="not yet learnt", strict=False))
