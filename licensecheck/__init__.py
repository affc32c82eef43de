"""licensecheck: what the licence of an AI model really allows, with quotes.

`from licensecheck import audit, read_license, check`: see docs/api.md. Everything is imported when
it is first asked for, so that `import licensecheck` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from licensecheck.version import __version__

if TYPE_CHECKING:
    from licensecheck.api import audit, check, read_license
    from licensecheck.domain.report import CheckReport, LicenseReport, Report
    from licensecheck.domain.verdict import Level
    from licensecheck.errors import LicensecheckError
    from licensecheck.settings import Settings

__all__ = [
    "CheckReport",
    "Level",
    "LicenseReport",
    "LicensecheckError",
    "Report",
    "Settings",
    "__version__",
    "audit",
    "check",
    "read_license",
]

_HOMES = {
    "CheckReport": "domain.report",
    "Level": "domain.verdict",
    "LicenseReport": "domain.report",
    "LicensecheckError": "errors",
    "Report": "domain.report",
    "Settings": "settings",
    "audit": "api",
    "check": "api",
    "read_license": "api",
}


def __getattr__(name: str) -> Any:
    """A public name, from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
