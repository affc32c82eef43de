"""What a file is, from its path alone."""

import re
from enum import StrEnum
from pathlib import PurePosixPath

from licensecheck.domain import DocumentKind
from licensecheck.knowledge.file_names import load_file_names, plain


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


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WEIGHTS = _words(
    "safetensors bin gguf ggml ggjt pt pth ckpt onnx onnx_data h5 hdf5 keras msgpack npz pb tflite"
    " mlmodel mlpackage pdparams nemo ot llamafile t7 caffemodel engine mar litertlm task pkl"
)
_CODE = _words("py ipynb sh c cc cpp cu cuh h hpp rs go java js ts jl lua m swift kt rb")
_ARCHIVES = _words("tar zst zip gz tgz bz2 xz 7z rar")
_DATA = _words("parquet arrow jsonl csv tsv tfrecord") | _ARCHIVES
_PLAIN = _words("md markdown mdx txt rst adoc org html htm xhtml")
_PROSE = _PLAIN | _words("pdf rtf doc docx odt")
_CONFIG = _words("json yaml yml toml ini cfg cff")
_IMAGES = _words("png jpg jpeg svg gif webp ico bmp tif tiff")
_KNOWN = _WEIGHTS | _CODE | _DATA | _CONFIG | _IMAGES
# `pytorch_model.bin` is weights; these carry the same endings and are not.
_NOT_WEIGHTS = re.compile(
    r"tokenizer|vocab|training_args|optimizer|scheduler|rng_state|spiece|sentencepiece|global_step"
)
_TOKENIZER = re.compile(r"tokenizer|vocab|merges\.txt|spiece|sentencepiece|added_tokens|tekken")
_TRAINING = re.compile(
    r"(^|[/_.-])(pre|post|re)?(train|training|trainer|finetun\w*|fine_tun\w*|sft|dpo|rlhf)"
)

_MODEL_CONFIGS = _words(
    "config.json generation_config.json adapter_config.json model_index.json mergekit_config.yml"
    " mergekit_config.yaml mergekit_moe_config.yml configuration.json params.json"
)
_PACKAGES = _words(
    "package.json pyproject.toml setup.py setup.cfg citation.cff codemeta.json cargo.toml"
)
# Lists of tensors, of other people's packages, and of words.
_LISTS = re.compile(r"\.index\.json$|[_.-]lock\.|^(?:requirements|constraints)\b")

_DATA_CARD = re.compile(r"data(set)?[ _-]*card")
# What others wrote and the model merely ships: never the terms of the model itself.
_VENDORED = re.compile(
    r"(^|/)(third[ _-]*party|3rd[ _-]*party|vendor(ed)?|externals?|extern|submodules|deps"
    r"|node_modules|site-packages|incl_licenses)[^/]*/"
)
_LICENSE_FOLDER = re.compile(r"(^|[_-])licen[cs]es?$")

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
    """What a file's text is read as, by its path alone; None for a file that is not read."""
    file = PurePosixPath(path)
    if any(part.startswith(".") for part in file.parts[:-1]):
        return None
    return _terms_kind(file) or _fields_kind(file) or _prose_kind(file)


def is_prose(path: str) -> bool:
    """True for prose whose text can be read, unless its name says that it is a list."""
    name = plain(PurePosixPath(path).name)
    is_list = name.startswith(".") or _TOKENIZER.search(name) or _LISTS.search(name)
    return extension(path) in _PLAIN and not is_list


def _terms_kind(file: PurePosixPath) -> DocumentKind | None:
    """The kind of a file that is called like terms or a card."""
    ending = extension(file.name)
    is_text = ending in _PROSE or not ending
    # `LICENSE.audiocraft` is a licence though its ending is no known one.
    kind = None if ending in _WEIGHTS else load_file_names().kind(file.name, prose=is_text)
    if ending in _KNOWN and not (kind and _is_prominent(file) and ending not in _DATA - _ARCHIVES):
        return None
    if ending in _CODE:  # it is called so, and is a program
        return DocumentKind.PROSE
    nested_readme = file.name.lower().startswith("readme") and len(file.parts) > 1
    if kind is None and is_text and not nested_readme and _in_license_folder(file):
        return DocumentKind.LICENSE
    if kind is DocumentKind.LICENSE and is_vendored(str(file)):
        return DocumentKind.NOTICE
    return None if kind is DocumentKind.CARD and nested_readme else kind


def _is_prominent(file: PurePosixPath) -> bool:
    """True for a file at the top, in a folder of weights or in one of licences."""
    folder = [*file.parts[-2:-1]]
    return not folder or _in_license_folder(file) or _spoken_of(folder[0].lower()) == {"weights"}


def _in_license_folder(file: PurePosixPath) -> bool:
    return len(file.parts) > 1 and bool(_LICENSE_FOLDER.search(file.parts[-2].lower()))


def _fields_kind(file: PurePosixPath) -> DocumentKind | None:
    """The kind of a file at the top with fields that may name a licence."""
    name = plain(file.name)
    if len(file.parts) > 1 or name.startswith("."):
        return None
    if name in _MODEL_CONFIGS:
        return DocumentKind.CONFIG
    is_list = _LISTS.search(name) or (_TOKENIZER.search(name) and "config" not in name)
    fields = name in _PACKAGES or (extension(name) in _CONFIG and not is_list)
    return DocumentKind.METADATA if fields else None


def _prose_kind(file: PurePosixPath) -> DocumentKind | None:
    """The kind of other prose: at the top, and READMEs of folders there."""
    if not is_prose(file.name) or len(file.parts) > 2 or is_vendored(str(file)):
        return None
    folder = file.parts[0].lower() if len(file.parts) > 1 else ""
    called = not folder or file.name.lower().startswith("readme")
    return DocumentKind.PROSE if called and _spoken_of(folder) <= {"weights"} else None


def component(path: str, kind: DocumentKind = DocumentKind.LICENSE) -> str:
    """Which part of the model a text speaks of, from its name, else from the nearest folder."""
    if kind is DocumentKind.CONFIG:
        return "model"
    if kind is DocumentKind.METADATA:
        return "code" if plain(path) in _PACKAGES else "model"
    if kind is DocumentKind.CARD:  # a model card speaks of more than the weights
        return "data" if _DATA_CARD.search(path.lower()) else "model"
    name, *folders = reversed(PurePosixPath(path.lower()).parts)
    # `zebra/models/` holds code as often as weights.
    for part in (name, *(folder for folder in folders if folder not in ("model", "models"))):
        if spoken := _spoken_of(part):
            return spoken.pop() if len(spoken) == 1 else "model"
    return "model"


def _spoken_of(part: str) -> set[str]:
    """The parts of a model that a name speaks of."""
    return {_COMPONENTS[word] for word in re.findall(r"[a-z]+", part) if word in _COMPONENTS}


def file_role(path: str) -> FileRole:  # noqa: PLR0911 - a table of names, one answer each
    """What a file contributes to a model, by its name."""
    lower, ending = path.lower(), extension(path)
    if _terms_kind(PurePosixPath(path)) and ending not in _CODE:
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
