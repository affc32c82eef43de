"""`check --since REVISION`, and comments that leave out a place."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.hubs.git_double import begun, git

LLAMA = 'from transformers import AutoModel\nAutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n'
QWEN = 'AutoModel.from_pretrained("Qwen/Qwen2.5-7B-Instruct")\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository whose first commit names a restricted model."""
    folder = tmp_path / "project"
    (folder / "app").mkdir(parents=True)
    (folder / "app" / "main.py").write_text(LLAMA)
    return begun(folder)


def models(run: Run, *args: str) -> tuple[int, dict[str, Any]]:
    result = run("check", "--offline", "--format", "json", *args)
    assert result.stdout, result.stderr
    return result.returncode, json.loads(result.stdout)


def test_only_what_a_change_brings_is_checked(run: Run, project: Path) -> None:
    assert models(run, "project")[0] == 1
    code, report = models(run, "project", "--since", "main")
    assert (code, report["models"], report["unchanged"]) == (0, [], 1)
    (project / "app" / "main.py").write_text(LLAMA + QWEN)
    code, report = models(run, "project", "--since", "main")
    assert (code, report["since"], report["unchanged"]) == (0, "main", 1)
    assert [one["ref"] for one in report["models"]] == ["huggingface:Qwen/Qwen2.5-7B-Instruct"]
    shown = run("check", "--offline", "project", "--since", "main").stdout
    assert "1 unchanged since main" in shown


def test_what_the_other_branch_did_later_is_no_change_of_this_one(run: Run, project: Path) -> None:
    git(project, "checkout", "-q", "-b", "feature")
    (project / "notes.txt").write_text("No model.\n")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "notes")
    git(project, "checkout", "-q", "main")
    git(project, "rm", "-q", "app/main.py")
    git(project, "commit", "-q", "-m", "no model any more")
    git(project, "checkout", "-q", "feature")
    code, report = models(run, "project", "--since", "main")
    assert (code, report["models"], report["unchanged"]) == (0, [], 1)


def test_a_model_at_a_new_place_or_revision_is_checked(run: Run, project: Path) -> None:
    (project / "other.py").write_text(LLAMA)
    code, report = models(run, "project", "--since", "main")
    assert code == 1
    assert {one["file"] for one in report["models"][0]["references"]} == {
        "project/app/main.py",
        "project/other.py",
    }
    (project / "other.py").unlink()
    (project / "app" / "main.py").write_text(LLAMA.replace('8B")', '8B", revision="v2")'))
    assert models(run, "project", "--since", "main")[0] == 1


def test_a_folder_and_a_file_are_compared_with_what_they_were(run: Run, project: Path) -> None:
    for target in ("project/app", "project/app/main.py", str(project / "app")):
        assert models(run, target, "--since", "HEAD")[0] == 0
    assert models(run, "project/app", "meta-llama/Llama-3.1-8B", "--since", "HEAD")[0] == 1


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("project", "--since", "gone"), "git knows no revision 'gone'"),
        (("project", "--since", "--help"), "git knows no revision '--help'"),
        (("bare", "--since", "main"), "--since needs a git repository"),
    ],
)
def test_a_revision_that_git_does_not_know_is_a_usage_error(
    run: Run, project: Path, args: tuple[str, ...], words: str
) -> None:
    (project.parent / "bare").mkdir()
    (project.parent / "bare" / "app.py").write_text(LLAMA)
    result = run("check", *args)
    assert result.returncode == 2
    assert words in result.stderr


def test_what_a_repository_tells_git_to_run_is_not_run(run: Run, project: Path) -> None:
    planted = project / "planted.sh"
    planted.write_text(f"#!/bin/sh\ntouch {project}/ran\ncat\n")
    planted.chmod(0o755)
    for key in ("filter.x.smudge", "filter.x.clean", "core.fsmonitor", "core.pager"):
        git(project, "config", key, str(planted))
    git(project, "config", "core.hooksPath", str(project))
    (project / ".gitattributes").write_text("* filter=x\n")
    assert models(run, "project", "--since", "main")[0] == 0
    assert not (project / "ran").exists()


