"""What each licence that a page names is for: the own weights, all of the project, code, others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from licensecheck.classify.model import ClauseModel
from licensecheck.classify.released import ModelFilesError
from licensecheck.domain import Span
from licensecheck.identify.mentions import places
from licensecheck.knowledge.facts import Facts, LicenseFacts
from licensecheck.reader.candidates import Candidate
from licensecheck.reader.marked import encoded
from licensecheck.reader.page import Page
from licensecheck.reader.sentences import around

FOLDER = Path(__file__).resolve().parent.parent / "_data" / "governs"
WEIGHTS, EVERYTHING, NOW = "weights", "everything", "now"
ANSWERS = (WEIGHTS, EVERYTHING, "code", "data", "others", "nothing")
"""What a licence can be named for; the first two cover the own weights."""
LABELS = (*ANSWERS, NOW)
"""With them, whether what is said holds now and wholly: not earlier, later, on request or in
part."""
MOST = 40
"""Names of licences of a page that are read."""


@dataclass(frozen=True, slots=True)
class Named:
    """A licence at a place of a page."""

    span: Span
    licence: LicenseFacts
    likely: dict[str, float]
    """The probability of each answer, and that it holds `now`."""

    @property
    def of_weights(self) -> float:
        """How likely the own weights are under it now."""
        covered = self.likely[WEIGHTS] + self.likely[EVERYTHING]
        return min(1.0, covered) * self.likely[NOW]


def named(page: Page, facts: Facts) -> Iterator[tuple[Candidate, LicenseFacts]]:
    """The places of a page with the name of a known licence."""
    for number, line in enumerate(page.lines):
        words = page.text[line.span.start : line.span.end]
        for start, end, known in places(words, facts):
            span = Span(line.span.start + start, line.span.start + end)
            yield Candidate(span, words[start:end], True, number), known


def pair(page: Page, place: Candidate) -> tuple[str, str]:
    """What the encoder reads of a place: not which licence is named, which decides nothing."""
    return encoded("", around(page, place))


@lru_cache(1)
def load(device: str = "auto", folder: Path = FOLDER) -> ClauseModel:
    """The encoder of this installation; raises ModelFilesError where a file is missing or another
    one than was released."""
    try:
        return ClauseModel.load(device, None, folder)
    except ModelFilesError as error:
        raise ModelFilesError(f"governs/{error}") from error


def read(page: Page, facts: Facts, model: ClauseModel | None = None) -> Sequence[Named]:
    """The licences that a page names, in its order, each with what it is likely for."""
    found = list(named(page, facts))[:MOST]
    if not found:
        return ()
    said = (model or load()).probabilities([pair(page, place) for place, _ in found])
    return tuple(
        Named(place.span, known, dict(zip(LABELS, map(float, row), strict=True)))
        for (place, known), row in zip(found, said, strict=True)
    )
