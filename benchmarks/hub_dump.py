"""Writes a made-up dump of a hub, as large as a real one: python -m benchmarks.hub_dump FILE.

    python -m benchmarks.hub_dump FILE [--models 2200000] [--seed 0] [--row-group 20000]

The columns are those of cfahlgren1/hub-stats. How many models have which licence is as LISCAN
counted it in 2.2 million (`LICENSES`). What is made from what, and how deep, nobody has published;
it is a guess: two of five models name a base, one of fifty of those several, one of a thousand is
a part of a circle. Files stand together as the programs write them that publish models (`FILES`),
in shares that are guessed too, and most data sets are the publisher's own. A few rows are broken.
The same seed gives the same bytes.
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

LICENSES = {
    "": 1_023_823,
    "apache-2.0": 249_075,
    "mit": 92_116,
    "openrail": 35_295,
    "creativeml-openrail-m": 26_738,
    "cc-by-nc-4.0": 12_892,
    "llama3": 9_898,
    "llama2": 9_682,
    "llama3.1": 6_858,
    "cc-by-4.0": 5_841,
    "other": 60_000,
    "gemma": 20_000,
    "unknown": 10_000,
    "cc-by-nc-sa-4.0": 6_000,
    "gpl-3.0": 4_000,
    "bsd-3-clause": 2_000,
}
"""Models by licence; those from `other` on are guesses of the rest."""
OTHER = (
    ("tern-license", "LICENSE"),
    ("llama-3-community", "https://llama.meta.com/llama3/license/"),
    ("qwen-research", "https://huggingface.co/Qwen/Qwen2.5-3B/blob/main/LICENSE"),
    ("gull-non-commercial", "https://example.org/gull"),
)
BASES = (
    # licensecheck: ignore bases of made-up cards
    *("meta-llama/Llama-2-7b-hf", "meta-llama/Meta-Llama-3-8B", "mistralai/Mistral-7B-v0.1"),
    # licensecheck: ignore bases of made-up cards
    *("google/gemma-2b", "Qwen/Qwen2.5-7B", "stabilityai/stable-diffusion-xl-base-1.0"),
    # licensecheck: ignore bases of made-up cards
    *("bert-base-uncased", "openai/whisper-small", "google/vit-base-patch16-224"),
)
RELATIONS = ("finetune", "finetune", "adapter", "quantized", "quantized", "merge")
DATA = ("glue", "squad", "imagenet-1k", "HuggingFaceH4/ultrachat_200k", "tatsu-lab/alpaca")
_TOKENS = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")
_TRAINED = (".gitattributes", "README.md", "config.json", "model.safetensors", *_TOKENS)
FILES = {
    "adapter": (
        (("README.md", "adapter_config.json", "adapter_model.safetensors"), 3),
        (("README.md", "adapter_config.json", "adapter_model.safetensors", *_TOKENS), 2),
    ),
    "quantized": (((".gitattributes", "README.md", "model.Q4_K_M.gguf"), 4), (_TRAINED, 1)),
    "merge": (((*_TRAINED, "mergekit_config.yml"), 1),),
    "": (
        ((*_TRAINED, "training_args.bin"), 8),
        (_TRAINED, 4),
        ((".gitattributes",), 3),  # nothing was uploaded
        ((".gitattributes", "pytorch_model.bin"), 1),
        (("README.md", "model_index.json", "unet/diffusion_pytorch_model.safetensors"), 2),
        (("README.md", "runs/events.out.tfevents", "model.zip"), 2),
    ),
}
"""What models have, by how they were made, with how often."""
_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("author", pa.string()),
        ("createdAt", pa.string()),
        ("lastModified", pa.string()),
        ("likes", pa.int64()),
        ("downloads", pa.int64()),
        ("pipeline_tag", pa.string()),
        ("library_name", pa.string()),
        ("tags", pa.list_(pa.string())),
        ("cardData", pa.string()),
        ("gated", pa.string()),
        ("siblings", pa.list_(pa.struct([("rfilename", pa.string())]))),
    ]
)


def name(number: int) -> str:
    """The id of the model with a number."""
    return f"org-{number % 70_000}/tern-{number}"


def rows(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """That many models."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    licenses, weights = list(LICENSES), list(LICENSES.values())
    for number in range(count):
        license_ = chance.choices(licenses, weights)[0]
        yield _row(number, count, license_, chance)


def _row(number: int, count: int, license_: str, chance: random.Random) -> dict[str, Any]:
    data: dict[str, Any] = {"library_name": "transformers", "tags": ["generated"]}
    if license_:
        data["license"] = license_
    if license_ == "other":
        data["license_name"], data["license_link"] = chance.choice(OTHER)
    relation, bases = "", list[str]()
    if chance.random() < 0.4:
        relation, bases = chance.choice(RELATIONS), _bases(number, count, chance)
        data["base_model"] = bases if len(bases) > 1 else bases[0]
    data["datasets"] = [_data(number, chance)] if chance.random() < 0.3 else []
    tags = [f"license:{license_}"] if license_ else []
    tags += [
        tag for base in bases for tag in (f"base_model:{base}", f"base_model:{relation}:{base}")
    ]
    tags += [f"dataset:{one}" for one in data["datasets"]] + ["region:us", "transformers"]
    data["model-index"] = [{"name": name(number), "results": [{"value": chance.random()}]}]
    kinds = FILES.get(relation, FILES[""])
    files = [*chance.choices([kind for kind, _ in kinds], [often for _, often in kinds])[0]]
    files += ["LICENSE"] if chance.random() < 0.05 else []
    day = f"2026-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}T10:00:00.000Z"
    return {
        "id": name(number) if chance.random() > 1e-5 else "no id at all",
        "author": name(number).partition("/")[0],
        "createdAt": day,
        "lastModified": day,
        "likes": 0,
        "downloads": int(chance.paretovariate(1)) - 1,
        "pipeline_tag": "text-generation",
        "library_name": "transformers",
        "tags": tags,
        "cardData": json.dumps(data) if chance.random() > 1e-5 else '{"license": ',
        "gated": chance.choices(("false", "auto", "manual"), (97, 2, 1))[0],
        "siblings": [{"rfilename": file} for file in sorted(files)],
    }


def _data(number: int, chance: random.Random) -> str:
    """A known data set, or one of the publisher's."""
    own = f"{name(number).partition('/')[0]}/rows-{chance.randint(1, 9)}"
    return chance.choice(DATA) if chance.random() < 0.4 else own


def _bases(number: int, count: int, chance: random.Random) -> list[str]:
    """A known model, or an earlier one of the dump; in a circle, a later one."""
    if chance.random() < 0.001:
        return [name((number + 1) % count)]
    many = chance.randint(2, 5) if chance.random() < 0.02 else 1
    earlier = max(number, 1)
    return [
        chance.choice(BASES) if chance.random() < 0.6 else name(int(earlier * chance.random() ** 4))
        for _ in range(many)
    ]


def write(file: Path, count: int, seed: int, group: int) -> None:
    """A Parquet file of that many models, in row groups."""
    found = rows(count, seed)
    with pq.ParquetWriter(file, _SCHEMA, compression="zstd") as writer:
        for first in range(0, count, group):
            batch = [next(found) for _ in range(min(group, count - first))]
            writer.write_table(pa.Table.from_pylist(batch, _SCHEMA), row_group_size=group)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--models", type=int, default=2_200_000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--row-group", type=int, default=20_000)
    given = options.parse_args()
    write(given.file, given.models, given.seed, given.row_group)


if __name__ == "__main__":
    main()