def test_a_comment_with_a_reason_leaves_out_its_place(run: Run, project: Path) -> None:
    line = 'AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")'
    text = LLAMA.replace(line, f"{line}  # licensecheck: ignore only a name in an error message")
    (project / "app" / "main.py").write_text(text)
    code, report = models(run, "project")
    assert (code, report["models"]) == (0, [])
    (left_out,) = [one for one in report["skipped"] if "comment" in one["reason"]]
    assert left_out["examples"] == [
        "huggingface:meta-llama/Llama-3.1-8B at project/app/main.py:2: "
        "only a name in an error message"
    ]
    (project.parent / "licensecheck-policy.yaml").write_text("comments: refuse\n")
    assert len(models(run, "project")[1]["models"]) == 1


def test_a_comment_without_a_reason_leaves_out_nothing(run: Run, project: Path) -> None:
    (project / "app" / "main.py").write_text(LLAMA.rstrip() + "  # licensecheck: ignore\n")
    code, report = models(run, "project")
    assert code == 1
    assert "gives no reason" in report["problems"][0]["message"]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("licensecheck-policy.yaml", "extends: research\n", "extends: open-source-only\n"),
        ("pyproject.toml", '[tool.licensecheck]\nexclude = ["app/"]\n', "# licensecheck\n"),
        ("licensecheck-policy.yaml", "", "extends: open-source-only\n"),
    ],
)
def test_after_a_change_of_what_decides_everything_is_checked(
    run: Run, project: Path, file: str, before: str, after: str
) -> None:
    if before:
        (project / file).write_text(before)
        git(project, "add", ".")
        git(project, "commit", "-q", "-m", "Decide")
        assert run("check", "--offline", "--since", "HEAD", cwd=project).returncode in (0, 3)
    (project / file).write_text(after)
    result = run("check", "--offline", "--since", "HEAD", cwd=project)
    assert result.returncode == 1, result.stdout
    assert f"warn  {file}: it is not what it was at the revision" in result.stdout


def test_a_model_whose_waiver_has_ended_is_no_old_one(run: Run, project: Path) -> None:
    (project / "licensecheck-policy.yaml").write_text(
        "extends: open-source-only\nwaivers:\n- {model: meta-llama/Llama-3.1-8B, author: Ada, "
        "rules: [open-source-ai], reason: Only in the lab, expires: 2026-01-31}\n"
    )
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Decide")
    assert run("check", "--offline", "--since", "HEAD", cwd=project).returncode == 1


def test_what_a_change_excludes_is_searched_until_it_is_agreed(run: Run, project: Path) -> None:
    (project / "app" / "new.py").write_text(LLAMA)
    (project / "main.py").write_text("")
    (project / "licensecheck.toml").write_text('exclude = ["app/"]\n')
    result = run("check", "--offline", "--since", "HEAD", cwd=project)
    assert result.returncode == 1, result.stdout
    assert "app/new.py" in result.stdout
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Agree")
    assert run("check", "--offline", "--since", "HEAD", cwd=project).returncode == 0


def test_nobody_waives_a_model_in_the_change_that_brings_it(run: Run, project: Path) -> None:
    tomorrow = date.today() + timedelta(days=1)
    (project / "licensecheck-policy.yaml").write_text(
        "extends: open-source-only\nwaivers:\n- {model: meta-llama/Llama-3.1-8B, author: Ada, "
        f"rules: [open-source-ai], reason: Only in the lab, expires: {tomorrow}}}\n"
    )
    result = run("check", "--offline", "--since", "HEAD", cwd=project)
    assert result.returncode == 1, result.stdout
    assert "is new in this change, and counts after it" in result.stdout
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Agree")
    (project / "new.py").write_text(LLAMA)
    assert run("check", "--offline", "--since", "HEAD", cwd=project).returncode == 0
