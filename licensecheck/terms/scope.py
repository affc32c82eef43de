"""What a licence text speaks of: the model, a part of the repository, or somebody else's work."""

import re
from collections.abc import Iterator, Sequence

from licensecheck.domain import (
    Component,
    Declaration,
    DocumentKind,
    Evidence,
    Origin,
    Problem,
    ProblemKind,
    Reading,
    Snapshot,
    State,
    cited,
)
from licensecheck.hubs import about_hub
from licensecheck.hubs.files import FileRole, file_role
from licensecheck.knowledge.facts import Facts, Kind
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.names import Names
from licensecheck.terms.aside import judged
from licensecheck.terms.put_under import are_put_under
from licensecheck.terms.redistributed import redistributed
from licensecheck.terms.released_here import are_released_here
from licensecheck.terms.subject import is_of_project, licensed_part, names_code
from licensecheck.terms.terms import NONE_WHOLE, UNCOVERED
from licensecheck.text.titles import title

_SPEAKS_OF_MODELS = Phrase("subjects/of-models")
# What a text says of its own reach, beside the licence that it is.
_WEIGHTS_TOO = Phrase("subjects/weights-too")
_STORES = Phrase("files/stores")
_OF_WEIGHTS = Phrase("subjects/weights-or-model")
_ALL = Phrase("subjects/all-files")
_WITHOUT = Phrase("limits/takes-away")
# What a repository presents by its title where it holds no weights.
_DATA_SET = Phrase("subjects/data-set")
TOLD = (State.PRESENT, State.LINKED, State.CLAIMED)
"""Of weights that are here, or of which a page tells that they are somewhere."""
_BADGE = re.compile(r"!\[|<img\b")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|mp[34]|wav|webm|mov|pdf|ico|bib|css)$", re.I)
NOTHING_HERE = "neither code nor weights are here: nothing to use under the licence"
"""What the audit says of a licence without anything that it could be for."""
# A card so titled speaks of its code, where it does not say what else is under its licence.
_SOFTWARE = Phrase("subjects/software")


def uncovered(
    snapshot: Snapshot,
    readings: Sequence[Reading],
    declarations: Sequence[Declaration],
    parts: Sequence[Component],
    facts: Facts,
    own: Names,
) -> Iterator[Problem]:
    """Problems where texts are there, and none of them is the licence of the weights."""
    if not_a_model := _data_set(snapshot, parts):
        yield Problem(ProblemKind.MISSING, "model", not_a_model)
    whole = [
        reading
        for reading in readings
        if "/" not in reading.document.path and reading.document.kind is DocumentKind.LICENSE
    ]
    inner = [r for r in readings if r.document.kind is DocumentKind.LICENSE and r not in whole]
    if inner and not whole and not declarations:
        yield Problem(
            ProblemKind.MISSING,
            NONE_WHOLE,
            f"there is none for the whole; {inner[0].document.path} covers its own folder",
        )
    elif (whole or declarations) and (others := _of_others(snapshot, declarations, parts, own)):
        yield Problem(ProblemKind.MISSING, UNCOVERED, others)
    elif whole and _is_page_alone(snapshot, parts):
        yield Problem(ProblemKind.MISSING, "model", NOTHING_HERE)
    elif (whole or declarations) and not _covers_weights(
        snapshot, (*whole, *inner), declarations, parts, facts, own
    ):
        yield Problem(ProblemKind.MISSING, UNCOVERED, _for_code_alone(parts, readings))


def _is_page_alone(snapshot: Snapshot, parts: Sequence[Component]) -> bool:
    """True where a repository has texts and pictures, and nothing is told of where weights are."""
    told = any(one.name == "weights" and one.state in TOLD for one in parts)
    return bool(snapshot.files) and is_of_texts(snapshot) and not told


def is_of_texts(snapshot: Snapshot, *others: FileRole) -> bool:
    """True where nothing is here but texts, pictures, and files for other ends."""
    roles = (FileRole.DOCUMENT, *others)
    return snapshot.files_complete and all(
        file_role(one.path) in roles or _PICTURE.search(one.path) or one.path[0] == "."
        for one in snapshot.files
    )


def _of_others(
    snapshot: Snapshot,
    declarations: Sequence[Declaration],
    parts: Sequence[Component],
    own: Names,
) -> str:
    """Why the licence that is here is none of models that others made; empty where none are
    offered, where weights lie here, and where something is said of the weights."""
    said = any(one.component == "weights" for one in declarations)
    places = "" if said or _weights_here(parts) else redistributed(snapshot, own)
    return f"{places} offer models of others, under terms that were not read" if places else ""


def _for_code_alone(parts: Sequence[Component], readings: Sequence[Reading]) -> str:
    kept, linked = (
        "".join(f" ({cited(one.source, one.line)})" for one in _places(parts, state)[:1])
        for state in (State.ABSENT, State.LINKED)
    )
    whose = "nothing says that the licence here is for more than the code"
    stored = any(_STORES.search(one.quote) for one in _places(parts, State.LINKED)[:1])
    at = "ask the publisher" if stored else "audit the model where its weights are"
    if told := next(_said_of_weights(readings), ""):
        return (
            f"{whose}; what {told} says of the weights may not be all{linked and f': {at}{linked}'}"
        )
    if _weights_here(parts):
        here = "please read under which terms the weights are"
    elif kept:
        here = f"the weights are not given away{kept}"
    elif any(part.name == "weights" and part.state is State.LINKED for part in parts):
        here = f"the weights are elsewhere{linked}, under terms that were not read: {at}"
    else:
        here = "where the weights are, and under which terms, is not told: ask the publisher"
    return f"{whose}; {here}"


