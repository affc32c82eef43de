"""Things that one can touch, and that have models too: graphics cards, phones, printers."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from licensecheck.knowledge.catalogue import find
from licensecheck.knowledge.services import load_services
from licensecheck.knowledge.tagged import find_tagged
from licensecheck.scan.evident import is_owned, reads_as_model
from licensecheck.scan.names import model_named
from licensecheck.scan.owners import is_known_owner
from licensecheck.scan.patterns import any_fits, fits, key, patterns


def is_thing(name: str, text: str, around: Iterable[str], beside: Iterable[str]) -> bool:
    """True for what a key such as `model` names of a publisher who makes things too, or whose name
    they bear: by the keys around it, or beside it, it is one of these.

    Whose name reads as that of a model, and what is known to be one, is none.
    """
    rules = patterns()
    if not is_known_owner(text) or reads_as_model(text) or not fits(key(name), rules.keys.generic):
        return False
    told = any_fits(map(key, (name, *around)), rules.things.around)
    told = told or any_fits(map(key, islice(beside, _MOST)), rules.things.beside)
    return told and is_owned(text) and not _is_known(text)


_MOST = 50
"""Keys beside another that are looked at."""


@lru_cache(1_000)
def _is_known(text: str) -> bool:
    """True for what the catalogue has under this name."""
    ref = model_named(text, "huggingface", None)
    return ref is not None and bool(find(ref, load_services()) or find_tagged(ref.name))
