"""Feeds damaged texts to all that reads them, and what comes of them to every format of a report:
python -m tests.judge.fuzz.

tests/fuzzing.py says what it takes and prints. The classifier is left out.
"""

import json
from functools import cache
from itertools import pairwise
from unittest.mock import patch

from licensecheck.auditor import Auditor
from licensecheck.components.found import components
from licensecheck.domain import (
    Card,
    Document,
    DocumentKind,
    FileEntry,
    HubMetadata,
    ModelRef,
    Origin,
    Snapshot,
)
from licensecheck.domain.report import Report
from licensecheck.hubs.assemble import snapshot
from licensecheck.identify.identify import identify
from licensecheck.identify.mentions import mentions
from licensecheck.identify.names import expression, pointer
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.families import load_families
from licensecheck.knowledge.knowledge import installed
from licensecheck.lineage.origins import links
from licensecheck.report.formats import document, formats, render
from licensecheck.settings import Settings
from licensecheck.terms.named import stated_licenses
from licensecheck.terms.prose import gate
from licensecheck.terms.texts import TextReader
from licensecheck.text.fields import license_fields
from licensecheck.text.front_matter import read_card
from licensecheck.text.language import language
from licensecheck.text.normalize import words
from licensecheck.text.segment import context, segment
from tests.conftest import ROOT
from tests.fuzzing import BYTES, Parsers, main
from tests.hubs.fuzz import CARD
from tests.judge.hostile import FOLDERS, Silent

SIZE = 400
"""Characters of the beginnings of hostile texts that others are made of."""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _document(text: str, kind: DocumentKind = DocumentKind.LICENSE, path: str = "") -> Document:
    return Document(path or ("README.md" if kind is DocumentKind.CARD else "LICENSE"), text, kind)


def _card(text: str) -> Card:
    return read_card(_document(text, DocumentKind.CARD))[0]


def front_matter(data: bytes) -> None:
    """Every place is in the text, and the body begins behind the front matter."""
    card = _card(_text(data))
    assert all(card.document.quote(span) for span in card.places.values())
    assert all(span.end <= card.body.start for span in card.places.values())


def clauses(data: bytes) -> None:
    """Clauses follow each other, and begin and end with what they say."""
    document = _document(_text(data))
    found = segment(document)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for one in found:
        assert document.quote(one.span).strip() == document.quote(one.span) != ""
        assert len(context(document, one)) <= 140
    language(document.text)


def normal(data: bytes) -> None:
    """Every word has its place."""
    text = _text(data)
    found = words(text)
    assert all(0 <= a < b <= len(text) for a, b in zip(found.starts, found.ends, strict=True))


def known(data: bytes) -> None:
    """What is known and what is not are places of the text, in its order."""
    text = _text(data)
    found = identify(text, installed().index)
    spans = [match.span for match in found.matches]
    assert spans == sorted(spans)
    for span in (*spans, *found.unmatched, *(e.span for m in found.matches for e in m.edits)):
        assert 0 <= span.start <= span.end <= len(text)


def fields(data: bytes) -> None:
    """Licence fields of any file have values and a place; escaped ones stand nowhere."""
    text = _text(data)
    for field in license_fields(text):
        assert all(field.values)
        assert 0 <= field.span.start <= field.span.end <= len(text)


def names(data: bytes) -> None:
    """A licence that somebody declares, by name and by link."""
    text, facts = _text(data), load_facts()
    for said in (
        expression(text, facts),
        expression("other", facts, name=text),
        expression("other", facts, link=text),
        expression(text.split(), facts),
    ):
        assert str(said)
        assert said.licenses
    pointer(text, facts)
    assert len(list(mentions(text, facts))) <= len(text)


def prose(data: bytes) -> None:
    """What a card names, asks for and was made from."""
    card = _card(_text(data))
    found = segment(card.document, card.body)
    for said in stated_licenses(card, found, load_facts()):
        assert said.document is card.document
    gate(card)
    model = Snapshot(ModelRef("local", "x"), None, Origin.HUB, None, (card.document,), (card,))
    links(model, load_families())
    components(model, installed().components)


@cache
def _auditor() -> Auditor:
    return Auditor(Settings(offline=True), lambda _: None)


def _report(data: bytes) -> Report:
    """Of a model with the text as its card, its licence, its configuration and its file names."""
    text = _text(data)[: BYTES // 3]  # which is read as card, as licence and policy, and as fields
    half = len(text) // 2
    documents = (
        _document(text, DocumentKind.CARD),
        _document(text[half:]),
        _document(text[:half], DocumentKind.USE_POLICY, text[:60] or "x"),
        _document(text, DocumentKind.CONFIG, "config.json"),
    )
    model = snapshot(
        ModelRef("local", text[:40] or "x"),  # hubs let no such names pass
        revision=None,
        origin=Origin.HUB,
        fetched_at="2026-01-01T00:00:00Z",
        documents=documents,
        files=[FileEntry(text[:200], 1), FileEntry("model.safetensors", 2)],
        problems=(),
        metadata=HubMetadata(tuple(text.split()[:3]), base_models=tuple(text.split()[:2])),
    )
    with patch.object(TextReader, "_reader", Silent()):
        return _auditor().judge_snapshot(model)


def reports(data: bytes) -> None:
    """A report on a model in every format; those for programs are valid JSON."""
    report = _report(data)
    for name in formats():
        shown = document(report, name)
        if name in ("json", "cyclonedx", "spdx", "sarif"):
            json.loads(shown)


def licences(data: bytes) -> None:
    """A report on one text in every format that shows it."""
    with patch.object(TextReader, "_reader", Silent()):
        report = _auditor().license("LICENSE", data)
    for name in ("terminal", "json", "markdown", "html"):
        render(report, name)


_LICENSE = (ROOT / "LICENSE").read_bytes()
TEXTS = (
    CARD,
    _LICENSE[:3000],
    _LICENSE[-2000:],
    *(
        text.encode("utf-8", "surrogatepass")
        for folder in FOLDERS.values()
        for text in folder(SIZE).values()
    ),
)
_ODD_NAMES = (
    *(b"mit OR (apache-2.0 AND gpl-3.0+) WITH x", b"[a](https://spdx.org/licenses/MIT)"),
    *(b"a/b, c", b"MIT (MIT)", b"GPL 3 or later"),
)
NAMES = (
    *_ODD_NAMES,
    *(
        name.encode()
        for facts in list(load_facts().licenses.values())[::9]
        for name in (facts.id, facts.name, *facts.aliases, *facts.sources)
    ),
)
FIELDS = (
    b'{"license": ["MIT", "x"], "licenses": [{"type": "GPL"}], "license_\\u006eame": "y"}',
    b"license = {text = \"MIT\"}\nclassifiers = ['License :: OSI Approved :: MIT License']\n",
    b"license:\n  - name: a\n    link: b\nlicence-url: 'c'\n",
)
READERS: Parsers = {
    "front-matter": (front_matter, TEXTS),
    "clauses": (clauses, TEXTS),
    "words": (normal, TEXTS),
    "identify": (known, TEXTS),
    "fields": (fields, (*FIELDS, *TEXTS)),
    "names": (names, NAMES),
    "prose": (prose, TEXTS),
    "licence": (licences, TEXTS),
    "report": (reports, TEXTS),
}

if __name__ == "__main__":
    raise SystemExit(main(READERS, __doc__))
