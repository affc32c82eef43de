"""Sentences of prose that speak of terms by their words, whatever words these are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from licensecheck.classify.speaks import LONG, load
from licensecheck.domain import Card, Clause, Effort, Span
from licensecheck.identify.wording import restricts
from licensecheck.knowledge.fields import Fields, Holds
from licensecheck.knowledge.phrases import Phrase
from licensecheck.terms.prose import gate, part_of
from licensecheck.text.disguise import seen
from licensecheck.text.fields import LICENSE_KEYS
from licensecheck.text.gate import GATED
from licensecheck.text.language import has_english, is_foreign
from licensecheck.text.titles import title

if TYPE_CHECKING:
    from licensecheck.classify.classify import Classifier

_YES = Phrase("answers/says-yes")
_ANSWER = Phrase("answers/alone")
"""An answer of a word, which is read with its question."""
_LINK = re.compile(
    r"\W{0,9}(?:<a\s[^<>\n]{0,500}>[^<>\n]{1,30}(?:</a>?)?|\[[^\[\]\n]{1,30}\]\([^()\n]{0,500}\))\W{0,9}"
)
"""A link with a few words names a page; what such words say of terms, rules/remarks.yaml knows."""
_LONGEST_NAME = 3
"""Words of a cell that is a name."""
_FEWEST = 5
"""Words of a line of a field that is a sentence."""
_FEWEST_CAPTION = 3
"""Words of a caption that says something."""
ADDRESSES = Phrase("limits/to-users")
"""Speaks to users, or of terms."""
_OF_TERMS = Phrase("licences/section")
_OF_CALLS = Phrase("limits/of-calls")
_ASIDE = Phrase("answers/aside-heading")
_Said = tuple[Span, str]
_CLOSING = " *_\"'”’)]"


def spoken(
    card: Card,
    clauses: Sequence[Clause],
    classifier: "Classifier",
    effort: Effort | None = None,
    among: int = 0,
) -> Iterator[Span]:
    """The clauses of a card's body that speak of terms; headings and rows of tables too.

    Where a text is one of many, what addresses nobody is weighed `among` so many sentences.

    Those that their words make suspicious are read by the clause model, as far as the effort goes;
    of the others nothing more is asked. Without a model there are none.
    """
    effort = effort or Effort()
    beside = {one.span for one in clauses if _is_of_terms(card, one)}
    pairs: list[_Said] = []
    addressed: list[_Said] = []
    others: list[_Said] = []
    texts = [*_texts(card, clauses)]
    others_told = {one.span for one in clauses if _is_of_others(card, one)}
    called = seen(title(card))
    name = called if len(called.split()) <= _LONGEST_NAME else ""
    for one in texts:
        if one[1] == name or (one[0] in others_told and not _may_bind(one[1])):
            continue
        few = not among or ADDRESSES.search(one[1])
        (pairs if _is_pair(one[1]) else addressed if few else others).append(one)
    number = min(sum(not _is_pair(text) for _, text in texts), LONG)
    yield from _speaking(addressed, number, classifier, effort)
    yield from _speaking(others, among, classifier, effort)
    yield from _speaking(pairs, among or LONG, classifier, effort, among or number)
    yield from _binding([one for one in texts if one[0] in beside], classifier, effort)


def spoken_in_fields(
    card: Card, fields: Fields, classifier: "Classifier", effort: Effort | None = None
) -> Iterator[Span]:
    """The fields of front matter, and clauses of a gate, whose words speak of terms."""
    lines = [
        (span, line)
        for key, span in card.places.items()
        if key not in LICENSE_KEYS and not key.startswith(GATED)
        if fields.holds(key) not in (Holds.SAMPLES, Holds.LIMIT)
        for line in map(seen, card.document.quote(span).partition(":")[2].splitlines())
    ]
    lines += [(one.span, seen(card.document.quote(one.span))) for one in gate(card)]
    sentences = [(span, line) for span, line in lines if len(line.split()) >= _FEWEST]
    yield from _speaking(sentences, LONG, classifier, effort or Effort())


def spoken_in_passing(
    card: Card,
    clauses: Sequence[Clause],
    classifier: "Classifier",
    effort: Effort | None,
    among: int,
) -> Iterator[Span]:
    """The sentences of a program or of fields that speak of terms, each weighed as one `among`
    several."""
    yield from _speaking([*_texts(card, clauses)], among, classifier, effort or Effort())


def spoken_in_pictures(
    captions: Iterable[tuple[Span, str]], classifier: "Classifier", effort: Effort | None = None
) -> Iterator[Span]:
    """The lines with a text of a picture, badge, tag or title that speaks of terms."""
    texts = [one for one in captions if len(one[1].split()) >= _FEWEST_CAPTION]
    yield from _speaking(texts, LONG, classifier, effort or Effort())


def _speaking(
    texts: Sequence[_Said],
    among: int,
    classifier: "Classifier",
    effort: Effort,
    read: int | None = None,
) -> Iterator[Span]:
    """Those that speak of terms, weighed `among` so many; the model reads those that are suspicious
    among `read`, which are as many unless that is told."""
    detector = load()
    asked = [(span, text) for span, text in texts if detector.suspects(text, read or among)]
    likely = classifier.likely([text for _, text in asked], effort)
    for (span, text), found in zip(asked, likely, strict=False):
        weighty = among <= LONG and restricts(text)
        if found and detector.speaks(text, found, among, weighty=weighty):
            yield span


def _binding(texts: Sequence[_Said], classifier: "Classifier", effort: Effort) -> Iterator[Span]:
    """Those that may speak of terms where all that stands there does."""
    likely = classifier.likely([text for _, text in texts], effort)
    for (span, text), found in zip(texts, likely, strict=False):
        if found and load().binds(text, found):
            yield span


def _is_of_terms(card: Card, clause: Clause) -> bool:
    """True for what stands in a section on licence and terms and nothing else."""
    heading = card.document.quote(clause.heading) if clause.heading else ""
    return bool(_OF_TERMS.fullmatch(seen(heading)))


def _may_bind(text: str) -> bool:
    """True for words that bind somebody, or speak to users or of weights."""
    return restricts(text) or bool(ADDRESSES.search(text)) or part_of(text) == "weights"


def _is_of_others(card: Card, clause: Clause) -> bool:
    """True for what stands under thanks, news or works to cite."""
    heading = card.document.quote(clause.heading) if clause.heading else ""
    return bool(_ASIDE.fullmatch(seen(heading)))


def _texts(card: Card, clauses: Sequence[Clause]) -> Iterator[tuple[Span, str]]:
    """The clauses as they look, each question with its answer; none that is answered by yes.

    Of those in another language the words are told by their cues, as the detector knows English;
    a short one shows its language only by its neighbours.
    """
    quote = card.document.quote
    body = [
        clause.span
        for clause in clauses
        if clause.span.start >= card.body.start and not _LINK.fullmatch(quote(clause.span))
    ]
    texts = [seen(quote(span)) for span in body]
    foreign = list(map(is_foreign, texts))
    others = (text for text, strange in zip(texts, foreign, strict=True) if not strange)
    abroad = sum(foreign) > sum(map(has_english, others))
    around = zip(("", *texts[:-1]), body, texts, (*texts[1:], ""), foreign, strict=False)
    for before, span, text, after, strange in around:
        answers = _is_question(before) and _ANSWER.fullmatch(text)
        abroad_too = strange or (abroad and not has_english(text))
        if answers or abroad_too or _is_of_something_else(text):
            continue
        if not _is_question(text):
            yield span, text
        elif not _YES.match(after):
            yield span, f"{text} {after}"


def _is_question(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith("?")


def _is_of_something_else(text: str) -> bool:
    """True for a short row, and for what can be done with a call of code."""
    return _is_short_row(text) or bool(_OF_CALLS.fullmatch(" ".join(text.split())))


def _is_short_row(text: str) -> bool:
    """True for a row of names and figures; what it limits is told by its label."""
    cells = text.split("|")
    return len(cells) > 1 and max(len(cell.split()) for cell in cells) <= _LONGEST_NAME


def _is_pair(text: str) -> bool:
    """True for a label and a short value, which cards have many of; what most of these limit,
    terms.labelled tells."""
    label, colon, value = text.partition(":")
    return bool(colon) and all(0 < len(one.split()) <= _LONGEST_NAME for one in (label, value))
