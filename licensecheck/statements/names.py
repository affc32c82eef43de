"""Whose name or address a word is: the publisher's own, a relative's, or somebody else's."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from licensecheck.domain import Card
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.hints import account, bases_named, published, releases
from licensecheck.statements.spelling import Spelling, spelling
from licensecheck.text.letters import letters
from licensecheck.text.titles import title

# How copies of a repository write its owner before its name: "owner/name", "owner+name",
# "models--owner--name".
PARTS = re.compile(r"[/\\+]|_{2,}|-{2,}")
"""Joints of such a name."""
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
# A title goes on with what the model does: "Zebra: Fast and Striped Models", "Zebra (v2)".
_SUBTITLE = re.compile(r"\s*[:：|–—(\[,]|\s-\s")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<[^>]{0,300}>|&\w{1,8};|[^\w\s.+:：|–—()\[\],&-]")
_LISTS_MODELS = Phrase("files/lists-models")
_MOST_WORDS = 4
# Pictures, links, tags, comments and addresses, which stand above titles.
_ASIDE = re.compile(
    r"!?\[[^\[\]]{0,300}\]\([^()\s]{0,500}\)|<!--.{0,2000}?-->|<[^<>]{0,500}>"
    r"|https?://\S{1,500}",
    re.DOTALL,
)
_FAR = 4_000
"""Characters above a title that are looked through."""
_MOST_ABOVE = 12
"""Words above a title: a line of thanks, names of languages; a sentence on a model has more."""


@dataclass(frozen=True)  # no slots: patterns are made once and kept
class Names:
    """The names that tell a publisher's own work from that of others."""

    owners: tuple[str, ...]
    """Accounts and organisations, as letters."""
    own: tuple[str, ...]
    """The model's or project's names, as they are written, the longest first."""
    bases: tuple[str, ...]
    """Addresses of what fields say it was made from."""
    families: frozenset[str] = frozenset()
    """Words of the own names, in lower case: a family that is one of them is the own."""
    siblings: tuple[str, ...] = ()
    """Names of other models that the publisher's own pages of a hub are linked for."""
    base_words: frozenset[str] = frozenset()
    """Families that the text says it was made from, in lower case."""
    releases: int = 0
    """Models that the cards name as the publisher's."""

    @cached_property
    def pattern(self) -> Spelling | None:
        """Where an own name stands, with what is attached to it as `tail`."""
        return spelling(self.own)

    @cached_property
    def siblings_pattern(self) -> Spelling | None:
        """Where the name of another model of the publisher stands."""
        return spelling(self.siblings)

    @cached_property
    def bases_pattern(self) -> Spelling | None:
        """Where the name of a declared base stands."""
        last = (base.rpartition("/")[2] for base in self.bases)
        return spelling(sorted((name for name in last if len(letters(name)) > 2), key=len)[::-1])

    @cached_property
    def relatives(self) -> Spelling | None:
        """Names that share their first letters with an own one: an earlier or later version."""
        stems = {re.split(r"[\d.]", name)[0].strip(" -_.") for name in self.own}
        return spelling(sorted((s for s in stems if len(letters(s)) > 3), key=len, reverse=True))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """First words of own names that are long enough to tell the work: "Zebra" of "Zebra-2 Lite"
        is, "Open" of "Open Zebra" is not."""
        first = (next(iter(_LETTERS.findall(name)), "").casefold() for name in self.own)
        return tuple({word for word in first if len(word) > 4 and word in self.families})

    def owns(self, address: str) -> bool:
        """True for an address of the publisher: an account or a name of it stands in its path."""
        parts = [letters(part) for part in re.split(r"[/?#=&]", address.partition("://")[2])]
        host, path = parts[:1], parts[1:]
        own = [letters(name) for name in self.own]
        if any(part in self.owners for part in path if part):
            return True
        near = any(owner in part for owner in self.owners if len(owner) > 3 for part in host)
        return near or any(len(o) > 3 and part.startswith(o) for o in own for part in path)


def names(ref: str, cards: Sequence[Card], plain: Collection[str]) -> Names:
    """The names that a reference gives, and the titles, fields and links of cards; one of plain
    words alone is none."""
    parts = [part for part in PARTS.split(ref.rstrip("/\\")) if part.strip(".")]
    owners = {letters(part) for part in parts[-2:-1]} - {""}
    called = [*parts[-1:], *(_without_owner(part, owners) for part in parts[-1:])]
    found = [*called, *(name for card in cards if (name := titled(card, ref)))]
    unique = {letters(name): name for name in found if is_name(name, plain)}
    owners |= account(cards, list(unique))
    siblings = {letters(name): name for name in published(cards, owners)}
    others = _longest_first(
        name
        for key, name in siblings.items()
        if is_name(name, plain) and not any(key.startswith(own) for own in unique)
    )
    return Names(
        tuple(sorted(owners)),
        _longest_first(unique.values()),
        tuple(dict.fromkeys(base for card in cards for base in card.base_models)),
        frozenset(
            word.casefold() for name in unique.values() for word in _LETTERS.findall(name)
        ).difference(plain),
        others,
        bases_named(cards),
        releases(cards, spelling(unique.values()) if cards else None, len(others)),
    )


def _longest_first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=len, reverse=True))


def _without_owner(name: str, owners: Collection[str]) -> str:
    """ "Savanna-Zebra-2" of the owner Savanna is called Zebra-2 too."""
    first, _, rest = name.partition("-")
    return rest if letters(first) in owners else name


def titled(card: Card, ref: str) -> str:
    """The name that the title begins with; empty where it begins with a sentence or heads a list of
    models, and where it is the heading of a section: much is told above it, and it is not what the
    reference says."""
    called = title(card)
    if _LISTS_MODELS.search(f"# {called}"):
        return ""
    head = leading_name(called)
    if not head:
        return ""
    above = card.document.text[card.body.start :].partition(called)[0] if called else ""
    section = len(_WORD.findall(_ASIDE.sub(" ", above[:_FAR]))) > _MOST_ABOVE
    return "" if section and letters(head) not in letters(ref) else head


def leading_name(words: str) -> str:
    """The name that a title begins with; empty where it begins with a sentence."""
    plain = " ".join(_PICTURE.sub(" ", words).split())
    head = _SUBTITLE.split(plain, maxsplit=1)[0].strip(" &")
    return "" if len([one for one in head.split() if one != "&"]) > _MOST_WORDS else head


def is_name(text: str, plain: Collection[str]) -> bool:
    """True where a word of the text is none of the plain ones, nor a number."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return len(letters(text)) > 1 and any(w not in plain and not w.isdigit() for w in words)
