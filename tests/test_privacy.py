"""What leaves the machine: nothing but what the user asked a hub (docs/privacy.md)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

UNSHARE = shutil.which("unshare")
# Telemetry of ONNX Runtime is sent about ten seconds after the library loads.
SESSION = """
import sys, time
from licensecheck.cli import app
from licensecheck.classify.model import ClauseModel

app(["audit", sys.argv[1], "--offline"], standalone_mode=False)
model = ClauseModel.load("auto")
model.probabilities([("", "You may not use it for commercial purposes.")])
time.sleep(15)
model.probabilities([("", "You may not use it for military purposes.")])
"""


def _can_isolate() -> bool:
    return bool(UNSHARE) and not subprocess.run([UNSHARE, "-rnm", "true"], check=False).returncode


@pytest.mark.skipif(not _can_isolate(), reason="no namespaces of the kernel for this user")
def test_a_long_session_asks_for_no_name_and_leaves_no_device_id(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "README.md").write_text("The weights may be used for research alone.")
    home, log = tmp_path / "home", tmp_path / "log"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    for name in ("ORT_DISABLE_TELEMETRY", "HF_HUB_DISABLE_TELEMETRY", "DISABLE_TELEMETRY"):
        environment.pop(name, None)

    session = [sys.executable, "-c", SESSION, str(tmp_path / "model")]
    command = [UNSHARE, "-rnm", sys.executable, "-m", "tests.watched", str(log), *session]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True)

    assert done.returncode == 0, done.stderr
    assert log.read_text() == ""
    assert not [path for path in home.rglob("*") if "Microsoft" in path.parts]


@pytest.mark.skipif(not _can_isolate(), reason="no namespaces of the kernel for this user")
def test_the_watch_sees_a_name_that_is_asked_for(tmp_path: Path) -> None:
    asks = "import socket; socket.gethostbyname('telemetry.example')"
    command = [UNSHARE, "-rnm", sys.executable, "-m", "tests.watched", str(tmp_path / "log")]
    subprocess.run([*command, sys.executable, "-c", asks], cwd=ROOT, check=False, stderr=-3)
    assert "telemetry.example" in (tmp_path / "log").read_text().splitlines()


def test_doctor_says_that_telemetry_is_off() -> None:
    command = [sys.executable, "-m", "licensecheck", "doctor", "--device", "cpu"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert "ok    telemetry      off in ONNX Runtime and hub client" in done.stdout
