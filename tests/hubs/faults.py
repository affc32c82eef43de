"""Every way in which a hub fails, and the error that it must lead to."""

from licensecheck.errors import AccessError, CollectError, NotFoundError, UnavailableError
from licensecheck.types import Problem
from tests.hubs import double

FAULTS: dict[str, tuple[double.Fault, type[CollectError]]] = {
    "slow": (double.slow, UnavailableError),
    "drip feed": (double.drip, UnavailableError),
    "drip feed in the body": (double.drip_body, UnavailableError),
    "reset": (double.reset, UnavailableError),
    "truncated": (double.truncated, UnavailableError),
    "bad JSON": (double.bad_json, UnavailableError),
    "deep JSON": (double.deep_json, UnavailableError),
    "401": (double.status(401), AccessError),
    "403": (double.status(403), AccessError),
    "403 gated": (double.status(403, X_Error_Code="GatedRepo"), AccessError),
    "404": (double.status(404), NotFoundError),
    "418": (double.status(418), UnavailableError),
    "429": (double.status(429, Retry_After="1"), UnavailableError),
    "429 for a day": (double.status(429, Retry_After="100000"), UnavailableError),
    "500": (double.status(500), UnavailableError),
    "503": (double.status(503), UnavailableError),
    "redirect loop": (double.redirect_loop, UnavailableError),
    "redirect to a file": (double.status(302, Location="file:///etc/passwd"), UnavailableError),
    "redirect to nonsense": (double.status(302, Location="http://[::"), UnavailableError),
    "10 GB": (double.ten_gigabytes, UnavailableError),
    "gzip bomb": (double.gzip_bomb, UnavailableError),
}

PATIENCE = 20
"""Seconds; the collections below may take 0.8, and each fault would take for ever."""


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, bool]]:
    return [(p.kind.value, p.subject, p.hides_terms) for p in problems]
