"""Each model of a page has the bases that are said of it, at whichever place."""

import pytest

from tests.answers.conftest import Audit
from tests.answers.test_rows import HUB, get, levels

CARD = "---\nlicense: mit\n---\n# Zebra\n\n"


@pytest.mark.parametrize(
    "page",
    [
        CARD
        + "- **Zebra-7B**: full fine-tune of Llama-2-7B on our corpus\n"
        + "- **Zebra-9B**: full fine-tune of Llama-2-7B on another corpus\n\n"
        + f"| Model | Weights |\n|---|---|\n| Zebra-7B | {get('Zebra-7B')} |\n"
        + f"| Zebra-9B | {get('Zebra-9B')} |\n",
        CARD
        + "| Model | Base model | Weights |\n|---|---|---|\n"
        + f"| Zebra-7B | Llama-2-7B | {get('Zebra-7B')} |\n"
        + f"| Zebra-9B | Llama-2-7B | {get('Zebra-9B')} |\n",
    ],
)
def test_a_base_that_two_rows_name_binds_both(audit: Audit, page: str) -> None:
    found = levels(audit(page))
    assert found["Zebra-7B"] == found["Zebra-9B"] == "restricted-weights"


def test_who_goes_on_with_a_name_has_its_base(audit: Audit) -> None:
    report = audit(
        CARD
        + "- **Zebra-7B**: full fine-tune of Llama-2-7B\n"
        + "- **Zebra-7B-Chat**: further tuning on dialogues\n"
        + "- **Okapi-3B**: full fine-tune of Mistral-7B-v0.1\n\n"
        + "| Model | Weights |\n|---|---|\n"
        + "".join(
            f"| {name} | {get(name)} |\n" for name in ("Zebra-7B", "Zebra-7B-Chat", "Okapi-3B")
        )
    )
    found = levels(report)
    assert found["Zebra-7B-Chat"] == "restricted-weights"
    assert found["Okapi-3B"] == "open-weights"


def test_a_base_of_its_own_counts_alone(audit: Audit) -> None:
    report = audit(
        CARD
        + "- **Zebra-7B**: full fine-tune of Llama-2-7B\n"
        + "- **Zebra-7B-Mistral**: full fine-tune of Mistral-7B-v0.1\n\n"
        + f"[Zebra-7B]({HUB}/Zebra-7B) [Zebra-7B-Mistral]({HUB}/Zebra-7B-Mistral)\n"
    )
    assert levels(report)["Zebra-7B-Mistral"] == "open-weights"
