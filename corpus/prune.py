"""Leave out of the released model the word pieces that nothing it reads has.

    python -m corpus.prune [FOLDER]

Of the 30,522 pieces of the published encoder those are kept that occur most in licences, model
cards, READMEs and our own clauses, and every letter and sign by itself, so that any other word is
still cut into pieces. model.onnx, tokenizer.json, labels.json and SHA256SUMS are written anew; run
it after `corpus.release` and before `corpus.train_statements`. What was lost: corpus/README.md.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from corpus import texts
from corpus.digests import record
from licensecheck.classify.released import FILES, FOLDER, TOKENIZER, WEIGHTS, digest

MOST = 12_550
"""With so many model.onnx has 15.97 MB, 4.8 of them theirs; each occurs four times or more."""
HERE = Path(__file__).parent
WRITTEN = ("written.jsonl", "contrast.jsonl", "claims_written.jsonl", "doubts_written.jsonl")
LISTED = ("statements_written.yaml",)
PAGES = ("licenses/*", "cards/**/*.md", "repos/*/*.md", "repos/*/LICEN*", "more/*/*.md")
LONGEST = 60_000
"""Characters of a text that count."""
EMBEDDING = "words.weight_quantized"
LATIN = 0x250
"""Letters of other scripts by themselves are kept only where they occur."""


def read() -> Iterator[str]:
    """What the classifier reads; nothing that it is tested with alone."""
    for pattern in PAGES:
        for path in sorted(texts.real_folder().glob(pattern)):
            if path.is_file():
                yield path.read_text("utf-8", errors="replace")
    for name in WRITTEN:
        for line in (HERE / name).read_text("utf-8").splitlines():
            yield json.loads(line)["text"]
    for name in LISTED:
        yield (HERE / name).read_text("utf-8")
    yield from texts.known()


def kept(
    counts: Mapping[int, int], vocabulary: Mapping[str, int], special: Sequence[int]
) -> list[int]:
    """The pieces to keep, by their numbers, in order."""
    alone = [number for piece, number in vocabulary.items() if _is_alone(piece, number, counts)]
    always = {*special, *alone}
    often = sorted((n for n in counts if n not in always), key=lambda n: (-counts[n], n))
    return sorted([*always, *often[: MOST - len(always)]])


def _is_alone(piece: str, number: int, counts: Mapping[int, int]) -> bool:
    letter = piece.removeprefix("##")
    return len(letter) == 1 and (ord(letter) < LATIN or number in counts)


def tokenizer(whole: Mapping[str, Any], numbers: Sequence[int]) -> dict[str, Any]:
    """The tokenizer with these pieces alone, numbered anew in their order."""
    pieces = {number: piece for piece, number in whole["model"]["vocab"].items()}
    new = {pieces[number]: at for at, number in enumerate(numbers)}
    found = json.loads(json.dumps(whole))
    found["model"]["vocab"] = new
    for token in found["added_tokens"]:
        token["id"] = new[token["content"]]
    for token in found["post_processor"]["special_tokens"].values():
        token["ids"] = [new[one] for one in token["tokens"]]
    return dict(found)


def main() -> None:
    """Prune the model of a folder, by default the one that ships."""
    parser = argparse.ArgumentParser(prog="python -m corpus.prune")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    folder = parser.parse_args().folder
    whole = json.loads((folder / TOKENIZER).read_text("utf-8"))
    numbers = kept(_counts(folder / TOKENIZER), whole["model"]["vocab"], _special(whole))
    keep(folder, tokenizer(whole, numbers), numbers)
    _record(folder)
    size = (folder / WEIGHTS).stat().st_size / 1e6
    print(f"{len(numbers)} of {len(whole['model']['vocab'])} pieces, {size:.2f} MB")


def _special(whole: Mapping[str, Any]) -> list[int]:
    return [token["id"] for token in whole["added_tokens"]]


def _counts(path: Path) -> Counter[int]:
    cut = Tokenizer.from_file(str(path))
    cut.no_truncation()
    counts = Counter[int]()
    for text in read():
        counts.update(cut.encode(text[:LONGEST], add_special_tokens=False).ids)
    return counts


def keep(folder: Path, pieces: Mapping[str, Any], numbers: Sequence[int]) -> None:
    """Leave in the model and the tokenizer of a folder these pieces alone."""
    onnx: Any = import_module("onnx")  # of the group that trains
    model = onnx.load(str(folder / WEIGHTS))
    for tensor in model.graph.initializer:
        if tensor.name == EMBEDDING:
            rows = np.ascontiguousarray(onnx.numpy_helper.to_array(tensor)[list(numbers)])
            tensor.CopyFrom(onnx.numpy_helper.from_array(rows, tensor.name))
    onnx.save(model, str(folder / WEIGHTS))
    text = json.dumps(pieces, ensure_ascii=False, separators=(",", ":"))
    (folder / TOKENIZER).write_text(text, "utf-8")


def _record(folder: Path) -> None:
    card = (folder / "labels.json").read_text("utf-8")
    said = json.loads(card)
    for key, name in (("sha256", WEIGHTS), ("tokenizer_sha256", TOKENIZER)):
        card = card.replace(said[key], digest(folder / name))
    (folder / "labels.json").write_text(card, "utf-8")
    record(folder, FILES)


if __name__ == "__main__":
    main()
