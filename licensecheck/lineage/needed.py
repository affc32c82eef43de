"""Models of others that programs load beside the weights, such as a text encoder."""

import re
from collections.abc import Callable, Iterator

from licensecheck.domain import Document, DocumentKind, Snapshot, Span
from licensecheck.text.fences import fenced
from licensecheck.text.voiced import is_code

_ID = r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}"
_LOADED = re.compile(
    r"(?:(?P<to>\w{1,60})[ \t]*=[ \t]*)?(?P<kind>[A-Za-z_][\w.]{0,80})\.from_pretrained\(\s*"
    rf"(?:[\"'](?P<id>{_ID})[\"']|(?P<name>[A-Za-z_]\w{{0,60}})\b)"
)
_CONSTANT = re.compile(
    rf"^[ \t]*(?P<name>[A-Za-z_]\w{{0,60}})[ \t]*=[ \t]*[\"'](?P<id>{_ID})[\"']", re.M
)
A_PART = re.compile(
    r"(?:text|image|vision|visual|audio|speech|mm)[-_ ]?(?:encoder|decoder|tower|model)"
    r"|(?:(?<![^\W_])(?:vae|vocoder|llm|backbone|autoencoder)(?![^\W\d_]))|language_model|base_model",
    re.I,
)
"""What a part of a model is called that is a model."""
_NO_WEIGHTS = re.compile(r"tokenizer|processor|config|extractor|scheduler", re.I)
_MOST_FILES = 40
"""Programs of the repository that are looked through."""


def needed(
    snapshot: Snapshot, is_other: Callable[[str], bool]
) -> Iterator[tuple[str, Document, Span]]:
    """The addresses that are loaded as a part, each with its place; `is_other` tells those
    of models by somebody else. Examples of pages count, and programs of the repository."""
    for card in snapshot.cards:
        for start, end in fenced(card.document.text, card.body.start):
            yield from _loaded(card.document, Span(start, end), is_other)
    programs = [one for one in snapshot.documents if _is_program(one)]
    for document in programs[:_MOST_FILES]:
        yield from _loaded(document, Span(0, len(document.text)), is_other)


def _is_program(document: Document) -> bool:
    return document.kind is DocumentKind.PROSE and is_code(document.path)


def _loaded(
    document: Document, part: Span, is_other: Callable[[str], bool]
) -> Iterator[tuple[str, Document, Span]]:
    text = document.text
    constants = {one["name"]: one["id"] for one in _CONSTANT.finditer(text, part.start, part.end)}
    for found in _LOADED.finditer(text, part.start, part.end):
        address = found["id"] or constants.get(found["name"], "")
        named = A_PART.search(found["to"] or "") or _is_given(text, part, found["to"])
        if address and named and not _NO_WEIGHTS.search(found["kind"]) and is_other(address):
            yield address, document, Span(*found.span())


def _is_given(text: str, part: Span, name: str | None) -> bool:
    """True for a variable that is handed over as a part: `text_encoder=encoder`."""
    handed = re.compile(rf"\b(\w{{1,60}})[ \t]*=[ \t]*{re.escape(name)}\s*[,)]") if name else None
    given = handed.finditer(text, part.start, part.end) if handed else ()
    return any(A_PART.search(one[1]) for one in given)
