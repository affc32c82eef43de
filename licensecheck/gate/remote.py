"""Policies at web addresses, named with the hash of their content."""

from hashlib import sha256

from licensecheck.errors import CollectError, UsageError
from licensecheck.gate.bases import Fetch
from licensecheck.gate.files import MAX_BYTES
from licensecheck.hubs import FetchOptions, Network
from licensecheck.hubs.egress import Egress
from licensecheck.hubs.transport import Request, Transport
from licensecheck.settings import Settings


def fetching(settings: Settings, network: Network | None = None) -> Fetch:
    """Fetches policies within the limits of the settings, and keeps them.

    A policy may come with the repository that is checked, so it names no host of this machine or
    its network: only the user does.
    """

    shared = network or Network()

    def fetch(url: str, digest: str) -> bytes:
        for refresh in (settings.refresh, True):
            content = _content(url, settings, shared, refresh=refresh)
            if sha256(content).hexdigest() == digest or settings.offline:
                return content
        return content

    return fetch


def _content(url: str, settings: Settings, network: Network, *, refresh: bool) -> bytes:
    options = FetchOptions(
        offline=settings.offline,
        refresh=refresh,
        timeout=settings.timeout,
        deadline=settings.deadline,
        cache_dir=settings.cache,
        network=network,
    )
    request = Request(url, limit=MAX_BYTES, immutable=True)
    try:
        answer = Transport(options, Egress.of(options)).get(request)
    except CollectError as error:
        raise UsageError(f"{url} cannot be read: {error}", remedy=error.remedy) from error
    if answer.status != 200:
        raise UsageError(f"{url} cannot be read: the server answered {answer.status}")
    return answer.body
