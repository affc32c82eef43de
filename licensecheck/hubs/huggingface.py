"""Hugging Face and hubs that speak its protocol.

Hugging Face's own library says what its answers mean, where its cache is and which token is meant.
The bytes come through our transport: the library's downloads obey any `Retry-After`, start anew
whenever a byte arrives, and fall back to a stale file without saying so.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from licensecheck.errors import (
    AccessError,
    CollectError,
    NotFoundError,
    RefError,
    UnavailableError,
)
from licensecheck.hubs import local
from licensecheck.hubs.answers import Answer
from licensecheck.hubs.assemble import Reason, refused, snapshot, stale, texts, too_many, when
from licensecheck.hubs.decode import MAX_BYTES
from licensecheck.hubs.files import wanted, with_headers
from licensecheck.hubs.headers import header_cards, header_request
from licensecheck.hubs.hf_metadata import metadata, metadata_card
from licensecheck.hubs.listing import Listed, entries, sound_path, sound_size
from licensecheck.hubs.options import FetchOptions
from licensecheck.hubs.transport import NotCachedError, Request, Transport
from licensecheck.types import (
    DocumentKind,
    ModelRef,
    Origin,
    Problem,
    ProblemKind,
    Snapshot,
)

PREFIXES = (
    "hf:",
    "hf://",
    "huggingface:",
    "pkg:huggingface/",
    "https://huggingface.co/",
    "https://hf.co/",
    "huggingface.co/",
    "hf.co/",
)

_EXAMPLE = "Write org/name or org/name@revision, such as openai/gpt-oss-20b@main."
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}")
_REVISION = re.compile(r"[\w][\w./+-]{0,199}")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_ON = {"1", "true", "yes", "on"}


def parse(address: str, revision: str | None) -> ModelRef:
    """`org/name[@revision]`, also as the rest of a purl or of a page's address."""
    path, _, at = re.split(r"[?#]", address, maxsplit=1)[0].partition("@")
    parts = unquote(path).strip("/").split("/")
    if parts[0] == "models":
        del parts[0]
    if parts[:1] and parts[0] in {"datasets", "spaces"}:
        raise RefError(f"{address!r} is no model but one of Hugging Face's {parts[0]}.")
    # .../tree/main, .../blob/main/LICENSE, .../resolve/<commit>/config.json
    if len(parts) > 3 and parts[2] in {"tree", "blob", "resolve", "commit"}:
        at, parts = at or parts[3], parts[:2]
    at = unquote(at)
    if not 1 <= len(parts) <= 2 or not all(map(_valid, parts)):
        raise RefError(f"{address!r} is no model of Hugging Face.", remedy=_EXAMPLE)
    if at and not (_REVISION.fullmatch(at) and ".." not in at):
        raise RefError(f"{at!r} is no revision.", remedy=_EXAMPLE)
    if at and revision and at != revision:
        raise RefError(f"Two revisions are asked for: {at} and {revision}.", remedy="Give one.")
    return ModelRef("huggingface", "/".join(parts), revision or at or None)


def _valid(part: str) -> bool:
    """True for what Hugging Face allows as an organisation or a name."""
    return bool(_NAME.fullmatch(part)) and ".." not in part and "--" not in part


def collect(ref: ModelRef, options: FetchOptions) -> Snapshot:
    """Read a model of Hugging Face at one commit.

    Offline, what an earlier run kept is read, else what is in Hugging Face's own cache.
    """
    if os.environ.get("HF_HUB_OFFLINE", "").lower() in _ON:
        options = replace(options, offline=True)
    endpoint = options.endpoint("huggingface", "HF_ENDPOINT", "https://huggingface.co")
    with Transport(options) as transport:
        hub = _Hub(transport, endpoint, _authorization(options))
        try:
            return _read(hub, ref, options)
        except NotCachedError as error:
            if (found := _from_library_cache(ref, options)) is not None:
                return found
            raise UnavailableError(
                f"Nothing of {ref} is on this disk, and the hub is not asked offline.",
                remedy="Run once without --offline, or name a folder.",
            ) from error


