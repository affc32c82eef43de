"""Nothing that a user, a file or a hub says steers the terminal or the pipeline that shows it."""

import ast
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import licensecheck
from licensecheck.cli import main
from licensecheck.cli.output import InertStream
from licensecheck.report import formats
from tests.cli.conftest import Run
from tests.hostile import PAYLOADS, steers
from tests.report.test_inert import FILES

LONG = ("x" * 5000, "x/" * 3000)  # longer than the name of a file may be, or its path
SAFE_AS_ARGUMENT = [one for one in (*PAYLOADS, *LONG) if "\0" not in one]
Said = tuple[int | str | None, str, str]
In = Callable[..., Said]


@pytest.fixture
def called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[In]:
    """Runs a command in this process: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*args: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["licensecheck", *args])
        before = sys.stderr
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            sys.stderr = before
        shown = capsys.readouterr()
        return ended.value.code, shown.out, shown.err

    monkeypatch.setattr("sys.stdout.reconfigure", lambda **_: None, raising=False)
    yield call
    logging.shutdown()


@pytest.mark.parametrize(
    "command",
    [
        ("{}",),
        ("audit", "{}", "--offline"),
        ("audit", "hf:{}", "--offline"),
        ("audit", "ollama:{}", "--offline"),
        ("audit", "a/b", "--offline", "--format", "{}"),
        ("audit", "a/b", "--offline", "--also", "{}"),
        ("audit", "a/b", "--device", "{}"),
        ("license", "{}"),
        ("check", "a/b", "--policy", "{}"),
        ("check", "a/b", "--fail-on", "{}"),
        ("check", "{}", "--offline"),
        ("policy", "validate", "{}"),
        ("init", "--preset", "{}"),
        ("explain", "{}"),
        ("schema", "{}"),
        ("diff", "{}", "{}"),
        ("explain", "mit", "--{}"),
    ],
    ids=" ".join,
)
def test_an_argument_steers_no_stream(called: In, command: tuple[str, ...]) -> None:
    for payload in SAFE_AS_ARGUMENT:
        code, out, err = called(*(part.replace("{}", payload) for part in command))
        assert code != 4, err
        assert (steers(out), steers(err)) == ([], []), payload


@pytest.mark.parametrize(
    "text",
    [
        "{key}: 1\n",
        "extends: {value}\n",
        "unknown: {value}\n",
        "us: {{purpose: {value}}}\n",
        "us: {{territories: [{value}]}}\n",
        "deny: {{licenses: [{value}]}}\n",
        "deny: {{models: [{value}]}}\n",
        "baseline: {value}\n",
        "rules: [{{id: {value}, when: {{labels: [{value}]}}}}]\n",
        "extends: terms\nwaivers: [{{model: {value}, rules: [{value}], author: {value}}}]\n",
        "not yaml: [{raw}\n",
    ],
)
def test_a_policy_steers_no_stream(called: In, tmp_path: Path, text: str) -> None:
    for payload in PAYLOADS:
        quoted = json.dumps(payload)
        words = text.format(key=quoted, value=quoted, raw=payload)
        (tmp_path / "p.yaml").write_text(words, "utf-8", "surrogatepass")
        code, out, err = called("policy", "validate", "p.yaml")
        assert code in (0, 2), err
        assert (steers(out), steers(err)) == ([], []), payload


def test_a_report_that_is_read_back_steers_no_stream(called: In, tmp_path: Path) -> None:
    for payload in PAYLOADS:
        (tmp_path / "a.json").write_text(json.dumps({"models": [], payload: payload}))
        _, out, err = called("diff", "a.json", "a.json")
        assert (steers(out), steers(err)) == ([], []), payload


NAMES = (
    "##vso[task.x]y",
    "x\n::error::forged",
    "\x1b]0;t\x07",
    "\u202egnp",
    "\u200bz",
    "##[error]a",
)


@pytest.fixture
def hostile_model(tmp_path: Path) -> Path:
    """A model whose files, card and licence try to steer whoever shows them."""
    folder = tmp_path / "model"
    folder.mkdir()
    words = "\n\n".join(PAYLOADS).encode("utf-8", "replace")
    card = f"---\nlicense: {json.dumps(NAMES[0])}\nbase_model: [{json.dumps(NAMES[2])}]\n---\n"
    (folder / "README.md").write_bytes(card.encode() + b"# Fully open source\n\n" + words)
    (folder / "LICENSE").write_bytes(b"You may not use it for war.\n\n" + words)
    (folder / "a.safetensors").write_bytes(b"\0" * 20_000)
    for name in NAMES:
        (folder / f"LICENSE-{name}").write_bytes(b"You must pay a fee.\n" + words)
    (tmp_path / "app.py").write_text(f"model = from_pretrained({NAMES[1]!r})\n")
    (tmp_path / "models.txt").write_text("\n".join(map(json.dumps, NAMES)))
    return folder


@pytest.mark.parametrize("command", [("audit", "./model"), ("check", "./model", "app.py", ".")])
def test_no_format_of_a_hostile_model_steers(
    run: Run, hostile_model: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    also = [f"--also={name}={name}.out" for name in formats.formats()]
    result = run(*command, "--offline", *also)
    assert result.returncode in (0, 1, 3), result.stderr
    assert (steers(result.stdout), steers(result.stderr)) == ([], [])
    for name in formats.formats():
        content = (tmp_path / f"{name}.out").read_bytes()
        text = FILES[name](content) if name in FILES else content.decode()
        assert steers(text, annotations=name == "github") == [], name


def test_an_error_of_our_own_at_a_model_is_told_on_stderr_and_steers_nothing(
    called: In, monkeypatch: pytest.MonkeyPatch
) -> None:
    def collect(_: object, model: object, *others: object) -> None:
        raise RecursionError(f"##vso[x]\n::error::{model}")

    monkeypatch.setattr("licensecheck.collect.Collector.collect", collect)
    code, out, err = called("check", "a/b", "c/d", "--offline")
    assert code == 3
    assert "0 checked, 0 stopped, 2 not read" in out
    assert err.count("internal error, please report it: RecursionError at test_inert_output") == 2
    assert err.startswith("licensecheck: huggingface:a/b: ")
    assert (steers(out), steers(err)) == ([], [])


def test_what_libraries_log_and_warn_steers_no_stream() -> None:
    """The hub client logs a header of the hub's answers."""
    script = (
        "import sys, logging, warnings\n"
        "sys.argv = ['licensecheck', 'schema']\n"
        "import licensecheck.cli as cli, json\n"
        "def schema(*a, **k):\n"
        "    logging.getLogger('x').warning(WORDS)\n"
        "    warnings.warn(WORDS)\n"
        "    print(WORDS[:2], WORDS[2:], file=sys.stderr, sep='')\n"
        "    raise KeyError(WORDS)\n"
        "cli.app = schema\n"
        "cli.main()\n"
    )
    for payload in PAYLOADS[::12]:
        words = f"WORDS = {payload!r}\n"
        result = subprocess.run(
            [sys.executable, "-c", words + script], check=False, capture_output=True, text=True
        )
        assert result.returncode == 4
        assert "internal error: KeyError" in result.stderr
        assert steers(result.stderr) == []


