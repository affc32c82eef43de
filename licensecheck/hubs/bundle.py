"""Answers of hubs in one file, for machines that reach none.

Three lines and then bytes: what it is, its seal, an index as JSON, and the bodies, each packed by
itself. The index has the SHA-256 of every body, so whoever vouches for the index vouches for all.
Who writes such a file can say of any model what he likes. It is believed for the digest of its
index, which the user gives, or for a seal by the key that its maker and its reader share.
"""

import hmac
import zlib
from collections.abc import Mapping
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from licensecheck import disk
from licensecheck.cache.key import sealing
from licensecheck.cache.seal import BYTES
from licensecheck.errors import SettingsError, UsageError
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.times import utc_now
from licensecheck.version import __version__

_MAGIC = b"licensecheck bundle 1\n"
_MAX_INDEX = 50_000_000
"""Bytes: 500 for an answer, of which a model has 4 to 30."""
_MAX_BODY = 32_000_000
"""Of one answer, unpacked; an API's has 20 MB at most."""
_QUESTION = b"bundle of answers"

_Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Count = Annotated[int, Field(ge=0, le=2**53)]
_Time = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]


class _BundlePart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Body(_BundlePart):
    """Where the body of an answer lies, from the end of the index."""

    at: _Count
    packed: _Count
    size: Annotated[int, Field(ge=0, le=_MAX_BODY)]


class _KeptAnswer(_BundlePart):
    url: str
    status: Annotated[int, Field(ge=200, le=206)]
    headers: dict[str, str]
    cut: bool
    stored_at: _Time
    body: _Digest


class _BundleIndex(_BundlePart):
    made_at: _Time
    made_by: str
    answers: dict[_Digest, _KeptAnswer]
    """By the key of the question, asked by nobody in particular."""
    bodies: dict[_Digest, _Body]


def write_bundle(path: Path, answers: Mapping[str, HubAnswer]) -> str:
    """Write answers to a file; the digest of its index, for whoever reads it.

    Raises UsageError where it cannot be written.
    """
    if any(len(one.body) > _MAX_BODY for one in answers.values()):  # no hub's answer is
        raise UsageError(f"{path}: an answer is too large", remedy="Please report this.")
    now = utc_now()
    contents = {sha256(one.body).hexdigest(): one.body for one in answers.values()}
    packed = {digest: zlib.compress(body, 9) for digest, body in sorted(contents.items())}
    ends = accumulate(map(len, packed.values()))
    index = _BundleIndex(
        made_at=now,
        made_by=f"licensecheck {__version__}",
        answers={
            name: _KeptAnswer(**one.head(one.stored_at or now), body=sha256(one.body).hexdigest())
            for name, one in sorted(answers.items())
        },
        bodies={
            digest: _Body(at=end - len(data), packed=len(data), size=len(contents[digest]))
            for (digest, data), end in zip(packed.items(), ends, strict=True)
        },
    )
    line = index.model_dump_json().encode()
    mark = _mark(path, line).hex() or "-"
    disk.write(path, _MAGIC, mark.encode(), b"\n", line, b"\n", *packed.values())
    return sha256(line).hexdigest()


class Bundle:
    """The answers of a file, each checked when it is read; as `Answers`."""

    remedy = "Make the bundle again, with this model: licensecheck bundle."

    def __init__(self, path: Path, index: _BundleIndex, begins: int) -> None:
        self._path = path
        self._index = index
        self._begins = begins

    @property
    def made_at(self) -> str:
        """When it was made, ISO 8601 UTC."""
        return self._index.made_at

    def read(self, question: str) -> HubAnswer | None:
        """The answer to a question; SettingsError where the file was damaged since it was made."""
        found = self._index.answers.get(question)
        if found is None:
            return None
        return HubAnswer(**{**dict(found), "body": self._body(found.body)})

    def write(self, question: str, answer: HubAnswer) -> None:
        """A bundle is never changed."""

    def _body(self, digest: str) -> bytes:
        place = self._index.bodies.get(digest, _Body(at=0, packed=0, size=0))
        try:
            with open(self._path, "rb") as file:
                file.seek(self._begins + place.at)
                packed = file.read(min(place.packed, _MAX_BODY))
            body = zlib.decompressobj().decompress(packed, place.size + 1)
        except (OSError, zlib.error) as error:
            raise _damaged(self._path) from error
        if sha256(body).hexdigest() != digest:
            raise _damaged(self._path)
        return body


def open_bundle(named: str) -> Bundle:
    """The bundle in a file, named as `FILE` or `FILE#sha256:DIGEST`.

    Raises SettingsError where there is none, or nobody vouches for it.
    """
    name, _, digest = named.partition("#sha256:")
    path = Path(name)
    try:
        beginning = disk.beginning(path, len(_MAGIC) + 2 * BYTES + 2 + _MAX_INDEX)
    except OSError as error:
        message = f"{path}: no bundle can be read: {error.strerror}"
        raise SettingsError(message, remedy="Make one: licensecheck bundle.") from error
    if not beginning.startswith(_MAGIC):
        raise SettingsError(f"{path} is no bundle of licensecheck", remedy="Check the path.")
    mark, _, rest = beginning.removeprefix(_MAGIC).partition(b"\n")
    line, _, _ = rest.partition(b"\n")
    _require_trust(path, mark, line, digest)
    try:
        index = _BundleIndex.model_validate_json(line)
    except ValidationError as error:
        raise _damaged(path) from error
    return Bundle(path, index, len(_MAGIC) + len(mark) + len(line) + 2)


def _require_trust(path: Path, mark: bytes, line: bytes, digest: str) -> None:
    """Refuse what was changed, or made by we do not know whom."""
    if digest:
        if sha256(line).hexdigest() != digest.lower():
            message = f"{path} is not the bundle with this digest"
            raise SettingsError(message, remedy="Fetch it again, or correct the digest.")
    elif not ((ours := _mark(path, line)) and hmac.compare_digest(mark, ours.hex().encode())):
        raise SettingsError(
            f"{path} was made under another key, or was changed",
            remedy="Name it with the digest that was printed when it was made "
            f"({path}#sha256:…), or use the same LICENSECHECK_CACHE_KEY.",
        )


def _mark(path: Path, line: bytes) -> bytes:
    """The seal of an index; empty where no key is to be had."""
    seal = sealing(path).seal
    if seal is None:
        return b""
    return seal.close(seal.name(_QUESTION), sha256(line).digest())[:BYTES]


def _damaged(path: Path) -> SettingsError:
    return SettingsError(f"{path} is damaged", remedy="Fetch it or make it again.")
