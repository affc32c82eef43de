"""One frozen value with all settings: flags before environment before configuration file."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypedDict

from licensecheck import disk
from licensecheck.cache.folders import default_cache, expanded
from licensecheck.errors import SettingsError

MAX_BYTES = 1_000_000
"""Of a file of settings; a long pyproject.toml has 0.1 MB."""
DEVICES = ("auto", "cpu", "cuda")
MOST_SECONDS = 86_400.0
"""A day: longer waits are mistakes, and clocks of threads end somewhere."""
_OF_USER = ("cache", "bundle")
"""Settings that a project's file may not make: it would say where this user's files are written,
and what hubs are taken to have said."""
FILES: Mapping[str, tuple[str, ...]] = {
    "licensecheck.toml": (),
    "pyproject.toml": ("tool", "licensecheck"),
}
"""Files of a project with settings, each with the keys on the way to their table."""
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


class SettingArguments(TypedDict, total=False):
    """The fields of `Settings` as keyword arguments."""

    offline: bool
    refresh: bool
    device: str
    threads: int | None
    timeout: float
    deadline: float
    lineage: bool
    exclude: tuple[str, ...]
    follow: bool
    follow_links: bool
    bundle: str
    cache: Path | None


@dataclass(frozen=True, slots=True)
class Settings:
    """What an audit may be told."""

    offline: bool = False
    """Ask no hub: files of earlier downloads, then the catalogue."""
    refresh: bool = False
    """Ask the hub again even for what is cached."""
    device: str = "auto"
    """Where the classifier runs: auto, cpu or cuda."""
    threads: int | None = None
    """Threads of the classifier; None leaves it to ONNX Runtime."""
    timeout: float = 10.0
    """Seconds for one request."""
    deadline: float = 60.0
    """Seconds for one model."""
    lineage: bool = True
    """Follow base models over the hub."""
    exclude: tuple[str, ...] = ()
    """What `check` does not search, though it lies in a folder that is searched: patterns as in
    .gitignore, by paths from the current folder."""
    follow: bool = True
    """Of a repository that links to its weights, read their terms on the pages of hubs where they
    lie."""
    follow_links: bool = False
    """Look for code and documents in the publisher's repositories that the card links to."""
    bundle: str = ""
    """File of `licensecheck bundle` whose answers count instead of those of hubs, with
    `#sha256:…` behind it where it was made under another key."""
    cache: Path | None = field(default_factory=default_cache)
    """Folder in which answers of hubs and of the classifier are kept; None keeps none."""

    def __post_init__(self) -> None:
        """Raise SettingsError for a value outside its range."""
        if self.device not in DEVICES:
            raise SettingsError(f"device {self.device!r}", remedy=f"One of {', '.join(DEVICES)}.")
        if not (0 < self.timeout <= MOST_SECONDS and 0 < self.deadline <= MOST_SECONDS):
            raise SettingsError(f"timeout and deadline are seconds, up to {MOST_SECONDS:,.0f}")
        if self.threads is not None and self.threads < 1:
            raise SettingsError("threads must be at least 1")


def table_at(said: Any, keys: Sequence[str]) -> Any:
    """What a file says under keys within each other; None where it says nothing there."""
    for key in keys:
        said = said.get(key) if isinstance(said, dict) else None
    return said


def load_settings(folder: Path, flags: Mapping[str, Any]) -> Settings:
    """Settings from `licensecheck.toml` or `[tool.licensecheck]` of a folder, the environment
    (`LICENSECHECK_OFFLINE=1`) and flags; later ones win, a flag that is None was not given.

    Raises SettingsError for unknown names and values that do not fit.
    """
    given = {**_from_file(folder), **_from_environment()}
    given |= {name: value for name, value in flags.items() if value is not None}
    known = {one.name for one in fields(Settings)}
    for name in given:
        if name not in known:
            names = ", ".join(sorted(known))
            remedy = f"Known: {names}. What may be used stands in a table of its own, `policy`."
            raise SettingsError(f"there is no setting {name!r}", remedy=remedy)
    return replace(Settings(), **{name: _typed(name, value) for name, value in given.items()})


def _from_file(folder: Path) -> dict[str, Any]:
    for name, section in FILES.items():
        path = folder / name
        if disk.is_there(path):
            if disk.within(path, (folder.resolve(),)) is None:
                remedy = "Put the settings themselves there."
                raise SettingsError(f"{path} is a link that leads out of {folder}", remedy=remedy)
            table = _table(path, section)
            settings = {key: value for key, value in table.items() if key != "policy"}
            if settings:
                return settings
    return {}


def _table(path: Path, section: Sequence[str]) -> dict[str, Any]:
    """The table of a TOML file at a path of keys, with no setting that is not the project's."""
    table = table_at(_toml(path), section)
    if table is None:
        return {}
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: {section[-1]} is no table", remedy="Correct the file.")
    for name in table.keys() & _OF_USER:
        message = f"{path}: {name} cannot be set by a project"
        raise SettingsError(message, remedy=f"Set LICENSECHECK_{name.upper()} instead.")
    return table


def _toml(path: Path) -> dict[str, Any]:
    from licensecheck.text import toml

    try:
        return toml.loads(disk.text(path, MAX_BYTES))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}", remedy="Correct the file.") from error


def _from_environment() -> dict[str, Any]:
    names = (one.name for one in fields(Settings))
    values = ((name, os.environ.get(f"LICENSECHECK_{name.upper()}")) for name in names)
    return {name: value for name, value in values if value is not None}


def _typed(name: str, value: Any) -> Any:
    """A value of the setting's type; text comes from the environment."""
    default = getattr(Settings(), name)
    try:
        if isinstance(default, tuple):
            return tuple(_patterns(value))
        if isinstance(default, bool):
            return value if isinstance(value, bool) else _truth(str(value))
        if name == "threads":
            return int(value)
        if name == "cache":
            return _folder(value)
        return type(default)(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise SettingsError(f"{name}: {value!r} does not fit", remedy=str(error)) from error


def _patterns(value: Any) -> list[str]:
    found = value.split(",") if isinstance(value, str) else value
    if not isinstance(found, list | tuple) or not all(isinstance(x, str) and x for x in found):
        raise ValueError("say a list of patterns")
    return [one.strip() for one in found]


def _folder(value: str | Path) -> Path | None:
    """A folder of the user; an empty text says nothing."""
    if not value:
        return default_cache()
    try:
        return expanded(str(value))
    except OSError as error:
        raise SettingsError(
            f"LICENSECHECK_CACHE: {error}", remedy="Name the whole path."
        ) from error


def _truth(value: str) -> bool:
    if value.lower() in _TRUE:
        return True
    if value.lower() in _FALSE:
        return False
    raise ValueError("say true or false")
