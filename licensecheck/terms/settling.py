"""The certain reading of a clause settles it: what else it may be decides nothing."""

from collections import defaultdict
from dataclasses import replace

from licensecheck.domain import Clause, Reading
from licensecheck.knowledge.rights import Rights
from licensecheck.knowledge.rules import Effect, Rules


def with_certain(reading: Reading, rules: Rules, rights: Rights) -> Reading:
    """A reading without the restrictions that a clause may have, where it has others for certain
    that limit all the same rights."""
    restrictions = rules.with_effect(Effect.VIOLATES)
    limited = defaultdict[Clause, set[str]](set)
    for one in reading.labels:
        if one.certain and one.label in restrictions:
            limited[one.clause] |= rights.limited_by(one.label)

    def is_settled(clause: Clause, label: str) -> bool:
        return clause in limited and limited[clause] >= rights.limited_by(label)

    labels = tuple(
        one
        for one in reading.labels
        if one.certain or one.label not in restrictions or not is_settled(one.clause, one.label)
    )
    return reading if len(labels) == len(reading.labels) else replace(reading, labels=labels)
