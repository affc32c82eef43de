"""What others have judged: ratings of models and licences, in the folder of real material."""

import json
from collections.abc import Iterator
from typing import Any

from corpus import texts


def truth() -> Iterator[dict[str, Any]]:
    """A row for each model that an index rates."""
    file = texts.real_folder() / "truth" / "models.jsonl"
    yield from map(json.loads, file.read_text("utf-8").splitlines())


def index() -> list[dict[str, Any]]:
    """The rows of the European Open Source AI Index."""
    return [row for row in truth() if row["source"].startswith("osai")]
