"""Kinds of licences by what their terms ask for: many licences as a few groups."""

from licensecheck.domain import Expression
from licensecheck.domain.verdict import Word
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import Effect


class LicenseKind(Word):
    """What the terms of a model's licence are like, from the freest to what nobody named."""

    PERMISSIVE = (
        "permissive",
        "meets the Open Source Definition, and changes may be passed on under other terms",
    )
    COPYLEFT = (
        "copyleft",
        "meets the Open Source Definition, and changes are passed on under the same terms",
    )
    USES = "uses-forbidden", "certain uses are forbidden to everybody, as RAIL licences do"
    LIMITS = (
        "other-limits",
        "fails the Open Source Definition otherwise: by size, place or competition, or because "
        "changes may not be passed on",
    )
    NONCOMMERCIAL = "noncommercial", "commercial use is forbidden, or needs another licence"
    UNSETTLED = "unsettled", "a licence is named, and its terms are not known"
    NONE = "none-named", "no licence is named"


_NONCOMMERCIAL = frozenset({"noncommercial-only", "research-only", "internal-use-only"})
_USES = frozenset(
    {"field-of-use-restriction", "use-policy-incorporation", "use-restriction-flow-down"}
    | {"guardrail-circumvention-ban"}
)
_COPYLEFT = frozenset({"copyleft", "network-copyleft"})
_KINDS = tuple(LicenseKind)


def kind_of(expression: Expression, knowledge: Knowledge) -> LicenseKind:
    """The kind of what a licensee gets: of licences that apply together the worst, of a choice the
    best."""
    if not expression:
        return LicenseKind.NONE
    branches = ([_kind(one, knowledge) for one in branch] for branch in expression.branches)
    together = [max(kinds, key=_KINDS.index) for kinds in branches]
    return min(together, key=_KINDS.index, default=LicenseKind.UNSETTLED)


def _kind(license_id: str, knowledge: Knowledge) -> LicenseKind:
    known = knowledge.facts.find(license_id)
    if known is None:
        return LicenseKind.UNSETTLED
    labels = known.labels.keys()
    if known.conformant:
        return LicenseKind.COPYLEFT if labels & _COPYLEFT else LicenseKind.PERMISSIVE
    forbidden = labels & knowledge.rules.with_effect(Effect.VIOLATES)
    if not forbidden:
        return LicenseKind.UNSETTLED
    if forbidden & _NONCOMMERCIAL:
        return LicenseKind.NONCOMMERCIAL
    return LicenseKind.LIMITS if forbidden - _USES else LicenseKind.USES
