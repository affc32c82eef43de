"""Find and read a policy: YAML, a preset by its name, or a table of the settings file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypedDict, TypeVar

from pydantic import ValidationError

from licensecheck import disk
from licensecheck.domain.report import NOT_READ, ReportedWarning
from licensecheck.errors import RuleFileError, UsageError
from licensecheck.gate.baseline import Baseline, read_baseline
from licensecheck.gate.bases import (
    Fetch,
    base_files,
    checked,
    has_default_rules,
    locked_bases,
    no_fetch,
    over_bases,
    preset,
    presets,
    valid,
)
from licensecheck.gate.decisions import DENY, UNKNOWN
from licensecheck.gate.fail_on import rule_ids
from licensecheck.gate.files import admit, lines_of, parse_toml, parse_yaml, read_text
from licensecheck.gate.mistakes import MAX_SHOWN, Location, Mistake, refusal
from licensecheck.gate.names import fitting, listed_meant
from licensecheck.gate.schema import MAX_WAIVER, AllowedUnread, Policy, Rule, Waiver
from licensecheck.hubs.checkout import Checkout
from licensecheck.knowledge.knowledge import Knowledge, installed

FILE = "licensecheck-policy.yaml"
"""The policy of a folder, which `init` writes and `check` finds."""
_MISNAMED = (
    *("licensecheck-policy.yml", "licensecheck_policy.yaml", "licensecheck_policy.yml"),
    *(".licensecheck-policy.yaml", ".licensecheck-policy.yml", "licensecheck-policy.json"),
    *("licensecheck.yaml", "licensecheck.yml", ".licensecheck.yaml", ".licensecheck.yml"),
    *("licensecheck-policy.toml", "licence-check-policy.yaml", "license-check-policy.yaml"),
)
SOON = timedelta(days=30)
"""Before its last day a waiver is told to end."""
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
    """The baseline's path and those of waivers are relative to it."""
    baseline: Baseline = field(default_factory=Baseline)
    folders: tuple[tuple[str, "LoadedPolicy"], ...] = ()
    """Policies of parts of the project, each with the files that it is for."""
    own: tuple[Rule, ...] = ()
    """Its rules without those of what it builds on."""
    above: tuple["LoadedPolicy", ...] = ()
    """Policies that hold beside it and that it can only tighten: the locked ones that it builds on,
    and those of the folders above it."""
    files: tuple[Path, ...] = ()
    """The files of the project that it builds on."""


class _Found(TypedDict):
    """Options that the loading of a project's own policy has."""

    new_baseline: bool
    fetch: Fetch
    within: Path | None
    """The folder that a project's own policy may name files of; None where the user named it."""


class _How(_Found):
    """Options that the loading of every policy shares."""

    refuse_expired: bool
    part: bool


def load_policy(
    name: str,
    today: date,
    *,
    refuse_expired: bool = False,
    new_baseline: bool = False,
    knowledge: Knowledge | None = None,
    fetch: Fetch = no_fetch,
    part: bool = False,
    within: Path | None = None,
) -> LoadedPolicy:
    """A policy by its path or by the name of a preset; `part` for one of a part of a project,
    `within` the project where that names it, and not the user.

    Raises RuleFileError with all that is wrong in it, each with file and line; UsageError where
    there is none. `refuse_expired` where a waiver that no longer counts is wrong too;
    `new_baseline` where the old one is about to be replaced: it accepts nothing, may be missing.
    """
    how: _How = {
        "refuse_expired": refuse_expired,
        "new_baseline": new_baseline,
        "fetch": fetch,
        "part": part,
        "within": within,
    }
    known = knowledge or installed()
    path = Path(name)
    if name not in presets():
        admit(path, within)
    if path.suffix == ".toml" and disk.is_named(path):
        for file, keys in _TABLES:
            if path.name == file and (found := _table(path, keys, known)) is not None:
                return _whole(found, path, today, known, **how)
        raise UsageError(f"{name} has no policy.", remedy="Add [tool.licensecheck.policy].")
    if disk.is_named(path):
        text = read_text(path)
        return _whole(checked(path, text, known), path, today, known, **how)
    if name in presets():
        return _whole(preset(name, known), Path(name), today, known)
    raise UsageError(
        f"there is no policy {name!r}",
        remedy=f"Name a file, or a preset: {', '.join(presets())}. `licensecheck init` writes one.",
    )


