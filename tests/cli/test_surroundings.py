"""Broken or unusual surroundings: the answer is the same, or a message says what is wrong."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/dev/full, /proc and namespaces")

LICENSE = """ZEBRA MODEL TERMS

1. Grant. You may use, copy, modify and distribute the Zebra model.

2. Restrictions. You may not use the Zebra model for commercial purposes.
"""
COMMANDS = {
    "audit": ["audit", "zebra", "--offline"],
    "check": ["check", ".", "--offline"],
    "license": ["license", "zebra/LICENSE"],
    "doctor": ["doctor", "--device", "cpu"],
    "explain": ["explain", "MIT"],
}
SOUND = {"audit": 0, "check": 1, "license": 0, "doctor": 0, "explain": 0}
EVERYTHING = (*COMMANDS, "--help", "--version", "schema", "nonsense")
Ran = dict[str, subprocess.CompletedProcess[bytes]]
Run = Callable[..., Ran]


def make_project(place: Path) -> Path:
    """A folder with a model, and code that names another one; a home, and a file, beside it."""
    folder = place / "project"
    (folder / "zebra").mkdir(parents=True)
    (folder / "zebra" / "LICENSE").write_text(LICENSE)
    (folder / "zebra" / "model.safetensors").write_bytes(bytes(20_000))
    (folder / "app.py").write_text("model = load.from_pretrained('meta-llama/Llama-3.1-8B')\n")
    (place / "home").mkdir()
    (place / "file").write_text("no folder, and no certificate")
    return folder


def _surroundings(place: Path, env: Mapping[str, str | None]) -> dict[str, str]:
    given = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(place / "home"),
        "HF_ENDPOINT": "https://127.0.0.1:1",
        **{name: value and value.replace("TMP", str(place)) for name, value in env.items()},
    }
    return {name: value for name, value in given.items() if value is not None}


def run_in(
    project: Path, *names: str, line: str = 'exec "$@"', env: Mapping[str, str | None] = {}
) -> Ran:
    """What came of commands that ran beside each other, each behind a line of shell."""
    surroundings = _surroundings(project.parent, env)

    def one(name: str) -> subprocess.CompletedProcess[bytes]:
        command = ["sh", "-c", line, "sh", sys.executable, "-m", "licensecheck", *_words(name)]
        return subprocess.run(
            command, cwd=project, env=surroundings, check=False, capture_output=True
        )

    with ThreadPoolExecutor() as pool:
        return dict(zip(names, pool.map(one, names), strict=True))


def _words(name: str) -> list[str]:
    return COMMANDS.get(name) or name.split()


def together_in(project: Path, *names: str, env: Mapping[str, str | None]) -> Ran:
    """What came of commands that ran one after another in one process."""
    command = [sys.executable, "-m", "tests.cli.together", json.dumps(list(map(_words, names)))]
    done = subprocess.run(
        command, cwd=project, env=_surroundings(project.parent, env), check=True,
        capture_output=True,
    )  # fmt: skip
    assert done.stderr == b""
    said = ((code, out.encode("latin-1"), err.encode("latin-1"))
            for code, out, err in json.loads(done.stdout))  # fmt: skip
    return {
        name: subprocess.CompletedProcess(name, *one) for name, one in zip(names, said, strict=True)
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture
def run(project: Path) -> Run:
    return lambda *names, **options: run_in(project, *names, **options)


@pytest.fixture
def together(project: Path) -> Run:
    return lambda *names, **options: together_in(project, *names, **options)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """What all commands come to where nothing is wrong."""
    return run_in(make_project(tmp_path_factory.mktemp("sound")), *EVERYTHING)


def codes(ran: Ran) -> dict[str, int]:
    """The exit codes, after a look at what no user should see."""
    for name, done in ran.items():
        assert b"Traceback" not in done.stderr, (name, done.stderr)
        assert b"Exception ignored" not in done.stderr, (name, done.stderr)
        assert b"internal error" not in done.stderr, (name, done.stderr)
    return {name: done.returncode for name, done in ran.items()}


def answers(ran: Ran) -> dict[str, bytes]:
    """What was printed, of all but doctor, which describes the surroundings."""
    return {name: done.stdout for name, done in ran.items() if name != "doctor"}


@pytest.mark.parametrize(
    ("env", "doctor"),
    [
        ({"HOME": "TMP/nowhere/home"}, ""),
        ({"HOME": "/proc/nowhere"}, "FAIL  cache key      /proc/nowhere/.local/"),
        ({"HOME": "/dev/null"}, "FAIL  cache key      /dev/null/.local/"),
        ({"HOME": "TMP/file"}, "FAIL  cache key"),
        ({"HOME": "relative"}, "FAIL  cache key      no home folder is known"),
        ({"XDG_CACHE_HOME": "~nobody-here", "XDG_DATA_HOME": "relative"}, ""),
        ({"XDG_DATA_HOME": "TMP/home/.cache/licensecheck"}, "FAIL  cache key"),
        ({"LICENSECHECK_CACHE": "/proc/nowhere"}, "/proc/nowhere"),
        ({"LICENSECHECK_CACHE": "TMP/file"}, ""),
        ({"LICENSECHECK_CACHE": "/" + "long" * 2000}, ""),
        ({"LICENSECHECK_CACHE_KEY": "0123456789abcdef" * 2}, "from LICENSECHECK_CACHE_KEY"),
        ({"HF_HOME": "/dev/null", "HF_HUB_CACHE": "~nobody-here"}, ""),
        ({"TMPDIR": "/proc/nowhere"}, ""),
        ({"LC_ALL": "xx_YY.NOPE", "COLUMNS": "wide", "TERM": ""}, ""),
        ({"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, ""),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, dict) else "",
)
def test_the_answers_are_the_same(
    together: Run, sound: Ran, env: dict[str, str], doctor: str
) -> None:
    ran = together(*COMMANDS, env=env)
    assert codes(ran) == {**SOUND, "doctor": int(doctor.startswith("FAIL"))}
    assert answers(ran) == {name: sound[name].stdout for name in answers(ran)}
    assert doctor in ran["doctor"].stdout.decode()


def test_nothing_is_wrong_where_nothing_is(sound: Ran) -> None:
    others = {"--help": 0, "--version": 0, "schema": 0, "nonsense": 2}
    assert codes(sound) == {**SOUND, **others}
    assert "FAIL" not in sound["doctor"].stdout.decode()


@pytest.mark.parametrize("variable", ["HOME", "HF_HOME"])
def test_without_a_place_for_tokens_a_hub_is_asked_without_one(run: Run, variable: str) -> None:
    ran = run("audit nobody/nothing", env={variable: "/dev/null"})
    assert codes(ran) == {"audit nobody/nothing": 3}
    assert "cannot be reached" in ran["audit nobody/nothing"].stderr.decode()


def _may_be_another_user() -> bool:
    command = ["unshare", "-U", "--map-user=54321", "true"]
    return bool(shutil.which("unshare")) and not subprocess.run(command, check=False).returncode


@pytest.mark.skipif(not _may_be_another_user(), reason="no user namespaces here")
def test_a_user_without_home_and_without_name_gets_the_same_answers(run: Run, sound: Ran) -> None:
    """As in a container that runs under a number alone."""
    ran = run(*COMMANDS, line='exec unshare -U --map-user=54321 "$@"', env={"HOME": None})
    assert codes(ran) == {**SOUND, "doctor": 1}
    assert answers(ran) == {name: sound[name].stdout for name in answers(ran)}
    assert "no home folder is known; set LICENSECHECK_CACHE" in ran["doctor"].stdout.decode()


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"LICENSECHECK_CACHE": "~nobody-here/x"}, "LICENSECHECK_CACHE"),
        ({"LICENSECHECK_CACHE_KEY": "short"}, "LICENSECHECK_CACHE_KEY"),
        ({"LICENSECHECK_DEADLINE": "inf"}, "deadline"),
        ({"LICENSECHECK_TIMEOUT": "nan"}, "timeout"),
    ],
)
def test_a_variable_that_makes_no_sense_is_named(
    together: Run, env: dict[str, str], words: str
) -> None:
    ran = together("license", "doctor", env=env)
    assert set(codes(ran).values()) == {2}
    assert all(words in done.stderr.decode() for done in ran.values())


@pytest.mark.parametrize("path", ["/no/such", "TMP/file", "TMP/home"])
@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"])
def test_wrong_certificates_are_named_where_they_are_needed(
    together: Run, variable: str, path: str
) -> None:
    if path == "TMP/home" and variable != "SSL_CERT_FILE":
        pytest.skip("a folder without certificates trusts nobody, as it says")
    env = {variable: path}
    ran = together("audit nobody/nothing", "check nobody/nothing", "doctor", "explain", env=env)
    assert list(codes(ran).values()) == [2, 2, 1, 0]
    for name in ("audit nobody/nothing", "check nobody/nothing"):
        assert f"{variable}: no certificates in" in ran[name].stderr.decode()
    assert f"FAIL  certificates   {variable}" in ran["doctor"].stdout.decode()


# --- Streams --------------------------------------------------------------------------------------

PRINTS = ("check", "doctor", "explain", "--help", "--version", "schema", "nonsense")


@pytest.mark.parametrize("to", [">&-", ">/dev/full", "<&- >&- 2>&-", ">/dev/full 2>/dev/full"])
def test_a_result_that_cannot_be_printed_is_no_success(run: Run, to: str) -> None:
    ran = run(*PRINTS, line=f'exec "$@" {to}')
    assert codes(ran) == dict.fromkeys(PRINTS, 2)
    if "2>" not in to:
        words = b"standard output cannot be written"
        assert all(words in done.stderr for name, done in ran.items() if name != "nonsense")


@pytest.mark.parametrize("to", ["2>&-", "2>/dev/full", "<&- 2>&-"])
def test_nobody_need_listen_to_stderr(run: Run, sound: Ran, to: str) -> None:
    ran = run(*PRINTS, line=f'exec "$@" {to}')
    assert codes(ran) == {name: sound[name].returncode for name in PRINTS}
    assert answers(ran) == {name: sound[name].stdout for name in answers(ran)}


def test_a_result_in_a_file_needs_no_stdout_and_goes_nowhere_else(
    run: Run, sound: Ran, project: Path, tmp_path: Path
) -> None:
    """A closed stream's number goes to the next file that is opened: no cache may be that file."""
    ran = run("audit zebra --offline --output report.txt", line='exec "$@" >&-')
    assert set(codes(ran).values()) == {0}
    printed = sound["audit"].stdout
    assert (project / "report.txt").read_bytes() == printed
    cached = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert not [path for path in cached if printed[:40] in path.read_bytes()]


