"""Which files of a project are searched, and that what is not is counted or is a problem."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from licensecheck.domain import ProblemKind
from licensecheck.domain.problem import NAMED
from licensecheck.scan import SearchResult, find
from licensecheck.scan.ignored import MAX_PATTERNS
from licensecheck.scan.skipped import Why
from tests.hubs.git_double import git
from tests.odd_files import ODD, nested

MODEL = "model: org/tern-1\n"


def write(folder: Path, *paths: str, text: str = MODEL) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def files(found: SearchResult, root: Path) -> list[str]:
    """Files that name the model, from the root."""
    return [one.file.removeprefix(f"{root.as_posix()}/") for one in found.references]


def counts(found: SearchResult) -> dict[Why, int]:
    return {one.why: one.count for one in found.skipped}


# --- In a checkout, the index is the truth --------------------------------------------------------

HIDDEN = {
    "an ignored file": "secret.yaml",
    "a file in an ignored folder": "build/deep/a.yaml",
    "a virtual environment": "env/lib/a.yaml",
    "a folder called venv": "venv/a.yaml",
    "a cache": ".cache/a.yaml",
    "installed packages": "node_modules/x/a.yaml",
    "excluded in the repository": "private.yaml",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository in which all of HIDDEN is ignored, or looks like a tool's."""
    root = tmp_path / "project"
    root.mkdir()
    git(root, "init", "-q")
    write(root, ".gitignore", text="secret.yaml\nbuild/\n")
    write(root, ".git/info/exclude", text="private.yaml\n")
    write(root, "env/pyvenv.cfg", text="")
    return root


@pytest.mark.parametrize("path", HIDDEN.values(), ids=HIDDEN)
def test_what_git_tracks_is_searched_whatever_hides_it(checkout: Path, path: str) -> None:
    write(checkout, path)
    assert files(find(checkout), checkout) == []
    assert sum(counts(find(checkout)).values()) >= 1
    git(checkout, "add", "--force", path)
    assert files(find(checkout), checkout) == [path]
    above = (checkout / path).parent
    assert files(find(above), above) == [Path(path).name]


def test_what_git_neither_tracks_nor_ignores_is_searched_too(checkout: Path) -> None:
    assert files(find(write(checkout, "new.yaml")), checkout) == ["new.yaml"]


def test_in_a_worktree_and_a_nested_repository_their_own_index_counts(checkout: Path) -> None:
    git(write(checkout, "secret.yaml"), "add", "--force", ".")
    git(checkout, "commit", "-q", "-m", "first")
    tree = checkout.parent / "tree"
    git(checkout, "worktree", "add", "-q", "-b", "other", str(tree))
    assert files(find(tree), tree) == ["secret.yaml"]
    git(write(tree / "inner", "hidden.yaml"), "init", "-q")
    write(tree / "inner", ".gitignore", text="hidden.yaml\n")
    assert files(find(tree), tree) == ["secret.yaml"]
    git(tree / "inner", "add", "--force", "hidden.yaml")
    assert files(find(tree), tree) == ["inner/hidden.yaml", "secret.yaml"]


def test_a_folder_that_is_named_is_searched_though_git_ignores_it(checkout: Path) -> None:
    folder = write(checkout, "build/a.yaml") / "build"
    assert files(find(folder), folder) == ["a.yaml"]


LISTED = {
    "a folder by its name": ("*\n!*.yaml\n!kept\n", ["kept/a.yaml"]),
    "a folder with a slash": ("*\n!*.yaml\n!kept/\n", ["kept/a.yaml"]),
    "all folders": ("**\n!*/\n!*.yaml\n", ["kept/a.yaml", "other/a.yaml"]),
    "all folders, from the top": ("/**\n!**/\n!*.yaml\n", ["kept/a.yaml", "other/a.yaml"]),
    "files alone, which does not open a folder": ("*\n!*.yaml\n", []),
    "a folder without its files": ("*\n!kept\n", []),
    "what is named again": ("*\n!*/\n!*.yaml\nother/\n", ["kept/a.yaml"]),
}
"""What says which files are kept, and leaves all others out: each with what git keeps."""


@pytest.mark.parametrize(("patterns", "kept"), LISTED.values(), ids=LISTED)
def test_a_list_of_what_is_kept_is_read_as_git_reads_it(
    tmp_path: Path, patterns: str, kept: list[str]
) -> None:
    write(tmp_path, "kept/a.yaml", "other/a.yaml")
    write(tmp_path, ".gitignore", text=patterns)
    assert files(find(tmp_path), tmp_path) == kept
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    assert files(find(tmp_path), tmp_path) == kept


