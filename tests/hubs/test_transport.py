"""The transport: proxies, certificates, and what it keeps."""

import base64
import json
import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from licensecheck.errors import SettingsError, UnavailableError
from licensecheck.hubs import FetchOptions
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.egress import Egress
from licensecheck.hubs.transport import Request, Transport
from tests.hubs.double import Asked, Double, Reply

Make = Callable[..., FetchOptions]


class Echo(Double):
    """Answers with the path that was asked for."""

    def reply(self, asked: Asked) -> Reply:
        return Reply(asked.path.encode())


@pytest.fixture
def server() -> Iterator[Echo]:
    with Echo() as echo:
        yield echo


def get(options: FetchOptions, url: str) -> bytes:
    transport = Transport(options, Egress.of(options, url))
    return transport.get(Request(url)).body


def test_a_proxy_of_the_environment_is_used(
    server: Echo, options: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.url)
    assert get(options(), "http://hub.invalid/x") == b"http://hub.invalid/x"
    monkeypatch.setenv("NO_PROXY", "hub.invalid")
    with pytest.raises(UnavailableError, match=r"hub\.invalid cannot be reached"):
        get(options(), "http://hub.invalid/y")


def test_a_proxy_that_makes_no_sense_is_a_wrong_setting(
    options: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "gopher://x")
    with pytest.raises(SettingsError, match="proxy"):
        get(options(), "http://hub.invalid/")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody knows, with its key."""
    path = tmp_path / "hub.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
               "-nodes", "-days", "2", "-subj", "/CN=hub", "-addext", "subjectAltName=IP:127.0.0.1",
               "-keyout", "key.pem", "-out", "hub.pem"]  # fmt: skip
    try:
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    return path


def test_certificates_are_checked_and_those_of_the_environment_known(
    server: Echo, options: Make, certificate: Path, monkeypatch: pytest.MonkeyPatch,
    waits: list[float],
) -> None:  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    url = server.url.replace("http:", "https:") + "/x"
    with pytest.raises(UnavailableError, match="certificate") as error:
        get(options(), url)
    assert "SSL_CERT_FILE" in error.value.remedy
    assert waits == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert get(options(), url) == b"/x"


def test_a_redirect_from_https_to_http_is_not_followed(
    server: Echo, options: Make, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    location = {"Location": "http://127.0.0.1:1/"}
    server.faults.append(("/", lambda handler, _: handler.send(Reply(b"", 302, location))))
    with pytest.raises(UnavailableError, match="not safe"):
        get(options(), server.url.replace("http:", "https:"))


def test_what_is_kept_has_no_query_and_is_for_the_user_alone(
    server: Echo, options: Make, tmp_path: Path
) -> None:
    get(options(), f"{server.url}/x?signature=planted")
    (kept,) = [p for p in (tmp_path / "answers").rglob("*") if p.is_file()]
    head = kept.read_bytes()[32:].partition(b"\n")[0]  # behind the mark
    assert b"planted" not in head
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0


TOKEN = "hf_Zebra+of/the=Steppe42"
WRITTEN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in JSON": lambda token: json.dumps({"you": {"sent": [token]}}),
    "in base64": lambda token: base64.b64encode(f"x{token}".encode()).decode(),
    "in base64, alone": lambda token: base64.urlsafe_b64encode(token.encode()).decode(),
    "in hexadecimal": lambda token: token.encode().hex(),
    "percent-encoded": lambda token: quote(token, safe=""),
}


class Mirror(Double):
    """Gives back what it was sent, as it is told."""

    write = staticmethod(str)
    status = 200
    where = "body"

    def reply(self, asked: Asked) -> Reply:
        token = asked.headers.get("authorization", "nobody").partition(" ")[2]
        said = self.write(token) if token else "nothing"
        if self.where == "body":
            return Reply(f"<p>{said}</p>".encode(), self.status)
        return Reply(b"{}", 302 if self.where == "location" else 200, {self.where: f"/{said}"})


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with Mirror() as server:
        yield server


def asked_with(options: FetchOptions, url: str, **how: Any) -> HubAnswer:
    bearer = f"Bearer {TOKEN}"
    transport = Transport(options, Egress.of(options, url))
    return transport.get(Request(url, authorization=bearer, **how))


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("status", [200, 404])
def test_a_token_that_a_hub_gives_back_is_neither_kept_nor_shown(
    mirror: Mirror, options: Make, tmp_path: Path, written: str, status: int
) -> None:
    mirror.write, mirror.status = WRITTEN[written], status
    recorded: list[HubAnswer] = []
    how = options(record=lambda _, answer: recorded.append(answer))
    with pytest.raises(UnavailableError, match="gives the token back") as error:
        asked_with(how, f"{mirror.url}/x")
    assert TOKEN not in str(error.value)
    assert recorded == []
    assert [one for one in (tmp_path / "answers").rglob("*") if one.is_file()] == []


@pytest.mark.parametrize("where", ["location", "etag", "content-type"])
def test_a_token_in_a_header_is_not_followed(mirror: Mirror, options: Make, where: str) -> None:
    mirror.where, mirror.write = where, WRITTEN["percent-encoded"]
    with pytest.raises(UnavailableError, match="gives the token back"):
        asked_with(options(), f"{mirror.url}/x")
    assert len(mirror.asked) == 1


def test_a_token_at_the_end_of_what_is_read_is_found(mirror: Mirror, options: Make) -> None:
    mirror.write = lambda token: "x" * 100 + token
    with pytest.raises(UnavailableError, match="gives the token back"):
        asked_with(options(), f"{mirror.url}/x", limit=len("<p>") + 100 + 20, cut=True)


def test_the_password_of_a_login_is_found_too(mirror: Mirror, options: Make) -> None:
    mirror.write = lambda login: base64.b64decode(login).decode().partition(":")[2]
    login = base64.b64encode(f"zebra:{TOKEN}".encode()).decode()
    transport = Transport(options(), Egress.of(options(), mirror.url))
    with pytest.raises(UnavailableError, match="gives the token back"):
        transport.get(Request(f"{mirror.url}/x", authorization=f"Basic {login}"))


def test_an_answer_without_the_token_is_read_and_kept(
    mirror: Mirror, options: Make, tmp_path: Path
) -> None:
    mirror.write = lambda token: f"{token[:4]} and {token[::-1][:6]}"
    assert b"hf_Z and" in asked_with(options(), f"{mirror.url}/x").body
    assert [one for one in (tmp_path / "answers").rglob("*") if one.is_file()]
