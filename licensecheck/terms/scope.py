"""What a licence text speaks of: the model, a part of the repository, or somebody else's work."""

import re
from collections.abc import Iterator, Sequence

from licensecheck.domain import (
    Component,
    Declaration,
    Document,
    DocumentKind,
    Origin,
    Problem,
    ProblemKind,
    Reading,
    Snapshot,
    State,
)
from licensecheck.hubs import about_hub
from licensecheck.knowledge.facts import Facts, Kind
from licensecheck.text.titles import title

# Folders that hold other people's work, with their licences.
_THIRD_PARTY = re.compile(
    r"(?:^|/)(?:third[-_]?part(?:y|ies)|3rd[-_]?party|vendor|externals?|submodules|deps|dependencies"
    r"|node_modules|incl_licen[cs]es|licen[cs]es|env|environment|evaluation|eval|benchmarks?|demos?"
    r"|examples?|tests?|docs?|tools|utils|web|gradio\w*)/",
    re.I,
)
_SPEAKS_OF_MODELS = re.compile(r"\b(?:model|weights?|checkpoints?|parameters)\b", re.I)
# What a text says of its own reach, beside the licence that it is.
_WEIGHTS_TOO = re.compile(
    r"\b(?:cover\w*|appl(?:y|ies)|licen[cs]\w+)\b.{0,80}\b(?:weights|checkpoints|parameters)\b",
    re.I | re.S,
)
_WITHOUT = re.compile(
    r"\b(?:not|nor|no|only|except\w*|exclud\w*|separate\w*|differ\w*|other than|unless)\b|n['’]t\b",
    re.I,
)
# What a repository presents by its title where it holds no weights.
_DATA_SET = re.compile(r"\b(?:data ?sets?|corpus|corpora)\b", re.I)
_ASIDE = frozenset({DocumentKind.LICENSE, DocumentKind.NOTICE})
UNCOVERED = "terms of the weights"
"""Subject of the problem that nothing says that a licence here is for more than the code."""
NAMED = 5
"""Files that one problem names; a repository may hold hundreds."""

_OF_DATA = re.compile(r"(?:^|[^a-z])data(?:-?sets?)?(?:[^a-z]|$)", re.I)
# A card so titled speaks of its code, where it does not say what else is under its licence.
_SOFTWARE = re.compile(r"\b(?:library|toolkit|toolbox|framework|sdk|codebase)\b", re.I)


def is_third_party(document: Document) -> bool:
    """True for a text in a folder of other people's work, unless its name says that it is ours."""
    ours = document.component == "weights" or document.kind is DocumentKind.USE_POLICY
    return not ours and bool(_THIRD_PARTY.search(document.path))


def is_of_data(document: Document) -> bool:
    """True for a text that is called the licence of the data: it binds who uses these alone."""
    called = _OF_DATA.search(document.path.rpartition("/")[2])
    return document.component == "data" and bool(called)


def judged(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The texts that bind whoever uses the model."""
    return tuple(reading for reading in readings if not is_of_data(reading.document))


def set_aside(documents: Sequence[Document]) -> Iterator[Problem]:
    """Problems that name the licences of other people's work, and those of data."""
    texts = [one for one in documents if one.kind in _ASIDE]
    for whose, paths in (
        ("other people's work", [one.path for one in texts if is_third_party(one)]),
        ("data", [one.path for one in texts if is_of_data(one) and not is_third_party(one)]),
    ):
        if paths:
            more = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
            named = f"{', '.join(sorted(paths)[:NAMED])}{more}"
            message = f"{named}: not judged; read them if you use these parts."
            yield Problem(ProblemKind.ASIDE, whose, message, hides_terms=False)


def uncovered(
    snapshot: Snapshot,
    readings: Sequence[Reading],
    declarations: Sequence[Declaration],
    parts: Sequence[Component],
    facts: Facts,
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
            "LICENSE",
            f"there is none for the whole; {inner[0].document.path} covers its own folder",
        )
    elif (whole or declarations) and not _covers_weights(
        snapshot, (*whole, *inner), declarations, parts, facts
    ):
        yield Problem(
            ProblemKind.MISSING,
            UNCOVERED,
            "nothing says that the licence here is for more than the code; the weights are"
            " elsewhere, under terms that were not read: audit the model where its weights are",
        )


def _data_set(snapshot: Snapshot, parts: Sequence[Component]) -> str:
    """Why there is no model here; empty where there may be one."""
    name = next(map(title, snapshot.cards), "")
    here = any(part.name == "weights" and part.state is State.PRESENT for part in parts)
    return "" if here or not _DATA_SET.search(name) else f"{name[:80]!r} is a data set, no model"


def _covers_weights(
    snapshot: Snapshot,
    readings: Sequence[Reading],
    declarations: Sequence[Declaration],
    parts: Sequence[Component],
    facts: Facts,
) -> bool:
    if about_hub(snapshot.ref.hub).of_models or snapshot.origin is Origin.CATALOGUE:
        return True
    here = any(part.name == "weights" and part.state is State.PRESENT for part in parts)
    # A card speaks of its model unless it says code, in the sentence or in its title.
    of_models = {c.document for c in snapshot.cards if not _SOFTWARE.search(title(c))}
    cards = {card.document for card in snapshot.cards}
    stated = any(
        said.document in (of_models if said.component == "model" else cards)
        for said in declarations
        if said.component in ("weights", "model")
    )
    return here or stated or any(_is_for_models(reading, facts) for reading in judged(readings))


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
