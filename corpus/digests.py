"""Record the files of a model that ships, as `licensecheck.classify.released` checks them."""

from collections.abc import Iterable
from pathlib import Path

from licensecheck.classify.released import DIGESTS, digest


def record(folder: Path, names: Iterable[str]) -> None:
    """Write the SHA-256 of each file of a folder that is named."""
    lines = (f"{digest(folder / name)}  {name}\n" for name in names)
    (folder / DIGESTS).write_text("".join(lines), "ascii")
