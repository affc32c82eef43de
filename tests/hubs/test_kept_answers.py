"""Answers of hubs on disk: believed only where this user kept them, and for their own question."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from licensecheck.cache.key import VARIABLE
from licensecheck.hubs import FetchOptions
from licensecheck.hubs.egress import Egress
from licensecheck.hubs.transport import NotCachedError, Request, Transport
from tests.hubs.double import Asked, Double, Reply

Make = Callable[..., FetchOptions]
ETAG = {"ETag": '"of this version"'}


class Licensor(Double):
    """Says who asks under which terms, and whether these are still the same."""

    def reply(self, asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == ETAG["ETag"]:
            return Reply(b"", 304)
        terms = "research only" if asked.headers.get("authorization") else "research only, public"
        return Reply(terms.encode(), 200, ETAG)


@pytest.fixture
def server() -> Iterator[Licensor]:
    with Licensor() as licensor:
        yield licensor


def get(options: FetchOptions, url: str, token: str | None = None, fixed: bool = False) -> bytes:
    transport = Transport(options, Egress.of(options, url))
    return transport.get(Request(url, authorization=token, immutable=fixed)).body


def entries(tmp_path: Path) -> list[Path]:
    return sorted(path for path in (tmp_path / "answers" / "hubs").rglob("*") if path.is_file())


@pytest.fixture
def kept(server: Licensor, options: Make, tmp_path: Path) -> Path:
    """The file of one answer, which is read again offline."""
    assert get(options(), f"{server.url}/x") == b"research only, public"
    assert get(options(offline=True), f"{server.url}/x") == b"research only, public"
    (file,) = entries(tmp_path)
    return file


def is_refused(server: Licensor, options: Make) -> bool:
    """Offline nothing is answered, and online the hub is asked for all of it."""
    with pytest.raises(NotCachedError):
        get(options(offline=True), f"{server.url}/x")
    server.asked.clear()
    assert get(options(), f"{server.url}/x", fixed=True) == b"research only, public"
    return "if-none-match" not in server.asked[-1].headers


def edited(sealed: bytes) -> bytes:
    return sealed.replace(b"research only", b"any purpose!!")


def with_plain_digest(sealed: bytes) -> bytes:
    """As earlier versions kept it, and whoever edits an answer can do as well."""
    head, _, body = edited(sealed[32:]).partition(b"\n")
    known = {**json.loads(head), "sha256": hashlib.sha256(body).hexdigest()}
    return json.dumps(known).encode() + b"\n" + body


def rehashed(sealed: bytes) -> bytes:
    return hashlib.sha256(edited(sealed[32:])).digest() + edited(sealed[32:])


def of_today(sealed: bytes) -> bytes:
    """An old answer that says it is from later."""
    at = sealed.index(b"stored_at") + len('stored_at": "')
    return sealed[:at] + b"2099" + sealed[at + 4 :]


@pytest.mark.parametrize(
    "change",
    [edited, with_plain_digest, rehashed, of_today, lambda sealed: sealed[:-1],
     lambda sealed: sealed + b" ", lambda _: b"", lambda _: b"\0" * 40],
)  # fmt: skip
def test_an_answer_that_was_edited_is_none(
    server: Licensor, options: Make, kept: Path, change: Callable[[bytes], bytes]
) -> None:
    kept.write_bytes(change(kept.read_bytes()))
    assert is_refused(server, options)


def test_an_answer_to_another_question_is_none(
    server: Licensor, options: Make, tmp_path: Path, kept: Path
) -> None:
    get(options(), f"{server.url}/y")
    (other,) = set(entries(tmp_path)) - {kept}
    kept.write_bytes(other.read_bytes())
    assert is_refused(server, options)


def test_an_answer_to_another_token_is_none(
    server: Licensor, options: Make, tmp_path: Path, kept: Path
) -> None:
    get(options(), f"{server.url}/x", token="Bearer of-somebody")
    (other,) = set(entries(tmp_path)) - {kept}
    kept.write_bytes(other.read_bytes())
    assert is_refused(server, options)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "huge"])
def test_what_is_no_file_of_ours_is_none(
    server: Licensor, options: Make, kept: Path, kind: str
) -> None:
    sealed = kept.read_bytes()
    kept.unlink()
    match kind:
        case "pipe":
            os.mkfifo(kept)
        case "device":
            kept.symlink_to("/dev/zero")
        case "folder":
            kept.mkdir()
        case "huge":
            with kept.open("wb") as file:
                file.write(sealed)
                file.truncate(10**12)
    assert is_refused(server, options)


def test_who_shares_a_folder_believes_and_overwrites_nobody(
    server: Licensor, options: Make, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "of another user " * 2)
    assert is_refused(server, options)
    monkeypatch.delenv(VARIABLE)
    assert get(options(offline=True), f"{server.url}/x") == b"research only, public"


def test_jobs_with_one_key_share_answers_though_each_has_its_own_home(
    server: Licensor, options: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "a secret of the pipeline " * 2)
    get(options(), f"{server.url}/x")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home of the next job"))
    assert get(options(offline=True), f"{server.url}/x") == b"research only, public"
    monkeypatch.delenv(VARIABLE)
    with pytest.raises(NotCachedError):
        get(options(offline=True), f"{server.url}/x")


def test_the_name_of_a_file_tells_nobody_what_was_asked(
    server: Licensor, options: Make, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever guesses address and token cannot find the guess confirmed."""
    monkeypatch.setenv(VARIABLE, "of another user " * 2)
    get(options(), f"{server.url}/x")
    assert len(entries(tmp_path)) == 2


@pytest.mark.skipif(os.name != "posix", reason="rights of files are of another kind here")
def test_without_a_key_nothing_is_kept_and_offline_says_why(
    server: Licensor, options: Make, tmp_path: Path
) -> None:
    get(options(), f"{server.url}/x")
    (tmp_path / "data" / "licensecheck" / "cache.key").chmod(0o644)
    get(options(), f"{server.url}/y")
    assert len(entries(tmp_path)) == 1
    with pytest.raises(NotCachedError) as error:
        get(options(offline=True), f"{server.url}/x")
    assert "cache.key cannot be used: others have rights to it" in error.value.remedy


def test_without_a_folder_nothing_is_kept(server: Licensor, options: Make) -> None:
    assert get(options(cache_dir=None), f"{server.url}/x") == b"research only, public"
    with pytest.raises(NotCachedError, match="no earlier answer"):
        get(options(cache_dir=None, offline=True), f"{server.url}/x")
