"""A licence covers the weights that a page gives as a release of this repository, and no others."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from tests.conftest import ROOT

RELEASES = "https://github.com/zoo/zebra/releases"


def audit(auditor: Auditor, folder: Path, words: str, *, code: bool = True) -> Report:
    folder = folder / "zoo" / "zebra"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text(f"# Zebra\n\nA model of stripes.\n\n{words}\n")
    (folder / "LICENSE").write_text((ROOT / "LICENSE").read_text("utf-8"))
    if code:
        (folder / "zebra.py").write_text("print('stripes')\n")
    return auditor.audit(parse_ref(str(folder)))


@pytest.mark.parametrize(
    "words",
    [
        f"Pretrained weights can be downloaded from the [releases page]({RELEASES}).",
        f"You can download our pretrained models from [here]({RELEASES}/latest).",
        f"Model weights are available at {RELEASES}/tag/v1.0.",
    ],
)
def test_a_sentence_gives_the_releases_of_the_repository_as_the_place_of_weights(
    auditor: Auditor, tmp_path: Path, words: str
) -> None:
    assert audit(auditor, tmp_path, words).level == "open-weights"


@pytest.mark.parametrize(
    "words",
    [
        f"The code is in the [v1.0 release]({RELEASES}/tag/v1.0).",
        f"The model code is available in the [v1.0 release]({RELEASES}/tag/v1.0).",
        f"Data and pretrained models can be downloaded from the [release]({RELEASES}).",
        "The checkpoints are available in [v1](https://github.com/herd/okapi/releases/tag/v1).",
        f"Pretrained weights will be available from the [releases page]({RELEASES}).",
        f"The original pretrained weights can be downloaded from the [release]({RELEASES}).",
        f"Model weights are available [here](https://zoo.example/w) and [there]({RELEASES}).",
        f"Model weights are available at {RELEASES}.\n\nMore: https://huggingface.co/zoo/zebra-2",
        f"Model weights are available at {RELEASES}/../../okapi.",
    ],
)
def test_releases_of_others_and_of_something_else_are_no_place_of_weights(
    auditor: Auditor, tmp_path: Path, words: str
) -> None:
    assert audit(auditor, tmp_path, words).level == "unknown"


def badge(said: str, page: str) -> str:
    return f"[![{said}](https://img.example/a.svg)](https://huggingface.co/{page})"


TAGGED = '<a href="https://huggingface.co/herd/zebra"><img src="a.svg" alt="Online Demo"></a>'


@pytest.mark.parametrize(
    ("link", "level"),
    [
        (badge("Hugging Face Spaces", "herd/zebra"), "open-weights"),
        (TAGGED, "open-weights"),
        (badge("Hugging Face Spaces", "zoo/zebra"), "unknown"),
        (badge("Hugging Face", "herd/zebra"), "unknown"),
        (badge("Demo and weights", "herd/zebra"), "unknown"),
        ("[Spaces](https://huggingface.co/herd/zebra)", "unknown"),
    ],
)
def test_a_badge_of_a_demonstration_by_others_is_no_place_of_weights(
    auditor: Auditor, tmp_path: Path, link: str, level: str
) -> None:
    file = f"{RELEASES}/download/v1/zebra.pt"
    found = audit(auditor, tmp_path, f"{link}\n\n| Model |\n|--|\n| [Zebra]({file}) |")
    assert found.level == level
    if level == "open-weights":
        assert found.models[0].weights.where == file


def test_where_neither_code_nor_weights_are_the_licence_gives_nothing(
    auditor: Auditor, tmp_path: Path
) -> None:
    found = audit(auditor, tmp_path, "See our paper.", code=False)
    commercial = next(one for one in found.rights if one.right == "use-commercially")
    assert (found.level, commercial.answer, commercial.code) == ("unknown", "please-read", None)
    assert any("neither code nor weights are here" in one.message for one in found.problems)


@pytest.mark.parametrize("file", ["zebra.ipynb", "zebra.zip", "Makefile", "configs/zebra.yaml"])
def test_whatever_may_be_code_is_something_to_use(
    auditor: Auditor, tmp_path: Path, file: str
) -> None:
    place = tmp_path / "zoo" / "zebra" / file
    audit_here = audit(auditor, tmp_path, "See our paper.", code=False)
    assert any("neither code" in one.message for one in audit_here.problems)
    place.parent.mkdir(exist_ok=True)
    place.write_text("stripes: 2\n")
    found = auditor.audit(parse_ref(str(tmp_path / "zoo" / "zebra")))
    assert not any("neither code" in one.message for one in found.problems)