def _said_of_weights(readings: Sequence[Reading]) -> Iterator[str]:
    """Where cards say for certain what one may do with the weights, or with all that is here."""
    for one in readings:
        for label in one.labels if one.document.kind is DocumentKind.CARD else ():
            said, place = one.document.quote(label.clause.span), label.clause.span.start
            if label.certain and (_OF_WEIGHTS.search(said) or _ALL.search(said)):
                yield one.document.place(place)


def _weights_here(parts: Sequence[Component]) -> bool:
    return any(part.name == "weights" and part.state is State.PRESENT for part in parts)


def _data_set(snapshot: Snapshot, parts: Sequence[Component]) -> str:
    """Why there is no model here; empty where there may be one."""
    name = next(map(title, snapshot.cards), "")
    return (
        ""
        if _weights_here(parts) or not _DATA_SET.search(name)
        else f"{name[:80]!r} is a data set, no model"
    )


def _covers_weights(
    snapshot: Snapshot,
    readings: Sequence[Reading],
    declarations: Sequence[Declaration],
    parts: Sequence[Component],
    facts: Facts,
    own: Names,
) -> bool:
    if snapshot.origin is Origin.CATALOGUE:
        return True
    # What a sentence says of the project reaches the weights that it links to.
    if _places(parts, State.LINKED) and any(_is_of_project(one, facts) for one in declarations):
        return True
    # A badge, or a sentence about the code, is no licence of the weights, wherever these are; what
    # a sentence says of the project reaches those that are in it.
    if not readings and all(said.component == "code" for said in declarations):
        of_project = any(_says_project(said.text) for said in declarations)
        if not (of_project and _are_here(snapshot, parts, own)):
            return False
    if about_hub(snapshot.ref.hub).of_models:
        return True
    # A card speaks of its model unless it says code, in the sentence or in its title.
    of_models = {c.document for c in snapshot.cards if not _SOFTWARE.search(title(c))}
    cards = {card.document for card in snapshot.cards}
    stated = any(
        said.document in (of_models if said.component == "model" else cards)
        for said in declarations
        if said.component == "weights"
        or (said.component == "model" and _says_what(said, snapshot, facts, own))
    )
    stated = stated or any(_is_of_page(said) for said in declarations)
    paths = [reading.document.path for reading in judged(readings)]
    stated = stated or are_put_under(snapshot.cards, paths, own.pattern)
    stated = stated or _are_here(snapshot, parts, own)
    return stated or any(_is_for_models(reading, facts) for reading in judged(readings))


def _are_here(snapshot: Snapshot, parts: Sequence[Component], own: Names) -> bool:
    """True for weights in the repository, or among what it releases."""
    linked = _places(parts, State.LINKED)
    return _weights_here(parts) or are_released_here(snapshot, linked, own)


def _is_of_project(said: Declaration, facts: Facts) -> bool:
    """True for a sentence on the first page that puts the project itself under a licence."""
    known = (one for name in said.licenses if (one := facts.find(name)))
    first = said.document is not None and "/" not in said.document.path
    return first and any(is_of_project(said.text, one, facts) for one in known)


def _says_project(text: str) -> bool:
    """True for words of a page, not a badge, that speak of more than the code."""
    return not (names_code(text) or _BADGE.search(text))


def _says_what(said: Declaration, snapshot: Snapshot, facts: Facts, own: Names) -> bool:
    """True for a field of a card, and for a sentence with a subject: one without is about the
    repository, as the licence in it is."""
    bodies = (card.body.start for card in snapshot.cards if card.document is said.document)
    if said.span and any(said.span.start < start for start in bodies):
        return True
    known = (one for name in said.licenses if (one := facts.find(name)))
    parts = (licensed_part(said.text, one, facts, own.pattern) for one in known)
    return any(part in ("model", "weights") for part in parts)


def _places(parts: Sequence[Component], state: State) -> Sequence[Evidence]:
    """Where a card says of the weights what makes their state."""
    weights = (one for one in parts if one.name == "weights" and one.state is state)
    return tuple(quote for part in weights for quote in part.evidence if quote.line)


def _is_of_page(said: Declaration) -> bool:
    """True for what the page of the model itself declares of its weights."""
    page = said.document is None or said.document.kind is DocumentKind.CARD
    return said.component == "weights" and page


def for_weights(readings: Sequence[Reading], facts: Facts) -> bool:
    """True where a licence that is here is written for weights."""
    texts = [one for one in readings if one.document.kind is DocumentKind.LICENSE]
    return any(_is_for_models(one, facts) for one in judged(texts))


def _is_for_models(reading: Reading, facts: Facts) -> bool:
    if reading.document.component == "weights":
        return True
    known = [facts.find(name) for name in reading.licenses]
    if known:
        models = any(one is not None and one.kind is Kind.MODEL for one in known)
        return models or any(map(covers, _beside(reading)))
    return bool(_SPEAKS_OF_MODELS.search(reading.document.text))


def _beside(reading: Reading) -> Iterator[str]:
    """What stands beside the known licences of a text."""
    return map(reading.document.quote, reading.identification.unmatched)


def covers(words: str) -> bool:
    """True for "this license covers the source code and the model weights"."""
    return bool(_WEIGHTS_TOO.search(words)) and not _WITHOUT.search(words)
