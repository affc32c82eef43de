"""What git or the disk does not have here was not searched, and is said to be so."""

from pathlib import Path

import pytest

from licensecheck.domain import Problem
from licensecheck.scan import find
from tests.hubs.git_double import git

CODE = 'from transformers import AutoModel\nAutoModel.from_pretrained("zoo/zebra-7b")\n'
POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12345\n"


def hidden(folder: Path, exclude: tuple[str, ...] = ()) -> dict[str, Problem]:
    """What was not searched and may name a model, by its path in the folder."""
    problems = (one for one in find(folder, exclude).problems if one.hides_terms)
    return {Path(one.subject).relative_to(folder).as_posix(): one for one in problems}


def committed(folder: Path, *files: str) -> Path:
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(CODE)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder


# --- Git LFS ------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["ipynb", "yaml", "json", "py", "sh", "csv", "toml", "ts"])
def test_a_pointer_of_git_lfs_is_not_the_file(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"a.{ending}").write_text(POINTER)
    assert "git lfs pull" in hidden(tmp_path)[f"a.{ending}"].message
    assert find(tmp_path).files == 0


def test_pointers_of_weights_and_pictures_hide_nothing(tmp_path: Path) -> None:
    for name in ("model.safetensors", "picture.png", "tokenizer.json"):
        (tmp_path / name).write_text(POINTER)
    assert hidden(tmp_path) == {}


def test_a_text_about_git_lfs_is_no_pointer(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(f"'''\n{POINTER}'''\n{CODE}")
    assert hidden(tmp_path) == {}
    [reference] = find(tmp_path).references
    assert reference.text == "zoo/zebra-7b"


# --- Submodules ---------------------------------------------------------------------------------


def with_submodule(tmp_path: Path, address: str) -> Path:
    """A checkout in which nobody fetched the submodule `lib/part`."""
    committed(tmp_path / "part", "a.py")
    whole = committed(tmp_path / "whole", "main.py")
    allow = ("-c", "protocol.file.allow=always")
    git(whole, *allow, "submodule", "add", "-q", str(tmp_path / "part"), "lib/part")
    listed = (whole / ".gitmodules").read_text().replace(str(tmp_path / "part"), address)
    (whole / ".gitmodules").write_text(listed)
    git(whole, "submodule", "deinit", "-q", "-f", "lib/part")
    return whole


def test_a_submodule_that_is_not_here_was_not_searched(tmp_path: Path) -> None:
    whole = with_submodule(tmp_path, "https://git.example/part")
    assert "git submodule update" in hidden(whole)["lib/part"].message
    assert hidden(whole / "lib").keys() == {"part"}
    assert hidden(whole, ("lib/",)) == {}


def test_a_submodule_that_is_here_is_searched(tmp_path: Path) -> None:
    whole = with_submodule(tmp_path, "https://git.example/part")
    (whole / "lib/part").mkdir(exist_ok=True)
    (whole / "lib/part/a.py").write_text(CODE)
    assert hidden(whole) == {}
    assert {one.file for one in find(whole).references} == {
        (whole / name).as_posix() for name in ("lib/part/a.py", "main.py")
    }


def test_a_submodule_that_is_a_model_is_checked_as_one(tmp_path: Path) -> None:
    whole = with_submodule(tmp_path, "https://huggingface.co/zoo/zebra-7b")
    assert hidden(whole) == {}
    assert "git submodule" in {one.how for one in find(whole).references}


# --- Sparse checkouts ---------------------------------------------------------------------------


@pytest.mark.parametrize("index", ["--no-sparse-index", "--sparse-index"])
def test_what_a_sparse_checkout_leaves_out_was_not_searched(tmp_path: Path, index: str) -> None:
    whole = committed(tmp_path, "app/main.py", "jobs/deep/train.py", "jobs/notes.md")
    git(whole, "sparse-checkout", "init", "--cone", index)
    git(whole, "sparse-checkout", "set", "app")
    left_out = hidden(whole)
    assert set(left_out) == ({"jobs"} if index == "--sparse-index" else {"jobs/deep/train.py"})
    assert all("git sparse-checkout disable" in one.message for one in left_out.values())
    assert hidden(whole / "app") == {}  # it is here, and it alone is searched


def test_a_whole_checkout_lacks_nothing(tmp_path: Path) -> None:
    whole = committed(tmp_path, "app/main.py", "jobs/train.py")
    assert hidden(whole) == {}
    (whole / "jobs/train.py").unlink()  # somebody is about to delete it
    assert hidden(whole) == {}


# --- Links --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "hides"), [("a.yaml", True), ("configs", True), ("logo.png", False), ("a.py", True)]
)
def test_a_link_that_leads_nowhere_stands_for_what_was_not_searched(
    tmp_path: Path, name: str, hides: bool
) -> None:
    (tmp_path / name).symlink_to("../gone")
    assert (name in hidden(tmp_path)) is hides


def test_a_link_to_a_file_here_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(CODE)
    (tmp_path / "b.py").symlink_to("a.py")
    assert hidden(tmp_path) == {}


# --- Size ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.sql", "a.xml", "a.py"])
def test_a_file_that_is_too_large_was_not_searched(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x\n" * 2_100_000)
    assert name in hidden(tmp_path)
    (tmp_path / name).write_bytes(b"x\n" * 100)
    assert hidden(tmp_path) == {}


def test_the_vocabulary_of_a_tokenizer_names_no_models(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_bytes(b" " * 4_100_000)
    assert hidden(tmp_path) == {}
