"""Where the page, the package and the licence file name different licences, all are told."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.hubs import parse_ref
from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.knowledge import installed
from licensecheck.terms.disagreeing import same_text
from tests.conftest import ROOT

APACHE = (ROOT / "LICENSE").read_text("utf-8")


def notes(auditor: Auditor, folder: Path, page: str, files: dict[str, str]) -> dict[str, str]:
    folder = folder / "zebra"
    folder.mkdir()
    (folder / "README.md").write_text(f"# Zebra\n\n{page}\n")
    for name, text in files.items():
        (folder / name).write_text(text)
    found = auditor.audit(parse_ref(str(folder)))
    return {one.subject: one.message for one in found.problems if not one.hides_terms}


@pytest.mark.parametrize(
    "page",
    [
        "The model is under the [MIT license](LICENSE).",
        "[![License: MIT](https://img.shields.io/badge/License-MIT-blue)](./LICENSE)",
        "[MIT License](https://github.com/zoo/zebra/blob/main/LICENSE)",
    ],
)
def test_a_link_to_the_licence_file_that_calls_it_another(
    auditor: Auditor, tmp_path: Path, page: str
) -> None:
    said = notes(auditor, tmp_path, page, {"LICENSE": APACHE})["LICENSE"]
    assert said.startswith("it is Apache-2.0, but README.md:3 names MIT")


def test_a_package_that_names_another(auditor: Auditor, tmp_path: Path) -> None:
    fields = {"LICENSE": APACHE, "setup.cfg": "[metadata]\nlicense = MIT\n"}
    assert "setup.cfg:2 names MIT" in notes(auditor, tmp_path, "A model.", fields)["LICENSE"]


@pytest.mark.parametrize(
    "page",
    [
        "The model is under the [Apache 2.0 license](LICENSE).",
        "Code of [okapi](https://github.com/zoo/okapi) is under the MIT license.",
        "See the [license](LICENSE).",
        "It is under the [Modified MIT License](LICENSE).",
    ],
)
def test_what_agrees_or_speaks_of_others_is_no_conflict(
    auditor: Auditor, tmp_path: Path, page: str
) -> None:
    assert "LICENSE" not in notes(auditor, tmp_path, page, {"LICENSE": APACHE})


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("GPL-3.0-only", "GPL-3.0"),
        ("GPL-3.0-or-later", "GPL-3.0-only"),
        ("AGPL-3.0-only", "AGPL-3.0-or-later"),
    ],
)
def test_one_text_is_named_with_and_without_later_versions(said: str, text: str) -> None:
    assert same_text(said, (text,))


@pytest.mark.parametrize(
    ("said", "text"),
    [("GPL-2.0-only", "GPL-3.0-only"), ("LGPL-3.0-only", "GPL-3.0-only"), ("MIT", "MIT-0")],
)
def test_another_version_is_another_text(said: str, text: str) -> None:
    assert not same_text(said, (text,))


def test_each_licence_is_said_once(auditor: Auditor, tmp_path: Path) -> None:
    fields = (
        "[project]\nlicense = 'MIT'\nclassifiers = ['License :: OSI Approved :: BSD License',\n"
        " 'License :: OSI Approved :: Apache Software License']\n"
    )
    page = "The model is under the [BSD-3-Clause](LICENSE)."
    files = {"LICENSE": f"{APACHE}\n\n{APACHE}", "pyproject.toml": fields}
    said = notes(auditor, tmp_path, page, files)["LICENSE"]
    assert said.startswith("it is Apache-2.0, but README.md:3 names BSD-3-Clause")
    assert "pyproject.toml:2 names MIT" in said
    assert "bsd-family" not in said


def test_models_under_an_open_licence_beside_the_others_are_told(
    auditor: Auditor, tmp_path: Path, real: Path
) -> None:
    nc = (real / "repos" / "facebookresearch+DiT" / "LICENSE.txt").read_text("utf-8")
    page = "## Base\n\nThe models below are published under the MIT license."
    said = notes(auditor, tmp_path, page, {"LICENSE": nc})["some models"]
    assert said.startswith("README.md:5 names MIT")


@pytest.mark.parametrize("name", ["CC-NC-BY", "CC-BY-NC"])
def test_the_parts_of_a_creative_commons_name_may_stand_in_another_order(name: str) -> None:
    (known,) = mentions(f"All models are published under the {name} licence.", installed().facts)
    assert known.id == "LicenseRef-cc-by-nc-family"
