"""GitHub on loopback: its API and its raw files."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.hubs.double import Asked, Double, Reply, as_json
from tests.hubs.huggingface_double import COMMIT, blob_id


@dataclass
class Repository:
    """A repository of the double."""

    files: dict[str, bytes]
    links: set[str] = field(default_factory=set)
    """Paths that are symbolic links; their content is the target."""
    info: dict[str, Any] = field(default_factory=dict)
    readers: set[str] | None = None
    truncated: bool = False
    empty: bool = False


class GitHub(Double):
    """Repositories by owner/name; the API is at /api, raw files at /raw."""

    def __init__(self) -> None:
        super().__init__()
        self.repositories: dict[str, Repository] = {}
        self.moved: dict[str, str] = {}

    def reply(self, asked: Asked) -> Reply:
        path = unquote(urlsplit(asked.path).path)
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if token == "expired":
            return as_json({"message": "Bad credentials"}, 401)
        api = re.fullmatch(r"/api/repos/([^/]+/[^/]+)(.*)", path)
        raw = re.fullmatch(r"/raw/([^/]+/[^/]+)/([^/]+)/(.+)", path)
        found = api or raw
        if not found:
            return Reply(status=404)
        name = found[1]
        if name in self.moved:
            new = asked.path.replace(name, self.moved[name])
            return Reply(status=301, headers={"Location": new})
        repository = self.repositories.get(name)
        if repository is None or (repository.readers and token not in repository.readers):
            return as_json({"message": "Not Found"}, 404)
        if raw:
            return self._content(repository, raw[3]) if raw[2] == COMMIT else Reply(status=404)
        return self._api(repository, name, found[2])

    def _api(self, repository: Repository, name: str, path: str) -> Reply:
        if path == "":
            known = {
                "full_name": name,
                "default_branch": "main",
                "private": bool(repository.readers),
            }
            return as_json({**known, **repository.info}, ETag='"1"')
        if path.startswith("/commits/"):
            if repository.empty:
                return as_json({"message": "Git Repository is empty."}, 409)
            known_revision = path.removeprefix("/commits/") in {"main", "v1", "feature/x", COMMIT}
            return Reply(COMMIT.encode()) if known_revision else as_json({}, 422)
        if path.startswith("/git/trees/"):
            tree = [
                {"path": p, "type": "blob", "sha": blob_id(b), "size": len(b),
                 "mode": "120000" if p in repository.links else "100644"}
                for p, b in repository.files.items()
            ]  # fmt: skip
            folder = {"path": "sub", "type": "tree", "mode": "040000", "sha": "0" * 40}
            module = {"path": "m", "type": "commit", "mode": "160000", "sha": "0" * 40}
            return as_json({"tree": [folder, module, *tree], "truncated": repository.truncated})
        return self._content(repository, path.removeprefix("/contents/"))

    def _content(self, repository: Repository, path: str) -> Reply:
        if path not in repository.files:
            return as_json({}, 404)
        return Reply(repository.files[path])
