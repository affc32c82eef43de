"""The models that a snapshot names as its own: in links to hubs, rows of tables, folders of terms.

Names decide what is whose. A link is the publisher's own where its account, or a name that begins
as an own one, says so; a row of a table names an own model where it links to one.
"""

import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from itertools import filterfalse

from licensecheck.domain import Document, DocumentKind, Evidence, Snapshot, Span
from licensecheck.hubs.files import is_weights
from licensecheck.knowledge.phrases import Phrase
from licensecheck.releases.lineup import Found, Lineup, Model
from licensecheck.releases.listed import FILE, filed, listed
from licensecheck.releases.tokens import FORMS, holds, shown, words
from licensecheck.statements.called import publisher
from licensecheck.statements.names import Names
from licensecheck.statements.outline import outline
from licensecheck.terms.trials import offered_for_a_try
from licensecheck.text.letters import letters
from licensecheck.text.model_pages import FETCHED, LOADED, MODEL_ID, MODEL_PAGE
from licensecheck.text.tables import BASE_HEAD, Row, plain, rows
from licensecheck.text.voiced import is_code

_ADDRESS = re.compile(r"https?://[^\s()<>\"'|]{1,500}")
_HOSTS = Phrase("files/hosts-of-weights")
_HUBS = re.compile(r"(?:huggingface\.co|hf\.co|modelscope\.cn)/")
"""Their pages tell whose a model is."""
_NAMING = Phrase("subjects/names-a-model")
_OF_TERMS = Phrase("files/with-terms")
_OF_LICENCE = Phrase("licences/called")
_RELEASED = Phrase("subjects/release-column")
# Where names of models stand that are spoken of, and what else is called after a model.
_LEAD = re.compile(r"(?:^|\n)[\s>#*|+-]{0,20}(?:\[[ x]\]\s?)?(?:\d+[.)]\s)?[\[*_]{0,3}$")
_INSIDE = re.compile(r"[/\\=]\S*$")
_NO_NAME = Phrase("subjects/no-model")
_LONGEST_NAME = 8
"""Words of a cell that is a name; longer ones say something."""
_LABELLED = re.compile(r"\[([^\[\]\n]{1,80})\]\(<?$")
_BEFORE = 90
"""Characters before an address that are looked through for what it is called."""
_SHORTEST = 3
"""Letters of a name that can be told from other words."""


def models(snapshot: Snapshot, own: Names, families: Collection[str]) -> tuple[Model, ...]:
    """The models that cards and folders name as the publisher's own, in the order of the cards."""
    lineup = Lineup()
    for card in snapshot.cards:
        for row in rows(card.document):
            lineup.add(_of_row(card.document, row, own))
        for one in _links(card.document, own):
            lineup.add(one)
        for one in (*_sections(card.document, own, families), *_written(card.document, own)):
            lineup.add(one)
    for card in snapshot.cards:
        for one in _hosted(card.document, lineup.names):
            lineup.add(one)
    with_weights = {path.rpartition("/")[0] for path in snapshot.paths if is_weights(path)}
    for document in snapshot.documents:
        lineup.add(_of_path(document, own, with_weights))
        for one in _of_code(document, own):
            lineup.add(one)
    told = [one for card in snapshot.cards for one in listed(card.document, own, families)]
    for one in (*filed(snapshot), *told):
        lineup.add(one)
    is_trial = offered_for_a_try((one.document for one in snapshot.cards), publisher(snapshot))
    return _without_families(
        [
            Model(tuple(one.names.values()), tuple(filterfalse(is_trial, one.links.values())))
            for one in lineup.distinct
        ],
        {key for one in told for key in one.names},
    )


def _without_families(found: Sequence[Model], told: Collection[str]) -> tuple[Model, ...]:
    """The models; a name without an address with which those of linked ones begin is no model of
    its own, "Zebra" beside "Zebra-7B", unless its terms are `told`."""
    linked = [words(name) for model in found if model.links for name in model.names]
    return tuple(
        model
        for model in found
        if model.links
        or any(letters(mine) in told for mine in model.names)
        or not any(holds(name, words(mine)) for name in linked for mine in model.names)
    )


