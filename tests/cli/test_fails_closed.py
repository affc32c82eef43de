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
    (tmp_path / "x" / "a.ts").write_text('const base = "acme/contracts-7b";\n')
    result = run("check", "x", "--offline")
    assert "possible, not checked: x/a.ts:1  acme/contracts-7b" in result.stdout
    assert result.returncode == 0
    report = json.loads(run("check", "x", "--offline", "--format", "json").stdout)
    assert [one["text"] for one in report["possible"]] == ["acme/contracts-7b"]
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


# --- What decides, and what takes back ------------------------------------------------------------

NC = (
    "from transformers import AutoModel\n"
    'm = AutoModel.from_pretrained("CohereForAI/c4ai-command-r-plus")'
)
POLICY = "licensecheck-policy.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "us: {purpose: commercial}\nunknown: fail\n",
        "rules: []\n",
        "deny: {models: [databricks/*]}\n",
    ],
)
def test_a_policy_without_rules_is_as_strict_as_none(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.py").write_text(NC)
    (tmp_path / POLICY).write_text(text)
    assert run("check", "--offline").returncode == 1
    said = run("policy", "validate", POLICY).stdout
    assert "rules: level, level-unknown (as without a policy: it has no rules" in said
    (tmp_path / POLICY).write_text(f"extends: none\n{text}")
    assert run("check", "--offline").returncode == 0
    assert "rules: none" in run("policy", "validate", POLICY).stdout


def test_a_part_that_says_only_who_it_is_switches_nothing_off(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.py").write_text(NC)
    (tmp_path / POLICY).write_text('extends: commercial-use\nfolders: {"a/": a/p.yaml}\n')
    (tmp_path / "a" / "p.yaml").write_text("us: {users: 100}\n")
    assert run("check", "--offline").returncode == 1
    assert "a/ (a/p.yaml):\n    us: users 100" in run("policy", "validate", POLICY).stdout


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("CohereForAI / c4ai-command-r-plus\n", 3, "UNREAD  models.txt:2"),
        ("openai/gpt-oss-20b, CohereForAI/c4ai-command-r-plus\n", 1, "STOP  huggingface:Cohere"),
    ],
)
def test_no_line_of_a_list_is_passed_over(
    run: Run, tmp_path: Path, text: str, code: int, words: str
) -> None:
    (tmp_path / "models.txt").write_text(f"Qwen/Qwen2.5-7B-Instruct\n{text}")
    result = run("check", "--offline")
    assert (result.returncode, words in result.stdout) == (code, True), result.stdout


@pytest.mark.parametrize("listed", ["models: [CohereForAI/*]", "licenses: [CC-BY-NC-*]"])
def test_no_comment_takes_back_what_is_denied(run: Run, tmp_path: Path, listed: str) -> None:
    (tmp_path / "a.py").write_text(f"{NC}  # licensecheck: ignore only in an experiment\n")
    left_out = run("check", "--offline")
    assert left_out.returncode == 0
    assert "huggingface:CohereForAI/c4ai-command-r-plus at a.py:2: only in an experiment" in (
        left_out.stdout
    )
    (tmp_path / POLICY).write_text(f"extends: commercial-use\ndeny: {{{listed}}}\n")
    result = run("check", "--offline")
    assert result.returncode == 1
    assert "[deny]" in result.stdout


def test_a_letter_is_no_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(f"{NC}  # licensecheck: ignore x\n")
    result = run("check", "--offline", "-p", "commercial-use")
    assert result.returncode == 1
    assert "its comment gives only 'x' as a reason, so it counts" in result.stdout
    assert "[noncommercial]" in result.stdout


def test_answers_of_the_catalogue_are_said_to_be_that(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(MODEL)
    result = run(
        "check", "--also", "junit=a.xml", "--also", "github=a.txt", "--also", "sarif=a.sarif"
    )
    files = [(tmp_path / name).read_text() for name in ("a.xml", "a.txt", "a.sarif")]
    for text in (result.stdout, *files):
        assert "1 of 1 answers are not what a hub says now" in text
    wrong = run("check", env={"HF_ENDPOINT": "notaurl"})
    assert wrong.returncode == 2
    assert "HF_ENDPOINT holds no address" in wrong.stderr


def test_a_partial_check_calls_no_waiver_useless(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.py").write_text(MODEL)
    (tmp_path / POLICY).write_text(
        "extends: commercial-use\nwaivers:\n- {model: org/name, rules: [fee], author: Ada, "
        "reason: Only in the lab, expires: 2027-06-30}\n"
    )
    assert "covers nothing" in run("check", "--offline").stdout
    assert "covers nothing" not in run("check", "a", "--offline").stdout


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("{all-of: [{levels: [closed]}, {levels: [open-weights]}]}", "no model is closed and open"),
        ("{levels: []}", "levels: name at least one, or leave it out"),
        ("{excluded: false}", "say true, or leave it out"),
    ],
)
def test_a_condition_that_never_or_always_holds_is_an_error(
    run: Run, tmp_path: Path, when: str, words: str
) -> None:
    rule = f"{{id: a, when: {when}, answer: not-allowed, says: Not for us}}"
    (tmp_path / POLICY).write_text(f"extends: terms\nrules:\n- {rule}\n")
    result = run("check", "--offline")
    assert result.returncode == 2
    assert f"{POLICY}:3" in result.stderr
    assert words in result.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "us: {purpose: research}\nrules:\n- {id: a, when: {us: {purpose: [commercial]}}, "
            "answer: not-allowed, says: Not for us}\n",
            "warn  licensecheck-policy.yaml:4: the rule a never applies: us.purpose says research",
        ),
        ("deny: {licenses: [LicenseRef-cc-by-nc-typo]}\n", "did you mean 'CC-BY-NC-"),
        ("folders: {servces/: research}\n", "there is no servces/ here"),
    ],
)
def test_what_never_counts_is_warned_of(run: Run, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "a.py").write_text(MODEL)
    (tmp_path / POLICY).write_text(f"extends: terms\n{text}")
    assert words in run("check", "--offline").stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--policy", ""], "--policy is empty"),
        (["--fail-on", "unknown"], "What is unknown always stops"),
        (["--policy", "p.yaml"], "p.yaml builds on itself"),
        (["--policy", "c.yaml"], "'CC-*' is too broad"),
    ],
)
def test_what_cannot_be_meant_is_an_error(
    run: Run, tmp_path: Path, options: list[str], words: str
) -> None:
    (tmp_path / "p.yaml").write_text("extends: ./p.yaml\n")
    (tmp_path / "c.yaml").write_text('allow: {licenses: ["CC-*"]}\n')
    result = run("check", "--offline", *options)
    assert (result.returncode, words in result.stderr) == (2, True), result.stderr


def test_a_folder_with_nothing_but_a_link_to_nowhere_is_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "h").mkdir()
    (tmp_path / "h" / "x.py").symlink_to("nothing.py")
    assert run("check", "h", "--offline").returncode == 3


def test_a_baseline_says_what_it_does_not_accept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(f'{NC}\nn = AutoModel.from_pretrained("zoo/zebra-7b")\n')
    (tmp_path / POLICY).write_text("extends: commercial-use\ndeny: {models: [CohereForAI/*]}\n")
    result = run("check", "--offline", "--write-baseline", "b.json")
    assert "1 stay stopped, because no baseline covers what `deny` refuses" in result.stderr
    assert "1 are in it as not read" in result.stderr
    assert [one["ref"] for one in json.loads((tmp_path / "b.json").read_text())["baseline"]] == [
        "huggingface:zoo/zebra-7b"
    ]
