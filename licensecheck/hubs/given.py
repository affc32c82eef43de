"""A transport that the caller gives, in place of the one that connects to hosts."""

from collections.abc import Callable

import httpx2

MakeTransport = Callable[[], httpx2.BaseTransport]
"""Makes a transport. A run has up to two: a connection that was made without being watched is not
used for a host that nobody named."""


class Given(httpx2.BaseTransport):
    """Hands on what another transport answers, as a stream that was not read yet.

    The constructor of a response that is made in memory reads its body, and our sender counts bytes
    as they come.
    """

    def __init__(self, transport: httpx2.BaseTransport) -> None:
        self._transport = transport

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The other transport's answer."""
        found = self._transport.handle_request(request)
        if not found.is_stream_consumed:
            return found
        return httpx2.Response(found.status_code, headers=found.headers, stream=found.stream)

    def close(self) -> None:
        """Close the other transport."""
        self._transport.close()
