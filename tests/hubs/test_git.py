"""Git repositories, from a real server."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from licensecheck.domain import Snapshot
from licensecheck.errors import AccessError, NotFoundError, UnavailableError
from licensecheck.hubs import FetchOptions, collect, parse_ref
from licensecheck.hubs.decode import MAX_BYTES
from tests.hubs.git_double import GitServer, begun, git

Read = Callable[..., Snapshot]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[GitServer]:
    """Serves `owner/model.git`: two commits, a link, a folder and 2 MB of weights."""
    folder = tmp_path / "served" / "owner" / "model.git"
    (folder / "sub").mkdir(parents=True)
    (folder / "LICENSE").write_text("old")
    git(begun(folder), "tag", "v1")
    (folder / "LICENSE").write_text("new")
    (folder / "README.md").write_text("---\nlicense: mit\n---\n")
    (folder / "sub" / "LICENSE").symlink_to("../LICENSE")
    (folder / "NOTICE").symlink_to("/etc/hostname")
    (folder / "model.safetensors").write_bytes(bytes(range(256)) * 8192)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "second")
    with GitServer(tmp_path / "served") as served:
        yield served


@pytest.fixture
def read(server: GitServer, options: Callable[..., FetchOptions]) -> Read:
    def run(
        revision: str | None = None, path: str = "owner/model.git", **changes: object
    ) -> Snapshot:
        changes.setdefault("deadline", 20.0)
        return collect(parse_ref(f"git:{server.url}/{path}", revision), options(**changes))

    return run


def test_texts_are_read_and_neither_history_nor_weights_are_fetched(
    server: GitServer, read: Read
) -> None:
    snapshot = read()
    commit = git(server.folder / "owner" / "model.git", "rev-parse", "HEAD")
    assert snapshot.revision == commit
    assert {d.path: d.text for d in snapshot.documents} == {
        "LICENSE": "new",
        "README.md": "---\nlicense: mit\n---\n",
        "sub/LICENSE": "new",
    }
    assert [p.subject for p in snapshot.problems] == ["NOTICE"]
    assert "model.safetensors" in [f.path for f in snapshot.files]
    assert server.sent < 10_000


@pytest.mark.parametrize("revision", ["v1", "main~1"])
def test_a_revision(server: GitServer, read: Read, revision: str) -> None:
    commit = git(server.folder / "owner" / "model.git", "rev-parse", revision)
    assert read(commit).documents[0].text == "old"
    assert read("v1").documents[0].text == "old"


def test_a_huge_text_is_cut(server: GitServer, read: Read) -> None:
    folder = server.folder / "owner" / "model.git"
    (folder / "LICENSE").write_text("x" * (2 * MAX_BYTES))
    git(folder, "commit", "-q", "-a", "-m", "third")
    snapshot = read()
    assert 0 < len(snapshot.documents[0].text) <= MAX_BYTES
    assert "too-large" in [p.kind for p in snapshot.problems]


def test_a_hook_of_the_user_does_not_disturb(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere")
    assert read().documents


def test_what_is_not_there(server: GitServer, read: Read) -> None:
    with pytest.raises(NotFoundError, match="no such revision"):
        read("v9")
    with pytest.raises(NotFoundError, match="no such revision"):
        read("f" * 40)
    with pytest.raises(NotFoundError, match="no repository"):
        read(path="owner/other.git")
    for status in (401, 403):
        server.status = status
        with pytest.raises(AccessError):
            read()
    server.status = 503
    with pytest.raises(UnavailableError):
        read()
    with pytest.raises(UnavailableError, match="offline"):
        read(offline=True)


def test_a_server_that_says_nothing(options: Callable[..., FetchOptions]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ref = parse_ref(f"git:http://127.0.0.1:{silent.getsockname()[1]}/x/y")
        with pytest.raises(UnavailableError, match="was silent"):
            collect(ref, options())
