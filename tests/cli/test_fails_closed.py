"""`licensecheck check` is not green where it did not look: each hole, as its user meets it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

MODEL = (
    'from transformers import AutoModel\nAutoModel.from_pretrained("Qwen/Qwen2.5-7B-Instruct")\n'
)
STRICT = "deny: {models: [Qwen/Qwen2.5-7B-Instruct]}\n"


@pytest.mark.parametrize(
    "target",
    ["services/chat", "src/bot", "./gone", "gone/", "app/main.py", "models/models.txt", "lib/x/y"],
)
def test_a_path_that_is_not_there_is_an_error_and_no_model(run: Run, target: str) -> None:
    result = run("check", target, "--offline")
    assert result.returncode == 2
    assert "is not here" in result.stderr
    assert "hf:" in result.stderr


def test_a_folder_that_is_there_tells_that_a_file_in_it_is_not(run: Run, tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    assert run("check", "acme/chat", "--offline").returncode == 2
    assert run("check", "other/chat-7b", "--offline").returncode == 3


def test_an_empty_folder_passes_only_if_that_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.html").write_text("<p>words</p>")
    result = run("check", "docs", "--offline")
    assert result.returncode == 3
    assert "UNREAD  docs" in result.stdout
    assert "--allow-empty" in result.stdout
    assert run("check", "docs", "--offline", "--allow-empty").returncode == 0


def test_every_run_says_what_it_searched_and_what_not(run: Run, tmp_path: Path) -> None:
    for name, text in {
        "src/a.py": MODEL,
        "src/b.ts": "export {};\n",
        "src/c.ts": "export {};\n",
        "page.html": "<p>",
        "LICENSE": "words",
        "logo.css": "a {}",
    }.items():
        (tmp_path / "x" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "x" / name).write_text(text)
    result = run("check", "x", "--offline")
    assert "searched: 2 .ts, 1 .py" in result.stdout
    assert "not searched: 3 of a kind that names no models: 1 LICENSE, 1 .css, 1 .html" in (
        result.stdout
    )
    report = json.loads(run("check", "x", "--offline", "--format", "json").stdout)
    assert report["endings"] == {".ts": 2, ".py": 1}
    assert report["skipped"][0]["endings"] == {"LICENSE": 1, ".css": 1, ".html": 1}


def test_what_may_be_a_model_is_reported_apart(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.ts").write_text('const base = "acme/contracts-7b-instruct";\n')
    result = run("check", "x", "--offline")
    assert "possible, not checked: x/a.ts:1  acme/contracts-7b-instruct" in result.stdout
    assert result.returncode == 0
    report = json.loads(run("check", "x", "--offline", "--format", "json").stdout)
    assert [one["text"] for one in report["possible"]] == ["acme/contracts-7b-instruct"]
    assert report["models"] == []


def test_the_policy_of_a_checkout_holds_in_its_folders(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "licensecheck-policy.yaml").write_text(STRICT)
    inner = tmp_path / "services" / "chat"
    inner.mkdir(parents=True)
    (inner / "a.py").write_text(MODEL)
    result = run("check", "--offline", cwd=inner)
    assert result.returncode == 1, result.stdout
    assert "licensecheck-policy.yaml" in result.stdout


def test_a_policy_above_what_is_no_checkout_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "licensecheck-policy.yaml").write_text(STRICT)
    inner = tmp_path / "chat"
    inner.mkdir()
    (inner / "a.py").write_text(MODEL)
    result = run("check", "--offline", cwd=inner)
    assert result.returncode == 2
    assert "licensecheck-policy.yaml is not applied" in result.stderr


@pytest.mark.parametrize("name", ["licensecheck-policy.yml", ".licensecheck.yaml"])
def test_a_policy_under_another_name_is_named(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(STRICT)
    (tmp_path / "a.py").write_text(MODEL)
    result = run("check", "--offline")
    assert result.returncode == 2
    assert name in result.stderr
