"""Which files of a project a policy means: patterns as in .gitignore, from its folder."""

from typing import Annotated

from pathspec import GitIgnoreSpec
from pydantic import Field

from licensecheck.text.path_patterns import MOST_STARS, compiled, stars

MAX_PATH = 4096
"""Characters of a path; Linux takes no more."""
Paths = tuple[Annotated[str, Field(max_length=MAX_PATH)], ...]


def checked_patterns(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Paths of files in the folder of the policy, as `patterns_of`; ValueError for others."""
    if outside := [path for path in paths if ".." in path.split("/")]:
        raise ValueError(f"{outside[0]!r} leaves the folder of the policy")
    if empty := [path for path in paths if not path.strip("/ ")]:
        raise ValueError(f"{empty[0]!r} names no file")
    if costly := [path for path in paths if stars(path) > MOST_STARS]:
        raise ValueError(f"{costly[0]!r} has more than {MOST_STARS} stars in a name or path")
    patterns_of(paths)
    return paths


def unread_patterns(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Patterns as in .gitignore of files that may stay unread; ValueError for what is none, and for
    one that stands for all files."""
    checked_patterns(paths)
    for path in paths:
        if path.startswith("!") or all(map(compiled([path]).match_file, ("a/b.c", "d"))):
            raise ValueError(f"{path!r} is too broad: name files or folders")
    return paths


def patterns_of(paths: tuple[str, ...]) -> GitIgnoreSpec:
    """Which files some paths mean: patterns as in .gitignore, each as if it began with a slash.

    ValueError where one is no pattern.
    """
    return compiled(f"/{path.removeprefix('./').lstrip('/')}" for path in paths)
