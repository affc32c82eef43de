"""A sentence that only points to a licence text adds nothing where that text is here."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from tests.misread import MISREAD
from tests.terms.test_spoken import OPEN, level


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param(
            "LICENSE",
            "## License\n\nThe use of Zebra models is subject to the licence.",
            marks=MISREAD,
        ),
        pytest.param(
            "LICENSE-MODEL", "The use of Zebra is subject to the Model License.", marks=MISREAD
        ),
        pytest.param(
            "LICENSE-MODEL",
            "Use of these weights is governed by the [Model License](LICENSE-MODEL).",
            marks=MISREAD,
        ),
        ("LICENSE", "Use and redistribution must follow this licence."),
        ("LICENSE", "This demo follows the same licence as this repository."),
        ("LICENSE", "The licence applies to the pre-trained models as well."),
        ("LICENSE", "You can view a summary of the licence [here](LICENSE)."),
    ],
)
def test_a_pointer_to_a_text_that_is_here_leaves_a_model_open(
    auditor: Auditor, folder: Path, text: str, body: str
) -> None:
    (folder / "LICENSE").rename(folder / text)
    assert level(auditor, folder, body) in OPEN


@pytest.mark.parametrize(
    "body",
    [
        "The use of Zebra is subject to the Model License.",
        "Use of Zebra is subject to the [licence](https://zoo.example/terms).",
        "Use of Zebra is subject to the [licence](TERMS).",
        "The models follow the same licence as the okapi.",
        "The licence applies to the pre-trained models of members.",
        "Use of Zebra is subject to the licence of the zoo and its consent.",
        "Use and redistribution must follow the wishes of the zoo.",
        "Use and redistribution must follow this licence and the charter of the zoo.",
        "Use for non-commercial purposes should follow this licence.",
    ],
)
def test_one_to_a_text_that_is_not_does_not(auditor: Auditor, folder: Path, body: str) -> None:
    assert level(auditor, folder, body) not in OPEN
