"""Whom the sentences of a card speak of: this model, others of its publisher, or somebody else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from licensecheck.domain import Card, Span
from licensecheck.knowledge.called import may_be_under
from licensecheck.knowledge.families import Family
from licensecheck.knowledge.phrases import Phrase
from licensecheck.lineage.named import Named
from licensecheck.lineage.subjects import OF_OTHERS, SENTENCE, is_on_this_model, letters_of
from licensecheck.statements.names import Names
from licensecheck.statements.names import names as publisher
from licensecheck.text.letters import letters
from licensecheck.text.model_pages import HUGGING_FACE

ID = r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}"
PAGE = rf"<?(?:https?://)?{HUGGING_FACE}({ID})"
# A model that writes prompts or captions for the one that is released: what it was made from is no
# base of that. Encoders and other parts that run inside the model are none of these.
_HELPER = Phrase("lineage/helper")
_JOINED = Phrase("lineage/joined")
# A subject that is code: what it was written after is no base of weights.
_OF_CODE = Phrase("lineage/of-code")
_HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]{1,200})$", re.M)
# "- [Zebra-7B](https://…/zoo/Zebra-7B): trained from …", in a list of the publisher's models.
_ITEM = re.compile(rf"[\s>*+|-]{{0,12}}\[[^\]\n]{{1,120}}\]\({PAGE}[^)\s]*\)[\s*]*[:–—,|-]", re.I)
# "- [Zebra](./zebra) is …": what lies in the repository itself.
_HERE = re.compile(r"[ \t]{0,12}[*+-][ \t]+\**\[[^\]\n]{1,60}\]\((?:\./)?\w[\w./-]{0,100}\)")
_LINKED = re.compile(rf"[`*_]{{0,3}}\]\({PAGE}", re.I)
_STEM = 6
"""Letters by which a name shows that the model itself is one that helps others: `prompt`."""
_WE = re.compile(r"\bwe\s+(?:\w{1,20}ly\s+|also\s+|further\s+)?$", re.I)
_FEW = 3
_BEFORE = 300
_MENTIONS = 400
"""Mentions of the model by its name that are looked behind."""


@dataclass(frozen=True)
class Page:
    """What the sentences of a card are read with."""

    card: Card
    ref: str
    names: Sequence[str]
    families: Sequence[Family]

    @cached_property
    def _owner(self) -> str:
        return self.ref.rstrip("/").rpartition("/")[0].rpartition("/")[2].casefold()

    @cached_property
    def _publisher(self) -> Names:
        return publisher(self.ref, (self.card,), ())

    def speaks_of_own(self, sentence: Span, end: int) -> bool:
        """Whether a sentence is on this model, or on another of its publisher: by name, or as an
        item of a list."""
        text = self.card.document.text
        before = _WE.sub("", text[sentence.start : end])
        if (here := _HERE.match(text, sentence.start, end)) and not OF_OTHERS.search(
            text[here.end() : end]
        ):
            return True
        if item := _ITEM.match(text, sentence.start, end):
            return self.is_listed(item[1]) and not OF_OTHERS.search(text[item.end() : end])
        if not is_on_this_model(before, self.names):
            called = letters(before)
            siblings = (letters(one) for one in self._publisher.siblings)
            beside = [one for one in siblings if one in called]
            beside += [letters(one[0]) for one in self._versions.finditer(before)]
            return bool(beside) and is_on_this_model(before, beside)
        return not of_helper(self.card, end, self.names)

    @cached_property
    def _versions(self) -> re.Pattern[str]:
        """This model's name with other numbers: Zebra-v2 beside Zebra-4."""
        stem = self._stem if len(self._stem) > _FEW + 1 else "$^"
        return re.compile(rf"(?<![\w-]){stem}[-_ ]?v?\d[\w.]*", re.I)

    def is_listed(self, address: str) -> bool:
        """Whether the page of an item is the publisher's: in its account, or in one of which
        several pages are called as the model is."""
        owner, _, name = address.partition("/")
        account, own = letters(owner), self._publisher.owners
        if any(account.startswith(one) or one.startswith(account) for one in own if one):
            return True
        stem = self._stem
        near = len(stem) > _FEW and letters(name).startswith(stem)
        return near and self.card.document.text.count(f"/{owner}/{name[: len(stem)]}") > 1

    def own_names(self, text: str) -> Iterator[int]:
        """Where each mention of this model by its whole name ends."""
        pattern = self._publisher.pattern
        found = pattern.finditer(text) if pattern else ()
        yield from (name.end for name in islice(found, _MENTIONS))

    def is_publisher(self, address: str) -> bool:
        """Whether an address lies in an account of the publisher."""
        return letters(address.partition("/")[0]) in self._publisher.owners

    def is_form(self, address: str) -> bool:
        """Whether a page of others is one of this model in another form, by its name."""
        name = letters(address.rpartition("/")[2])
        known = (*self.names, *map(letters, self._publisher.siblings))
        return any(len(one) > _FEW and name.startswith(one) for one in known)

    def is_called(self, path: str) -> bool:
        """Whether a path of files or an address has this model's name in it."""
        return any(len(one) > _FEW and one in letters(path) for one in self.names)

    def is_own(self, one: Named, base: str) -> bool:
        """Whether a base is the publisher's own, who may offer what was made from it under other
        terms; none of a family that others publish is."""
        return base == one.base and self.is_publisher(base)

    def stranger(self, one: Named, verb: int) -> str:
        """The name of a model for which the catalogue has no address; empty where it is known,
        linked or this model in another form, and where the sentence is on code."""
        text = self.card.document.text
        if one.base or not one.is_model or _LINKED.match(text, one.end):
            return ""
        if any(family.names(one.name) for family in self.families):
            return ""
        begun = max(
            (s.end() for s in SENTENCE.finditer(text, max(0, verb - _BEFORE), verb)), default=0
        )
        on_code = _OF_CODE.search(text, max(begun, verb - _BEFORE), verb)
        return "" if on_code or is_offspring(one.name, self.names) else one.name

    def is_sibling(self, name: str) -> bool:
        """Whether a name goes by this model's own beginning, or is that of a sibling; a family that
        the catalogue knows of others is neither, also where copies of it lie beside them."""
        if may_be_under(name) and not letters(name).startswith(self._stem or "?"):
            return False
        own = [*map(letters, self._publisher.siblings), self._stem]
        return any(len(one) > _FEW and letters(name).startswith(one) for one in own)

    @cached_property
    def _stem(self) -> str:
        """What the model's name begins with, up to the first mark or number."""
        return re.split(r"[^A-Za-z]", self.ref.rpartition("/")[2])[0].casefold().removesuffix("s")

    def linked(self, one: Named) -> str:
        """The page of somebody else's model that a name links to; empty where it links to none."""
        found = _LINKED.match(self.card.document.text, one.end)
        address = found[1].rstrip(".") if found else ""
        return "" if self.is_publisher(address) or self.is_form(address) else address

    def base(self, one: Named) -> str:
        """The address of what is named: that of a family, else of the catalogue; empty where
        neither knows it, where it is the model itself, and where its page is linked."""
        if _LINKED.match(self.card.document.text, one.end):
            return ""
        family = next((it for it in self.families if it.names(one.name)), None)
        known = family is None or family.names(one.base.rpartition("/")[2])
        base = one.base if family is None or known else family.base
        owner, _, last = base.partition("/")
        if owner.casefold() == self._owner and letters(last) != letters(one.name):
            return ""  # its publisher's own family, and no model of it
        grown = is_offspring(base, self.names) and not letters(base).endswith("base")
        return "" if grown else base


def of_helper(card: Card, made: int, names: Sequence[str]) -> bool:
    """True where the sentence begins with a model that helps beside this one, or stands under a
    heading of one, unless this one is such a model or is named beside it."""
    text = card.document.text
    start = max(card.body.start, made - _BEFORE)
    begun = max((one.end() for one in SENTENCE.finditer(text, start, made)), default=start)
    subject, heading = text[begun:made], _heading(text, card.body.start, made)
    named = any(name and name in letters(subject) for name in names)
    helper = _HELPER.search(subject) or _HELPER.search(heading)
    if not helper or named or _JOINED.search(subject):
        return False
    return not any(letters(helper[0])[:_STEM] in name for name in names)


def _heading(text: str, start: int, before: int) -> str:
    """The heading under which a place stands; empty where there is none."""
    at = before
    while (at := text.rfind("#", start, at)) >= 0:
        at = text.rfind("\n", start, at) + 1 or start
        if found := _HEADING.match(text, at):
            return found[1]
    return ""


def is_offspring(base: str, names: Sequence[str]) -> bool:
    """True for the model's own name with something added: `zebra-chat` beside `zebra`."""
    last = letters_of(base.rpartition("/")[2])
    return any(len(name) > 2 and last.startswith(name) for name in names)
