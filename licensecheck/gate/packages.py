"""Policies that installed packages of Python have: their files are found, and nothing is run.

Import would run the package, and its parents. The folder of the project is no place where packages
are installed, though Python may look there first: whoever changes the project would change the
policy that it builds on.
"""

import re
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from importlib.metadata import Distribution
from pathlib import Path

from licensecheck import disk
from licensecheck.errors import UsageError

FILE = "licensecheck-policy.yaml"
"""The policy of a package that names no other file."""
_NAMED = re.compile(r"package:([A-Za-z0-9][\w.-]*)(?:/([\w./-]+\.ya?ml))?")


def is_package(name: str) -> bool:
    """True for what `extends` names as the policy of a package."""
    return name.startswith("package:")


def package_policy(name: str, project: Path) -> tuple[Path, Path]:
    """The file that `package:NAME` or `package:NAME/FILE.yaml` means, by the name of the package or
    of its distribution, and the folder that it lies in.

    Raises UsageError where no such package is installed, or it has no such file.
    """
    found = _NAMED.fullmatch(name)
    if not found:
        raise UsageError(
            f"{name!r} names no policy of a package: say package:NAME, or with /FILE.yaml"
        )
    file = found[2] or FILE
    folders = list(_folders(found[1], project))
    if not folders:
        raise UsageError(f"no package {found[1]!r} is installed where licensecheck runs")
    for folder in folders:
        path = disk.within(folder / file, (folder.resolve(),))
        if path is not None and disk.is_named(path):
            return path, folder.resolve()
    raise UsageError(f"the package {found[1]!r} has no file {file}")


def _folders(name: str, project: Path) -> Iterator[Path]:
    """Where the files of a package lie."""
    places = [one for one in sys.path if one and not _is_of_project(one, project)]
    spec = PathFinder.find_spec(name, places) if "." not in name and "-" not in name else None
    if spec and spec.origin and spec.submodule_search_locations:
        yield Path(spec.origin).parent
    for distribution in Distribution.discover(name=name, path=places):
        for file in distribution.files or ():
            if file.name == "__init__.py" and len(file.parts) == 2:
                yield Path(str(distribution.locate_file(file))).parent


def _is_of_project(place: str, project: Path) -> bool:
    """True for a folder in which whoever changes the project puts what he likes."""
    return Path(place).resolve() in (project.resolve(), Path.cwd().resolve())