def test_a_reader_that_goes_away_does_not_turn_a_stop_into_a_pass(run: Run) -> None:
    ran = run("check", "explain", line='{ "$@"; echo $? >&2; } | true')
    assert {name: done.stderr.strip() for name, done in ran.items()} == {
        "check": b"1",
        "explain": b"0",
    }


def test_a_folder_that_is_gone_is_said_to_be(run: Run, project: Path) -> None:
    line = 'mkdir "gone$$" && cd "gone$$" && rmdir "../gone$$" && exec "$@"'
    needed = (f"audit {project}/zebra", "check .", f"license {project}/zebra/LICENSE", "doctor")
    ran = run(*needed, "explain", "init", line=line)
    assert codes(ran) == {**dict.fromkeys((*needed, "init"), 2), "explain": 0}
    for name in needed:
        assert b"the current folder cannot be read" in ran[name].stderr


def test_a_name_that_is_no_text_is_shown_by_its_bytes(run: Run, project: Path) -> None:
    os.rename(project / "zebra" / "LICENSE", os.fsencode(project) + b"/zebra/LICENSE-\xff")
    ran = run("audit", "audit ./zebr\udcff", "license ./zebr\udcff")
    assert list(codes(ran).values()) == [0, 2, 2]
    assert all(b"\\udcff" in done.stderr for done in ran.values() if done.returncode)
