"""Openness verdicts measured: `make evaluate-openness` prints every figure with its denominator.

Needs the real material (LICENSECHECK_REAL_DATA, else ../shared/real). Where the European index is
the yardstick, facts of the catalogue that came from the index itself are left out.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from corpus.claim_labels import PARTS, measure, part
from licensecheck.audit import Auditor
from licensecheck.engine.components import load_components
from licensecheck.engine.criteria import load_frameworks
from licensecheck.engine.facts import LicenseFacts, load_facts
from licensecheck.engine.files import catalogue_folder, rule_files
from licensecheck.engine.profiles import load_profile
from licensecheck.hubs import catalogue
from licensecheck.licenses.mentions import mentions
from licensecheck.licenses.names import expression
from licensecheck.openness.components import components, judge_components
from licensecheck.openness.declarations import declarations
from licensecheck.openness.parts import with_catalogue
from licensecheck.openness.ratings import Rating, rating
from licensecheck.openness.score import score
from licensecheck.settings import Settings
from licensecheck.types import (
    Component,
    HubMetadata,
    ModelRef,
    Origin,
    Snapshot,
    State,
    Status,
)
from licensecheck.types.report import Report

ROOT = Path(__file__).resolve().parent.parent
REAL = Path(os.environ.get("LICENSECHECK_REAL_DATA", ROOT.parent / "shared" / "real"))

# OSI's validation of 2024. "terms": every element is there or unknown, and the licence alone fails.
# Falcon was judged under its own licence of 2023, which is that of the 180B still.
OSI = {
    "EleutherAI/pythia-6.9b": "pass",
    "allenai/OLMo-7B": "pass",
    "LLM360/Amber": "pass",
    "LLM360/CrystalCoder": "pass",
    "google-t5/t5-11b": "pass",
    "bigscience/bloom": "terms",
    "bigcode/starcoder2-15b": "terms",
    "tiiuae/falcon-180B": "terms",
    "meta-llama/Llama-2-7b-hf": "terms and elements",
    "xai-org/grok-1": "elements",
    "microsoft/phi-2": "elements",
    "mistralai/Mixtral-8x7B-v0.1": "elements",
}
LEAST_FACTS = 3
FREEDOMS = ("use", "study", "modify", "share")
# Names of the Model Openness Tool, and ours. The others are optional there.
MOT = {
    "Model architecture": "architecture",
    "Model parameters (Final)": "weights",
    "Model parameters (Intermediate)": "checkpoints",
    "Datasets": "training-data",
    "Data preprocessing code": "preprocessing-code",
    "Training code": "training-code",
    "Inference code": "inference-code",
    "Evaluation code": "evaluation-code",
    "Evaluation data": "evaluation-data",
    "Evaluation results": "evaluation-results",
    "Model card": "model-card",
    "Data card": "data-documentation",
    "Technical report": "technical-report",
    "Research paper": "paper",
}


def main() -> None:
    auditor = Auditor(Settings(offline=True), lambda _: None)
    osi(auditor)
    oracle()
    mot()
    licences()
    totals()
    laundering(auditor)
    for name in PARTS:
        whole, _ = measure(part(name))
        print(f"claims ({name}): precision {whole.precision:.3f}, recall {whole.recall:.3f}", whole)


# --- OSAID ---------------------------------------------------------------------------------------


def osi(auditor: Auditor) -> None:
    right = 0
    for name, wanted in OSI.items():
        found = reason(auditor.audit(ModelRef("huggingface", name)))
        right += found == wanted
        if found != wanted:
            print(f"  {name}: OSI says {wanted}, we say {found}")
    print(f"OSI validation: {right} of {len(OSI)} verdicts with their reason")


def reason(report: Report) -> str:
    """Whether the OSAID is met, and what is against it: terms, elements, or both."""
    answers = {v.criterion: v.status for v in report.verdicts if v.framework == "osaid"}
    if all(status is Status.MET for status in answers.values()):
        return "pass"
    against = []
    if any(answers[name] is Status.NOT_MET for name in FREEDOMS):
        against.append("terms")
    if Status.NOT_MET in (answers["code"], answers["data-information"]):
        against.append("elements")
    return " and ".join(against) or "unknown"


# --- MOF -----------------------------------------------------------------------------------------


def oracle() -> None:
    """Class, share of class III, and number of valid and of invalid licences, of every file."""
    files = sorted((REAL / "truth" / "mof_test_data").glob("*.yml"))
    right = 0
    for path in files:
        release = yaml.safe_load(path.read_text("utf-8"))["release"]
        licences = resolved(release["components"], release.get("license") or {})
        named = [int(n) for n in re.findall(r"C\d_(\d+)%|_(\d+)[VI]", path.stem) for n in n if n]
        classes, third, (valid, invalid) = named[:3], named[2], named[3:5]
        share = mof_share(licences)
        expected = next((number for number in (1, 2, 3) if classes[number - 1] == 100), None)
        listed = load_frameworks()["mof"].open_licenses
        opened = sum(bool(name) and name in listed for name in licences.values())
        stated = sum(bool(name) for name in licences.values())
        answer = (mof_class(licences), share, opened, stated - opened)
        right += answer == (expected, third, valid, invalid)
        if answer != (expected, third, valid, invalid):
            print(f"  {path.stem}: {answer}")
    print(f"MOF oracle: {right} of {len(files)} files (class, share of class III, valid, invalid)")


def resolved(components: Sequence[Mapping[str, Any]], shared: Mapping[str, Any]) -> dict[str, str]:
    """The licence of each component: its own, else that of its type, else the distribution's."""
    settings = yaml.safe_load((REAL / "truth" / "mof.settings.yml").read_text("utf-8"))
    types = {one["name"]: one["content_type"] for one in settings["components"]}
    fallback = (shared.get("distribution") or {}).get("name") or ""
    return {
        one["name"]: one.get("license")
        or (shared.get(types[one["name"]]) or {}).get("name")
        or fallback
        for one in components
    }


