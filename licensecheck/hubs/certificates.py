"""The certificates that hubs are checked by: those the environment names, else the system's."""

import os
import ssl
from collections.abc import Callable

from licensecheck.errors import SettingsError


def _file(path: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=path)


def _folders(paths: str) -> ssl.SSLContext:
    for path in paths.split(os.pathsep):
        os.scandir(path).close()  # OpenSSL takes any name, and then trusts nobody
    return ssl.create_default_context(capath=paths)


def _either(path: str) -> ssl.SSLContext:
    return _folders(path) if os.path.isdir(path) else _file(path)


_VARIABLES: dict[str, Callable[[str], ssl.SSLContext]] = {
    "SSL_CERT_FILE": _file,
    "SSL_CERT_DIR": _folders,
    "REQUESTS_CA_BUNDLE": _either,
}
"""The first that is set counts: OpenSSL's own, then what users of `requests` have set."""


def named_certificates() -> tuple[str, ssl.SSLContext] | None:
    """The variable that names certificates, and a context that trusts them; None without one.

    Raises SettingsError, which names the variable, where they cannot be read.
    """
    for name, context in _VARIABLES.items():
        if path := os.environ.get(name):
            try:
                return name, context(path)
            except OSError as error:  # ssl.SSLError is one
                message = f"{name}: no certificates in {path!r}: {error.strerror or error}"
                raise SettingsError(message, remedy="Correct the path, or unset it.") from error
    return None
