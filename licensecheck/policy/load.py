"""Find and read a policy: YAML, a preset by its name, or a table of the settings file."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from licensecheck.engine.files import line_of, read_rule_file, refused, rule_files, rule_folder
from licensecheck.errors import RuleFileError, UsageError
from licensecheck.policy.schema import MAX_WAIVER, Policy, Waiver

FILE = "licensecheck-policy.yaml"
"""The policy of a folder, which `init` writes and `check` finds."""
_TABLES = (
    ("licensecheck.toml", ("policy",)),
    ("pyproject.toml", ("tool", "licensecheck", "policy")),
)


@dataclass(frozen=True, slots=True)
class LoadedPolicy:
    """A policy with its preset, and where it comes from."""

    policy: Policy
    name: str
    """Path of the file, or name of the preset."""
    folder: Path
    """The baseline's path is relative to it."""


def presets() -> tuple[str, ...]:
    """Names of the presets, sorted."""
    return tuple(path.stem for path in rule_files(rule_folder("policies")))


def load_policy(name: str, today: date) -> LoadedPolicy:
    """A policy by its path or by the name of a preset.

    Raises RuleFileError with file and line where it is wrong, UsageError where there is none.
    """
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        for file, keys in _TABLES:
            if path.name == file and (found := _table(path, keys)) is not None:
                return _whole(found, path, today)
        raise UsageError(f"{name} has no policy.", remedy="Add [tool.licensecheck.policy].")
    if path.is_file():
        return _whole(read_rule_file(path, Policy), path, today)
    if name in presets():
        return _whole(_preset(name), Path(name), today)
    raise UsageError(
        f"there is no policy {name!r}",
        remedy=f"Name a file, or a preset: {', '.join(presets())}. `licensecheck init` writes one.",
    )


def find_policy(folder: Path, today: date) -> LoadedPolicy | None:
    """The policy of a folder: its file, else the table in its settings; None where it has none."""
    if (folder / FILE).is_file():
        return load_policy(str(folder / FILE), today)
    for file, keys in _TABLES:
        path = folder / file
        if path.is_file() and (policy := _table(path, keys)) is not None:
            return _whole(policy, path, today)
    return None


def _whole(policy: Policy, path: Path, today: date) -> LoadedPolicy:
    """With the rules of its presets; waivers that last too long are refused."""
    for at, waiver in enumerate(policy.waivers):
        if waiver.expires - today > MAX_WAIVER:
            line = _line(path, ("waivers", at, "expires"))
            message = f"waivers.{at}.expires: a waiver lasts a year at most"
            raise RuleFileError(str(path), line, message, remedy="Choose an earlier day.")
    seen = {path.stem}
    base = policy
    while base.extends:
        if base.extends in seen or base.extends not in presets():
            known = ", ".join(presets())
            raise RuleFileError(
                str(path),
                _line(path, ("extends",)),
                f"extends: there is no preset {base.extends!r}",
                remedy=f"Presets: {known}.",
            )
        seen.add(base.extends)
        base = _preset(base.extends)
        policy = policy.over(base)
    return LoadedPolicy(policy, str(path), path.parent)


def expired(loaded: LoadedPolicy, today: date) -> tuple[tuple[Waiver, str], ...]:
    """The waivers that no longer count, each with a sentence that names its place."""
    path = Path(loaded.name)
    return tuple(
        (
            waiver,
            f"{path}:{waiver_line(path, at)}: the waiver of {waiver.author} for {waiver.model} "
            f"expired on {waiver.expires}",
        )
        for at, waiver in enumerate(loaded.policy.waivers)
        if waiver.expired(today)
    )


def describe(name: str) -> str:
    """What a policy comes to, in a few lines; an error with its line where it is wrong.

    A waiver that has expired is an error too: `check` no longer counts it.
    """
    today = date.today()
    loaded = load_policy(name, today)
    if late := expired(loaded, today):
        waiver, message = late[0]
        at = loaded.policy.waivers.index(waiver)
        raise RuleFileError(
            loaded.name,
            waiver_line(Path(loaded.name), at),
            message.partition(": ")[2],
            remedy="Decide again and give another day, or remove it.",
        )
    policy = loaded.policy
    us = policy.us.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return "\n".join(
        [
            f"{loaded.name}: valid",
            f"  us: {', '.join(f'{key} {value}' for key, value in us.items()) or 'nothing said'}",
            f"  rules: {', '.join(rule.id for rule in policy.rules) or 'none'}",
            f"  unknown: {policy.unknown}; ask: {policy.ask}; waivers: {len(policy.waivers)}",
        ]
    )


def waiver_line(path: Path, at: int) -> int:
    """1-based line of a waiver."""
    return _line(path, ("waivers", at))


def _preset(name: str) -> Policy:
    return read_rule_file(rule_folder("policies") / f"{name}.yaml", Policy)


def _table(path: Path, keys: tuple[str, ...]) -> Policy | None:
    """The policy in a table of a TOML file; None where it has none."""
    try:
        text = path.read_text("utf-8")
        table: Any = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise RuleFileError(str(path), 0, f"not TOML: {error}") from error
    for key in keys:
        table = table.get(key) if isinstance(table, dict) else None
    if table is None:
        return None
    try:
        return Policy.model_validate(table)
    except ValidationError as error:
        line = _toml_line(text, error.errors()[0]["loc"])
        raise refused(path, line, error, Policy) from error


def _line(path: Path, location: tuple[int | str, ...]) -> int:
    """Line of a part of a policy; a TOML parser tells none, so its last word is looked for."""
    if path.suffix == ".toml":
        return _toml_line(path.read_text("utf-8"), location)
    return line_of(path, location) if path.is_file() else 0


def _toml_line(text: str, location: tuple[int | str, ...]) -> int:
    """The line that has the last key of a location."""
    words = [part for part in location if isinstance(part, str)]
    for word in reversed(words):
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip().strip("[]").split("=")[0].strip().rpartition(".")[2] == word:
                return number
    return 0
