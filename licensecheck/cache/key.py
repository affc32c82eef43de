"""The key of the seal: one for each user, made when first needed, or given by the environment.

It lies outside of the cache, so that a cache that is shared, or restored between the jobs of a
pipeline, does not bring its own key.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from licensecheck.cache.folders import data_folder
from licensecheck.cache.seal import BYTES, Seal
from licensecheck.errors import SettingsError

VARIABLE = "LICENSECHECK_CACHE_KEY"
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
LEAST = 32
"""Characters of a key in the environment: hexadecimal ones hold 128 bits."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """The seal for a cache; without one, nothing is kept and nothing that was kept is read."""

    seal: Seal | None
    words: str
    """Where its key is from, or why there is none."""


def sealing(cache: Path | None) -> Sealing:
    """The seal for a cache folder; the key is made where there is none.

    Raises SettingsError where `LICENSECHECK_CACHE_KEY` is too short to be a secret.
    """
    if cache is None:
        return Sealing(None, "no home folder is known; set LICENSECHECK_CACHE to a folder")
    if secret := os.environ.get(VARIABLE):
        if len(secret) < LEAST:
            message = f"{VARIABLE} has fewer than {LEAST} characters"
            raise SettingsError(message, remedy="Make one with `openssl rand -hex 32`.")
        return Sealing(Seal(secret.encode("utf-8", "surrogateescape")), f"from {VARIABLE}")
    folder = data_folder()
    if folder is None:
        return Sealing(None, f"no home folder is known for the key; set {VARIABLE}")
    return _from_file(folder / "cache.key", cache)


def _from_file(file: Path, cache: Path) -> Sealing:
    try:
        if Path(os.path.realpath(file)).is_relative_to(os.path.realpath(cache)):
            return _refused(file, "it lies in the cache, which may be shared")
        if not os.path.lexists(file):
            _make(file)
        key, status = _read(file)
    except OSError as error:
        return _refused(file, error.strerror or str(error))
    if reason := _unsafe(status) or ("" if len(key) == BYTES else "it is no key of ours"):
        return _refused(file, reason)
    return Sealing(Seal(key), str(file))


def _read(file: Path) -> tuple[bytes, os.stat_result]:
    """What may be a key, and whose it is: of the file that was opened, so links are refused."""
    with open(file, "rb", opener=lambda name, flags: os.open(name, flags | _FLAGS)) as opened:
        return opened.read(BYTES + 1), os.fstat(opened.fileno())


def _refused(file: Path, reason: str) -> Sealing:
    return Sealing(None, f"{file} cannot be used: {reason}")


def _unsafe(status: os.stat_result) -> str:
    """Why others may know or replace a key; on Windows the profile's own rights keep it."""
    if os.name != "posix":
        return ""
    if not S_ISREG(status.st_mode):
        return "it is no file"
    if status.st_uid != os.geteuid():
        return "it belongs to another user"
    if status.st_mode & 0o077:
        return "others have rights to it (delete it, and a new one is made)"
    return ""


def _make(file: Path) -> None:
    """Write a new key aside and link it into place, whole or not at all.

    A link, unlike a rename, never replaces the key that another process has made meanwhile.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=file.parent, prefix=".key-")
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(secrets.token_bytes(BYTES))
        with suppress(FileExistsError):
            os.link(aside, file)
    finally:
        os.unlink(aside)
