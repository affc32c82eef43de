"""Every way in which a hub fails, and the error that it must lead to."""

import gzip

from licensecheck.domain import Problem
from licensecheck.errors import AccessError, CollectError, NotFoundError, UnavailableError
from tests.hubs import double

FAULTS: dict[str, tuple[double.Fault, type[CollectError]]] = {
    "slow": (double.slow, UnavailableError),
    "drip feed": (double.drip, UnavailableError),
    "drip feed in the body": (double.drip_body, UnavailableError),
    "reset": (double.reset, UnavailableError),
    "truncated": (double.truncated, UnavailableError),
    "bad JSON": (double.bad_json, UnavailableError),
    "deep JSON": (double.deep_json, UnavailableError),
    "401": (double.status(401), AccessError),
    "403": (double.status(403), AccessError),
    "403 gated": (double.status(403, X_Error_Code="GatedRepo"), AccessError),
    "404": (double.status(404), NotFoundError),
    "418": (double.status(418), UnavailableError),
    "429": (double.status(429, Retry_After="1"), UnavailableError),
    "429 for a day": (double.status(429, Retry_After="100000"), UnavailableError),
    "500": (double.status(500), UnavailableError),
    "503": (double.status(503), UnavailableError),
    "redirect loop": (double.redirect_loop, UnavailableError),
    "redirect to a file": (double.status(302, Location="file:///etc/passwd"), UnavailableError),
    "redirect to nonsense": (double.status(302, Location="http://[::"), UnavailableError),
    "10 GB": (double.ten_gigabytes, UnavailableError),
    "gzip bomb": (double.gzip_bomb, UnavailableError),
    "no HTTP": (double.bytes_alone(b"SSH-2.0-OpenSSH_9.2\r\n"), UnavailableError),
    "nothing": (double.bytes_alone(b""), UnavailableError),
    "HTTP/9": (double.bytes_alone(b"HTTP/9.9 200 OK\r\n\r\n{}"), UnavailableError),
    "early hints without end": (
        double.endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"),
        UnavailableError,
    ),
    "headers without end": (
        double.endless(b"HTTP/1.1 200 OK\r\n", b"X-More: more\r\n" * 1000),
        UnavailableError,
    ),
    "header of 1 MB": (double.replies(b"{}", X_Long="x" * 2**20), UnavailableError),
    "chunks without end": (
        double.endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        UnavailableError,
    ),
    "chunk of no size": (
        double.bytes_alone(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
        UnavailableError,
    ),
    "two lengths": (
        double.bytes_alone(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}"),
        UnavailableError,
    ),
    "length of no number": (
        double.bytes_alone(b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}"),
        UnavailableError,
    ),
    "status 999": (double.status(999), UnavailableError),
    "status 101": (double.status(101), UnavailableError),
    "status 204": (double.replies(b"", 204), UnavailableError),
    "304 unasked": (double.status(304), UnavailableError),
    "206 unasked": (double.replies(b'{"half', 206), UnavailableError),
    "429 until no time": (double.status(429, Retry_After="1e999"), UnavailableError),
    "429 until no date": (double.status(429, Retry_After="Thu, 99 Foo -1"), UnavailableError),
    "broken gzip": (double.replies(b"{}", Content_Encoding="gzip"), UnavailableError),
    "half of gzip": (
        double.replies(gzip.compress(b"{}" * 999)[:30], Content_Encoding="gzip"),
        UnavailableError,
    ),
    "other packing": (double.replies(b"{}", Content_Encoding="br"), UnavailableError),
    "null bytes": (double.replies(b"\0" * 100), UnavailableError),
    "not UTF-8": (double.replies(b'{"id": "\xff\xed\xa0\x80"}'), UnavailableError),
    "JSON 900 deep": (double.replies(b'{"id":' + b"[" * 900 + b"]" * 900 + b"}"), UnavailableError),
    "empty JSON": (double.replies(b"{}"), UnavailableError),
    "JSON list": (double.replies(b"[]"), UnavailableError),
    "JSON number": (double.replies(b"9" * 5000), UnavailableError),
    "redirect with a password": (
        double.status(302, Location="https://user:planted@hub.example/"),
        UnavailableError,
    ),
    "redirect to this machine": (
        double.status(302, Location="http://localhost:1/"),
        UnavailableError,
    ),
    "redirect to the cloud's metadata": (
        double.status(302, Location="http://169.254.169.254/latest/meta-data/"),
        UnavailableError,
    ),
}

PATIENCE = 20
"""Seconds; the collections below may take 2, and each fault would take for ever."""


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, bool]]:
    return [(p.kind.value, p.subject, p.hides_terms) for p in problems]
