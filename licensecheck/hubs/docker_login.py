"""Credentials that `docker login` and its like keep for a registry."""

import base64
import binascii
import json
import os
import re
import shutil
import subprocess
from typing import Any

from licensecheck.cache.folders import expanded
from licensecheck.hubs.lenient import table

_DOCKER_HUB = ("https://index.docker.io/v1/", "docker.io", "registry-1.docker.io")
_HELPER = re.compile(r"[a-z0-9][a-z0-9._-]{0,40}")
_SECONDS = 5
"""What a credential helper may take; it may be waiting for a locked key ring."""


def basic_authorization(host: str) -> str | None:
    """The `Authorization` header for a registry, from Docker's configuration; None without one.

    Reads `config.json` in `DOCKER_CONFIG` or `~/.docker`, and asks the credential helper that it
    names for this host.
    """
    settings = _settings()
    names = _DOCKER_HUB if host in _DOCKER_HUB else (host, f"https://{host}")
    for name in names:
        if (entry := table(table(settings.get("auths")).get(name))).get("auth"):
            return _checked(str(entry["auth"]))
        helper = table(settings.get("credHelpers")).get(name)
        if helper or (settings.get("credsStore") and name in table(settings.get("auths"))):
            return _from_helper(str(helper or settings["credsStore"]), name)
    return None


def _settings() -> dict[str, Any]:
    folder = os.environ.get("DOCKER_CONFIG") or "~/.docker"
    try:
        return table(json.loads((expanded(folder) / "config.json").read_bytes()))
    except (OSError, ValueError):
        return {}


def _checked(auth: str) -> str | None:
    """A header of base64 text, if it is such."""
    try:
        return f"Basic {auth}" if b":" in base64.b64decode(auth, validate=True) else None
    except (binascii.Error, ValueError):
        return None


def _from_helper(helper: str, host: str) -> str | None:
    program = shutil.which(f"docker-credential-{helper}") if _HELPER.fullmatch(helper) else None
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a helper that the user configured, found on PATH
            [program, "get"], input=host.encode(), capture_output=True, timeout=_SECONDS, check=True
        )
        found = table(json.loads(done.stdout))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    user, secret = found.get("Username"), found.get("Secret")
    if not isinstance(user, str) or not isinstance(secret, str) or user == "<token>":
        return None
    return "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode()
