"""The reader's files, told by the digests that were recorded when they were written."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from licensecheck.classify.released import ModelFilesError, check
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.reader.lexicon import Lexicon
from licensecheck.reader.names import Weights
from licensecheck.reader.names import load as weights
from licensecheck.reader.network import Network

FOLDER = Path(__file__).resolve().parent.parent / "_data" / "reader"
LEXICON, NAMES, WEIGHTS = "lexicon.json", "names.npz", "names.json"
FILES = (LEXICON, NAMES, WEIGHTS)


@lru_cache(1)
def of_names(knowledge: Knowledge, folder: Path = FOLDER) -> tuple[Lexicon, Network]:
    """What the names in a page are read with; raises ModelFilesError where a file is missing or
    another one than was released."""
    _check(folder)
    known = json.loads((folder / LEXICON).read_text("utf-8"))
    return lexicon(known, knowledge), network(folder / NAMES)


@lru_cache(1)
def of_weights(folder: Path = FOLDER) -> Weights:
    """What decides a name from all its places; raises ModelFilesError as `load` does."""
    _check(folder)
    return weights(folder / WEIGHTS)


def lexicon(known: dict[str, Any], knowledge: Knowledge) -> Lexicon:
    """What labelled pages and the catalogue know."""
    from licensecheck.knowledge.called import called_names

    return Lexicon(
        knowledge.names.families,
        called_names(),
        known["roles"],
        frozenset(known["beginnings"]),
    )


def network(file: Path) -> Network:
    """A network from its file."""
    with np.load(file, allow_pickle=False) as stored:
        about = json.loads(str(stored["about"]))
        weights = {name: stored[name] for name in stored.files if name != "about"}
    answers = {name: tuple(each) for name, each in about["answers"].items()}
    bag = {
        name: each if name == "bag" else each.astype(np.float32) for name, each in weights.items()
    }
    return Network(tuple(about["features"]), bag, answers, about["heat"])


def _check(folder: Path) -> None:
    try:
        check(folder, FILES)
    except ModelFilesError as error:
        raise ModelFilesError(f"reader/{error}") from error
