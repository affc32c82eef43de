"""How a model is to be fetched."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path


def default_cache() -> Path:
    """Where answers of hubs are kept: `LICENSECHECK_CACHE`, else the user's cache folder."""
    if folder := os.environ.get("LICENSECHECK_CACHE"):
        return Path(folder).expanduser()
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "licensecheck"


def _silent(_: str) -> None:
    """Report no progress."""


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
    cache_dir: Path = field(default_factory=default_cache)
    progress: Callable[[str], None] = _silent
    """Called with a short line when something is about to take time."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def endpoint(self, hub: str, variable: str, default: str) -> str:
        """Base URL of a hub, without a final slash: option, environment variable, default."""
        url = self.endpoints.get(hub) or os.environ.get(variable) or default
        return url.rstrip("/")


TIME = "%Y-%m-%dT%H:%M:%SZ"
"""How `Snapshot.fetched_at` writes a time."""


def utc_now() -> str:
    """The time as `Snapshot.fetched_at` has it."""
    return datetime.now(UTC).strftime(TIME)
