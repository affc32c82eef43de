"""Writes rules/tagged_datasets.yaml: what the pages of data sets in use were tagged with.

    python -m corpus.data_set_tags DATASETS.json MODELS.json

Both are lists of records as the hub gives them, of data sets and of models. Only data sets that a
model names are written, each with the names by which models name it. Ids, tags, dates and commits
are facts; nothing else of a record is kept.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from licensecheck.knowledge.datasets import Datasets, data_set_key, load_datasets
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.files import rule_folder

Record = Mapping[str, Any]

HEAD = """\
# Written by `python -m corpus.data_set_tags`: each data set that one of 3,988 models in use names,
# by the tag of its page on Hugging Face, with the beginning of the commit and its day; `gated`
# where one has to ask for it; other names of it. `license` is what the tag means; a tag that means
# no single licence has none, and `''` is a page without a tag. A tag is the word of whoever
# uploaded the data: what rules/datasets.yaml says of it was read, and counts before it.
"""
# What the hub had when data sets got owners: a name without one leads to such a data set.
_BEFORE_OWNERS = "2022-03-02"


def used_by(models: Sequence[Record]) -> Counter[str]:
    """The names of data sets, as models write them, with the number of those that do."""
    tags = ({tag[8:] for tag in one["tags"] if tag.startswith("dataset:")} for one in models)
    return Counter(name for names in tags for name in names)


def named(sets: Sequence[Record], used: Mapping[str, int]) -> Mapping[str, Sequence[str]]:
    """By id, the other names of it that are in use.

    A name without owner leads to a data set that is older than owners. The records were asked for
    by the names in use: one that nobody uses under its id was renamed, and its last part stayed.
    """
    keys = {data_set_key(name): name for name in used}
    ids = {data_set_key(one["id"]) for one in sets}
    last = defaultdict(list)
    for one in sets:
        last[_last(one["id"])].append(one)
    found: dict[str, list[str]] = {one["id"]: [] for one in sets}
    for key, name in keys.items():
        if key in ids or len(name) > 96:
            continue
        candidates = [one for one in last[_last(name)] if _is_called(one, name, keys)]
        if len(candidates) == 1:
            found[candidates[0]["id"]].append(name)
    return found


def _last(name: str) -> str:
    return data_set_key(name.rpartition("/")[2])


def _is_called(one: Record, name: str, keys: Mapping[str, str]) -> bool:
    old = one["createdAt"].startswith(_BEFORE_OWNERS)
    unused = data_set_key(one["id"]) not in keys
    bare = _last(name) in keys
    return (old or unused) if "/" not in name else unused and not bare


def lines(sets: Sequence[Record], names: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The lines of the file."""
    by_tag = defaultdict(list)
    for one in sets:
        tags = [tag[8:] for tag in one["tags"] if tag.startswith("license:")]
        by_tag[", ".join(sorted(tags))].append(one)
    newest = max(one["lastModified"] for one in sets)[:10]
    yield f"{HEAD}collected: {newest}\ntags:\n"
    for tag in sorted(by_tag):
        yield f"  {tag or repr('')}:\n"
        if license_ := _meaning(tag):
            yield f"    license: {license_}\n"
        yield "    sets:\n"
        for one in sorted(by_tag[tag], key=lambda one: one["id"].casefold()):
            yield f"      - {_entry(one, names[one['id']])}\n"


def _meaning(tag: str) -> str:
    """The licence that a tag means; empty for families without terms in common, as `cc`."""
    known = load_facts().find(tag) if tag and "," not in tag else None
    return known.id if known and known.labels else ""


def _entry(one: Record, others: Sequence[str]) -> str:
    gated = " gated" if one["gated"] else ""
    also = f" = {' '.join(sorted(others, key=str.casefold))}" if others else ""
    return f"{one['id']}@{one['sha'][:12]} {one['lastModified'][:10]}{gated}{also}"


def answered(used: Mapping[str, int], known: Datasets) -> Counter[str]:
    """How many times a model names a data set, by what is known of that."""
    found: Counter[str] = Counter()
    for name, models in used.items():
        terms = known.find(name)
        if terms is None:
            found["nothing"] += models
        elif terms.license or terms.says:
            found["its terms, read" if not terms.by_tag else "its licence, by tag"] += models
        else:
            found["that its page names none, or what it says instead"] += models
    return found


def main(arguments: Sequence[str]) -> None:
    """Writes the file, and prints how many names in use it answers."""
    sets, models = (json.loads(Path(name).read_text("utf-8")) for name in arguments)
    used = used_by(models)
    names = named(sets, used)
    keys = {data_set_key(name) for name in used}
    kept = [one for one in sets if names[one["id"]] or data_set_key(one["id"]) in keys]
    target = rule_folder() / "tagged_datasets.yaml"
    target.write_text("".join(lines(kept, names)), "utf-8")
    print(f"{len(kept)} of {len(sets)} data sets are in use; {target} has them.")
    for what, models in answered(used, load_datasets()).most_common():
        print(f"known {what}: {models} of {used.total()} times that a model names a data set")


if __name__ == "__main__":
    main(sys.argv[1:])
