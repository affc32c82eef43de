"""Figures of a census by name, and beside them those that studies found: rules/studies.yaml."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from licensecheck.batch.census import NO_TAG, Census, Share
from licensecheck.domain import Expression
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.studies import Figure, Study
from licensecheck.report.licence_names import called


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a census."""

    says: str
    share: Callable[[Census], Share]


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of a study beside ours."""

    figure: Figure
    says: str
    theirs: float
    """Percent."""
    ours: Share


def compared(census: Census, study: Study, knowledge: Knowledge) -> list[Compared]:
    """Every figure of a study beside the one of a census."""
    measures = [measure(one.measure, knowledge) for one in study.figures]
    return [
        Compared(figure, one.says, study.percent(figure), one.share(census))
        for figure, one in zip(study.figures, measures, strict=True)
    ]


def measure(name: str, knowledge: Knowledge) -> Measure:
    """The figure with a name: one of MEASURES, `tag:…` for a tag of the hub, or `pair:OWN<BASE` for
    two ids of licences; KeyError for another."""
    kind, _, what = name.partition(":")
    if kind == "tag":
        return Measure(f"models tagged {what}", lambda census: census.share("tag", what))
    if kind == "pair":
        own, _, base = what.partition("<")
        names = [called(Expression.of(one), knowledge.facts) for one in (own, base)]
        return Measure(
            f"models under {names[0]} made from one under {names[1]}",
            lambda census: Share(census.counts["pairs"][own, base], census.models),
        )
    return MEASURES[name]


def _none_named_popular(census: Census) -> Share:
    found = census.counts["popular"]
    return Share(sum(found[tag] for tag in NO_TAG), found.total())


def _permissive_no_text(census: Census) -> Share:
    texts = census.counts["texts"]
    return Share(texts["listed"] - texts["with-text"], texts["listed"])


def _laxer_than_base(census: Census) -> Share:
    laxer = census.counts["conflicts"]["derivative-under-laxer-terms"]
    return Share(laxer, census.counts["sums"]["derived"])


def _steps(relation: str, part: str, whole: str) -> Callable[[Census], Share]:
    def share(census: Census) -> Share:
        steps = census.counts["steps"]
        return Share(steps[relation, part], steps[relation, whole])

    return share


MEASURES: Mapping[str, Measure] = {
    "none-named": Measure(
        "models that name no licence", lambda census: census.share("tag", *NO_TAG)
    ),
    "none-named-popular": Measure(
        "models with more than 1,000 downloads that name no licence", _none_named_popular
    ),
    "adapter-none-named": Measure(
        "adapters that name no licence", _steps("adapter", "silent", "all")
    ),
    "changed-in-fine-tune": Measure(
        "fine-tunes under another licence than their base", _steps("finetune", "changed", "named")
    ),
    "laxer-than-base": Measure("models under laxer terms than their base", _laxer_than_base),
    "omission-or-conflict": Measure(
        "models without a licence, or with something that does not fit",
        lambda census: census.share("sums", "in-doubt"),
    ),
    "permissive-no-text": Measure(
        "models under a permissive licence without its text", _permissive_no_text
    ),
}
