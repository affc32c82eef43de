"""What is said to apply: licence fields of cards and of the hub."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from licensecheck.domain import (
    Card,
    Declaration,
    Document,
    DocumentKind,
    Expression,
    Problem,
    ProblemKind,
    Reading,
    Snapshot,
    Span,
)
from licensecheck.domain.component import WHOLE
from licensecheck.identify.mentions import mentions
from licensecheck.identify.names import expression, pointer
from licensecheck.identify.wording import is_called
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.spelling import is_nameless
from licensecheck.statements.called import is_own
from licensecheck.terms.declared import declared_as, of_facts
from licensecheck.terms.ledger import OF_ANOTHER
from licensecheck.terms.subject import licensed_part
from licensecheck.text.titles import title

_SHOWN = 200
"""Characters of a link that are quoted."""
# Where a link to a licence leads to a repository: of this model, or of another one.
_HUBS = ("huggingface.co/", "hf.co/", "github.com/", "modelscope.cn/", "www.modelscope.cn/")
_REPOSITORY = re.compile(r"https?://[\w.]{1,40}/(?:models/)?([\w.-]{1,100}/[\w.-]{1,100})/")
_WORD = re.compile(r"[^\W_]+")
_OURS = "LicenseRef-"


def declarations(snapshot: Snapshot, facts: Facts) -> tuple[Declaration, ...]:
    """The declared licences, those of the main card first; equal ones of the hub are left out.

    A hub repeats the card's field in its own metadata: only what differs says something new.
    """
    files = frozenset(path.rpartition("/")[2].casefold() for path in snapshot.paths)
    found = [said for card in snapshot.cards for said in _of_card(card, facts, snapshot, files)]
    known = {said.expression for said in found}
    if snapshot.metadata.licenses:
        said = expression(snapshot.metadata.licenses, facts)
        if said not in known and not (found and said.unknown):
            text = ", ".join(snapshot.metadata.licenses)
            found.append(declared_as(None, None, text, said, facts))
    return tuple(found)


def _of_card(
    card: Card, facts: Facts, snapshot: Snapshot, files: Collection[str]
) -> Iterator[Declaration]:
    """What the licence fields say; `license_name` or `license_link` alone are no less a word."""
    beside = [key for key in ("license_name", "license_link") if getattr(card, key)]
    if card.licenses or beside:
        names = card.licenses or ("other",)
        said = expression(names, facts, name=card.license_name, link=card.license_link)
        key = "license" if card.licenses else beside[0]
        span = card.places.get(key, Span(0, 0))
        declared = declared_as(card.document, span, card.document.quote(span), said, facts)
        doubt, link = _contradiction(card, said, facts), None
        if not doubt and (doubt := _unread_link(card, said, facts, snapshot, files)):
            link = card.places.get("license_link")
        yield replace(declared, doubt=doubt, doubted=link)


def _contradiction(card: Card, said: Expression, facts: Facts) -> str:
    """What `license_name` or `license_link` say against the tag; empty where they agree.

    A link that names no known licence is no licence by itself.
    """
    if said.unknown:
        return ""
    beside = [expression("other", facts, name=card.license_name)] if card.license_name else []
    beside += [expression("other", facts, link=card.license_link)] if card.license_link else []
    for other in beside:
        by_link_alone = other.unknown and other.unknown[0] == card.license_link
        if other != said and not by_link_alone:
            return f"the tag says {said}, license_name or license_link {other}"
    return ""


def _unread_link(
    card: Card, said: Expression, facts: Facts, snapshot: Snapshot, files: Collection[str]
) -> str:
    """Why the text that `license_link` leads to may say more than the tag; empty where it is known,
    here or of this very repository, all files of which are listed, or of a model that this one was
    made from: the chain reads it.
    """
    link = (card.license_link or "").strip()
    if not link or said.unknown or expression("other", facts, link=link).resolved:
        return ""
    on_hub = "://" not in link or link.partition("://")[2].startswith(_HUBS)
    here = unquote(re.split(r"[?#]", link)[0]).rpartition("/")[2].casefold() in files
    of_base = any(f"/{base}/" in link for base in card.base_models if "/" in base)
    repository = _REPOSITORY.match(link)
    ours = repository is not None and is_own(repository[1], snapshot)
    if on_hub and (here or of_base or ours):
        return ""
    return f"license_link leads to {link[:_SHOWN]!r}, which was not read, please read it"


def untold(
    declared: Sequence[Declaration], readings: Sequence[Reading], facts: Facts
) -> Iterator[Problem]:
    """Declared licences of which we know by hearsay, where no text here may be theirs."""
    texts = [one for one in readings if one.document.kind is DocumentKind.LICENSE]
    if all(one.conforms for one in texts):
        for name in dict.fromkeys(name for said in declared for name in said.licenses):
            known = facts.find(name)
            if known and not known.is_known and known.conformant is False:
                words = ["We know it by what others say, not by its text.", *known.obligations]
                yield Problem(ProblemKind.MISSING, known.name, " ".join(words))


def not_here(
    declared: Sequence[Declaration], readings: Sequence[Reading], facts: Facts
) -> Iterator[Problem]:
    """Licences of publishers that are named and whose text is not here, where their text is known:
    another edition may bind. What SPDX lists is the same everywhere."""
    here = {name for one in readings for name in one.licenses}
    for name in dict.fromkeys(name for said in declared for name in said.licenses):
        known = facts.find(name)
        if known and known.text is not None and name.startswith(_OURS) and name not in here:
            place = next(_place(said) for said in declared if name in said.licenses)
            message = f"named in {place}, and its text is not here; what is known of it counts"
            yield Problem(ProblemKind.MISSING, known.name, message, hides_terms=False)


def _place(said: Declaration) -> str:
    if said.document is None or said.span is None:
        return "the hub's metadata"
    return said.document.place(said.span.start)


def pointed(document: Document, facts: Facts) -> tuple[Declaration, ...]:
    """The licence that a short file only points to; none where the file is a text of its own."""
    said = pointer(document.text, facts)
    known = facts.find(said) if said else None
    if known is None:
        return ()
    start = len(document.text) - len(document.text.lstrip())
    span = Span(start, len(document.text.rstrip()))
    # A file called after the data may put the model under the licence of these.
    of_weights = licensed_part(document.text, known, facts) == "weights"
    part = "weights" if of_weights else document.component
    return (replace(of_facts(known), document=document, span=span, component=part),)


def misnamed(card: Card, readings: Sequence[Reading], knowledge: Knowledge) -> Iterator[Span]:
    """The `license_name` that says more than which model the licence is for, where each text here
    is a known open licence: that is the name of another text."""
    written = card.license_name or ""
    texts = [one for one in readings if one.document.kind is DocumentKind.LICENSE]
    all_open = bool(texts) and all(one.conforms for one in texts)
    named = is_nameless(written) or expression("other", knowledge.facts, name=written).resolved
    own = {word.casefold() for word in _WORD.findall(title(card))}
    words = [word for word in _WORD.findall(written) if word.casefold() not in own]
    more = not named and not all(word.isdigit() or is_called(word) for word in words)
    limits = knowledge.labelled.limits("licence", re.sub(r"[-_]+", " ", written))
    if written and all_open and (limits or more):
        yield card.places.get("license_name", Span(0, 0))


def named_beside(reading: Reading, facts: Facts) -> Iterator[Declaration]:
    """Restrictive licences that a text names beside the known licence that it holds.

    Which part they are for is for a person to read, so they put no label on the model.
    """
    document, around = reading.document, reading.identification.unmatched
    for span in around if reading.identification.matches else ():
        for known in mentions(document.quote(span), facts):
            if known.conformant is False and known.id not in reading.licenses:
                doubt = f"it names {known.name}, please read for which part"
                yield Declaration(
                    document,
                    span,
                    document.quote(span),
                    Expression.of(known.id),
                    (known.id,),
                    doubt=doubt,
                )


def says_again(said: Declaration, declared: Iterable[Declaration]) -> bool:
    """True for a licence whose link leads to another repository, and that is said of the whole at
    another place without a doubt: what governs tells whose it is."""
    sure = (one for one in declared if one.component == WHOLE and not (one.doubt or one.ancestor))
    named = {name.key for name in said.expression.named}
    whole = {name.key for one in sure for name in one.expression.named}
    return said.doubt == OF_ANOTHER and bool(named) and named <= whole
