"""What a hub says of itself, so that nothing outside its module has to know its name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from licensecheck.domain import ModelRef


@dataclass(frozen=True, slots=True)
class About:
    """Facts about a hub; what is left out it does not have."""

    example: str = ""
    """A reference to a model there, for messages."""
    page: str = ""
    """Address where a person can look at a model; `{name}` stands for its name."""
    files: str = ""
    """What the paths of its files are relative to, with `{name}` and `{revision}`."""
    purl: str = ""
    """Type of package URLs for `owner/name` there."""
    addresses: tuple[str, ...] = ()
    """Globs: what code writes where it names a model of this hub, whatever library it uses."""
    aliases: Callable[[ModelRef], Iterable[str]] = lambda _: ()
    """What a policy may call a model besides the reference itself."""
    of_models: bool = False
    """True where a licence is the model's; elsewhere it may be that of the code beside a link."""
    called: str = ""
    """Its name for people, where it is a service or a library."""
    is_service: bool = False
    """True for a service that runs models for its customers."""
    has_owners: bool = True
    """False where most names of models begin with no owner."""
    written: tuple[str, ...] = ()
    """Beginnings of names without a prefix that are of this hub."""
    gates_take: tuple[str, ...] = ()
    """What the hub hands to a publisher of whoever passes a gate, whatever the form asks."""
    names_own_bases: bool = False
    """True where cards name base models of this hub; elsewhere they are of Hugging Face."""
