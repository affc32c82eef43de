"""Hugging Face and hubs that speak its protocol.

Hugging Face's own library says which token is meant. The bytes come through our transport: the
library's downloads obey any `Retry-After`, start anew whenever a byte arrives, and fall back to a
stale file without saying so.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from licensecheck.cache.folders import expanded
from licensecheck.domain import (
    Document,
    DocumentKind,
    ModelRef,
    Origin,
    Problem,
    ProblemKind,
    Snapshot,
)
from licensecheck.errors import RefError, UnavailableError
from licensecheck.hubs import local
from licensecheck.hubs.about import About
from licensecheck.hubs.answers import says_public
from licensecheck.hubs.assemble import snapshot, stale, texts, when
from licensecheck.hubs.egress import Egress
from licensecheck.hubs.hf_client import Hub, listed_files, refusal, refused_at, refused_link
from licensecheck.hubs.hf_metadata import metadata, metadata_card, troubles
from licensecheck.hubs.layouts import cached_commit
from licensecheck.hubs.linked import HubFile, as_licence, unread_places
from licensecheck.hubs.listing import ListedFile, entries, is_whole
from licensecheck.hubs.options import FetchOptions
from licensecheck.hubs.revisions import COMMIT, one_revision
from licensecheck.hubs.transport import NotCachedError, Transport

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
ABOUT = About(
    example="org/name or hf:name (Hugging Face)",
    page="https://huggingface.co/{name}",
    files="https://huggingface.co/{name}/blob/{revision}/",
    purl="huggingface",
    addresses=(
        "hf://*",
        "https://huggingface.co/*/*",
        "http://huggingface.co/*/*",
        "huggingface.co/*/*",
        "https://hf.co/*/*",
        "hf.co/*/*",
        "git@huggingface.co:*",
        "git@hf.co:*",
        "git+https://huggingface.co/*/*",
        "git+https://hf.co/*/*",
        "ssh://git@hf.co/*",
        "git+ssh://git@hf.co/*",
        "pkg:huggingface/*",
    ),
    aliases=lambda ref: [ref.name, f"hf:{ref.name}", f"{ref.name}@{ref.revision}"],
    of_models=True,
    gates_take=("user name", "e-mail address"),
    names_own_bases=True,
)

_EXAMPLE = "Write org/name or org/name@revision, such as openai/gpt-oss-20b@main."
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}")
_ON = {"1", "true", "yes", "on"}


_NO_MODELS = frozenset({"datasets", "spaces", "collections", "papers", "blog", "docs", "posts"})
"""What stands first in addresses of other things."""


def parse(address: str, revision: str | None) -> ModelRef:
    """`org/name[@revision]`, also as the rest of a purl or of a page's address."""
    path, _, asked = re.split(r"[?#]", address, maxsplit=1)[0].partition("@")
    parts = unquote(path).strip("/").split("/")
    if parts[0] == "models":
        del parts[0]
    if parts[:1] and parts[0] in _NO_MODELS:
        what = f"{address!r} is no model but one of Hugging Face's {parts[0]}."
        raise RefError(what, remedy=_EXAMPLE)
    # .../tree/main, .../blob/main/LICENSE, .../resolve/<commit>/config.json
    if len(parts) > 3 and parts[2] in {"tree", "blob", "resolve", "commit"}:
        asked, parts = asked or parts[3], parts[:2]
    if not 1 <= len(parts) <= 2 or not all(map(_valid, parts)):
        raise RefError(f"{address!r} is no model of Hugging Face.", remedy=_EXAMPLE)
    at = one_revision(unquote(asked), revision, example=_EXAMPLE)
    return ModelRef("huggingface", "/".join(parts), at)


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
    raw = options.endpoints.get("github-raw", "https://raw.githubusercontent.com")
    transport = Transport(options, Egress.of(options, endpoint, raw))
    hub = Hub(transport, endpoint, _authorization(options), raw)
    try:
        return _read(hub, ref, options)
    except NotCachedError as error:
        if (found := _from_library_cache(ref, options)) is not None:
            return found
        raise UnavailableError(
            f"Nothing of {ref} is on this disk, and the hub is not asked offline.",
            remedy=f"{error.remedy} Or name a folder.",
        ) from error


