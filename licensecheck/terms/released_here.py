"""Weights among the releases of the repository that is read: its licence covers these."""

import re
from collections.abc import Collection, Sequence

from licensecheck.domain import Evidence, Snapshot
from licensecheck.hubs.files import is_weights
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.called import publisher
from licensecheck.statements.names import Names
from licensecheck.terms.trials import without_trials
from licensecheck.text.letters import letters

_REPOSITORY = r"github\.com/(?P<owner>[\w-]{1,39})/(?P<name>[\w.-]{1,100})/releases"
_FILE = re.compile(_REPOSITORY + r"/download/[^\s/()<>\"']{1,100}/(?P<file>[\w.+-]{1,200})")
_PAGE = re.compile(
    rf"https?://(?:www\.)?{_REPOSITORY}(?:/latest|/tag/[^\s/()<>\"'\[\]|]{{1,100}})?/?[.,;:!*_]*"
)
_ADDRESS = re.compile(r"https?://[^\s()<>\"'\[\]|]{1,500}")
# Where weights could be as well, under terms of their own.
_HOSTS = Phrase("files/hosts-of-weights")
# Pages of these hosts that hold no weights.
_NO_WEIGHTS = re.compile(
    r"(?:huggingface\.co|hf\.co|modelscope\.cn)/(?:spaces|papers|docs|blog|datasets|studios)/"
    r"|\.(?:png|jpe?g|gif|svg|webp|mp[34]|wav|webm|mov|pdf|ipynb)\b"
)
_NOT_ALONE = Phrase("subjects/not-own-weights-alone")


def are_released_here(snapshot: Snapshot, places: Sequence[Evidence], own: Names) -> bool:
    """True where the weights are in releases of this repository, and nowhere else but as copies of
    files there. `places` are where cards say that the weights are."""
    account = publisher(snapshot)
    cards = [without_trials(card.document.text, account) for card in snapshot.cards]
    found = [one for text in cards for one in _FILE.finditer(text)]
    files = {
        one["file"] for one in found if _is_this(one, snapshot, own) and is_weights(one["file"])
    }
    told = [one.quote for one in places]
    by_file = bool(files) and all(_FILE.search(one) or _HOSTS.search(one) for one in told)
    by_page = bool(told) and all(_leads_here(one, snapshot, own) for one in told)
    return (by_file or by_page) and not any(_are_elsewhere(text, files) for text in cards)


def _leads_here(sentence: str, snapshot: Snapshot, own: Names) -> bool:
    """True for "The checkpoints are in our [release](…)", which links to nothing else; a page of
    releases may hold code or data, so that the sentence must speak of weights alone."""
    links = [one[0] for one in _ADDRESS.finditer(sentence)]
    pages = [page for one in links if (page := _PAGE.fullmatch(one))]
    here = len(pages) == len(links) > 0 and all(_is_this(one, snapshot, own) for one in pages)
    return here and not _NOT_ALONE.search(_ADDRESS.sub(" ", sentence))


def _is_this(release: re.Match[str], snapshot: Snapshot, own: Names) -> bool:
    """True for a release of the repository that is read: by its address where it has one, else by
    the names of the project."""
    if snapshot.ref.hub == "github":
        return f"{release['owner']}/{release['name']}".casefold() == snapshot.ref.name.casefold()
    return letters(release["name"]) in map(letters, own.own)


def _are_elsewhere(text: str, files: Collection[str]) -> bool:
    """True where a page links to what may be other weights than these files."""
    links = [
        (one[0], one[0].partition("?")[0].rpartition("/")[2]) for one in _ADDRESS.finditer(text)
    ]
    linked = any(
        (is_weights(file) or _HOSTS.search(link))
        and file not in files
        and not _NO_WEIGHTS.search(link)
        for link, file in links
    )
    return linked or bool(_HOSTS.search(_ADDRESS.sub(" ", text)))
