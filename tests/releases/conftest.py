"""Folders with several models."""

from collections.abc import Callable
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref

Read = Callable[..., Report]


@pytest.fixture
def read(auditor: Auditor, tmp_path: Path) -> Read:
    """The report on a repository of the publisher `zoo`, by its files; `model` chooses one."""

    def report(files: dict[str, str], model: str = "") -> Report:
        folder = tmp_path / "zoo" / "zebra"
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        return auditor.audit(parse_ref(f"{folder}#{model}" if model else str(folder)))

    return report


@pytest.fixture(scope="session")
def nc(real: Path) -> str:
    """The text of CC BY-NC, as a real repository has it."""
    return (real / "repos" / "facebookresearch+DiT" / "LICENSE.txt").read_text("utf-8")
