"""Our answers beside those of the European Open Source AI Index: licences, totals, laundering.

Facts of the catalogue that came from the index itself are left out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from corpus.truth import index
from licensecheck.auditor import Auditor
from licensecheck.components.found import components
from licensecheck.components.parts import with_catalogue
from licensecheck.domain import HubMetadata, ModelRef, Origin, Snapshot
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.identify.mentions import mentions
from licensecheck.identify.names import expression
from licensecheck.judge.score import Rating, rating, score
from licensecheck.knowledge import catalogue
from licensecheck.knowledge.components import load_components
from licensecheck.knowledge.facts import LicenseFacts, load_facts
from licensecheck.knowledge.files import catalogue_folder, rule_files
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.profiles import load_profile
from licensecheck.terms.declarations import declarations

LEAST_FACTS = 3
_PARTS = re.compile(r"(Weights|Code|Data): (.*?)\.?(?= (?:Weights|Code|Data):|$)")
_LACKING = re.compile(
    r"\bnot (?:released|available|specified|disclosed)"
    r"|\bun(?:licensed|specified|disclosed|available|clear)|\bpartial|\bvariabl|^$",
    re.I,
)
# Notes that say that what they name covers a part only.
_INCOMPLETE = re.compile(r"\bunclear|\bunclarity|\bweights only\b", re.I)


def licences() -> None:
    """The index's judgement of all licences together, where declaration or notes name one we know.

    The rule was made from every second entry and is measured on the others.
    """
    rows = [(row, opinion(row)) for row in index()]
    known = [(at, row, ours) for at, (row, ours) in enumerate(rows) if ours is not Rating.UNKNOWN]
    for name, half in (("made from", 1), ("measured on", 0)):
        pairs = [(row, ours) for at, row, ours in known if at % 2 == half]
        agreed = sum(ours == row["ratings"]["licenses"] for row, ours in pairs)
        print(f"European index, licences, half that the rule was {name}: {agreed} of {len(pairs)}")
    alone = [(row, weights_opinion(row)) for row, _ in rows]
    decided = [(r, o) for r, o in alone if o and r["ratings"]["licenses"] != Rating.PARTIAL]
    agreed = sum(ours == row["ratings"]["licenses"] for row, ours in decided)
    print(f"European index, licences: {len(known)} of {len(rows)} name a licence that we know;"
          f" where they say open or closed, that of the weights alone agrees in {agreed} of"
          f" {len(decided)}")  # fmt: skip
    for _, row, ours in known:
        if ours != row["ratings"]["licenses"]:
            print(f"  {row['model']}: {row['licences'].get('declared')!r}, notes"
                  f" {row['license_notes'].get('licenses')!r}: {ours}, they say"
                  f" {row['ratings']['licenses']}")  # fmt: skip


def opinion(row: Mapping[str, Any]) -> Rating:
    """Our rating of what the entry names: the parts in its notes, else what is declared."""
    declared = (row["licences"] or {}).get("declared") or ""
    notes = row["license_notes"].get("licenses") or ""
    parts = [text for _, text in _PARTS.findall(notes)]
    if parts:
        return rating(known for text in parts for known in _named(text) or [None])
    lacking: list[LicenseFacts | None] = [None] if _INCOMPLETE.search(notes) else []
    return rating([*_named(declared), *mentions(notes, load_facts()), *lacking])


def _named(text: str) -> list[LicenseFacts | None]:
    """The licences of one part; none where it has none or only some of it is under one."""
    if _LACKING.search(text):
        return []
    named = filter(None, map(load_facts().find, expression(text, load_facts()).licenses))
    return [*named] or [*mentions(f"{text} licence", load_facts())]


def weights_opinion(row: Mapping[str, Any]) -> str | None:
    """Open or closed by the declared licence alone."""
    declared = (row["licences"] or {}).get("declared") or ""
    said = [one for one in declarations(_snapshot(row, declared), load_facts()) if declared]
    answers = {one.conforms for one in said}
    return {True: "open", False: "closed"}.get(next(iter(answers))) if len(answers) == 1 else None


def totals() -> None:
    """Rank correlation of our number with theirs, where we know the parts from elsewhere."""
    pairs = []
    for row in index():
        name = row["hf_id"]
        entry = installed().catalogued(ModelRef("huggingface", name)) if name else None
        if entry is not None and len(parts := _foreign(entry)) >= LEAST_FACTS:
            ours = number(row, entry.model_copy(update={"components": parts}))
            pairs.append((row["model"], ours, row["mean_score"]))
    rank = spearman([p[1] for p in pairs], [p[2] for p in pairs]) if len(pairs) > 2 else None
    print(f"European index, totals: Spearman {rank} over {len(pairs)} models with at least"
          f" {LEAST_FACTS} facts from elsewhere")  # fmt: skip
    for name, ours, theirs in pairs:
        print(f"  {name}: {ours / 100:.2f}, theirs {theirs:.2f}")


def _foreign(entry: catalogue.CatalogueEntry) -> dict[catalogue.CatalogueComponent, Any]:
    """The facts on components that did not come from the index itself."""
    return {n: fact for n, fact in entry.components.items() if "main-database" not in fact.source}


def number(row: Mapping[str, Any], entry: catalogue.CatalogueEntry) -> float:
    """Our count in the way of the index."""
    ref = ModelRef("huggingface", row["hf_id"])
    snapshot = catalogue.snapshot(entry, ref, installed().services)
    found = with_catalogue(components(snapshot, load_components()), load_components(), entry)
    declared = expression((row["licences"] or {}).get("declared") or "", load_facts())
    licence = NO_LICENSE if declared.unknown else declared
    found = tuple(replace(p, license=licence) if p.name == "weights" else p for p in found)
    return score(load_profile("european-index"), (), found, snapshot.metadata, load_facts()).value


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """Pearson's correlation of ranks, equal values sharing theirs."""
    one, other = ranks(first), ranks(second)
    mean = (len(one) + 1) / 2
    top = sum((a - mean) * (b - mean) for a, b in zip(one, other, strict=True))
    spread = [sum((a - mean) ** 2 for a in ranks) for ranks in (one, other)]
    return round(float(top / (spread[0] * spread[1]) ** 0.5), 3)


