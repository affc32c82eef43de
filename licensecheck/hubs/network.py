"""What all collections of one run share: connections, and how each host fares.

Hosts are shared because a hub that cannot be reached, or asks to wait, does so for every model:
nothing is won by finding that out again for each.
"""

import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from licensecheck.errors import SettingsError
from licensecheck.hubs.certificates import named_certificates

if TYPE_CHECKING:
    import httpx2

    from licensecheck.hubs.given import MakeTransport

AT_ONCE = 16
"""Requests at one time to one host, of all models together; downloads of Hugging Face's own library
take 8 for one model."""
FAILURES = 3
"""Collections in a row that a host fails, each in all attempts of a request, before it is left
alone. One may be the fault of what was asked for, as may several requests of one; an answer to any
request begins the count anew."""
REST = 30.0
"""Seconds for which it is left alone; longer than a request waits, so none does. Afterwards one
more failure is enough."""


@dataclass(slots=True)
class _Host:
    free: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(AT_ONCE)
    )
    until: float = 0.0
    """Time of the clock before which it is not to be asked."""
    why: str = ""
    failed: set[object] = field(default_factory=set)
    """The collections whose requests it failed since it last answered."""


class Network:
    """The connections of one run, and for each host whether it may be asked."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        transport: "MakeTransport | None" = None,
    ) -> None:
        """`transport` makes what sends requests; without it, sockets are opened."""
        self._clock = clock
        self._transport = transport
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}
        self._clients: dict[bool, httpx2.Client] = {}

    def client(self, *, watched: bool) -> "httpx2.Client":
        """The client, made when first needed: it loads the certificates.

        What was connected without being watched is not used for what is: a host that is named for
        one model need not be for another.
        """
        with self._lock:
            if watched not in self._clients:
                made = _client(self._transport)
                weakref.finalize(self, made.close)
                self._clients[watched] = made
            return self._clients[watched]

    def close(self) -> None:
        """End all requests that are under way, and send no more."""
        for client in self._clients.values():
            client.close()

    def pause(self, host: str) -> tuple[float, str]:
        """Seconds for which a host is not to be asked, 0 where it may be, and why."""
        with self._lock:
            known = self._hosts.get(host)
            left = known.until - self._clock() if known else 0.0
            return (left, known.why) if known and left > 0 else (0.0, "")

    @contextmanager
    def turn(self, host: str, seconds: float) -> Iterator[bool]:
        """Wait for one's turn to ask a host; False where it did not come in time."""
        free = self._host(host).free
        came = free.acquire(timeout=max(seconds, 0.0))
        try:
            yield came
        finally:
            if came:
                free.release()

    def answered(self, host: str) -> None:
        """Note that a host does what it is there for."""
        known = self._host(host)
        with self._lock:
            known.failed.clear()
            known.until = 0.0

    def asked_to_wait(self, host: str, seconds: float, why: str) -> None:
        """Note that a host wants no requests for some time."""
        known = self._host(host)
        with self._lock:
            known.until, known.why = max(known.until, self._clock() + seconds), why

    def failed(self, host: str, why: str, collection: object) -> None:
        """Note that a request of a collection was given up."""
        known = self._host(host)
        with self._lock:
            known.failed.add(collection)
            if len(known.failed) >= FAILURES:
                known.until, known.why = self._clock() + REST, why

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())


def _client(transport: "MakeTransport | None") -> "httpx2.Client":
    """A client that trusts the certificates of the environment, and keeps no cookies: they would
    tell a hub what else was asked for."""
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    import httpx2

    from licensecheck.hubs.given import Given

    certificates = named_certificates()
    try:
        return httpx2.Client(
            follow_redirects=False,
            limits=httpx2.Limits(max_connections=None),  # what one host holds is not another's
            verify=certificates[1] if certificates else True,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            transport=Given(transport()) if transport else None,
        )
    except ValueError as error:  # of the environment's proxy variables
        raise SettingsError(f"The proxy settings are wrong: {error}.") from error
