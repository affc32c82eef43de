"""A seal on what is kept: what this user did not keep is as good as absent.

Whoever can write into the cache (another user of a shared folder, another job of a pipeline) can
change an answer and any plain digest beside it, but cannot make its HMAC without the key.
"""

import hmac
from dataclasses import dataclass, field

BYTES = 32
"""Of keys, names and marks: those of SHA-256."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Names and marks under one key, with HMAC-SHA256."""

    key: bytes = field(repr=False)

    def name(self, question: bytes) -> bytes:
        """`BYTES` bytes under which the answer to a question is kept.

        Other keys give other names, so that users of one folder do not overwrite each other, and a
        name tells nobody else what was asked.
        """
        return hmac.digest(self.key, b"name" + question, "sha256")

    def close(self, name: bytes, content: bytes) -> bytes:
        """Content to keep under a name, with its mark before it."""
        return self._mark(name, content) + content

    def open(self, name: bytes, sealed: bytes) -> bytes | None:
        """The content that was kept under this very name by this key; None for all else."""
        mark, content = sealed[:BYTES], sealed[BYTES:]
        return content if hmac.compare_digest(mark, self._mark(name, content)) else None

    def _mark(self, name: bytes, content: bytes) -> bytes:
        # No two pairs run together: a name has always the same length.
        return hmac.digest(self.key, b"mark" + name + content, "sha256")
