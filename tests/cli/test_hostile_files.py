"""Files that cost more than they weigh end no command, and none passes for what was not read."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.scan.hostile import SHAPES


def test_a_file_that_is_given_up_does_not_pass_and_the_others_are_checked(
    run: Run, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "ci.yaml").write_text(SHAPES["ci.yaml: aliases of a list, models"][1](64_000))
    (project / "app.py").write_text('AutoModel.from_pretrained("Qwen/Qwen2.5-7B-Instruct")\n')
    result = run("check", "project", "--offline", "--format", "json")
    report = json.loads(result.stdout)
    assert result.returncode == 3, result.stderr
    assert [one["ref"] for one in report["models"]] == ["huggingface:Qwen/Qwen2.5-7B-Instruct"]
    (problem,) = (one for one in report["problems"] if one["hides_terms"])
    assert problem["subject"] == "project/ci.yaml"
    assert "stand for too much" in problem["message"]


@pytest.mark.parametrize("name", ["licensecheck.toml", "pyproject.toml"])
@pytest.mark.parametrize("shape", ["dotted key", "dotted table", "nested lists", "nested tables"])
def test_settings_that_are_a_bomb_are_a_mistake(
    process: Run, tmp_path: Path, name: str, shape: str
) -> None:
    (tmp_path / name).write_text(SHAPES[f"pyproject.toml: {shape}"][1](100_000))
    result = process("audit", "Qwen/Qwen2.5-7B-Instruct", "--offline", timeout=60)
    assert (result.returncode, result.stdout) == (2, "")
    assert name in result.stderr
