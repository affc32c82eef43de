"""Sentences that offer another licence beside an open one that is in force: dual licensing.

Who keeps to the GPL needs no other licence, and one that is sold beside it takes nothing away.
Beside a licence that lets everybody close the source, "ask us for a commercial licence" contradicts
it, and is for a person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from licensecheck.domain import ClauseLabel, Declaration, DocumentKind, Reading
from licensecheck.identify.wording import without_addresses
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.terms.prose import part_of
from licensecheck.text.disguise import seen

_OFFER = Phrase("licences/another-licence")
_MORE = Phrase("licences/more-than-an-offer")
_ASKS = Phrase("licences/asked-for-trade")
_SENTENCES = re.compile(r"(?<=[.!?。])\s+")
# "Feel free" and "do not hesitate" to ask, which is what one does with an offer.
_INVITES = re.compile(r"\b(?:feel free|(?:do not|don.t) hesitate)\b", re.I)
_WHOLE = ("model", "weights")
_LONGEST = 400
"""Characters of a sentence that may be an offer."""


@dataclass(frozen=True, slots=True)
class InForce:
    """What the open licences ask that are in force, beside which there is no other."""

    shares: bool
    """True where one of them asks to share alike what is made from the work."""
    weights: bool
    """True where words put the model under them, and not only a text in the repository."""


def in_force(
    readings: Sequence[Reading], declared: Sequence[Declaration], facts: Facts
) -> InForce | None:
    """What is in force for the work; None where that is nothing, or anything but open."""
    texts = [one for one in readings if one.document.kind is DocumentKind.LICENSE]
    whole = [one for one in declared if one.component in _WHOLE]
    said: tuple[Reading | Declaration, ...] = (*texts, *declared)
    doubted = any(one.conforms is not True or one.doubt for one in said)
    told = {key for some in (texts, whole) for one in some for key in one.licenses}
    if doubted or not told:
        return None
    known = [one for key in told if (one := facts.find(key))]
    return InForce(any("copyleft" in one.labels for one in known), bool(whole))


def beside_offers(stated: Reading, force: InForce) -> Reading | None:
    """What a page states, where the sentences that only offer another licence restrict nothing
    beside one that asks to share alike, and are for a person beside one that does not; None where
    nothing is left."""
    quote = stated.document.quote
    weighed = (_weighed(one, quote(one.clause.span), force) for one in stated.labels)
    labels = tuple(one for one in weighed if one)
    unclear = tuple(one for one in stated.unclear if not _takes_nothing(quote(one), force))
    return replace(stated, labels=labels, unclear=unclear) if labels or unclear else None


def _weighed(label: ClauseLabel, said: str, force: InForce) -> ClauseLabel | None:
    """The label of a sentence, if it restricts."""
    if _takes_nothing(said, force):
        return None
    offered = is_offer(said) or bool(not force.shares and _ASKS.fullmatch(_plain(said)))
    contradicts = offered and (force.shares or _is_for(said, force))
    return replace(label, certain=False) if contradicts else label


def _takes_nothing(said: str, force: InForce) -> bool:
    return force.shares and _is_for(said, force) and is_offer(said)


def _is_for(said: str, force: InForce) -> bool:
    """True where what a sentence speaks of is under the licence that is in force."""
    return force.weights or part_of(said) != "weights"


def is_offer(said: str) -> bool:
    """True for sentences that offer a licence, and say of nobody that they need it."""
    if len(said) > _LONGEST:
        return False
    parts = _SENTENCES.split(_plain(said))
    return any(map(_OFFER.search, parts)) and not any(map(_says_more, parts))


def _says_more(said: str) -> bool:
    return bool(_MORE.search(_OFFER.sub(" ", said)))


def _plain(said: str) -> str:
    words = without_addresses(_INVITES.sub(" ", seen(said)))
    return " ".join(words.split()).strip(" .!*_:>-")
