"""Whether a path is searched for models, is a model, or both."""

import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePosixPath

from licensecheck import disk
from licensecheck.domain import DocumentKind, ModelRef
from licensecheck.hubs import is_address, looks_like_path
from licensecheck.hubs.layouts import bounds_of
from licensecheck.knowledge.components import load_components
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.file_names import load_file_names
from licensecheck.scan.contents import Contents
from licensecheck.scan.form import form_of
from licensecheck.scan.patterns import patterns
from licensecheck.scan.places import Entry, MalformedError, read_json
from licensecheck.scan.weights import is_weights
from licensecheck.text.letters import letters

_HEAD = re.compile(r"\A---\r?\n(.*?)\n---\s*$", re.S | re.M)
_CARD = re.compile(
    r"^(license|license_name|base_model|pipeline_tag|library_name|model-index|tags|datasets):", re.M
)
_SPACE = re.compile(r"^(sdk|app_file):", re.M)
_FILE = re.compile(r"\.[A-Za-z]{2,5}$")
_TITLE = re.compile(r"^(?:#|<h1[^>\n]{0,200}>)[ \t]*([^\n]{1,200})", re.M | re.I)
_WORD = re.compile(r"[\w+]{2,60}")
_OWN = re.compile(r"\b(?:weights?|checkpoints?|ckpts?|pre-?trained)\b|权重|预训练|检查点", re.I)
# "The model" without a name between: with one, it may be somebody else's.
_SUBJECT = re.compile(rf"{_OWN.pattern}|\b(?:the|this|these|our) (?:trained )?models?\b|模型", re.I)
# "MODEL_LICENSE", "LICENSE-weights.txt"
_MODELS = re.compile(r"(?<![a-z])(?:models?|weights?|checkpoints?)(?![a-z])", re.I)
_PROSE = frozenset({"", ".md", ".mdx", ".markdown", ".rst", ".txt"})
_COMMON = frozenset(
    {"model", "models", "large", "language", "vision", "speech", "image", "video", "official"}
    | {"pytorch", "tensorflow", "implementation", "introduction", "code", "paper", "release"}
    | {"main", "master", "with", "from", "using", "open", "source", "project", "repository"}
    | {"generation", "learning", "text", "chat", "demo", "https", "github", "huggingface"}
)
"""Words of titles that call no model."""
_SHORT = 3
"""Letters of a word that is found in many others."""
_LONGEST = 2_000
"""Characters of a line that may say under which licence weights are."""
_MOST = 1_000
"""Files of a folder that are looked at."""
# A card or configuration is a few kilobytes; this much of a file shows what it is.
_ENOUGH = 200_000


def is_searched(path: Path) -> bool:
    """True for a folder, and for a file of a kind that names models, whatever lies there."""
    if os.path.isdir(path):
        return True
    if not disk.is_there(path) or is_weights(path.name):
        return False
    return bool(form_of(path.name) or Contents(path.parent, path.name).script(path.name))


def is_missing_path(text: str) -> bool:
    """True for what is written as a path of this project, and is none that is there.

    `services/chat` is one where there is a folder `services`, or where folders of projects are
    called so; `org/name` may be a model.
    """
    if disk.is_there(Path(text)) or is_address(text):
        return False
    if looks_like_path(text) or text.endswith("/"):
        return True
    first, *rest = text.split("/")
    if not rest:
        return False
    is_file = bool(_FILE.search(text)) and form_of(PurePosixPath(text).name) is not None
    known = patterns().folders | patterns().project_folders
    return is_file or first.lower() in known or os.path.isdir(first)


def is_model_folder(path: Path) -> bool:
    """True for a folder that is a model: a card, a model's configuration, or a hub's cache.

    Weights alone do not make one: a program may lie beside them.
    """
    if path.name.startswith("models--") and os.path.isdir(path / "snapshots"):
        return True
    return _has_card(path / "README.md") or _has_config(path / "config.json")


def tells_of_weights(path: Path) -> bool:
    """True for a folder whose README says where weights are: it may be that of a model."""
    return any(True for _ in _weights_links(_beginning(path / "README.md")))


def tells_of_own_weights(path: Path) -> bool:
    """True for a folder whose pages speak of its own weights: links to them are called after it,
    or a line that calls them weights, checkpoints or pretrained models has a link to them or the
    licence that they are under. So does a file of terms that is called after weights or models."""
    title = _TITLE.search(_beginning(path / "README.md"))
    words = _WORD.findall(f"{path.resolve().name} {title[1] if title else ''}")
    own = {letters(one) for one in words} - _COMMON
    if any(_is_of_models(one.name) for one in _here(path)):
        return True
    return any(_links_own_weights(one, own) or _licenses_weights(one) for one in _pages(path))


def _links_own_weights(text: str, own: Collection[str]) -> bool:
    return any(
        _OWN.search(line) or any(name in letters(line[at:]) for name in own if len(name) > _SHORT)
        for line, at in _weights_links(text)
    )


def _here(path: Path) -> Iterator[Path]:
    """The files that lie in a folder and in its documentation."""
    for folder in (path, path / "docs"):
        if disk.within(folder, bounds_of(path.resolve())) is None:
            continue
        with suppress(OSError):  # the search of the folder says so
            yield from sorted(one for one in islice(folder.iterdir(), _MOST) if one.is_file())


def _pages(path: Path) -> Iterator[str]:
    """Texts of a folder that are called as pages about it and its models are."""
    for one in _here(path):
        if one.suffix in _PROSE and load_file_names().kind(one.name) is DocumentKind.CARD:
            yield _beginning(one)


def _is_of_models(name: str) -> bool:
    """True for the name of a file with the terms of weights or models."""
    return bool(_MODELS.search(name)) and load_file_names().kind(name) is DocumentKind.LICENSE


def _licenses_weights(text: str) -> bool:
    """True where a line says under which licence weights are."""
    from licensecheck.identify.mentions import mentions
    from licensecheck.terms.subject import licensed_part

    facts = load_facts()
    return any(
        licensed_part(line, known, facts) == "weights"
        for line in text.splitlines()
        if len(line) < _LONGEST and _SUBJECT.search(line)
        for known in mentions(line, facts)
    )


def _weights_links(text: str) -> Iterator[tuple[str, int]]:
    """The lines that link to weights, and where the link begins."""
    weights = next(one for one in load_components() if one.name == "weights")
    for line in text.splitlines():
        found = next(filter(None, (re.search(link, line) for link in weights.links)), None)
        if found:
            yield line, found.start()


def local_model(path: Path) -> ModelRef:
    """The model that is a folder here, always written in the same way."""
    name = path.as_posix()
    # A name without a slash would not be typed as a path.
    return ModelRef("local", name if "/" in name or name == "." else f"./{name}")


def _has_card(path: Path) -> bool:
    head = _HEAD.match(_beginning(path))
    return bool(head and _CARD.search(head[1]) and not _SPACE.search(head[1]))


def _has_config(path: Path) -> bool:
    try:
        tree = read_json(_beginning(path) or "null")
    except MalformedError:
        return False
    return isinstance(tree, Entry) and bool(tree.get("model_type") or tree.get("architectures"))


def _beginning(path: Path) -> str:
    """The beginning of a file; empty where there is none, or a link to outside its folder."""
    try:
        if disk.within(path, bounds_of(path.parent.resolve())) is None:
            return ""
        return disk.beginning(path, _ENOUGH).decode("utf-8", "replace")
    except OSError:  # the search of the folder says so
        return ""
