"""What the models of a hub are together, counted from the tables of a run: `census`."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from licensecheck.batch.written import parts
from licensecheck.domain import DocumentKind, Expression
from licensecheck.hubs.files import document_kind
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.license_kinds import LicenseKind, kind_of

NO_TAG = frozenset({"", "unknown"})
"""Tags of models that name no licence; the hub has both."""
POPULAR = 1_000
"""Downloads above which a study counts models apart."""
_COLUMNS = (
    *("id", "created", "task", "downloads", "level", "license", "declared", "restrictions"),
    *("openwashing", "openwashing_kinds", "bases", "conflicts", "problems"),
    *("gate", "gate_rules"),
)
_LISTS = ("restrictions", "openwashing_kinds", "conflicts", "gate_rules")
_WORDS = ("license", "level", "openwashing", "tag", "gate")
_AND = " + "
_GROUPS = ("owner", "task", "month")
Tally = Counter[Any]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """None of nothing."""
        return 100 * self.part / self.whole if self.whole else None


@dataclass(slots=True)
class Group:
    """Models that have something in common."""

    kinds: Tally = field(default_factory=Counter)
    """By kind of licence."""
    washed: int = 0
    """Those with open-washing."""

    @property
    def models(self) -> int:
        """How many there are."""
        return self.kinds.total()


@dataclass(frozen=True, slots=True)
class Census:
    """All counts."""

    models: int
    counts: Mapping[str, Tally]
    """Models by each word that a column of `models` may have (`level`, …), by `tag` of the licence
    and by `kinds` of licences; steps of the lineage by what is said in `_steps`."""
    groups: Mapping[str, Mapping[str, Group]]
    """By `owner`, `task` and `month`; empty is the name where the dump does not say."""

    def share(self, name: str, *words: str) -> Share:
        """Of all models, those with one of the words."""
        return Share(sum(self.counts[name][word] for word in words), self.models)


def taken(folder: Path, knowledge: Knowledge) -> Census:
    """The census of a run; UsageError where its tables cannot be read."""
    counts: dict[str, Tally] = defaultdict(Counter)
    models = parts(folder, "models", _COLUMNS)
    edges = parts(folder, "edges", ("id", "source", "relation", "license", "terms", "dropped"))
    for some, steps in zip(models, edges, strict=True):
        table = _with_words(some)
        for name, found in (*_models(table), *_steps(table, steps)):
            counts[name].update(found)
    kinds = cache(lambda license_: kind_of(Expression.parse(license_), knowledge))
    counts["kinds"] = _renamed(counts["license"], kinds)
    counts["texts"] = _texts(counts["texts"], kinds)
    groups = {name: _grouped(counts[name], kinds) for name in _GROUPS}
    return Census(counts["license"].total(), counts, groups)


def _with_words(table: pa.Table) -> pa.Table:
    """With the owner, the month, the tag as one word, and lists that are looked at as a whole."""
    columns = {
        "owner": pc.replace_substring_regex(table["id"], "/.*", ""),
        "month": pc.utf8_slice_codeunits(table["created"], 0, 7),
        "tag": _tag(pc.binary_join(table["declared"], _AND)),
        "left": pc.binary_join(table["problems"], "\n"),
        "quarrel": pc.greater(pc.list_value_length(table["conflicts"]), 0),
        "derived": pc.greater(pc.list_value_length(table["bases"]), 0),
        "washed": pc.not_equal(table["openwashing"], "none"),
        "popular": pc.greater(pc.fill_null(table["downloads"], 0), POPULAR),
    }
    for name, values in columns.items():
        table = table.append_column(name, values)
    return table


def _tag(declared: pa.ChunkedArray) -> pa.ChunkedArray:
    """What is declared, by front matter (`license: mit`) or by a tag of the hub (`mit`)."""
    return pc.replace_substring_regex(declared, rf"(^|{re.escape(_AND)})license:\s*", r"\1")


def _models(table: pa.Table) -> Iterable[tuple[str, Tally]]:
    for name in _WORDS:
        yield name, Counter(dict(_tally(table, name)))
    for name in _LISTS:
        yield name, _values(pc.list_flatten(table[name]))
    for name in _GROUPS:
        yield name, Counter(dict(_tally(table, name, "license", "washed")))
    yield "popular", Counter({tag: n for (tag, is_), n in _tally(table, "tag", "popular") if is_})
    yield "texts", Counter(dict(_tally(table, "left", "license")))
    doubts = _tally(table, "tag", "washed", "quarrel", "derived")
    yield "sums", _sums(doubts)


def _tally(table: pa.Table, *columns: str) -> Iterable[tuple[Any, int]]:
    """How often each value is there, of several columns each tuple of values; none for nulls."""
    counted = table.group_by(list(columns)).aggregate([([], "count_all")])
    values = [counted[name].to_pylist() for name in columns]
    keys = zip(*values, strict=True) if len(columns) > 1 else values[0]
    pairs = zip(keys, counted["count_all"].to_pylist(), strict=True)
    return [(key, number) for key, number in pairs if key is not None]


def _values(values: Any) -> Tally:
    counted = pc.value_counts(values)
    return Counter({one["values"]: one["counts"] for one in counted.to_pylist()})


def _sums(doubts: Iterable[tuple[Any, int]]) -> Tally:
    """Models that were made from others, and those in doubt: without a tag, with open-washing or a
    conflict with a base."""
    sums: Tally = Counter()
    for (tag, washed, quarrel, derived), number in doubts:
        sums["derived"] += number * derived
        sums["in-doubt"] += number * (tag in NO_TAG or washed or quarrel)
    return sums


def _steps(table: pa.Table, edges: pa.Table) -> Iterable[tuple[str, Tally]]:
    """Steps to direct bases: `steps` by relation and what of it is true, `terms` by what travels
    and how, `pairs` of licences; data sets count in `steps` alone.

    `silent` are steps of models that name no licence, `named` those where both ends name one,
    `changed` where these differ, `binding` where the base's terms forbid something for certain, and
    `dropped` where the model's own licence leaves some of that out.
    """
    own = dict(zip(table["id"].to_pylist(), table["license"].to_pylist(), strict=True))
    steps, terms, pairs = Counter[Any](), Counter[Any](), Counter[Any]()
    direct = edges.filter(pc.equal(edges["id"], edges["source"]))
    for edge in direct.to_pylist():
        licence, base, how = own.get(edge["id"]) or "", edge["license"] or "", edge["relation"]
        named = bool(licence and base)
        said = {
            "all": True,
            "silent": not licence,
            "named": named,
            "changed": named and licence != base,
            "binding": bool(licence and edge["terms"]),
            "dropped": bool(edge["dropped"]),
        }
        steps.update((how, name) for name, is_true in said.items() if is_true)
        if how == "dataset":
            continue
        if named:
            pairs[licence, base] += 1
        if licence:
            terms.update((term, "binding") for term in edge["terms"])
            terms.update((term, "dropped") for term in edge["dropped"])
    return ("steps", steps), ("terms", terms), ("pairs", pairs)


def _renamed(counts: Tally, name: Callable[[str], Any]) -> Tally:
    found: Tally = Counter()
    for key, number in counts.items():
        found[name(key)] += number
    return found


def _grouped(counts: Tally, kinds: Callable[[str], LicenseKind]) -> Mapping[str, Group]:
    found: dict[str, Group] = {}
    for (name, license_, washed), number in counts.items():
        group = found.setdefault(name or "", Group())
        group.kinds[kinds(license_)] += number
        group.washed += number * bool(washed)
    return found


def _texts(counts: Tally, kinds: Callable[[str], LicenseKind]) -> Tally:
    """Of models with a permissive licence whose files the dump lists, those with a licence file."""
    found: Tally = Counter()
    for (left, license_), number in counts.items():
        subjects = [line.partition(": ")[0] for line in left.split("\n")]
        if kinds(license_) is LicenseKind.PERMISSIVE and "siblings" not in subjects:
            found["listed"] += number
            found["with-text"] += number * any(map(_is_license, subjects))
    return found


@cache
def _is_license(path: str) -> bool:
    return document_kind(path) is DocumentKind.LICENSE
