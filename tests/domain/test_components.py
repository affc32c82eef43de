"""For what a duty holds that several texts ask for."""

import pytest

from licensecheck.domain.component import holds_for, in_folder


@pytest.mark.parametrize(
    ("parts", "holds"),
    [
        ({"model"}, "model"),
        ({"code"}, "code"),
        ({"code", "weights"}, "model"),
        ({"code", "data"}, "code, data"),
        ({"code", in_folder("mane")}, "code"),
        ({in_folder("mane")}, "folder mane"),
        ({in_folder(name) for name in ("mane", "hoof", "tail")}, "folder hoof, mane and 1 more"),
    ],
)
def test_what_code_and_weights_ask_for_holds_for_all(parts: set[str], holds: str) -> None:
    assert holds_for(parts) == holds
