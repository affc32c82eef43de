"""Folders of the user, by the XDG base directory specification; a user may have none."""

import os
from errno import ENOENT
from pathlib import Path


def default_cache() -> Path | None:
    """`licensecheck` in `XDG_CACHE_HOME` or `~/.cache`; None where no home folder is known."""
    return _of_user("XDG_CACHE_HOME", "~/.cache")


def data_folder() -> Path | None:
    """`licensecheck` in `XDG_DATA_HOME` or `~/.local/share`; None where no home folder is known."""
    return _of_user("XDG_DATA_HOME", "~/.local/share")


def expanded(path: str) -> Path:
    """A path whose `~` or `~user` is replaced; raises OSError where that home is not known."""
    try:
        return Path(path).expanduser()
    except RuntimeError as error:  # no HOME and no entry for this user, or no such user
        raise FileNotFoundError(ENOENT, "No such home folder", path) from error


def _of_user(variable: str, default: str) -> Path | None:
    base = os.environ.get(variable, "")
    # The specification ignores a relative path: it would lie in whatever folder is checked.
    try:
        folder = Path(base) if os.path.isabs(base) else expanded(default)
    except OSError:
        return None
    return folder / "licensecheck" if folder.is_absolute() else None
