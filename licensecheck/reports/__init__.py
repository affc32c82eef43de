"""One file per format; pure: report in, text out.

A format is a module of this package that has `render(report) -> str`; it is found by being there.
"""

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from licensecheck.errors import SettingsError

if TYPE_CHECKING:
    from licensecheck.types.report import AnyReport

_INNER = ("explanation", "wire")


def formats() -> tuple[str, ...]:
    """Names of the formats, sorted."""
    names = (found.name for found in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in names if name not in _INNER))


def render(report: "AnyReport", format_name: str) -> str:
    """The report in a format; SettingsError where there is no such format."""
    if format_name not in formats():
        raise SettingsError(
            f"there is no format {format_name!r}", remedy=f"Formats: {', '.join(formats())}."
        )
    module = import_module(f"{__name__}.{format_name}")
    return str(module.render(report))
