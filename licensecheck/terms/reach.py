"""How far a text reaches: a licence in an inner folder covers what lies there, with its pages, a
notice beside a licence tells of other work, and terms that a card gives for a page or a service
cover that.

What such a text restricts is not certain for the weights, so it accuses nobody and bars nothing by
itself; it is left for a person to read, so nothing is open because of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from licensecheck.domain import Card, Declaration, Document, DocumentKind, Reading, Snapshot, Span
from licensecheck.domain.component import PART
from licensecheck.identify.wording import says_nothing
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.names import Names
from licensecheck.terms.scope import for_weights
from licensecheck.text.letters import letters

if TYPE_CHECKING:
    from licensecheck.terms.weighed import Place

_TEXTS = frozenset({DocumentKind.LICENSE, DocumentKind.NOTICE, DocumentKind.USE_POLICY})
# "The playground is offered under the [Visitor Terms](visitors.pdf)": the subject is no model.
_OF_SERVICE = Phrase("subjects/service")
_SENTENCE = re.compile(r"[^\n.。]*(?:\.(?!\s|$)[^\n.。]*)*")
_LINE = re.compile(r"\S[^\n]*")
Binding = Callable[[Document, Iterable["Place"]], Iterator[Span]]
_SHORTEST = 3
"""Letters of a name that can be told from other words."""
_PART = "is in the folder of a part; please read whether the weights are under it too"
_NOTICE = "tells of other work; please read whether the weights are under its terms too"
_SERVICE = "is given for a page or service; please read whether it binds the model too"


def reaching(
    readings: Sequence[Reading],
    declared: Sequence[Declaration],
    snapshot: Snapshot,
    own: Names,
    knowledge: Knowledge,
    binding: Binding,
) -> tuple[tuple[Reading, ...], tuple[Declaration, ...]]:
    """The readings and declarations; what a text says that may not reach the weights is a matter to
    read, as is what the pages beside it say. `binding` says which lines of a notice may bind."""
    whole = any(_is_whole(one.document) for one in readings)

    def doubt(reading: Reading) -> str:
        document = reading.document
        if any(_gives_for_service(card, document) for card in snapshot.cards):
            return f"{document.path} {_SERVICE}"
        notice = whole and document.kind is DocumentKind.NOTICE and "/" not in document.path
        if notice and _may_bind(reading, binding) and not for_weights([reading], knowledge.facts):
            return f"{document.path} {_NOTICE}"
        inner = whole and document.kind is not DocumentKind.USE_POLICY and "/" in document.path
        # Its words count here: a folder of weights may be that of a part.
        text = replace(reading, document=replace(document, component="model"))
        ours = not inner or for_weights([text], knowledge.facts)
        if ours or _holds_own(document, snapshot, own, knowledge):
            return ""
        return f"{document.path} {_PART}"

    doubted = {
        one.document.path: why
        for one in readings
        if one.document.kind in _TEXTS and not one.conforms and (why := doubt(one))
    }
    folders = {folder: why for path, why in doubted.items() if (folder := _folder(path))}

    def beside(document: Document | None) -> str:
        """Why what a page says may not reach the weights; empty for what does."""
        path = document.path if document and document.kind.is_page else ""
        return next((why for folder, why in folders.items() if path.startswith(folder)), "")

    return tuple(
        _in_doubt(one, doubted[one.document.path])
        if one.document.path in doubted
        else unsure(one)
        if beside(one.document)
        else one
        for one in readings
    ), tuple(
        replace(one, labels=(), conforms=None, doubt=one.doubt or why)
        if not one.conforms and (why := beside(one.document))
        else one
        for one in declared
    )


def _may_bind(reading: Reading, binding: Binding) -> bool:
    """True for a notice that says more than who wrote what."""
    document = reading.document
    lines = [(Span(*one.span()), one[0]) for one in _LINE.finditer(document.text)]
    said = [one for one in lines if not says_nothing(one[1])]
    told = next(binding(document, said), None) is not None
    return told or bool(reading.unclear or reading.foreign)


def _folder(path: str) -> str:
    """The folder of a file with its slash; empty for the top one."""
    return path[: path.rfind("/") + 1]


def _is_whole(document: Document) -> bool:
    return document.kind is DocumentKind.LICENSE and "/" not in document.path


def lies_with_weights(document: Document, snapshot: Snapshot, knowledge: Knowledge) -> bool:
    """True for a text at the top, and for one called after weights or beside them in a folder
    outside of which there are none: else it is about a part's own weights."""
    if not (folder := _folder(document.path)):
        return True
    rules = [one for one in knowledge.components if one.name == "weights"]
    weights = [
        one.path
        for one in snapshot.files
        if any(rule.shown_by(one.path, one.size) for rule in rules)
    ]
    called = document.component == "weights"
    return (called or bool(weights)) and all(one.startswith(folder) for one in weights)


def _holds_own(document: Document, snapshot: Snapshot, own: Names, knowledge: Knowledge) -> bool:
    """True for a folder that is called after the project, or with weights in it."""
    folder = _folder(document.path)
    stems = [letters(name) for name in own.own if len(letters(name)) >= _SHORTEST]
    called = any(letters(part).startswith(stem) for part in folder.split("/") for stem in stems)
    return called or lies_with_weights(document, snapshot, knowledge)


def _gives_for_service(card: Card, document: Document) -> bool:
    """True where each sentence of a card that names a file gives it for a page or service."""
    name = document.path.rpartition("/")[2]
    said = [one[0] for one in _SENTENCE.finditer(card.document.text) if name in one[0]]
    return bool(said) and all(map(_OF_SERVICE.search, said))


def _in_doubt(reading: Reading, why: str) -> Reading:
    part = replace(reading.document, component=PART)
    return replace(unsure(reading), document=part, conforms=None, doubt=reading.doubt or why)


def unsure(reading: Reading) -> Reading:
    """A text of which nothing is certain."""
    return replace(reading, labels=tuple(replace(one, certain=False) for one in reading.labels))
