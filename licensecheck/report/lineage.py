"""Where the boxes and lines of the picture of a model's ancestry go."""

from collections import deque
from dataclasses import dataclass

from licensecheck.domain.reported_model import Edge, Lineage, Node
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import Effect
from licensecheck.report.summary import short
from licensecheck.report.wording import label_says, terms_along

# Units of the picture: small enough that its text can be read at 390 pixels.
WIDTH = 440
ROW = 66
BOX = 46
INDENT = 28
_TRAVELS = (Effect.VIOLATES, Effect.CONCERN, Effect.CONDITION)
# Characters that fit into a box beside its margins.
NAME = 50


@dataclass(frozen=True, slots=True)
class Box:
    """A model or data set."""

    x: int
    y: int
    width: int
    name: str
    node: Node


@dataclass(frozen=True, slots=True)
class LineageLine:
    """From a model to what it was made from."""

    path: str
    """SVG path data."""
    y: int
    """Where the words beside the line stand."""
    terms: str
    """How many terms of its licence come along; empty where none do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An ancestry as an indented list of boxes, joined by lines."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[LineageLine, ...]


def picture(lineage: Lineage, knowledge: Knowledge) -> Picture:
    """One box for each node; what a model was made from stands below it, one step to the right."""
    depths = _depths(lineage)
    boxes = {
        node.id: _box(node, depths.get(node.id, 1), row) for row, node in enumerate(lineage.nodes)
    }
    lines = tuple(
        LineageLine(
            _path(boxes[e.source], boxes[e.target]),
            boxes[e.target].y - 4,
            terms_along(travels(lineage, e, knowledge)),
        )
        for e in lineage.edges
        if e.source in boxes and e.target in boxes
    )
    return Picture(WIDTH, ROW * len(boxes), tuple(boxes.values()), lines)


def travels(lineage: Lineage, edge: Edge, knowledge: Knowledge) -> tuple[str, ...]:
    """What the licence of a base binds whoever builds on it to, as far as it is known. What the
    terms of data bind to is told apart from that: whether it reaches the weights is disputed."""
    bases = (one for one in lineage.nodes if one.kind == "model")
    target = next((one for one in bases if one.id == edge.target), None)
    known = [knowledge.facts.find(key) for key in (target.license.licenses if target else ())]
    labels = dict.fromkeys(label for facts in known if facts for label in facts.labels)
    rules = (knowledge.rules.labels[name] for name in labels if name in knowledge.rules.labels)
    return tuple(label_says(one.label, knowledge) for one in rules if one.effect in _TRAVELS)


def _depths(lineage: Lineage) -> dict[str, int]:
    """Steps from the first node; a circle is walked once."""
    root = lineage.nodes[0].id
    depths = {root: 0}
    queue = deque([root])
    while queue:
        at = queue.popleft()
        for edge in lineage.edges:
            if edge.source == at and edge.target not in depths:
                depths[edge.target] = depths[at] + 1
                queue.append(edge.target)
    return depths


def _box(node: Node, depth: int, row: int) -> Box:
    # Deeper than this a box would have no room for its name.
    x = INDENT * min(depth, 4)
    return Box(
        x, ROW * row + (ROW - BOX) // 2, WIDTH - x - 1, short(node.id, NAME - 3 * depth), node
    )


def _path(child: Box, parent: Box) -> str:
    x = child.x + 12
    start = child.y + BOX
    end = parent.y + BOX // 2
    return f"M{x} {start}V{end}H{parent.x}"
