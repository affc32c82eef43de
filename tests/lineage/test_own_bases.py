"""A model that a project lists as its own base model was not made from itself."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.hubs import parse_ref

CARD = """<h1>Zebra</h1>

Code: https://github.com/herd/Zebra

| Size | Base model | Chat model |
|---|---|---|
| 7B | [Zebra-7B](https://huggingface.co/herd-ai/Zebra-7B) | [Zebra-7B-Chat](https://huggingface.co/herd-ai/Zebra-7B-Chat) |
"""  # noqa: E501 - a row


def bases(auditor: Auditor, folder: Path, card: str) -> list[str]:
    folder.mkdir()
    (folder / "README.md").write_text(card)
    return [one.id for one in auditor.audit(parse_ref(str(folder))).lineage.nodes[1:]]


@pytest.mark.parametrize("folder", ["zebra", "copy"])
def test_an_own_base_model_is_a_release(auditor: Auditor, tmp_path: Path, folder: str) -> None:
    assert bases(auditor, tmp_path / folder, CARD) == []


@pytest.mark.parametrize(("link", "found"), [("[more](./more.md)", ["Llama-3.2-3B"]), ("", [])])
def test_a_page_that_the_card_links_to_may_tell_the_base(
    auditor: Auditor, tmp_path: Path, link: str, found: list[str]
) -> None:
    folder = tmp_path / "zebra"
    folder.mkdir()
    page = "https://huggingface.co/meta-llama/Llama-3.2-3B"
    (folder / "more.md").write_text(
        f"# How it works\n\nOur model is built on [Llama-3.2-3B]({page})."
    )
    (folder / "README.md").write_text(f"# Zebra\n\nSee {link}.\n")
    (folder / "model.safetensors").write_bytes(b"")
    nodes = auditor.audit(parse_ref(str(folder))).lineage.nodes[1:]
    assert [one.id.rpartition("/")[2] for one in nodes] == found


def test_the_base_of_others_stays_one(auditor: Auditor, tmp_path: Path) -> None:
    card = CARD.replace("herd-ai/Zebra-7B)", "zoo/Okapi-7B)")
    assert bases(auditor, tmp_path / "copy", card) == ["zoo/Okapi-7B"]