def _of_row(document: Document, row: Row, own: Names) -> Found:
    """The model that a row names, if it links to an own one."""
    one, named = Found(), ""
    for head, cell in row.cells:
        said = document.quote(cell)
        if BASE_HEAD.fullmatch(head):
            continue
        named = named or (shown(plain(said)) if _NAMING.search(head) else "")
        for link in _addresses(head, said, named, own):
            one.names[letters(link["name"])] = link["name"]
            span = Span(cell.start + link.start(), cell.start + link.end())
            one.links[link[0]] = Evidence.at(document, span)
    if len(one.names) != 1:  # a row of several models says nothing of one of them
        return Found()
    if _same(named, *one.names.values()):
        one.names = {letters(named): named} | one.names | {letters(named): named}
    return one


def _hosted(document: Document, known: Mapping[tuple[str, ...], str]) -> Iterator[Found]:
    """Files on hosts whose addresses say nothing, of the model that their column or row names."""
    for row in rows(document):
        of_row = next((_begun(plain(document.quote(cell)), known) for _, cell in row.cells), "")
        for head, cell in row.cells:
            name = _begun(head, known) or (of_row if _RELEASED.search(head) else "")
            for link in _ADDRESS.finditer(document.quote(cell)) if name else ():
                if _HOSTS.search(link[0]) and not _HUBS.search(link[0]):
                    span = Span(cell.start + link.start(), cell.start + link.end())
                    yield Found({letters(name): name}, {link[0]: Evidence.at(document, span)})


def _begun(said: str, known: Mapping[tuple[str, ...], str]) -> str:
    """The longest known name that the words begin with; empty where they begin with none."""
    parts = words(said)
    return next((known[parts[:n]] for n in range(len(parts), 0, -1) if parts[:n] in known), "")


def _links(document: Document, own: Names) -> Iterator[Found]:
    for link in pages(document.text, own):
        called = _label(document.text, link)
        named = {
            letters(link["name"]): link["name"],
            **({letters(called): called} if called else {}),
        }
        yield Found(named, {link[0]: Evidence.at(document, Span(*link.span()))})


def _sections(document: Document, own: Names, families: Collection[str]) -> Iterator[Found]:
    """What another account has of a model that a heading names, if the name is of no family that
    others publish."""
    around = outline(document)
    for link in MODEL_PAGE.finditer(document.text):
        name, above = letters(link["name"]), around.path(link.start())
        heading = above[-1] if above else ""
        key = letters(plain(heading))
        foreign = any(key.startswith(one) for one in families if one not in own.families)
        if len(key) > 2 * _SHORTEST and name.startswith(key) and not foreign:
            place = Evidence.at(document, Span(*link.span()))
            yield Found({name: link["name"], key: shown(plain(heading))}, {link[0]: place})


def _written(document: Document, own: Names) -> Iterator[Found]:
    """Names that go on from an own one where a line begins, in bold or as code: "Zebra-2", and
    files of weights that are called after one."""
    if own.pattern is None:
        return
    text = document.text
    for found in own.pattern.finditer(text):
        name, tail = found.words.rstrip("."), found.tail
        inside = _INSIDE.search(text, max(0, found.start - _BEFORE), found.start)
        setting = text.startswith("=", found.end)  # ZEBRA_USE_CPU=1
        if not tail or _NO_NAME.search(name) or setting or inside:
            continue
        if not _leads(text, found.start):
            continue
        if _goes_on(tail):
            yield Found({letters(name): name})
    stems = [one for one in own.families if len(one) > _SHORTEST]
    for file in FILE.finditer(text):
        if any(stem in file["name"].casefold() for stem in stems):
            place = Evidence.at(document, Span(*file.span()))
            yield Found({letters(file["name"]): file["name"]}, {file[0]: place})


def _leads(text: str, at: int) -> bool:
    """True where a line, bold words or code begin."""
    before = text[max(0, at - _BEFORE) : at]
    return before.endswith(("**", "`")) or bool(_LEAD.search(before))


def _goes_on(tail: str) -> bool:
    """True for what tells a model from others: a version, a size, a joined word."""
    return any(map(str.isdigit, tail)) or (tail[0] in "-_" and tail[1:2].isupper())


