"""An auditor that asks no hub, and a model under a clean MIT text."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.settings import Settings


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor(Settings(offline=True), lambda _: None)


@pytest.fixture(scope="module")
def mit(real: Path) -> str:
    """The text of the MIT licence, as a real repository has it."""
    return (real / "repos" / "openai+whisper" / "LICENSE").read_text("utf-8")


@pytest.fixture
def folder(mit: str, tmp_path: Path) -> Path:
    """A model with weights and a clean MIT text."""
    (tmp_path / "LICENSE").write_text(mit)
    (tmp_path / "model.safetensors").write_bytes(b"")
    return tmp_path
