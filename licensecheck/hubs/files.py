"""What a file is, from its path alone."""

import re
from collections.abc import Sequence
from enum import StrEnum

from licensecheck.domain import DocumentKind
from licensecheck.knowledge.file_names import load_file_names, plain


class FileRole(StrEnum):
    """What a file contributes to a model."""

    WEIGHTS = "weights"
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
    " th pbmm pdiparams"
)
_CODE = _words("py ipynb sh c cc cpp cu cuh h hpp rs go java js ts jl lua m swift kt rb")
_ARCHIVES = _words("tar zst zip gz tgz bz2 xz 7z rar")
_DATA = _words("parquet arrow jsonl csv tsv tfrecord") | _ARCHIVES
_PLAIN = _words("md markdown mdx txt text rst adoc org html htm xhtml nfo bib")
_PAGES = _words("md markdown mdx")
_PROSE = _PLAIN | _words("pdf rtf doc docx odt license licence")
_TEXTS = _words(
    "tex srt vtt log properties po opml xml spdx csv tsv jsonl jinja j2 diff patch conf man env"
)
_PROGRAMS = _CODE | _words("pyi rb scala cs php lua r mjs tsx jsx proto cxx dart bat ps1")
_BINARIES = _words(
    "wav mp3 ogg flac m4a opus mp4 avi mov mkv webm ttf otf woff woff2 eot npy pickle mat fbx glb"
    " obj ply stl pyc so dll exe whl egg jar class pdb o a lib db sqlite lmdb idx model params"
    " param pyd"
)
"""What holds no text, beside weights, data, pictures and documents."""
_TOOLS = _words(
    ".gitattributes .gitignore .gitmodules .gitkeep .dockerignore .editorconfig .flake8 .pylintrc"
    " .npmignore .nojekyll .python-version .prettierignore .eslintignore .mailmap .ds_store"
)
"""Hidden files that tools read."""
_CONFIG = _words("json yaml yml toml ini cfg cff gin")
_IMAGES = _words("png jpg jpeg svg gif webp ico bmp tif tiff")
_KNOWN = _CODE | _ARCHIVES | _CONFIG | _IMAGES
# Weights and tables are never terms: licence-plate.safetensors, agreement.csv.
_NEVER = _WEIGHTS | (_DATA - _ARCHIVES)
_HEARD = _NEVER | _KNOWN | _PROSE | _BINARIES
# `pytorch_model.bin` is weights; these carry the same endings and are not.
_NOT_WEIGHTS = re.compile(
    r"tokenizer|vocab|training_args|optimizer|scheduler|rng_state|spiece|sentencepiece|global_step"
)
_TOKENIZER = re.compile(r"tokenizer|vocab|merges\.txt|spiece|sentencepiece|added_tokens|tekken")
_WORD_LIST = re.compile(r"(?:dict|words|tokens|lexicon|labels|phones|phonemes|symbols)\.txt")

_MODEL_CONFIGS = _words(
    "config.json generation_config.json adapter_config.json model_index.json mergekit_config.yml"
    " mergekit_config.yaml mergekit_moe_config.yml configuration.json params.json"
)
_PACKAGES = _words(
    ".zenodo.json datapackage.json dockerfile containerfile mlmodel package.json pyproject.toml"
    " setup.py setup.cfg dep5 citation.cff codemeta.json cargo.toml"
)
# Lists of tensors, of other people's packages, and of words.
_LISTS = re.compile(r"(?<!\.safetensors)\.index\.json$|[_.-]lock\.|^(?:requirements|constraints)\b")

# Makefile, Jenkinsfile; a Modelfile holds the licence of a model, and a Dockerfile has fields.
_PROGRAM = re.compile(r"^(?!modelfile$)[a-z]*file$|^mlmodel$")

_MANUAL = re.compile(r"[a-z][a-z0-9-]*\.[1-8]")
_BUILD = re.compile(r"(?:docker|container|make|just|jenkins|rake|snake|vagrant)file")
_DATA_NAME = re.compile(r"[a-z0-9_.-]+")

DEEPEST = 4
"""Folders down to which other prose is looked through: docs/zh/README.md."""
_DEEPEST_CODE = 2
"""Folders down to which programs are: src/zebra/model.py."""

_DATA_CARD = re.compile(r"data(set)?[ _-]*card")
# What others wrote and the model merely ships: never the terms of the model itself.
_VENDORED = re.compile(
    r"(^|/)(third[ _-]*party|3rd[ _-]*party|vendor(ed)?|externals?|extern|submodules|deps"
    r"|node_modules|site-packages|incl_licenses)[^/]*/"
)
_DOCUMENTATION = ("doc", "docs")
_LICENSE_FOLDER = re.compile(r"(^|[_-])licen[cs]es?$|^(legal|terms|reuse)$")

