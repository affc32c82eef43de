"""What a policy builds on: presets, files, installed packages, and addresses whose content it names
by its hash."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from licensecheck import disk
from licensecheck.errors import UsageError
from licensecheck.gate.fail_on import DEFAULT, rules_of
from licensecheck.gate.files import MAX_BYTES, admit, lines_of, parse_yaml, read_text
from licensecheck.gate.mistakes import mistakes, refusal
from licensecheck.gate.packages import is_package, package_policy
from licensecheck.gate.schema import Policy
from licensecheck.knowledge.files import read_rule_file, rule_files, rule_folder
from licensecheck.knowledge.knowledge import Knowledge

NO_RULES = "none"
"""What a policy extends that wants no rules but its own, not even those that hold without one."""
MOST_BASES = 8
"""Policies that build on each other; a company, a division and a team are three."""
_WEB = re.compile(r"https?://", re.I)
_FILE = re.compile(r"[./\\]")

Fetch = Callable[[str, str], bytes]
"""The content of a web address that has a SHA-256; raises LicensecheckError where there is none."""


def no_fetch(url: str, _: str) -> bytes:
    """Fetch nothing."""
    raise UsageError(f"{url} is not asked here")


@dataclass(frozen=True, slots=True)
class Base:
    """A policy that others build on."""

    name: str
    """As `extends` gives it."""
    policy: Policy
    folder: Path | None
    """Files that it names lie from here; None for one that lies in no folder of the user."""
    within: Path | None = None
    """The folder that these files must lie in; None where they must lie in that of the first."""
    file: Path | None = None
    """Where it lies in the project; None for one that lies elsewhere."""


@dataclass(frozen=True, slots=True)
class Sources:
    """With what policies are read."""

    knowledge: Knowledge
    fetch: Fetch = no_fetch
    within: Path | None = None
    """The folder that files must lie in which a project's own policy names; None where the user
    named the policy."""


def presets() -> tuple[str, ...]:
    """Names of the presets, sorted."""
    return tuple(path.stem for path in rule_files(rule_folder("policies")))


def preset(name: str, knowledge: Knowledge) -> Policy:
    """A preset, without those that it builds on."""
    return read_rule_file(rule_folder("policies") / f"{name}.yaml", Policy, knowledge)


def bases_of(policy: Policy, folder: Path | None, sources: Sources) -> Iterator[Base]:
    """What a policy builds on, the nearest first.

    Raises UsageError where one of these is not there or is not what its hash says, RuleFileError
    where one is wrong.
    """
    name, seen = policy.extends, 0
    while name is not None and name != NO_RULES:
        base = _base(name, folder, sources)
        if base.policy.extends == name and base.folder == folder:
            raise UsageError(f"{name} builds on itself")
        yield base
        name, folder, seen = base.policy.extends, base.folder, seen + 1
        sources = replace(sources, within=base.within or sources.within)
        if seen == MOST_BASES and name is not None:
            raise UsageError(f"more than {MOST_BASES} policies build on each other")


def over(policy: Policy, bases: Sequence[Base], knowledge: Knowledge) -> Policy:
    """A policy with all that it builds on. Waivers and baseline of a base do not count: they are
    decisions about a project, and are made where that is.

    Where none of them has a rule, what holds without a policy holds beside what they say; only
    `extends: none` asks for no rules.
    """
    last = policy.extends
    for base in bases:
        policy, last = policy.over(base.policy), base.policy.extends
    if not policy.rules and last is None:
        return policy.model_copy(update={"rules": rules_of(DEFAULT, knowledge)})
    return policy


def locked(
    policy: Policy, bases: Sequence[Base], knowledge: Knowledge
) -> Iterator[tuple[str, Policy]]:
    """Those of its bases that a policy can only tighten, by their names, each with all that it
    builds on itself. What the project says of itself fills in what such a policy does not say; its
    waivers and what it allows are no business of these."""
    for at, base in enumerate(bases, start=1):
        if base.policy.locked:
            whole = over(base.policy, bases[at:], knowledge)
            own = {"us": policy.us.with_(whole.us), "waivers": (), "baseline": None, "folders": {}}
            yield base.name, whole.model_copy(update=own)


def has_default_rules(policy: Policy, knowledge: Knowledge) -> bool:
    """True for a policy that has no rules of its own or of what it builds on."""
    return policy.rules == rules_of(DEFAULT, knowledge)


def _base(name: str, folder: Path | None, sources: Sources) -> Base:
    place, _, digest = name.partition("#sha256:")
    known, within = sources.knowledge, sources.within
    if name in presets():
        return Base(name, preset(name, known), None)
    if _WEB.match(place):
        if not re.fullmatch(r"[0-9a-fA-F]{64}", digest):
            raise UsageError(f"{place} needs the hash of what is meant: {place}#sha256:…")
        content = _hashed(place, sources.fetch(place, digest.lower()), digest)
        return Base(name, checked(Path(place), content.decode("utf-8", "replace"), known), None)
    if is_package(place):
        path, bounds = package_policy(place, within or folder or Path())
        return Base(name, _in_file(path, digest, known), path.parent, within=bounds)
    if _FILE.search(place) and folder is not None:
        path = folder / place
        admit(path, within)
        if not disk.is_named(path):
            raise UsageError(f"there is no file {path}")
        return Base(name, _in_file(path, digest, known), path.parent, file=path)
    raise UsageError(
        f"there is no preset {name!r}: say {', '.join(presets())}, ./FILE.yaml, package:NAME or an "
        "address with #sha256:…"
    )


def _in_file(path: Path, digest: str, knowledge: Knowledge) -> Policy:
    """The policy in a file, which must have the hash that is given."""
    text = read_text(path)
    if digest:
        _hashed(str(path), disk.whole(path, MAX_BYTES), digest)
    return checked(path, text, knowledge)


def _hashed(name: str, content: bytes, digest: str) -> bytes:
    if sha256(content).hexdigest() != digest.lower():
        raise UsageError(f"{name} is not what its hash says: read it again, and correct the hash")
    return content


def checked(path: Path, text: str, knowledge: Knowledge) -> Policy:
    """The policy in a YAML text; RuleFileError with all that is wrong in it."""
    return valid(path, text, parse_yaml(path, text), knowledge)


def valid(path: Path, text: str, content: Any, knowledge: Knowledge) -> Policy:
    """The policy in what a text says; RuleFileError with all that is wrong in it."""
    try:
        return Policy.model_validate(content, context=knowledge)
    except ValidationError as error:
        raise refusal(path, mistakes(error, knowledge), lines_of(path, text)) from error
