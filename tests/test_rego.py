"""The rules in Rego do with a real report what docs/kubernetes.md says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import regopy

from licensecheck.domain.report import CheckReport
from tests.cli.conftest import Run, run
from tests.conftest import ROOT

__all__ = ["run"]
RULES = (ROOT / "docs" / "examples" / "licensecheck.rego").read_text("utf-8")
APP = """\
from transformers import AutoModel

AutoModel.from_pretrained("meta-llama/Llama-3.1-8B-Instruct")
AutoModel.from_pretrained("Qwen/Qwen2.5-7B-Instruct")
"""


def manifest(*args: str) -> dict[str, Any]:
    container = {"name": "chat", "image": "vllm/vllm-openai", "args": list(args)}
    pod = {"spec": {"containers": [container]}}
    return {"kind": "Deployment", "metadata": {"name": "chat"}, "spec": {"template": pod}}


def asked(rule: str, given: object, data: object = None) -> list[str]:
    """What a rule says of an input."""
    interpreter = regopy.Interpreter()
    interpreter.add_module("licensecheck", RULES)
    if data is not None:
        interpreter.add_data({"licensecheck_report": data})
    interpreter.set_input(given)
    answer = interpreter.query(f"x := data.licensecheck.{rule}")
    return sorted(answer.results[0].bindings["x"])


@pytest.fixture
def report(run: Run, tmp_path: Path) -> Any:
    (tmp_path / "app.py").write_text(APP)
    return json.loads(run("check", "app.py", "--offline", "--format", "json").stdout)


def test_a_report_is_denied_for_each_model_that_is_stopped(report: Any) -> None:
    [message] = asked("deny", report)
    stopped = next(one for one in report["models"] if not one["passed"])
    assert message == f"{stopped['ref']}: {'; '.join(stopped['reasons'])}"
    assert all(one.startswith("huggingface:Qwen/") for one in asked("warn", report))


def test_what_was_not_read_is_denied_too(report: Any) -> None:
    problem = {"kind": "too-large", "subject": "a.py", "message": "too long", "hides_terms": True}
    found = asked("deny", {**report, "models": [], "problems": [problem]})
    assert found == ["a.py was not read: too long"]


@pytest.mark.parametrize(
    ("args", "denied"),
    [
        (["--model", "Qwen/Qwen2.5-7B-Instruct"], False),
        (["--model=Qwen/Qwen2.5-7B-Instruct", "--port", "80"], False),
        (["--model", "meta-llama/Llama-3.1-8B-Instruct"], True),
        (["--model=nobody/asked"], True),
        (["--port", "80"], False),
    ],
)
def test_a_manifest_runs_models_that_passed(report: Any, args: list[str], denied: bool) -> None:
    assert bool(asked("deny", manifest(*args), report)) is denied


def test_without_a_report_no_manifest_runs_a_model() -> None:
    assert asked("deny", manifest("--model", "Qwen/Qwen2.5-7B-Instruct"))


def test_the_rules_name_fields_that_a_report_has() -> None:
    schema = json.dumps(CheckReport.model_json_schema())
    named = re.findall(
        r"\b(?:model|problem|place|report|duty)\.(\w+)", re.sub(r"(?m)^#.*", "", RULES)
    )
    assert {"passed", "reasons", "ref", "hides_terms", "text"} <= set(named)
    assert [one for one in named if f'"{one}"' not in schema] == []
