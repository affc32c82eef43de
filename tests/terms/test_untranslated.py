"""A sentence in a language that nobody here reads is harmless only if it shows that it is."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from licensecheck.settings import Settings
from tests.judge import cards


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor(Settings(offline=True, lineage=False), lambda _: None)


def level(auditor: Auditor, folder: Path, body: str) -> Level:
    (folder / "model.safetensors").touch()
    about = "Zebra is a model of stripes."
    return cards.level(auditor, folder, f"{about}\n\n{body}", "license: apache-2.0")


@pytest.mark.parametrize(
    "body",
    [
        "Wer damit handelt, meldet sich vorher.",
        "Quem lucra, paga.",
        "Yritykset soittavat ensin meille.",
        "Fyrirtæki skrifa okkur fyrst.",
        "企業の方は先にご連絡ください。",
        "用完请归还给我们。",
        "Фирмы сначала пишут нам.",
        "Kompanioj unue skribu al ni.",
    ],
)
def test_a_sentence_that_nobody_reads_is_left(auditor: Auditor, tmp_path: Path, body: str) -> None:
    assert level(auditor, tmp_path, body) is Level.UNKNOWN


@pytest.mark.parametrize(
    "body",
    [
        "Das Netz hat zwölf Schichten und wurde mit Bildern trainiert.",
        "Il comprend douze langues.",
        "本模型有十亿参数。",
        "モデルの学習には画像を使いました。",
        "Alles steht unter der Apache-2.0-Lizenz.",
        "> 画一匹在草地上的斑马",
        "[日本語](README_ja.md) | [中文](README_zh.md)",
    ],
)
def test_a_sentence_on_how_a_model_was_made_is_harmless(
    auditor: Auditor, tmp_path: Path, body: str
) -> None:
    assert level(auditor, tmp_path, body) is Level.OPEN_WEIGHTS
