"""The one module that opens sockets: bounded, patient to a limit, and discreet.

Bounded: every request ends by the collection's deadline, and no more of a body is read or unpacked
than was asked for. Patient: what may pass is tried again, but never for longer than it makes sense
to wait. Discreet: `egress` says where a request may go, an authorization stays on the origin it is
meant for, and an answer that one token got is never given to another.
"""

import re
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from licensecheck.errors import UnavailableError
from licensecheck.hubs.answers import Answers, HubAnswer, Store, key
from licensecheck.hubs.echo import gives_back
from licensecheck.hubs.egress import Egress, named_host, same_origin, shown
from licensecheck.hubs.options import FetchOptions
from licensecheck.hubs.responses import kept, retry_after, unpacker
from licensecheck.version import __version__

if TYPE_CHECKING:
    import httpx2

API_BYTES = 20_000_000
"""Bytes of one answer of an API; the file list of a large model (3,000 files) has 0.6 MB."""
MAX_WAIT = 15.0
"""Seconds that a hub may make us wait between two attempts; more is an answer of its own."""
MAX_REDIRECTS = 5
CONCURRENT = 4
"""Requests at one time to one hub: what browsers dare, with room to spare."""

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_WORTH_KEEPING = frozenset({200, 206})
_BACKOFF = (0.5, 1.5)
"""Seconds between attempts, so three in all."""
_HEADER_VALUE = re.compile(r"[ -~]*")
_USER_AGENT = f"licensecheck-ai/{__version__}"


class NotCachedError(UnavailableError):
    """Offline, and this was not asked before."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, and how much of an answer is wanted."""

    url: str
    headers: Mapping[str, str] | None = None
    authorization: str | None = None
    """Sent to the origin of `url` and nowhere else."""
    within: str = ""
    """Address of the repository that `url` must lie in; empty where it belongs to none."""
    limit: int = API_BYTES
    """Bytes of the body, unpacked."""
    cut: bool = False
    """True where the beginning of a longer body is wanted too; else it is an error."""
    immutable: bool = False
    """True where the answer can never change: asked once, then read from the cache."""
    identity: str | None = None
    """Who asks, where `authorization` is a passing token: answers are kept under it."""
    secret: bool = False
    """True where the answer is itself a secret, and never kept."""
    is_public: Callable[[HubAnswer], bool] = lambda _: False
    """True for an answer that anybody would get: it is kept for whoever asks again."""


