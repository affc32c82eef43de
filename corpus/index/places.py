"""Where each label that is known of a licence stands in its reference text.

    python -m corpus.index.places [--wheel FILE] [--real FOLDER]

Writes places.tsv, one line for each place: source of the text, label, first word and the word
behind the last. Rules and classifier find the places once, here; an audit maps them by alignment
and needs neither. Run it when facts, rules or weights have changed, then `make index`.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.index.sources import HERE, Text, real_folder, texts
from licensecheck.classify.classify import Classifier, Scored
from licensecheck.classify.matcher import clause_matcher
from licensecheck.classify.model import ClauseModel
from licensecheck.domain import ClauseLabel, Document, DocumentKind
from licensecheck.domain.values import Value
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
    known: dict[str, tuple[Value, ...]] = dict.fromkeys(sorted(licence.labels), ())
    cited = {
        label: tuple(sections(document.text, fact.section))
        for label, fact in licence.labels.items()
    }
    return classifier.locate(asked, known, cited)


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
