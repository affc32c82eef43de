"""What this process opens or lists of a folder, as Python itself tells it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_EVENTS = {"open", "os.listdir", "os.scandir"}
_watched: list[tuple[str, list[str]]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _watched or event not in _EVENTS or not isinstance(arguments[0], str | bytes | Path):
        return
    path = Path(str(arguments[0])).resolve()
    for folder, heard in _watched:
        if path.is_relative_to(folder):
            heard.append(str(path))


sys.addaudithook(_hear)


@contextmanager
def reading(folder: Path) -> Iterator[list[str]]:
    """The paths below a folder that are opened or listed meanwhile."""
    heard: list[str] = []
    _watched.append((str(folder.resolve()), heard))
    try:
        yield heard
    finally:
        _watched.pop()
