"""ModelScope: what is read, and what is done when it fails."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from licensecheck.domain import Snapshot
from licensecheck.errors import AccessError, NotFoundError
from licensecheck.hubs import FetchOptions, collect, parse_ref
from tests.hubs.double import Asked, Double, Reply, as_json, ranged
from tests.hubs.faults import told
from tests.hubs.huggingface_double import COMMIT
from tests.hubs.test_headers import gguf, text

NAME = "owner/name"
Read = Callable[..., Snapshot]


class ModelScope(Double):
    """One model, in the shapes that ModelScope's own client parses."""

    def __init__(self) -> None:
        super().__init__()
        self.files = {
            "README.md": b"---\nlicense: mit\n---\n",
            "LICENSE": b"Free.\n",
            "m.gguf": gguf(("general.license", 8, text("llama3"))),
        }
        self.info: dict[str, Any] = {"license": "Apache License 2.0", "tags": ["a", 3]}
        self.more: list[Any] = [{"Type": "tree", "Path": "sub"}]

    def reply(self, asked: Asked) -> Reply:
        parts = urlsplit(asked.path)
        query = {k: v[0] for k, v in parse_qs(parts.query).items()}
        if asked.headers.get("authorization") == "Bearer expired":
            return as_json({}, 401)
        if parts.path == f"/openapi/v1/models/{NAME}":
            return as_json({"success": True, "data": self.info})
        if not parts.path.startswith(f"/api/v1/models/{NAME}/repo"):
            return as_json({"success": False, "message": "no such model"}, 404)
        if query["Revision"] not in {"master", "v1", COMMIT}:
            return as_json({"Code": 10010205001, "Message": "no such revision"})
        if parts.path.endswith("/files"):
            listed = [
                {"Path": p, "Type": "blob", "Size": len(b), "Sha256": sha256(b).hexdigest(),
                 "Revision": COMMIT, "CommittedDate": 1}
                for p, b in self.files.items()
            ]  # fmt: skip
            return as_json({"Code": 200, "Data": {"Files": [*listed, *self.more]}})
        body = self.files.get(query["FilePath"])
        return ranged(asked, Reply(body)) if body is not None else Reply(status=404)


@pytest.fixture
def hub() -> Iterator[ModelScope]:
    with ModelScope() as server:
        yield server


@pytest.fixture
def read(hub: ModelScope, options: Callable[..., FetchOptions]) -> Read:
    def run(name: str = NAME, revision: str | None = None, **changes: object) -> Snapshot:
        endpoints = {"modelscope": hub.url}
        return collect(
            parse_ref(f"modelscope:{name}", revision), options(endpoints=endpoints, **changes)
        )

    return run


def test_a_model(read: Read) -> None:
    snapshot = read()
    assert snapshot.revision == COMMIT
    assert {d.path: d.text for d in snapshot.documents if d.path != "m.gguf (header)"} == {
        "LICENSE": "Free.\n",
        "README.md": "---\nlicense: mit\n---\n",
    }
    assert [c.licenses for c in snapshot.cards] == [("mit",), ("llama3",)]
    assert snapshot.metadata.licenses == ("Apache License 2.0",)
    assert snapshot.files_complete
    assert snapshot.problems == ()


def test_a_list_that_may_have_been_cut_is_not_taken_for_whole(hub: ModelScope, read: Read) -> None:
    hub.more = [{"Path": f"f{i}", "Type": "blob"} for i in range(3000)]
    snapshot = read()
    assert not snapshot.files_complete
    assert told(snapshot.problems) == [("unavailable", "file list", True)]


def test_what_is_not_there(read: Read) -> None:
    with pytest.raises(NotFoundError):
        read("owner/other")
    with pytest.raises(NotFoundError):
        read(revision="v9")
    with pytest.raises(AccessError):
        read(token="expired")


def test_a_file_that_changed_behind_the_list_is_not_taken(hub: ModelScope, read: Read) -> None:
    read()
    listed = hub.reply(Asked(f"/api/v1/models/{NAME}/repo/files?Revision=master", {}))
    hub.files["LICENSE"] = b"Other.\n"
    hub.faults.append(("/repo/files", lambda handler, _: handler.send(listed)))
    assert told(read().problems) == [("unavailable", "LICENSE", True)]
