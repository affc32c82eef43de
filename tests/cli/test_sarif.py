"""`--format sarif`: code scanning stops where the check does, which only errors make it do."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LLAMA = 'from transformers import AutoModel\nAutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n'
UNKNOWN = LLAMA.replace("meta-llama/Llama-3.1-8B", "acme/zebra-7b")


def levels(run: Run, *args: str) -> tuple[int, set[str]]:
    """The exit code of a check, and the levels of its results."""
    result = run("check", "app", "--offline", "--format", "sarif", *args)
    (log,) = json.loads(result.stdout)["runs"]
    return result.returncode, {one["level"] for one in log["results"]}


@pytest.mark.parametrize(
    ("code", "policy", "expected"),
    [
        (LLAMA, "extends: open-source-only\n", (1, {"error"})),
        (LLAMA, "deny: {models: [meta-llama/*]}\nextends: none\n", (1, {"error"})),
        (LLAMA, "extends: commercial-use\n", (1, {"error"})),  # ask-your-lawyer: no number of users
        (LLAMA, "extends: none\nunknown: fail\n", (0, set())),
        (UNKNOWN, "extends: none\n", (3, {"error"})),
        (UNKNOWN, "extends: none\nnot-read: warn\n", (0, {"warning"})),
        ("", "extends: none\n", (0, set())),
    ],
)
def test_what_stops_is_an_error(
    run: Run, tmp_path: Path, code: str, policy: str, expected: tuple[int, set[str]]
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.py").write_text(code or "print()\n")
    (tmp_path / "licensecheck-policy.yaml").write_text(policy)
    assert levels(run) == expected


def test_what_a_lawyer_has_to_be_asked_is_an_error_where_the_policy_stops_for_it(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.py").write_text(LLAMA)
    rule = (
        "extends: none\nunknown: warn\nrules: [{id: ask-us, answer: ask-your-lawyer, "
        "says: Somebody should read it, when: {levels: [closed]}}]\n"
    )
    (tmp_path / "licensecheck-policy.yaml").write_text(rule)
    assert levels(run) == (1, {"error"})
    (tmp_path / "licensecheck-policy.yaml").write_text(f"ask: warn\n{rule}")
    assert levels(run) == (0, {"warning"})


def test_a_duty_that_is_missing_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.py").write_text(LLAMA)
    (tmp_path / "licensecheck-policy.yaml").write_text("extends: none\nunknown: warn\n")
    assert levels(run, "--duties", "app") == (1, {"error"})


def test_a_file_that_was_not_read_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.yaml").write_bytes(b"model: \0\0\n")
    assert levels(run) == (3, {"error"})
