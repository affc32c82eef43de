"""A project that loads the models of a hub from another host: the public namesake is not judged."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.hubs.git_double import git

OPEN = "Qwen/Qwen2.5-7B-Instruct"
CODE = f'from transformers import AutoModel\nAutoModel.from_pretrained("{OPEN}")\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A program that loads a model which the catalogue knows as open."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "app.py").write_text(CODE)
    return folder


def test_without_a_host_of_its_own_the_model_is_judged(run: Run, project: Path) -> None:
    assert run("check", "project", "--offline").returncode == 0


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (".env", "HF_ENDPOINT=https://hub.example.org\n"),
        (".envrc", "export HF_ENDPOINT=https://hub.example.org\n"),
        ("Dockerfile", "FROM python\nENV A=b \\\n    HF_ENDPOINT=https://hub.example.org\n"),
        ("compose.yaml", "services: {a: {environment: {HF_ENDPOINT: 'https://hub.example.org'}}}"),
        ("compose.yaml", "services:\n  a:\n    environment:\n      - HF_ENDPOINT=https://hub.example.org\n"),
        ("deploy.yaml", "kind: Deployment\nenv:\n- name: HF_ENDPOINT\n  value: https://hub.example.org\n"),
        ("values.yaml", "extraEnv:\n  HF_ENDPOINT: https://hub.example.org\n"),
        (".github/workflows/a.yml", "env:\n  HF_ENDPOINT: https://hub.example.org\njobs: {}\n"),
        (".gitlab-ci.yml", "variables:\n  HF_ENDPOINT: https://hub.example.org\n"),
        ("run.sh", "#!/bin/sh\nexport HF_ENDPOINT=https://hub.example.org\npython app.py\n"),
        ("Makefile", "export HF_ENDPOINT := https://hub.example.org\nrun:\n\tpython app.py\n"),
        ("env.py", "import os\nos.environ['HF_ENDPOINT'] = 'https://hub.example.org'\n"),
        ("hub.py", "from huggingface_hub import HfApi\nHfApi(endpoint='https://hub.example.org')\n"),
        ("main.tf", 'env {\n  name  = "HF_ENDPOINT"\n  value = "https://hub.example.org"\n}\n'),
    ],
)  # fmt: skip
def test_a_model_of_a_hub_that_the_project_moves_is_not_read(
    run: Run, project: Path, file: str, text: str
) -> None:
    (project / file).parent.mkdir(parents=True, exist_ok=True)
    (project / file).write_text(text)
    result = run("check", "project", "--offline")
    assert result.returncode == 3, result.stdout
    assert f"UNREAD  huggingface:{OPEN}  not read" in result.stdout
    assert f"(project/{file}:" in result.stdout
    assert "was not judged" in result.stdout
    assert "Set HF_ENDPOINT" in result.stdout


@pytest.mark.parametrize(
    "text", ["HF_ENDPOINT=https://huggingface.co\n", "# HF_ENDPOINT=https://hub.example.org\n"]
)
def test_the_public_hub_is_no_other_host(run: Run, project: Path, text: str) -> None:
    (project / ".env").write_text(text)
    assert run("check", "project", "--offline").returncode == 0


def test_what_our_own_environment_names_is_asked(run: Run, project: Path) -> None:
    (project / ".env").write_text("HF_ENDPOINT=http://hub.example.org:8080\n")
    asked = {"HF_ENDPOINT": "http://hub.example.org:8080"}
    assert run("check", "project", "--offline", env=asked).returncode == 0
    other = {"HF_ENDPOINT": "http://mirror.example.org"}
    assert run("check", "project", "--offline", env=other).returncode == 3
    (project / ".env").write_text("HF_ENDPOINT=$HUB\n")
    assert run("check", "project", "--offline", env=asked).returncode == 0


def test_a_host_behind_a_secret_may_be_any(run: Run, project: Path) -> None:
    (project / ".gitlab-ci.yml").write_text("variables:\n  HF_ENDPOINT: $INTERNAL_HUB\n")
    result = run("check", "project", "--offline", env={"HF_ENDPOINT": ""})
    assert result.returncode == 3
    assert "from a host that it does not name (project/.gitlab-ci.yml:2)" in result.stdout


def test_a_bundle_has_nothing_of_it_and_says_so(run: Run, project: Path) -> None:
    (project / ".env").write_text("HF_ENDPOINT=https://hub.example.org\n")
    result = run("bundle", "project", "-o", "models.bundle")
    assert result.returncode == 3
    assert f"not in it: huggingface:{OPEN}: The project loads models" in result.stderr


def test_whoever_knows_the_model_accepts_it_by_name(run: Run, project: Path) -> None:
    (project / ".env").write_text("HF_ENDPOINT=https://hub.example.org\n")
    policy = project.parent / "licensecheck-policy.yaml"
    policy.write_text(f"extends: commercial-use\nallow: {{models: [{OPEN}]}}\n")
    assert run("check", "project", "--offline").returncode == 0
    policy.write_text("extends: commercial-use\nunknown: warn\n")
    assert run("check", "project", "--offline").returncode == 3


def test_other_hubs_and_whole_addresses_are_judged_as_before(run: Run, project: Path) -> None:
    (project / ".env").write_text("MODELSCOPE_DOMAIN=models.example.org\n")
    assert run("check", "project", "--offline").returncode == 0
    (project / ".env").write_text("HF_ENDPOINT=https://hub.example.org\n")
    (project / "app.py").unlink()
    (project / "get.sh").write_text(f"curl -LO https://huggingface.co/{OPEN}/resolve/main/a.bin\n")
    assert run("check", "project", "--offline").returncode == 0


def test_a_server_of_ollama_elsewhere_has_models_of_its_own(run: Run, project: Path) -> None:
    (project / "app.py").write_text("import ollama\nollama.chat(model='qwen2.5:7b')\n")
    (project / ".env").write_text("OLLAMA_HOST=http://ollama:11434\n")
    assert run("check", "project", "--offline").returncode == 0
    (project / ".env").write_text("OLLAMA_HOST=https://llm.example.org\n")
    assert run("check", "project", "--offline").returncode == 3


def test_what_tests_set_counts_for_models_of_tests(run: Run, project: Path) -> None:
    (project / "tests").mkdir()
    (project / "tests" / "conftest.py").write_text(
        "import os\nos.environ['HF_ENDPOINT'] = 'http://localhost:1'\n"
    )
    assert run("check", "project", "--offline").returncode == 0
    (project / "app.py").rename(project / "tests" / "test_app.py")
    assert run("check", "project", "--offline").returncode == 3


def test_a_change_that_moves_the_hub_brings_every_model_of_it(run: Run, project: Path) -> None:
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "one")
    (project / ".env").write_text("HF_ENDPOINT=https://hub.example.org\n")
    git(project, "add", ".")
    assert run("check", "--since", "HEAD", "--offline", cwd=project).returncode == 3
    git(project, "commit", "-qm", "two")
    assert run("check", "--since", "HEAD", "--offline", cwd=project).returncode == 0
