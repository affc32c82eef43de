"""Texts that are models because what stands beside them is, or because a model of their owner is.

In a list, a column or a class of constants of which half are known to be models, the rest of the
names are models too, whoever published them. Somebody's own account, of which the project loads
one model, is the account of others that read like one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from licensecheck.scan.evident import is_owned, reads_as_model
from licensecheck.scan.hosted import is_stranger
from licensecheck.scan.names import model_named
from licensecheck.scan.owners import is_known_owner, is_made, owner_of
from licensecheck.scan.source import LOOSE, Candidate, Reference, SourceFile

_HOW = "text"


def add_siblings(source: SourceFile) -> None:
    """Note the candidates of a file of which half of those beside them are models; two thirds where
    a name reads like none, three quarters where they may be of several kinds."""
    sure = {(one.line, one.text) for one in source.found if one.certain}
    together = defaultdict[str, list[Candidate]](list)
    for one in source.candidates if sure else ():
        if is_owned(one.text) or model_named(one.text, "guess"):
            for group in one.groups:
                together[group].append(one)
    for name, members in together.items():
        unknown = [one for one in members if (one.line, one.text) not in sure]
        loose = name.startswith(LOOSE)
        plain = not loose and 3 * len(unknown) <= len(members)
        if (4 if loose else 2) * len(unknown) <= len(members):
            for one in unknown:
                if plain or "/" not in one.text or reads_as_model(one.text):
                    source.add(one.text, one.line, _HOW, "guess")


def without_parts(references: Sequence[Reference]) -> list[Reference]:
    """The references; the file of weights that is named on the line of a repository is in it."""
    hosted = {(one.file, one.line) for one in references if "/" in one.model.name and _is_hub(one)}
    return [
        one
        for one in references
        if _is_hub(one) or one.how == "download" or (one.file, one.line) not in hosted
    ]


def _is_hub(one: Reference) -> bool:
    return one.model.hub != "weights"


def confirmed(references: Sequence[Reference]) -> list[Reference]:
    """The references; what a key such as `model` names in a file that speaks of goods is certain if
    other models are named there, unless its owner makes such goods."""
    speaking = {one.file for one in references if one.certain}
    return [
        replace(one, certain=True)
        if one.distance == 1 and one.file in speaking and not is_made(one.text)
        else one
        for one in references
    ]


def loaded(references: Sequence[Reference]) -> list[Reference]:
    """The references; of `owner/name` that may be on a server of one's own, those are addresses on
    Hugging Face whose owner published another model that the project loads from there."""
    owners = _owners(references, hosted=False)
    return [
        replace(one, model=model_named(one.text, "list", one.model.revision) or one.model)
        if is_stranger(one.model) and one.distance and owner_of(one.text) in owners
        else one
        for one in references
    ]


def _owners(references: Iterable[Reference], *, hosted: bool) -> frozenset[str]:
    """Who published the models that are certain: on a server of one's own, or on a hub."""
    return frozenset(
        owner_of(one.model.name)
        for one in references
        if one.certain and "/" in one.model.name and is_stranger(one.model) is hosted
    )


def of_house(
    candidates: Iterable[tuple[str, Candidate]], references: Iterable[Reference]
) -> Iterator[Reference]:
    """The candidates, each with its file, whose owner published a model that the project loads."""
    references = list(references)
    on_hub = _owners(references, hosted=False)
    own = _owners(references, hosted=True)
    for file, one in candidates:
        names = "list" if owner_of(one.text) in on_hub else "guess"
        if is_of(one.text, on_hub | own) and (model := model_named(one.text, names)):
            yield Reference(file, one.line, one.text, _HOW, model)


def is_of(text: str, owners: Set[str]) -> bool:
    """True for a name that reads as one of a model, by one of these owners."""
    return owner_of(text) in owners and reads_as_model(text) and not is_made(text)


def may_be_of_house(one: Candidate) -> bool:
    """True for what is worth keeping until all owners are known: a constant, or what stands in a
    list or column; what a function is given may be an image or a route."""
    return bool(one.groups) and reads_as_model(one.text) and not is_known_owner(one.text)
