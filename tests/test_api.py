"""The Python API: docs/api.md runs as it stands, and the public names are those listed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import licensecheck
from licensecheck import LicensecheckError, audit, read_license
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")


def test_the_page_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert len(blocks) == 6
    exec(compile("\n".join(blocks), "docs/api.md", "exec"), {})  # noqa: S102  # our own page


def test_the_public_names_are_these() -> None:
    assert set(licensecheck.__all__) == {
        "CheckReport",
        "Level",
        "LicenseReport",
        "LicensecheckError",
        "Report",
        "Settings",
        "__version__",
        "audit",
        "check",
        "read_license",
    }
    for name in licensecheck.__all__:
        assert getattr(licensecheck, name).__doc__


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, licensecheck; print(*[m for m in sys.modules if 'licensecheck.' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "licensecheck.version"


def test_a_setting_that_is_none_is_an_error_with_the_known_ones() -> None:
    with pytest.raises(LicensecheckError, match="of_line") as raised:
        audit("org/name", of_line=True)
    assert "offline" in raised.value.remedy


def test_words_bytes_and_files_are_read_alike(tmp_path: Path) -> None:
    words = "You must not use the weights for commercial purposes."
    (tmp_path / "LICENSE").write_text(words)
    readings = [read_license(given) for given in (words, words.encode(), tmp_path / "LICENSE")]
    assert len({(one.labels, one.osd.conformant) for one in readings}) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_file_is_an_error_and_never_waits(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "LICENSE")
    with pytest.raises(LicensecheckError, match="a named pipe"):
        read_license(tmp_path / "LICENSE")
    with pytest.raises(LicensecheckError, match="cannot be read"):
        read_license(tmp_path / "GONE")