def test_an_index_that_cannot_be_read_hides_what_it_tracks(checkout: Path) -> None:
    write(checkout, "secret.yaml", "a.yaml")
    (checkout / ".git" / "index").write_bytes(b"DIRC" + b"\xff" * 100)
    (problem,) = find(checkout).problems
    assert (problem.subject, problem.hides_terms) == (f"{checkout}/.git", True)
    assert "git's index cannot be read" in problem.message


# --- Elsewhere, what is left out is counted -------------------------------------------------------


def test_what_is_left_out_is_counted_by_its_reason(tmp_path: Path) -> None:
    write(tmp_path, "out.yaml", "venv/a.yaml", "x/.cache/b.yaml", "env/pyvenv.cfg", "env/c.yaml")
    write(tmp_path, "app.css", "page.html", "data/big.yaml", "data/keep.yaml", "a.yaml")
    write(tmp_path, ".gitignore", text="out.yaml\n")
    found = find(tmp_path, ["big.yaml"])
    assert files(found, tmp_path) == ["a.yaml", "data/keep.yaml"]
    here = f"{tmp_path}/"
    named = [tuple(path.removeprefix(here) for path in one.examples) for one in found.skipped]
    counted = [(one.why, one.count) for one in found.skipped]
    assert [(*one, paths) for one, paths in zip(counted, named, strict=True)] == [
        (Why.IGNORED, 1, ("out.yaml",)),
        (Why.TOOLS, 3, ("env/", "venv/", "x/.cache/")),
        (Why.EXCLUDED, 1, ("data/big.yaml",)),
        (Why.KIND, 3, (".gitignore", "app.css", "page.html")),
    ]
    assert found.problems == ()


def test_what_is_excluded_is_named_from_the_current_folder(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(write(checkout, "src/a.yaml", "src/b.yaml", "a.yaml"), "add", ".")
    monkeypatch.chdir(checkout)
    for root in (Path(), Path("src"), checkout / "src"):
        found = find(root, ["src/a.yaml"])
        assert "src/a.yaml" not in {
            one.file.removeprefix(f"{checkout}/") for one in found.references
        }
        assert counts(found)[Why.EXCLUDED] == 1


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["*a*a*a*a*a*a*a*b"], "over two stars"),
        (["**/a/**/b/**/c"], "over two stars"),
        (["x"] * (MAX_PATTERNS + 1), "lines"),
        (["x" * 300_000], "larger than"),
    ],
)
def test_patterns_that_take_too_long_are_not_applied_and_said(
    tmp_path: Path, lines: list[str], words: str
) -> None:
    write(tmp_path, f"{'a' * 240}.yaml", "kept.yaml")
    write(tmp_path, ".gitignore", text="\n".join([*lines, "*.yaml"]))
    (problem,) = find(tmp_path).problems
    assert (words in problem.message, problem.hides_terms) == (True, False)


def test_a_pattern_that_is_none_hides_nothing_and_the_others_count(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "hidden.yaml")
    write(tmp_path, ".gitignore", text="[a--]*\nhidden.yaml\n")
    found = find(tmp_path)
    assert {Path(one.file).name for one in found.references} == {"a.yaml"}
    assert counts(found)[Why.IGNORED] == 1


@pytest.mark.parametrize(
    ("pattern", "hides"),
    [
        ("*" * 30 + "b.yaml", True),  # as one star: all ways to divide a name took hours
        ("***/a*b.yaml", True),
        ("**/inner/**", True),
        ("\\***b.yaml", False),  # of a name that begins with a star
        ("!" + "*" * 30, False),
    ],
)
def test_stars_in_a_row_are_one(tmp_path: Path, pattern: str, hides: bool) -> None:
    write(tmp_path, f"inner/{'a' * 30}b.yaml")
    write(tmp_path, ".gitignore", text=pattern)
    assert bool(find(tmp_path).references) is not hides


# --- Links ----------------------------------------------------------------------------------------


