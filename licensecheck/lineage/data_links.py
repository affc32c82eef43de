"""The data sets that a snapshot says its model was trained on."""

from collections.abc import Callable, Iterator, Sequence

from licensecheck.domain import Basis, Evidence, Snapshot
from licensecheck.lineage.origins import Link, declared_at
from licensecheck.statements.called import repository


def datasets(snapshot: Snapshot, known: Callable[[str], object | None]) -> tuple[Link, ...]:
    """The data sets that cards and hub say it was trained on, each once: those of fields first.

    `known` gives what is known of a name, and None for one that is no data set that we know; it is
    not asked where nothing speaks of training.
    """
    found: dict[str, Link] = {}
    for link in _declared_data(snapshot):
        found.setdefault(link.parent.casefold(), link)
    return (*found.values(), *_told_data(snapshot, tuple(found.values()), known))


def _declared_data(snapshot: Snapshot) -> Iterator[Link]:
    child = str(snapshot.ref)
    for card in snapshot.cards:
        for name in card.datasets:
            yield Link(child, name, "dataset", declared_at(card, "datasets"))
    for name in snapshot.metadata.datasets:
        yield Link(child, name, "dataset", Evidence.said(Basis.HUB, name))


def _told_data(
    snapshot: Snapshot, declared: Sequence[Link], known: Callable[[str], object | None]
) -> Iterator[Link]:
    """The data sets of prose that no field names, under none of their names."""
    if not snapshot.cards:
        return
    from licensecheck.lineage.told_data import told_data  # reads prose

    own = repository(snapshot) or snapshot.ref.name
    told = [(card, one) for card in snapshot.cards for one in told_data(card, own, known)]
    names = {link.parent.casefold() for link in declared}
    terms = {id(known(link.parent)) for link in declared if told} - {id(None)}
    for card, one in told:
        if one.name.casefold() not in names and id(known(one.name)) not in terms:
            quote = Evidence.at(card.document, one.span)
            yield Link(str(snapshot.ref), one.name, "dataset", quote, declared=False)
        names.add(one.name.casefold())
        terms |= {id(known(one.name))} - {id(None)}
