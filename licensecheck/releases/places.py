"""At which pages of hubs the weights of a snapshot's own models lie.

A page is the publisher's where its account is his. Where the snapshot names no page in his account,
it is one whose model is called as the project is.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from licensecheck.domain import Document, Evidence, ModelRef, Problem, ProblemKind, Snapshot
from licensecheck.errors import AccessError, LicensecheckError, NotFoundError, RefError
from licensecheck.hubs import about_hub, parse_ref
from licensecheck.hubs.files import is_weights
from licensecheck.releases.lineup import Model
from licensecheck.releases.models import is_called_so, is_of_publisher
from licensecheck.statements.names import Names
from licensecheck.text.letters import letters
from licensecheck.text.model_pages import FETCHED, LOADED, MODEL_ID, MODEL_PAGE
from licensecheck.text.references import without_end

MOST_PAGES = 12
"""Pages that are read; the others are named as not read."""
_MODELSCOPE = re.compile(r"\bmodelscope[ \t]+(?:import|download)\b")
_LINK = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/[^\s<>\[\]\"'`]+")
_BEFORE = 400
"""Characters above a call in which the library stands that it is of."""


def places(
    snapshot: Snapshot, models: Sequence[Model], own: Names, bases: Collection[str]
) -> tuple[tuple[ModelRef, ...], ...]:
    """The pages of own models, those called as the project is first, and none of its `bases`; pages
    of one name on several hubs are copies, of which that on Hugging Face is the first."""
    made_from = {one.casefold() for one in bases}
    found = dict.fromkeys(
        one
        for model in models
        for one in places_of(model, snapshot, own)
        if is_named_so(one, own) or one.name.casefold() not in made_from
    )
    if his := [one for one in found if _is_his(one, own)]:
        found = dict.fromkeys(his)
    called = {letters(name) for name in (snapshot.ref.model, *own.own) if name}
    copies: dict[str, list[ModelRef]] = {}
    for one in sorted(found, key=lambda one: one.hub):
        copies.setdefault(letters(_name(one)), []).append(one)
    named = dict.fromkeys(letters(_name(one)) for one in found)
    return tuple(tuple(copies[one]) for one in sorted(named, key=lambda one: one not in called))


def places_of(model: Model, snapshot: Snapshot, own: Names) -> tuple[ModelRef, ...]:
    """The pages of a model."""
    found = dict.fromkeys(_places(model.links, snapshot, own))
    return tuple(one for one in found if _may_be_own(one, snapshot.ref, own))


def _may_be_own(page: ModelRef, here: ModelRef, own: Names) -> bool:
    """True for a page that may have what is read `here`; of a page of a hub those that are called
    as it is, since a publisher's pages link to all his models."""
    if about_hub(here.hub).of_models:
        return is_called_so(_name(page), own) and letters(page.name) != letters(here.name)
    return _is_his(page, own) or is_called_so(_name(page), own)


def _is_his(page: ModelRef, own: Names) -> bool:
    """True for the publisher's account; for one that begins as his, "zoo" for "zoo-research", where
    one of the names of model and project begins as the other."""
    return is_called_so(_owner(page), own) or _is_in_account(page, own)


def _is_in_account(page: ModelRef, own: Names) -> bool:
    account = letters(_owner(page))
    near = is_of_publisher(account, own) and not is_called_so(account, own)
    return account in own.owners or (near and _are_alike(_name(page), own))


def _are_alike(name: str, own: Names) -> bool:
    called = letters(name)
    both = ((called, letters(one)) for one in own.own)
    return any(a.startswith(b) or b.startswith(a) for a, b in both if min(len(a), len(b)) > 1)


def is_named_so(page: ModelRef, own: Names) -> bool:
    """True for a page that is called as the project is, or lies in an account that is."""
    return is_called_so(_name(page), own) or is_called_so(_owner(page), own)


def _places(links: Sequence[Evidence], snapshot: Snapshot, own: Names) -> Iterator[ModelRef]:
    """The pages that links lead to; what code calls `checkpoints/zebra` is a folder here, unless it
    is in the publisher's account."""
    documents = {one.path: one for one in snapshot.documents}
    for link in links:
        page = place(link.quote, _above(link, documents))
        if page and (MODEL_PAGE.search(link.quote) or _is_in_account(page, own)):
            yield page


def place(said: str, above: str = "") -> ModelRef | None:
    """The page of a model that an address, code or a command leads to, with the words `above` it;
    None where it leads to none that can be read."""
    page = MODEL_PAGE.search(said)
    found = page or LOADED.search(said) or FETCHED.search(said) or MODEL_ID.fullmatch(said)
    if not found or "wisemodel." in found[0] or (not page and is_weights(found["name"])):
        return None
    on_modelscope = "modelscope." in found[0] if page else _MODELSCOPE.search(f"{above}{said}")
    name = f"{found['owner']}/{found['name'].rstrip('.').removesuffix('.git')}"
    try:
        return parse_ref(f"{'modelscope' if on_modelscope else 'hf'}:{name}", typed=False)
    except RefError:
        return None


def address(said: str) -> str:
    """Where a link leads: of code and commands the page that they load the model from, and of a
    sentence the first address in it."""
    page = None if MODEL_PAGE.search(said) else place(said)
    if page:
        return about_hub(page.hub).page.format(name=page.name).removeprefix("https://")
    link = _LINK.search(said)
    return without_end(link[0]) if link else said


def page_not_read(ref: ModelRef, error: LicensecheckError) -> Problem:
    """Why the terms of weights are not known that lie at a page."""
    kind = ProblemKind.UNAVAILABLE
    kind = ProblemKind.GATED if isinstance(error, AccessError) else kind
    kind = ProblemKind.MISSING if isinstance(error, NotFoundError) else kind
    what, do = str(error).rstrip("."), error.remedy or "Audit it by itself."
    message = f"where the weights lie, could not be read ({what}): {do[:1].lower()}{do[1:]}"
    return Problem(kind, str(ref), message.rstrip("."))


def too_many_pages(ref: ModelRef) -> Problem:
    """That a page was left out."""
    message = f"where weights lie, is one of more than {MOST_PAGES} pages: audit it by itself"
    return Problem(ProblemKind.TOO_LARGE, str(ref), message, hides_terms=False)


def _above(link: Evidence, documents: Mapping[str, Document]) -> str:
    document = documents.get(link.source)
    start = link.span.start
    return document.text[max(0, start - _BEFORE) : start] if document else ""


def _owner(ref: ModelRef) -> str:
    return ref.name.partition("/")[0]


def _name(ref: ModelRef) -> str:
    return ref.name.rpartition("/")[2]