def find_policy(
    folder: Path,
    today: date,
    *,
    new_baseline: bool = False,
    knowledge: Knowledge | None = None,
    fetch: Fetch = no_fetch,
) -> LoadedPolicy | None:
    """The policy of a folder, or of the nearest one above it in the same checkout: its file, else
    the table in its settings. Those of the folders above that hold beside it. None where there is
    none.

    UsageError where a file is nearly called as one, or where one lies a folder above and in no
    checkout with this one: neither is passed over without a word.
    """
    known = knowledge or installed()
    around = [folder, *folder.resolve().parents]
    top = next((at for at, one in enumerate(around) if Checkout.at(one)), None)
    how: _Found = {
        "new_baseline": new_baseline,
        "fetch": fetch,
        "within": around[top or 0].resolve(),
    }
    each = (_of_folder(one, today, known, how) for one in around[: 1 if top is None else top + 1])
    if found := [one for one in each if one]:
        nearest, *others = found
        beside = (beside for one in others for beside in (one, *one.above))
        return replace(nearest, above=(*nearest.above, *beside))
    above = folder.resolve().parent / FILE
    if top is None and disk.is_there(above):
        raise UsageError(
            f"{above} is not applied: it lies above this folder, which is in no git checkout",
            remedy="Name it: --policy.",
        )
    return None


def _of_folder(folder: Path, today: date, known: Knowledge, how: _Found) -> LoadedPolicy | None:
    """The policy in one folder."""
    if disk.is_there(
        folder / FILE
    ):  # whatever it is: what cannot be read is no reason to have none
        return load_policy(str(folder / FILE), today, knowledge=known, **how)
    if wrong := [name for name in _MISNAMED if disk.is_there(folder / name)]:
        raise UsageError(
            f"{folder / wrong[0]} is not read", remedy=f"Rename it to {FILE}, or name it: --policy."
        )
    for file, keys in _TABLES:
        path = folder / file
        if not disk.is_there(path):
            continue
        admit(path, how["within"])
        if (policy := _table(path, keys, known)) is not None:
            return _whole(policy, path, today, known, **how)
    return None


def _whole(
    policy: Policy,
    path: Path,
    today: date,
    knowledge: Knowledge,
    *,
    refuse_expired: bool = False,
    new_baseline: bool = False,
    fetch: Fetch = no_fetch,
    part: bool = False,
    within: Path | None = None,
) -> LoadedPolicy:
    """With the rules of its bases, the policies of its folders and its baseline; RuleFileError
    where they do not fit."""
    fetch = cache(fetch)  # the rules of a base and whether it is locked are read apart
    how: _How = {
        "refuse_expired": refuse_expired,
        "new_baseline": new_baseline,
        "fetch": fetch,
        "part": True,
        "within": within,
    }
    whole, no_bases = _over_bases(policy, path.parent, knowledge, fetch, within)
    nested = Mistake(("folders",), "the policy of a part has no parts: list them above it")
    folders, no_folders = (
        ((), [nested] if policy.folders else [])
        if part
        else _of_folders(policy, path, today, knowledge, how)
    )
    baseline, unreadable = _baseline(policy, path, within) if not new_baseline else (Baseline(), [])
    found = chain(
        unreadable,
        no_bases or _unknown_rules(whole, knowledge),
        no_folders,
        _too_long(policy, today),
        _too_late(policy, today) if refuse_expired else (),
    )
    if wrong := list(islice(found, MAX_SHOWN + 1)):
        raise refusal(path, wrong, lines_of(path, read_text(path)))
    locked = tuple(
        LoadedPolicy(one, name, path.parent)
        for name, one in locked_bases(policy, path.parent, knowledge, fetch, within)
    )
    files = base_files(policy, path.parent, knowledge, fetch, within)
    return LoadedPolicy(
        whole, str(path), path.parent, baseline, folders, policy.rules, locked, files
    )


def _baseline(policy: Policy, path: Path, within: Path | None) -> tuple[Baseline, list[Mistake]]:
    """The findings that are accepted for now; a mistake where their file cannot be read."""
    if not policy.baseline:
        return Baseline(), []
    file = path.parent / policy.baseline
    try:
        admit(file, within)
        return read_baseline(file), []
    except UsageError as error:
        return Baseline(), [Mistake(("baseline",), f"{error}. {error.remedy}".strip())]


def _over_bases(
    policy: Policy, folder: Path, knowledge: Knowledge, fetch: Fetch, within: Path | None
) -> tuple[Policy, list[Mistake]]:
    """With all that it builds on; a mistake where some of that is not there."""
    try:
        return over_bases(policy, folder, knowledge, fetch, within), []
    except RuleFileError:
        raise
    except UsageError as error:
        return policy, [Mistake(("extends",), f"{error}. {error.remedy}".rstrip(". "))]


def _of_folders(
    policy: Policy, path: Path, today: date, knowledge: Knowledge, how: _How
) -> tuple[tuple[tuple[str, LoadedPolicy], ...], list[Mistake]]:
    """The policies of parts of the project; a mistake for each that cannot be had."""
    found, wrong = [], []
    for pattern, name in policy.folders.items():
        place = name if name in presets() else str(path.parent / name)
        try:
            found.append((pattern, load_policy(place, today, knowledge=knowledge, **how)))
        except RuleFileError:
            raise
        except UsageError as error:
            wrong.append(Mistake(("folders", pattern), f"{error}"))
    return tuple(found), wrong


