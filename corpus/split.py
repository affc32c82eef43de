"""Divide the labelled licences by family into train, dev (thresholds) and test (opened once).

    python -m corpus.split            write splits.json

Two licences are of one family where their names begin alike (owner or series) or where the
shorter shares more than 30% of its eight-word sequences with the longer; sequences found in more
than 20 licences (disclaimers) do not count. Whole families go to one side. Where a test clause is
copied in a licence of another family, the copy is in no split ("held"): see `HELD_OVERLAP`.

The test is closed: licences that are labelled later join the side of their family, or train or
tune where it is new. A relative of test licences is refused.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from corpus import labels, texts

WORDS = 8
FAMILY_OVERLAP = 0.3
FAMILY_SEQUENCES = 10
"""Fewer sequences in common than this are chance."""
COMMON = 20
HELD_OVERLAP = 0.4
"""A clause that shares more of its sequences with test clauses is neither trained nor tuned on."""
SHARE = 0.12
"""Of the families that are not of AI models, in dev and in test each."""

# AI-model licences for the test: families of their own, so that each shows wording that nobody has
# seen. They range from permissive (OpenMDW) over research-only (NVIDIA Source Code, OpenPose) and
# own-wording community terms (EXAONE, Skywork, HyperCLOVA X, index-tts, Qwen) to use-restricted
# ones (GLM, OpenAtom). Llama, RAIL, Stability, Falcon and Hunyuan have many relatives: they train.
TEST_AI = (
    "real:LG-AI-EXAONE+", "real:SkyworkAI+", "real:NVlabs+", "real:index-tts+", "real:THUDM+",
    "real:adobe-research+", "real:lllyasviel+", "real:QwenLM+", "scancode:hyperclova-",
    "scancode:nvidia-model-training-", "scancode:openatom-model-", "scancode:mdl-2021",
    "scancode:openmdw-", "scancode:c-uda-",
)  # fmt: skip
DEV_AI = ("real:OrionStarAI+", "real:modelscope+", "real:salesforce+", "scancode:max-mojo-",
          "scancode:databricks-db", "scancode:open-aleph-")  # fmt: skip
LARGE = 20
"""A family of more licences than this trains: in test it would drown the others."""

# Names that begin alike by chance or by the name of a company with unrelated texts.
_COMPANY = re.compile(r"(?:ms|sun|oracle|google|nvidia|intel|ibm|apple|the|open|free|hp)-")


def sequences(words: str) -> frozenset[tuple[str, ...]]:
    """All runs of eight words (fewer where the text is shorter)."""
    tokens = re.findall(r"[a-z0-9]+|[一-鿿]", words.lower())
    runs = max(1, len(tokens) - WORDS + 1)
    return frozenset(tuple(tokens[i : i + WORDS]) for i in range(runs)) if tokens else frozenset()


def series(source: str) -> str:
    """What a source's name has in common with its relatives: owner, or name less version."""
    kind, name = source.split(":", 1)
    if kind == "real":
        return kind + re.split(r"[+-]", name)[0].lower()
    return kind + (re.sub(r"[-.\d]*\d.*", "", name) if _COMPANY.match(name) else name.split("-")[0])


def families(sources: Sequence[str]) -> list[list[str]]:
    """Sources that belong together, by union-find."""
    parent = {source: source for source in sources}

    def root(source: str) -> str:
        while parent[source] != source:
            parent[source] = parent[parent[source]]
            source = parent[source]
        return source

    for first, second in _related(sources):
        parent[root(first)] = root(second)
    grouped = defaultdict(list)
    for source in sources:
        grouped[root(source)].append(source)
    return [sorted(group) for group in grouped.values()]


def _related(sources: Sequence[str]) -> Iterable[tuple[str, str]]:
    named: dict[str, str] = {}
    for source in sources:
        yield source, named.setdefault(series(source), source)
    runs = {source: sequences(texts.text(source)) for source in sources}
    holders = defaultdict(list)
    for source in sources:
        for run in runs[source]:
            holders[run].append(source)
    rare = {s: sum(len(holders[run]) <= COMMON for run in runs[s]) for s in sources}
    shared = Counter(
        pair for held in holders.values() if len(held) <= COMMON for pair in combinations(held, 2)
    )
    for (first, second), count in shared.items():
        if count >= FAMILY_SEQUENCES and count > FAMILY_OVERLAP * min(rare[first], rare[second]):
            yield first, second


def divide(grouped: Iterable[Sequence[str]], kept: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Sources by split; a licence that has a place keeps it.

    Raises ValueError where a new licence is related to one of the test.
    """
    placed: dict[str, list[str]] = {"train": [], "dev": [], "test": []}
    for family in grouped:
        sides = {kept[source] for source in family if source in kept}
        fresh = [source for source in family if source not in kept]
        if fresh and "test" in sides:
            raise ValueError(f"of a family of the test: {', '.join(fresh)}")
        # A new licence may join two families: what is like any training text trains.
        side = max(sides, default="") or _place(family, closed=bool(kept))
        for source in family:
            placed[kept.get(source, side)].append(source)
    return {name: sorted(sources) for name, sources in placed.items()}


def _place(family: Sequence[str], *, closed: bool) -> str:
    """By name, size, or a hash of the first member's name."""
    for name, chosen in (("test", TEST_AI), ("dev", DEV_AI)):
        if any(source.startswith(chosen) for source in family):
            return name
    if len(family) > LARGE or any(source.startswith("real:") for source in family):
        return "train"
    draw = int(hashlib.sha256(f"split 1 {family[0]}".encode()).hexdigest()[:8], 16) / 16**8
    drawn = "test" if draw < SHARE else "dev" if draw < 2 * SHARE else "train"
    return "train" if closed and drawn == "test" else drawn


def copies(clauses: Sequence[labels.Labelled], split: Mapping[str, str]) -> list[str]:
    """Hashes of the clauses of train and dev that repeat test clauses."""
    seen = {run for c in clauses if split[c.source] == "test" for run in sequences(c.text)}
    others = [clause for clause in clauses if split[clause.source] != "test"]
    return sorted({c.sha256 for c in others if overlap(c.text, seen) > HELD_OVERLAP})


def overlap(words: str, seen: Iterable[tuple[str, ...]]) -> float:
    """Share of a clause's sequences that are among those seen."""
    runs = sequences(words)
    return len(runs.intersection(seen)) / len(runs) if runs else 0.0


def main() -> None:
    """Write splits.json and say how large each side is."""
    clauses = labels.labelled()
    grouped = families(sorted({clause.source for clause in clauses}))
    placed = divide(grouped, labels.splits())
    split = {source: name for name, sources in placed.items() for source in sources}
    held = copies(clauses, split)
    lines = [f'"{name}":{json.dumps(sources, indent=0)}' for name, sources in placed.items()]
    written = '{"sources":{\n' + ",\n".join(lines) + '},\n"held":' + json.dumps(held) + "}\n"
    (labels.HERE / "splits.json").write_text(written, encoding="utf-8")
    print(f"{len(grouped)} families, {len(held)} held clauses")
    for name, sources in placed.items():
        print(name, len(sources), "licences", sum(split[c.source] == name for c in clauses))


if __name__ == "__main__":
    main()
