"""Entries of the catalogue are proposed from cards, with the licence and base that they name."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus import from_cards
from licensecheck.knowledge.catalogue import CatalogueFile, read_catalogue

CARDS = {
    "savanna_okapi-embed.md": "---\nlicense: apache-2.0\nbase_model: herd/okapi\n---\n# Okapi\n",
    "savanna_okapi-rerank.md": "---\nlicense: apache-2.0\n---\n# Okapi\n"
    "```python\nmodel = AutoModel.from_pretrained('okapi-rerank')\n```\n",
    "savanna_okapi-nc.md": "---\nlicense: cc-by-nc-4.0\n---\n# Okapi\n",
    "savanna_okapi-silent.md": "# Okapi\n",
    "savanna_okapi-open.md": "---\nlicense: cc-by-nc-4.0\n---\n"
    "# Okapi\nThis model is fully open source under the MIT License.\n",
    "savanna_okapi-kept.md": "---\nlicense: mit\n---\n# Okapi\n",
    "herd_zebra.md": "---\nlicense: mit\n---\n# Zebra\n",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "cards"
    (folder / "readme").mkdir(parents=True)
    for name, text in CARDS.items():
        (folder / "readme" / name).write_text(text)
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Cards"]):
        author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", str(folder), *author, *words], check=True)
    return folder


@pytest.fixture
def proposal(
    repository: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[CatalogueFile, str, str]:
    """The file that is proposed, its text, and what standard error says."""
    head = ["git", "-C", str(repository), "rev-parse", "HEAD"]
    commit = subprocess.run(head, check=True, capture_output=True, text=True).stdout.strip()
    kept = tmp_path / "kept.txt"
    kept.write_text("savanna/okapi-kept\n")
    place = f"herd/cards@{commit}:readme"
    words = ["from_cards", str(repository), place, "savanna/*", "--without", str(kept)]
    monkeypatch.setattr(sys, "argv", words)
    from_cards.main()
    said = capsys.readouterr()
    file = tmp_path / "proposed.yaml"
    file.write_text(said.out)
    return read_catalogue(file), said.out, said.err


def test_models_of_one_publisher_under_one_licence_are_one_entry(
    proposal: tuple[CatalogueFile, str, str],
) -> None:
    file, *_ = proposal
    found = {str(one.license.expression): one for one in file.models if one.license}
    assert set(found) == {"Apache-2.0", "CC-BY-NC-4.0"}
    apache = found["Apache-2.0"]
    assert apache.ids == {"huggingface": ("savanna/okapi-embed", "savanna/okapi-rerank")}
    assert apache.bases_of("savanna/okapi-embed") == ("herd/okapi",)
    assert apache.today("okapi-rerank") == "savanna/okapi-rerank"
    page = apache.read_on("savanna/okapi-embed").weights.source
    assert page.endswith("/readme/savanna_okapi-embed.md")


def test_what_a_card_does_not_say_or_contradicts_is_left_to_a_person(
    proposal: tuple[CatalogueFile, str, str],
) -> None:
    _, text, said = proposal
    assert "savanna/okapi-silent: it names no licence" in said
    assert "savanna/okapi-open: it names CC-BY-NC-4.0, MIT" in said
    assert "okapi-kept" not in text + said
    assert "herd/zebra" not in text + said
