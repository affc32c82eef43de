"""Where the licence text is that a card points to."""

import posixpath
import re
from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from licensecheck.domain import Document, DocumentKind, Problem, ProblemKind
from licensecheck.hubs.files import component
from licensecheck.hubs.listing import sound_path
from licensecheck.hubs.wanted import MAX_PRINTED, Wanted, is_printed

_HUGGING_FACE = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?P<name>[\w.-]+/[\w.-]+)"
    r"/(?:blob|resolve|raw)/(?P<revision>[\w.-]+)/(?P<path>[^?#]+)"
)
_GITHUB = re.compile(
    r"https?://(?:www\.)?github\.com/(?P<name>[\w.-]+/[\w.-]+)"
    r"/(?:blob|raw)/(?P<revision>[\w.-]+)/(?P<path>[^?#]+)"
)


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file on a hub that we can read."""

    hub: str
    name: str
    """`org/name` or `owner/repository`."""
    revision: str | None
    """None for the revision of the card itself."""
    path: str


def licence_places(documents: Iterable[Document], name: str) -> list[tuple[str, HubFile]]:
    """What the cards of `name` on Hugging Face give as `license_link`, as written and as a place.

    Links to other web sites are left out: whatever they show is not under anyone's commit.
    """
    from licensecheck.text.front_matter import read_card  # loads YAML

    cards = [read_card(d)[0] for d in documents if d.kind is DocumentKind.CARD]
    links = dict.fromkeys(card.license_link for card in cards if card.license_link)
    return [(link, place) for link in links if (place := _place(link.strip(), name)) is not None]


def _place(link: str, name: str) -> HubFile | None:
    if "://" not in link:
        path = sound_path(posixpath.normpath(unquote(link.partition("#")[0])))
        return HubFile("huggingface", name, None, path) if path and path != "." else None
    for hub, pattern in (("huggingface", _HUGGING_FACE), ("github", _GITHUB)):
        found = pattern.fullmatch(link.partition("#")[0].partition("?")[0])
        path = sound_path(unquote(found["path"])) if found else None
        if found and path:
            own = hub == "huggingface" and found["name"] == name
            return HubFile(hub, found["name"], None if own else found["revision"], path)
    return None


def unread_places(
    documents: Iterable[Document], name: str, listed: Container[str], chosen: Collection[str]
) -> tuple[list[tuple[str, HubFile]], list[Problem]]:
    """Places that cards point to and that are not read anyway, and those that are not there.

    `listed` are the model's files, `chosen` those that were read or are known to be unreadable.
    """
    places: list[tuple[str, HubFile]] = []
    problems: list[Problem] = []
    printed = sum(map(is_printed, chosen))
    for link, place in licence_places(documents, name):
        if place.revision is None and place.path in chosen:
            continue
        if place.revision is None and place.path not in listed:
            message = "The card names it as the licence, and it is not among the files."
            problems.append(Problem(ProblemKind.MISSING, link, message))
        elif is_printed(place.path) and printed >= MAX_PRINTED:
            message = "Not read, because the model has too many such documents: read it yourself."
            problems.append(Problem(ProblemKind.TOO_LARGE, link, message))
        else:
            printed += is_printed(place.path)
            places.append((link, place))
    return places, problems


def as_licence(place: HubFile) -> Wanted:
    """A linked file as one to read."""
    path = place.path if place.revision is None else f"{place.name}/{place.path}"
    return Wanted(path, DocumentKind.LICENSE, component(place.path))
