"""What a file is, from its path alone: the one place that decides what is fetched and read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from licensecheck.domain import DocumentKind

MAX_DOCUMENTS = 60
"""Documents read of one model; the largest of 105 real repositories has 14."""


class FileRole(StrEnum):
    """What a file contributes to a model."""

    WEIGHTS = "weights"
    TRAINING_CODE = "training-code"
    CODE = "code"
    DATA = "data"
    TOKENIZER = "tokenizer"
    CONFIG = "config"
    DOCUMENT = "document"
    """A card, licence, use policy, notice or other prose."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file whose text is to be read, and as what."""

    path: str
    kind: DocumentKind
    component: str
    """model, code, weights or data; model where neither name nor folder says."""
    size: int | None = None
    """Bytes, where the file list says."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WEIGHTS = _words(
    "safetensors bin gguf ggml ggjt pt pth ckpt onnx onnx_data h5 hdf5 keras msgpack npz pb tflite"
    " mlmodel mlpackage pdparams nemo ot llamafile t7 caffemodel engine mar litertlm task pkl"
)
_CODE = _words("py ipynb sh c cc cpp cu cuh h hpp rs go java js ts jl lua m swift kt rb")
_DATA = _words("parquet arrow jsonl csv tsv tfrecord tar zst zip gz 7z rar")
_PROSE = _words("md markdown mdx txt rst adoc html htm pdf rtf doc docx odt")
_CONFIG = _words("json yaml yml toml ini cfg cff")
_IMAGES = _words("png jpg jpeg svg gif webp ico")
_READ_CONFIGS = frozenset(
    {"config.json", "generation_config.json", "adapter_config.json", "model_index.json",
     "mergekit_config.yml", "mergekit_config.yaml", "mergekit_moe_config.yml", "configuration.json",
     "params.json", "citation.cff"}
)  # fmt: skip

# `pytorch_model.bin` is weights; these carry the same endings and are not.
_NOT_WEIGHTS = re.compile(
    r"tokenizer|vocab|training_args|optimizer|scheduler|rng_state|spiece|sentencepiece|global_step"
)
_TOKENIZER = re.compile(r"tokenizer|vocab|merges\.txt|spiece|sentencepiece|added_tokens|tekken")
_TRAINING = re.compile(
    r"(^|[/_.-])(pre|post|re)?(train|training|trainer|finetun\w*|fine_tun\w*|sft|dpo|rlhf)"
)

_LICENSE = re.compile(
    r"licen[cs]|^copying|^unlicense|(^|[^a-z])(eula|patents|agreement)([^a-z]|$)"
    r"|(terms|conditions)[ _-]*(of|and|&)[ _-]*(use|service|condition)|^terms([^a-z]|$)"
    r"|(^|[^a-z])(weights?|models?|checkpoints?|data(sets?)?|code|software|use|usage|legal|research"
    r"|commercial)[ _-]*(terms|conditions|restrictions)([^a-z]|$)"
    r"|(^|[^a-z])(open)?rail([^a-z]|$)|许可|协议|条款"
)
_USE_POLICY = re.compile(
    r"us(e|age)[ _-]*(polic|restrict|guideline|limitation)|(acceptable|ethical|restricted)[ _-]*us"
    r"|prohibited|ai[ _-]*ethics|(^|[^a-z])aup([^a-z]|$)"
)
_NOTICE = re.compile(r"^notices?([^a-z]|$)|third[ _-]*party|^copyright|^disclaimer|attribution")
_CARD = re.compile(r"^readme([^a-z]|$)|(model|data|dataset|system)[ _-]*card([^a-z]|$)")
_DATA_CARD = re.compile(r"data(set)?[ _-]*card")
_HEADER = re.compile(r"licen[cs]e[ _-]*(header|template|check)|guide")
# What others wrote and the model merely ships: never the terms of the model itself.
_VENDORED = re.compile(
    r"(^|/)(third[ _-]*party|3rd[ _-]*party|vendor(ed)?|externals?|extern|submodules|deps"
    r"|node_modules|site-packages|incl_licenses)[^/]*/"
)
_LICENSE_FOLDER = re.compile(r"(^|[_-])licen[cs]es?$")
_TRANSLATION = re.compile(
    r"readme[._-](?!en|us|gb)([a-z]{2}([_-][a-z]{2,4})?|chinese|japanese|korean)"
)

_COMPONENTS = {
    "code": "code", "software": "code", "src": "code", "scripts": "code", "tools": "code",
    "examples": "code", "modules": "code", "evaluation": "code", "eval": "code", "tests": "code",
    "weight": "weights", "weights": "weights", "model": "weights", "models": "weights",
    "checkpoint": "weights", "checkpoints": "weights",
    "data": "data", "dataset": "data", "datasets": "data",
}  # fmt: skip


def extension(path: str) -> str:
    """Lower-case ending without its dot; empty for `LICENSE-SDXL1.0`, whose ending is a version."""
    suffix = PurePosixPath(path).suffix[1:].lower()
    return "" if suffix[:1].isdigit() and suffix != "7z" else suffix


def is_vendored(path: str) -> bool:
    """True where the file belongs to a third party's code that the model ships."""
    return bool(_VENDORED.search(path.lower()))


