"""A licence that is offered beside one that asks to share alike takes nothing away."""

from pathlib import Path
from typing import Any

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from tests.misread import MISREAD
from tests.terms.test_spoken import OPEN, level

UNDER = "Zebra and its weights are released under the {}.\n\n"
OFFERS = [
    "We also offer a commercial license.",
    "Zebra is dual-licensed under the AGPL-3.0 and a commercial license.",
    "Zebra is released under the AGPL-3.0; an enterprise license is also available.",
    "If the AGPL does not suit your needs, please contact us about other licensing terms.",
    "Alternative licensing is available from the zoo.",
    "If you need a commercial license for Zebra, please feel free to contact us.",
    "If you want a license without copyleft, please contact us.",
]
NEEDED = [
    "Commercial use requires a commercial license.",
    "For commercial use, please contact us.",
    "For commercial use, please contact us to obtain a commercial license.",
    "Companies need a commercial license; please contact us.",
    "AGPL-3.0 is for academic use; an enterprise license is available for commercial use.",
    "If you want to use Zebra commercially, please contact us for a commercial license.",
    "You need a commercial license for production; contact us.",
    "Zebra is free for non-commercial use, and a commercial license is available.",
    "A commercial license is available for companies, who may not use Zebra without it.",
    "For any use in a company, please contact us for a commercial license.",
    "Please contact us to obtain a commercial license before you use Zebra.",
    "If you need a commercial license, which is required for any business, contact us.",
    "Students may use Zebra under the AGPL-3.0; for a commercial license contact us.",
    "If you intend to use Zebra for profit, a commercial license is available.",
    "Zebra is dual-licensed: AGPL-3.0 for research and a commercial license for businesses.",
    # The sentence beside the offer says who needs it.
    "Commercial use is not allowed. If you need a commercial license, please contact us.",
    "Zebra is for research only. A commercial license is available.",
    "Companies shall ask first. A commercial license is available on request.",
    "Use is subject to the AGPL-3.0 and a commercial license.",
]


AVAILABLE = "Commercial licenses are available; please write to zoo@zebra.example."
MISREAD_OFFERS = [
    pytest.param(AVAILABLE, marks=MISREAD),
    "For business licensing and other related inquiries, don't hesitate to write to the zoo.",
    "A commercial licence is available on request.",
    "For commercial licensing, please contact us.",
    "For closed-source use, contact the authors.",
    "For use in closed-source products, please contact us for a commercial license.",
    "Please contact us to obtain a commercial license.",
    "If you wish to use Zebra in a proprietary product, contact us for a commercial licence.",
    "If you would like to use Zebra without disclosing your source code, contact us f"
    "or a commercial license.",
    "For a commercial license of the weights, contact us.",
]
MISREAD_NEEDED = [
    "Enterprise License: designed for commercial use, it permits integration into com"
    "mercial products and services.",
]


def misread(sentences: list[str]) -> list[Any]:
    return [pytest.param(one, marks=MISREAD) for one in sentences]


@pytest.mark.parametrize("sentence", [*OFFERS, *misread(MISREAD_OFFERS)])
def test_an_offer_beside_a_licence_that_asks_to_share_alike(
    auditor: Auditor, bare: Path, sentence: str
) -> None:
    body = UNDER.format("AGPL-3.0") + sentence
    assert level(auditor, bare, body, "license: agpl-3.0") in OPEN


@pytest.mark.parametrize("sentence", [*NEEDED, *misread(MISREAD_NEEDED)])
def test_a_licence_that_somebody_needs_is_no_offer(
    auditor: Auditor, bare: Path, sentence: str
) -> None:
    body = UNDER.format("AGPL-3.0") + sentence
    assert level(auditor, bare, body, "license: agpl-3.0") not in OPEN


@pytest.mark.parametrize(
    "sentence",
    [
        OFFERS[1],
        *misread([OFFERS[0], OFFERS[2]]),
        AVAILABLE,
        *MISREAD_OFFERS[1:3],
        "For commercial use, please contact the authors.",
    ],
)
def test_beside_a_permissive_licence_it_contradicts_and_is_for_a_person(
    auditor: Auditor, bare: Path, sentence: str
) -> None:
    body = UNDER.format("MIT license") + sentence
    assert level(auditor, bare, body, "license: mit") is Level.UNKNOWN


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("license: cc-by-nc-4.0", "Zebra is under CC-BY-NC-4.0.\n\n"),
        pytest.param("tags: [animals]", "", marks=MISREAD),
    ],
)
def test_beside_another_licence_or_none_one_must_ask(
    auditor: Auditor, bare: Path, front: str, body: str
) -> None:
    body += f"## License\n\n{OFFERS[0]}"
    assert level(auditor, bare, body, front) is Level.RESTRICTED_WEIGHTS


def test_a_licence_of_the_code_is_none_of_the_weights(auditor: Auditor, bare: Path) -> None:
    body = f"The code is under the AGPL-3.0.\n\n## License of the weights\n\n{MISREAD_OFFERS[-1]}"
    assert level(auditor, bare, body, "tags: [animals]") is Level.RESTRICTED_WEIGHTS


@pytest.fixture
def bare(folder: Path) -> Path:
    """A folder with weights and no text of a licence."""
    (folder / "LICENSE").unlink()
    return folder