def _authorization(options: FetchOptions) -> str | None:
    """What the hub is told about who asks."""
    token = options.token or os.environ.get("HF_TOKEN", "").strip()
    if not token and not options.offline:
        from huggingface_hub import get_token

        token = get_token() or ""
    return f"Bearer {token}" if token else None


# --- The hub's API -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Hub:
    transport: Transport
    endpoint: str
    authorization: str | None

    def info(self, ref: ModelRef) -> Answer:
        """The hub's description of a model, at a revision."""
        url = f"{self.endpoint}/api/models/{ref.name}"
        if ref.revision:
            url += f"/revision/{quote(ref.revision, safe='')}"
        pinned = bool(_COMMIT.fullmatch(ref.revision or ""))
        # `blobs` adds size and hash of every file.
        request = Request(f"{url}?blobs=true", authorization=self.authorization, immutable=pinned)
        return self.transport.get(request)

    def url(self, name: str, commit: str, path: str) -> str:
        """Address of a file at a commit."""
        from huggingface_hub import hf_hub_url

        return hf_hub_url(name, path, revision=commit, endpoint=self.endpoint)

    def texts(self, urls: Iterable[str]) -> list[Answer | UnavailableError]:
        """The beginnings of files, as far as we read."""
        return self.transport.all(
            [
                Request(url, None, self.authorization, limit=MAX_BYTES, cut=True, immutable=True)
                for url in urls
            ]
        )

    def headers(self, urls: Iterable[str]) -> list[Answer | UnavailableError]:
        """The beginnings of model files, as far as a header goes."""
        return self.transport.all([header_request(url, self.authorization) for url in urls])


def _read(hub: _Hub, ref: ModelRef, options: FetchOptions) -> Snapshot:
    options.progress(f"asking Hugging Face about {ref.name}")
    answer = hub.info(ref)
    if (error := _refusal(answer)) is not None:
        raise _translated(error, ref, hub) from error
    info = answer.json()
    commit, name = info.get("sha"), info.get("id") or ref.name
    if not (isinstance(commit, str) and _COMMIT.fullmatch(commit) and _is_model_id(name)):
        raise UnavailableError(f"{hub.endpoint} does not say which commit {ref.name} is at.")
    listed = _listed(info.get("siblings"))
    chosen, left_out = wanted((path, file.size) for path, file in listed.items())
    options.progress(f"reading {len(chosen)} files of {name}")
    documents, problems = texts(
        chosen,
        hub.texts(hub.url(name, commit, file.path) for file in chosen),
        listed,
        page=lambda path: f"{hub.endpoint}/{name}/blob/{commit}/{quote(path)}",
        refusal=lambda answer: _refused(answer, commit),
    )
    problems += too_many(left_out)
    has_card = any(d.kind is DocumentKind.CARD for d in documents)
    if not has_card and (card := metadata_card(info, answer.url)) is not None:
        documents.append(card)
    models = with_headers(listed)
    documents += header_cards(models, hub.headers(hub.url(name, commit, m) for m in models))
    has_list = isinstance(info.get("siblings"), list)
    if not has_list:
        message = "The hub does not list the files: none of them was read."
        problems.append(Problem(ProblemKind.UNAVAILABLE, "siblings", message))
    return snapshot(
        ref,
        revision=commit,
        **when(answer.stored_at),
        documents=documents,
        files=entries(listed),
        files_complete=has_list,
        metadata=metadata(info),
        problems=problems,
    )


def _is_model_id(name: object) -> bool:
    """True for a model's id: it comes from the hub and goes into addresses."""
    return isinstance(name, str) and all(map(_valid, name.split("/"))) and name.count("/") < 2


