"""What a card says about access and use never passes in silence; harmless words are no alarm."""

import random
from pathlib import Path
from string import ascii_lowercase

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from licensecheck.hubs import parse_ref
from licensecheck.settings import Settings
from tests.judge import cards


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor(Settings(offline=True, lineage=False), lambda _: None)


def level(auditor: Auditor, folder: Path, body: str) -> Level:
    (folder / "model.safetensors").touch()
    return cards.level(auditor, folder, body, "license: apache-2.0")


@pytest.mark.parametrize(
    "body",
    [
        "| Size | 7B |\n|---|---|\n| EU use | not permitted |",
        "| Research use | yes |\n|---|---|\n| Commercial use | ❌ |",
        "By downloading the weights you agree to our terms at https://zoo.example/terms.",
        "Use is governed by the Zoo Terms of Service (https://zoo.example/tos).",
        "You need to accept our acceptable use policy before using this model.",
        "Access to the weights is granted upon request.",
        "Please fill in the form at https://zoo.example/form to get the weights.",
        "Apply for access here: https://zoo.example/apply",
        "For commercial licensing please contact sales@zoo.example.",
        "Not available in China.",
        "Not for use by residents of the EU.",
        "Restrictions: no military use.",
    ],
)
def test_a_person_must_read_it(auditor: Auditor, tmp_path: Path, body: str) -> None:
    assert level(auditor, tmp_path, body) is Level.UNKNOWN


@pytest.mark.parametrize(
    "body",
    [
        "Please cite our paper if you use the model.",
        "We evaluated it on MMLU. Contact us for questions.",
        "The evaluation data set is available upon request from its authors.",
        "You may optionally fill in a form and tell us about your project.",
        "By opening a pull request you agree to our contribution terms.",
        "We agree with the community that the terms of openness matter.",
        "Uses in medicine are out of scope.",
        "Use is subject to the terms of the Apache 2.0 licence.",
    ],
)
def test_harmless_words(auditor: Auditor, tmp_path: Path, body: str) -> None:
    assert level(auditor, tmp_path, body) is Level.OPEN_WEIGHTS


def test_a_data_set_is_no_model(auditor: Auditor, tmp_path: Path) -> None:
    card = "---\nlicense: apache-2.0\n---\n# Zebra-2: an open dataset for language models\n"
    card += "The quality model is at https://zoo.example/quality.bin\n"
    (tmp_path / "README.md").write_text(card, "utf-8")
    report = auditor.audit(parse_ref(str(tmp_path)))
    assert report.level is Level.UNKNOWN
    assert any("no model" in problem.message for problem in report.problems)


def random_letters(size: int) -> str:
    chance = random.Random(5)  # noqa: S311 - repeatable, not secret
    words = (chance.choices(ascii_lowercase, k=chance.randint(2, 9)) for _ in range(size // 6))
    return " ".join(map("".join, words))


def test_a_licence_of_random_letters_accuses_nobody_and_is_left_for_a_person(
    auditor: Auditor, tmp_path: Path
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "LICENSE").write_text(random_letters(12_000))
    report = auditor.audit(parse_ref(str(tmp_path)))
    assert report.level == "unknown"
    assert not [one for one in report.findings if one.confidence == "certain" and one.labels]
    assert {(one.subject, str(one.account)) for one in report.ledger.left} >= {
        ("LICENSE", "not-understood")
    }
