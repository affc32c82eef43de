"""Weights that lie in the tree: a model that nobody asked a hub for."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from licensecheck.scan.patterns import fits, patterns

# What belongs to a whole model, of which the weights may be in a folder below.
_DESCRIBES = (
    *("README*", "LICENSE*", "LICENCE*", "COPYING*", "MODEL_CARD*"),
    *("model_index.json", "Modelfile"),
)


def is_weights(file: str) -> bool:
    """True for a file that holds parameters, by its name."""
    return fits(PurePosixPath(file).name, patterns().weights)


def models_in(files: list[str]) -> Iterator[tuple[str, str]]:
    """Folders of the tree that are models, each with the first of its files of weights.

    The folder of the weights, or the nearest one above with a card, licence or pipeline; never the
    whole tree unless they lie at its top.
    """
    described = {
        str(PurePosixPath(f).parent) for f in files if fits(PurePosixPath(f).name, _DESCRIBES)
    }
    seen: set[str] = set()
    for file in filter(is_weights, files):
        folder = _model_folder(PurePosixPath(file).parent, described)
        if folder not in seen:
            seen.add(folder)
            yield folder, file


def _model_folder(folder: PurePosixPath, described: set[str]) -> str:
    above = [one for one in (folder, *folder.parents) if str(one) != "."]
    return next((str(one) for one in above if str(one) in described), str(folder))
