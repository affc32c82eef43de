"""The GitHub action, the pre-commit hook and the examples of docs/ci.md do what they promise."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.documents import blocks, launcher, shell

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}
CHECK = STEPS["Check the licences of models"]
EXPRESSION = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")
# As the runner starts `shell: bash`.
RUNNER = ("--noprofile", "--norc", "-e", "-o", "pipefail")

# What a repository holds, and the exit code of a check of it.
TREES: dict[str, tuple[int, dict[str, str]]] = {
    "no model": (0, {"app.py": "print('hello')\n"}),
    "restricted": (1, {"app.py": "AutoModel.from_pretrained('meta-llama/Llama-3.2-1B')\n"}),
    "wrong policy": (2, {"licensecheck-policy.yaml": "colour: blue\n"}),
    "not read": (3, {"models.txt": "nobody/nothing\n"}),
}


@pytest.fixture
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path]:
    """A repository of `TREES` by its name, with the exit code that is right for it."""
    code, files = TREES[request.param]
    folder = tmp_path / "repository"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    return code, folder


def trees(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("tree", names, indirect=True)


def act(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The action's check in a repository, as a runner does it."""
    temp = folder.parent / "runner"
    launcher(temp / "licensecheck" / "bin")
    given = {name: one["default"] for name, one in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    env = {
        name: EXPRESSION.sub(lambda found: given[found[1]], value)
        for name, value in CHECK["env"].items()
    }
    runner = {"RUNNER_TEMP": str(temp), "GITHUB_STEP_SUMMARY": str(temp / "summary.md")}
    runner["GITHUB_OUTPUT"] = str(temp / "output")
    return shell(CHECK["run"], folder, *RUNNER, env=env | runner)


class TestAction:
    @trees(*TREES)
    def test_it_ends_as_the_check_does(self, tree: tuple[int, Path]) -> None:
        code, folder = tree
        result = act(folder)
        assert result.returncode == code, result.stderr
        if code == 2:
            assert "licensecheck-policy.yaml:1: colour" in result.stderr
            return
        summary = (folder.parent / "runner" / "summary.md").read_text()
        assert summary.startswith("## Models that are used here: ")
        assert ("🔴" in summary) == (code != 0)
        sarif = json.loads((folder / "licensecheck.sarif").read_text())
        assert bool(sarif["runs"][0]["results"]) == (code != 0)
        assert ("::error" in result.stdout) == (code != 0)

    @trees("no model", "restricted", "wrong policy")
    def test_later_steps_get_level_code_and_reports(self, tree: tuple[int, Path]) -> None:
        code, folder = tree
        act(folder)
        lines = (folder.parent / "runner" / "output").read_text().splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        assert outputs.pop("exit-code") == str(code)
        if code == 2:
            assert outputs == {}
            return
        assert outputs.pop("level", "") == ("restricted-weights" if code else "")
        assert json.loads(Path(outputs["report"]).read_text())["passed"] is (code == 0)
        assert (folder / outputs["sarif"]).is_file()
        named = re.findall(r"steps\.check\.outputs\.([\w-]+)", str(ACTION["outputs"]))
        assert set(named) == {"exit-code", "level", "report", "sarif"} == set(ACTION["outputs"])

    @trees("no model")
    def test_levels_and_criteria_may_stop_too(self, tree: tuple[int, Path]) -> None:
        _, folder = tree
        result = act(folder, targets="Qwen/Qwen2.5-7B-Instruct", fail_on="open-weights\nosd:6\n")
        assert result.returncode == 1
        report = json.loads((folder.parent / "runner" / "licensecheck.json").read_text())
        assert report["fail_on"] == ["open-weights", "osd:6"]

    @trees("no model")
    def test_inputs_choose_targets_policy_and_format(self, tree: tuple[int, Path]) -> None:
        _, folder = tree
        (folder / "chat app").mkdir()
        (folder / "chat app" / "embed.py").write_text(
            "AutoModel.from_pretrained('Qwen/Qwen3-8B')\n"
        )
        targets = "chat app\n\nQwen/Qwen2.5-7B-Instruct\n"
        result = act(folder, targets=targets, policy="permissive", format="json")
        report = json.loads(result.stdout)
        assert (result.returncode, report["policy"], report["files"]) == (0, "permissive", 1)
        models = {
            one["ref"]: [place["file"] for place in one["references"]] for one in report["models"]
        }
        assert models == {
            "huggingface:Qwen/Qwen3-8B": ["chat app/embed.py"],
            "huggingface:Qwen/Qwen2.5-7B-Instruct": [],
        }

    @trees("no model")
    def test_a_folder_in_which_nothing_can_be_searched_is_not_green(
        self, tree: tuple[int, Path]
    ) -> None:
        _, folder = tree
        (folder / "empty dir").mkdir()
        result = act(folder, targets="empty dir", format="json")
        [problem] = json.loads(result.stdout)["problems"]
        assert (result.returncode, problem["subject"]) == (3, "empty dir")

    @trees("no model")
    @pytest.mark.parametrize(
        "inputs",
        [
            {"targets": "$(touch taken)\n`touch taken`\n; touch taken"},
            {"policy": "'; touch taken; '"},
            {"format": '"$(touch taken)"'},
            {"targets": "--output=taken"},
            {"policy": "x --output=taken"},
            {"since": "$(touch taken)"},
            {"fail_on": "osd:6; touch taken"},
        ],
    )
    def test_inputs_are_never_run(self, tree: tuple[int, Path], inputs: dict[str, str]) -> None:
        _, folder = tree
        assert act(folder, **inputs).returncode == 2
        assert not (folder / "taken").exists()

    def test_no_expression_stands_in_a_script(self) -> None:
        assert len(STEPS) == 2
        for step in STEPS.values():
            assert "${{" not in step["run"]
            given = step.get("env", {})
            assert all(EXPRESSION.fullmatch(value) for value in given.values())

    def test_every_input_is_used_and_explained(self) -> None:
        used = {EXPRESSION.fullmatch(v)[1] for v in CHECK["env"].values()}  # type: ignore[index]  # see above
        assert used == set(ACTION["inputs"])
        page = (ROOT / "docs" / "ci.md").read_text("utf-8")
        assert all(f"`{name}`" in page for name in ACTION["inputs"])


def example(key: str) -> Any:
    """The YAML example of docs/ci.md that has a key."""
    [found] = (one for one in map(yaml.safe_load, blocks("ci.md", "yaml")) if key in one)
    return found


def test_the_github_example_passes_inputs_that_the_action_has() -> None:
    steps = example("jobs")["jobs"]["licensecheck"]["steps"]
    [ours] = (step for step in steps if "/licensecheck@" in step["uses"])
    assert set(ours["with"]) <= set(ACTION["inputs"])


class TestGitLab:
    @trees("no model", "restricted")
    def test_the_job_fails_with_the_check_and_leaves_what_it_promises(
        self, tree: tuple[int, Path]
    ) -> None:
        code, folder = tree
        job = example("licensecheck")["licensecheck"]
        result = shell("\n".join(job["script"]), folder, "-e", "-o", "pipefail")
        assert result.returncode == code, result.stderr
        for file in (*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"]):
            assert (folder / file).is_file()


class TestShell:
    @trees("restricted", "not read")
    def test_the_script_says_what_the_code_means(self, tree: tuple[int, Path]) -> None:
        code, folder = tree
        [script] = blocks("ci.md", "sh")
        result = shell(script, folder, "-e")
        assert result.returncode == code, result.stderr
        last = {1: "A model is stopped, see above.", 3: "A model could not be read: "}[code]
        assert result.stdout.splitlines()[-1].startswith(last)


class TestPreCommit:
    MANIFEST = ROOT / ".pre-commit-hooks.yaml"

    def pre_commit(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = f'"{sys.executable}" -m pre_commit "$@"'
        home = {"PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
        return shell(f"set -- {' '.join(arguments)}; {command}", folder, env=home)

    def test_manifest_and_example_are_valid(self, tmp_path: Path) -> None:
        config = tmp_path / "config.yaml"
        config.write_text(yaml.safe_dump(example("repos")))
        assert self.pre_commit(tmp_path, "validate-manifest", str(self.MANIFEST)).returncode == 0
        assert self.pre_commit(tmp_path, "validate-config", str(config)).returncode == 0
        hooks = {hook["id"] for hook in yaml.safe_load(self.MANIFEST.read_text("utf-8"))}
        assert {hook["id"] for hook in example("repos")["repos"][0]["hooks"]} == hooks

    @trees("no model", "restricted")
    def test_a_commit_is_stopped_as_the_check_stops(self, tree: tuple[int, Path]) -> None:
        """Without the installation into an environment of its own, which takes minutes."""
        code, folder = tree
        [hook] = yaml.safe_load(self.MANIFEST.read_text("utf-8"))
        entry = {"entry": "licensecheck check --quiet", "language": "system"}
        local = {"repo": "local", "hooks": [hook | entry]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [local]}))
        shell("git init -q && git add .", folder)
        result = self.pre_commit(folder, "run", "--all-files")
        assert result.returncode == code, result.stdout + result.stderr
        assert ("STOP  huggingface:meta-llama/Llama-3.2-1B" in result.stdout) == (code == 1)