def ranks(values: Sequence[float]) -> list[float]:
    """The place of each value among them, equal ones sharing theirs."""
    ordered = sorted(values)
    return [ordered.index(v) + (ordered.count(v) + 1) / 2 for v in values]


def laundering(auditor: Auditor) -> None:
    """Permissive terms on a derivative: flagged where the base restricts, not where it does not."""
    outcomes: dict[tuple[str, bool], list[str]] = {}
    for row in index():
        base = known_base(row["base_model"], row["hf_id"])
        if base is None or weights_opinion(row) != "open":
            continue
        report = auditor.judge_snapshot(_snapshot(row, row["licences"]["declared"], (base,)))
        flagged = any(f.rule == "derivative-under-laxer-terms" for f in report.findings)
        entry = installed().catalogued(ModelRef("huggingface", base))
        terms = (
            [load_facts().find(one) for one in entry.license.expression.licenses]
            if entry and entry.license
            else []
        )
        kind = "restrictive" if any(t and t.conformant is False for t in terms) else "permissive"
        outcomes.setdefault((kind, flagged), []).append(f"{row['model']} on {base}")
    for kind in ("restrictive", "permissive"):
        hit, clear = outcomes.get((kind, True), []), outcomes.get((kind, False), [])
        print(f"laundering, base {kind}: {len(hit)} of {len(hit) + len(clear)} flagged", hit, clear)


def known_base(name: str | None, own: str | None) -> str | None:
    """The catalogue's id of a base model named without its publisher; not the model itself."""
    for path in rule_files(catalogue_folder()) if name and own else ():
        for entry in catalogue.read_catalogue(path).models:
            for one in entry.ids.get("huggingface", ()):
                same = one.rpartition("/")[2].casefold() == str(name).casefold()
                if same and entry.license and one.casefold() != str(own).casefold():
                    return one
    return None


def _snapshot(row: Mapping[str, Any], declared: str, bases: tuple[str, ...] = ()) -> Snapshot:
    return Snapshot(
        ref=ModelRef("huggingface", row["hf_id"] or row["model"]),
        revision=None,
        origin=Origin.CATALOGUE,
        fetched_at=None,
        files_complete=False,
        metadata=HubMetadata(
            licenses=(declared,) if declared else (),
            base_models=bases,
            weights_downloadable=True,
        ),
    )
