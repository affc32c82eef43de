"""Any git repository, read with the git program: the files that matter, and no history."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from licensecheck.domain import (
    Gating,
    HubMetadata,
    ModelRef,
    Origin,
    Problem,
    ProblemKind,
    Snapshot,
)
from licensecheck.errors import AccessError, CollectError, NotFoundError, RefError, UnavailableError
from licensecheck.hubs.about import About
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.assemble import snapshot
from licensecheck.hubs.decode import MAX_BYTES
from licensecheck.hubs.egress import Egress
from licensecheck.hubs.listed import read_listed
from licensecheck.hubs.listing import ListedFile, below, entries, is_whole, sorted_out
from licensecheck.hubs.options import FetchOptions
from licensecheck.hubs.revisions import one_revision
from licensecheck.hubs.times import utc_now
from licensecheck.hubs.transport import NotCachedError, Request, Transport
from licensecheck.hubs.wanted import Wanted

PREFIXES = ("git:", "git+")
ABOUT = About(example="git:https://host/owner/repository")

_EXAMPLE = "Write git:https://host/owner/repository, with @revision if you like."
_ADDRESS = re.compile(
    r"(?P<url>https?://[A-Za-z0-9.-]+(?::\d{1,5})?/[A-Za-z0-9~][\w./~+-]*)(?:@(?P<at>[^@]*))?"
)
_MAX_LIST = 50_000_000
"""Bytes of a file list; the 90,000 files of the Linux kernel take 8 MB."""
_MAX_PACK = 500_000_000
"""Bytes of one file that git may write, where the system lets us say so: a repository with enormous
texts must not fill the disk."""
_ADVERTISED = "/info/refs?service=git-upload-pack"
"""What a client of git's HTTP protocol asks first."""
_LINE = re.compile(r"(?P<mode>\d{6}) blob (?P<id>[0-9a-f]{40,64})\t(?P<path>.+)", re.S)

# What git must not take from us: a repository of ours that a hook runs in, and any question to the
# user. Settings of the user (proxy, certificates, credential helpers) stay.
_REMOVED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
_GIVEN = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "true",
    "SSH_ASKPASS": "true",
    "GIT_ALLOW_PROTOCOL": "http:https",
    "GCM_INTERACTIVE": "never",
    "LC_ALL": "C",
}