def _refusal(answer: Answer) -> Exception | None:
    """What an answer means that is no success, as the library's exception."""
    import httpx2
    from huggingface_hub import hf_raise_for_status
    from huggingface_hub.errors import HfHubHTTPError

    request = httpx2.Request("GET", answer.url)
    response = httpx2.Response(answer.status, headers=dict(answer.headers), request=request)
    try:
        hf_raise_for_status(response)
    except HfHubHTTPError as error:
        return error
    return None


def _translated(error: Exception, ref: ModelRef, hub: _Hub) -> CollectError:
    """Our error for the library's, about a whole model."""
    from huggingface_hub import errors as hf

    sign_in = "If it is private, set HF_TOKEN to a token that may read it."
    status = error.response.status_code if isinstance(error, hf.HfHubHTTPError) else 0
    match error, status:
        case hf.GatedRepoError(), _:  # before its base class: gated is not missing
            remedy = f"Accept the terms at {hub.endpoint}/{ref.name}, and set HF_TOKEN."
            return AccessError(f"{ref.name} is gated.", remedy=remedy)
        case hf.RevisionNotFoundError(), _:
            message = f"{ref.name} has no revision {ref.revision}."
            return NotFoundError(message, remedy="Check branch, tag or commit.")
        case (hf.RepositoryNotFoundError(), _) | (_, 404 | 410):
            message = f"There is no model {ref.name}, or it is private."
            return NotFoundError(message, remedy=f"Check the spelling. {sign_in}")
        case hf.DisabledRepoError(), _:
            return AccessError(f"{ref.name} was disabled by the hub.")
        case _, 401 | 403:
            remedy = "Check HF_TOKEN: it may be mistyped or expired."
            message = f"{ref.name} may not be read ({status})."
            return AccessError(message, remedy=remedy if hub.authorization else sign_in)
    return UnavailableError(f"{hub.endpoint} answered {status}.", remedy="Try again later.")


# --- Its files -----------------------------------------------------------------------------------


def _listed(siblings: object) -> dict[str, Listed]:
    """The hub's files by path; entries without a sound path are dropped."""
    found = siblings if isinstance(siblings, list) else []
    entries = [entry for entry in found if isinstance(entry, dict)]
    return {
        path: Listed(sound_size(entry.get("size")), *_hashes(entry))
        for entry in entries
        if (path := sound_path(entry.get("rfilename")))
    }


def _hashes(entry: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Git's id of a file, or the SHA-256 of one in large file storage."""
    lfs = entry.get("lfs")
    if isinstance(lfs, dict) and isinstance(lfs.get("sha256"), str):
        return None, lfs["sha256"]
    blob = entry.get("blobId")
    return (blob if isinstance(blob, str) and _COMMIT.fullmatch(blob) else None), None


def _refused(answer: Answer, commit: str) -> Reason | None:
    """What an answer means that is not the file."""
    from huggingface_hub import errors as hf

    if answer.headers.get("x-repo-commit", commit) != commit:
        return ProblemKind.UNAVAILABLE, "The hub sent it from another commit: try again."
    if isinstance(_refusal(answer), hf.GatedRepoError):
        message = "It can be read only after accepting the terms: set HF_TOKEN once you have."
        return ProblemKind.GATED, message
    return refused(answer)


# --- Offline -------------------------------------------------------------------------------------


def _from_library_cache(ref: ModelRef, options: FetchOptions) -> Snapshot | None:
    """What Hugging Face's library downloaded of a model; None if nothing."""
    home = os.environ.get("HF_HOME") or "~/.cache/huggingface"
    cache = os.environ.get("HF_HUB_CACHE") or os.path.join(home, "hub")
    folder = Path(cache).expanduser() / ("models--" + ref.name.replace("/", "--"))
    commit = local.cached_commit(folder, ref.revision or "main")
    if commit is None:
        return None
    found = local.collect(ModelRef("local", str(folder / "snapshots" / commit)), options)
    return replace(
        found,
        ref=ref,
        origin=Origin.CACHE,
        problems=tuple(sorted({*found.problems, stale()})),
    )
