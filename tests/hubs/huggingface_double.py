"""A Hugging Face hub on loopback, as far as licensecheck asks it."""

from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.hubs.double import Asked, Double, Reply, as_json, ranged

_CACHE = "/api/resolve-cache/models/"
_LARGE = (".safetensors", ".gguf", ".bin")
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def blob_id(body: bytes) -> str:
    return sha1(b"blob %d\0" % len(body) + body, usedforsecurity=False).hexdigest()


@dataclass
class Model:
    """A model of the double."""

    files: dict[str, bytes]
    commit: str = COMMIT
    info: dict[str, Any] = field(default_factory=dict)
    """What else the API says of it."""
    readers: set[str] | None = None
    """Tokens that may read the files, where not everyone may."""
    private: bool = False
    unlisted: set[str] = field(default_factory=set)
    """Paths that are listed and missing."""


class HuggingFace(Double):
    """Models by id."""

    def __init__(self) -> None:
        super().__init__()
        self.models: dict[str, Model] = {}
        self.moved: dict[str, str] = {}
        self.sends_to_cache = False
        """True where small files lie at another address of the hub, as they do since 2025."""

    def reply(self, asked: Asked) -> Reply:
        path = urlsplit(asked.path).path
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if token == "expired":
            message = "Invalid credentials in Authorization header"
            return as_json({"error": message}, 401, X_Error_Message=message)
        if path.startswith("/api/models/"):
            return self._info(path.removeprefix("/api/models/"), token, asked.path)
        if path.startswith(_CACHE):
            name, _, rest = path.removeprefix(_CACHE).partition(f"/{COMMIT}/")
            return self._file(f"{name}/resolve/{COMMIT}/{rest}", token, asked)
        if self.sends_to_cache and not path.endswith(_LARGE):
            return self._cached(path.lstrip("/"))
        return self._file(path.lstrip("/"), token, asked)

    @staticmethod
    def _cached(path: str) -> Reply:
        """The address of a small file in the hub's own cache."""
        place = path.replace("/resolve/", "/")
        query = f"{path.replace('/', '%2F')}=&etag=%22x%22"
        return Reply(status=307, headers={"Location": f"{_CACHE}{place}?{query}"})

    def _info(self, rest: str, token: str, asked: str) -> Reply:
        name, _, revision = rest.partition("/revision/")
        if name in self.moved:
            return Reply(status=307, headers={"Location": f"/api/models/{self.moved[name]}"})
        model = self.models.get(name)
        if model is None or (model.private and token not in (model.readers or ())):
            if not token:  # without a code, as for a wrong password
                return as_json({"error": "Invalid username or password."}, 401)
            return as_json({}, 404, X_Error_Code="RepoNotFound")
        if revision and unquote(revision) not in {"main", model.commit, model.commit[:7]}:
            return as_json({}, 404, X_Error_Code="RevisionNotFound")
        blobs = "blobs" in parse_qs(urlsplit(asked).query)
        siblings = [
            {"rfilename": path, **({"size": len(body), "blobId": blob_id(body)} if blobs else {})}
            for path, body in model.files.items()
        ]
        known = {"id": name, "sha": model.commit, "gated": False, "private": model.private,
                 "tags": [], "siblings": siblings}  # fmt: skip
        return as_json({**known, **model.info}, ETag=f'"{model.commit}"')

    def _file(self, path: str, token: str, asked: Asked) -> Reply:
        name, _, rest = path.partition("/resolve/")
        commit, _, file = unquote(rest).partition("/")
        model = self.models.get(name)
        if model is None:
            return as_json({}, 404 if token else 401, X_Error_Code="RepoNotFound")
        if model.readers is not None and token not in model.readers:
            return as_json({}, 403 if token else 401, X_Error_Code="GatedRepo")
        known = commit in {model.commit, "main"}
        if file not in model.files or file in model.unlisted or not known:
            return as_json({}, 404, X_Error_Code="EntryNotFound", X_Repo_Commit=model.commit)
        headers = {"X-Repo-Commit": model.commit, "ETag": f'"{blob_id(model.files[file])}"'}
        return ranged(asked, Reply(model.files[file], headers=headers))
