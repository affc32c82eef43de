"""ModelScope, over plain HTTP."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlencode

from licensecheck.domain import Gating, HubMetadata, ModelRef, Problem, ProblemKind, Snapshot
from licensecheck.errors import AccessError, CollectError, NotFoundError, RefError, UnavailableError
from licensecheck.hubs.about import About
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.assemble import snapshot, when
from licensecheck.hubs.egress import Egress
from licensecheck.hubs.lenient import tables
from licensecheck.hubs.listed import RemoteFiles
from licensecheck.hubs.listing import ListedFile, entries, sorted_out, sound_size
from licensecheck.hubs.options import FetchOptions
from licensecheck.hubs.revisions import COMMIT, one_revision
from licensecheck.hubs.transport import Request, Transport

PREFIXES = (
    "modelscope:",
    "ms:",
    "https://modelscope.cn/models/",
    "https://modelscope.ai/models/",
    "modelscope.cn/models/",
)
ABOUT = About(
    example="modelscope:owner/name",
    page="https://modelscope.cn/models/{name}",
    addresses=("https://modelscope.cn/models/*", "https://www.modelscope.cn/models/*"),
    of_models=True,
    names_own_bases=True,
)

_EXAMPLE = "Write modelscope:owner/name or modelscope:owner/name@revision."
_ADDRESS = re.compile(
    r"(?P<name>[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95})"
    r"(?:/(?:summary|files|file/.*|tree/(?P<page>[\w.-]+)))?/*(?:@(?P<at>[^@]*))?"
)
LISTED_AT_MOST = 3000
"""Files that the hub lists before it stops without saying so, by its own client's comment."""


def parse(address: str, revision: str | None) -> ModelRef:
    """`owner/name[@revision]`, or the rest of a page's address."""
    found = _ADDRESS.fullmatch(unquote(re.split(r"[?#]", address, maxsplit=1)[0]))
    if not found or ".." in found["name"]:
        raise RefError(f"{address!r} is no model of ModelScope.", remedy=_EXAMPLE)
    at = one_revision(found["at"], found["page"], revision, example=_EXAMPLE)
    return ModelRef("modelscope", found["name"], at)


def collect(ref: ModelRef, options: FetchOptions) -> Snapshot:
    """Read a model at a branch, tag or commit.

    The hub does not say which commit a branch is at: `revision` is then the newest of the commits
    in its file list, and files are checked against the hashes in that list.
    """
    base = options.endpoint("modelscope", "MODELSCOPE_DOMAIN", "https://modelscope.cn")
    transport = Transport(options, Egress.of(options, base))
    token = options.secret("MODELSCOPE_API_TOKEN")
    bearer = f"Bearer {token}" if token else None
    return _read(_ModelScopeApi(transport, base, ref.name, ref.revision or "master", bearer), ref)


@dataclass(frozen=True, slots=True)
class _ModelScopeApi:
    transport: Transport
    base: str
    name: str
    revision: str
    authorization: str | None

    @property
    def is_pinned(self) -> bool:
        """True where nothing about the files can change."""
        return bool(COMMIT.fullmatch(self.revision))

    @property
    def _repository(self) -> str:
        return f"{self.base}/api/v1/models/{self.name}/repo"

    def about(self) -> HubAnswer:
        """What the hub says of the model."""
        return self._ask(f"{self.base}/openapi/v1/models/{self.name}")

    def files(self) -> HubAnswer:
        """The files of a revision."""
        query = urlencode({"Revision": self.revision, "Recursive": "True"})
        return self._ask(f"{self._repository}/files?{query}", within=self._repository)

    def contents(self) -> RemoteFiles:
        """What is in the files of the revision."""
        pages = f"{self.base}/models/{self.name}/file/view/{self.revision}/"
        of = self._request(self._repository)
        return RemoteFiles(self.transport, self.name, of, self._file, pages)

    def _file(self, path: str) -> str:
        query = urlencode({"Revision": self.revision, "FilePath": path})
        return f"{self._repository}?{query}"

    def _request(self, url: str, within: str = "") -> Request:
        who, pinned = self.authorization, self.is_pinned
        return Request(url, None, who, within=within or url, immutable=pinned)

    def _ask(self, url: str, within: str = "") -> HubAnswer:
        answer = self.transport.get(self._request(url, within))
        if answer.status == 200:
            return answer
        raise self._refusal(answer)

    def _refusal(self, answer: HubAnswer) -> CollectError:
        if answer.status in {401, 403}:
            return AccessError(
                f"{self.name} may not be read ({answer.status}).",
                remedy="Set MODELSCOPE_API_TOKEN to a token that may read it.",
            )
        if answer.status in {404, 410}:
            return NotFoundError(
                f"There is no model {self.name} with a revision {self.revision}, or it is private.",
                remedy="Check the spelling.",
            )
        return UnavailableError(f"{self.base} answered {answer.status}.", remedy="Try later.")


def _read(hub: _ModelScopeApi, ref: ModelRef) -> Snapshot:
    info = _content(hub.about().json(), hub)
    answer = hub.files()
    found = _content(answer.json(), hub).get("Files")
    files = tables(found)
    listed, unnamed = _listed(files)
    read = (contents := hub.contents()).read(listed)
    problems = [*read.problems, *unnamed]
    complete = isinstance(found, list) and len(found) < LISTED_AT_MOST
    if not complete:
        message = f"The hub lists at most {LISTED_AT_MOST:,} files: others were not read."
        problems.append(Problem(ProblemKind.UNAVAILABLE, "file list", message))
    return snapshot(
        ref,
        revision=hub.revision if hub.is_pinned else _newest(files),
        **when(answer.stored_at),
        documents=[*read.documents, *contents.header_cards(listed)],
        files=entries(listed),
        files_complete=complete,
        metadata=_metadata(info),
        problems=problems,
    )


def _content(body: Mapping[str, Any], hub: _ModelScopeApi) -> dict[str, Any]:
    """What an answer carries; the hub also says no with status 200 and a code in the body."""
    if body.get("success") is False or body.get("Code") not in (None, 200):
        raise NotFoundError(
            f"ModelScope does not give out {hub.name} at {hub.revision}.",
            remedy="Check name and revision.",
        )
    content = body.get("data") or body.get("Data")
    if not isinstance(content, dict):
        raise UnavailableError(f"{hub.base} answered something else than was asked.")
    return content


def _listed(files: list[dict[str, Any]]) -> tuple[dict[str, ListedFile], list[Problem]]:
    """Files by path, without folders, and problems for those without a sound path."""
    return sorted_out(
        (
            entry.get("Path"),
            ListedFile(sound_size(entry.get("Size")), digest=_digest(entry.get("Sha256"))),
        )
        for entry in files
        if entry.get("Type") != "tree"
    )


def _digest(value: object) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) else None


def _newest(files: list[dict[str, Any]]) -> str | None:
    """The commit that changed a file last; None where the list has no times or commits."""
    known = [
        (time, commit)
        for entry in files
        if isinstance(time := entry.get("CommittedDate"), int)
        and isinstance(commit := entry.get("Revision"), str)
        and COMMIT.fullmatch(commit)
    ]
    return max(known)[1] if known else None


def _metadata(info: Mapping[str, Any]) -> HubMetadata:
    license_ = info.get("license")
    return HubMetadata(
        licenses=(license_,) if isinstance(license_, str) and license_ else (),
        gating=Gating.UNKNOWN,
        private=info.get("private") is True,
    )