def _of_code(document: Document, own: Names) -> Iterator[Found]:
    """The models that a program loads from the publisher's account, called as the project is."""
    if document.kind is not DocumentKind.PROSE or not is_code(document.path):
        return
    for link in LOADED.finditer(document.text):
        if is_surely_own(link["owner"], link["name"], own):
            place = Evidence.at(document, Span(*link.span()))
            yield Found({letters(link["name"]): link["name"]}, {link[0]: place})


def _label(text: str, link: re.Match[str]) -> str:
    """What a link is called, if that is a name of the same model: "[Zebra-7B](…/zebra-7b-hf)"."""
    start = re.sub(r"https?://$", "", text[max(0, link.start() - _BEFORE) : link.start()])
    found = _LABELLED.search(start)
    called = shown(plain(found[1])).removeprefix(f"{link['owner']}/") if found else ""
    return called if _same(called, link["name"]) and not _OF_LICENCE.search(called) else ""


def _same(called: str, name: str) -> bool:
    """True for a short name with a word of another: "Zebra Base", "zebra-7b-base"."""
    both = set(words(called)) & set(words(name)) - FORMS
    shared = {one for one in both if len(one) > 1 and one.isalpha()}
    return bool(shared) and len(called.split()) <= _LONGEST_NAME


def _addresses(head: str, said: str, named: str, own: Names) -> Iterator[re.Match[str]]:
    """Addresses of own models in a cell: pages, and what a named row offers to download."""
    yield from pages(said, own)
    bare = MODEL_ID.search(said)
    if bare and bare[0] == plain(said) and is_surely_own(bare["owner"], bare["name"], own):
        yield bare
    if named:
        yield from FILE.finditer(said)
        if _RELEASED.search(head):
            others = (
                link
                for link in MODEL_PAGE.finditer(said)
                if not is_own(link["owner"], link["name"], own)
            )
            yield from (link for link in others if letters(link["name"]).startswith(letters(named)))


def pages(text: str, own: Names) -> Iterator[re.Match[str]]:
    """Addresses of own models on hubs."""
    for pattern in (MODEL_PAGE, LOADED, FETCHED):
        for link in pattern.finditer(text):
            if is_own(link["owner"], link["name"], own):
                yield link


def is_own(owner: str, name: str, own: Names) -> bool:
    """True for the publisher's own account, and where account or name begin as an own name."""
    return is_of_publisher(owner, own) or is_called_so(name, own)


def is_of_publisher(owner: str, own: Names) -> bool:
    """True for an account that is the publisher's, or begins as an own name."""
    account = letters(owner)
    begun = (one for one in own.owners if min(len(one), len(account)) >= _SHORTEST)
    begins = any(account.startswith(one) or one.startswith(account) for one in begun)
    return account in own.owners or begins or is_called_so(owner, own)


def is_surely_own(owner: str, name: str, own: Names) -> bool:
    """True for a model of the publisher's account that is called as the project is."""
    return letters(owner) in own.owners and is_called_so(name, own)


def is_called_so(name: str, own: Names) -> bool:
    """True for a name that begins as an own one."""
    stems = (letters(one) for one in own.own)
    return any(letters(name).startswith(one) for one in stems if len(one) > _SHORTEST)


def _of_path(document: Document, own: Names, with_weights: Container[str]) -> Found:
    """The model that a licence is called after: `zebra-2/LICENSE`, `LICENSE-Zebra2`, and any folder
    that has a licence beside weights."""
    if document.kind is not DocumentKind.LICENSE:
        return Found()
    folder, _, file = document.path.rpartition("/")
    called, inside = _OF_TERMS.sub(" ", file).strip("-_. "), folder.rpartition("/")[2]
    stems = [letters(one) for one in own.own] + list(own.families)
    stems = [one for one in stems if len(one) > _SHORTEST]
    for part in (called, inside):
        key = letters(part)
        if any(key.startswith(stem) and key != stem for stem in stems):
            return Found({key: part})
    plain_name = not called and not _OF_TERMS.search(inside)
    beside = folder in with_weights and document.component == "weights"
    if beside and plain_name and len(letters(inside)) >= _SHORTEST:
        return Found({letters(inside): inside})
    return Found()