_COMPONENTS = {
    "code": "code", "software": "code", "src": "code", "scripts": "code", "tools": "code",
    "examples": "code", "modules": "code", "evaluation": "code", "eval": "code", "tests": "code",
    "weight": "weights", "weights": "weights", "model": "weights", "models": "weights",
    "checkpoint": "weights", "checkpoints": "weights",
    "data": "data", "dataset": "data", "datasets": "data",
}  # fmt: skip


def extension(path: str) -> str:
    """Lower-case ending without its dot; empty for `LICENSE-SDXL1.0`, whose ending is a version."""
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    ending = ending.lower() if stem else ""
    return "" if ending[:1].isdigit() and ending != "7z" else ending


def unpacked(path: str) -> str:
    """The path without the endings of archives: `zebra.pth.tar` is PyTorch's old way of writing
    weights."""
    while extension(path) in _ARCHIVES:
        path = path.rpartition(".")[0]
    return path


def is_vendored(path: str) -> bool:
    """True where the file belongs to a third party's code that the model ships."""
    return bool(_VENDORED.search(path.lower()))


def is_of_others(path: str) -> bool:
    """True for a file of one of the works in a folder for those of others: what lies in that folder
    itself is the publisher's word on them."""
    found = _VENDORED.search(path.lower())
    return found is not None and "/" in path[found.end() :]


def is_hidden(folder: str) -> bool:
    """True for a folder that tools keep for themselves; those for terms are read."""
    return folder.startswith(".") and not (
        folder == ".github" or _LICENSE_FOLDER.search(folder.lower().lstrip("."))
    )


def document_kind(path: str) -> DocumentKind | None:
    """What a file's text is read as, by its path alone; None for a file that is not read."""
    *folders, name = path.split("/")
    if any(is_hidden(folder) for folder in folders):
        return None
    found = _terms_kind(folders, name)
    return found or _prose_kind(folders, name) or (None if folders else _fields_kind(name))


def is_prose(name: str) -> bool:
    """True for prose whose text can be read, unless its name says that it is a list.

    Without an ending, a name in small letters is of data (`gzip`, `f1`), any other of prose (NEWS).
    """
    ending = extension(name)
    if name.startswith(".") or not (ending in _PLAIN or not (ending or _DATA_NAME.fullmatch(name))):
        return False
    name = plain(name)
    return not (_TOKENIZER.search(name) or _LISTS.search(name) or _PROGRAM.search(name))


def is_other_text(path: str) -> bool:
    """True for a text near the top that is neither prose nor fields: subtitles, a log, a table, a
    patch, a program. It may speak of the weights as any file may."""
    *folders, name = path.split("/")
    if len(folders) > DEEPEST or any(map(is_hidden, folders)) or is_vendored(path):
        return False
    if name.startswith(".") and name.count(".") == 1:
        return not folders and name.lower() not in _TOOLS
    if is_code(path):
        return len(folders) <= _DEEPEST_CODE
    if _TOKENIZER.search(plain(name)):
        return extension(name) == "jinja" or is_vocabulary(path)
    nested = bool(folders) and _fields_kind(name) is not None
    ending = extension(name)
    return ending in _TEXTS or nested or is_unheard(path) or bool(_MANUAL.fullmatch(name))


def is_unheard(path: str) -> bool:
    """True for a file at the top with an ending that nobody has heard of: it is a text until its
    bytes show that it is none."""
    ending = extension(path)
    return bool(ending) and "/" not in path and ending not in _HEARD | _TEXTS


def is_vocabulary(path: str) -> bool:
    """True for a list of words or of pairs of them, one a line, by its name."""
    return extension(path) == "txt" and bool(_TOKENIZER.search(plain(path.rpartition("/")[2])))


def is_word_list(path: str) -> bool:
    """True for what a model reads or gives as words, one a line, by its name."""
    name = plain(path.rpartition("/")[2])
    return bool(_TOKENIZER.search(name) or _WORD_LIST.fullmatch(name))


def is_code(path: str) -> bool:
    """True for a program, whose comments and messages speak to people."""
    name = path.rpartition("/")[2]
    return extension(name) in _PROGRAMS or bool(_BUILD.fullmatch(plain(name)))


def beside_kind(name: str) -> DocumentKind | None:
    """What a file that lies beside weights is read as, whatever the folder."""
    return DocumentKind.PROSE if is_prose(name) else _fields_kind(name) and DocumentKind.METADATA


