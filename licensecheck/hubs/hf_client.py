"""Hugging Face's API: what is asked, and what its answers mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from licensecheck.domain import ModelRef, Problem, ProblemKind
from licensecheck.errors import AccessError, CollectError, NotFoundError, UnavailableError
from licensecheck.hubs.answers import HubAnswer, says_public
from licensecheck.hubs.assemble import Reason, refused, text_request
from licensecheck.hubs.lenient import named, tables
from licensecheck.hubs.linked import HubFile
from licensecheck.hubs.listed import RemoteFiles
from licensecheck.hubs.listing import ListedFile, sorted_out, sound_size
from licensecheck.hubs.revisions import COMMIT
from licensecheck.hubs.transport import Request, Transport


@dataclass(frozen=True, slots=True)
class Hub:
    """The API at an endpoint, as one person sees it."""

    transport: Transport
    endpoint: str
    authorization: str | None
    github_raw: str
    """Where a card's links to files on GitHub are read."""
    public: bool = False
    """True where the hub says that anybody may read the model."""

    def info(self, ref: ModelRef) -> HubAnswer:
        """The hub's description of a model, at a revision."""
        model = f"{self.endpoint}/api/models/{ref.name}"
        at = f"/revision/{quote(ref.revision, safe='')}" if ref.revision else ""
        pinned = bool(COMMIT.fullmatch(ref.revision or ""))
        # `blobs` adds size and hash of every file.
        url = f"{model}{at}?blobs=true"
        who = self.authorization
        about = Request(url, None, who, model, immutable=pinned, is_public=says_public)
        return self.transport.get(about)

    def url(self, name: str, commit: str, path: str) -> str:
        """Address of a file at a commit."""
        return f"{self.endpoint}/{name}/resolve/{quote(commit, safe='')}/{quote(path)}"

    def contents(self, name: str, commit: str) -> RemoteFiles:
        """What is in the files of a model at a commit."""
        of, pages = self._about_files(name), f"{self.endpoint}/{name}/blob/{commit}/"
        return RemoteFiles(self.transport, name, of, lambda p: self.url(name, commit, p), pages)

    def _about_files(self, name: str) -> Request:
        """Of a model at a commit, so that they never change."""
        return Request(
            self.endpoint,
            authorization=self.authorization,
            within=f"{self.endpoint}/{name}",
            immutable=True,
            is_public=lambda _: self.public,
        )

    def linked(self, place: HubFile, commit: str, pinned: bool) -> Request:
        """The request for a file that a card points to; `pinned` says that it may be kept.

        In another repository it is asked for without the user's token: whoever writes a card could
        else have any file of his quoted.
        """
        if place.revision is None:
            url = self.url(place.name, commit, place.path)
            return text_request(self._about_files(place.name), url)
        if place.hub == "github":
            repository = f"{self.github_raw}/{place.name}"
            url = f"{repository}/{place.revision}/{quote(place.path)}"
        else:
            repository = f"{self.endpoint}/{place.name}"
            url = self.url(place.name, place.revision, place.path)
        return text_request(Request(url, within=repository, immutable=pinned), url)


def refusal(answer: HubAnswer, ref: ModelRef, hub: Hub) -> CollectError:
    """Our error for an answer about a whole model that is no success."""
    sign_in = "If it is private, set HF_TOKEN to a token that may read it."
    status, headers = answer.status, answer.headers
    match headers.get("x-error-code"), status:
        case "GatedRepo", _:
            remedy = f"Accept the terms at {hub.endpoint}/{ref.name}, and set HF_TOKEN."
            return AccessError(f"{ref.name} is gated.", remedy=remedy)
        case "RevisionNotFound", _:
            message = f"{ref.name} has no revision {ref.revision}."
            return NotFoundError(message, remedy="Check branch, tag or commit.")
        # To who shows no token the hub answers 401, code or none, for what it does not have.
        case _, 401 | 404 | 410 if status != 401 or not hub.authorization:
            message = f"There is no model {ref.name}, or it is private."
            return NotFoundError(message, remedy=f"Check the spelling. {sign_in}")
        case _ if headers.get("x-error-message") == "Access to this resource is disabled.":
            return AccessError(f"{ref.name} was disabled by the hub.")
        case _, 401 | 403:
            remedy = "Check HF_TOKEN: it may be mistyped or expired."
            message = f"{ref.name} may not be read ({status})."
            return AccessError(message, remedy=remedy if hub.authorization else sign_in)
    return UnavailableError(f"{hub.endpoint} answered {status}.", remedy="Try again later.")


def listed_files(siblings: object) -> tuple[dict[str, ListedFile], list[Problem]]:
    """The hub's files by path, and problems for those without a sound path."""
    return sorted_out(
        (entry.get("rfilename"), ListedFile(sound_size(entry.get("size")), *_hashes(entry)))
        for entry in tables(siblings)
    )


def _hashes(entry: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Git's id of a file, or the SHA-256 of one in large file storage."""
    if digest := named(entry.get("lfs")).get("sha256"):
        return None, digest
    blob = entry.get("blobId")
    return (blob if isinstance(blob, str) and COMMIT.fullmatch(blob) else None), None


def refused_at(answer: HubAnswer, commit: str) -> Reason | None:
    """What an answer means that is not the file at a commit."""
    if answer.headers.get("x-repo-commit", commit) != commit:
        return ProblemKind.UNAVAILABLE, "The hub sent it from another commit: try again."
    return _gated(answer) or refused(answer)


def refused_link(answer: HubAnswer) -> Reason | None:
    """What an answer means that is not the file which a card links to, maybe of another model."""
    if answer.status == 401 and "x-error-code" not in answer.headers:
        return ProblemKind.MISSING, "The hub has no such model, or it is private."
    return _gated(answer) or refused(answer)


def _gated(answer: HubAnswer) -> Reason | None:
    if answer.headers.get("x-error-code") == "GatedRepo":
        message = "It can be read only after accepting the terms: set HF_TOKEN once you have."
        return ProblemKind.GATED, message
    return None
