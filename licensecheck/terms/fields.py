"""Fields of front matter that may say something of terms and that nobody understood.

`license` and its like are declarations, the gate is read as prose. All else that stands in front
matter, comments too, is accounted for here by what its field holds.
"""

import re
from collections.abc import Collection, Iterator

from licensecheck.domain import Card, Span
from licensecheck.hubs.headers import OF_BASE
from licensecheck.identify.mentions import mentions
from licensecheck.identify.wording import restricts, without_addresses
from licensecheck.knowledge.fields import Holds
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import is_nameless, is_of_family
from licensecheck.text.disguise import disguised
from licensecheck.text.fields import LICENSE_KEYS
from licensecheck.text.later_fields import FieldBlock, later_fields
from licensecheck.text.yaml_head import comments

_LINE = re.compile(r"[^\s-][^\n]*")
_IS = re.compile(r"[:=]")
# A licence field inside another one; `{name: zebra, license: x}` too.
_INNER = re.compile(r"(?<![^\s{,\"'-])[\"']?licen[cs]\w*[\"']?[ \t]*:[ \t]*([^\n,}]+)", re.I)
_LICENCE = Phrase("licences/stem")
# Between the values of a list.
_ITEM = re.compile(r"[,\n\[\]{}]")
_POINTER = Phrase("licences/see-file")
_TRUE = re.compile(r":\s*['\"]?(?:true|yes|on|1)\b", re.I)
_JOINTS = re.compile(r"[_\W]+")
_UNDERSCORES = re.compile(r"[_-]+")
_WORD = re.compile(r"\w[\w.+-]*")
_SHORTEST_CUE = 10
"""Characters; "may not use" and "do not sell" have 11, no English cue has fewer."""
_LONGEST_NAME = 3
"""Words of a line of prose that may be the name of a licence and no sentence on one."""


