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


def test_the_base_of_others_stays_one(auditor: Auditor, tmp_path: Path) -> None:
    card = CARD.replace("herd-ai/Zebra-7B)", "zoo/Okapi-7B)")
    assert bases(auditor, tmp_path / "copy", card) == ["zoo/Okapi-7B"]
