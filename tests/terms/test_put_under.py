"""A sentence that puts the weights under a text by its link, whatever that text is called."""

from pathlib import Path

import pytest

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain import Document, DocumentKind
from licensecheck.terms.put_under import are_put_under
from licensecheck.text.front_matter import read_card

UNCOVERED = "for more than the code"


@pytest.mark.parametrize(
    ("sentence", "put"),
    [
        ("The code and pre-trained models come under the [Zoo Terms](LICENSE.md).", True),
        ("Our weights are available under the terms of the [Zoo Terms](./LICENSE.md).", True),
        ("The code is under the [Zoo Terms](LICENSE.md).", False),
        ("The code for our models is under the [Zoo Terms](LICENSE.md).", False),
        ("The code is under the [Zoo Terms](LICENSE.md). The weights are on request.", False),
        ("The weights come under the [Zoo Terms](OTHER.md).", False),
        ("The weights: see [Zoo Terms](LICENSE.md).", False),
    ],
)
def test_the_subject_of_the_sentence_is_what_comes_under_the_text(sentence: str, put: bool) -> None:
    card, _ = read_card(Document("README.md", f"# Zebra\n\n{sentence}\n", DocumentKind.CARD))
    assert are_put_under([card], ["LICENSE.md"], None) is put


@pytest.mark.parametrize(
    ("subject", "left"), [("The code and pre-trained models", False), ("The code", True)]
)
def test_the_report_does_not_ask_for_what_the_page_says(
    auditor: Auditor, tmp_path: Path, subject: str, left: bool
) -> None:
    readme = f"# Zebra\n\n{subject} of this work come under the [Zoo Terms](LICENSE.md).\n"
    (tmp_path / "README.md").write_text(readme, "utf-8")
    (tmp_path / "zebra.py").write_text("print(1)\n", "utf-8")
    (tmp_path / "LICENSE.md").write_text(
        "# Zoo Academic Licence\n\nYou may use the software for non-commercial purposes only.\n",
        "utf-8",
    )
    report = auditor.audit(hubs.parse_ref(str(tmp_path)))
    assert any(UNCOVERED in one.reason for one in report.ledger.left) is left
