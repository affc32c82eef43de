"""What in a folder shows that a requirement is met: each way of `rules/publish.yaml`, tried."""

from collections.abc import Sequence

from licensecheck.domain import DocumentKind
from licensecheck.knowledge.facts import LabelFact
from licensecheck.knowledge.publishing import Requirement, Way
from licensecheck.publisher.askers import Asker
from licensecheck.publisher.release import Release
from licensecheck.text.letters import letters, plain_words

_KINDS = {"card": (DocumentKind.CARD,), "notice": (DocumentKind.NOTICE,)}


def evidence(
    requirement: Requirement, asker: Asker, fact: LabelFact, release: Release
) -> Sequence[str]:
    """The files or names that show it, by the first way that does; none where nothing does."""
    ways = (way for way in requirement.shown_by if not way.kinds or asker.licence.kind in way.kinds)
    found = (_by(way, asker, fact, release) for way in ways)
    return next(filter(None, found), ())


def _by(way: Way, asker: Asker, fact: LabelFact, release: Release) -> Sequence[str]:
    match way.where:
        case "file":
            return release.copies(asker.licence)
        case "title":
            return release.names_with(fact.name_begins)
        case "field":
            return _by_field(way, asker, release)
        case "prose":
            return next(filter(None, map(release.cards_showing, fact.phrases)), ())
    found = (
        release.files_with(words, _KINDS[way.where]) for words in _words(way, asker, fact, release)
    )
    return next(filter(None, found), ())


def _by_field(way: Way, asker: Asker, release: Release) -> Sequence[str]:
    card = release.card
    if card is None:
        return ()
    if way.what == "model":
        field, names = "base_model", [letters(base) for base in card.base_models]
        there = letters(asker.model) in names
    else:
        field = "license"
        there = any(licence.name == asker.licence.name for licence in release.licenses)
    return (f"{card.document.path}: {field}",) if there else ()


def _words(way: Way, asker: Asker, fact: LabelFact, release: Release) -> Sequence[tuple[str, ...]]:
    """What to look for: all words of one of these."""
    match way.what:
        case "notice":
            # Where the licence lies here, its whole sentence counts, and no summary of it.
            sentence = release.spelt(asker.licence, fact.notice)
            return ((sentence,) if sentence else fact.notice,)
        case "model":
            return _spellings(asker.model)
        case "source":
            return tuple((source,) for source in asker.licence.sources)
    policy = asker.licence.labels.get("use-policy-incorporation")
    return ((policy.policy,),) if policy and policy.policy else ()


def _spellings(model: str) -> Sequence[tuple[str, ...]]:
    """What prose calls a model: "Zebra 7B" stands for `zoo/zebra-7b-instruct`."""
    parts = plain_words(model.rpartition("/")[2]).split()
    sized = [end for end, part in enumerate(parts, start=1) if any(map(str.isdigit, part))]
    short = parts[: sized[-1]] if sized else parts
    return tuple((" ".join(words),) for words in (parts, short) if words)