def document_kind(path: str) -> DocumentKind | None:
    """What a file's text is read as; None for a file that is not read."""
    file = PurePosixPath(path.lower())
    if any(part.startswith(".") for part in file.parts[:-1]):
        return None
    if file.name in _READ_CONFIGS:
        return DocumentKind.CONFIG if len(file.parts) == 1 else None
    ending = extension(path)
    if ending in _CODE | _DATA | _CONFIG | _WEIGHTS or ending in {
        "png",
        "jpg",
        "jpeg",
        "svg",
        "gif",
    }:
        return None
    return _prose_kind(file, ending)


def _prose_kind(file: PurePosixPath, ending: str) -> DocumentKind | None:
    """The kind of a file that holds prose, by its name."""
    name = file.name
    is_text = ending in _PROSE or not ending
    if _NOTICE.search(name) and is_text:
        return DocumentKind.NOTICE
    if _CARD.search(name):
        nested_readme = name.startswith("readme") and len(file.parts) > 1
        return DocumentKind.CARD if is_text and not nested_readme else None
    if _USE_POLICY.search(name) and is_text:
        return DocumentKind.USE_POLICY
    is_license = _LICENSE.search(name) and not _HEADER.search(name)
    # `LICENSE.audiocraft` is a licence though its ending is no known one.
    if is_license and (is_text or _LICENSE.match(name)):
        return DocumentKind.NOTICE if is_vendored(str(file)) else DocumentKind.LICENSE
    in_folder = len(file.parts) > 1 and _LICENSE_FOLDER.search(file.parts[-2])
    return DocumentKind.LICENSE if in_folder and is_text and not name.startswith("readme") else None


def component(path: str, kind: DocumentKind = DocumentKind.LICENSE) -> str:
    """Which part of the model a text speaks of, from its name, else from the nearest folder."""
    if kind is DocumentKind.CONFIG:
        return "model"
    if kind is DocumentKind.CARD:  # a model card speaks of more than the weights
        return "data" if _DATA_CARD.search(path.lower()) else "model"
    name, *folders = reversed(PurePosixPath(path.lower()).parts)
    # `zebra/models/` holds code as often as weights.
    for part in (name, *(folder for folder in folders if folder not in ("model", "models"))):
        words = re.findall(r"[a-z]+", part)
        if spoken := {_COMPONENTS[word] for word in words if word in _COMPONENTS}:
            return spoken.pop() if len(spoken) == 1 else "model"
    return "model"


def wanted(
    files: Iterable[tuple[str, int | None]],
) -> tuple[tuple[Wanted, ...], tuple[Wanted, ...]]:
    """Which of (path, size) are read, and which would be but are too many.

    Both are ordered by path. What the model's own terms are least likely to stand in (vendored,
    deep) is left out first. A translated README is read only where there is no other.
    """
    found = [
        Wanted(path, kind, component(path, kind), size)
        for path, size in files
        if (kind := document_kind(path)) is not None
    ]
    original = any(_is_readme(f) and not _is_translation(f) for f in found)
    chosen = [f for f in found if not (original and _is_translation(f))]
    chosen.sort(key=lambda f: (is_vendored(f.path), f.path.count("/"), f.path))
    by_path = lambda f: f.path  # noqa: E731 - one sort key used twice
    return (
        tuple(sorted(chosen[:MAX_DOCUMENTS], key=by_path)),
        tuple(sorted(chosen[MAX_DOCUMENTS:], key=by_path)),
    )


def _is_readme(file: Wanted) -> bool:
    return file.kind is DocumentKind.CARD and file.path.lower().startswith("readme")


def _is_translation(file: Wanted) -> bool:
    stem = re.sub(r"\.(md|markdown|mdx|txt|rst)$", "", file.path.lower())
    return bool(_TRANSLATION.fullmatch(stem))


def file_role(path: str) -> FileRole:  # noqa: PLR0911 - a table of names, one answer each
    """What a file contributes to a model, by its name."""
    lower, ending = path.lower(), extension(path)
    if document_kind(path) not in {None, DocumentKind.CONFIG}:
        return FileRole.DOCUMENT
    if _TOKENIZER.search(PurePosixPath(lower).name):
        return FileRole.TOKENIZER
    if ending in _WEIGHTS:
        return FileRole.OTHER if _NOT_WEIGHTS.search(lower) else FileRole.WEIGHTS
    if ending in _CODE:
        return FileRole.TRAINING_CODE if _TRAINING.search(lower) else FileRole.CODE
    if ending in _DATA:
        return FileRole.DATA
    if ending in _CONFIG:
        return FileRole.CONFIG
    return FileRole.DOCUMENT if ending in _PROSE else FileRole.OTHER


def is_weights(path: str) -> bool:
    """True for a file of model weights, in any format."""
    return file_role(path) is FileRole.WEIGHTS


HEADER_ENDINGS = (".gguf", ".safetensors")
"""Formats of model files that can name their licence."""
_LATER_SHARD = re.compile(r"-0*([2-9]|[1-9]\d+)-of-\d+\.\w+$")


def with_headers(paths: Iterable[str]) -> tuple[str, ...]:
    """Model files whose header may tell a licence, the first of each format.

    The others are shards, or quantisations that say the same.
    """
    first: dict[str, str] = {}
    for path in sorted(paths):
        for ending in HEADER_ENDINGS:
            if path.lower().endswith(ending) and not _LATER_SHARD.search(path):
                first.setdefault(ending, path)
    return tuple(sorted(first.values()))
