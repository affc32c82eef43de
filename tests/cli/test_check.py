"""`licensecheck check` over a project, with and without a policy, as its user runs it."""

import json
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Run

APP = """\
from transformers import AutoModel

NAME = "meta-llama/Llama-3.3-70B-Instruct"
AutoModel.from_pretrained(NAME)
AutoModel.from_pretrained("Qwen/Qwen2.5-7B-Instruct")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A program that names a restricted model and a permissive one; both are in the catalogue."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "app.py").write_text(APP)
    (folder / "Modelfile").write_text("FROM llama3.1:8b\n")
    return folder


def test_a_restricted_model_in_code_is_stopped_with_its_place(run: Run, project: Path) -> None:
    result = run("check", "project", "--offline")
    assert result.returncode == 1, result.stderr
    assert "project/app.py:3  meta-llama/Llama-3.3-70B-Instruct" in result.stdout
    assert "project/Modelfile:1  llama3.1:8b" in result.stdout
    assert "pass  huggingface:Qwen/Qwen2.5-7B-Instruct" in result.stdout
    assert "3 checked, 2 stopped" in result.stdout


def test_the_json_fits_its_schema_and_names_every_place(run: Run, project: Path) -> None:
    result = run("check", "project", "--offline", "--format", "json")
    report = json.loads(result.stdout)
    jsonschema.validate(report, json.loads(run("schema", "check").stdout))
    places = {(r["file"], r["line"]) for model in report["models"] for r in model["references"]}
    assert places == {("project/app.py", 3), ("project/app.py", 5), ("project/Modelfile", 1)}
    assert report["files"] == 2


def test_one_run_writes_every_format_asked_for(run: Run, project: Path, tmp_path: Path) -> None:
    also = ("--also", "json=a.json", "--also", "sarif=a.sarif", "--also=markdown=a.md")
    result = run("check", "project", "--offline", "--format", "json", *also)
    assert result.returncode == 1
    assert (tmp_path / "a.json").read_text() == result.stdout
    assert json.loads((tmp_path / "a.sarif").read_text())["version"] == "2.1.0"
    assert "🔴 3 checked, 2 stopped" in (tmp_path / "a.md").read_text()


@pytest.mark.parametrize("where", ["project", "elsewhere"])
def test_documents_for_others_name_no_folder_of_this_machine(
    run: Run, project: Path, tmp_path: Path, where: str
) -> None:
    (tmp_path / "licensecheck-policy.yaml").write_text("extends: open-source-only\n")
    target = project if where == "project" else project.rename(tmp_path.with_name("away"))
    run("check", str(target), "--offline", "--also", "sarif=a.sarif")
    text = (tmp_path / "a.sarif").read_text()
    places = {
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in json.loads(text)["runs"][0]["results"]
        for place in result["locations"]
    }
    assert {Path(one).name for one in places} == {"app.py", "Modelfile"}
    assert str(tmp_path) not in text


@pytest.mark.parametrize("wrong", ["sarif", "sarif=", "cuneiform=a.txt", "=a.txt"])
def test_an_output_that_cannot_be_is_refused_before_any_work(run: Run, wrong: str) -> None:
    result = run("check", "nobody/nothing", "--also", wrong)
    assert (result.returncode, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


def test_who_we_are_decides(run: Run, project: Path, tmp_path: Path) -> None:
    policy = tmp_path / "licensecheck-policy.yaml"
    policy.write_text("extends: commercial-use\nus: {users: 2000000, redistributes: false}\n")
    small = run("check", "project", "--offline")
    assert small.returncode == 0, small.stdout
    assert "allowed-with-duties" in small.stdout
    policy.write_text("extends: commercial-use\nus: {users: 800000000, redistributes: false}\n")
    large = run("check", "project", "--offline")
    assert large.returncode == 1
    assert "We are above the size up to which the licence holds" in large.stdout


def test_a_baseline_lets_pass_what_was_there(run: Run, project: Path, tmp_path: Path) -> None:
    policy = tmp_path / "licensecheck-policy.yaml"
    policy.write_text("extends: permissive\n")
    assert run("check", "project", "--offline").returncode == 1
    written = run("check", "project", "--offline", "--write-baseline", "known.json")
    assert (written.returncode, "2 findings" in written.stderr) == (0, True)
    policy.write_text("extends: permissive\nbaseline: known.json\n")
    assert run("check", "project", "--offline").returncode == 0
    (project / "more.yaml").write_text("model: google/gemma-2-9b-it\n")
    assert run("check", "project", "--offline").returncode == 1


def test_a_baseline_is_written_anew_with_what_the_old_one_accepts(
    run: Run, project: Path, tmp_path: Path
) -> None:
    policy = tmp_path / "licensecheck-policy.yaml"
    policy.write_text("extends: permissive\nbaseline: known.json\n")
    for _ in range(2):
        written = run("check", "project", "--offline", "--write-baseline", "known.json")
        assert (written.returncode, "2 findings" in written.stderr) == (0, True), written.stderr
        assert run("check", "project", "--offline").returncode == 0


def test_a_project_without_models_passes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("print('hello')\n")
    result = run("check")
    assert (result.returncode, result.stderr) == (0, "")
    assert "0 checked, 0 stopped" in result.stdout


@pytest.mark.parametrize(
    "line",
    [
        "https://huggingface.co/zoo/zebra",
        "The [weights](https://huggingface.co/zoo/stripes-7b) are on the hub.",
        "- Trained weights: [CC BY-NC 4.0](https://creativecommons.org/licenses/by-nc/4.0/)",
        "The code is under MIT, the model under CC BY-NC 4.0.",
    ],
)
def test_a_folder_that_tells_of_its_own_weights_is_checked_as_a_model(
    run: Run, tmp_path: Path, line: str
) -> None:
    (tmp_path / "zebra").mkdir()
    (tmp_path / "zebra" / "README.md").write_text(f"# Zebra\n\n{line}\n")
    result = run("check", "zebra", "--offline")
    assert (result.returncode, "1 checked, 1 stopped" in result.stdout) == (1, True)
    assert "so it is checked as a model itself" in " ".join(result.stdout.split())
    (tmp_path / "zebra" / "app.py").write_text('ask("zoo/okapi")\nmodel = "google/gemma-2-9b-it"\n')
    assert "local:./zebra" not in run("check", "zebra", "--offline").stdout


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("docs/checkpoints.md", "All checkpoints are at `gs://zebra/all/`."),
        ("MODEL_LICENSE", "You may look at zebras and not sell them."),
        ("docs/pretrained_models.md", "The weights are released under CC BY-NC 4.0."),
    ],
)
def test_pages_beside_the_readme_tell_of_weights_too(
    run: Run, tmp_path: Path, file: str, text: str
) -> None:
    there = tmp_path / "zebra" / file
    there.parent.mkdir(parents=True)
    there.write_text(text)
    (tmp_path / "zebra" / "README.md").write_text("# Zebra\n\nIt tells where herds go.\n")
    result = run("check", "zebra", "--offline")
    assert (result.returncode, "1 checked, 1 stopped" in result.stdout) == (1, True)


@pytest.mark.parametrize(
    "line",
    [
        "This project is under the MIT License.",
        "The code is under MIT. It keeps checkpoints of its database.",
        "The data model of the zoo is written in [SQL](https://example.org/sql).",
    ],
)
def test_a_project_that_licenses_no_weights_is_no_model(
    run: Run, tmp_path: Path, line: str
) -> None:
    (tmp_path / "zebra").mkdir()
    (tmp_path / "zebra" / "README.md").write_text(f"# Zebra\n\n{line}\n")
    (tmp_path / "zebra" / "LICENSE").write_text("MIT License")
    (tmp_path / "zebra" / "app.py").write_text("print('hello')\n")
    result = run("check", "zebra", "--offline")
    assert (result.returncode, "0 checked" in result.stdout) == (0, True)


def test_a_folder_that_may_be_a_model_itself_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "zebra").mkdir()
    (tmp_path / "zebra" / "README.md").write_text("# Zebra\n\nhttps://huggingface.co/zoo/okapi\n")
    result = run("check", "zebra")
    assert (result.returncode, "0 checked" in result.stdout) == (0, True)
    assert "licensecheck check local:./zebra" in result.stdout
    assert "1 checked, 1 stopped" in run("check", "local:./zebra", "--offline").stdout


def test_what_cannot_be_searched_is_said_and_the_rest_is_checked(run: Run, project: Path) -> None:
    (project / "broken.ipynb").write_text('{"cells": "zoo/zebra-7b"')
    (project / "old.py").write_text("print 'zoo/zebra-7b'\n")
    (project / "empty.ipynb").write_text("{")  # has no word that could name a model
    result = run("check", "project", "--offline")
    assert "note  project/broken.ipynb:1: not JSON" in result.stdout
    assert "note  project/old.py:1: not Python" in result.stdout
    assert "empty.ipynb" not in result.stdout
    assert "app.py:3" in result.stdout


@pytest.mark.parametrize(
    ("content", "in_a_folder", "words"),
    [
        (b"Qwen/Qwen2.5-7B-Instruct\nfoo bar baz/qux\n", 3, "UNREAD  models.txt:2"),
        (b"foo bar baz\n", 0, "note  models.txt:1"),
        (b"\0\1\2", 3, "UNREAD  models.txt: it is no text"),
    ],
)
def test_a_list_that_is_named_passes_only_if_all_of_it_was_read(
    run: Run, tmp_path: Path, content: bytes, in_a_folder: int, words: str
) -> None:
    """In a folder, not all that is called so is a list of models: one that names any is."""
    (tmp_path / "models.txt").write_bytes(content)
    named = run("check", "models.txt", "--offline", "--also", "junit=a.xml")
    assert named.returncode == 3
    assert "UNREAD  models.txt" in named.stdout
    assert 'errors="1"' in (tmp_path / "a.xml").read_text()
    assert not json.loads(run("check", "models.txt", "--offline", "-f", "json").stdout)["passed"]
    found = run("check", "--offline")
    assert (found.returncode, words in found.stdout) == (in_a_folder, True)


def test_what_only_warns_fails_in_no_format(run: Run, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(
        "extends: commercial-use\nunknown: warn\nnot-read: warn\nask: warn\n"
    )
    (tmp_path / "a.py").write_text(
        'import openai\nopenai.Client().responses.create(model="gpt-4o")\n'
    )
    done = run("check", "--offline", "--policy", "policy.yaml", "--also", "junit=a.xml")
    written = (tmp_path / "a.xml").read_text()
    assert done.returncode == 0, done.stdout
    assert "warning: " in written
    assert 'failures="0" errors="0"' in written.partition("<testsuite ")[0]


def test_a_model_beside_code_is_a_model(run: Run, tmp_path: Path) -> None:
    weights = tmp_path / "project" / "weights"
    weights.mkdir(parents=True)
    (weights / "a.safetensors").write_bytes(b"\0" * 20_000)
    result = run("check", "project")
    assert result.returncode == 1
    assert "STOP  project/weights" in result.stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("extends: terms\ncolour: blue\n", ":2: colour"),
        ("us: {users: many}\n", "users"),
        ("allow: {models: ['*']}\n", "too broad"),
    ],
)
def test_a_wrong_policy_is_one_clear_message(
    run: Run, tmp_path: Path, text: str, words: str
) -> None:
    (tmp_path / "licensecheck-policy.yaml").write_text(text)
    for command in (("check",), ("policy", "validate", "licensecheck-policy.yaml")):
        result = run(*command)
        assert (result.returncode, result.stdout) == (2, "")
        assert words in result.stderr
        assert "Traceback" not in result.stderr


def test_init_writes_a_policy_that_validates(run: Run) -> None:
    assert run("init").returncode == 0
    assert "valid" in run("policy", "validate", "licensecheck-policy.yaml").stdout
    again = run("init")
    assert again.returncode == 2
    assert "there already" in again.stderr


@pytest.mark.parametrize("us", ["{}", "{modifies: true}", "{redistributes: true}"])
def test_terms_that_give_no_right_are_a_question_for_research_too(
    run: Run, tmp_path: Path, us: str
) -> None:
    """The licence says only that commercial use is forbidden, which research does not mind."""
    model_folder = tmp_path / "model"
    model_folder.mkdir()
    (model_folder / "README.md").write_text("---\nlicense: other\n---\n# A model\n")
    (model_folder / "LICENSE").write_text("Commercial use of the model is prohibited.\n")
    (model_folder / "a.safetensors").write_bytes(b"\0" * 20_000)
    policy = tmp_path / "licensecheck-policy.yaml"
    policy.write_text(f"extends: research\nus: {us}\n")
    result = run("check", "./model", "--offline", "--format", "json")
    (model,) = json.loads(result.stdout)["models"]
    assert (result.returncode, model["answer"]) == (1, "ask-your-lawyer")
    assert "no clause was found that gives the right to use" in model["reasons"][0]


def test_a_licence_is_denied_whatever_the_case_of_its_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "licensecheck-policy.yaml").write_text("deny: {licenses: [apache-2.0]}\n")
    result = run("check", "Qwen/Qwen2.5-7B-Instruct", "--offline")
    assert result.returncode == 1
    assert "The policy refuses its licence Apache-2.0" in result.stdout


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    """A project whose policy waives a model for the files of `research/` only."""
    research = tmp_path / "project" / "research"
    research.mkdir(parents=True)
    (research / "a.py").write_text(APP)
    (tmp_path / "project" / "l.yaml").write_text(
        "extends: permissive\n"
        "waivers:\n"
        "  - model: meta-llama/Llama-3.3-70B-Instruct\n"
        "    rules: [open-terms]\n"
        "    reason: Only for the evaluation in paper 12\n"
        "    author: Ada Lovelace\n"
        f"    expires: {date.today() + timedelta(days=30)}\n"
        "    paths: [research/*]\n"
    )
    return research


@pytest.mark.parametrize(
    ("target", "policy"),
    [
        ("project/research", "project/l.yaml"),
        ("./project", "./project/l.yaml"),
        ("{root}/project/research", "project/l.yaml"),
        ("project/research/a.py", "{root}/project/l.yaml"),
        ("project/research/../research", "project/l.yaml"),
    ],
)
def test_a_waiver_of_paths_holds_however_the_target_is_spelled(
    run: Run, lab: Path, tmp_path: Path, target: str, policy: str
) -> None:
    names = (one.format(root=tmp_path) for one in (target, policy))
    where, what = names
    result = run("check", where, "-p", what, "--offline")
    assert result.returncode == 0, result.stdout
    (lab.parent / "app.py").write_text(APP)
    assert run("check", "project", where, "-p", what, "--offline").returncode == 1


def test_a_waiver_of_a_file_holds_for_no_file_of_that_name_in_a_folder(
    run: Run, lab: Path, tmp_path: Path
) -> None:
    """Of a folder whose name begins the file's, too: `app/app.py` is not `app.py`."""
    policy = (lab.parent / "l.yaml").read_text().replace("research/*", "app.py")
    (tmp_path / "licensecheck-policy.yaml").write_text(policy)
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "app.py").write_text(APP)
    result = run("check", "app", "--offline")
    assert result.returncode == 1
    assert "app/app.py:3  meta-llama" in result.stdout


