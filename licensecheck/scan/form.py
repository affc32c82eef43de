"""Which form reads a file: the modules of `scan/forms/`."""

import pkgutil
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from pathlib import PurePosixPath
from typing import Protocol, cast

from licensecheck.scan.kinds import like, made
from licensecheck.scan.patterns import Globs, fits
from licensecheck.scan.source import SourceFile

_PACKAGE = "licensecheck.scan.forms"
"""By its name: its modules find the forms of what is embedded in their files here."""


class Form(Protocol):
    """How one kind of file is read."""

    FILES: Globs
    """A form may also have `IS_LIST = True`: where one line names a model, all ought to."""

    def read(self, source: SourceFile) -> None:
        """Add what the file names."""


@cache
def _forms() -> tuple[Form, ...]:
    package = import_module(_PACKAGE)
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    modules = [import_module(f"{_PACKAGE}.{name}") for name in names]
    return tuple(cast(Form, m) for m in sorted(modules, key=lambda m: getattr(m, "ORDER", 0)))


def form_of(file: str) -> Form | None:
    """The form that reads a file, by its name; None for what names no models."""
    return next(_matching(PurePosixPath(read_as(file)).name), None)


def read_as(file: str) -> str:
    """The path by whose name a file is read: its own where a form knows it, else that of what it
    makes or is like; empty where no form knows any of these."""
    made_of = made(file)
    paths = (file, made_of, like(file), like(made_of))
    known = (one for one in paths if one and _is_known(PurePosixPath(one).name))
    return next(known, "")


def form_within(file: str) -> str:
    """The path by whose name another form reads what a template makes: of `run.sh.j2` scripts;
    empty where that is the form of the template, or cannot be told."""
    inner = made(file)
    form = form_of(inner) if inner != file else None
    return read_as(inner) if form and form is not form_of(file) else ""


@lru_cache(10_000)
def _is_known(name: str) -> bool:
    return any(True for _ in _matching(name))


def _matching(name: str) -> Iterator[Form]:
    return (form for form in _forms() if fits(name, form.FILES))
