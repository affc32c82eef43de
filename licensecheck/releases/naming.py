"""Which models the names in a text mean, in any spelling, in short and in lists."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from licensecheck.knowledge.phrases import Phrase
from licensecheck.releases.lineup import Model
from licensecheck.releases.models import pages
from licensecheck.releases.tokens import (
    NamePart,
    holds,
    initials,
    parts,
    run,
    same_model,
    unversioned,
    words,
)
from licensecheck.statements.names import Names
from licensecheck.text.model_pages import MODEL_PAGE

_SHORTEST, _SHORT = 3, 2
"""Letters of a name, and of one in capitals that a file is called after."""
_PART = Phrase("subjects/model")
_EVERY = Phrase("subjects/every-release")
# Behind a name that is a link to the page of a model; the address itself was blanked.
_IS_A_LINK = re.compile(r"[*`]{0,3}\]\(\0")
_ADDRESS = re.compile(r"(?:https?:)?//[^\s)\"'<>\]]+")
# "[its licence](ZEBRA_LICENSE)" names a file, which tells less than a name in its sentence.
_FILE_OF_TERMS = re.compile(r"(?<=\]\()[^()\s]{0,100}(?i:licen[cs]e)[^()\s]{0,40}(?=\))")
# After a name; "7B" is a size.
_VERSION = re.compile(r"[-_ ]?v?(\d{1,3}(?:\.\d{1,3})?)(?![\d.]*[bmk]\b|\d)", re.I)
_LISTED = re.compile(r"(?:/|\s?&\s?)[A-Za-z]\w*(?![\w/])")
# "the Zebra AI Research (ZR) License" names terms, not a model.
_TERMS = Phrase("licences/after-a-name")
_FAMILY = Phrase("scopes/after-a-family")
# "Zebra Vision Encoder (ZVE)" in a heading.
_SHORTENED = re.compile(r"\(([A-Z][A-Z\d-]{1,7})\)")
_SCHEME = re.compile(r"https?://(?:www\.)?(?=huggingface\.co/|hf\.co/|modelscope\.cn/)")
_CODE = re.compile(r"`([^`\n]{1,60})`")


@dataclass(frozen=True)
class Naming:
    """Finds the models that words name."""

    models: tuple[Model, ...]
    own: Names
    plain: Collection[str]

    @cached_property
    def _named(self) -> Sequence[tuple[int, tuple[str, ...]]]:
        """Each name of each model in parts: with the publisher's name, without, and in short."""
        found = dict.fromkeys(
            (at, said)
            for at, model in enumerate(self.models)
            for name in map(words, model.names)
            for said in (name, self._without_owner(name), initials(name))
            if said
        )
        return tuple(found)

    @cached_property
    def _first(self) -> Mapping[str, Sequence[tuple[int, tuple[str, ...]]]]:
        found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for at, name in self._named:
            found.setdefault(name[0], []).append((at, name))
        return found

    def _without_owner(self, name: tuple[str, ...]) -> tuple[str, ...]:
        published = any(owner.startswith(name[0]) for owner in self.own.owners) if name else False
        return name[1:] if published and len(name) > 2 else ()

    @cached_property
    def _project(self) -> frozenset[tuple[str, ...]]:
        return frozenset(map(words, self.own.own))

    @cached_property
    def _begun(self) -> Mapping[str, frozenset[int]]:
        """The models whose names begin so, however their parts are joined: "zebra-m4" and
        "ZebraM4"."""
        found: dict[str, set[int]] = {}
        for at, name in self._named:
            for begun in accumulate(name):
                found.setdefault(begun, set()).add(at)
        return {begun: frozenset(models) for begun, models in found.items()}

    def _means(self, said: tuple[str, ...]) -> frozenset[int]:
        """The model that is called so, with its forms; else those whose names hold what is said."""
        if said not in self._asked:
            named = self._first.get(said[0], ()) if said else ()
            whole = frozenset(at for at, name in named if same_model(name, said))
            exact = any(name == said for _, name in named)
            self._asked[said] = whole if exact else self._family(said)
        return self._asked[said]

    def _family(self, said: tuple[str, ...]) -> frozenset[int]:
        """The models whose names hold what is said, or begin so."""
        named = self._first.get(said[0], ()) if said else ()
        held = frozenset(at for at, name in named if holds(name, said))
        return held | self._begun.get("".join(said), frozenset())

    def _exactly(self, said: tuple[str, ...]) -> frozenset[int]:
        """The models that are called so, but for the form of their weights."""
        named = self._first.get(said[0], ())
        return frozenset(at for at, name in named if same_model(name, said))

    @cached_property
    def _asked(self) -> dict[tuple[str, ...], frozenset[int]]:
        """Answers, kept: a page says the same names again and again."""
        return {}

    def named(
        self, text: str, *, of_path: bool = False, sure: bool = False
    ) -> Iterator[frozenset[int]]:
        """The models of each name in a text, the longest names first; all for the project's own,
        which is a name as others are in a path. "Zebra-2 models" may be more than Zebra-2, which
        alone is `sure`."""
        found, at, plain = parts(text), 0, unversioned(text)
        while at < len(found):
            joined = run(plain, found, at)
            for end in range(len(joined), 0, -1):
                if not of_path and end == 1 and self._goes_on(text, joined):
                    at += 1  # "Zebra Encoder" beside Zebra-LM is another name
                    break
                if meant := self._meant(text, joined[:end], of_path, sure):
                    yield self._wider(text, joined[:end]) or meant
                    at += end
                    break
            else:
                at += 1

    def _goes_on(self, text: str, joined: Sequence[NamePart]) -> bool:
        """True where a word that begins names of models goes on to a name that none of them has."""
        if len(joined) < 2 or (joined[0].text,) in self._project:
            return False
        after = joined[1]
        word = text[after.start : after.end]
        named = word[:1].isupper() and word[1:].islower() and after.text not in self.plain
        if _PART.search(word):  # "Zebra Weights"
            return False
        models = self._first.get(joined[0].text, ())
        return named and not any(after.text in name for _, name in models)

    def _wider(self, text: str, said: Sequence[NamePart]) -> frozenset[int]:
        """What is meant by "Zebra Base/Chat": both, else all whose names begin so."""
        listed = _LISTED.match(text, said[-1].end)
        name = tuple(part.text for part in said[:-1])
        if not listed or not name:
            return frozenset()
        other = words(listed[0])
        both = [self._exactly((*name, *last)) for last in ((said[-1].text,), other)]
        if all(both):
            return frozenset().union(*both)
        whole = frozenset(range(len(self.models)))
        return whole if name in self._project else self._means(name)

    def _meant(
        self, text: str, said: Sequence[NamePart], of_path: bool, sure: bool
    ) -> frozenset[int]:
        start, end = said[0].start, said[-1].end
        if _is_inside(text, start, end) or (not of_path and _TERMS.match(text, end)):
            return frozenset()
        name = tuple(part.text for part in said)
        if not of_path and name in self._project:
            # "zoo/zebra" and "[Zebra](its page)" are the model that is called as the project is.
            one = self._exactly(name) if text[start - 1 : start] == "/" else frozenset[int]()
            one = self._exactly(name) if _IS_A_LINK.match(text, end) else one
            return one or frozenset(range(len(self.models)))
        written = text[start:end]
        told = of_path or len(said) > 1 or written.lower() != written
        plain = all(part in self.plain or part.isdigit() for part in name)
        short = of_path and written.isupper()  # "LICENSE.PE" beside PE-Core-B
        if not told or plain or len("".join(name)) < (_SHORT if short else _SHORTEST):
            return frozenset()
        several = not of_path and not sure and _FAMILY.match(text, end)
        return self._family(name) if several else self._means(name)

    def is_of_another_version(self, text: str) -> bool:
        """True for a sentence that names other versions than those that are here: "the Zebra 1
        weights" where Zebra 2 is released."""
        said = self._versions(text)
        return bool(said and self._here) and said.isdisjoint(self._here) and not _EVERY.search(text)

    @cached_property
    def _here(self) -> frozenset[str]:
        names = (*self.own.own, *(name for model in self.models for name in model.names))
        return self._versions("\n".join(names))

    def _versions(self, text: str) -> frozenset[str]:
        """The numbers that follow the name of the publisher's models; sizes are none."""
        pattern = self.own.relatives
        named = pattern.finditer(text) if pattern else ()
        found = (_VERSION.match(text, one.tail_start) for one in named)
        return frozenset(one[1].removesuffix(".0") for one in found if one)

    def within(self, text: str, *, sure: bool = False) -> frozenset[int]:
        """The models that a text names or links to; else those that its links to terms name."""
        linked = [self._means(words(link["name"])) for link in pages(text, self.own)]
        plain = _ADDRESS.sub(" ", MODEL_PAGE.sub("\0", _SCHEME.sub("", text)))
        said = self.named(_FILE_OF_TERMS.sub(" ", plain), sure=sure)
        found = frozenset[int]().union(*linked, *said)
        terms = _FILE_OF_TERMS.findall(plain) if not found else ()
        return found.union(*(one for file in terms for one in self.named(file, sure=sure)))

    def kin(self, models: frozenset[int]) -> frozenset[int]:
        """The models, and those whose names go on from theirs."""
        names = (words(name) for at in models for name in self.models[at].names)
        return models.union(*map(self._family, filter(None, names)))

    def of_heading(self, heading: str) -> frozenset[int]:
        """The models that a heading names, in full or by what they are called for short in it."""
        short = (words(one[1]) for one in _SHORTENED.finditer(heading))
        return self.within(heading).union(*map(self._means, short))

    def sharing(self, text: str) -> frozenset[int]:
        """The models whose names have all the words of a text that tell some models from others:
        "the `base` forest models"; words in code must be among these."""
        said = {word for word in words(text) if 0 < len(self._with(word)) < len(self.models)}
        marked = {word for code in _CODE.findall(text) for word in words(code)}
        if not said or not marked <= said:
            return frozenset()
        return frozenset.intersection(*map(self._with, said))

    def _with(self, word: str) -> frozenset[int]:
        return self._parts.get(word, frozenset())

    @cached_property
    def _parts(self) -> Mapping[str, frozenset[int]]:
        """The models by the parts of their names."""
        found: dict[str, set[int]] = {}
        for at, name in self._named:
            for word in name:
                found.setdefault(word, set()).add(at)
        return {word: frozenset(models) for word, models in found.items()}


def _is_inside(text: str, start: int, end: int) -> bool:
    """True for a part of a word; the letter before a version is no part of a name."""
    before = start - 1 if start and text[start - 1] in "vV" and text[start].isdigit() else start
    joined = (before and text[before - 1].isalpha()) or text[end : end + 1].isalpha()
    return bool(joined)
