"""Answers of hubs, kept on disk: read whole or not at all."""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from licensecheck.errors import UnavailableError
from licensecheck.hubs.json_body import read_json
from licensecheck.hubs.options import utc_now


@dataclass(frozen=True, slots=True)
class Answer:
    """What a hub answered to one request."""

    url: str
    """After redirects."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    cut: bool = False
    """True where the body went on."""
    stored_at: str | None = None
    """When it was asked, ISO 8601 UTC, where the hub was not asked now; else None."""

    def json(self) -> dict[str, Any]:
        """The body as a JSON object; raises `UnavailableError` where it is none."""
        found = self.value()
        if not isinstance(found, dict):
            raise UnavailableError(_NONSENSE.format(self.url), remedy=_CHECK)
        return found

    def value(self) -> Any:
        """The body as any JSON; raises `UnavailableError` where it is none."""
        try:
            return read_json(self.body)
        except ValueError as error:
            raise UnavailableError(_NONSENSE.format(self.url), remedy=_CHECK) from error


_NONSENSE = "The answer of {} is not the JSON it should be."
_CHECK = "Try again later; check the address if you set one."


def key(url: str, headers: Mapping[str, str] | None, authorization: str | None) -> str:
    """Name of a stored answer: the same only for the same question by the same token."""
    question = json.dumps([url, sorted((headers or {}).items()), authorization])
    return sha256(question.encode()).hexdigest()


class Store:
    """A folder of answers; what is broken or cannot be written is as good as absent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> Answer | None:
        """A stored answer, with the time it was asked."""
        try:
            head, _, body = self._path(name).read_bytes().partition(b"\n")
            known = json.loads(head)
            if sha256(body).hexdigest() != known.pop("sha256"):
                return None
            return Answer(body=body, **known)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, name: str, answer: Answer) -> None:
        """Keep an answer. Nobody ever sees half of it: it is written aside and renamed."""
        known = {
            "url": answer.url.partition("?")[0],  # a query may hold a signature
            "status": answer.status,
            "headers": dict(answer.headers),
            "cut": answer.cut,
            "stored_at": utc_now(),
            "sha256": sha256(answer.body).hexdigest(),
        }
        path = self._path(name)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(json.dumps(known).encode() + b"\n" + answer.body)
                os.replace(temporary, path)
            except OSError:
                os.unlink(temporary)
        except OSError:
            return

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:]
