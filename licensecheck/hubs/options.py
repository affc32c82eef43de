"""How a model is to be fetched."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from licensecheck.errors import SettingsError
from licensecheck.hubs.network import Network

if TYPE_CHECKING:
    from licensecheck.hubs.answers import Answers, HubAnswer


def _named_hosts() -> frozenset[tuple[str, int | None]]:
    """Hosts in `LICENSECHECK_HOSTS`, with their ports where they are given."""
    texts = os.environ.get("LICENSECHECK_HOSTS", "").replace(",", " ").split()
    try:
        parts = [urlsplit(f"//{text}") for text in texts]
        return frozenset((one.hostname, one.port) for one in parts if one.hostname)
    except ValueError as error:
        raise SettingsError(
            f"LICENSECHECK_HOSTS: {error}.", remedy="Write host:port, with commas between several."
        ) from error


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Limits and credentials of one collection."""

    offline: bool = False
    """Ask no hub: only what is on this disk."""
    refresh: bool = False
    """Ask the hub again even for what is cached."""
    timeout: float = 10.0
    """Seconds that one request may take to connect, and to send the next bytes."""
    deadline: float = 60.0
    """Seconds that the whole collection may take."""
    token: str | None = field(default=None, repr=False)
    """For the hub that is asked, and no other host; None for the hub's own environment variable."""
    endpoints: Mapping[str, str] = field(default_factory=dict)
    """Base URL by hub name, where it is not the hub's default or environment variable."""
    hosts: frozenset[tuple[str, int | None]] = field(default_factory=_named_hosts)
    """Further hosts, with port or None for all, that may be on this machine or its network."""
    anonymous: bool = False
    """Send no token and no login: what only their owner may read counts as absent."""
    cache_dir: Path | None = None
    """Where answers are kept between runs (`Settings.cache`); None keeps none."""
    bundle: "Answers | None" = None
    """Answers that count instead of those in the cache; together with `offline`."""
    record: "Callable[[str, HubAnswer], None] | None" = None
    """Called with every answer that may be kept and the key of its question, from any thread."""
    network: Network = field(default_factory=Network, repr=False)
    """What the collections of one run share."""
    progress: Callable[[str], None] = lambda _: None
    """Called with a short line when something is about to take time."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def endpoint(self, hub: str, variable: str, default: str) -> str:
        """Base URL of a hub, without a final slash: option, environment variable, default.

        A variable may hold a host alone. Raises `SettingsError` where it holds no web address, or
        a password: that would be shown wherever the address is.
        """
        url = self.endpoints.get(hub) or os.environ.get(variable) or default
        has_scheme = "://" in url
        url = url if has_scheme else f"https://{url}"
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
            # One word alone is any word; `http://mirror` and `mirror:8080` are meant as hosts.
            is_host = has_scheme or "." in host or host == "localhost" or parts.port is not None
            sound = (
                parts.scheme in {"http", "https"} and host and is_host and "@" not in parts.netloc
            )
        except ValueError:
            sound = False
        if not sound:
            message = f"{variable} holds no address such as {default}."
            raise SettingsError(message, remedy="A token has a variable of its own.")
        return url.rstrip("/")

    def secret(self, *variables: str) -> str | None:
        """The token for the hub that is asked: option, else the first environment variable that
        is set; None without one, and where nobody is to know who asks."""
        if self.anonymous:
            return None
        found = self.token or next(filter(None, map(os.environ.get, variables)), "")
        return found.strip() or None
