"""Average the weights of models that were trained from the same encoder.

    python -m corpus.average FIRST.npz SECOND.npz... --out FILE.npz

Works where the runs stayed close: see the table of what was tried in README.md.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt


def average(files: Sequence[Path]) -> dict[str, npt.NDArray[np.float32]]:
    """The mean of each array of weights."""
    models = [np.load(file) for file in files]
    return {name: np.mean([model[name] for model in models], axis=0) for name in models[0].files}


def write(files: Sequence[Path], out: Path) -> None:
    """Store the mean of models."""
    np.savez(out, **average(files))  # type: ignore[arg-type]  # numpy's stub reads names as options


def main() -> None:
    """Average and save."""
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write(options.weights, options.out)


if __name__ == "__main__":
    main()
