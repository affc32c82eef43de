"""What a person should look at in a policy, whatever is checked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

from licensecheck import disk
from licensecheck.domain.report import ReportedWarning
from licensecheck.gate.files import lines_of, read_text
from licensecheck.gate.gate import Gate
from licensecheck.gate.mistakes import Location
from licensecheck.gate.names import fitting, listed_meant
from licensecheck.gate.schema import Policy, Rule, Waiver
from licensecheck.gate.terms import is_ours
from licensecheck.knowledge.knowledge import Knowledge

SOON = timedelta(days=30)
"""Before its last day a waiver is told to end."""
Said = Iterator[tuple[Location, str]]


def advised(gate: Gate, own: Sequence[Rule] = ()) -> Gate:
    """The gate with what a person should look at, and the waivers that have ended or would cover
    nothing, each with its line. `own` are the policy's rules without those that it builds on."""
    policy, today = gate.policy, gate.today
    found = chain(
        _ending(policy, today),
        _refused(policy),
        _self_refused(policy),
        _never(policy, own),
        _unlisted(policy, own, gate.knowledge),
        _gone(gate),
    )
    waivers = enumerate(policy.waivers)
    idle = [(("waivers", at), f"the waiver for {w.model} covers nothing here") for at, w in waivers]
    return replace(
        gate,
        expired=_expired(gate),
        warnings=_placed(gate, list(found)),
        unused=_placed(gate, idle),
    )


def _expired(gate: Gate) -> tuple[tuple[Waiver, str], ...]:
    late = [(at, one) for at, one in enumerate(gate.policy.waivers) if one.expired(gate.today)]
    if not late:
        return ()
    path = Path(gate.name)
    line_of = lines_of(path, read_text(path))
    return tuple(
        (waiver, f"{path}:{line_of(('waivers', at))}: {waiver.expiry}") for at, waiver in late
    )


def _ending(policy: Policy, today: date) -> Said:
    """Waivers that have ended or end soon."""
    for at, one in enumerate(policy.waivers):
        if one.expires - today <= SOON:
            yield ("waivers", at), one.expiry if one.expired(today) else _ends(one, today)


def _refused(policy: Policy) -> Said:
    """Entries of `allow` that `deny` covers."""
    for kind in ("models", "licenses", "services"):
        refused = getattr(policy.deny, kind)
        for at, name in enumerate(getattr(policy.allow, kind)):
            if fitting((name,), refused):
                yield ("allow", kind, at), f"allow.{kind} {name!r} never counts: `deny` refuses it"


def _self_refused(policy: Policy) -> Said:
    """Models that are accepted and may be made from what is refused: each other, for example."""
    for at, name in enumerate(policy.allow.models):
        if fitting((name,), policy.deny.derived_from):
            refused = f"`deny` refuses what is made from {name!r}"
            yield ("allow", "models", at), f"{refused}, so those alone pass that are made from none"


def _never(policy: Policy, own: Sequence[Rule]) -> Said:
    """Rules whose condition on what we are is not met by what we say of ourselves."""
    for at, rule in enumerate(own):
        for fact, wanted in ((f, w) for one in rule.when.joined() for f, w in one.us.items()):
            if is_ours(fact, wanted, policy.us) is False:
                ours = getattr(policy.us, fact)
                yield ("rules", at), f"the rule {rule.id} never applies: us.{fact} says {ours}"


def _unlisted(policy: Policy, own: Sequence[Rule], knowledge: Knowledge) -> Said:
    """Ids of one's own that are nearly those of listed licences."""
    named: list[tuple[Location, tuple[str, ...]]] = [
        (("allow", "licenses"), policy.allow.licenses),
        (("deny", "licenses"), policy.deny.licenses),
    ]
    for at, rule in enumerate(own):
        named += [(("rules", at), one.licenses) for one in rule.when.parts()]
    for location, name in ((place, name) for place, names in named for name in names):
        if meant := listed_meant(name, knowledge.facts):
            said = f"no licence is listed as {name!r}, so it is one of your own"
            yield location, f"{said}; did you mean {meant!r}?"


def _gone(gate: Gate) -> Said:
    """Parts of the project that are not there."""
    for pattern, _ in gate.folders:
        plain = pattern.lstrip("/").removeprefix("./")
        if not set(plain) & set("*?[!") and not (gate.folder / plain).exists():
            yield ("folders", pattern), f"there is no {plain} here, so its policy never applies"


def _placed(gate: Gate, found: Sequence[tuple[Location, str]]) -> tuple[ReportedWarning, ...]:
    """Messages with the lines of their places in the policy; of a preset it is the whole."""
    path = Path(gate.name)
    known = lines_of(path, read_text(path)) if found and disk.is_named(path) else lambda _: 0
    return tuple(
        ReportedWarning(file=path.as_posix(), line=known(location), message=message)
        for location, message in found
    )


def _ends(waiver: Waiver, today: date) -> str:
    days = (waiver.expires - today).days
    left = "today" if not days else f"in {days} day{'s' * (days > 1)}"
    return f"the waiver of {waiver.author} for {waiver.model} ends {left}, on {waiver.expires}"
