"""Other identifiers of licences, each used as its documentation shows.

`clean` is where the peer says that nothing was changed: a score of 0.97 and more for askalono, 95%
of the text covered for licenseclassifier, one match with full score and coverage and at most 14
words outside for ScanCode. Each is imported when it is asked for; what is not installed is skipped.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True, slots=True)
class Answer:
    key: str
    """SPDX id, or for ScanCode its own key after `scancode:`; empty for no answer."""
    clean: bool


def installed() -> dict[str, Callable[[], Callable[[str], Answer]]]:
    """Name of each peer that can be imported, and what makes its function."""
    known = {
        "askalono": ("askalono", _askalono),
        "licenseclassifier": ("licenseclassifier", _licenseclassifier),
        "scancode-toolkit-mini": ("licensedcode", _scancode),
    }
    return {name: make for name, (module, make) in known.items() if find_spec(module)}


def _askalono() -> Callable[[str], Answer]:
    import askalono  # noqa: PLC0415 # optional

    def answer(text: str) -> Answer:
        found = askalono.identify(text)
        # Below 0.8 its documentation advises not to trust the name.
        if found is None or found.score < 0.8:
            return Answer("", clean=False)
        return Answer(found.name, found.score >= 0.97)

    return answer


def _licenseclassifier() -> Callable[[str], Answer]:
    from licenseclassifier import identify_license  # noqa: PLC0415 # optional

    def answer(text: str) -> Answer:
        found = identify_license(text)
        if not found:
            return Answer("", clean=False)
        best = max(found, key=lambda region: region.end - region.start)
        covered = sum(region.end - region.start for region in found)
        return Answer(best.id, covered >= 0.95 * len(text.strip()))

    return answer


def _scancode() -> Callable[[str], Answer]:
    from licensedcode.cache import get_index  # noqa: PLC0415 # optional

    index = get_index()

    def answer(text: str) -> Answer:
        matches = index.match(query_string=text)
        if not matches:
            return Answer("", clean=False)
        best = max(matches, key=lambda match: match.len())
        outside = best.query.whole_query_run().__len__() - best.len()
        clean = best.score() == 100 and best.coverage() == 100 and outside <= 14
        return Answer(f"scancode:{best.rule.license_expression}", clean)

    return answer
