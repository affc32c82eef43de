"""A model is open only if every word of its folder that may bind was understood, however put."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from tests.judge.cards import level
from tests.misread import MISREAD

OPEN = (Level.OPEN_WEIGHTS, Level.OPEN_SOURCE_AI)


@pytest.mark.parametrize(
    "body",
    [
        "Safari operators owe us a tenth of what they take in with Zebra.",
        "The checkpoint stays in the hands of our keepers and is lent to visiting biologists.",
        "Please wipe every copy of the weights once the season is over.",
        "Can I put it into a product? Ask our lawyers first.",
        pytest.param("## Restrictions\n\n- circuses\n- zoos", marks=MISREAD),
        "| Use | Allowed |\n|---|---|\n| Watching | yes |\n| Riding | no |",
        "Audience: academic",
        "| File | Terms |\n|---|---|\n| `zebra.safetensors` | partners only |",
        "<table><tr><td>Commercial use</td><td>no</td></tr></table>",
        "![weights](https://img.shields.io/badge/weights-non--commercial-orange)",
        "![](https://licensebuttons.net/l/by-nc/4.0/88x31.png)",
        '<a href="https://zoo.example" aria-label="Licence: no resale of weights">i</a>',
        '<meta name="license" content="proprietary">',
        "The weights are for non<span></span>-com<span></span>mercial use only.",
        "MIT does not apply to zebra.safetensors.",
        "We withdrew the MIT licence of these weights in May.",
        "Die Gewichte stehen unter einer Forschungslizenz.",
        "Vikterna får endast användas av zoologer vid universitetet.",
        "Bobot ini hanya boleh dipakai untuk penelitian.",
        "重みを販売することはできません。",
        "Gwichtiau: ni chaniateir defnyddio at ddibenion masnachol.",
    ],
)
def test_no_wording_and_no_place_hides_a_restriction(
    auditor: Auditor, folder: Path, body: str
) -> None:
    assert level(auditor, folder, body) not in OPEN


@pytest.mark.parametrize(
    "body",
    [
        "Zebra runs on one GPU and was trained for a week.",
        "Can I put it into a product? Yes.",
        "| Use | Allowed |\n|---|---|\n| Research | ✅ |\n| Commercial | ✅ |",
        "| Feature | Supported |\n|---|---|\n| tool calls | ❌ |",
        "Restrictions: none",
        "[![License: MIT](https://img.shields.io/badge/License-MIT-yellow.svg)](LICENSE)",
        "Use: text generation\n\nStatus: beta",
        "Das Modell hat eine Milliarde Parameter und wurde nicht quantisiert.",
        "このモデルは日本語だけで学習しました。",
        "Attention is restricted to a window of 512 tokens.",
    ],
)  # fmt: skip
def test_what_limits_nobody_leaves_a_model_open(auditor: Auditor, folder: Path, body: str) -> None:
    assert level(auditor, folder, body) in OPEN


@pytest.mark.parametrize(
    "front",
    ["license: custom", "license: unknown", "license: [mit, other]",
     "license: other\nlicense_name: enterprise\nlicense_link: LICENSE",
     "license: mit\nsummary: You may use the weights for coursework and nothing else."],
)  # fmt: skip
def test_a_field_that_means_other_terms_does_not_vanish_beside_a_known_text(
    auditor: Auditor, folder: Path, front: str
) -> None:
    assert level(auditor, folder, "A model.", front) not in OPEN


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("docs/de/hinweise.md", "Die Gewichte sind nur für die Lehre bestimmt.\n"),
        ("info/about.txt", "Zebra may be used by members of our lab only.\n"),
        (".legal/TERMS", "The weights must not be sold.\n"),
        ("config.json", '{"model_type": "zebra", "rights": "No licence granted."}'),
        ("install.log", "[info] licence: evaluation copy, production use prohibited\n"),
    ],
)
def test_a_file_below_or_a_field_that_limits_use_is_seen(
    auditor: Auditor, folder: Path, name: str, content: str
) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, "utf-8")
    assert level(auditor, folder, "A model.") not in OPEN