def test_a_link_that_stays_in_the_tree_is_followed_once(tmp_path: Path) -> None:
    root = write(tmp_path, "real/a.yaml", "plain.txt", ".cache/b.yaml", ".git/c.yaml")
    for name, target in {
        "again": "real",  # is there by its own name
        "circle": ".",
        "deep/up": "..",
        "app.yaml": "plain.txt",  # read by the name of the link
        "real.yaml": "real/a.yaml",
        "cached": ".cache",
        "twice": ".cache",
        "git": ".git",
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(target)
    found = find(root)
    assert files(found, root) == ["app.yaml", "cached/b.yaml", "real.yaml", "real/a.yaml"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("name", "target", "hides"),
    [
        ("a.yaml", "../outside/a.yaml", True),
        ("folder", "../outside", True),
        ("notes.txt", "../outside/a.yaml", False),
        ("model.safetensors", "../outside/a.yaml", True),
        ("a.yaml", "../outside/gone", True),
        ("notes.txt", "../outside/gone", False),
        ("a.yaml", "a.yaml", True),
    ],
)
def test_a_link_that_leads_out_or_nowhere_is_a_problem(
    tmp_path: Path, name: str, target: str, hides: bool
) -> None:
    write(tmp_path / "outside", "a.yaml")
    root = write(tmp_path / "project", "main.py", text="")
    (root / name).symlink_to(target)
    found = find(root)
    assert found.references == ()
    (problem,) = found.problems
    assert problem.hides_terms is hides


# --- What cannot be read --------------------------------------------------------------------------


@pytest.mark.parametrize("make", ODD)
@pytest.mark.parametrize(
    ("name", "hides"), [("README.md", True), ("a.py", True), ("m.gguf", True), ("x.css", False)]
)
def test_what_is_no_file_is_not_opened_and_said(
    tmp_path: Path, make: Callable[[Path], None], name: str, hides: bool
) -> None:
    make(write(tmp_path, "a.yaml") / name)
    (problem,) = find(tmp_path).problems
    assert (problem.kind, problem.hides_terms) == (ProblemKind.UNSAFE, hides)


@pytest.mark.parametrize("make", ODD)
def test_patterns_that_are_no_file_are_not_applied(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(write(tmp_path, "a.yaml") / ".gitignore")
    found = find(tmp_path)
    assert files(found, tmp_path) == ["a.yaml"]
    assert any("not applied" in one.message for one in found.problems)


@pytest.mark.parametrize(
    ("name", "content", "hides"),
    [
        ("a.py", b"#" * 4_000_001, True),
        ("data.json", b" " * 4_000_001, True),
        ("tokenizer.json", b" " * 17_000_000, False),
        ("tokenizer.py", b"#" * 4_000_001, True),
        ("a.sh", b"vllm serve org/tern-1\n\0", True),
    ],
)
def test_a_file_that_has_a_reader_and_was_not_read_hides_models_unless_it_is_data(
    tmp_path: Path, name: str, content: bytes, hides: bool
) -> None:
    (write(tmp_path, "a.yaml") / name).write_bytes(content)
    (problem,) = find(tmp_path).problems
    assert (problem.subject, problem.hides_terms) == (f"{tmp_path}/{name}", hides)
    assert "`exclude`" in problem.message
    assert find(tmp_path, [name]).problems == ()


@pytest.mark.parametrize("name", ["a\u200b.yaml", "a\u202e.py", "\udcff.yaml", "x\u200b.css"])
def test_a_name_that_cannot_be_shown_is_shown_escaped(tmp_path: Path, name: str) -> None:
    found = find(write(tmp_path, name, "plain.yaml"))
    (problem,) = found.problems
    assert problem.subject == f"{tmp_path}/" + name.encode("unicode_escape").decode()
    assert problem.hides_terms is not name.endswith(".css")
    assert files(found, tmp_path) == ["plain.yaml"]


def test_a_folder_whose_name_cannot_be_shown_hides_what_is_in_it(tmp_path: Path) -> None:
    (problem,) = find(write(tmp_path, "a\u200b/a.yaml")).problems
    assert problem.hides_terms


def test_a_thousand_nested_folders_are_a_problem_that_hides_models(tmp_path: Path) -> None:
    with nested(write(tmp_path, "a.yaml"), 1000):
        found = find(tmp_path)
    (problem,) = found.problems
    assert ("too long" in problem.message, problem.hides_terms) == (True, True)
    assert files(found, tmp_path) == ["a.yaml"]


def test_long_names_and_many_files_in_one_folder_are_searched(tmp_path: Path) -> None:
    write(tmp_path, *(f"{n}.txt" for n in range(2_000)), text="")
    found = find(write(tmp_path, f"{'ü' * 125}.yaml"))
    assert (len(found.references), found.problems) == (1, ())


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    (problem,) = find(tmp_path / "gone.py").problems
    assert ("No such file" in problem.message, problem.hides_terms) == (True, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["a.yaml", "folder"])
def test_what_may_not_be_read_is_a_problem(tmp_path: Path, name: str) -> None:
    write(tmp_path, "a.yaml", "folder/b.yaml")
    (tmp_path / name).chmod(0)
    try:
        (problem,) = find(tmp_path).problems
    finally:
        (tmp_path / name).chmod(0o700)
    assert ("Permission denied" in problem.message, problem.hides_terms) == (True, True)


def test_many_problems_of_one_kind_are_counted(tmp_path: Path) -> None:
    for n in range(NAMED + 5):
        os.mkfifo(tmp_path / f"{n}.py")
    problems = find(tmp_path).problems
    assert (len(problems), problems[-1].subject) == (NAMED + 1, "5 other files")
