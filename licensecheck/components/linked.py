"""The publisher's own repositories that cards link to."""

import re

from licensecheck.domain import Snapshot
from licensecheck.statements.called import repository
from licensecheck.statements.names import PARTS
from licensecheck.text.letters import letters
from licensecheck.text.model_pages import HUGGING_FACE

_TELLING = 3
"""Letters; a longer name of a project tells its models wherever it stands in theirs."""
MOST_REPOSITORIES = 3
"""Repositories looked at: cards link to one for the code, some to another for training."""

_MODEL = re.compile(
    rf"(?<![\w.]){HUGGING_FACE}(?P<owner>[\w-][\w.-]{{0,95}})/(?P<name>[\w-][\w.-]{{0,95}})"
)
_GITHUB = re.compile(
    r"(?<![\w.])github\.com/([\w-]{1,39})/([\w.-]{1,100})"
    r"(?:/(?:tree|blob)/[\w.-]{1,100}/(?P<path>[\w./%-]{1,300}))?"
)
_BEFORE = 250
"""Characters before a link that are looked through for what it is given for."""
_MOST_LINKS = 50
"""Links to one repository that are looked at."""


def repositories(snapshot: Snapshot) -> tuple[str, ...]:
    """`owner/name` on GitHub of the publisher's own repositories that the cards link to.

    A card also links to the tools it was made with: a repository is the publisher's own where its
    owner or its name is spelt as those of the model.
    """
    found = [match for card in snapshot.cards for match in _GITHUB.finditer(card.document.text)]
    names = map(_named, found)
    called = repository(snapshot) or snapshot.ref.name
    own = [
        name
        for name in dict.fromkeys(names)
        if _is_own(name, called) and not _is_here(name, snapshot)
    ]
    return tuple(own[:MOST_REPOSITORIES])


def places(snapshot: Snapshot, address: str) -> tuple[tuple[str, str], ...]:
    """Each link of the cards to a repository: the folder or file in it that the link leads to,
    which is empty for all of it, and the words before the link and in its line."""
    found = list[tuple[str, str]]()
    for card in snapshot.cards:
        text = card.document.text
        for link in _GITHUB.finditer(text):
            if _named(link).casefold() == address.casefold():
                end = text.find("\n", link.end())
                said = text[max(0, link.start() - _BEFORE) : end if end >= 0 else len(text)]
                found.append(((link["path"] or "").rstrip("./"), said[: 2 * _BEFORE]))
    return tuple(found[:_MOST_LINKS])


def is_called_after(address: str, snapshot: Snapshot) -> bool:
    """True for "zoo/zebra" of the model zebra-7b: the repository is its own in any case."""
    own = letters((repository(snapshot) or snapshot.ref.name).rpartition("/")[2])
    name = letters(address.rpartition("/")[2])
    return len(name) > 2 and own.startswith(name)


def models(snapshot: Snapshot) -> tuple[str, ...]:
    """`owner/name` on Hugging Face of the publisher's own models that the cards of a repository
    link to, the weights of which are under what their pages say."""
    publisher, own = map(letters, ("", *_called(snapshot))[-2:])

    def is_own(found: re.Match[str]) -> bool:
        owner, name = letters(found["owner"]), letters(found["name"])
        return (bool(publisher) and owner == publisher) or (len(own) > 2 and name.startswith(own))

    found = (one for card in snapshot.cards for one in _MODEL.finditer(card.document.text))
    return tuple(
        dict.fromkeys(f"{one['owner']}/{one['name'].rstrip('.')}" for one in found if is_own(one))
    )


def _named(link: re.Match[str]) -> str:
    return f"{link[1]}/{link[2].removesuffix('.git').rstrip('.')}"


def model_page(link: str) -> str:
    """`owner/name` of the model on Hugging Face that a link leads to; empty for another link."""
    found = _MODEL.search(link)
    return f"{found['owner']}/{found['name'].rstrip('.')}" if found else ""


def is_called_like(page: str, snapshot: Snapshot) -> bool:
    """True for a model with the name of the project in its own, and not for a sister of it."""
    own, name = letters(_called(snapshot)[-1]), letters(page.rpartition("/")[2])
    return own in name if len(own) > _TELLING else len(own) > 2 and name.startswith(own)


def _called(snapshot: Snapshot) -> list[str]:
    """The owner and the name of a repository, as far as they are known."""
    return PARTS.split((repository(snapshot) or snapshot.ref.name).rstrip("/\\"))[-2:]


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