def test_a_line_is_made_inert_however_it_is_written() -> None:
    written: list[str] = []

    class Recorder:
        write = staticmethod(written.append)
        flush = staticmethod(lambda: None)

    stream = InertStream(Recorder())  # type: ignore[arg-type]  # the two methods that it uses
    for char in "a\n::error::x ##vso[y]\n::":
        stream.write(char)
    stream.flush()
    assert "".join(written) == "a\n: :error::x # #vso[y]\n: :"


_PRINTERS = {"print", "echo", "secho", "style", "rprint", "print_json", "pprint"}


def test_only_one_module_prints() -> None:
    """Everything else hands it `Inert` text, as mypy checks."""
    folder = Path(licensecheck.__file__).parent
    found = {
        f"{path.relative_to(folder).as_posix()}:{node.lineno}"
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if _prints(node)
    }
    allowed = ("cli/output.py", "cli/streams.py", "cli/__init__.py", "report/formats/terminal.py")
    piped = ("hubs/typeset/pdf_reader.py",)  # a process of its own, whose output we read
    assert {one for one in found if not one.startswith(allowed + piped)} == set()
    assert any(one.startswith("cli/output.py") for one in found)


def _prints(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        return name in _PRINTERS
    if isinstance(node, ast.Attribute):
        streams = ("stdout", "stderr", "__stdout__", "__stderr__")
        return node.attr in streams and getattr(node.value, "id", "") == "sys"
    return isinstance(node, ast.ImportFrom) and any(
        one.name in ("stdout", "stderr", "echo", "secho") for one in node.names
    )