def _authorization(options: FetchOptions) -> str | None:
    """What the hub is told about who asks."""
    token = options.secret("HF_TOKEN")
    if not token and not options.offline and not options.anonymous:
        from licensecheck.hubs.hf_library import kept_token

        token = kept_token() or ""
    return f"Bearer {token}" if token else None


# --- One model ------------------------------------------------------------------------------------


def _read(hub: Hub, ref: ModelRef, options: FetchOptions) -> Snapshot:
    options.progress(f"asking Hugging Face about {ref.name}")
    answer = hub.info(ref)
    if answer.status >= 400:
        raise refusal(answer, ref, hub)
    info = answer.json()
    commit, name = info.get("sha"), info.get("id") or ref.name
    if not (isinstance(commit, str) and COMMIT.fullmatch(commit) and _is_model_id(name)):
        raise UnavailableError(f"{hub.endpoint} does not say which commit {ref.name} is at.")
    hub = replace(hub, public=says_public(answer) and info.get("gated") is False)
    listed, unnamed = listed_files(info.get("siblings"))
    contents = hub.contents(name, commit)
    read = contents.read(listed, lambda answer: refused_at(answer, commit))
    places, missing = unread_places(read.documents, name, listed, read.chosen)
    more, mistakes = _linked(hub, commit, places, pinned=ref.revision == commit)
    documents = [*read.documents, *more]
    problems = [*read.problems, *unnamed, *troubles(info), *missing, *mistakes]
    if not any(d.kind is DocumentKind.CARD for d in documents):
        card, mistakes = metadata_card(info, answer.url)
        documents += card
        problems += mistakes
    has_list = isinstance(info.get("siblings"), list)
    if not has_list:
        message = "The hub does not list the files: none of them was read."
        problems.append(Problem(ProblemKind.UNAVAILABLE, "siblings", message))
    found = snapshot(
        replace(ref, name=name),
        revision=commit,
        **when(answer.stored_at),
        documents=[*documents, *contents.header_cards(listed)],
        files=entries(listed),
        files_complete=has_list and is_whole(unnamed),
        metadata=metadata(info),
        problems=problems,
    )
    renamed = name.casefold() != ref.name.casefold()
    return replace(found, asked=ref.name) if renamed else found


def _linked(
    hub: Hub, commit: str, places: Sequence[tuple[str, HubFile]], *, pinned: bool
) -> tuple[list[Document], list[Problem]]:
    """Licence texts that a card points to, here and on other hubs.

    A text of another model hides no terms where it cannot be read: what the card declares is known
    by itself, or unknown without it.
    """
    files = [as_licence(place) for _, place in places]
    pages = {file.path: link for file, (link, _) in zip(files, places, strict=True)}
    documents, problems = texts(
        files,
        hub.transport.all([hub.linked(place, commit, pinned) for _, place in places]),
        {file.path: ListedFile() for file in files},
        page=pages.get,
        refusal=refused_link,
    )
    elsewhere = {f.path for f, (_, p) in zip(files, places, strict=True) if p.revision}
    return documents, [
        replace(p, subject=pages.get(p.subject, p.subject), hides_terms=False)
        if p.subject in elsewhere
        else p
        for p in problems
    ]


def _is_model_id(name: object) -> bool:
    """True for a model's id: it comes from the hub and goes into addresses."""
    return isinstance(name, str) and all(map(_valid, name.split("/"))) and name.count("/") < 2


# --- Offline -------------------------------------------------------------------------------------


def _from_library_cache(ref: ModelRef, options: FetchOptions) -> Snapshot | None:
    """What Hugging Face's library downloaded of a model; None if nothing."""
    home = os.environ.get("HF_HOME") or "~/.cache/huggingface"
    cache = os.environ.get("HF_HUB_CACHE") or os.path.join(home, "hub")
    try:
        folder = expanded(cache) / ("models--" + ref.name.replace("/", "--"))
    except OSError:
        return None
    commit = cached_commit(folder, ref.revision or "main")
    if commit is None:
        return None
    found = local.collect(ModelRef("local", str(folder / "snapshots" / commit)), options)
    return replace(
        found,
        ref=ref,
        origin=Origin.CACHE,
        problems=tuple(sorted({*found.problems, stale()})),
    )
