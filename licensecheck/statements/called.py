"""What a snapshot is called: by its address on a hub, and a folder by what its files say.

Whoever copies a folder names it as he likes, so its name alone decides nothing that files tell.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from licensecheck.domain import DocumentKind, Snapshot
from licensecheck.statements.names import PARTS, Names, is_name, leading_name, names, titled
from licensecheck.text.letters import letters

_REPOSITORY = re.compile(
    r"(?<![\w.])github\.com[/:](?P<owner>[\w-]{1,39})/(?P<name>[\w-]{1,100}(?:\.(?!git\b)[\w-]{1,40}){0,3})"
)
_PACKAGE = re.compile(r"^[ \t]{0,16}name[ \t]*=[ \t]*[\"']?([\w.-]{2,60})[\"']?,?[ \t]*$", re.M)
_PACKAGES = ("pyproject.toml", "setup.cfg", "setup.py", "Cargo.toml")
_HEADING = re.compile(r"<h1(?:\s[^<>]{0,200})?>\s{0,20}([^<>\n]{1,80})", re.I)
_SHORTEST = 3
"""Letters that two names share at their beginning, so that they may be one."""


def repository(snapshot: Snapshot) -> str:
    """`owner/name` on GitHub of the repository that a folder is a copy of: the one that cards link
    to most among those called as a title or the package, else as the folder; empty where none is.
    A title that begins with the folder's name decides for that against a shorter one.
    """
    if snapshot.ref.hub != "local":
        return ""
    links = [one for card in snapshot.cards for one in _REPOSITORY.finditer(card.document.text)]
    folder, said = letters(_folder(snapshot)), {*map(letters, _said(snapshot))}
    agreed = any(one.startswith(folder) for one in said)
    linked = said & {letters(one["name"]) for one in links}
    longer = agreed and all(folder.startswith(one) for one in linked)
    for wanted in ({folder} if longer else set[str](), said, {folder}):
        found = Counter(one[0].casefold() for one in links if letters(one["name"]) in wanted - {""})
        if found:
            most = found.most_common(1)[0][0]
            first = next(one for one in links if one[0].casefold() == most)
            return f"{first['owner']}/{first['name']}"
    return ""


def publisher(snapshot: Snapshot) -> str:
    """The account that a snapshot is of; empty where that is not told."""
    return (repository(snapshot) or snapshot.ref.name * (snapshot.ref.hub != "local")).partition(
        "/"
    )[0]


def called(snapshot: Snapshot, plain: Collection[str]) -> str:
    """The name of what was read, with its owner where that is told; plain words alone are none."""
    if snapshot.ref.hub != "local":
        return snapshot.ref.name
    said = [name for name in _said(snapshot) if is_name(name, plain)]
    folder = letters(_folder(snapshot))
    agrees = any(_may_be_one(folder, letters(name)) for name in said)
    return repository(snapshot) or (snapshot.ref.name if agrees or not said else said[0])


def own_names(snapshot: Snapshot, plain_words: Collection[str]) -> Names:
    """The names of the project and of its publisher."""
    return names(called(snapshot, plain_words), snapshot.cards, plain_words)


def is_own(address: str, snapshot: Snapshot) -> bool:
    """True where `owner/name` on a hub is what is audited; a folder must be called as that is, or
    have it as its title."""
    if snapshot.ref.hub != "local":
        return snapshot.ref.name.casefold() == address.casefold()
    name = letters(address.rpartition("/")[2])
    said = map(letters, _said(snapshot))
    return bool(name) and (letters(_folder(snapshot)).endswith(name) or name in said)


def _said(snapshot: Snapshot) -> Iterator[str]:
    """Names that titles and packages give."""
    for card in snapshot.cards:
        marked = _HEADING.search(card.document.text)
        yield from filter(None, (marked and leading_name(marked[1]), titled(card, "")))
    for document in snapshot.documents:
        if document.kind is DocumentKind.METADATA and document.path in _PACKAGES:
            yield from _PACKAGE.findall(document.text)[:1]


def _folder(snapshot: Snapshot) -> str:
    return PARTS.split(snapshot.ref.name.rstrip("/\\"))[-1]


def _may_be_one(folder: str, name: str) -> bool:
    shorter = min(len(folder), len(name))
    return shorter >= _SHORTEST and folder[:shorter] == name[:shorter]