def _unknown_rules(policy: Policy, knowledge: Knowledge) -> Iterator[Mistake]:
    """Rules that a waiver names and that no decision can have."""
    known = {UNKNOWN, NOT_READ, *rule_ids(knowledge), *(rule.id for rule in policy.rules)}
    for at, waiver in enumerate(policy.waivers):
        for rule in set(waiver.rules) - known:
            close = get_close_matches(rule, known, 1)
            meant = f": did you mean {close[0]!r}?" if close else ""
            wrong = f"no rule of this policy is called {rule!r}{meant}"
            if rule == DENY:
                wrong = "what `deny` refuses cannot be waived"
            yield Mistake(("waivers", at, "rules", waiver.rules.index(rule)), wrong)


def _too_long(policy: Policy, today: date) -> Iterator[Mistake]:
    for at, waiver in enumerate(policy.waivers):
        if waiver.expires - today > MAX_WAIVER:
            wrong = "a waiver lasts a year at most: choose an earlier day"
            yield Mistake(("waivers", at, "expires"), wrong)


def _too_late(policy: Policy, today: date) -> Iterator[Mistake]:
    for at, waiver in enumerate(policy.waivers):
        if waiver.expired(today):
            wrong = f"{_expiry(waiver)}: decide again and give another day, or remove it"
            yield Mistake(("waivers", at), wrong)


def _expiry(waiver: Waiver) -> str:
    return f"the waiver of {waiver.author} for {waiver.model} expired on {waiver.expires}"


def expired(loaded: LoadedPolicy, today: date) -> tuple[tuple[Waiver, str], ...]:
    """The waivers that no longer count, each with a sentence that names its place."""
    late = [(at, one) for at, one in enumerate(loaded.policy.waivers) if one.expired(today)]
    if not late:
        return ()
    path = Path(loaded.name)
    line_of = lines_of(path, read_text(path))
    return tuple(
        (waiver, f"{path}:{line_of(('waivers', at))}: {_expiry(waiver)}") for at, waiver in late
    )


def warnings(
    loaded: LoadedPolicy, today: date, knowledge: Knowledge
) -> tuple[ReportedWarning, ...]:
    """What a person should look at in a policy, whatever is checked: waivers that have ended or end
    soon, entries of `allow` that `deny` covers, rules that never apply to us, licences that nobody
    lists, and parts that are not there."""
    policy = loaded.policy
    found: list[tuple[Location, str]] = [
        (("waivers", at), _expiry(one) if one.expired(today) else _ends(one, today))
        for at, one in enumerate(policy.waivers)
        if one.expires - today <= SOON
    ]
    for kind in ("models", "licenses", "services"):
        refused = getattr(policy.deny, kind)
        for at, name in enumerate(getattr(policy.allow, kind)):
            if fitting((name,), refused):
                message = f"allow.{kind} {name!r} never counts: `deny` refuses it"
                found.append((("allow", kind, at), message))
    found += [
        *_self_refused(policy),
        *_never(loaded),
        *_unlisted(loaded, knowledge),
        *_gone(loaded),
    ]
    return placed(loaded, found)


def _self_refused(policy: Policy) -> Iterator[tuple[Location, str]]:
    """Models that are accepted and may be made from what is refused: each other, for example."""
    for at, name in enumerate(policy.allow.models):
        if fitting((name,), policy.deny.derived_from):
            refused = f"`deny` refuses what is made from {name!r}"
            yield ("allow", "models", at), f"{refused}, so those alone pass that are made from none"


def _never(loaded: LoadedPolicy) -> Iterator[tuple[Location, str]]:
    """Rules whose condition on what we are is not met by what we say of ourselves."""
    for at, rule in enumerate(loaded.own):
        for fact, wanted in ((f, w) for one in rule.when.joined() for f, w in one.us.items()):
            ours = getattr(loaded.policy.us, fact)
            met = ours in wanted if isinstance(wanted, tuple) else ours == wanted
            if ours is not None and not met:
                yield ("rules", at), f"the rule {rule.id} never applies: us.{fact} says {ours}"


def _unlisted(loaded: LoadedPolicy, knowledge: Knowledge) -> Iterator[tuple[Location, str]]:
    """Ids of one's own that are nearly those of listed licences."""
    policy = loaded.policy
    named: list[tuple[Location, tuple[str, ...]]] = [
        (("allow", "licenses"), policy.allow.licenses),
        (("deny", "licenses"), policy.deny.licenses),
    ]
    for at, rule in enumerate(loaded.own):
        named += [(("rules", at), one.licenses) for one in rule.when.parts()]
    for location, name in ((place, name) for place, names in named for name in names):
        if meant := listed_meant(name, knowledge.facts):
            said = f"no licence is listed as {name!r}, so it is one of your own"
            yield location, f"{said}; did you mean {meant!r}?"


