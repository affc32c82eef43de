"""Ollama: its registry, and the store that it keeps on this disk."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from licensecheck import disk
from licensecheck.cache.folders import expanded
from licensecheck.domain import ModelRef, Snapshot
from licensecheck.errors import RefError, UnavailableError
from licensecheck.hubs.about import About
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.decode import MAX_BYTES
from licensecheck.hubs.headers import HEADER_BYTES
from licensecheck.hubs.json_body import read_json
from licensecheck.hubs.oci import registry_at
from licensecheck.hubs.options import FetchOptions
from licensecheck.hubs.registry import REFERENCE, Layer, Manifest, Registry, read_manifest, verified
from licensecheck.hubs.revisions import one_revision
from licensecheck.hubs.times import TIME
from licensecheck.hubs.transport import Transport

PREFIXES = ("ollama:", "ollama://", "https://ollama.com/", "ollama.com/")

_EXAMPLE = "Write ollama:llama3.1:8b, ollama:user/model:tag or ollama:host/user/model:tag."
_HOST, _NAMESPACE, _TAG = "registry.ollama.ai", "library", "latest"
ABOUT = About(
    example="ollama:name:tag",
    addresses=("ollama://*", "https://ollama.com/library/*", "pkg:ollama/*"),
    aliases=lambda ref: [f"ollama:{ref.name}:{ref.revision or _TAG}"],
    of_models=True,
    has_owners=False,
)
_PART = r"[A-Za-z0-9_][\w.-]{0,127}"
_ADDRESS = re.compile(
    rf"(?:(?:(?P<host>{_PART}(?::\d{{1,5}})?)/)?(?P<namespace>{_PART})/)?(?P<model>{_PART})"
    rf"(?::(?P<tag>{_PART}))?(?:@(?P<at>[\w.:-]+))?"
)


def parse(address: str, revision: str | None) -> ModelRef:
    """`[[host/]user/]model[:tag]`, or a page's address; a host needs all three parts."""
    found = _ADDRESS.fullmatch(address.strip("/"))
    if not found:
        raise RefError(f"{address!r} is no model of Ollama.", remedy=_EXAMPLE)
    asked = found["at"] or found["tag"]
    at = one_revision(asked, revision, example=_EXAMPLE, pattern=REFERENCE)
    parts = [found["host"], found["namespace"], found["model"]]
    if parts[:2] == [None, _NAMESPACE]:
        parts = parts[2:]
    return ModelRef("ollama", "/".join(p for p in parts if p), at)


def collect(ref: ModelRef, options: FetchOptions) -> Snapshot:
    """Read a model of the registry; of the local store, where the registry cannot be asked."""
    from licensecheck.hubs.artifacts import read_artifact

    host, repository = _place(ref.name)
    base, egress = registry_at(host, ref, options)
    options.progress(f"asking {host} about {repository}")
    page = f"https://ollama.com/{repository}" if host == _HOST else None
    transport = Transport(options, egress)
    registry = Registry(transport, base, repository)
    try:
        return read_artifact(registry, registry.manifest(ref.revision or _TAG), ref, page)
    except UnavailableError:
        store = _Store.of_user()
        if store is None:
            raise
        manifest = store.manifest(host, repository, ref.revision or _TAG)
        if manifest is None:
            raise
        return read_artifact(store, manifest, ref, page)


def _place(name: str) -> tuple[str, str]:
    """Host and repository of a model's name."""
    parts = name.split("/")
    host = parts[0] if len(parts) == 3 else _HOST
    return host, "/".join([_NAMESPACE, *parts][-2:])


# --- The local store -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Store:
    """What `ollama pull` keeps: manifests by name, blobs by digest."""

    folder: Path

    @classmethod
    def of_user(cls) -> "_Store | None":
        """The store of whoever runs this; None for who has no home folder."""
        try:
            return cls(expanded(os.environ.get("OLLAMA_MODELS") or "~/.ollama/models"))
        except OSError:
            return None

    def manifest(self, host: str, repository: str, tag: str) -> Manifest | None:
        """The manifest of a model that was pulled; None where it was not."""
        path = self.folder / "manifests" / host / repository / tag
        try:
            body = disk.whole(path, MAX_BYTES)
            pulled = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime(TIME)
            digest = f"sha256:{sha256(body).hexdigest()}"
            return read_manifest(read_json(body), digest, pulled)
        except (OSError, ValueError, AttributeError, UnavailableError):
            return None

    def blobs(self, layers: Sequence[Layer], limit: int) -> list[HubAnswer | UnavailableError]:
        """The content of blobs, checked against their digests; of longer ones the beginning."""
        wrong = "{} is damaged in the store."
        return [verified(self._beginning(la, limit), la.digest, wrong) for la in layers]

    def headers(self, layers: Sequence[Layer]) -> list[HubAnswer | UnavailableError]:
        """The beginnings of blobs."""
        return [self._beginning(layer, HEADER_BYTES) for layer in layers]

    def _beginning(self, layer: Layer, limit: int) -> HubAnswer | UnavailableError:
        path = self.folder / "blobs" / layer.digest.replace(":", "-")
        try:
            body = disk.beginning(path, limit + 1)
        except OSError as error:
            return UnavailableError(f"{path.name} is not in the store: {error.strerror}.")
        return HubAnswer(str(path), 200, {}, body[:limit], cut=len(body) > limit)
