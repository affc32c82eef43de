"""The supply chain: bounds, lock files, actions, advisories."""

import json
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKED = re.compile(
    r"^([a-z0-9][\w.-]*)(?:\[[\w,-]+\])?==(\S+)(?: ; (.*?))? \\$"
    r"((?:\n    --hash=\S+(?: \\)?)+)",
    re.M,
)


def direct() -> Iterator[Requirement]:
    """All that pyproject.toml names."""
    parts = [PROJECT["project"]["dependencies"], PROJECT["build-system"]["requires"]]
    parts += PROJECT["project"]["optional-dependencies"].values()
    parts += PROJECT["dependency-groups"].values()
    return (Requirement(line) for part in parts for line in part)


def locked(file: str) -> dict[str, list[str]]:
    """The releases of a lock file by the name of their distribution."""
    found: dict[str, list[str]] = {}
    text = (ROOT / "requirements" / file).read_text("utf-8")
    for name, version, _, _ in LOCKED.findall(text):
        found.setdefault(name, []).append(version)
    assert sum(map(len, found.values())) == len(re.findall(r"^[a-z].*==", text, re.M))
    return found


@pytest.mark.parametrize("needed", list(direct()), ids=str)
def test_every_dependency_has_a_lower_and_an_upper_bound(needed: Requirement) -> None:
    kinds = {one.operator for one in needed.specifier}
    assert kinds in ({">=", "<"}, {"=="})


def test_the_lock_files_hold_what_pyproject_allows() -> None:
    groups = PROJECT["dependency-groups"]["dev"]
    extras = PROJECT["project"]["optional-dependencies"]
    run = PROJECT["project"]["dependencies"] + extras["bom"] + extras["documents"]
    run = [Requirement(line) for line in run]
    dev, cpu = locked("dev.txt"), locked("cpu.txt")
    for needed in (*run, *map(Requirement, groups)):
        versions = dev[canonicalize_name(needed.name)]
        assert all(needed.specifier.contains(one) for one in versions), needed
    names = {canonicalize_name(one.name) for one in run}
    assert names - set(cpu) == {"onnxruntime-gpu"}
    shared = {name: versions for name, versions in cpu.items() if name in dev}
    assert all(dev[name] == versions for name, versions in shared.items())


def test_what_builds_a_wheel_is_locked_too() -> None:
    groups, system = PROJECT["dependency-groups"], PROJECT["build-system"]["requires"]
    assert sorted(groups["build"]) == sorted(system)
    build, dev = locked("build.txt"), locked("dev.txt")
    assert {canonicalize_name(Requirement(one).name) for one in system} <= set(build)
    assert all(dev[name] == versions for name, versions in build.items())


def test_what_users_run_is_installed_by_the_locked_installer_alone() -> None:
    """It takes no file that is not named with its hash, and builds nothing of others."""
    text = (ROOT / "requirements" / "install.py").read_text("utf-8")
    installs = re.findall(r"_pip\(python, (.*)\)$", text, re.M)
    assert sorted(one.split(",")[0] for one in installs) == ['"--no-index"', "*_LOCKED", "*_LOCKED"]
    assert '_LOCKED = ("--require-hashes", "--only-binary=:all:", "--requirement")' in text
    for file in ("action.yml", "requirements/pre-commit.sh", "Dockerfile"):
        others = (ROOT / file).read_text("utf-8")
        assert "requirements/install.py" in others
        assert not re.search(r"\bpip\b", others), file


def test_the_installer_ends_with_where_the_command_is() -> None:
    installer = runpy.run_path(str(ROOT / "requirements" / "install.py"))
    assert installer["told"](Path("/opt/licensecheck/bin/python")) == (
        "licensecheck is at /opt/licensecheck/bin/licensecheck: "
        "call it there, or have /opt/licensecheck/bin in your PATH"
    )


@pytest.mark.parametrize(
    "file", ["action.yml", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_actions_of_others_are_named_by_commit(file: str) -> None:
    for action in re.findall(r"^[ -]*uses: (\S+.*)$", (ROOT / file).read_text("utf-8"), re.M):
        ours = action.startswith("OWNER/")
        assert ours or re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", action), action


RANGE = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.7"}]}
ADVISORY = {
    "id": "PYSEC-2024-60",
    "details": "In our own words.",
    "affected": [{"package": {"name": "idna", "ecosystem": "PyPI"}, "ranges": [RANGE]}],
}


@contextmanager
def advisories(known: dict[str, object], status: int = 200) -> Iterator[str]:
    """A service that answers as OSV does, on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(known.get(asked["package"]["name"], {})).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def asked(tmp_path: Path, url: str) -> tuple[int, str]:
    file = tmp_path / "lock.txt"
    file.write_text(f"idna==3.6 --hash=sha256:{'0' * 64}\nsix==1.17.0 --hash=sha256:{'0' * 64}\n")
    command = [sys.executable, "-m", "requirements.advisories", "--osv-url", url, str(file)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout


class TestAdvisories:
    def test_a_release_with_an_advisory_fails_the_check(self, tmp_path: Path) -> None:
        with advisories({"idna": {"vulns": [ADVISORY]}}) as url:
            code, said = asked(tmp_path, url)
        assert code == 1
        assert "lock.txt: idna 3.6: PYSEC-2024-60, mended in 3.7\n" in said
        assert "2 releases asked for, 1 advisories" in said

    def test_releases_without_one_pass(self, tmp_path: Path) -> None:
        with advisories({}) as url:
            assert asked(tmp_path, url)[0] == 0

    def test_a_service_that_cannot_be_asked_stops_nobody_and_is_said(self, tmp_path: Path) -> None:
        with advisories({}, status=503) as url:
            broken = asked(tmp_path, url)
        for code, said in (broken, asked(tmp_path, "http://127.0.0.1:1/")):
            assert code == 0
            assert said.endswith("not asked, as no advisory service could be reached\n")
