"""What a card says in pictures, tags, disguise or another language is left for a person."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from licensecheck.knowledge.cues import load_cues
from licensecheck.text.disguise import disguised
from tests.judge.cards import level


@pytest.mark.parametrize(
    "line",
    [
        "| Part | Licence |\n|---|---|\n| Weights | CC-BY-NC-4.0 |",
        "<p>The weights may be used for <b>research</b> only.</p>",
        "![License](https://img.shields.io/badge/license-CC--BY--NC--4.0-green)",
        "![Non-commercial use only](terms.png)",
        "<!-- For non-commercial use only. -->",
        "Модель нельзя использовать в коммерческих целях.",
        "Kommerzielle Nutzung ist untersagt.",
        "El uso comercial está prohibido.",
        "يحظر الاستخدام التجاري.",
        "व्यावसायिक उपयोग निषिद्ध है।",
        "상업적 이용 금지.",
        "商用利用は禁止です。",
        "Nоn-cоmmerciаl use оnly",  # Cyrillic letters among Latin ones
        "Ｎｏｎ－ｃｏｍｍｅｒｃｉａｌ ｕｓｅ ｏｎｌｙ",
        "𝐍𝐨𝐧-𝐜𝐨𝐦𝐦𝐞𝐫𝐜𝐢𝐚𝐥 use only",
        "Non\u200b-com\u200bmercial use only",
        "Non&#45;commercial use&nbsp;only",
        "n o n - c o m m e r c i a l   u s e   o n l y",
        "NonCommercialUseOnly",
        "**N**on-**c**ommercial use only",
        "Tm9uLWNvbW1lcmNpYWwgdXNlIG9ubHkuIE5vIHNhbGUu",
        "Sbe aba-pbzzrepvny hfr bayl.",
        "See our [terms](https://zoo.example/terms) before you use the weights.",
        "The weights are released under the Zoo Community License.",
        "Znl abg or fubja gb n mbb.",
        "maynotbeshowntoanyzooorcircus",
        "Ⓝⓞⓣ ⓕⓞⓡ ⓐⓝⓨ ⓩⓞⓞ",
        "m-a-y n-o-t b-e s-h-o-w-n t-o a-n-y z-o-o",
        "may\nnot\nbe\nshown\nto\nany\nzoo",
        "Companies with more than 100 employees need our permission.",
    ],
)
def test_a_line_that_may_bind_is_never_passed_over(
    auditor: Auditor, folder: Path, line: str
) -> None:
    found = level(auditor, folder, line)
    assert found in (Level.UNKNOWN, Level.RESTRICTED_WEIGHTS)


@pytest.mark.parametrize(
    "line",
    [
        "| Model | Parameters |\n|---|---|\n| Zebra | 7B |",
        "| Part | Licence |\n|---|---|\n| Weights | MIT |",
        "![License](https://img.shields.io/badge/license-MIT-green)",
        "<p align=center><img src=zebra.png></p>",
        "Zebra ist ein Sprachmodell, das auf Gras trainiert wurde und viele Sprachen versteht.",
        "斑马是一个大型语言模型,在草上训练。",
        "Zebra was resized from 13B to 7B and tilts less.",
        "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "Zebra-2.5-72B-Instruct-GPTQ-Int4-W4A16",
        "![a zebra](images/the-zebra-in-the-grass-of-the-savanna.png)",
        "```\nznl abg or fubja gb nal mbb\n```",
        "Jane Doe, Xiaoming Wang, Kwabena Owusu and Rich Roe",
        "🇬🇧 🇫🇷 🇩🇪 🇯🇵 🇰🇷",
        "Zebra was tested on commercial hardware only by chance.",
    ],
)
def test_a_line_that_says_nothing_of_terms_leaves_the_model_open(
    auditor: Auditor, folder: Path, line: str
) -> None:
    assert level(auditor, folder, line) is Level.OPEN_WEIGHTS


def test_every_cue_is_found_in_disguise_too() -> None:
    cues = load_cues()
    for form in ("NON-COMMERCIAL USE ONLY".swapcase(), "non-commercial\u00ad use only"):
        assert cues.english(form) or any(map(cues.english, disguised(form)))
