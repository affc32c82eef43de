"""What every test may rely on: no network, no user's settings, real material where it is."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from licensecheck.auditor import Auditor

ROOT = Path(__file__).resolve().parent.parent
REAL = Path(os.environ.get("LICENSECHECK_REAL_DATA", ROOT.parent / "shared" / "real"))

# Read by huggingface_hub when it is imported, so before any test module is.
for name in [n for n in os.environ if n.startswith(("HF_", "HUGGING", "LICENSECHECK_", "GITHUB_"))]:
    if name != "LICENSECHECK_REAL_DATA":
        del os.environ[name]
os.environ["HF_ENDPOINT"] = "http://127.0.0.1:1"

# How long an example takes says more of the machine than of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def real() -> Path:
    """Folder of real licences, repositories and cards; the test is skipped where it is absent."""
    if not REAL.is_dir():
        pytest.skip(f"no real material at {REAL} (set LICENSECHECK_REAL_DATA)")
    return REAL


@pytest.fixture(autouse=True)
def _private_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test starts with an empty cache and a key of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))


@pytest.fixture(scope="module")
def auditor() -> "Auditor":
    """An auditor that asks no hub."""
    from licensecheck.auditor import Auditor
    from licensecheck.settings import Settings

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
