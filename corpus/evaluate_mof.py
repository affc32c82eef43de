"""The Model Openness Framework measured: its own test files, and the Model Openness Tool's data."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from corpus import texts
from corpus.truth import truth
from licensecheck.components.criteria import judge_components
from licensecheck.domain import Component, Expression, State, Status
from licensecheck.identify.names import expression
from licensecheck.knowledge.criteria import load_frameworks
from licensecheck.knowledge.facts import load_facts

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


def oracle() -> None:
    """Class, share of class III, and number of valid and of invalid licences, of every file."""
    files = sorted((texts.real_folder() / "truth" / "mof_test_data").glob("*.yml"))
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
    file = texts.real_folder() / "truth" / "mof.settings.yml"
    settings = yaml.safe_load(file.read_text("utf-8"))
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
                  Expression.of(*filter(None, [licences.get(name)])))
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
    found = mof_verdicts(licences)["class-3"].reason
    return round(100 * found.met / found.wanted)


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
    said = expression(name, load_facts()) if name else None
    return str(said) if said and not said.unknown else name
