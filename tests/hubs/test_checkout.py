"""What git tracks, as git itself tells it; and whatever an index may hold."""

import contextlib
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.hubs.checkout import BadIndexError, Checkout, tracked
from tests.hubs.git_double import git

PATHS = ["a.py", "b/c/d.yaml", "b/ü é.py", "x" * 250, os.fsdecode(b"b/\xff.py")]


@pytest.fixture
def repository(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    git(tmp_path, "init", "-q", f"--object-format={getattr(request, 'param', 'sha1')}")
    for path in [*PATHS, *(f"many/{n % 7}/{n * 7919}.txt" for n in range(100))]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    (tmp_path / "link").symlink_to("a.py")
    git(tmp_path, "add", "link")
    (tmp_path / "later").write_text("x")
    git(tmp_path, "add", "--intent-to-add", "later")  # takes an entry of version 3
    return tmp_path


def listed(repository: Path) -> set[str]:
    command = ["git", "ls-files", "-z"]
    printed = subprocess.run(command, cwd=repository, check=True, capture_output=True).stdout
    return {os.fsdecode(path) for path in printed.split(b"\0") if path}


@pytest.mark.parametrize("repository", ["sha1", "sha256"], indirect=True)
@pytest.mark.parametrize("version", ["2", "4"])
@pytest.mark.parametrize("split", [False, True])
def test_what_is_tracked_is_what_git_lists(repository: Path, version: str, split: bool) -> None:
    git(repository, "update-index", "--index-version", version)
    if split:
        git(repository, "update-index", "--split-index")
        (repository / "after").write_text("x")
        git(repository, "add", "after")
    checkout = Checkout.at(repository)
    assert checkout
    assert tracked(checkout.entries()) == listed(repository)


def test_a_worktree_has_its_own_index(repository: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git(repository, "worktree", "add", "-q", "-b", "other", str(other))
    checkout = Checkout.at(other)
    assert checkout
    assert tracked(checkout.entries()) == set(PATHS) | {
        p for p in listed(other) if p.startswith("many")
    }


def test_without_an_index_nothing_is_tracked(tmp_path: Path) -> None:
    assert Checkout.at(tmp_path) is None
    git(tmp_path, "init", "-q")
    checkout = Checkout.at(tmp_path)
    assert checkout
    assert tracked(checkout.entries()) == frozenset()


@pytest.mark.parametrize("name", ["a pipe", "cut", "a longer count", "an unknown version"])
def test_an_index_that_cannot_be_read_is_said(repository: Path, name: str) -> None:
    index = repository / ".git" / "index"
    content = index.read_bytes()
    index.unlink()
    if name == "a pipe":
        os.mkfifo(index)
    else:
        broken = {
            "cut": content[:500],
            "a longer count": content[:8] + b"\xff\xff\xff\xff" + content[12:],
            "an unknown version": content[:7] + b"\x09" + content[8:],
        }
        index.write_bytes(broken[name])
    checkout = Checkout.at(repository)
    assert checkout
    with pytest.raises(BadIndexError, match="git's index cannot be read"):
        tracked(checkout.entries())


@given(
    version=st.sampled_from([2, 3, 4]),
    count=st.integers(0, 5) | st.just(2**32 - 1),
    entries=st.binary(max_size=400),
)
def test_whatever_an_index_holds_is_paths_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, version: int, count: int, entries: bytes
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    (folder / ".git").mkdir()
    head = b"DIRC" + version.to_bytes(4, "big") + count.to_bytes(4, "big")
    (folder / ".git" / "index").write_bytes(head + entries)
    checkout = Checkout.at(folder)
    assert checkout
    with contextlib.suppress(BadIndexError):
        assert all(len(path) <= 4096 for path in tracked(checkout.entries()))
