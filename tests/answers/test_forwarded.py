"""What lawyers read before they forward a report: the page as it is printed, for a folder."""

import re
from collections.abc import Mapping

import pytest

from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import terminal
from tests.answers.conftest import APACHE, Audit

RESEARCH = (
    "Terms of the Zebra\n\nYou may use, copy, change and pass on the software.\n\n"
    "You may not use the software commercially.\n\nYou must keep this notice.\n\n"
    "You must keep the copyright notice in all copies.\n"
)
LLAMA = "---\nlicense: llama2\n---\n# Zebra\n\nZebra answers questions.\n"


def printed(audit: Audit, *given: str | Mapping[str, str], verbose: int = 0) -> str:
    """The screen, with one space between words."""
    shown = terminal.render(audit(*given), installed(), width=400, verbose=verbose)
    return " ".join(shown.split())


@pytest.mark.parametrize("verbose", [0, 1])
def test_a_ban_on_training_says_which_models_it_is_for(audit: Audit, verbose: int) -> None:
    others = "large language models other than Llama 2 and its derivatives"
    page = printed(audit, LLAMA, verbose=verbose)
    assert f"(for {others})" in page
    assert f"improve {others}" in page or f"train {others}" in page


def test_a_size_that_counts_on_one_day_is_told_with_it(audit: Audit) -> None:
    page = printed(audit, LLAMA)
    assert "stay below 700,000,000 monthly active users, counted on 2023-07-18 alone;" in page


def test_two_sizes_of_different_days_have_none(audit: Audit) -> None:
    both = "---\nlicense: [llama2, llama3]\n---\n# Zebra\n\nZebra answers questions.\n"
    assert "stay below 700,000,000 monthly active users;" in printed(audit, both)


def test_what_one_of_two_licences_gives_is_not_said_to_be_given_by_none(audit: Audit) -> None:
    fields = "license: apache-2.0\nbase_model: meta-llama/Meta-Llama-3-8B"
    page = printed(audit, f"---\n{fields}\n---\n# Zebra\n\nZebra answers.\n", verbose=1)
    assert "patents: a licence here gives it, and not every one does" in page


STORED = "[Weights](https://drive.google.com/file/d/1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/view)"
OTHERS = "[More](https://drive.google.com/file/d/2bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb/view)"
CODE = "# Zebra\n\nThis is the official PyTorch code of Zebra.\n\n"


def repository(audit: Audit, said: str, licence: str = APACHE, *, verbose: int = 0) -> str:
    """The screen for a repository of code with one licence, whose weights are elsewhere."""
    files = {"LICENSE": licence, "zebra/model.py": "import torch\n"}
    return " ".join(
        terminal.render(
            audit(f"{CODE}{said}\n", files, weights=False), installed(), width=400, verbose=verbose
        ).split()
    )


def test_of_weights_in_a_store_the_publisher_is_asked(audit: Audit) -> None:
    page = repository(audit, STORED)
    assert "under terms that were not read: ask the publisher" in page
    assert "audit the model" not in page


def test_every_place_that_leads_to_weights_is_told(audit: Audit) -> None:
    assert "not read (README.md:5, 7)" in repository(audit, f"{STORED}\n\n{OTHERS}")


def test_terms_that_may_be_those_of_the_code_alone_are_said_to_be(audit: Audit) -> None:
    page = repository(audit, STORED, RESEARCH)
    assert "(OSD 1, 6); the licence that is here may be for the code alone commercial" in page


def test_criteria_that_wait_for_one_thing_wait_once(audit: Audit) -> None:
    page = repository(audit, STORED, verbose=1)
    waits = "unknown; why: terms of the weights: nothing says"
    assert "1 free redistribution, 2 source code, 3 derived works" in page
    assert page.count(waits) < 8


def test_none_recognised_is_not_none(audit: Audit) -> None:
    page = repository(audit, "We compare it with Okapi.", verbose=1)
    assert "No base model and no data set was recognised; words of a page may name some" in page


def test_places_that_are_left_out_are_said_to_be_places(audit: Audit) -> None:
    said = "Zebra is under the Llama 2 license.\n\nThe license is Llama 2.\n\nLicense: llama2\n"
    assert re.search(
        r"declared \(README.md:2, README.md:\d\) \(\+\d place", printed(audit, LLAMA + said)
    )
