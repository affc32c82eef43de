"""How a project says from which host the names of a hub are loaded: rules/endpoints.yaml."""

from collections.abc import Mapping

from pydantic import Field

from licensecheck.knowledge.readers import reader_under
from licensecheck.knowledge.schema import Strict


class HubEndpoint(Strict):
    """What names the host of a hub, with examples."""

    called: str
    variables: tuple[str, ...] = Field(min_length=1)
    arguments: Mapping[str, tuple[str, ...]]
    """Options by their names, each with the calls that it must be given to; none: any."""
    public: tuple[str, ...] = Field(min_length=1)
    """Hosts that have what the public hub has, the hub first."""
    ours: str
    """The variable that tells us the address; empty without one."""
    local: bool = False
    """Whether a host without a domain is the project's own runtime, which loads from the public
    hub."""
    examples: tuple[str, ...] = Field(min_length=1)
    near_misses: tuple[str, ...] = Field(min_length=1)


load_endpoints = reader_under("hubs", "endpoints.yaml", dict[str, HubEndpoint])
