"""A licence in which something cannot be read as it stands is open to nobody."""

from pathlib import Path

import pytest

from licensecheck.api import read_license

LICENCE = """Zebra Model Licence

1. You may use, copy, modify and distribute the model for any purpose, free of charge, for ever.

2. You must keep this notice in all copies.

3. {}

4. The model is provided as is, without warranty of any kind.
"""


@pytest.mark.parametrize(
    "clause",
    [
        "You rnay n0t use the rnodel for cornmercial purposes.",
        "Cornrnercia1 use is forb1dden.",
        "Commercia| use requ!res a separate 1icense.",
        "On1y for research.",
        "Y ou m ay n ot sell th e m odel.",
        "N o c o m m e r c i a l  u s e.",
    ],
)
def test_words_that_a_scanner_misread_leave_the_text_to_a_person(
    tmp_path: Path, clause: str
) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(LICENCE.format(clause), "utf-8")
    report = read_license(path)
    assert report.osd.conformant is None


def test_the_same_text_without_the_clause_has_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(LICENCE.format("You may sell copies of it."), "utf-8")
    assert read_license(path).osd.conformant is True
