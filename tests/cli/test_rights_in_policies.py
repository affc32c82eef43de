"""A policy asks for a right in the words of the report."""

from pathlib import Path

import pytest

from licensecheck.domain import Answer
from licensecheck.errors import LicensecheckError
from licensecheck.gate.load import load_policy
from tests.cli.conftest import Run

POLICY = """
rules:
  - id: hosting
    when: {rights: {host-as-a-service: [no, please-read]}}
    answer: not-allowed
    says: We must be able to host it
"""


@pytest.mark.parametrize(
    ("licence", "code", "said"),
    [
        ("mit", 0, str(Answer.ALLOWED)),
        ("elastic-2.0", 1, "We must be able to host it; no: you may not offer it as a hosted"),
        ("acme-terms", 1, "We must be able to host it; please-read: "),
    ],
)
def test_a_model_that_may_not_be_hosted_is_stopped(
    run: Run, tmp_path: Path, licence: str, code: int, said: str
) -> None:
    (tmp_path / "policy.yaml").write_text(POLICY)
    model = tmp_path / "zebra"
    model.mkdir()
    (model / "README.md").write_text(f"---\nlicense: {licence}\n---\n# Zebra\n")
    (model / "model.safetensors").touch()
    done = run("check", "./zebra", "--policy", "policy.yaml", "--offline")
    assert done.returncode == code
    assert said in " ".join(done.stdout.split())


def test_a_right_that_nobody_asks_for_is_a_mistake_with_its_line(tmp_path: Path) -> None:
    from datetime import date

    (tmp_path / "policy.yaml").write_text(POLICY.replace("host-as-a-service", "fly"))
    with pytest.raises(LicensecheckError, match="no right is called fly"):
        load_policy(str(tmp_path / "policy.yaml"), date(2026, 1, 1))
