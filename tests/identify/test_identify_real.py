"""Identification with the index of the package, on licence files of real projects."""

import os
import zlib
from collections import Counter
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError

import pytest

from licensecheck.domain.license import MatchKind
from licensecheck.errors import UsageError
from licensecheck.identify.identify import identify
from licensecheck.knowledge.files import data_folder
from licensecheck.knowledge.index import read_index
from licensecheck.knowledge.knowledge import installed

INDEX = data_folder() / "index.bin"
# What a wheel may spend on the index, which it compresses like zlib does.
MOST_BYTES = 4_000_000


def test_the_index_is_small_and_knows_licences() -> None:
    assert len(zlib.compress(INDEX.read_bytes(), 6)) <= MOST_BYTES
    assert {"MIT", "Apache-2.0", "GPL-3.0", "LicenseRef-llama-3"} <= set(installed().index.keys)
    # Only a declaration can say which of the two is meant.
    assert not {"GPL-3.0-only", "GPL-3.0-or-later", "AGPL-3.0-only"} & set(installed().index.keys)


@pytest.mark.parametrize("content", [b"", b"other bytes entirely", INDEX.read_bytes()[:5000]])
def test_a_broken_index_says_what_to_do(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "index.bin").write_bytes(content)
    with pytest.raises(UsageError, match=r"index\.bin") as caught:
        read_index(tmp_path / "index.bin")
    assert "make index" in caught.value.remedy


EXPECTED = {
    "01-ai+Yi--LICENSE.txt": ["verbatim Apache-2.0"],
    "EleutherAI+gpt-neox--LICENSE.txt": [
        # Its title says January 2024; the licence is of January 2004.
        "minor Apache-2.0",
        "verbatim BSD-3-Clause",
        "minor Apache-2.0",
        "verbatim MIT",
    ],
    # A disclaimer stands behind it that many licences have, and that is none by itself.
    "InternLM+InternLM--LICENSE.txt": ["altered Apache-2.0"],
    "MoonshotAI+Kimi-K2--LICENSE.txt": [
        "verbatim LicenseRef-scancode-moonshot-ai-modified-mit-2025"
    ],
    "OpenMOSS+MOSS--DATA-LICENSE.txt": ["verbatim CC-BY-NC-4.0"],
    "OpenMOSS+MOSS--MODEL-LICENSE.txt": ["verbatim AGPL-3.0"],
    "QwenLM+Qwen--NOTICE.txt": [
        "verbatim BSD-3-Clause",
        "verbatim MIT",
        "verbatim Apache-2.0",
        "verbatim MIT",
    ],
    "THUDM+ChatGLM-6B--LICENSE.txt": ["verbatim Apache-2.0"],
    "salesforce+LAVIS--LICENSE.txt.txt": ["verbatim BSD-3-Clause"],
    "sczhou+CodeFormer--LICENSE.txt": ["verbatim LicenseRef-scancode-s-lab-1.0"],
    "meta-llama+PurpleLlama--CybersecurityBenchmarks-website-docs-LICENSE.md.txt": [
        "verbatim LicenseRef-llama-3",
        "verbatim LicenseRef-llama-3-use-policy",
    ],
    "meta-llama+llama-models--models-llama3-1-LICENSE.txt": [
        "verbatim LicenseRef-scancode-llama-3.1-license-2024"
    ],
    "meta-llama+llama-models--LICENSE.txt": [],
    # True additions: an addendum, a preamble with an exception, scope of the licence.
    "nomic-ai+gpt4all--gpt4all-chat-LICENSE.txt": ["altered MIT"],
    "TencentARC+PhotoMaker--LICENSE.txt": ["altered Apache-2.0"],
    "RosettaCommons+RFdiffusion--LICENSE.txt": ["altered BSD-3-Clause"],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_real_files_are_what_they_are(real: Path, name: str) -> None:
    text = (real / "licenses" / name).read_text("utf-8-sig")
    assert [f"{m.kind} {m.license}" for m in identify(text, installed().index).matches] == EXPECTED[
        name
    ]


@pytest.mark.parametrize("title", ["Apache-2.0", "# Apache-2.0", "Made-With-Zebra", "MIT-or-later"])
def test_a_name_above_the_title_is_no_change(real: Path, title: str) -> None:
    text = (real / "licenses" / "THUDM+ChatGLM-6B--LICENSE.txt").read_text("utf-8-sig")
    matches = identify(f"{title}\n\n{text}", installed().index).matches
    assert [str(match.kind) for match in matches] == ["verbatim"]


def test_all_real_files_have_sound_spans(real: Path) -> None:
    kinds: Counter[str] = Counter()
    for path in sorted((real / "licenses").glob("*.txt")):
        text = path.read_text("utf-8-sig", errors="replace")
        result = identify(text, installed().index)
        kinds.update({max((m.kind for m in result.matches), default=MatchKind.UNKNOWN)})
        inside = [*result.unmatched, *(match.span for match in result.matches)]
        assert all(0 <= span.start < span.end <= len(text) for span in inside), path.name
    assert kinds.total() > 200


def test_model_cards_are_prose(real: Path) -> None:
    # DeepFloyd's card has its whole licence in the front matter.
    found = {
        card.name
        for card in sorted((real / "cards").glob("*.md"))
        if identify(card.read_text("utf-8", errors="replace"), installed().index).matches
    }
    assert found <= {"DeepFloyd__IF-I-XL-v1.0.md"}


def test_building_again_gives_the_same_bytes(real: Path, tmp_path: Path) -> None:
    wheel = os.environ.get("SCANCODE_WHEEL")
    if not wheel:
        pytest.skip("no wheel of scancode-toolkit-mini (set SCANCODE_WHEEL)")
    from corpus.index.build import build, write_index
    from corpus.index.sources import texts

    try:
        found = list(texts(Path(wheel), real))
    except URLError as error:
        pytest.skip(f"some texts are on GitHub alone: {error}")
    index = build(found, real / "labels" / "clauses.jsonl")
    write_index(tmp_path / "index.bin", index)
    built = sha256((tmp_path / "index.bin").read_bytes()).hexdigest()
    assert built == sha256(INDEX.read_bytes()).hexdigest()
