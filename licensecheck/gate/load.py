"""Find and read a policy: YAML, a preset by its name, or a table of the settings file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from itertools import chain, islice
from pathlib import Path

from licensecheck import disk
from licensecheck.domain.report import NOT_READ
from licensecheck.errors import RuleFileError, UsageError
from licensecheck.gate.advice import advised
from licensecheck.gate.baseline import Baseline, read_baseline
from licensecheck.gate.bases import (
    Base,
    Fetch,
    Sources,
    bases_of,
    checked,
    has_default_rules,
    locked,
    no_fetch,
    over,
    preset,
    presets,
    valid,
)
from licensecheck.gate.decisions import DENY, UNKNOWN
from licensecheck.gate.fail_on import DEFAULT, rule_ids
from licensecheck.gate.files import admit, lines_of, parse_toml, read_text, table_keys
from licensecheck.gate.gate import Gate
from licensecheck.gate.mistakes import MAX_SHOWN, Mistake, refusal
from licensecheck.gate.schema import MAX_WAIVER, Policy
from licensecheck.hubs.bundle import open_bundle
from licensecheck.hubs.checkout import Checkout
from licensecheck.knowledge.knowledge import Knowledge, installed
from licensecheck.settings import FILES, table_at

FILE = "licensecheck-policy.yaml"
"""The policy of a folder, which `init` writes and `check` finds."""
_MISNAMED = (
    *("licensecheck-policy.yml", "licensecheck_policy.yaml", "licensecheck_policy.yml"),
    *(".licensecheck-policy.yaml", ".licensecheck-policy.yml", "licensecheck-policy.json"),
    *("licensecheck.yaml", "licensecheck.yml", ".licensecheck.yaml", ".licensecheck.yml"),
    *("licensecheck-policy.toml", "licence-check-policy.yaml", "license-check-policy.yaml"),
)
_CLOCKS = timedelta(days=1)
"""By which the day of a bundle may lie ahead: it is that of Greenwich, and clocks differ."""


@dataclass(frozen=True, slots=True)
class _Loading:
    """What the loading of a policy is asked for, and of all that it names."""

    today: date
    sources: Sources
    refuse_expired: bool = False
    new_baseline: bool = False
    part: bool = False
    """True for the policy of a part of a project."""

    def named(self, name: str) -> Gate:
        """The policy in a file, or a preset."""
        path, known = Path(name), self.sources.knowledge
        if name not in presets():
            admit(path, self.sources.within)
        if path.suffix == ".toml" and disk.is_named(path):
            if (found := _in_settings(path, known)) is not None:
                return self.whole(found, path)
            raise UsageError(f"{name} has no policy.", remedy="Add [tool.licensecheck.policy].")
        if disk.is_named(path):
            return self.whole(checked(path, read_text(path), known), path)
        if name in presets():
            return _Loading(self.today, Sources(known)).whole(preset(name, known), Path(name))
        remedy = (
            f"Name a file, or a preset: {', '.join(presets())}. `licensecheck init` writes one."
        )
        raise UsageError(f"there is no policy {name!r}", remedy=remedy)

    def of_folder(self, folder: Path) -> Gate | None:
        """The policy in one folder."""
        if disk.is_there(folder / FILE):  # what cannot be read is no reason to have none
            return self.named(str(folder / FILE))
        if wrong := [name for name in _MISNAMED if disk.is_there(folder / name)]:
            remedy = f"Rename it to {FILE}, or name it: --policy."
            raise UsageError(f"{folder / wrong[0]} is not read", remedy=remedy)
        for path in (folder / file for file in FILES):
            if disk.is_there(path):
                admit(path, self.sources.within)
                if (policy := _in_settings(path, self.sources.knowledge)) is not None:
                    return self.whole(policy, path)
        return None

    def whole(self, policy: Policy, path: Path) -> Gate:
        """With the rules of its bases, the policies of its folders and its baseline; RuleFileError
        where they do not fit."""
        known = self.sources.knowledge
        bases, no_bases = self._bases(policy, path.parent)
        whole = over(policy, bases, known)
        folders, no_folders = self._folders(policy, path)
        baseline, unreadable = self._baseline(policy, path)
        found = chain(
            unreadable,
            no_bases or _unknown_rules(whole, known),
            no_folders,
            _too_long(policy, self.today),
            _too_late(policy, self.today) if self.refuse_expired else (),
        )
        if wrong := list(islice(found, MAX_SHOWN + 1)):
            raise refusal(path, wrong, lines_of(path, read_text(path)))
        alone = Gate(whole, str(path), folder=path.parent, today=self.today, knowledge=known)
        above = (
            advised(replace(alone, policy=one, name=name))
            for name, one in locked(policy, bases, known)
        )
        gate = replace(
            alone,
            baseline=baseline,
            folders=folders,
            above=tuple(above),
            bases=tuple(base.file for base in bases if base.file),
        )
        return advised(gate, policy.rules)

    def _bases(self, policy: Policy, folder: Path) -> tuple[Sequence[Base], list[Mistake]]:
        """All that it builds on; a mistake where some of that is not there."""
        try:
            return list(bases_of(policy, folder, self.sources)), []
        except RuleFileError:
            raise
        except UsageError as error:
            return (), [Mistake(("extends",), f"{error}. {error.remedy}".rstrip(". "))]

    def _baseline(self, policy: Policy, path: Path) -> tuple[Baseline, list[Mistake]]:
        """The findings that are accepted for now; a mistake where their file cannot be read."""
        if self.new_baseline or not policy.baseline:
            return Baseline(), []
        file = path.parent / policy.baseline
        try:
            admit(file, self.sources.within)
            return read_baseline(file), []
        except UsageError as error:
            return Baseline(), [Mistake(("baseline",), f"{error}. {error.remedy}".strip())]

    def _folders(
        self, policy: Policy, path: Path
    ) -> tuple[tuple[tuple[str, Gate], ...], list[Mistake]]:
        """The policies of parts of the project; a mistake for each that cannot be had."""
        if self.part:
            nested = Mistake(("folders",), "the policy of a part has no parts: list them above it")
            return (), [nested] if policy.folders else []
        found, wrong = [], []
        for pattern, name in policy.folders.items():
            place = name if name in presets() else str(path.parent / name)
            try:
                found.append((pattern, replace(self, part=True).named(place)))
            except RuleFileError:
                raise
            except UsageError as error:
                wrong.append(Mistake(("folders", pattern), f"{error}"))
        return tuple(found), wrong


def load_policy(
    name: str,
    today: date,
    *,
    refuse_expired: bool = False,
    new_baseline: bool = False,
    knowledge: Knowledge | None = None,
    fetch: Fetch = no_fetch,
) -> Gate:
    """A policy by its path or by the name of a preset.

    Raises RuleFileError with all that is wrong in it, each with file and line; UsageError where
    there is none. `refuse_expired` where a waiver that no longer counts is wrong too;
    `new_baseline` where the old one is about to be replaced: it accepts nothing, may be missing.
    """
    sources = Sources(knowledge or installed(), cache(fetch))  # parts may build on one address
    return _Loading(today, sources, refuse_expired, new_baseline).named(name)


def find_policy(
    folder: Path,
    today: date,
    *,
    new_baseline: bool = False,
    knowledge: Knowledge | None = None,
    fetch: Fetch = no_fetch,
) -> Gate | None:
    """The policy of a folder, or of the nearest one above it in the same checkout: its file, else
    the table in its settings. Those of the folders above that hold beside it. None where there is
    none.

    UsageError where a file is nearly called as one, or where one lies a folder above and in no
    checkout with this one: neither is passed over without a word.
    """
    around = [folder, *folder.resolve().parents]
    top = next((at for at, one in enumerate(around) if Checkout.at(one)), None)
    sources = Sources(knowledge or installed(), cache(fetch), around[top or 0].resolve())
    loading = _Loading(today, sources, new_baseline=new_baseline)
    each = map(loading.of_folder, around[: 1 if top is None else top + 1])
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


def load_gate(
    policy: str | None,
    fail_on: Sequence[str],
    folder: Path,
    *,
    new_baseline: bool = False,
    knowledge: Knowledge | None = None,
    fetch: Fetch = no_fetch,
    bundle: str = "",
) -> Gate:
    """The gate of a policy that is named, or of the one in a folder; `--fail-on` adds to it.

    Without either, models are stopped that are less open than open weights. With `new_baseline` all
    that stops is found again, whatever the old baseline accepts. UsageError where the bundle that
    stands for the hubs is older than the policy takes.
    """
    today = date.today()  # of who runs the check
    if policy:
        gate: Gate | None = load_policy(
            policy, today, new_baseline=new_baseline, knowledge=knowledge, fetch=fetch
        )
    else:
        gate = find_policy(
            folder, today, new_baseline=new_baseline, knowledge=knowledge, fetch=fetch
        )
    if gate is None:
        return Gate.parse(fail_on or DEFAULT, knowledge)
    gate = gate.adding(fail_on)
    if bundle and gate.bundle_age:
        _require_fresh(bundle, gate.bundle_age, today)
    return gate


def _require_fresh(named: str, most: timedelta, today: date) -> None:
    """UsageError for a bundle that is older than a policy takes, or of a day that has not come."""
    made = date.fromisoformat(open_bundle(named).made_at[:10])
    age, file = today - made, named.partition("#")[0]
    if age > most:
        message = (
            f"{file} was made on {made}, {age.days} days ago, and the policy takes none that is"
        )
        message += f" older than {most.days} day{'s' * (most.days > 1)}"
    elif age < -_CLOCKS:
        message = f"{file} says that it was made on {made}, and today is {today}"
    else:
        return
    raise UsageError(
        message, remedy="Make it again where hubs can be reached: licensecheck bundle."
    )


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
            wrong = f"{waiver.expiry}: decide again and give another day, or remove it"
            yield Mistake(("waivers", at), wrong)


def describe(name: str, fetch: Fetch = no_fetch) -> str:
    """What a policy comes to, in a few lines; RuleFileError with all that is wrong in it.

    A waiver that has expired is an error too: `check` no longer counts it.
    """
    gate = load_policy(name, date.today(), refuse_expired=True, fetch=fetch)
    parts = (
        line
        for pattern, part in gate.folders
        for line in (f"  {pattern} ({part.name}):", *(f"  {one}" for one in _comes_to(part)))
    )
    return "\n".join([f"{gate.name}: valid", *_comes_to(gate), *parts])


def _comes_to(gate: Gate) -> Iterator[str]:
    """What one policy comes to, without the parts of the project."""
    policy = gate.policy
    us = policy.us.model_dump(mode="json", exclude_defaults=True)
    rules = ", ".join(rule.id for rule in policy.rules) or "none"
    if has_default_rules(policy, gate.knowledge):
        rules += " (as without a policy: it has no rules and extends nothing)"
    yield f"  us: {', '.join(f'{key} {value}' for key, value in us.items()) or 'nothing said'}"
    yield f"  rules: {rules}"
    yield (
        f"  unknown: {policy.unknown}; not-read: {policy.not_read}; ask: {policy.ask}; "
        f"waivers: {len(policy.waivers)}"
    )
    if gate.above:
        yield f"  only tightens: {', '.join(one.name for one in gate.above)}"


def preset_policy(name: str) -> Policy:
    """A preset with all that the presets say on which it builds."""
    knowledge = installed()
    own = preset(name, knowledge)
    return over(own, list(bases_of(own, None, Sources(knowledge))), knowledge)


def _in_settings(path: Path, knowledge: Knowledge) -> Policy | None:
    """The policy in a file of settings; None where it has none."""
    if not (keys := table_keys(path)):
        return None
    text = read_text(path)
    table = table_at(parse_toml(path, text), keys)
    return None if table is None else valid(path, text, table, knowledge)