class FieldReader:
    """Reads the fields of cards against what is known of the model's licence.

    `applying` are the ids of all licences that are declared or are here as a text, `files` the
    paths of what is in the snapshot.
    """

    def __init__(
        self, applying: Collection[str], files: Collection[str], knowledge: Knowledge
    ) -> None:
        self.applying = applying
        """Keys of the licences that apply."""
        self._files = {path.rpartition("/")[2].casefold() for path in files}
        self._knowledge = knowledge

    def unclear(self, card: Card) -> Iterator[Span]:
        """The fields and comments that a person must read."""
        document = card.document
        for name, place in card.places.items():
            if self._binds(name, document.quote(place)):
                yield place
        yield from self._beside(card)
        for block in later_fields(card):
            if self._is_front_matter(block):
                for name, place in block.fields:
                    if self._binds_later(name, document.quote(place)):
                        yield place

    def _binds(self, name: str, written: str) -> bool:
        holds = self._knowledge.fields.holds(name)
        if holds is Holds.TERMS or name.lower() in LICENSE_KEYS:
            # All of the gate is read, what looks like a comment in it too.
            return not name.startswith("extra_gated") and self._any_comment(written)
        if holds is Holds.LIMIT:
            return bool(_TRUE.search(written)) or self._any_comment(written)
        if any(self._other_licence(inner[1]) for inner in _INNER.finditer(written)):
            return True
        if holds is Holds.SAMPLES:
            return self._any_comment(written)
        if holds is Holds.WORDS:
            return self._cued(written) or self._any_word(written) or self._any_comment(written)
        return self._unknown(name, written)

    def _unknown(self, name: str, written: str) -> bool:
        """A field in no list: by its name, or words with weight in it."""
        if name == OF_BASE:
            return self._restrictive(written)
        if _LICENCE.search(name):
            return self._other_licence(_value(written))
        value = without_addresses(_UNDERSCORES.sub(" ", _value(written)))
        of_use = self._knowledge.fields.of_use(name)
        return of_use or restricts(value) or self._cued(written) or self._any_word(written)

    def _restrictive(self, written: str) -> bool:
        """True for a licence of what the model was made from that is not known to be open."""
        named = [
            one.conformant for one in mentions(written, self._knowledge.facts, beside="license")
        ]
        return not (named and all(named))

    def _any_word(self, written: str) -> bool:
        """True where a value, or one of a list, names terms or another licence."""
        words = [word.strip(" \t\r\"'-") for word in _ITEM.split(_value(written))]
        terms = self._knowledge.fields.name_terms
        return any(terms(word) or self._names_other(word) for word in words)

    def _is_front_matter(self, block: FieldBlock) -> bool:
        """True for a block that a person takes for front matter; code is full of settings."""
        names = [name.casefold() for name, _ in block.fields]
        holds = [self._knowledge.fields.holds(name) for name in names]
        if any(map(_LICENCE.search, names)) or Holds.TERMS in holds or Holds.LIMIT in holds:
            return True
        plain = all(name.islower() for name, _ in block.fields)
        return not block.is_code and (plain or set(holds) != {Holds.UNKNOWN})

    def _binds_later(self, name: str, written: str) -> bool:
        if not _LICENCE.search(name):
            return self._binds(name, written)
        value = _value(written)
        short = len(_WORD.findall(value)) <= _LONGEST_NAME
        return short and self._other_licence(value)

    def _beside(self, card: Card) -> Iterator[Span]:
        """Lines of the front matter outside its fields: comments, and all where it is broken."""
        document, at = card.document, 0
        ends = sorted(card.places.values())
        for place in (*ends, Span(card.body.start, card.body.start)):
            for line in _LINE.finditer(document.text, at, max(at, place.start)):
                if self._comment(line[0]):
                    yield Span(*line.span())
            at = max(at, place.end)

    def _any_comment(self, written: str) -> bool:
        return any(map(self._comment, comments(written)))

    def _comment(self, text: str) -> bool:
        words = text.strip("# \t\r")
        if self._cued(words):
            return True
        if self._knowledge.fields.of_template(words) or self._points_here(words):
            return False
        of_use = self._knowledge.fields.of_use(without_addresses(words))
        return self._names_other(words) or (of_use and not self._applies(words))

    def _points_here(self, words: str) -> bool:
        """True for "see LICENSE" and the like, where that file is here."""
        found = _POINTER.fullmatch(words)
        stem = found[1].casefold().partition(".")[0] if found else ""
        return any(stem == name.partition(".")[0] for name in self._files)

    def _cued(self, written: str) -> bool:
        """True where words that may bind stand in it, in any language and however spelt."""
        return any(self._cued_line(line) for line in set(written.splitlines()))

    def _cued_line(self, line: str) -> bool:
        cues = self._knowledge.cues
        if cues.foreign(line):
            return True
        if len(line) < _SHORTEST_CUE:
            return False
        readings = (line, _JOINTS.sub(" ", line), *disguised(line))
        doubts = self._knowledge.doubts
        return any(map(cues.english, readings)) or any(one.raised_by(line) for one in doubts)

    def _names_other(self, written: str) -> bool:
        """True where it names a licence that does not apply by anything else said here."""
        return any(not self.applies(one.id) for one in mentions(written, self._knowledge.facts))

    def _applies(self, written: str) -> bool:
        """True where all licences that it names, and there is one, apply."""
        found = [one.id for one in mentions(written, self._knowledge.facts, beside="license")]
        return bool(found) and all(map(self.applies, found))

    def applies(self, found: str) -> bool:
        """True for the id of a licence that is declared or here as a text, or of its family."""
        return any(
            found == one or is_of_family(found, one) or is_of_family(one, found)
            for one in self.applying
        )

    def _other_licence(self, value: str) -> bool:
        """True for the value of a licence field that is more than the licences that apply."""
        plain = " ".join(value.strip(" \t\r\n\"'[]<>`*-").split())
        here = plain.rpartition("/")[2].casefold() in self._files
        if is_nameless(plain) or here:
            return False
        exact = self._knowledge.facts.find(plain) is not None
        more = not exact and (restricts(without_addresses(plain)) or self._cued(plain))
        return more or not self._applies(plain)


def _value(written: str) -> str:
    """What stands behind the name of a field."""
    sign = _IS.search(written)
    return written[sign.end() :] if sign else written
