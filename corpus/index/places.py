"""Where each label that is known of a licence stands in its reference text.

    python -m corpus.index.places [--wheel FILE] [--real FOLDER]

Writes places.tsv, one line for each place: source of the text, label, first word and the word
behind the last. Rules and classifier find the places once, here; an audit maps them by alignment
and needs neither. Run it when facts, rules or weights have changed, then `make index`.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.index.sources import HERE, Text, real_folder, texts
from licensecheck.classify.classify import Classifier, Scored
from licensecheck.classify.matcher import clause_matcher
from licensecheck.classify.model import ClauseModel
from licensecheck.domain import ClauseLabel, Document, DocumentKind, Source, Span
from licensecheck.identify.sections import places as sections
from licensecheck.knowledge.facts import Facts, LicenseFacts
from licensecheck.knowledge.knowledge import installed
from licensecheck.text.language import language
from licensecheck.text.normalize import words
from licensecheck.text.segment import segment
from licensecheck.text.spans import Spans

FILE = HERE / "places.tsv"


class Place(NamedTuple):
    """Words `start` to `end` of a reference text say what `label` means."""

    source: str
    label: str
    start: int
    end: int


def read_places() -> list[Place]:
    """The places of the file, in its order."""
    rows = (line.split("\t") for line in FILE.read_text("utf-8").splitlines())
    return [Place(source, label, int(start), int(end)) for source, label, start, end in rows]


def places(text: Text, facts: Facts, classifier: Classifier) -> Iterator[Place]:
    """The places of the labels of one text; none where nothing is known of its licence."""
    known = facts.find(text.key)
    if known is None:
        return
    document = Document(text.source, text.body, DocumentKind.LICENSE)
    cut = words(text.body)
    for found in _located(document, known, classifier):
        span = found.clause.span
        start = int(np.searchsorted(cut.ends, span.start, side="right"))
        end = int(np.searchsorted(cut.starts, span.end, side="left"))
        if start < end:
            yield Place(text.source, found.label, start, end)


def _located(
    document: Document, licence: LicenseFacts, classifier: Classifier
) -> Iterator[ClauseLabel]:
    """Where rules and classifier find the labels of a licence in its reference text."""
    scored = classifier.score(document, segment(document))
    foreign = Spans(language(document.text).foreign)
    asked = [_unread(one) if foreign.overlap(one.clause.span) else one for one in scored]
    cited = {
        label: tuple(sections(document.text, fact.section))
        for label, fact in sorted(licence.labels.items())
    }
    return locate(classifier, asked, cited)


def locate(
    classifier: Classifier, scored: Sequence[Scored], cited: Mapping[str, Sequence[Span]]
) -> Iterator[ClauseLabel]:
    """Where the labels of a licence stand in its text, each with the sections cited for it.

    The clauses that rules and model agree on, else those that would get the label for certain, else
    the likeliest one that may have it; where none may (a text in another language), the likeliest
    of the sections that are cited for it, else the first of the text, which is its title: the
    licence as a whole says it.
    """
    for name, spans in cited.items():
        for one in _fused(classifier, scored, name) or _within(scored, spans, name):
            found = one.hits[name].slots if name in one.hits else ()
            yield ClauseLabel(one.clause, name, 1.0, True, Source.LICENSE, slots=found)


def _fused(classifier: Classifier, scored: Sequence[Scored], name: str) -> Sequence[Scored]:
    fused = [(one, label) for one in scored if (label := classifier.fuse(one, name))]
    agreed = [one for one, label in fused if label.source is Source.BOTH]
    sure = [one for one, label in fused if label.certain]
    likeliest = sorted(fused, key=lambda pair: -pair[1].probability)[:1]
    return agreed or sure or [one for one, _ in likeliest]


def _within(scored: Sequence[Scored], spans: Sequence[Span], name: str) -> Sequence[Scored]:
    """The likeliest clause of some sections, the first of equals; of none, that of the text."""
    inside = [one for one in scored if any(map(one.clause.span.overlaps, spans))]
    return sorted(inside, key=lambda one: -one.likely.get(name, 0.0))[:1] or scored[:1]


def _unread(one: Scored) -> Scored:
    """A clause in a language of which rules and model say nothing that counts."""
    return replace(one, hits={}, likely={})


def main() -> None:
    """Write the file and print how many places and texts it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--real", type=Path, default=real_folder())
    options = parser.parse_args()
    knowledge = installed()
    classifier = Classifier(clause_matcher(knowledge), ClauseModel.load("cpu"))
    found = {
        place
        for text in texts(options.wheel, options.real)
        for place in places(text, knowledge.facts, classifier)
    }
    lines = ["\t".join(map(str, place)) for place in sorted(found)]
    FILE.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(found)} places in {len({place.source for place in found})} texts")


if __name__ == "__main__":
    main()
