"""What may be done with an answer of a host that is not trusted."""

import re
import zlib
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

import httpx2

from licensecheck.errors import UnavailableError
from licensecheck.hubs.answers import Answer


def unpacker(found: httpx2.Response) -> Callable[[bytes, int], bytes]:
    """A function of packed bytes and the most to give back; called with b"" at the end.

    The client's own would unpack a whole chunk at once, a thousand times its size.
    """
    encoding = found.headers.get("content-encoding", "identity").lower()
    if encoding in {"identity", ""}:
        return lambda chunk, most: chunk[:most]
    if encoding != "gzip":
        raise UnavailableError(
            f"{host_of(str(found.url))} sends an encoding that was not asked for."
        )
    decoder = zlib.decompressobj(31)  # 31: with gzip's header

    def unpack(chunk: bytes, most: int) -> bytes:
        try:
            if chunk:
                return decoder.decompress(chunk, most)
        except zlib.error as error:
            raise httpx2.RemoteProtocolError("broken gzip") from error
        if not decoder.eof:
            raise httpx2.RemoteProtocolError("truncated gzip")
        return b""

    return unpack


def retry_after(answer: Answer) -> float:
    """Seconds that an answer asks to wait: `Retry-After`, or the draft `RateLimit` header."""
    text = answer.headers.get("retry-after", "")
    if text.isdecimal():
        return float(text[:9])
    reset = re.search(r"\br=0\b.{0,40}?\bt=(\d{1,9})", answer.headers.get("ratelimit", ""))
    return float(reset[1]) if reset else 0.0


def redirected(url: str, target: str) -> str:
    """Where a redirect leads, if it may be followed: never from HTTPS to HTTP."""
    try:
        found = urljoin(url, target)
        scheme, name, _ = origin_of(found)
    except ValueError:
        scheme, name = "", None
    allowed = {"https"} if url.startswith("https:") else {"http", "https"}
    if not name or scheme not in allowed:
        raise UnavailableError(f"{host_of(url)} redirects to an address that is not safe.")
    return found


def origin_of(url: str) -> tuple[str, str | None, int | None]:
    """Scheme, host and port: what a token is meant for. Raises ValueError for a malformed port."""
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.hostname, port


def host_of(url: str) -> str:
    """The part of an address that can be shown: the rest may hold a signature."""
    parts = urlsplit(url)
    return parts.netloc.rpartition("@")[2] or url[:40]


_KEPT = {"etag", "content-type", "content-length", "content-range", "link", "location",
         "retry-after", "www-authenticate"}  # fmt: skip


def kept(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of an answer that are ever asked for; no cookies, nothing of the connection."""
    return {
        name.lower(): value
        for name, value in headers.items()
        if name.lower() in _KEPT or name.lower().startswith(("x-", "ratelimit", "docker-"))
    }
