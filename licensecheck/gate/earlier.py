"""The policy as it was before a change, beside the one that the change brings."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from licensecheck import disk
from licensecheck.errors import LicensecheckError
from licensecheck.gate.gate import Gate
from licensecheck.gate.load import load_policy

AsItWas = Callable[[Path], AbstractContextManager[Path]]
"""A folder as it was, for as long as the block lasts."""


def with_earlier(gate: Gate, as_it_was: AsItWas) -> Gate:
    """The gate, beside the policy that its file and what that builds on were before a change: the
    change can tighten what judges it, and what it loosens counts after it. The gate alone where
    there was no such file, or none that can be read: that one judged nothing."""
    path = Path(gate.name)
    if not disk.is_named(path):  # a preset, `--fail-on`
        return gate
    try:
        with as_it_was(path.parent) as then:
            before = load_policy(str(then / path.name), gate.today, knowledge=gate.knowledge)
            moved = [_moved(one, then, path.parent) for one in (before, *before.above)]
    except (LicensecheckError, ValueError, OSError):
        return gate
    return replace(gate, above=(*gate.above, *moved))


def _moved(gate: Gate, then: Path, now: Path) -> Gate:
    """A gate that was loaded from a copy of a folder, with the places of that folder."""
    name = gate.name.replace(str(then), str(now), 1) if gate.name else ""
    parts = tuple((files, _moved(part, then, now)) for files, part in gate.folders)
    return replace(gate, name=name, folder=now, folders=parts, warnings=(), unused=())
