"""A record, and its bases in the dump, as what is collected of one model."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from licensecheck.batch.record import Record
from licensecheck.collect import Collected, with_ancestors
from licensecheck.domain import (
    Document,
    DocumentKind,
    FileEntry,
    ModelRef,
    Origin,
    Problem,
    ProblemKind,
    Snapshot,
)
from licensecheck.hubs.assemble import snapshot
from licensecheck.hubs.decode import may_hide_terms
from licensecheck.hubs.hf_metadata import metadata, metadata_card, troubles
from licensecheck.hubs.huggingface import ABOUT
from licensecheck.hubs.wanted import wanted
from licensecheck.knowledge.catalogue import CatalogueEntry
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.sources import Found, problem

HUB = "huggingface"
MOST_LISTS = 10_000
"""Lists of files of which is remembered what nobody read: most models have the same few."""


class RecordsById(Protocol):
    """Records by id in lower case: those that others name as their bases."""

    def get(self, name: str, /) -> Record | None:
        """The record of an id; None where the dump has none."""


def collected(
    record: Record,
    bases: RecordsById,
    knowledge: Knowledge,
    base: Callable[[Record], Snapshot] | None = None,
) -> Collected:
    """What a dump has of a model, with what it has of each ancestor; the catalogue counts first,
    as where hubs are asked. `base` gives the snapshot of an ancestor."""

    def ancestor(name: str) -> Found:
        entry = catalogued(name, knowledge)
        if entry and entry.license:
            return entry
        if known := bases.get(name.casefold()):
            return (base or snapshot_of)(known)
        return problem(ProblemKind.MISSING, name, "neither catalogue nor dump has it")

    own, entry = snapshot_of(record), catalogued(record.id, knowledge)
    return with_ancestors(own, entry, ancestor, knowledge.families)


def catalogued(name: str, knowledge: Knowledge) -> CatalogueEntry | None:
    """What the catalogue has on a model of the hub of dumps."""
    known = name.casefold() in knowledge.catalogued_names(HUB)
    return knowledge.catalogued(ModelRef(HUB, name)) if known else None


def snapshot_of(record: Record) -> Snapshot:
    """What a dump says of a model, as a snapshot: none of its files was read but the card."""
    ref = ModelRef(HUB, record.id)
    page = ABOUT.page.format(name=record.id)
    names = record.info.get("siblings")
    documents, problems = [], [_problem("dump", why) for why in record.problems]
    if record.card:
        documents.append(Document("README.md", record.card, DocumentKind.CARD, url=page))
    else:
        documents, mistakes = metadata_card(record.info, page)
        problems += mistakes
    if names is None:
        problems.append(_problem("siblings", "The dump does not list the files"))
    problems += (*unread(tuple(names or ()), has_card=bool(record.card)), *troubles(record.info))
    return snapshot(
        ref,
        revision=record.revision,
        origin=Origin.HUB,
        fetched_at=record.modified or None,
        documents=documents,
        files=[FileEntry(name, None) for name in names or ()],
        files_complete=names is not None,
        problems=problems,
        metadata=metadata(record.info),
    )


@lru_cache(MOST_LISTS)
def unread(names: tuple[str, ...], *, has_card: bool) -> tuple[Problem, ...]:
    """Problems for the files that hold terms, whose texts no dump has."""
    chosen, left = wanted((name, None) for name in names)
    message = "The dump has no texts of files: audit the model by itself"
    return tuple(
        replace(_problem(file.path, message), hides_terms=may_hide_terms(file))
        for file in (*chosen, *left)
        if not (has_card and file.path.lower() == "readme.md")
    )


def _problem(subject: str, message: str) -> Problem:
    return Problem(ProblemKind.UNAVAILABLE, subject, f"{message}.")
