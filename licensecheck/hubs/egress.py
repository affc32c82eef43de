"""May this request go there, and may credentials go with it: the one place that decides.

Four things are refused. An address that two programs could read differently (dot segments, also
encoded ones, backslashes, a user before the host). An address outside the repository that it was
made for. An address of this machine or its network, unless the user named the host. A redirect
from HTTPS to HTTP. Credentials stay on the origin that they were given for.

A host is named by the user in the reference that he typed, in the variable or option that holds a
hub's endpoint, or in `LICENSECHECK_HOSTS`; our own defaults count as named. Whatever stands in
files, cards and answers names nothing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from licensecheck.errors import UnavailableError
from licensecheck.hubs.addresses import is_local_name, is_public, resolve, written_as
from licensecheck.hubs.options import FetchOptions

if TYPE_CHECKING:
    import httpx2

_PORTS = {"http": 80, "https": 443}
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f\\]")
_DECODINGS = 3
"""Times that an address is decoded in search of dot segments: by a proxy, a server, a program."""

Watch = Callable[[str, Mapping[str, Any]], None]
"""What the client calls for every step of a request: name and details."""


@dataclass(frozen=True)
class Egress:
    """Where the requests of one collection may go."""

    urls: tuple[str, ...]
    """Addresses the hosts of which the user named."""
    hosts: frozenset[tuple[str, int | None]]
    """Hosts and ports that he named; a host without a port stands for all of its ports."""

    @classmethod
    def of(cls, options: FetchOptions, *urls: str) -> "Egress":
        """The hosts of `urls`, and those that the options name."""
        return cls(urls, options.hosts)

    @cached_property
    def named(self) -> frozenset[tuple[str, int | None]]:
        """Hosts and ports, read from the addresses when something is asked: offline, never."""
        return self.hosts | {(_host(url), _port(url)) for url in map(plain, self.urls)}

    def admit(self, text: str, within: str = "") -> "httpx2.URL":
        """An address as it may be asked; `within` is the address of the repository it belongs to.

        Raises `UnavailableError` where it may not.
        """
        url = plain(text)
        if within and not _lies_in(url, plain(within)):
            raise UnavailableError(f"{shown(url)} was not asked: the address leads elsewhere.")
        self._refuse_inside(url)
        return url

    def follow(self, url: "httpx2.URL", location: str) -> "httpx2.URL":
        """Where a redirect leads. Raises `UnavailableError` where it may not be followed."""
        import httpx2

        try:
            found = plain(str(url.join(location)))
        except (UnavailableError, httpx2.InvalidURL, ValueError) as error:
            raise UnavailableError(_UNSAFE.format(shown(url))) from error
        if (url.scheme, found.scheme) == ("https", "http"):
            raise UnavailableError(_UNSAFE.format(shown(url)))
        try:
            self._refuse_inside(found)
        except UnavailableError as error:
            message = f"{shown(url)} redirects to another host, and {error}"
            raise UnavailableError(message, remedy=error.remedy) from error
        return found

    def watch(self, url: "httpx2.URL") -> Watch | None:
        """Called for the steps of a request, refuses connections to this machine and its network.

        The name is resolved before the connection is made, and the address is checked again before
        anything is sent: a name server may give another answer each time. A connection to another
        host than that of `url` is one to the proxy, which the environment names.
        """
        if self._is_named(url):
            return None
        target, direct = (_host(url), _port(url)), [False]

        def watch(step: str, details: Mapping[str, Any]) -> None:
            if step == "connection.connect_tcp.started":
                direct[0] = (details["host"], details["port"]) == target
                if direct[0]:
                    _require_public(url, resolve(*target))
            elif step == "connection.connect_tcp.complete" and direct[0]:
                stream = details["return_value"]
                try:
                    _require_public(url, [stream.get_extra_info("server_addr")[0]])
                except UnavailableError:
                    stream.close()
                    raise

        return watch

    def pinned(self, text: str) -> list[str]:
        """Addresses that another program must use for a host; empty where it may look itself."""
        url = plain(text)
        if self._is_named(url):
            return []
        found = resolve(_host(url), _port(url))
        _require_public(url, found)
        return found

    def _is_named(self, url: "httpx2.URL") -> bool:
        host = _host(url)
        return (host, _port(url)) in self.named or (host, None) in self.named

    def _refuse_inside(self, url: "httpx2.URL") -> None:
        """Refuse what can be told from the address alone: a proxy would resolve the name."""
        if self._is_named(url):
            return
        if is_local_name(_host(url)) and not written_as(_host(url), _port(url)):
            raise _inside(url)
        _require_public(url, written_as(_host(url), _port(url)))


def plain(text: str) -> "httpx2.URL":
    """An address that every program reads alike. Raises `UnavailableError` for any other."""
    import httpx2

    try:
        url = httpx2.URL(text)
    except (httpx2.InvalidURL, ValueError) as error:
        raise UnavailableError(_MALFORMED.format("This"), remedy="Check it.") from error
    sound = url.scheme in _PORTS and url.raw_host and 0 < _port(url) < 2**16
    if not sound or url.userinfo or _UNPRINTABLE.search(text) or _has_dots(text):
        raise UnavailableError(_MALFORMED.format(shown(url) or "This"), remedy="Check it.")
    return url


def same_origin(one: "httpx2.URL", other: "httpx2.URL") -> bool:
    """True where credentials for one address may go to another."""
    return (one.scheme, _host(one), _port(one)) == (other.scheme, _host(other), _port(other))


def may_grant(base: str, realm: str, *, credentials: bool) -> bool:
    """True where a registry may send us to `realm` for a token.

    Over HTTPS, or on the registry's own origin. Credentials go to its host or to one of the same
    domain alone (Docker Hub's is `auth.docker.io` for `registry-1.docker.io`).
    """
    try:
        ours, theirs = plain(base), plain(realm)
    except UnavailableError:
        return False
    if theirs.scheme != "https" and not same_origin(ours, theirs):
        return False
    if not credentials or _host(ours) == _host(theirs):
        return True
    return _domain(_host(ours)) == _domain(_host(theirs)) is not None


def shown(url: "httpx2.URL") -> str:
    """The part of an address that can be shown: the rest may hold a signature.

    In ASCII, so that letters of other scripts that look alike are seen.
    """
    host = f"[{_host(url)}]" if ":" in _host(url) else _host(url)
    return host if url.port is None else f"{host}:{url.port}"


def named_host(text: str) -> str:
    """Host and port in an address that is not asked, as it may be shown; the client's parser, which
    decides where a request goes, takes 40 ms to import."""
    try:
        host = urlsplit(text).netloc.rpartition("@")[2]
    except ValueError:
        return _THIS
    return host.encode("ascii", "backslashreplace").decode() or _THIS


_THIS = "This address"
_UNSAFE = "{} redirects to an address that is not safe."
_MALFORMED = "{} is an address that cannot be asked."


def _inside(url: "httpx2.URL") -> UnavailableError:
    return UnavailableError(
        f"{shown(url)} was not asked: it is on this machine or its network, and you named it "
        "neither in the reference nor in LICENSECHECK_HOSTS.",
        remedy="Name it if it is to be asked.",
    )


def _require_public(url: "httpx2.URL", addresses: list[str]) -> None:
    """Refuse a host that has any address inside."""
    if not all(map(is_public, addresses)):
        raise _inside(url)


def _host(url: "httpx2.URL") -> str:
    return url.raw_host.decode("ascii").lower()


def _port(url: "httpx2.URL") -> int:
    return url.port if url.port is not None else _PORTS[url.scheme]


def _has_dots(text: str) -> bool:
    """True for a path that leads up or stays, by any decoding."""
    path = re.split(r"[?#]", text, maxsplit=1)[0]
    for _ in range(_DECODINGS):
        if not {".", ".."}.isdisjoint(path.split("/")) or "\\" in path:
            return True
        path = unquote(path)
    return False


def _lies_in(url: "httpx2.URL", base: "httpx2.URL") -> bool:
    path, start = (one.raw_path.partition(b"?")[0].rstrip(b"/") + b"/" for one in (url, base))
    return same_origin(url, base) and path.startswith(start)


def _domain(host: str) -> str | None:
    """The last two labels of a host name; None for an address in numbers."""
    labels = host.split(".")
    return ".".join(labels[-2:]) if len(labels) > 1 and not labels[-1].isdecimal() else None
