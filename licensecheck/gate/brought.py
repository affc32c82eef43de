"""All that somebody uses who uses a model: it, what it was made from, and what it needs.

The one place that says which models and licences a report brings; the lists and rules of a policy
ask it, so none of them sees a model without its lineage.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from licensecheck.domain import Expression, MatchKind, ModelRef
from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import NeededModel, Node
from licensecheck.domain.role import Role
from licensecheck.gate.names import is_named
from licensecheck.hubs import ref_of_base

Globs = tuple[str, ...]

USED = (Role.BASE, Role.SAME_PUBLISHER, Role.PART)
"""What is in a model or runs with it, under whatever terms."""
MADE_FROM = (Role.BASE, Role.SAME_PUBLISHER, Role.TEACHER)
"""What a model owes its making to."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A model that another was made from or needs."""

    ref: ModelRef
    node: Node

    @property
    def how(self) -> str:
        """What it is to the other, as a clause about it."""
        return "which it needs" if self.node.role is Role.PART else "which it was made from"


@dataclass(frozen=True, slots=True)
class Brought:
    """What the use of a model brings, as far as a report knows."""

    model: ModelRef
    report: Report | None = None
    """None where nothing could be read."""
    ingredients: tuple[Ingredient, ...] = ()

    @classmethod
    def by(cls, model: ModelRef, report: Report | None) -> "Brought":
        """What a report says that a model brings."""
        nodes = report.lineage.nodes if report else ()
        found = (Ingredient(ref_of_base(model, one.id), one) for one in nodes if one.role)
        return cls(model, report, tuple(found))

    @property
    def views(self) -> Iterator[tuple[str, Report]]:
        """The report, and the same by the terms of each model that is needed beside the weights,
        with the name of that."""
        if self.report:
            yield "", self.report
            for part in self.report.lineage.needs:
                yield part.name, _by_terms_of(part, self.report)

    def licensing(self, accepted: Globs = ()) -> Expression:
        """What of the licences applies together, and where we may choose; without those of
        ingredients that are accepted by name."""
        if self.report is None:
            return Expression()
        bound = (
            one.node.license
            for one in self.ingredients
            if one.node.binds and not is_named(one.ref, accepted)
        )
        return Expression.all_of([_own(self.report), *bound])

    def named(self, globs: Globs, roles: tuple[Role, ...]) -> Ingredient | None:
        """The first ingredient in one of some roles that a policy names."""
        of_role = (one for one in self.ingredients if one.node.role in roles)
        return next((one for one in of_role if is_named(one.ref, globs)), None)

    def called(self, name: str) -> str:
        """A licence, with the ingredient that brings it where the model itself is not under it."""
        own = self.report is not None and name in _own(self.report).licenses
        whose = [
            one.node.id
            for one in self.ingredients
            if one.node.binds and name in one.node.license.licenses
        ]
        return name if own or not whose else f"{name} (of {', '.join(whose)})"

    @property
    def unread(self) -> tuple[Ingredient, ...]:
        """The ingredients of which nothing could be read."""
        return tuple(one for one in self.ingredients if one.node.unread)

    def is_sure(self, accepted: Globs) -> bool:
        """True where the model has licences of its own, all are known, word for word where there
        are texts, and no ingredient that is not accepted by name may bring others."""
        if self.report is None or not _own(self.report):
            return False
        texts = self.report.licenses
        kinds = {match.kind for one in texts for match in one.matches}
        if MatchKind.ALTERED in kinds or any(not one.matches for one in texts):
            return False
        others = (one for one in self.ingredients if not is_named(one.ref, accepted))
        return not any(_is_unsure(one.node) for one in others)


def licenses(report: Report) -> tuple[str, ...]:
    """Ids of all licences that were found or are declared, or come with an ingredient."""
    texts = [match.license for one in report.licenses for match in one.matches]
    said = [name for one in report.declared for name in one.licenses]
    bound = [name for one in report.lineage.nodes if one.binds for name in one.license.licenses]
    return tuple(dict.fromkeys([*texts, *said, *bound]))


def _is_unsure(node: Node) -> bool:
    return node.unread or node.role is Role.GUESSED or (node.binds and bool(node.doubt))


def _own(report: Report) -> Expression:
    """The licences of the model itself. A text for the whole model adds nothing where a declaration
    offers it as one of several."""
    said = [one.expression for one in report.declared]
    offered = {name for one in said for name in one.offered}
    binding = (
        match.license
        for one in report.licenses
        for match in one.matches
        if one.component != "model" or match.license not in offered
    )
    return Expression.all_of([*said, Expression.of(*binding)])


def _by_terms_of(part: NeededModel, report: Report) -> Report:
    """What the report says of the whole by the terms of one part."""
    verdicts = {(one.framework, one.criterion): one for one in (*report.verdicts, *part.verdicts)}
    return report.model_copy(
        update={
            "level": part.level,
            "level_reason": part.reason,
            "verdicts": tuple(verdicts.values()),
            "rights": part.rights,
            "findings": part.findings,
        }
    )
