"""Where a request may go, and with which credentials."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.errors import SettingsError, UnavailableError
from licensecheck.hubs import FetchOptions
from licensecheck.hubs.addresses import is_local_name, is_public
from licensecheck.hubs.egress import Egress, may_grant
from licensecheck.hubs.transport import Request, Transport
from tests.hubs.double import Asked, Double, Reply

Make = Callable[..., FetchOptions]
HUB = "https://hub.example/org/name"


class Echo(Double):
    """Answers everything."""

    def reply(self, asked: Asked) -> Reply:
        return Reply(b"internal")


@pytest.fixture
def inside() -> Iterator[Echo]:
    """A server of this machine that nobody named."""
    with Echo() as server:
        yield server


def egress(*urls: str, **changes: Any) -> Egress:
    return Egress.of(FetchOptions(**changes), *urls)


# --- Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.9.9.9", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1",
     "169.254.169.254", "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1",
     "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1",
     "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
     "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:1:2::f5ff:fffe"],
)  # fmt: skip
def test_addresses_that_are_not_on_the_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_addresses_on_the_internet(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_of_ipv4_is_judged_alike_in_every_form(address: ipaddress.IPv4Address) -> None:
    mapped, translated = f"::ffff:{address}", ipaddress.IPv6Address((0x64FF9B << 96) | int(address))
    assert is_public(mapped) == is_public(str(translated)) == is_public(str(address))


def test_names_of_this_machine_or_its_network() -> None:
    local = ["localhost", "LOCALHOST.", "a.localhost", "printer", "nas.local", "db.internal", "x."]
    assert all(map(is_local_name, local))
    assert not any(map(is_local_name, ["huggingface.co", "ghcr.io.", "10.0.0.1", "::1"]))


# --- Addresses that are asked --------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/../private/x", "/./x", "/a/%2e%2e/%2e%2e/x", "/a/..%2f..%2fx", "/%252e%252e/x", "/a\\..\\x",
     "/a%5c..%5cx", "/..", "/a/.."],
)  # fmt: skip
def test_no_path_leads_out_of_its_repository(path: str) -> None:
    with pytest.raises(UnavailableError):
        egress(HUB).admit(HUB + path, within=HUB)


@pytest.mark.parametrize(
    "url",
    ["https://hub.example/org/name2/x", "https://hub.example/org", "https://hub.example:8443/org/name/x",
     "http://hub.example/org/name/x", "https://hub.example.evil.example/org/name/x",
     "https://evil.example/org/name/x"],
)  # fmt: skip
def test_another_repository_or_host_is_not_asked(url: str) -> None:
    with pytest.raises(UnavailableError, match="leads elsewhere"):
        egress(HUB).admit(url, within=HUB)


def test_a_revision_with_a_slash_is_asked_for() -> None:
    url = f"{HUB}/revision/refs%2Fpr%2F1?blobs=true"
    assert str(egress(HUB).admit(url, within=HUB)) == url


@pytest.mark.parametrize(
    "url",
    ["https://user:secret@hub.example/", "https://hub.example\\@evil.example/", "ftp://hub.example/",
     "file:///etc/passwd", "https:///x", "https://hub.example:0/", "https://hub.example:99999/",
     "https://hub.example/a\tb", "https://hub.example/a b", "http://[::/", "//hub.example/", "hub"],
)  # fmt: skip
def test_what_is_no_plain_address_is_not_asked_and_not_shown(url: str) -> None:
    with pytest.raises(UnavailableError, match="cannot be asked") as error:
        egress().admit(url)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "localhost", "localhost.", "127.0.0.1.",
     "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.169.254", "0", "10.1.2.3",
     "intranet", "registry.internal"],
)  # fmt: skip
def test_this_machine_and_its_network_are_asked_only_if_the_user_named_them(host: str) -> None:
    url = f"http://{host}:8080/x"
    for other in ([], ["http://127.0.0.1:1/"], [f"http://{host}:8081/"]):
        with pytest.raises(UnavailableError, match="named it neither"):
            egress(*other).admit(url)
    assert egress(url).admit(url)


def test_hosts_may_be_named_in_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LICENSECHECK_HOSTS", "intranet, 10.1.2.3:8080 [::1]")
    for url in ("http://intranet:1/", "http://10.1.2.3:8080/", "http://[::1]:7/"):
        assert egress().admit(url)
    with pytest.raises(UnavailableError):
        egress().admit("http://10.1.2.3:8081/")
    monkeypatch.setenv("LICENSECHECK_HOSTS", "host:port")
    with pytest.raises(SettingsError, match="LICENSECHECK_HOSTS"):
        FetchOptions()


@pytest.mark.parametrize(
    "location",
    ["http://hub.example/x", "https://127.0.0.1/x", "https://user@cdn.example/", "file:///etc/passwd",
     "//localhost/x", "https://cdn.example/a/%2e%2e/x", "/\\evil.example", "https://[::ffff:10.0.0.1]/",
     "javascript:1", "https://cdn.example:0/"],
)  # fmt: skip
def test_redirects_that_are_not_followed(location: str) -> None:
    hub = egress(HUB)
    with pytest.raises(UnavailableError):
        hub.follow(hub.admit(HUB), location)


def test_a_redirect_to_a_host_with_letters_of_another_script_is_shown_as_it_is() -> None:
    hub = egress(HUB)
    assert "xn--" in str(hub.follow(hub.admit(HUB), "https://huggingf\u0430ce.co/x"))


@pytest.mark.parametrize(
    ("base", "realm", "credentials", "allowed"),
    [
        ("https://registry-1.docker.io", "https://auth.docker.io/token", True, True),
        ("https://ghcr.io", "https://ghcr.io/token", True, True),
        ("https://ghcr.io", "https://evil.example/token", True, False),
        ("https://ghcr.io", "https://evil.example/token", False, True),
        ("https://ghcr.io", "http://ghcr.io/token", False, False),
        ("https://ghcr.io", "https://ghcr.io@evil.example/token", True, False),
        ("https://ghcr.io", "https://ghcr.io\\@evil.example/token", True, False),
        ("http://127.0.0.1:5000", "http://127.0.0.1:5000/token", True, True),
        ("http://127.0.0.1:5000", "http://127.0.0.1:5001/token", True, False),
        ("https://10.0.0.1", "https://10.0.0.2/token", True, False),
        ("https://ghcr.io", "nonsense", False, False),
    ],
)
def test_where_a_registry_may_send_us_for_a_token(
    base: str, realm: str, credentials: bool, allowed: bool
) -> None:
    assert may_grant(base, realm, credentials=credentials) is allowed


# --- Connections ---------------------------------------------------------------------------------


def ask(options: FetchOptions, named: Egress, url: str) -> bytes:
    transport = Transport(options, named)
    return transport.get(Request(url)).body


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """A name server that gives another answer each time; the names it was asked for."""
    real, asked = socket.getaddrinfo, []
    left = iter(answers)

    def resolve(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if host != "rebound.example" or more.get("flags"):
            return real(host, port, *rest, **more)
        asked.append(host)
        return real(next(left), port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_a_name_of_this_machine_in_the_public_dns_is_not_connected_to(
    inside: Echo, options: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, "127.0.0.1", "127.0.0.1")
    url = inside.url.replace("127.0.0.1", "rebound.example")
    with pytest.raises(UnavailableError, match=r"rebound\.example:.*named it neither"):
        ask(options(), egress(), url)
    assert (len(asked), inside.asked) == (1, [])


def test_a_name_that_changes_its_address_meanwhile_is_sent_nothing(
    inside: Echo, options: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, "8.8.8.8", "127.0.0.1")
    url = inside.url.replace("127.0.0.1", "rebound.example")
    with pytest.raises(UnavailableError, match="named it neither"):
        ask(options(), egress(), url)
    assert (len(asked), inside.asked) == (2, [])


def test_a_name_that_the_user_named_may_be_of_this_machine(
    inside: Echo, options: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "127.0.0.1")
    url = inside.url.replace("127.0.0.1", "rebound.example")
    assert ask(options(), egress(url), url) == b"internal"


def test_a_proxy_of_this_machine_reaches_hosts_that_nobody_named(
    inside: Echo, options: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", inside.url)
    assert ask(options(), egress(), "http://cdn.example/x") == b"internal"
    for url in ("http://127.0.0.1:1/x", "http://2130706433/x", "http://intranet/x"):
        with pytest.raises(UnavailableError, match="named it neither"):
            ask(options(), egress(), url)
    assert [asked.path for asked in inside.asked] == ["http://cdn.example/x"]


@pytest.mark.parametrize(
    "value", ["https://user:secret@hub.example", "ftp://hub", "https://", "http://[:"]
)
def test_an_endpoint_that_is_no_address_is_a_wrong_setting(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", value)
    with pytest.raises(SettingsError, match="HF_ENDPOINT") as error:
        FetchOptions().endpoint("huggingface", "HF_ENDPOINT", "https://huggingface.co")
    assert "secret" not in str(error.value)
