"""One file per format; pure: report in, text or bytes out.

A format is a module of this package that has `render(report, knowledge) -> str`; it is found by
being there. One whose `BINARY` is true gives bytes, for a file.
Its `CHANNEL` says how it writes what could steer a terminal or a pipeline; without one it is text.
"""

import pkgutil
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from licensecheck.text.inert import Channel, Inert, inert

if TYPE_CHECKING:
    from licensecheck.domain.report import AnyReport
    from licensecheck.knowledge.knowledge import Knowledge

_SHARED = ("bom",)
"""What two of the formats have in common."""


def formats() -> tuple[str, ...]:
    """Names of the formats, sorted."""
    names = (found.name for found in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in names if name not in _SHARED))


def load(format_name: str) -> ModuleType:
    """The module of one of the `formats()`; SettingsError where it needs what is not installed."""
    return import_module(f"{__name__}.{format_name}")


def is_binary(format_name: str) -> bool:
    """True for a format that is a file and no text."""
    return bool(getattr(load(format_name), "BINARY", False))


def document(report: "AnyReport", format_name: str, knowledge: "Knowledge | None" = None) -> bytes:
    """What a file in one of the `formats()` holds."""
    from licensecheck.knowledge.knowledge import installed

    if not is_binary(format_name):
        text = render(report, format_name, knowledge)
        return f"{text}\n".encode("utf-8", "backslashreplace")
    written: bytes = load(format_name).render(report, knowledge or installed())
    return written


def render(report: "AnyReport", format_name: str, knowledge: "Knowledge | None" = None) -> Inert:
    """The report in a format that is text; nothing that was fetched steers who shows it.

    `knowledge` is by default that of this installation.
    """
    from licensecheck.knowledge.knowledge import installed

    module = load(format_name)
    written = module.render(report, knowledge or installed())
    return inert(written, getattr(module, "CHANNEL", Channel.TEXT))
