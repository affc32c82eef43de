"""A licence that a card names and nobody knows is said by its name."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.hubs import parse_ref
from licensecheck.settings import Settings


def missing(folder: Path, said: str, licence: str = "") -> list[str]:
    (folder / "README.md").write_text(f"# Zebra 7B\n\n## License\n\n{said}\n", encoding="utf-8")
    if licence:
        (folder / "LICENSE").write_text(licence, encoding="utf-8")
    report = Auditor(Settings(offline=True), lambda _: None).audit(parse_ref(str(folder)))
    return [one.subject for one in report.problems if "none that is known" in one.message]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (
            "The weights are released under the Okapi Community License Agreement.",
            ["Okapi Community License Agreement"],
        ),
        ("Use is governed by our [Herd Terms of Use](terms.pdf).", ["Herd Terms of Use"]),
        ("The weights are released under the MIT License.", []),
        ("The weights are released under the Community License.", []),
        ("The data set is published under the Okapi Data License.", []),
        ("Okapi has a License of its own.", []),
        ("Most contributions require you to agree to a Contributor License Agreement.", []),
    ],
)
def test_it_is_listed_as_not_read(tmp_path: Path, said: str, names: list[str]) -> None:
    assert missing(tmp_path, said) == names


def test_one_whose_text_is_here_is_read(tmp_path: Path) -> None:
    text = "Okapi Community License Agreement\n\nYou may use the weights for grazing only.\n"
    said = "The weights are released under the Okapi Community License Agreement."
    assert missing(tmp_path, said, text) == []


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("LICENSE", []),
        ("./LICENSE#grazing", []),
        ("LICENSE-2", ["Okapi Community License"]),
        ("https://okapi.example/LICENSE", ["Okapi Community License"]),
    ],
)
def test_one_that_the_name_links_to_is_here_whatever_its_title(
    tmp_path: Path, target: str, names: list[str]
) -> None:
    text = "羚羊许可协议\n\n您可以出于非商业用途使用模型。\n"
    said = f"Use of the weights is governed by the [Okapi Community License]({target})."
    assert missing(tmp_path, said, text) == names