def mof_verdicts(licences: Mapping[str, str]) -> dict[str, Any]:
    parts = [
        Component(ours, "", State.PRESENT if name in licences else State.ABSENT, (), (),
                  licences.get(name, ""))
        for name, ours in MOT.items()
    ]  # fmt: skip
    found = judge_components(load_frameworks()["mof"], parts, load_facts())
    return {verdict.criterion: verdict for verdict in found}


def mof_class(licences: Mapping[str, str]) -> int | None:
    """The best class that is met with all below it; None where none is."""
    found = mof_verdicts(licences)
    met = [number for number in (1, 2, 3) if found[f"class-{number}"].status is Status.MET]
    return min(met, default=None)


def mof_share(licences: Mapping[str, str]) -> int:
    """Per cent of the parts of class III that count."""
    met, total = map(int, re.findall(r"\d+", mof_verdicts(licences)["class-3"].reason)[:2])
    return round(100 * met / total)


def mot() -> None:
    """Over the tool's own data: what changes when licence names are made normal first."""
    rows = [row for row in truth() if row["source"] == "mot"]
    changed, mended, invalid = [], 0, 0
    listed = load_frameworks()["mof"].open_licenses
    for row in rows:
        shared = {
            k.partition(":")[2]: {"name": v} for k, v in row["licences"].items() if "global" in k
        }
        own = {k.partition(":")[2]: v for k, v in row["licences"].items() if "component" in k}
        raw = resolved([{"name": n, "license": own.get(n)} for n in row["components"]], shared)
        plain = {name: normal(licence) for name, licence in raw.items()}
        invalid += sum(bool(name) and name not in listed for name in raw.values())
        mended += sum(raw[n] not in listed and plain[n] in listed for n in raw)
        before, after = mof_class(raw), mof_class(plain)
        if before != after:
            changed.append(f"{row['model']}: {before or 'none'} -> {after or 'none'}")
    print(
        f"MOT half: {len(rows)} models; normal names make {mended} of {invalid} licences that the"
        f" tool takes for invalid valid, and change the class of {len(changed)} models"
    )
    for line in changed:
        print(f"  {line}")


