"""GitHub: its API first, and plain git where the API's limit is used up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, unquote

from licensecheck.domain import Gating, HubMetadata, ModelRef, Problem, ProblemKind, Snapshot
from licensecheck.errors import AccessError, CollectError, NotFoundError, RefError, UnavailableError
from licensecheck.hubs import git
from licensecheck.hubs.about import About
from licensecheck.hubs.answers import HubAnswer, says_public
from licensecheck.hubs.assemble import snapshot, when
from licensecheck.hubs.decode import LFS_BYTES
from licensecheck.hubs.egress import Egress
from licensecheck.hubs.files import is_weights
from licensecheck.hubs.lenient import table, tables
from licensecheck.hubs.listed import RemoteFiles
from licensecheck.hubs.listing import (
    ListedFile,
    below,
    entries,
    is_whole,
    sorted_out,
    sound_path,
    sound_size,
)
from licensecheck.hubs.options import FetchOptions
from licensecheck.hubs.revisions import COMMIT, one_revision
from licensecheck.hubs.transport import NotCachedError, Request, Transport

PREFIXES = ("github:", "gh:", "pkg:github/", "https://github.com/", "github.com/")
ABOUT = About(
    example="github:owner/repo",
    page="https://github.com/{name}",
    files="https://github.com/{name}/blob/{revision}/",
    purl="github",
)

_EXAMPLE = "Write github:owner/repo, with @revision and /folder if you like."
_ADDRESS = re.compile(
    r"(?P<owner>[A-Za-z0-9][A-Za-z0-9-]{0,38})/(?P<name>[\w.-]{1,100}?)(?:\.git)?"
    r"(?:@(?P<at>[^/@]+)|/(?:tree|blob|raw|commit)/(?P<page>[^/@]+))?"
    r"(?P<folder>(?:/[^/@]+)*)/*(?:@(?P<end>[^@]+))?"
)
_API, _RAW = "https://api.github.com", "https://raw.githubusercontent.com"


def parse(address: str, revision: str | None) -> ModelRef:
    """`owner/repo[@revision][/folder]`, also as the rest of a purl or of a page's address.

    A revision that has a slash in it goes behind everything, or into `revision`.
    """
    found = _ADDRESS.fullmatch(unquote(re.split(r"[?#]", address, maxsplit=1)[0]))
    if not found or found["name"] in {".", ".."} or not _is_folder(found["folder"]):
        raise RefError(f"{address!r} is no repository of GitHub.", remedy=_EXAMPLE)
    at = one_revision(found["at"], found["page"], found["end"], revision, example=_EXAMPLE)
    return ModelRef("github", f"{found['owner']}/{found['name']}{found['folder']}", at)


def _is_folder(path: str) -> bool:
    return not path or sound_path(path.lstrip("/")) is not None


def collect(ref: ModelRef, options: FetchOptions) -> Snapshot:
    """Read a repository, or a folder of one, at one commit.

    Where the API cannot be asked any more, the repository is read with git, if that is installed.
    """
    owner, name, *folder = ref.name.split("/")
    server = options.endpoint("github-server", "GITHUB_SERVER_URL", "https://github.com")
    page = f"{server}/{owner}/{name}"
    api = options.endpoint("github", "GITHUB_API_URL", _API)
    raw = options.endpoints.get("github-raw") or (_RAW if api == _API else None)
    egress = Egress.of(options, *filter(None, [api, raw, server]))
    token = options.secret("GITHUB_TOKEN", "GH_TOKEN")
    transport = Transport(options, egress)
    hub = _GitHubApi(transport, api, raw, f"{owner}/{name}", page, token)
    try:
        return _read(hub, ref, "/".join(folder), options)
    except NotCachedError:
        raise
    except UnavailableError as error:
        options.progress(f"{error} Reading {page} with git")
        left = replace(options, deadline=transport.left())
        try:
            return git.read(ref, f"{page}.git", "/".join(folder), left, egress)
        except CollectError:
            raise error from None


# --- The API -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _GitHubApi:
    transport: Transport
    api: str
    raw: str | None
    """Where public files can be had without a token and without using up the API's limit."""
    repository: str
    page: str
    token: str | None
    public: bool = False
    """True where GitHub says that anybody may read the repository."""

    def ask(self, path: str, *, immutable: bool, accept: str = "vnd.github+json") -> HubAnswer:
        """A successful answer of the API about the repository."""
        answer = self.transport.get(self.request(path, immutable=immutable, accept=accept))
        if answer.status == 200:
            return answer
        raise self.refusal(answer)

    def request(self, path: str, *, immutable: bool, accept: str) -> Request:
        """A request to the API about the repository."""
        repository = f"{self.api}/repos/{self.repository}"
        return Request(
            f"{repository}{path}",
            {"Accept": f"application/{accept}", "X-GitHub-Api-Version": "2022-11-28"},
            f"Bearer {self.token}" if self.token else None,
            within=repository,
            immutable=immutable,
            is_public=lambda answer: self.public or says_public(answer),
        )

    def contents(self, commit: str, start: str) -> RemoteFiles:
        """What is in the files at a commit, by their paths behind a beginning."""
        if self.raw and (self.public or not self.token):
            raw, end = f"{self.raw}/{self.repository}", ""
            of, head = Request(raw, within=raw, immutable=True), f"{raw}/{commit}/{quote(start)}"
        else:
            of = self.request("/contents", immutable=True, accept="vnd.github.raw+json")
            head, end = f"{of.url}/{quote(start)}", f"?ref={commit}"
        pages = f"{self.page}/blob/{commit}/{quote(start)}"
        return RemoteFiles(
            self.transport, self.repository, of, lambda path: f"{head}{quote(path)}{end}", pages
        )

    def refusal(self, answer: HubAnswer) -> CollectError:
        """Our error for an answer that is no success."""
        status, headers, name = answer.status, answer.headers, self.repository
        sign_in = "Set GITHUB_TOKEN to a token that may read it."
        if status in {403, 429} and (
            headers.get("x-ratelimit-remaining") == "0" or "retry-after" in headers
        ):
            message = (
                f"GitHub's limit for requests is used up{_until(headers.get('x-ratelimit-reset'))}."
            )
            return UnavailableError(message, remedy="Set GITHUB_TOKEN for a higher one, or wait.")
        if status in {401, 403, 451}:
            return AccessError(f"{name} may not be read ({status}).", remedy=sign_in)
        if status in {404, 410}:
            message = f"There is no repository {name}, or it is private."
            return NotFoundError(message, remedy=f"Check the spelling. {sign_in}")
        return UnavailableError(f"GitHub answered {status}.", remedy="Try again later.")


