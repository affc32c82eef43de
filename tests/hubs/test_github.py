"""GitHub: what is read, and what is done when it fails."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from licensecheck.domain import Origin, Snapshot
from licensecheck.errors import (
    AccessError,
    CollectError,
    NotFoundError,
    UnavailableError,
)
from licensecheck.hubs import FetchOptions, collect, parse_ref
from tests.hubs import double
from tests.hubs.faults import told
from tests.hubs.git_double import GitServer, begun
from tests.hubs.github_double import GitHub, Repository
from tests.hubs.huggingface_double import COMMIT

FILES = {
    "README.md": b"# Model\n",
    "LICENSE": b"Free.\n",
    "MODEL_LICENSE": b"Not free.\n",
    "model.safetensors": b"\0" * 100,
    "sub/LICENSE": b"Other.\n",
    "sub/README.md": b"# Part\n",
}
Read = Callable[..., Snapshot]


@pytest.fixture
def github() -> Iterator[GitHub]:
    with GitHub() as hub:
        hub.repositories["owner/repo"] = Repository(dict(FILES))
        yield hub


@pytest.fixture
def read(github: GitHub, options: Callable[..., FetchOptions]) -> Read:
    def run(
        text: str = "github:owner/repo", revision: str | None = None, **changes: object
    ) -> Snapshot:
        endpoints = {"github": f"{github.url}/api", "github-raw": f"{github.url}/raw",
                     "github-server": "http://127.0.0.1:1"}  # fmt: skip
        endpoints.update(changes.pop("also", {}))  # type: ignore[call-overload]
        return collect(parse_ref(text, revision), options(endpoints=endpoints, **changes))

    return run


def test_the_size_of_what_may_be_a_pointer_to_weights_is_not_known(
    github: GitHub, read: Read
) -> None:
    files = {"a.pth": b"p" * 134, "link.pth": b"../" * 45, "b.pth": b"w" * 900, "c.txt": b"t" * 134}
    github.repositories["owner/repo"] = Repository(files, links={"link.pth"})
    sizes = {file.path: file.size for file in read().files}
    assert sizes == {"a.pth": None, "link.pth": 135, "b.pth": 900, "c.txt": 134}


def test_a_repository_at_one_commit(github: GitHub, read: Read) -> None:
    github.repositories["owner/repo"].info = {"license": {"spdx_id": "MIT"}, "topics": ["llm"]}
    snapshot = read()
    assert (snapshot.revision, snapshot.origin) == (COMMIT, Origin.HUB)
    assert {(d.path, d.component) for d in snapshot.documents} == {
        ("README.md", "model"),
        ("LICENSE", "model"),
        ("MODEL_LICENSE", "weights"),
        ("sub/LICENSE", "model"),
        ("sub/README.md", "model"),
    }
    assert snapshot.documents[0].url == f"http://127.0.0.1:1/owner/repo/blob/{COMMIT}/LICENSE"
    assert snapshot.metadata.licenses == ("MIT",)
    assert snapshot.files_complete
    assert snapshot.problems == ()
    assert len([p for p in github.paths() if p.startswith("/api")]) == 3


def test_a_folder(read: Read) -> None:
    snapshot = read("github:owner/repo/sub")
    assert [d.path for d in snapshot.documents] == ["LICENSE", "README.md"]
    with pytest.raises(NotFoundError, match="no folder"):
        read("github:owner/repo/absent")


def test_links_lead_to_files_of_the_repository_only(github: GitHub, read: Read) -> None:
    repository = github.repositories["owner/repo"]
    repository.files |= {"sub/COPYING": b"../LICENSE", "NOTICE": b"/etc/passwd", "EULA": b"../../x"}
    repository.links = {"sub/COPYING", "NOTICE", "EULA"}
    snapshot = read()
    assert {d.path: d.text for d in snapshot.documents}["sub/COPYING"] == "Free.\n"
    assert told(snapshot.problems) == [("missing", "EULA", True), ("missing", "NOTICE", False)]


def test_an_incomplete_file_list_hides_terms(github: GitHub, read: Read) -> None:
    github.repositories["owner/repo"].truncated = True
    snapshot = read()
    assert not snapshot.files_complete
    assert told(snapshot.problems) == [("unavailable", "file list", True)]


def test_what_is_not_there(github: GitHub, read: Read) -> None:
    with pytest.raises(NotFoundError, match="or it is private"):
        read("github:owner/other")
    with pytest.raises(NotFoundError, match="no revision v9"):
        read(revision="v9")
    with pytest.raises(AccessError):
        read(token="expired")
    github.repositories["owner/repo"].empty = True
    with pytest.raises(CollectError, match="empty"):
        read()


def test_a_renamed_repository_is_followed(github: GitHub, read: Read) -> None:
    github.moved["old/repo"] = "owner/repo"
    assert read("github:old/repo").revision == COMMIT


def test_the_token_goes_to_the_api_only(github: GitHub, read: Read) -> None:
    github.repositories["owner/repo"].readers = {"friend"}
    with double_of(github) as raw:
        snapshot = read(token="friend", also={"github-raw": f"{raw.url}/raw"})
        assert len(snapshot.documents) == 5
        assert raw.asked == []
    assert {a.headers["authorization"] for a in github.asked} == {"Bearer friend"}


def double_of(hub: GitHub) -> GitHub:
    other = GitHub()
    other.repositories = hub.repositories
    return other


LIMIT = double.status(403, x_ratelimit_remaining="0", x_ratelimit_reset="1764000000")


def test_when_the_limit_is_used_up_git_reads_the_repository(
    github: GitHub, read: Read, tmp_path: Path
) -> None:
    folder = tmp_path / "served" / "owner" / "repo.git"
    folder.mkdir(parents=True)
    (folder / "LICENSE").write_text("By git.\n")
    begun(folder)
    github.faults.append(("/api/", LIMIT))
    with GitServer(tmp_path / "served") as server:
        snapshot = read(also={"github-server": server.url}, deadline=20.0)
    assert [d.text for d in snapshot.documents] == ["By git.\n"]
    assert snapshot.ref.hub == "github"


def test_when_git_cannot_help_either_the_limit_is_what_is_told(github: GitHub, read: Read) -> None:
    github.faults.append(("/api/", LIMIT))
    with pytest.raises(UnavailableError, match="used up until 16:00 UTC") as error:
        read()
    assert "GITHUB_TOKEN" in error.value.remedy