def normal(name: str) -> str:
    """A licence name as an id, where it is a name of one licence."""
    said = expression(name) if name else None
    return said.text if said and not said.unknown else name


# --- The European index --------------------------------------------------------------------------


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
    named = filter(None, map(load_facts().find, expression(text).licenses))
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
        entry = catalogue.find(ModelRef("huggingface", row["hf_id"])) if row["hf_id"] else None
        if entry is not None and len(parts := _foreign(entry)) >= LEAST_FACTS:
            ours = number(row, entry.model_copy(update={"components": parts}))
            pairs.append((row["model"], ours, row["mean_score"]))
    rank = spearman([p[1] for p in pairs], [p[2] for p in pairs]) if len(pairs) > 2 else None
    print(f"European index, totals: Spearman {rank} over {len(pairs)} models with at least"
          f" {LEAST_FACTS} facts from elsewhere")  # fmt: skip
    for name, ours, theirs in pairs:
        print(f"  {name}: {ours / 100:.2f}, theirs {theirs:.2f}")


def _foreign(entry: catalogue.CatalogueEntry) -> dict[catalogue.Component, Any]:
    """The facts on components that did not come from the index itself."""
    return {n: fact for n, fact in entry.components.items() if "main-database" not in fact.source}


def number(row: Mapping[str, Any], entry: catalogue.CatalogueEntry) -> float:
    """Our count in the way of the index."""
    snapshot = catalogue.snapshot(entry, ModelRef("huggingface", row["hf_id"]))
    found = with_catalogue(components(snapshot, load_components()), load_components(), entry)
    declared = expression((row["licences"] or {}).get("declared") or "")
    licence = "" if declared.unknown else " AND ".join(declared.licenses)
    found = tuple(replace(p, license=licence) if p.name == "weights" else p for p in found)
    return score(load_profile("european-index"), (), found, snapshot.metadata).value


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """Pearson's correlation of ranks, equal values sharing theirs."""
    one, other = _ranks(first), _ranks(second)
    mean = (len(one) + 1) / 2
    top = sum((a - mean) * (b - mean) for a, b in zip(one, other, strict=True))
    spread = [sum((a - mean) ** 2 for a in ranks) for ranks in (one, other)]
    return round(float(top / (spread[0] * spread[1]) ** 0.5), 3)


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(v) + (ordered.count(v) + 1) / 2 for v in values]


def laundering(auditor: Auditor) -> None:
    """Permissive terms on a derivative: flagged where the base restricts, not where it does not."""
    outcomes: dict[tuple[str, bool], list[str]] = {}
    for row in index():
        base = known_base(row["base_model"], row["hf_id"])
        if base is None or weights_opinion(row) != "open":
            continue
        report = auditor.judge(_snapshot(row, row["licences"]["declared"], (base,)))
        flagged = any(f.rule == "derivative-under-laxer-terms" for f in report.findings)
        entry = catalogue.find(ModelRef("huggingface", base))
        terms = (
            [load_facts().find(one) for one in entry.license.ids] if entry and entry.license else []
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


def index() -> list[dict[str, Any]]:
    return [row for row in truth() if row["source"].startswith("osai")]


def truth() -> Iterator[dict[str, Any]]:
    lines = (REAL / "truth" / "models.jsonl").read_text("utf-8").splitlines()
    yield from map(json.loads, lines)


if __name__ == "__main__":
    if not REAL.is_dir():
        sys.exit(f"no real material at {REAL} (set LICENSECHECK_REAL_DATA)")
    main()
