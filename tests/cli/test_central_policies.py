"""Policies that a company shares: from an installed package, and locked against what teams say."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.hubs.git_double import begun, git

LLAMA = 'from transformers import AutoModel\nAutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n'
POLICY = "licensecheck-policy.yaml"
STRICT = "extends: open-source-only\nlocked: true\n"
RUNS = "from pathlib import Path\nPath(__file__).with_name('ran').touch()\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout that names a restricted model in a folder of its own."""
    folder = tmp_path / "project"
    (folder / "lab").mkdir(parents=True)
    (folder / "lab" / "main.py").write_text(LLAMA)
    return begun(folder)


@pytest.fixture
def _packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package with policies is installed, which says when it is run."""
    folder = tmp_path / "installed"
    package = folder / "acme_policies"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(RUNS)
    (package / POLICY).write_text("extends: ./strict.yaml\nus: {purpose: commercial}\n")
    (package / "strict.yaml").write_text(STRICT)
    about = folder / "acme_rules-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n")
    (about / "RECORD").write_text(f"acme_policies/__init__.py,,\nacme_policies/{POLICY},,\n")
    monkeypatch.syspath_prepend(str(folder))


def check(run: Run, folder: Path, *args: str) -> object:
    return run("check", "--offline", *args, cwd=folder)


@pytest.mark.usefixtures("_packages")
@pytest.mark.parametrize(
    "name",
    ["package:acme_policies", "package:acme_policies/strict.yaml", "package:acme-rules"],
)
def test_a_policy_is_that_of_an_installed_package_which_is_not_run(
    run: Run, project: Path, tmp_path: Path, name: str
) -> None:
    (project / POLICY).write_text(f"extends: {name}\nallow: {{models: [meta-llama/*]}}\n")
    result = check(run, project)
    assert result.returncode == 1, result.stderr
    assert "STOP  huggingface:meta-llama/Llama-3.1-8B" in result.stdout
    assert not (tmp_path / "installed" / "acme_policies" / "ran").exists()


@pytest.mark.usefixtures("_packages")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("package:nobody", "no package 'nobody' is installed"),
        ("package:acme_policies/gone.yaml", "the package 'acme_policies' has no file gone.yaml"),
        ("package:acme_policies/../../x.yaml", "has no file ../../x.yaml"),
        ("package:a b", "names no policy of a package"),
        ("package:acme_policies#sha256:" + "0" * 64, "is not what its hash says"),
        ("package:acme_policies.inner", "no package 'acme_policies.inner' is installed"),
    ],
)
def test_a_package_that_is_none_is_told_with_the_line(
    run: Run, project: Path, name: str, words: str
) -> None:
    (project / POLICY).write_text(f'ask: fail\nextends: "{name}"\n')
    result = check(run, project)
    assert result.returncode == 2
    assert words in result.stderr
    assert f"{POLICY}:2: extends: " in result.stderr


def test_a_package_in_the_project_is_not_installed(run: Run, project: Path) -> None:
    (project / "acme_policies").mkdir()
    (project / "acme_policies" / "__init__.py").write_text("")
    (project / "acme_policies" / POLICY).write_text("extends: none\n")
    (project / POLICY).write_text("extends: package:acme_policies\n")
    result = check(run, project)
    assert (result.returncode, "is installed" in result.stderr) == (2, True)


# --- Locked --------------------------------------------------------------------------------------


@pytest.mark.parametrize("laxer", ["extends: none\n", "extends: ../central.yaml\n"])
def test_a_part_takes_nothing_from_the_locked_policy_of_the_whole(
    run: Run, project: Path, laxer: str
) -> None:
    (project / "central.yaml").write_text(STRICT)
    (project / POLICY).write_text(f"extends: ./central.yaml\nfolders: {{lab/: lab/{POLICY}}}\n")
    (project / "lab" / POLICY).write_text(f"{laxer}allow: {{models: [meta-llama/*]}}\n")
    assert check(run, project).returncode == 1
    assert check(run, project / "lab").returncode == 1


def test_a_locked_base_of_a_part_holds_there(run: Run, project: Path) -> None:
    (project / "central.yaml").write_text(STRICT)
    (project / POLICY).write_text(
        f"extends: none\nunknown: warn\nfolders: {{lab/: lab/{POLICY}}}\n"
    )
    (project / "lab" / POLICY).write_text(
        "extends: ../central.yaml\nallow: {models: [meta-llama/*]}\n"
    )
    assert check(run, project).returncode == 1


# --- In the same change --------------------------------------------------------------------------


def commit(project: Path, **files: str) -> None:
    for name, text in files.items():
        (project / name).write_text(text)
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "More")


def test_a_waiver_in_a_policy_above_counts_after_the_change(run: Run, project: Path) -> None:
    commit(project, **{POLICY: "extends: open-source-only\n"})
    (project / "lab" / POLICY).write_text("extends: research\n")
    commit(project)
    (project / POLICY).write_text(
        "extends: open-source-only\nwaivers:\n- {model: meta-llama/Llama-3.1-8B, author: Ada, "
        "rules: [open-source-ai], reason: Only in the lab, expires: 2027-01-31}\n"
    )
    result = check(run, project / "lab", "--since", "HEAD")
    assert result.returncode == 1, result.stdout
    assert "is new in this change, and counts after it" in result.stdout


def test_a_file_may_stay_unread_after_the_change_that_says_so(run: Run, project: Path) -> None:
    lax = "extends: none\nunknown: warn\n"
    commit(project, **{POLICY: lax})
    (project / "data.yaml").write_bytes(b"model: \0\0\n")
    (project / POLICY).write_text(
        f"{lax}allow-unread: [{{paths: [data.yaml], reason: Only measurements}}]\n"
    )
    result = check(run, project, "--since", "HEAD")
    assert result.returncode == 3, result.stdout
    assert "allow-unread for data.yaml is new in this change" in result.stdout
    commit(project)
    assert check(run, project, "--since", "HEAD").returncode == 0


@pytest.mark.parametrize("change", ["lax", "gone"])
def test_after_a_change_of_what_a_base_builds_on_everything_is_checked(
    run: Run, project: Path, change: str
) -> None:
    base = "extends: open-source-only\n"
    (project / "division.yaml").write_text("extends: ./central.yaml\n")
    commit(project, **{"central.yaml": base, POLICY: "extends: ./division.yaml\n"})
    assert check(run, project, "--since", "HEAD").returncode == 0
    if change == "lax":
        (project / "central.yaml").write_text(f"{base}us: {{purpose: commercial}}\n")
    else:
        (project / POLICY).unlink()
    result = check(run, project, "--since", "HEAD")
    assert result.returncode == 1, result.stdout
    assert "everything is checked" in result.stdout


@pytest.mark.parametrize(
    ("policy", "base"),
    [
        ("extends: ./base.yaml\n", "extends: open-source-only\nallow: {{models: [{}]}}\n"),
        ("extends: none\nunknown: warn\n", "extends: open-source-only\n"),
        ("extends: open-source-only\nallow: {models: ['meta-llama/*']}\n", "extends: none\n"),
    ],
)
def test_a_change_cannot_loosen_the_policy_that_judges_it(
    run: Run, project: Path, policy: str, base: str
) -> None:
    before = "extends: ./base.yaml\n" if "base.yaml" in policy else "extends: open-source-only\n"
    commit(project, **{"base.yaml": "extends: open-source-only\n", POLICY: before})
    (project / "base.yaml").write_text(base.format("'meta-llama/*'"))
    (project / POLICY).write_text(policy)
    (project / "new.py").write_text('AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n')
    result = check(run, project, "--since", "HEAD")
    assert result.returncode == 1, result.stdout
    assert "a policy that was there before decides too" in result.stdout
    assert "/tmp" not in result.stdout.replace(str(project), "")
    commit(project)
    assert check(run, project, "--since", "HEAD").returncode == 0