def parse(address: str, revision: str | None) -> ModelRef:
    """`https://host/path[@revision]`; a user or password may not stand in it."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise RefError(f"{address!r} is no address of a git repository.", remedy=_EXAMPLE)
    at = one_revision(found["at"], revision, example=_EXAMPLE)
    return ModelRef("git", found["url"], at)


def collect(ref: ModelRef, options: FetchOptions) -> Snapshot:
    """Read a repository at one commit."""
    return read(ref, ref.name, "", options, Egress.of(options, *([ref.name] if ref.typed else [])))


def read(ref: ModelRef, url: str, folder: str, options: FetchOptions, egress: Egress) -> Snapshot:
    """Read a folder of the repository at `url`; the empty folder is the whole."""
    if options.offline:
        raise NotCachedError(
            f"{url} was not asked: offline, and git keeps no copy.", remedy="Name a checkout."
        )
    end = options.clock() + options.deadline
    with tempfile.TemporaryDirectory(prefix="licensecheck-") as place:
        now_at = _redirected(url, options, egress)
        git = _Git(Path(place), now_at, options, end, _pins(now_at, egress))
        return _read(git, ref, folder)


def _redirected(url: str, options: FetchOptions, egress: Egress) -> str:
    """Where a repository is now; git itself follows no redirect, so that none leads it astray."""
    request = Request(
        f"{url}{_ADVERTISED}",
        {"Git-Protocol": "version=2", "User-Agent": "git/2 licensecheck"},  # what servers expect
        limit=1000,
        cut=True,
        secret=True,
    )
    transport = Transport(options, egress)
    found = transport.get(request).url
    if not found.endswith(_ADVERTISED):
        raise UnavailableError(f"{url} leads to an address that is no git repository.")
    return found.removesuffix(_ADVERTISED)


def _pins(url: str, egress: Egress) -> tuple[str, ...]:
    """Options of git that keep it to the addresses that were found to be public."""
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    addresses = [f"[{one}]" if ":" in one else one for one in egress.pinned(url)]
    pin = f"http.curloptResolve={parts.hostname}:{port}:{','.join(addresses)}"
    return ("-c", pin) if addresses else ()


def _read(git: "_Git", ref: ModelRef, folder: str) -> Snapshot:
    git.options.progress(f"fetching the file list of {git.url}")
    commit = git.fetch_list(ref.revision or "HEAD")
    everything, unnamed = git.files()
    listed = below(everything, folder)
    if folder and not listed:
        raise NotFoundError(f"{git.url} has no folder {folder}.", remedy="Check the path.")

    def fetch(files: list[Wanted]) -> list[HubAnswer | UnavailableError]:
        git.options.progress(f"fetching {len(files)} files of {git.url}")
        return git.contents([listed[f.path].git_id or "" for f in files])

    read = read_listed(listed, fetch, lambda _: None)
    return snapshot(
        ref,
        revision=commit,
        origin=Origin.HUB,
        fetched_at=utc_now(),
        documents=read.documents,
        files=entries(listed),
        files_complete=is_whole(unnamed),
        metadata=HubMetadata(gating=Gating.NONE),
        problems=[*read.problems, *unnamed],
    )


@dataclass(frozen=True, slots=True)
class _Git:
    """A bare repository that has the newest commit of one revision, and contents as asked for."""

    place: Path
    url: str
    options: FetchOptions
    end: float
    """Time of the options' clock at which all must be done."""
    pins: tuple[str, ...] = ()

    def fetch_list(self, revision: str) -> str:
        """Fetch a commit with its file list and without contents; its id."""
        self._run("init", "-q", "--bare")
        self._run("remote", "add", "origin", self.url)
        options = ("-q", "--depth=1", "--filter=blob:none", "--no-tags", "--end-of-options")
        self._run("fetch", *options, "origin", revision)
        return self._run("rev-parse", "FETCH_HEAD^{commit}").decode().strip()

    def files(self) -> tuple[dict[str, ListedFile], list[Problem]]:
        """The files of the commit that was fetched, links among them, without submodules; and
        problems for those without a sound path."""
        printed = self._run("ls-tree", "-r", "-z", "FETCH_HEAD", most=_MAX_LIST)
        lines = printed.decode("utf-8", "surrogateescape").split("\0")
        found = [match for line in lines if (match := _LINE.fullmatch(line))]
        listed, problems = sorted_out(
            (match["path"], ListedFile(git_id=match["id"], is_link=match["mode"] == "120000"))
            for match in found
        )
        if len(printed) == _MAX_LIST:
            message = f"Only the first {_MAX_LIST:,} bytes of the file list were read."
            problems.append(Problem(ProblemKind.TOO_LARGE, "file list", message))
        return listed, problems

    def contents(self, ids: list[str]) -> list[HubAnswer | UnavailableError]:
        """The beginning of each content, fetched together."""
        if ids:
            wants = "\n".join(dict.fromkeys(ids)).encode()
            arguments = ("--no-write-fetch-head", "--filter=blob:none", "--stdin")
            self._run("fetch", "-q", "--no-tags", *arguments, "origin", given=wants)
        return [self._content(name) for name in ids]

    def _content(self, name: str) -> HubAnswer | UnavailableError:
        try:
            data = self._run("cat-file", "blob", name, most=MAX_BYTES + 1)
        except UnavailableError as error:
            return error
        return HubAnswer(self.url, 200, {}, data[:MAX_BYTES], cut=len(data) > MAX_BYTES)

    def _run(self, *arguments: str, given: bytes = b"", most: int = 1000) -> bytes:
        """The beginning of what a git command prints; raises `CollectError` where it fails."""
        program = shutil.which("git")
        if program is None:
            raise UnavailableError(
                "git is not installed.", remedy="Install it, or try again later."
            )
        limit = max(1, round(self.options.timeout))
        command = [program, "-c", "protocol.version=2", "-c", "core.hooksPath=/dev/null",
                   "-c", "http.lowSpeedLimit=1", "-c", f"http.lowSpeedTime={limit}",
                   "-c", "fetch.negotiationAlgorithm=noop", "-c", "gc.auto=0",
                   "-c", "http.followRedirects=false", "-c", "transfer.bundleURI=false",
                   "-c", "fetch.uriProtocols=", "-c", "fetch.recurseSubmodules=false",
                   *(("-c", "credential.helper=") if self.options.anonymous else ()),
                   *self.pins, *arguments]  # fmt: skip
        environment = {k: v for k, v in os.environ.items() if k not in _REMOVED} | _GIVEN
        with (
            tempfile.TemporaryFile() as wants,
            tempfile.TemporaryFile() as printed,
            tempfile.TemporaryFile() as said,
        ):
            wants.write(given)
            wants.seek(0)
            process = subprocess.Popen(  # noqa: S603 - fixed words, and values checked by `parse`
                command,
                cwd=self.place,
                env=environment,
                stdin=wants,
                stdout=printed,
                stderr=said,
                start_new_session=True,
            )
            _limit(process)
            try:
                status = process.wait(max(self.end - self.options.clock(), 0.0))
            except subprocess.TimeoutExpired as error:
                raise UnavailableError(f"{self.url} took too long.", remedy="Try later.") from error
            finally:
                _end(process)
            said.seek(0)
            if status:
                raise self._failure(said.read(10_000).decode("utf-8", "replace"))
            printed.seek(0)
            return printed.read(most)

    def _failure(self, said: str) -> CollectError:
        """Our error for what git printed."""
        if re.search(
            r"Authentication failed|could not read (Username|Password)|error: 40[13]", said
        ):
            return AccessError(
                f"{self.url} may not be read without credentials.",
                remedy="If it exists, let git's credential helper know them.",
            )
        if re.search(r"couldn't find remote ref|not our ref|unadvertised object", said):
            return NotFoundError(f"{self.url} has no such revision.", remedy="Check it.")
        if re.search(r"not found|does not (exist|appear)|error: 404", said, re.I):
            return NotFoundError(f"There is no repository {self.url}.", remedy="Check the address.")
        line = (said.strip().splitlines() or ["it failed"])[-1]
        return UnavailableError(f"git could not read {self.url}: {line[:200]}")


def _limit(process: subprocess.Popen[bytes]) -> None:
    """Keep git from filling the disk, on Linux."""
    if sys.platform == "linux":
        import resource

        try:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (_MAX_PACK, _MAX_PACK))
        except (OSError, ValueError):  # ended already, or under a lower limit
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop git and the helpers that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, OSError):  # ended already, or no groups (Windows)
        process.kill()
    process.wait()
