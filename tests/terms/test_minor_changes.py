"""A licence that the OSI approved keeps its answers however it was copied.

`python -m corpus.minor_changes` reads every licence after every change.
"""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import islice

import pytest

from corpus import minor_changes
from corpus.minor_changes import CHANGES, Licence
from corpus.texts import DOWNLOADS, real_folder
from licensecheck.auditor import Auditor

LICENCES = DOWNLOADS / "scancode" / "licensedcode"
EACH = 2
"""Changes that a licence is read after, the next ones for the next licence."""
SKIP = "no licence texts here (python -m corpus.texts; LICENSECHECK_REAL_DATA)"


@cache
def turns() -> Mapping[str, tuple[Licence, Mapping[str, Callable[[Licence], str]]]]:
    """Each licence with the changes that it is read after."""
    if not (LICENCES.is_dir() and real_folder().is_dir()):
        return {}
    names = [name for name in CHANGES if name != "as it stands"]
    found = {}
    for at, (key, licence) in enumerate(minor_changes.licences().items()):
        turn = islice([*names, *names], at * EACH % len(names), None)
        found[key] = licence, {name: CHANGES[name] for name in islice(turn, EACH)}
    return found


@pytest.mark.skipif(not turns(), reason=SKIP)
@pytest.mark.parametrize("key", turns())
def test_a_copy_loses_no_criterion(auditor: Auditor, key: str) -> None:
    licence, changes = turns()[key]
    lost = minor_changes.lost(auditor, licence, changes)
    assert [(name, sorted(criteria)) for name, criteria, _ in lost] == []


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_changes_something_(name: str) -> None:
    licence = Licence(
        'Zebra Licence\n\n1. The "licensee" - you - may ride it by this license in a file, see http://a.example.\n'
        "2. Keep it.\n",
        "Zebra-1.0",
    )
    changed = CHANGES[name](licence)
    assert (changed == licence.text) == (name in ("as it stands", "straight quotes"))
