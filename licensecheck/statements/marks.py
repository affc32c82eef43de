"""Sentences with names replaced by marks, so that a reader learns the sentence, not the names."""

import re
from collections.abc import Callable, Mapping

from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.names import Names
from licensecheck.statements.spelling import NamePlace
from licensecheck.text.letters import letters

MARKS: Mapping[str, str] = {
    "ownname": "this model",
    "ownvariant": "this model variant",
    "relative": "a related model",
    "siblingname": "our other model",
    "basename": "the base model",
    "othername": "another model",
    "licencename": "the license",
    "ownlink": "our page",
    "ownweights": "our model download page",
    "otherlink": "other page",
    "otherweights": "model download page",
    "mailaddress": "our email address",
    "codename": "code",
}
"""The marks, and the words that stand for each where an encoder that knows English reads them."""

# How many models a work releases, and what a file is, as features.
_SEVERAL = ((0, "none"), (1, "one"), (3, "few"), (9, "many"), (10**9, "lots"))
_FILES = {
    "terms": ("licen", "notice", "copying", "terms", "policy"),
    "card": ("card",),
    "code": (".py", ".toml", ".cfg", ".cff", ".json"),
}
_LINK = re.compile(r"\(?(?:https?:)?//[^\s)\"'<>\]]+\)?|\]\((?!https?:)[^()\s]{1,300}\)")
_CODE = re.compile(r"`[^`\n]{1,200}`")
_MAIL = re.compile(r"(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}")
_WORD = re.compile(r"[A-Za-z]{3,}")
_TAG = re.compile(r"<[^<>\n]{0,400}>|[*_]{2,}")
_WEIGHTS = Phrase("files/page-with-weights")
_COMMAND = re.compile(r"[/_.=(\\]|--")
# A name with a size or a version is a model's: "zebra-7b-chat", "Stripes2.5-13B". Bounded: names
# have up to eight parts.
SIZED = re.compile(
    r"(?<![\w`])[A-Za-z][A-Za-z\d.]{0,40}(?:[-_][A-Za-z\d.]{1,40}){0,8}?[-_]?"
    r"\d{1,4}(?:\.\d{1,4})?[bB](?![a-zA-Z\d])[\w.-]{0,80}"
)
_FAMILY = re.compile(r"(?<![\w.])([A-Za-z]{3,})[\d.\w+-]*(?:[ ]v?\d[\w.]*(?![\w%])){0,2}")
# "the Llama 2 Community License" names terms, not a model.
_TERMS = Phrase("licences/name-of-terms")
_MARK = re.compile(r"\b(?:" + "|".join(MARKS) + r")\b")


class Marker:
    """Replaces names, addresses, licences and code in the sentences of one snapshot."""

    def __init__(self, names: Names, facts: Facts, families: frozenset[str]) -> None:
        self._names = names
        self._facts = facts
        self._families = families

    def work(self, path: str) -> tuple[str, ...]:
        """What is known of the work, and of the file, that a sentence stands in."""
        names, file = self._names, path.rpartition("/")[2].lower()
        several = next(word for most, word in _SEVERAL if names.releases <= most)
        kind = next((kind for kind, words in _FILES.items() if any(map(file.count, words))), "page")
        made = ["based"] * bool(names.bases or names.base_words)
        return (several, kind, *made, *["account"] * bool(names.owners))

    def marked(self, text: str) -> str:
        """The sentence on one line, with marks for names, addresses, licences and code."""
        named = any(True for _ in mentions(text, self._facts))
        text = _TAG.sub(" ", text)
        text = _MAIL.sub(" mailaddress ", text)
        text = _LINK.sub(lambda link: f" {self._linked(link[0])} ", text)
        text = _CODE.sub(lambda code: f" {self._coded(code[0].strip('`'))} ", text)
        for pattern, mark in (
            (self._names.bases_pattern, _always("basename")),
            (self._names.pattern, _own),
            (self._names.siblings_pattern, _always("siblingname")),
            (self._names.relatives, _always("relative")),
        ):
            if pattern:
                text = pattern.sub(mark, text)
        text = SIZED.sub(self._sized, text)
        text = _FAMILY.sub(self._family, text)
        return " ".join([*(["licencename"] if named else []), *text.split()])

    def _linked(self, link: str) -> str:
        own = "//" not in link or self._names.owns(link.strip("()]"))
        return ("own" if own else "other") + ("weights" if _WEIGHTS.search(link) else "link")

    def _coded(self, code: str) -> str:
        if self._names.pattern and self._names.pattern.search(code):
            return "ownvariant"
        return "codename" if _COMMAND.search(code) else code

    def _sized(self, match: re.Match[str]) -> str:
        """A name with a size: a variant where its first word is one of the own names."""
        first = _WORD.match(match[0])
        return f" {self._of_family(first[0].casefold() if first else '', 'ownvariant')} "

    def _of_family(self, word: str, own: str) -> str:
        names = self._names
        return own if word in names.families else self._of_others(word)

    def _of_others(self, word: str) -> str:
        known = word in self._names.base_words and word in self._families
        return "basename" if known else "othername"

    def _family(self, match: re.Match[str]) -> str:
        known = match[1].casefold() in self._families and not match[1].islower()
        of_terms = _TERMS.match(match.string, match.end())
        if not known or of_terms:
            return match[0]
        return f" {self._of_family(match[1].casefold(), self._own_or_related(match[0]))} "

    def _own_or_related(self, name: str) -> str:
        """A name of the own family: the own one, or a version that bears no own name."""
        told = letters(name)
        return "ownname" if any(told in letters(own) for own in self._names.own) else "relative"


def plain(text: str) -> str:
    """Marked text in words that an encoder knows."""
    return _MARK.sub(lambda mark: MARKS[mark[0]], text)


def _always(mark: str) -> Callable[[NamePlace], str]:
    return lambda _: f" {mark} "


def _own(found: NamePlace) -> str:
    return " ownvariant " if letters(found.tail) else " ownname "