def _until(reset: str | None) -> str:
    try:
        return f" until {datetime.fromtimestamp(int(reset or ''), UTC):%H:%M} UTC"
    except (ValueError, OverflowError, OSError):
        return ""


def _read(hub: _GitHubApi, ref: ModelRef, folder: str, options: FetchOptions) -> Snapshot:
    options.progress(f"asking GitHub about {hub.repository}")
    pinned = bool(COMMIT.fullmatch(ref.revision or ""))
    about = hub.ask("", immutable=pinned)
    info = about.json()
    hub = replace(hub, public=says_public(about))
    revision = ref.revision or str(info.get("default_branch") or "HEAD")
    commit = revision if pinned else _commit(hub, revision)
    tree = hub.ask(f"/git/trees/{commit}?recursive=1", immutable=True).json()
    everything, unnamed = _listed(tree.get("tree"))
    listed = below(everything, folder)
    if folder and not listed:
        raise NotFoundError(f"{hub.repository} has no folder {folder}.", remedy="Check the path.")
    start = f"{folder}/" if folder else ""
    read = hub.contents(commit, start).read(listed)
    problems = [*read.problems, *unnamed]
    if not (complete := tree.get("truncated") is False):
        message = "GitHub did not list all files: what was not listed was not read."
        problems.append(Problem(ProblemKind.UNAVAILABLE, "file list", message))
    return snapshot(
        ref,
        revision=commit,
        **when(about.stored_at),
        documents=read.documents,
        files=entries(listed),
        files_complete=complete and is_whole(unnamed),
        metadata=_metadata(info),
        problems=problems,
    )


def _commit(hub: _GitHubApi, revision: str) -> str:
    """Commit of a branch or tag."""
    path = f"/commits/{quote(revision)}"
    answer = hub.transport.get(hub.request(path, immutable=False, accept="vnd.github.sha"))
    if answer.status in {404, 422}:
        message = f"{hub.repository} has no revision {revision}."
        raise NotFoundError(message, remedy="Check branch, tag or commit.")
    if answer.status == 409:
        raise CollectError(f"{hub.repository} is empty.")
    if answer.status != 200:
        raise hub.refusal(answer)
    commit = answer.body.decode("ascii", "replace").strip()
    if not COMMIT.fullmatch(commit):
        raise UnavailableError(f"GitHub does not say which commit {hub.repository} is at.")
    return commit


def _listed(tree: object) -> tuple[dict[str, ListedFile], list[Problem]]:
    """Files of a tree by path, and problems for those without a sound path; what has no id is no
    file."""
    return sorted_out(
        (
            e.get("path"),
            ListedFile(_size(e), e["sha"], is_link=e.get("mode") == "120000"),
        )
        for e in tables(tree)
        if e.get("type") == "blob" and COMMIT.fullmatch(str(e.get("sha")))
    )


def _size(entry: Mapping[str, Any]) -> int | None:
    """Bytes of a file; None for what may be a Git LFS pointer to weights in the store."""
    size = sound_size(entry.get("size"))
    pointer = size in LFS_BYTES and is_weights(str(entry.get("path")))
    return None if pointer and entry.get("mode") != "120000" else size


def _metadata(info: dict[str, Any]) -> HubMetadata:
    name = table(info.get("license")).get("spdx_id")
    return HubMetadata(
        # NOASSERTION is GitHub's word for a text that it does not know.
        licenses=(name,) if isinstance(name, str) and name != "NOASSERTION" else (),
        gating=Gating.NONE,
        private=info.get("private") is True,
    )