def test_a_waiver_of_paths_holds_inside_the_folder_too(run: Run, lab: Path) -> None:
    result = run("check", "-p", "../l.yaml", "--offline", cwd=lab)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("extends: terms\nbaseline: b.json\n", ["licensecheck-policy.yaml:2: baseline: "]),
        ("", ["licensecheck-policy.yaml:1: the file: a policy is a table of keys"]),
        (
            "us: {users: many}\nallow: [Apache-2.0]\n",
            [
                "licensecheck-policy.yaml:1: us.users: say a whole number",
                "licensecheck-policy.yaml:2: allow: say it in this form: allow: {licenses",
            ],
        ),
    ],
)
def test_validate_and_check_name_every_mistake_with_its_line(
    run: Run, tmp_path: Path, text: str, words: list[str]
) -> None:
    (tmp_path / "licensecheck-policy.yaml").write_text(text)
    for command in (("check",), ("policy", "validate", "licensecheck-policy.yaml")):
        result = run(*command)
        assert (result.returncode, result.stdout) == (2, "")
        assert [one for one in words if one not in result.stderr] == []
        assert len(result.stderr.splitlines()) == len(words)


def test_init_begins_with_what_its_preset_says_of_us(run: Run, tmp_path: Path) -> None:
    assert run("init", "--preset", "research").returncode == 0
    assert "\n  purpose: research " in (tmp_path / "licensecheck-policy.yaml").read_text()
    said = run("policy", "validate", "licensecheck-policy.yaml").stdout
    assert "us: purpose research\n" in said
