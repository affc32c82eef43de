"""rules/leave.yaml: words that offer on request what a licence does not give."""

from pathlib import Path

import pytest

from licensecheck.errors import RuleFileError
from licensecheck.knowledge.leave import load_offers

OFFERS = load_offers()


@pytest.mark.parametrize("clause", OFFERS.examples)
def test_what_says_how_to_ask_is_an_offer(clause: str) -> None:
    assert OFFERS.made_by(clause)


@pytest.mark.parametrize("clause", OFFERS.other)
def test_what_tells_nobody_how_to_ask_is_none(clause: str) -> None:
    assert not OFFERS.made_by(clause)


def test_an_example_that_does_not_hold_is_an_error_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "leave.yaml"
    file.write_text(
        "asks: ['contact']\nexamples: [Please ring us.]\nother: [You may use it.]\n", "utf-8"
    )
    with pytest.raises(RuleFileError, match="Please ring us"):
        load_offers(file)
