"""Any container registry: models packed as artefacts, and container images."""

import ipaddress
import re

from licensecheck.domain import ModelRef, Snapshot
from licensecheck.errors import RefError
from licensecheck.hubs.about import About
from licensecheck.hubs.docker_login import basic_authorization
from licensecheck.hubs.egress import Egress
from licensecheck.hubs.options import FetchOptions
from licensecheck.hubs.registry import REFERENCE, Registry
from licensecheck.hubs.revisions import one_revision
from licensecheck.hubs.transport import Transport

PREFIXES = ("oci:", "oci://", "docker:", "docker://")
ABOUT = About(example="oci:host/repository:tag", addresses=("oci://*", "pkg:oci/*"), of_models=True)

_EXAMPLE = "Write oci:host/repository:tag or oci:host/repository@sha256:…"
_OURS = {"docker.io", "registry.ollama.ai"}
"""Hosts that are asked where a reference has none."""
_PART = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_HOST = r"[A-Za-z0-9][A-Za-z0-9.-]*(?::\d{1,5})?"
_ADDRESS = re.compile(
    rf"(?:(?P<host>{_HOST})/)?(?P<path>{_PART}(?:/{_PART})*)"
    r"(?::(?P<tag>\w[\w.-]{0,127}))?(?:@(?P<at>[\w.:-]+))?"
)


def parse(address: str, revision: str | None) -> ModelRef:
    """`[host/]repository[:tag][@digest]`; without a host Docker Hub is meant."""
    if len(address) > 500 or not (found := _ADDRESS.fullmatch(address)):
        raise RefError(f"{address!r} is no reference of a container registry.", remedy=_EXAMPLE)
    host, path = found["host"], found["path"]
    if host and not re.search(r"[.:]|^localhost$", host):  # `library/x` is a path, not a host
        host, path = None, f"{host}/{path}"
    if not host:
        host, path = "docker.io", path if "/" in path else f"library/{path}"
    asked = found["at"] or found["tag"]  # a digest says more than the tag beside it
    at = one_revision(asked, revision, example=_EXAMPLE, pattern=REFERENCE)
    return ModelRef("oci", f"{host}/{path}", at)


def collect(ref: ModelRef, options: FetchOptions) -> Snapshot:
    """Read an artefact or image. The revision is the digest that the registry has for it."""
    # Every reference is compared with the prefixes of every hub; 15 ms are for artefacts alone.
    from licensecheck.hubs.artifacts import read_artifact

    host, _, repository = ref.name.partition("/")
    base, egress = registry_at(host, ref, options)
    login = None if options.anonymous else basic_authorization(host)
    options.progress(f"asking {host} about {repository}")
    transport = Transport(options, egress)
    registry = Registry(transport, base, repository, login)
    return read_artifact(registry, registry.manifest(ref.revision or "latest"), ref)


def registry_at(host: str, ref: ModelRef, options: FetchOptions) -> tuple[str, Egress]:
    """Base URL of the registry of a reference, and where requests to it may lead."""
    given = options.endpoints.get(ref.hub)
    base = given or _address(host)
    is_named = given or ref.typed or host in _OURS
    return base, Egress.of(options, *([base] if is_named else []))


def _address(host: str) -> str:
    """Base URL of a registry: plain HTTP on this machine only, as Docker has it."""
    if host == "docker.io":
        return "https://registry-1.docker.io"
    name = host.partition(":")[0]
    try:
        is_here = ipaddress.ip_address(name).is_loopback
    except ValueError:
        is_here = name == "localhost"
    return f"{'http' if is_here else 'https'}://{host}"
