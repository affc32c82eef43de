"""The Python API: docs/api.md runs as it stands, and the public names are those listed."""

import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any, get_type_hints

import httpx2
import pytest

import licensecheck
from licensecheck import LicensecheckError, audit, check, read_license
from licensecheck.errors import UnavailableError
from licensecheck.hubs.transport import API_BYTES
from licensecheck.settings import SettingArguments, Settings
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")


def test_the_page_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert len(blocks) == 7
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
        audit("org/name", of_line=True)  # type: ignore[call-arg]  # mypy says it before
    assert "offline" in raised.value.remedy


def test_arguments_are_the_settings() -> None:
    assert get_type_hints(SettingArguments) == get_type_hints(Settings)


class Asked:
    """Makes transports that answer everything alike, and notes what they are asked."""

    def __init__(self, **answer: Any) -> None:
        self.urls: list[httpx2.URL] = []
        self._answer = answer

    def __call__(self) -> httpx2.MockTransport:
        return httpx2.MockTransport(self._reply)

    def _reply(self, request: httpx2.Request) -> httpx2.Response:
        self.urls.append(request.url)
        return httpx2.Response(**self._answer)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("https://169.254.169.254/", "redirects to another host"),
        ("http://huggingface.co/", "not safe"),
    ],
)
def test_a_given_transport_is_not_led_astray(
    target: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://huggingface.co")
    hub = Asked(status_code=302, headers={"Location": target})
    with pytest.raises(UnavailableError, match=message):
        audit("zebra/one", transport=hub, cache=None)
    assert {url.host for url in hub.urls} == {"huggingface.co"}


def test_what_a_given_transport_answers_is_bounded() -> None:
    hub = Asked(status_code=200, content=b"[" + b" " * API_BYTES)
    with pytest.raises(UnavailableError, match="more than the 20,000,000 bytes"):
        audit("zebra/one", transport=hub, cache=None)


def test_a_policy_at_a_web_address_comes_through_the_given_transport(tmp_path: Path) -> None:
    fees = "{id: own, answer: not-allowed, says: Not with a fee, when: {labels: [fee-required]}}"
    base = f"rules: [{fees}]\n".encode()
    hub = Asked(status_code=200, content=base)
    address = f"https://policies.example/ours.yaml#sha256:{sha256(base).hexdigest()}"
    (tmp_path / "own.yaml").write_text(f'extends: "{address}"\n')
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "app.py").touch()
    report = check(tmp_path / "app", policy=str(tmp_path / "own.yaml"), transport=hub, cache=None)
    assert report.passed
    assert [str(url) for url in hub.urls] == ["https://policies.example/ours.yaml"]


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
