"""Models that have no page on a hub: files of weights that settings give the address of and a card
names, and what a list of models under one licence names."""

import re
from collections.abc import Collection, Iterator, Mapping

from licensecheck.domain import Document, DocumentKind, Evidence, Snapshot, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.releases.lineup import Found
from licensecheck.statements.names import Names
from licensecheck.text.letters import letters
from licensecheck.text.tables import plain, rows

FILE = re.compile(
    r"https?://[^\s()<>\"'|]{1,200}/(?P<name>[\w.-]{3,100}?)\.(?:tar(?:\.gz)?|zip|pth?|ckpt|safetensors|onnx|gguf|bin)\b"
)
"""A file of weights at an address of its own."""
_CODE = re.compile(r"`([\w.+-]{2,60})`")
_BELOW = Phrase("scopes/below")
_LICENCE = Phrase("licences/word")
_MODELS = re.compile(
    r"\W{0,3}(?P<name>[A-Z][\w.+-]{1,40}(?:[ -][A-Z\d][\w.+-]{0,30}){0,3})"
    r"\s+(?:models?|checkpoints?|weights)\b"
)


def filed(snapshot: Snapshot) -> Iterator[Found]:
    """The models that rows of cards name and whose files of weights settings fetch."""
    files = _addresses(snapshot)
    for card in snapshot.cards if files else ():
        for row in rows(card.document):
            for name in _first(card.document, [cell for _, cell in row.cells]):
                if place := files.get(letters(name)):
                    yield Found({letters(name): name}, {place.quote: place})


def _addresses(snapshot: Snapshot) -> Mapping[str, Evidence]:
    """Where files of weights are that other documents than cards fetch, by the letters of their
    names."""
    return {
        letters(file["name"]): Evidence.at(document, Span(*file.span()))
        for document in snapshot.documents
        if document.kind is not DocumentKind.CARD
        for file in FILE.finditer(document.text)
    }


def _first(document: Document, cells: list[Span]) -> list[str]:
    """What the first cell of a row calls: names in code, else all of it."""
    said = document.quote(cells[0]) if cells else ""
    return _CODE.findall(said) or [plain(said)]


def listed(document: Document, own: Names, families: Collection[str]) -> Iterator[Found]:
    """The models that items of a list of those under one licence name; none of a family that others
    publish."""
    from licensecheck.text.segment import segment  # reads prose

    foreign = [one for one in families if one not in own.families]
    for clause in segment(document):
        lead = document.quote(clause.stem) if clause.stem else ""
        if lead and _BELOW.search(lead) and _LICENCE.search(lead):
            found = _MODELS.match(document.quote(clause.span))
            name = found["name"] if found else ""
            if name and not letters(name).startswith(tuple(foreign)):
                yield Found({letters(name): name})
