"""Which known licences a text is, and how exactly."""

from collections.abc import Collection

from licensecheck.domain.document import Span
from licensecheck.domain.license import Edit, EditKind, Identification, Match, MatchKind
from licensecheck.identify.edits import LONGEST_MINOR
from licensecheck.identify.found import Found
from licensecheck.identify.reading import IdentifiedText
from licensecheck.identify.search import Search
from licensecheck.identify.wording import restricts
from licensecheck.knowledge.index import Index
from licensecheck.text.normalize import words

MAX_CHARACTERS = 1_000_000
"""What follows is not searched but goes on as unmatched; the longest known text has 100,000."""


def identify(text: str, index: Index, called: Collection[str] = ()) -> Identification:
    """Which known licences `text` is, in the order of the text, and what was changed in each.

    `called` are keys of licences that its title names: a text that differs a little from several
    is that of them which it is called.

    Takes about a second at most whatever the text: the search stops after a fixed amount of work,
    and what it did not reach is in `unmatched`.
    """
    found = words(text[:MAX_CHARACTERS])
    reading = IdentifiedText(text, found, index.ids(found.hashes))
    search = Search(reading, index, index.hits(reading.ids), called)
    matched = sorted(search.found(), key=lambda one: one.start)
    matches, unmatched = _report(reading, matched)
    if len(text) > MAX_CHARACTERS:
        unmatched.append(Span(MAX_CHARACTERS, len(text)))
    nearest = "" if matches else search.nearest()
    return Identification(tuple(matches), nearest, tuple(sorted(unmatched)))


def _report(reading: IdentifiedText, matched: list[Found]) -> tuple[list[Match], list[Span]]:
    """The matches with their edits, and what goes on to clause analysis.

    What stands before the first and after the last licence was added to it. What stands between
    two introduces the second, as in collections of notices, unless it has a word with weight:
    then it was added to the first.
    """
    edges = [0, *(edge for one in matched for edge in (one.start, one.end)), len(reading.words)]
    outside = [
        reading.span(start, end) if _telling(reading, start, end) else None
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    last = len(matched) - 1
    matches = []
    for number, one in enumerate(matched):
        ends = number == last or restricts(reading.quote(one.end, edges[2 * number + 3]))
        added = [outside[0] if number == 0 else None, outside[number + 1] if ends else None]
        matches.append(_match(reading, one, [span for span in added if span]))
    unmatched = [span for span in outside if span]
    unmatched += [edit.span for match in matches for edit in match.edits if edit.span]
    return matches, list(dict.fromkeys(unmatched))


def _match(reading: IdentifiedText, one: Found, added: list[Span]) -> Match:
    groups = one.comparison.groups()
    edits = [one.comparison.edit(group) for group in groups]
    edits += [Edit(EditKind.INSERTED, span) for span in added]
    kind = MatchKind.ALTERED if added else one.comparison.kind(groups)
    ordered = tuple(sorted(edits, key=lambda edit: edit.span))
    span, coverage = reading.span(one.start, one.end), round(one.coverage, 4)
    places = tuple(one.comparison.places())
    return Match(
        one.key, kind, span, coverage, ordered, one.alternatives, places, one.comparison.gone()
    )


def _telling(reading: IdentifiedText, start: int, end: int) -> bool:
    """True for words that are more than titles, copyright lines and a few without weight."""
    if start == end or reading.says_nothing(start, end):
        return False
    heading = (
        end - start <= LONGEST_MINOR
        and reading.has_own_lines(start, end)
        and not reading.is_sentence(start, end)
    )
    return not heading or reading.has_weight(start, end) or reading.is_strange(start, end)