def _gone(loaded: LoadedPolicy) -> Iterator[tuple[Location, str]]:
    """Parts of the project that are not there."""
    for pattern, _ in loaded.folders:
        plain = pattern.lstrip("/").removeprefix("./")
        if not set(plain) & set("*?[!") and not (loaded.folder / plain).exists():
            yield ("folders", pattern), f"there is no {plain} here, so its policy never applies"


def unused(loaded: LoadedPolicy) -> tuple[ReportedWarning, ...]:
    """What is said of each waiver if it covers nothing, in their order."""
    waivers = enumerate(loaded.policy.waivers)
    said = [(("waivers", at), f"the waiver for {w.model} covers nothing here") for at, w in waivers]
    return placed(loaded, said)


def placed(
    loaded: LoadedPolicy, found: Sequence[tuple[Location, str]]
) -> tuple[ReportedWarning, ...]:
    """Messages with the lines of their places in the policy; of a preset it is the whole."""
    path = Path(loaded.name)
    known = lines_of(path, read_text(path)) if found and disk.is_named(path) else lambda _: 0
    return tuple(
        ReportedWarning(file=path.as_posix(), line=known(location), message=message)
        for location, message in found
    )


def _ends(waiver: Waiver, today: date) -> str:
    days = (waiver.expires - today).days
    left = "today" if not days else f"in {days} day{'s' * (days > 1)}"
    return f"the waiver of {waiver.author} for {waiver.model} ends {left}, on {waiver.expires}"


def describe(name: str, knowledge: Knowledge | None = None, fetch: Fetch = no_fetch) -> str:
    """What a policy comes to, in a few lines; RuleFileError with all that is wrong in it.

    A waiver that has expired is an error too: `check` no longer counts it.
    """
    loaded = load_policy(name, date.today(), refuse_expired=True, knowledge=knowledge, fetch=fetch)
    known = knowledge or installed()
    parts = (
        line
        for pattern, part in loaded.folders
        for line in (f"  {pattern} ({part.name}):", *(f"  {one}" for one in _comes_to(part, known)))
    )
    return "\n".join([f"{loaded.name}: valid", *_comes_to(loaded, known), *parts])


def _comes_to(loaded: LoadedPolicy, knowledge: Knowledge) -> Iterator[str]:
    """What one policy comes to, without the parts of the project."""
    policy = loaded.policy
    us = policy.us.model_dump(mode="json", exclude_defaults=True)
    rules = ", ".join(rule.id for rule in policy.rules) or "none"
    if has_default_rules(policy, knowledge):
        rules += " (as without a policy: it has no rules and extends nothing)"
    yield f"  us: {', '.join(f'{key} {value}' for key, value in us.items()) or 'nothing said'}"
    yield f"  rules: {rules}"
    yield (
        f"  unknown: {policy.unknown}; not-read: {policy.not_read}; ask: {policy.ask}; "
        f"waivers: {len(policy.waivers)}"
    )
    if loaded.above:
        yield f"  only tightens: {', '.join(one.name for one in loaded.above)}"


def preset_policy(name: str, knowledge: Knowledge) -> Policy:
    """A preset with all that the presets say on which it builds."""
    return over_bases(preset(name, knowledge), None, knowledge, no_fetch)


Entry = TypeVar("Entry", Waiver, AllowedUnread)


def entries_in(name: str, text: str, key: str, kind: type[Entry]) -> tuple[Entry, ...]:
    """The entries of a list in what the file of a policy said; none where that is no policy."""
    path = Path(name)
    try:
        found = parse_toml(path, text) if path.suffix == ".toml" else parse_yaml(path, text)
    except RuleFileError:
        return ()
    for table in dict(_TABLES).get(path.name, ()):
        found = found.get(table) if isinstance(found, dict) else None
    listed = found.get(key) if isinstance(found, dict) else None
    entries = (_entry(one, kind) for one in (listed if isinstance(listed, list) else ()))
    return tuple(one for one in entries if one)


def _entry(said: Any, kind: type[Entry]) -> Entry | None:
    try:
        return kind.model_validate(said)
    except ValidationError:
        return None


def _table(path: Path, keys: tuple[str, ...], knowledge: Knowledge) -> Policy | None:
    """The policy in a table of a TOML file; None where it has none."""
    text = read_text(path)
    table: Any = parse_toml(path, text)
    for key in keys:
        table = table.get(key) if isinstance(table, dict) else None
    return None if table is None else valid(path, text, table, knowledge)
