"""What an encoder hears in the sentence of a name, beside what the network knows of its page."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from licensecheck.classify.model import ClauseModel
from licensecheck.classify.released import ModelFilesError
from licensecheck.reader.meanings import INSIDE

Likely = npt.NDArray[np.float64]
FOLDER = Path(__file__).resolve().parent.parent / "_data" / "places"


@lru_cache(1)
def load(device: str = "auto", threads: int | None = None, folder: Path = FOLDER) -> ClauseModel:
    """The encoder of this installation; raises ModelFilesError where a file is missing or another
    one than was released."""
    try:
        return ClauseModel.load(device, threads, folder)
    except ModelFilesError as error:
        raise ModelFilesError(f"places/{error}") from error


def roles(model: ClauseModel, pairs: Sequence[tuple[str, str]]) -> Likely:
    """How likely each place names a base, a part or a need: a row of three (`INSIDE`)."""
    if not pairs:
        return np.zeros((0, len(INSIDE)))
    columns = [model.labels.index(role) for role in INSIDE]
    return model.probabilities(list(pairs))[:, columns].astype(np.float64)


def inside(likely: Likely) -> Likely:
    """How likely each row means one of the three."""
    return np.asarray(1 - np.prod(1 - likely, axis=1))


def both(network: Likely, sentence: Likely) -> Likely:
    """How likely each place means one of the three for both readers: the geometric mean, so that
    one of them who does not hear it is not outvoted."""
    return np.asarray(np.sqrt(network * sentence))
