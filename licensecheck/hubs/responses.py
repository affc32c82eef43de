"""What may be done with an answer of a host that is not trusted."""

import re
import zlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from licensecheck.errors import UnavailableError
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.egress import shown

if TYPE_CHECKING:
    import httpx2


def unpacker(found: "httpx2.Response") -> Callable[[bytes, int], bytes]:
    """A function of packed bytes and the most to give back; called with b"" at the end.

    The client's own would unpack a whole chunk at once, a thousand times its size.
    """
    encoding = found.headers.get("content-encoding", "identity").lower()
    if encoding in {"identity", ""}:
        return lambda chunk, most: chunk[:most]
    if encoding != "gzip":
        raise UnavailableError(f"{shown(found.url)} sends an encoding that was not asked for.")
    import httpx2

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


def retry_after(answer: HubAnswer) -> float:
    """Seconds that an answer asks to wait: `Retry-After`, or the draft `RateLimit` header."""
    text = answer.headers.get("retry-after", "")
    if text.isdecimal():
        return float(text[:9])
    reset = re.search(r"\br=0\b.{0,40}?\bt=(\d{1,9})", answer.headers.get("ratelimit", ""))
    return float(reset[1]) if reset else 0.0


_KEPT = {"etag", "content-type", "content-length", "content-range", "location", "retry-after",
         "www-authenticate"}  # fmt: skip
_PLAIN = re.compile(r"[ -~\t]*")


def kept(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of an answer that are ever asked for; no cookies, nothing of the connection.

    Only those in ASCII: others mean nothing by HTTP, and could not be sent back (`If-None-Match`).
    """
    return {
        name.lower(): value
        for name, value in headers.items()
        if _PLAIN.fullmatch(value)
        and (name.lower() in _KEPT or name.lower().startswith(("x-", "ratelimit", "docker-")))
    }
