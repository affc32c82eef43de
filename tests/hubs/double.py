"""A web server on loopback that answers as it is told, and fails as it is told."""

import gzip
import json
import re
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Reply:
    """One answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it; header names in lower case."""

    path: str
    """With its query."""
    headers: Mapping[str, str]


Fault = Callable[["Handler", Reply], None]
"""What is done instead of sending the reply."""


def as_json(value: Any, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(json.dumps(value).encode(), status, {"Content-Type": "application/json", **named})


def ranged(asked: Asked, reply: Reply) -> Reply:
    """The part of a reply that a `Range` header asks for."""
    found = re.fullmatch(r"bytes=(\d+)-(\d+)", asked.headers.get("range", ""))
    if not found:
        return reply
    first, last = int(found[1]), int(found[2])
    shown = f"bytes {first}-{min(last + 1, len(reply.body)) - 1}/{len(reply.body)}"
    headers = {**reply.headers, "Content-Range": shown}
    return Reply(reply.body[first : last + 1], 206, headers)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: "Double"

    def do_GET(self) -> None:
        asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()})
        self.server.asked.append(asked)
        reply = self.server.reply(asked)
        for pattern, fault in self.server.faults:
            if re.search(pattern, self.path):
                self.close_connection = True
                fault(self, reply)
                return
        self.send(reply)

    def do_HEAD(self) -> None:
        self.do_GET()

    def send(self, reply: Reply, length: int | None = None) -> None:
        self.send_response(reply.status)
        headers = {"Content-Length": str(len(reply.body) if length is None else length)}
        for name, text in {**headers, **reply.headers}.items():
            self.send_header(name, text)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Loopback(ThreadingHTTPServer):
    """Serves on a free port; a context manager."""

    daemon_threads = True

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.stopping = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()


class Double(Loopback):
    """Serves what `reply` gives."""

    def __init__(self) -> None:
        super().__init__(Handler)
        self.asked: list[Asked] = []
        self.faults: list[tuple[str, Fault]] = []

    def reply(self, asked: Asked) -> Reply:
        """What a request is answered; overridden by each hub's double."""
        raise NotImplementedError

    def handle_error(self, *_: object) -> None:
        """A client that went away is no news."""

    def paths(self) -> list[str]:
        """Paths asked for, in order, without queries."""
        return [urlsplit(a.path).path for a in self.asked]


# --- Faults --------------------------------------------------------------------------------------


def status(code: int, **headers: str) -> Fault:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return lambda handler, _: handler.send(Reply(b"{}", code, named))


def slow(handler: Handler, _: Reply) -> None:
    """Accept the request and never answer."""
    handler.server.stopping.wait(30)


def drip(handler: Handler, _: Reply) -> None:
    """Send headers without end, a byte at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.stopping.wait(0.02):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def drip_body(handler: Handler, _: Reply) -> None:
    """Send a body without end, a byte at a time."""
    handler.send(Reply(b"{"), length=10**9)
    while not handler.server.stopping.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def reset(handler: Handler, _: Reply) -> None:
    """Break the connection with a TCP reset."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def truncated(handler: Handler, reply: Reply) -> None:
    """Promise the whole body and send half."""
    half = Reply(reply.body[: len(reply.body) // 2], reply.status, reply.headers)
    handler.send(half, length=len(reply.body))


def bad_json(handler: Handler, reply: Reply) -> None:
    handler.send(Reply(b"<html>Welcome to the airport's network", 200, reply.headers))


def deep_json(handler: Handler, _: Reply) -> None:
    handler.send(Reply(b"[" * 200_000))


def redirect_loop(handler: Handler, _: Reply) -> None:
    handler.send(Reply(status=302, headers={"Location": handler.path}))


def ten_gigabytes(handler: Handler, reply: Reply) -> None:
    """Promise 10 GB, and send as long as anyone reads."""
    handler.send(Reply(b"", 200, reply.headers), length=10**10)
    chunk = b"a" * 2**20
    while not handler.server.stopping.is_set():
        handler.wfile.write(chunk)


_BOMB = gzip.compress(b" " * 2**26)
"""64 KB that unpack to 64 MB, three times what the largest answer may have."""


def gzip_bomb(handler: Handler, _: Reply) -> None:
    handler.send(Reply(_BOMB, headers={"Content-Encoding": "gzip"}))


def replies(body: bytes, code: int = 200, **headers: str) -> Fault:
    """Something else instead of the reply."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return lambda handler, _: handler.send(Reply(body, code, named))


def bytes_alone(sent: bytes) -> Fault:
    """Bytes that need not be HTTP."""

    def fault(handler: Handler, _: Reply) -> None:
        handler.wfile.write(sent)
        handler.wfile.flush()

    return fault


def endless(start: bytes, more: bytes) -> Fault:
    """Bytes without end, a thousand times a second."""

    def fault(handler: Handler, _: Reply) -> None:
        handler.wfile.write(start)
        while not handler.server.stopping.wait(0.001):
            handler.wfile.write(more)

    return fault


def odd_headers(handler: Handler, reply: Reply) -> None:
    """The reply itself, with headers of which none is in ASCII or means anything."""
    odd = {"Retry-After": "\xb2", "X-Error-Message": "\xe9", "RateLimit": "\xe9",
           "X-RateLimit-Reset": "9" * 5000, "X-Odd": "\xff\xfe"}  # fmt: skip
    handler.send(Reply(reply.body, reply.status, {**odd, **reply.headers, "ETag": '"\xfc"'}))
