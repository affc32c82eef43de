"""The publisher's own repositories that cards link to."""

import re

from licensecheck.domain import Snapshot
from licensecheck.statements.called import repository
from licensecheck.text.letters import letters
from licensecheck.text.model_pages import HUGGING_FACE

MOST_REPOSITORIES = 3
"""Repositories looked at: cards link to one for the code, some to another for training."""

_MODEL = re.compile(
    rf"(?<![\w.]){HUGGING_FACE}(?P<owner>[\w-][\w.-]{{0,95}})/(?P<name>[\w-][\w.-]{{0,95}})"
)
_GITHUB = re.compile(r"(?<![\w.])github\.com/([\w-]{1,39})/([\w.-]{1,100})")


def repositories(snapshot: Snapshot) -> tuple[str, ...]:
    """`owner/name` on GitHub of the publisher's own repositories that the cards link to.

    A card also links to the tools it was made with: a repository is the publisher's own where its
    owner or its name is spelt as those of the model.
    """
    found = [match for card in snapshot.cards for match in _GITHUB.finditer(card.document.text)]
    names = (f"{match[1]}/{match[2].removesuffix('.git').rstrip('.')}" for match in found)
    called = repository(snapshot) or snapshot.ref.name
    own = [
        name
        for name in dict.fromkeys(names)
        if _is_own(name, called) and not _is_here(name, snapshot)
    ]
    return tuple(own[:MOST_REPOSITORIES])


def models(snapshot: Snapshot) -> tuple[str, ...]:
    """`owner/name` on Hugging Face of the publisher's own models that the cards of a repository
    link to, the weights of which are under what their pages say."""
    parts = (repository(snapshot) or snapshot.ref.name).rstrip("/").split("/")[-2:]
    publisher, own = map(letters, ("", *parts)[-2:])

    def is_own(found: re.Match[str]) -> bool:
        owner, name = letters(found["owner"]), letters(found["name"])
        return (bool(publisher) and owner == publisher) or (len(own) > 2 and name.startswith(own))

    found = (one for card in snapshot.cards for one in _MODEL.finditer(card.document.text))
    return tuple(
        dict.fromkeys(f"{one['owner']}/{one['name'].rstrip('.')}" for one in found if is_own(one))
    )


def _is_here(address: str, snapshot: Snapshot) -> bool:
    """True for the repository that is read: "zoo/zebra" in a checkout of it in zoo/zebra."""
    ref = snapshot.ref
    model_page = any(card.places for card in snapshot.cards)
    if ref.hub != "github" and (ref.hub != "local" or model_page):
        return False
    if here := repository(snapshot):
        return here.casefold() == address.casefold()
    return letters(ref.name).endswith("".join(map(letters, address.split("/", 1))))


def _is_own(address: str, model: str) -> bool:
    owner, name = map(letters, address.split("/", 1))
    publisher, own = map(letters, model.rpartition("/")[::2])
    return bool(publisher and owner == publisher) or (len(name) > 2 and own.startswith(name))