def _terms_kind(folders: Sequence[str], name: str) -> DocumentKind | None:
    """The kind of a file that is called like terms or a card."""
    ending = extension(name)
    if ending in _NEVER or (ending in _KNOWN and not _is_prominent(folders)):
        return None
    is_text = ending in _PROSE or not ending
    # `LICENSE.audiocraft` is a licence though its ending is no known one.
    kind = load_file_names().kind(name, prose=is_text or ending in _ARCHIVES)
    if kind and ending in _CODE:  # it is called so, and is a program
        return DocumentKind.PROSE
    part = _is_of_part(folders, name)
    if kind is None and is_text and _is_of_licenses(folders):
        return DocumentKind.LICENSE
    if kind is DocumentKind.LICENSE and folders and is_vendored("/".join((*folders, name))):
        return DocumentKind.NOTICE
    return None if kind is DocumentKind.CARD and part else kind


def _is_of_part(folders: Sequence[str], name: str) -> bool:
    """True for the README or list of models of a folder: it speaks of what lies there, but for a
    list in the documentation of the whole."""
    readme = name.lower().startswith("readme")
    return bool(folders) and (readme or not (_is_of_whole(folders) or "card" in name.lower()))


def _is_of_whole(folders: Sequence[str]) -> bool:
    return not folders or (len(folders) == 1 and folders[0].lower() in _DOCUMENTATION)


def is_page_of_project(path: str) -> bool:
    """True for a page of prose at the top, or in the folder with the documentation of the whole,
    that is no README, nor a translation of one."""
    *folders, name = path.split("/")
    readme = name.lower().startswith("readme")
    return _is_of_whole(folders) and extension(name) in _PAGES and not readme


def _is_prominent(folders: Sequence[str]) -> bool:
    """True for files at the top, in a folder of weights or in one of licences."""
    return not folders or _is_of_licenses(folders) or _spoken_of(folders[-1].lower()) == {"weights"}


def _is_of_licenses(folders: Sequence[str]) -> bool:
    return bool(folders) and bool(_LICENSE_FOLDER.search(folders[-1].lower()))


def is_of_folder(path: str) -> bool:
    """True for a text in the folder of some work, and in none where licences are kept."""
    folders = path.split("/")[:-1]
    return bool(folders) and "://" not in path and not _is_of_licenses(folders)


def _fields_kind(name: str) -> DocumentKind | None:
    """The kind of a file at the top with fields that may name a licence."""
    name = plain(name)
    if name in _MODEL_CONFIGS:
        return DocumentKind.CONFIG
    is_list = _LISTS.search(name) or (_TOKENIZER.search(name) and "config" not in name)
    is_list = is_list or name.startswith(".")
    fields = name in _PACKAGES or (extension(name) in _CONFIG and not is_list)
    return DocumentKind.METADATA if fields else None


def _prose_kind(folders: Sequence[str], name: str) -> DocumentKind | None:
    """The kind of other prose: at the top, and with an ending in folders near it."""
    if len(folders) > DEEPEST or not is_prose(name):
        return None
    return DocumentKind.PROSE if not folders or extension(name) else None


def component(path: str, kind: DocumentKind = DocumentKind.LICENSE) -> str:
    """Which part of the model a text speaks of, from its name, else from the nearest folder."""
    if kind is DocumentKind.CONFIG:
        return "model"
    if kind is DocumentKind.METADATA:
        return "code" if plain(path) in _PACKAGES else "model"
    if kind is DocumentKind.CARD:  # a model card speaks of more than the weights
        return "data" if _DATA_CARD.search(path.lower()) else "model"
    name, *folders = reversed(path.lower().split("/"))
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
    *folders, name = path.split("/")
    hidden = any(folder.startswith(".") for folder in folders)
    if not hidden and ending not in _CODE and _terms_kind(folders, name):
        return FileRole.DOCUMENT
    if _TOKENIZER.search(name.lower()):
        return FileRole.TOKENIZER
    if ending in _WEIGHTS or extension(unpacked(lower)) in _WEIGHTS:
        return FileRole.OTHER if _NOT_WEIGHTS.search(lower) else FileRole.WEIGHTS
    if ending in _CODE:
        return FileRole.CODE
    if ending in _DATA:
        return FileRole.DATA
    if ending in _CONFIG:
        return FileRole.CONFIG
    return FileRole.DOCUMENT if ending in _PROSE else FileRole.OTHER


def is_weights(path: str) -> bool:
    """True for a file of model weights, in any format."""
    return file_role(path) is FileRole.WEIGHTS
