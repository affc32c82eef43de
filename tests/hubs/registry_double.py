"""A container registry on loopback, and artefacts of every kind to put into one."""

import base64
import gzip
import io
import json
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.hubs.double import Asked, Double, Reply, as_json, ranged

OCI = "application/vnd.oci.image.manifest.v1+json"
DOCKER = "application/vnd.docker.distribution.manifest.v2+json"
INDEX = "application/vnd.oci.image.index.v1+json"


def digest(body: bytes) -> str:
    return f"sha256:{sha256(body).hexdigest()}"


@dataclass(frozen=True)
class Part:
    """A blob and what the manifest says of it."""

    media_type: str
    body: bytes
    annotations: Mapping[str, str] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        found = {"mediaType": self.media_type, "digest": digest(self.body), "size": len(self.body)}
        return {**found, "annotations": dict(self.annotations)} if self.annotations else found


@dataclass(frozen=True)
class Artefact:
    """What is pushed under a tag."""

    config: Part
    layers: Sequence[Part] = ()
    media_type: str = OCI
    annotations: Mapping[str, str] = field(default_factory=dict)

    def manifest(self) -> bytes:
        body = {
            "schemaVersion": 2,
            "mediaType": self.media_type,
            "config": self.config.described(),
            "layers": [layer.described() for layer in self.layers],
        }
        if self.annotations:
            body["annotations"] = dict(self.annotations)
        return json.dumps(body).encode()


def tar(files: Mapping[str, bytes], packed: bool = True) -> bytes:
    """A tar archive, with gzip unless told otherwise."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, body in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))
    return gzip.compress(stream.getvalue()) if packed else stream.getvalue()


def as_blob(value: Any) -> bytes:
    return json.dumps(value).encode()


class RegistryDouble(Double):
    """A registry like Docker Hub: tokens from a realm, blobs from another host."""

    def __init__(self) -> None:
        super().__init__()
        self.manifests: dict[str, tuple[str, bytes]] = {}
        """Type and body by `repository:reference`."""
        self.blobs: dict[str, bytes] = {}
        self.user: str | None = None
        """`name:password`, where a login is needed."""
        self.bearer = False
        self.realm = ""
        self.cdn = ""
        """Where blobs are redirected to."""

    def push(self, name: str, artefact: Artefact) -> str:
        for part in (artefact.config, *artefact.layers):
            self.blobs[digest(part.body)] = part.body
        body = artefact.manifest()
        self.manifests[name] = (artefact.media_type, body)
        self.manifests[f"{name.rpartition(':')[0]}:{digest(body)}"] = (artefact.media_type, body)
        return digest(body)

    def reply(self, asked: Asked) -> Reply:
        path = unquote(urlsplit(asked.path).path)
        given = asked.headers.get("authorization", "")
        basic = f"Basic {base64.b64encode((self.user or '').encode()).decode()}"
        if path == "/token":
            if self.user and given != basic:
                return Reply(status=401)
            scope = parse_qs(urlsplit(asked.path).query)["scope"][0]
            return as_json({"token": f"pass-{scope}"})
        needed = f"Bearer pass-repository:{self._repository(path)}:pull" if self.bearer else basic
        if (self.user or self.bearer) and given != needed:
            realm = self.realm or f"{self.url}/token"
            challenge = f'Bearer realm="{realm}",service="s"' if self.bearer else "Basic realm=x"
            return as_json({}, 401, WWW_Authenticate=challenge)
        return self._content(path, asked)

    @staticmethod
    def _repository(path: str) -> str:
        return path.removeprefix("/v2/").rpartition("/")[0].rpartition("/")[0]

    def _content(self, path: str, asked: Asked) -> Reply:
        name = path.rpartition("/")[2]
        if "/blobs/" in path:
            if self.cdn:
                return Reply(status=307, headers={"Location": f"{self.cdn}{asked.path}"})
            body = self.blobs.get(name)
            return ranged(asked, Reply(body)) if body is not None else Reply(status=404)
        found = self.manifests.get(f"{self._repository(path)}:{name}")
        if found is None:
            return as_json({"errors": [{"code": "MANIFEST_UNKNOWN"}]}, 404)
        media_type, body = found
        return Reply(body, 200, {"Content-Type": media_type, "Docker-Content-Digest": digest(body)})
