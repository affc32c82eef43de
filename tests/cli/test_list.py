"""`licensecheck list`: the references alone, as their user types and reads it."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Run

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A program that names three models, one of them at a commit."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "app.py").write_text(
        "from transformers import AutoModel\n"
        f'AutoModel.from_pretrained("acme/zebra-7b", revision="{COMMIT}")\n'
        'AutoModel.from_pretrained("acme/heron-1b")  # licensecheck: ignore only an example\n'
    )
    (folder / "Modelfile").write_text("FROM llama3.1:8b\n")
    (folder / "models.yaml").write_text("replicas: 2\n")
    return folder


def test_every_reference_is_a_line_and_nothing_is_judged(run: Run, project: Path) -> None:
    result = run("list", "project")
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == [
        "project/Modelfile:1  ollama:llama3.1@8b  not pinned  Modelfile",
        f"project/app.py:2  huggingface:acme/zebra-7b@{COMMIT}  pinned  from_pretrained",
        "project/app.py:3  huggingface:acme/heron-1b  not pinned  from_pretrained"
        "  left out of checks: only an example",
        "3 references (1 pinned) to 3 models in 3 files",
    ]


def test_the_json_has_every_field_of_its_schema(run: Run, project: Path) -> None:
    found = json.loads(run("list", "project", "--format", "json").stdout)
    jsonschema.validate(found, json.loads(run("schema", "list").stdout))
    assert found["references"][1] == {
        "file": "project/app.py",
        "line": 2,
        "text": "acme/zebra-7b",
        "how": "from_pretrained",
        "revision": COMMIT,
        "pinned": True,
        "hub": "huggingface",
        "model": "acme/zebra-7b",
        "left_out": "",
    }


def test_the_markdown_is_a_table(run: Run, project: Path) -> None:
    result = run("list", "project", "-f", "markdown", "-o", "models.md")
    assert (result.returncode, result.stdout) == (0, "")
    rows = (project.parent / "models.md").read_text().splitlines()
    assert rows[0] == "| Where | Model | Pinned | Found by | Checks |"
    assert rows[2].startswith("| `project/Modelfile:1` | `ollama:llama3.1@8b` | not pinned |")


def test_paths_may_be_several_and_the_current_folder_is_the_default(
    run: Run, project: Path
) -> None:
    several = run("list", "project/Modelfile", "project/app.py", "project")
    assert "3 references" in several.stdout
    assert run("list", cwd=project).stdout.startswith("Modelfile:1")
    assert "2 references" in run("list", "--exclude", "Modelfile", cwd=project).stdout


def test_what_could_not_be_read_is_named_and_ends_with_three(run: Run, project: Path) -> None:
    (project / "prompts.yaml").write_bytes(b"model: \0\0acme\n")
    result = run("list", "project")
    assert result.returncode == 3
    assert "UNREAD  project/prompts.yaml: it is no text" in result.stdout
    assert "3 references" in result.stdout
    assert run("list", "project", "--allow-unread", "project/prompts.yaml").returncode == 0


@pytest.mark.parametrize("wrong", ["nowhere", "hf:acme/zebra-7b", "--format=csv"])
def test_what_cannot_be_listed_is_a_mistake_of_the_command(run: Run, wrong: str) -> None:
    result = run("list", wrong)
    assert (result.returncode, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


def test_a_host_of_its_own_is_noted(run: Run, project: Path) -> None:
    (project / ".env").write_text("HF_ENDPOINT=https://hub.example.org\n")
    result = run("list", "project")
    assert result.returncode == 0
    note = "note  project/.env:1: models of Hugging Face are loaded from hub.example.org."
    assert note in result.stdout.splitlines()


def test_a_folder_without_models_is_an_empty_list(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("list", "empty").stdout == "0 references (0 pinned) to 0 models in 0 files\n"


COMPOSE = """services:
  llm:
    image: acme/server
    command: ["--model", "BAAI/bge-m3"]
  web:
    image: acme/server
    command: ["--model", "BAAI/bge-small-en"]
  text:
    image: acme/server
    command: vllm serve BAAI/bge-base-en
"""


def test_a_command_names_its_model_whatever_the_service_around_it_is_called(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "compose.yaml").write_text(COMPOSE)
    assert run("list", "compose.yaml").stdout.splitlines()[:-1] == [
        "compose.yaml:4  huggingface:BAAI/bge-m3  not pinned  command line",
        "compose.yaml:7  huggingface:BAAI/bge-small-en  not pinned  command line",
        "compose.yaml:10  huggingface:BAAI/bge-base-en  not pinned  vllm serve",
    ]