class Transport:
    """The requests of one collection."""

    def __init__(self, options: FetchOptions, egress: Egress) -> None:
        self._options = options
        self.progress = options.progress
        self._egress = egress
        self._end = options.clock() + options.deadline
        self._network = options.network
        self._store: Answers = options.bundle or Store(options.cache_dir)

    def get(self, request: Request) -> HubAnswer:
        """The hub's answer, whatever its status below 500.

        Raises `UnavailableError` where there was none in time or the address may not be asked, and
        `NotCachedError` offline.
        """
        own = key(request.url, request.headers, request.identity or request.authorization)
        of_all = key(request.url, request.headers, None)
        stored = next(filter(None, map(self._store.read, dict.fromkeys((own, of_all)))), None)
        if self._options.offline and not stored:
            raise NotCachedError(
                f"{named_host(request.url)} was not asked: offline, and no earlier answer is kept.",
                remedy=self._store.remedy,
            )
        url = self._egress.admit(request.url, request.within)
        if not _HEADER_VALUE.fullmatch(request.authorization or ""):
            # Told apart here because the client's log quotes a header that it refuses.
            raise UnavailableError(
                f"The token for {shown(url)} holds characters that no token has.",
                remedy="Check it for line breaks and quotation marks.",
            )
        answer = self._kept_or_asked(request, url, stored)
        if answer.status in _WORTH_KEEPING and not request.secret:
            if answer.stored_at is None:
                self._store.write(of_all if request.is_public(answer) else own, answer)
            if self._options.record:
                self._options.record(of_all, answer)
        return answer

    def _kept_or_asked(
        self, request: Request, url: "httpx2.URL", stored: HubAnswer | None
    ) -> HubAnswer:
        """The answer that is kept where it may stand, else the hub's."""
        if stored and (self._options.offline or (request.immutable and not self._options.refresh)):
            return stored
        stored = None if self._options.refresh else stored
        answer = self._patiently(request, url, stored)
        if answer.status == 304 and stored:
            return replace(stored, stored_at=None)
        return answer

    def all(self, requests: Sequence[Request]) -> list[HubAnswer | UnavailableError]:
        """The answer to each request or why there is none, in their order, a few at a time."""

        def one(request: Request) -> HubAnswer | UnavailableError:
            try:
                return self.get(request)
            except UnavailableError as error:
                return error

        with ThreadPoolExecutor(CONCURRENT) as pool:
            return list(pool.map(one, requests))

    def left(self) -> float:
        """Seconds until the deadline; negative behind it."""
        return self._end - self._options.clock()

    def _patiently(
        self, request: Request, url: "httpx2.URL", stored: HubAnswer | None
    ) -> HubAnswer:
        """Ask, and ask again where it makes sense."""
        import httpx2

        host = shown(url)
        self._await(host)
        failure = ""
        for pause in (*_BACKOFF, None):
            try:
                answer = self._in_time(request, url, stored)
                if answer.status not in _PASSING:
                    self._network.answered(host)
                    return answer
                failure, asked = f"answered {answer.status}", retry_after(answer)
            except httpx2.TransportError as error:
                if _is_certificate(error):
                    raise UnavailableError(
                        f"{host} shows a certificate that is not trusted.", remedy=_CERTIFICATES
                    ) from error
                failure, asked = _in_words(error, self._options.timeout), 0.0
            if asked > MAX_WAIT:
                failure += f" and asks to wait {asked:,.0f} s"
            if 0 < asked <= min(MAX_WAIT, self.left()):  # a longer one is a failure like others
                self._network.asked_to_wait(host, asked, failure)
            wait = max(pause or 0.0, asked, self._network.pause(host)[0])
            if pause is None or wait > min(MAX_WAIT, self.left()):
                break
            self.progress(f"{host} {failure}: trying again")
            self._options.sleep(wait)
        self._network.failed(host, failure, self)
        raise UnavailableError(f"{host} {failure}.", remedy=_LATER)

    def _await(self, host: str) -> None:
        """Wait until a host may be asked; UnavailableError where that takes too long."""
        wait, why = self._network.pause(host)
        if not wait:
            return
        if wait > min(MAX_WAIT, self.left()):
            raise UnavailableError(f"{host} was not asked again: it {why}.", remedy=_LATER)
        self.progress(f"{host} {why}: waiting {wait:.0f} s")
        self._options.sleep(wait)

    def _in_time(self, request: Request, url: "httpx2.URL", stored: HubAnswer | None) -> HubAnswer:
        """Ask in a thread that is left alone at the deadline.

        The client's own time limits are per read, and a name server has none: a host that sends a
        byte now and then would hold us for ever.
        """
        answer = Future[HubAnswer]()

        def run() -> None:
            try:
                answer.set_result(self._follow(request, url, stored))
            except Exception as error:  # handed to the thread that waits
                answer.set_exception(error)

        host = shown(url)
        with self._network.turn(host, self.left()) as its_turn:
            if its_turn:
                threading.Thread(target=run, daemon=True).start()
                wait_for([answer], max(self.left(), 0.001))
        if answer.done():
            return answer.result()
        late = f"was not done within {self._options.deadline:g} s"
        if its_turn:
            self._network.failed(host, late, self)
        raise UnavailableError(f"{host} {late}.", remedy=_LATER)

    def _follow(self, request: Request, first: "httpx2.URL", stored: HubAnswer | None) -> HubAnswer:
        """Send a request, and follow where it is redirected to."""
        url = first
        for _ in range(MAX_REDIRECTS + 1):
            headers = {"User-Agent": _USER_AGENT, "Accept-Encoding": "gzip"}
            headers |= request.headers or {}
            if request.authorization and same_origin(url, first):
                headers["Authorization"] = request.authorization
            if stored and url == first and (etag := stored.headers.get("etag")):
                headers["If-None-Match"] = etag
            answer = self._send(url, headers, request)
            if gives_back(answer, request.authorization or "", in_body=not request.secret):
                raise UnavailableError(
                    f"{shown(url)} gives the token back that it was sent; nothing of it was used.",
                    remedy="Check the address of the hub, and make a new token.",
                )
            target = answer.headers.get("location")
            if answer.status not in {301, 302, 303, 307, 308} or not target:
                return answer
            url = self._egress.follow(url, target)
        raise UnavailableError(f"{shown(url)} redirects in a circle.", remedy=_LATER)

    def _send(self, url: "httpx2.URL", headers: dict[str, str], request: Request) -> HubAnswer:
        import httpx2

        malformed = httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpx2.LocalProtocolError
        watch = self._egress.watch(url)
        steps = {"trace": watch} if watch else {}
        limit = self._options.timeout
        try:
            with self._network.client(watched=bool(watch)).stream(
                "GET", url, headers=headers, timeout=limit, extensions=steps
            ) as found:
                body, cut = self._body(found, request)
                return HubAnswer(str(url), found.status_code, kept(found.headers), body, cut)
        except (*malformed, UnicodeError) as error:
            message = f"{shown(url)} cannot be asked: {error}."
            raise UnavailableError(message, remedy="Check address and token.") from error

    def _body(self, found: "httpx2.Response", request: Request) -> tuple[bytes, bool]:
        """What is wanted of a body, and whether there is more."""
        unpack = unpacker(found)
        body = bytearray()
        for chunk in found.iter_raw():
            body += unpack(chunk, request.limit + 1 - len(body))
            if self.left() < 0:
                import httpx2

                raise httpx2.ReadTimeout("deadline")
            if len(body) > request.limit:
                break
        else:
            unpack(b"", 0)
            return bytes(body), False
        if request.cut:
            return bytes(body[: request.limit]), True
        raise UnavailableError(
            f"{shown(found.url)} sends more than the {request.limit:,} bytes expected.",
            remedy="It may not be the hub: check the address.",
        )


_CERTIFICATES = "If it is your organisation's, set SSL_CERT_FILE to a file of its certificates."
_LATER = "Try again later, or use --offline for what is on this disk."


def _is_certificate(error: BaseException | None) -> bool:
    """True where a certificate is the cause of an error."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _in_words(error: "httpx2.TransportError", timeout: float) -> str:
    import httpx2

    if isinstance(error, httpx2.ConnectTimeout | httpx2.ConnectError | httpx2.ProxyError):
        return "cannot be reached"
    if isinstance(error, httpx2.TimeoutException):
        return f"was silent for {timeout:g} s"
    return "broke off its answer"
