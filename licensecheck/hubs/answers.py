"""Answers of hubs, kept on disk: read whole and unchanged, or not at all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from licensecheck import disk
from licensecheck.cache.key import Sealing, sealing
from licensecheck.cache.seal import Seal
from licensecheck.errors import UnavailableError
from licensecheck.hubs.json_body import read_json
from licensecheck.hubs.times import utc_now


@dataclass(frozen=True, slots=True)
class HubAnswer:
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

    def head(self, stored_at: str) -> dict[str, Any]:
        """What is kept of it beside the body."""
        return {
            "url": self.url.partition("?")[0],  # a query may hold a signature
            "status": self.status,
            "headers": dict(self.headers),
            "cut": self.cut,
            "stored_at": stored_at,
        }

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


def says_public(answer: HubAnswer) -> bool:
    """True where a hub's description of a model or repository says that it is not private."""
    try:
        return answer.json().get("private") is False
    except UnavailableError:
        return False


class Answers(Protocol):
    """Earlier answers, by the `key` of their question."""

    @property
    def remedy(self) -> str:
        """What to do where no answer is kept and none may be asked for."""

    def read(self, question: str) -> HubAnswer | None:
        """The answer that is kept, with the time it was asked."""

    def write(self, question: str, answer: HubAnswer) -> None:
        """Keep an answer, where that is possible."""


_NONSENSE = "The answer of {} is not the JSON it should be."
_CHECK = "Try again later; check the address if you set one."


def key(url: str, headers: Mapping[str, str] | None, authorization: str | None) -> str:
    """Name of a stored answer: the same only for the same question by the same token."""
    question = json.dumps([url, sorted((headers or {}).items()), authorization])
    return sha256(question.encode()).hexdigest()


_MOST_BYTES = 32_000_000
"""Of one kept answer: 20 MB of an API's, with room for its headers."""


class Store:
    """Sealed answers in a cache folder; what is broken or cannot be written is as good as absent.

    The seal covers the question (with address and identity), the answer and the time it was asked.
    An earlier answer to the same question can be put back, and says from when it is.
    """

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache

    @cached_property
    def sealing(self) -> Sealing:
        """The seal of this user, or why nothing is kept."""
        return sealing(self._cache)

    @property
    def remedy(self) -> str:
        """What to do where no answer is kept and none may be asked for."""
        if self.sealing.seal is None:
            return f"No answers are kept: {self.sealing.words}."
        return "Run once without --offline."

    def read(self, question: str) -> HubAnswer | None:
        """A stored answer, with the time it was asked."""
        if (place := self._place(question)) is None:
            return None
        file, name, seal = place
        try:
            content = seal.open(name, disk.whole(file, _MOST_BYTES))
            if content is None:
                return None
            head, _, body = content.partition(b"\n")
            return HubAnswer(body=body, **json.loads(head))
        except (OSError, ValueError, TypeError):  # the last two: of another version
            return None

    def write(self, question: str, answer: HubAnswer) -> None:
        """Keep an answer. Nobody ever sees half of it: it is written aside and renamed."""
        if (place := self._place(question)) is None:
            return
        file, name, seal = place
        content = json.dumps(answer.head(utc_now())).encode() + b"\n" + answer.body
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            disk.replace(file, seal.close(name, content))
        except OSError:
            return

    def _place(self, question: str) -> tuple[Path, bytes, Seal] | None:
        """The file of an answer, with its name and seal; None where nothing is kept."""
        seal = self.sealing.seal
        if self._cache is None or seal is None:
            return None
        name = seal.name(b"hub answer " + question.encode())
        return self._cache / "hubs" / name.hex()[:2] / name.hex()[2:], name, seal
