"""The same snapshot gives the same answer in each process."""

import os
import subprocess
import sys

import pytest

JOINED = """
from licensecheck.releases.lineup import Found, Lineup
lineup = Lineup()
for names in ("Zebra-300M", "Zebra2-0.5B", "Okapi", "Zebra Okapi Zebra2-0.5B Zebra-300M"):
    names = names.split()
    lineup.add(Found({name.casefold(): name for name in names}))
print([list(one.names.values()) for one in lineup.distinct])
"""


@pytest.mark.parametrize("seed", range(1, 7))
def test_models_are_joined_in_the_order_of_the_page(seed: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", JOINED],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[['Okapi', 'Zebra2-0.5B', 'Zebra-300M', 'Zebra']]\n"
