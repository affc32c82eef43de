"""Container registries: manifests and blobs, with what they need to be allowed and trusted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import new, sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

from licensecheck.errors import AccessError, CollectError, NotFoundError, UnavailableError
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.egress import may_grant
from licensecheck.hubs.headers import HEADER_BYTES
from licensecheck.hubs.lenient import named, table, tables
from licensecheck.hubs.transport import Request, Transport

DIGEST = re.compile(r"sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}")
REFERENCE = re.compile(rf"{DIGEST.pattern}|\w[\w.-]{{0,127}}")
"""A digest or a tag."""
TOKEN_BYTES = 100_000
"""What a token service may answer; Docker Hub's tokens have 3 KB, and a header no more than 8."""
MANIFEST_BYTES = 4_000_000
"""What registries themselves accept as the largest manifest."""

_INDEXES = {
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
}
# All four, always: without Docker's type some registries convert a manifest to an old one, or fail.
_ACCEPT = ", ".join(
    [
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
        *sorted(_INDEXES),
    ]
)


@dataclass(frozen=True, slots=True)
class Layer:
    """One blob that a manifest names."""

    media_type: str
    digest: str
    size: int
    annotations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an artefact is made of."""

    digest: str
    config: Layer
    layers: tuple[Layer, ...]
    annotations: Mapping[str, str]
    stored_at: str | None = None
    """When it was asked for, where that was not now."""


def holds(digest: str, body: bytes) -> bool:
    """True where a digest as registries write it is that of the content."""
    name, _, value = digest.partition(":")
    return bool(DIGEST.fullmatch(digest)) and new(name, body).hexdigest() == value


def read_manifest(body: Mapping[str, Any], digest: str, stored_at: str | None = None) -> Manifest:
    """A manifest from its JSON; raises `UnavailableError` where it is none."""
    layers = body.get("layers")
    config = _layer(body.get("config"))
    if config is None or not isinstance(layers, list):
        message = "The registry's answer is no manifest of an image or artefact."
        raise UnavailableError(message, remedy="Artefacts of the old schema 1 are not read.")
    found = tuple(layer for entry in layers if (layer := _layer(entry)) is not None)
    return Manifest(digest, config, found, named(body.get("annotations")), stored_at)


def _layer(entry: object) -> Layer | None:
    said = table(entry)
    media_type, digest, size = (said.get(key) for key in ("mediaType", "digest", "size"))
    if not (isinstance(digest, str) and DIGEST.fullmatch(digest) and isinstance(size, int)):
        return None
    return Layer(str(media_type), digest, size, named(said.get("annotations")))


class Registry:
    """One repository of one registry."""

    def __init__(
        self, transport: Transport, base: str, repository: str, credentials: str | None = None
    ) -> None:
        """`base` is the registry's address; `credentials` a Basic header, sent when asked for."""
        self._transport = transport
        self._base = base
        self._repository = repository
        self._repository_url = f"{base}/v2/{repository}"
        self._credentials = credentials
        self._authorization: str | None = None

    def manifest(self, reference: str) -> Manifest:
        """The manifest of a tag or digest; of an index, that for this kind of machine."""
        answer = self._manifest(reference)
        body = answer.json()
        digest = (
            answer.headers.get("docker-content-digest")
            or f"sha256:{sha256(answer.body).hexdigest()}"
        )
        if body.get("mediaType") in _INDEXES or "manifests" in body:
            body = self._manifest(_chosen(body)).json()
        return read_manifest(body, digest, answer.stored_at)

    def _manifest(self, reference: str) -> HubAnswer:
        pinned = bool(DIGEST.fullmatch(reference))
        answer = self._get(
            Request(
                f"{self._repository_url}/manifests/{reference}",
                {"Accept": _ACCEPT},
                within=self._repository_url,
                limit=MANIFEST_BYTES,
                immutable=pinned,
            )
        )
        if answer.status != 200:
            raise self._refusal(answer, reference)
        digest = reference if pinned else answer.headers.get("docker-content-digest")
        if digest and not holds(digest, answer.body):
            raise UnavailableError(f"{self._base} sent another manifest than {digest}.")
        return answer

    def blobs(self, layers: Sequence[Layer], limit: int) -> list[HubAnswer | UnavailableError]:
        """The content of blobs, checked against their digests; of longer ones the beginning."""
        answers = self._all([self._blob(layer, None, limit) for layer in layers])
        wrong = "What the registry sent is not {}"
        return [verified(a, la.digest, wrong) for a, la in zip(answers, layers, strict=True)]

    def headers(self, layers: Sequence[Layer]) -> list[HubAnswer | UnavailableError]:
        """The beginnings of blobs, which no digest can be checked against."""
        ranged = {"Range": f"bytes=0-{HEADER_BYTES - 1}"}
        return self._all([self._blob(layer, ranged, HEADER_BYTES) for layer in layers])

    def _blob(self, layer: Layer, headers: dict[str, str] | None, limit: int) -> Request:
        """A layer's other addresses (`urls`) are not asked: they lead anywhere."""
        within = self._repository_url
        url = f"{within}/blobs/{layer.digest}"
        return Request(url, headers, within=within, limit=limit, cut=True, immutable=True)

    def _all(self, requests: Sequence[Request]) -> list[HubAnswer | UnavailableError]:
        return self._transport.all([self._signed(request) for request in requests])

    def _get(self, request: Request) -> HubAnswer:
        """An answer, with the authorization that the registry asks for."""
        answer = self._transport.get(self._signed(request))
        if answer.status == 401 and not self._authorization:
            self._authorization = self._allowed(answer)
            if self._authorization:
                answer = self._transport.get(self._signed(request))
        return answer

    def _signed(self, request: Request) -> Request:
        who = self._credentials or "anonymous"
        return replace(request, authorization=self._authorization, identity=who)

    def _allowed(self, answer: HubAnswer) -> str | None:
        """What to send, for the challenge in an answer."""
        kind, _, rest = answer.headers.get("www-authenticate", "").partition(" ")
        if kind.lower() == "basic":
            return self._credentials
        values = dict(re.findall(r'\b(\w{1,40})="([^"]{0,1000})"', rest))
        realm = values.get("realm", "")
        granted = may_grant(self._base, realm, credentials=bool(self._credentials))
        if kind.lower() != "bearer" or not granted:
            return None
        query = {"scope": f"repository:{self._repository}:pull"}
        if service := values.get("service"):
            query["service"] = service
        url = f"{realm}{'&' if '?' in realm else '?'}{urlencode(query)}"
        found = self._transport.get(
            Request(url, None, self._credentials, limit=TOKEN_BYTES, secret=True)
        )
        body = found.json() if found.status == 200 else {}
        token = body.get("token") or body.get("access_token")
        return f"Bearer {token}" if isinstance(token, str) else None

    def _refusal(self, answer: HubAnswer, reference: str) -> CollectError:
        """Our error for an answer that is no manifest."""
        name = f"{urlsplit(self._base).netloc}/{self._repository}"
        if answer.status in {401, 403}:
            return AccessError(
                f"{name} does not exist or may not be read ({answer.status}).",
                remedy="Check the spelling; if it is private, run `docker login` first.",
            )
        if answer.status == 404:
            return NotFoundError(f"There is no {name}:{reference}.", remedy="Check name and tag.")
        return UnavailableError(f"{name}: the registry answered {answer.status}.")


def _chosen(index: Mapping[str, Any]) -> str:
    """Digest of the manifest for Linux on x86-64, else of the first that is no attestation."""
    found: list[tuple[bool, str]] = []
    for entry in tables(index.get("manifests")):
        if DIGEST.fullmatch(str(entry.get("digest"))):
            platform = named(entry.get("platform"))
            wanted = (platform.get("os"), platform.get("architecture")) == ("linux", "amd64")
            if platform.get("os") != "unknown":
                found.append((not wanted, entry["digest"]))
    if not found:
        raise UnavailableError("The registry's index names no manifest.")
    return min(found, key=lambda entry: entry[0])[1]


def verified(
    answer: HubAnswer | UnavailableError, digest: str, wrong: str
) -> HubAnswer | UnavailableError:
    """The content of a blob; an error where it has another digest, which `wrong` is to name."""
    if isinstance(answer, UnavailableError) or answer.status not in {200, 206}:
        return answer
    if answer.cut or holds(digest, answer.body):
        return answer
    return UnavailableError(wrong.format(f"{digest[:19]}…"))
