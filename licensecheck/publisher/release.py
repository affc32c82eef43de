"""A release as it was read: the texts, fields and names that can meet a requirement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from licensecheck.domain import Card, DocumentKind, Match, Snapshot
from licensecheck.domain.report import Report
from licensecheck.domain.reported_terms import ReportedDeclaration, ReportedMatch
from licensecheck.knowledge.facts import Facts, LicenseFacts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.notice import spelt_with
from licensecheck.text.letters import begins, says
from licensecheck.text.titles import COMMENT, title

_PAPERS = (DocumentKind.LICENSE, DocumentKind.NOTICE)
WHOLE = 0.98
"""Share of a licence's words that a copy has at least: lines of copyright may differ."""


@dataclass(frozen=True, slots=True)
class Release:
    """A folder and the report on it."""

    snapshot: Snapshot
    report: Report
    """About the model that is released."""
    knowledge: Knowledge
    texts: Mapping[str, tuple[LicenseFacts, ...]]
    """The known licences that stand whole in a file, by its path."""

    @classmethod
    def of(cls, snapshot: Snapshot, report: Report, knowledge: Knowledge) -> "Release":
        """The release of a snapshot, of which all licence texts and notices are identified."""
        texts = dict(_licences_by_file(snapshot, report, knowledge))
        return cls(snapshot, report.chosen, knowledge, texts)

    @property
    def card(self) -> Card | None:
        """The page that hubs show; None where there is none."""
        top = (card for card in self.snapshot.cards if card.document.path.lower() == "readme.md")
        return next(top, None)

    @property
    def names(self) -> tuple[str, ...]:
        """What the release is called: by the title of its card, and by its folder."""
        titled = title(self.card).rpartition("/")[2] if self.card else ""
        return tuple(filter(None, (titled, Path(self.snapshot.ref.name).resolve().name)))

    @property
    def licenses(self) -> tuple[LicenseFacts, ...]:
        """The known licences that it is offered under: those of its field, else of its weights."""
        facts = self.knowledge.facts
        fields = distinct((key for field in self._fields() for key in field.licenses), facts)
        models = self.report.models
        model = next((model for model in models if model.name == self.report.model), None)
        return fields or distinct(model.license.expression.licenses if model else (), facts)

    def copies(self, licence: LicenseFacts) -> tuple[str, ...]:
        """The files that have the whole text of a licence, notices on the work of others too."""
        return tuple(
            path
            for path, texts in self.texts.items()
            if any(text.name == licence.name for text in texts)
        )

    def spelt(self, licence: LicenseFacts, words: Sequence[str]) -> str:
        """The sentence with all of the words that a copy of the licence here spells out; empty
        where no copy is here or has one."""
        here = (self.report.texts.get(path, "") for path in self.copies(licence))
        return next(filter(None, (spelt_with(text, words) for text in here)), "")

    def files_with(self, words: Sequence[str], kinds: Sequence[DocumentKind]) -> tuple[str, ...]:
        """The files of some kinds that have all of the words, whatever stands between them."""
        files = (document for document in self.snapshot.documents if document.kind in kinds)
        return tuple(at.path for at in files if all(says(at.text, word) for word in words))

    def cards_showing(self, words: str) -> tuple[str, ...]:
        """The cards whose readers see the words: not in front matter, nor in a comment."""
        shown = (
            (card.document.path, COMMENT.sub(" ", card.document.quote(card.body)))
            for card in self.snapshot.cards
        )
        return tuple(path for path, text in shown if says(text, words))

    def names_with(self, beginning: str) -> tuple[str, ...]:
        """The names that begin with words, in whatever spelling."""
        return tuple(name for name in self.names if begins(name, beginning))

    def _fields(self) -> Iterator[ReportedDeclaration]:
        """What the field `license` of the card declares."""
        card = self.card
        if card and (place := card.places.get("license")):
            line = card.document.line(place.start)
            for said in self.report.declared:
                if (said.document, said.line) == (card.document.path, line):
                    yield said


def distinct(keys: Iterable[str], facts: Facts) -> tuple[LicenseFacts, ...]:
    """The facts of licences, each text once: `-or-later` has that of `-only`."""
    known = filter(None, map(facts.find, keys))
    return tuple({licence.name: licence for licence in known}.values())


def _licences_by_file(
    snapshot: Snapshot, report: Report, knowledge: Knowledge
) -> Iterator[tuple[str, tuple[LicenseFacts, ...]]]:
    """The licences that stand whole in each file; the audit reads no notices on others' work."""
    read = {text.document: text.matches for text in report.licenses}
    for path, matches in read.items():
        yield path, distinct(_whole(matches), knowledge.facts)
    for paper in snapshot.documents:
        if paper.kind in _PAPERS and paper.path not in read:
            from licensecheck.identify.identify import identify  # needs numpy

            matched = identify(paper.text, knowledge.index).matches
            yield paper.path, distinct(_whole(matched), knowledge.facts)


def _whole(matches: Iterable[ReportedMatch | Match]) -> Iterator[str]:
    for match in matches:
        if match.coverage >= WHOLE:
            yield from (match.license, *match.alternatives)
