"""Releases, judged, and which of them a reference means."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from licensecheck.domain import (
    Component,
    Gating,
    HubMetadata,
    Level,
    ModelRef,
    Snapshot,
    Status,
    Verdict,
)
from licensecheck.domain.release import WeightsState
from licensecheck.errors import NotFoundError
from licensecheck.judge.claims import OpennessClaim
from licensecheck.judge.level import LevelReason
from licensecheck.judge.score import Tally
from licensecheck.knowledge.facts import Facts
from licensecheck.releases.find import Released
from licensecheck.releases.tokens import holds, words
from licensecheck.terms.scope import for_weights
from licensecheck.terms.terms import Terms
from licensecheck.text.letters import letters


@dataclass(frozen=True, slots=True)
class Judged:
    """A release with the answers about it."""

    released: Released
    terms: Terms
    """Its terms, with those of what it was made from."""
    in_use: Terms
    """These with the terms of what it needs to run, which is got beside it."""
    parts: tuple[Component, ...]
    """The parts with the licences that they are under for it."""
    verdicts: tuple[Verdict, ...]
    downloadable: bool | None
    """Whether anybody may download its weights; None where that cannot be told."""
    level: Level
    reason: LevelReason
    scores: tuple[Tally, ...]
    """By our own profile first, then in the ways of others."""


_STRICT = (
    Level.RESTRICTED_WEIGHTS,
    Level.CLOSED,
    Level.UNKNOWN,
    Level.OPEN_WEIGHTS,
    Level.OPEN_SOURCE_AI,
)
"""Where no name tells which model is meant. What is restricted is said first: it is known."""
_THERE = (WeightsState.IN_REPO, WeightsState.LINKED, WeightsState.GATED)
_GATES = {WeightsState.ON_REQUEST: Gating.MANUAL, WeightsState.GATED: Gating.AUTOMATIC}
_NOWHERE = (WeightsState.NOT_RELEASED, WeightsState.ON_REQUEST)


def available(
    released: Released, here: bool | None, verdicts: Sequence[Verdict], facts: Facts
) -> bool | None:
    """Whether anybody may download the weights of a release; None where that cannot be told.

    `here` is what is known of the snapshot as a whole. It counts for a release without an address
    of its own where the terms fail, and so does a licence that is written for weights: to call that
    restricted needs no address, to call it open does.
    """
    weights = released.release.weights.state
    if here is False or weights in _NOWHERE:
        return False
    if weights in _THERE:
        return True
    failed = any(one.framework == "osd" and one.status is Status.NOT_MET for one in verdicts)
    return True if failed and (here or for_weights(released.terms.readings, facts)) else None


def metadata_of(released: Released, snapshot: Snapshot) -> HubMetadata:
    """What the hub says of a release, with what stands before its weights where these lie."""
    state = released.release.weights.state
    if not any(page.snapshot for page in released.pages):
        return snapshot.metadata
    return replace(snapshot.metadata, gating=_GATES.get(state, Gating.NONE))


def joined(found: Sequence[Judged]) -> tuple[Judged, ...]:
    """The releases; names without an address are further names of a release about which all
    answers are the same. About one that is open they never are: nobody knows where these are."""
    kept: dict[object, Judged] = {}
    for one in found:
        release = one.released.release
        terms = one.released.terms
        said = tuple(str(named.expression) for named in terms.declarations)
        here = tuple(str(text.expression) for text in terms.readings)
        key = (one.level, one.verdicts, said, here)
        had = kept.setdefault(key, one)
        if had is not one and release.weights.state is WeightsState.UNKNOWN and not release.main:
            kept[key] = _with_names(had, release.names)
        elif had is not one:
            kept[key, release.name] = one
    return tuple(kept.values())


def _with_names(one: Judged, names: Sequence[str]) -> Judged:
    release = one.released.release
    aliases = tuple(sorted({*release.aliases, *names} - {release.name}))
    return replace(one, released=replace(one.released, release=replace(release, aliases=aliases)))


def claims_about(
    released: Released, said: Sequence[OpennessClaim], *, by_name: bool
) -> tuple[OpennessClaim, ...]:
    """The claims that speak of a release: those that name it, and unless these alone are asked for,
    those that name no other."""
    if by_name:
        return tuple(one for one in said if one.evidence in released.claimed)
    return tuple(one for one in said if one.evidence not in released.claimed_elsewhere)


def asked(found: Sequence[Judged], ref: ModelRef) -> tuple[Judged, frozenset[str]]:
    """The release that a reference names, else the main one, else the strictest; and the names of
    all that it may mean: every one where it names none. Raises NotFoundError for a name that no
    release has."""
    called = ref.model or ref.name.rpartition("/")[2]
    named = [one for one in found if letters(called) in map(letters, one.released.release.names)]
    if ref.model and not named:
        named = [one for one in found if _is_called(one, ref.model)]
    if ref.model and not named:
        known = ", ".join(one.released.release.name for one in found)
        raise NotFoundError(f"{ref}: no model is called so there.", remedy=f"Known: {known}.")
    meant = named or found
    main = [one for one in meant if one.released.release.main]
    strict = sorted(meant, key=lambda one: _STRICT.index(one.level))
    return (*main, *strict)[0], frozenset(one.released.release.name for one in meant)


def _is_called(one: Judged, name: str) -> bool:
    """True for a name with parts left out: "zebra-7b" means zebra-7b-base and zebra-7b-chat."""
    return any(holds(words(other), words(name)) for other in one.released.release.names)
