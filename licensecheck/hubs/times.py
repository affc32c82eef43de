"""Times as `Snapshot.fetched_at` writes them."""

from datetime import UTC, datetime

TIME = "%Y-%m-%dT%H:%M:%SZ"
"""ISO 8601 in UTC, to the second."""


def utc_now() -> str:
    """The time now."""
    return datetime.now(UTC).strftime(TIME)
