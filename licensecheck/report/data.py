"""What a report says of the data that a model was trained on: the terms of the data, which are not
those of the weights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from licensecheck.domain.reported_model import Lineage, Node, ReportedData
from licensecheck.knowledge.datasets import DataTerms
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import Effect
from licensecheck.report.licence_names import called
from licensecheck.report.wording import label_says

NOT_OF_THE_WEIGHTS = "terms of the data that it names, not of the weights"
OF_DATA = frozenset({"training-data-terms-forbid", "training-data-outputs"})
"""Open-washing rules on data."""
_ALIKE = frozenset({"copyleft", "network-copyleft"})
_FIRST, _NAMES = 3, 4
"""Data sets that have a line of their own, and names in a line, before `-v` is asked for more."""


class Weight(IntEnum):
    """How much a reader has to think about a data set, most first."""

    RESTRICTS = 0
    ALIKE = 1
    UNNAMED = 2
    UNKNOWN = 3
    OPEN = 4


_TOGETHER = {
    Weight.UNNAMED: "no licence named that holds for all of it",
    Weight.UNKNOWN: "terms not known to us",
    Weight.OPEN: "under open licences",
}
_WORDS = {
    "noncommercial-only": "no commercial use",
    "research-only": "research alone",
    "no-derivatives": "nothing changed may be passed on",
    "no-redistribution": "it may not be passed on",
    "copyleft": "share alike",
    "field-of-use-restriction": "uses are forbidden",
}
"""What terms of data say, in a line that stands under `NOT_OF_THE_WEIGHTS`."""


@dataclass(frozen=True, slots=True)
class DataLine:
    """A data set, or several that share a line."""

    names: tuple[str, ...]
    says: str
    """Without full stop."""
    weight: Weight
    more: int = 0
    """How many others the line stands for."""


def restrictions(known: DataTerms, knowledge: Knowledge) -> tuple[str, ...]:
    """Labels of what the terms of a data set forbid, and of share-alike."""
    facts = knowledge.facts.find(known.license) if known.license else None
    labels = dict.fromkeys((*known.says, *(facts.labels if facts else ())))
    rules = (knowledge.rules.labels.get(label) for label in labels)
    return tuple(
        rule.label
        for rule in rules
        if rule and (rule.effect is Effect.VIOLATES or rule.label in _ALIKE)
    )


def data_lines(lineage: Lineage, knowledge: Knowledge) -> tuple[DataLine, ...]:
    """A line for each data set, those that restrict first."""
    nodes = [node for node in lineage.nodes if node.kind == "dataset"]
    lines = [DataLine((one.id,), data_says(one, knowledge), _weight(one)) for one in nodes]
    return tuple(sorted(lines, key=lambda line: line.weight))


def few_lines(lines: Sequence[DataLine]) -> Iterator[DataLine]:
    """The first that restrict; then a line for all others of which the same is known."""
    restrict = [one for one in lines if one.weight not in _TOGETHER]
    yield from restrict[:_FIRST]
    if names := [one.names[0] for one in restrict[_FIRST:]]:
        yield DataLine(
            tuple(names[:_NAMES]), "restrict, too (-v says how)", Weight.ALIKE, len(names[_NAMES:])
        )
    for weight, says in _TOGETHER.items():
        names = [name for one in lines if one.weight is weight for name in one.names]
        if names:
            yield DataLine(tuple(names[:_NAMES]), says, weight, len(names[_NAMES:]))


def data_says(node: Node, knowledge: Knowledge) -> str:
    """What is known of the terms of a data set, in a sentence without its full stop."""
    if node.data is None:
        return "its terms are not known to us"
    binds = [_WORDS.get(label) or label_says(label, knowledge) for label in node.data.restricts]
    said = [": ".join(filter(None, (_licence(node, node.data, knowledge), ", ".join(binds))))]
    return "; ".join([*said, *_beside(node.data, knowledge)])


def _licence(node: Node, data: ReportedData, knowledge: Knowledge) -> str:
    """Its licence, who says so, and when."""
    name = called(node.license, knowledge.facts)
    tag = f"tag `{data.tag}`" if data.tag else "no tag"
    if data.basis == "tag":
        by_tag = f"{name} by the tag of its page ({data.checked})"
        return by_tag if name else f"its page names no licence ({tag}, {data.checked})"
    differs = data.tag and _meant(data.tag, knowledge) not in {str(node.license), ""}
    wrong = f", though its page has the {tag}" if differs else ""
    unnamed = "terms of its own" if data.restricts else "no one licence"
    return f"{name or unnamed}, read {data.checked}{wrong}"


def _meant(tag: str, knowledge: Knowledge) -> str:
    """Id of the licence that a tag means; empty for one that means none."""
    known = knowledge.facts.find(tag)
    return known.id if known and known.labels else ""


def _beside(data: ReportedData, knowledge: Knowledge) -> Iterator[str]:
    if provider := knowledge.datasets.provider(data.outputs_of) if data.outputs_of else None:
        yield f"holds answers of {provider.provider}'s models; its terms {provider.forbids}"
    if data.note:
        yield data.note
    if data.gated:
        yield "one has to ask for it"


def _weight(node: Node) -> Weight:
    data = node.data
    if data is None:
        return Weight.UNKNOWN
    if data.outputs_of or set(data.restricts) - _ALIKE:
        return Weight.RESTRICTS
    if data.restricts:
        return Weight.ALIKE
    return Weight.OPEN if node.license.licenses else Weight.UNNAMED
