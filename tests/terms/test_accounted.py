"""Words are accounted for one by one: what excuses a part of a sentence, a file or a name does not
excuse the rest."""

import struct
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Account, Confidence, Level, Status
from licensecheck.hubs import parse_ref
from tests.judge.cards import level
from tests.misread import MISREAD

OPEN = (Level.OPEN_WEIGHTS, Level.OPEN_SOURCE_AI)
CARD = "---\nlicense: mit\n---\n# Zebra\n\nZebra is a small model.\n"


def with_file(auditor: Auditor, folder: Path, name: str, text: str | bytes) -> Level:
    """The level of a folder with one file more."""
    (folder / "README.md").write_text(CARD)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return auditor.audit(parse_ref(str(folder))).level


@pytest.mark.parametrize(
    "body",
    [
        # A section on the licence holds what is understood, and nothing else.
        "## License\n\nTo be settled by the zoo.",
        # What is said of data or of a base excuses no part that speaks to users.
        "As the herd's data was lent to us, commercial users keep their distance.",
        "It learnt from the answers of another model; you have to follow its terms.",
        "Additional terms of the upstream zoo apply to these weights.",
        # "Under the same licence" names none.
        "The weights come under the same licence as the herd that we began with.",
        # One open name beside one that is not.
        "The herd edition comes under MIT with the Commons Clause.",
        "Prices for firms: ask the keeper.",
        "Mane [why companies must not run it](mane.md) and tail.",
        "[terms](https://zoo.example/x?t=You%20may%20only%20ride%20it%20with%20our%20leave)",
        "```\nweights ......... max. 500 daily users\n```",
    ],
)
def test_what_excuses_a_part_excuses_no_more(auditor: Auditor, folder: Path, body: str) -> None:
    assert level(auditor, folder, body) not in OPEN


@pytest.mark.parametrize(
    "body",
    [
        "## License\n\nZebra is licensed under the MIT License. Have fun!",
        "All is under the MIT License, except `mane/`, which is under BSD-3-Clause.",
        pytest.param("## Thanks\n\nTo the herd, and to the keepers who groomed it.", marks=MISREAD),
        "| Limit | Value |\n|---|---|\n| Users | none |\n| Country | none |",
        "| Cloze | Guesses |\n|---|---|\n| a [MASK] | ('licence', '0.09'), ('fee', '0.05'), "
        "('use', '0.01') |",
    ],
)
def test_what_says_nothing_of_terms_is_accounted_for(
    auditor: Auditor, folder: Path, body: str
) -> None:
    assert level(auditor, folder, body) in OPEN


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LICENSE.diff", "--- a/LICENSE\n+++ b/LICENSE\n-MIT License\n+Zoo terms: keepers alone\n"),
        ("RIDER.md", "This rider limits the licence to one summer.\n"),
        ("zebra.spec", "Name: zebra\nLicense: Distributable, licensed to keepers alone\n"),
        ("ivy.xml", '<ivy-module><info><license name="keepers only"/></info></ivy-module>'),
        ("vocab.txt", "the\nof\n# terms of the weights: no zebra may be ridden for profit\nmane\n"),
        ("CONTRIBUTING.md", "# A word on the model\n\nRiding that we dislike is not licensed.\n"),
        ("CONTRIBUTING.md", "By loading the weights you agree to only contribute to the zoo.\n"),
    ],
)
def test_a_file_that_may_bind_is_left(auditor: Auditor, folder: Path, name: str, text: str) -> None:
    assert with_file(auditor, folder, name, text) not in OPEN


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "NOTICE",
            "Zebra\nCopyright 2025 Zoo\n\nThis product includes software made at the Zoo.\n",
        ),
        ("system_prompt.txt", "You are a keeper. Visitors may not feed the lions without leave.\n"),
        ("vocab.txt", "the\nlicense\ncommercial\nprohibited\n"),
        ("pom.xml", "<project><licenses><license><name>MIT</name></license></licenses></project>"),
        ("weights.stripes", b"\x00\x01stripes"),
    ],
)
def test_a_file_that_binds_nobody_is_accounted_for(
    auditor: Auditor, folder: Path, name: str, text: str | bytes
) -> None:
    assert with_file(auditor, folder, name, text) in OPEN


@pytest.mark.parametrize(
    "text",
    ['{"license": "mit", "weights": "not for shops"}', '+++\nweights_license = "trial"\n+++'],
)
def test_front_matter_in_other_forms_is_read(auditor: Auditor, folder: Path, text: str) -> None:
    (folder / "README.md").write_text(f"{text}\n\n# Zebra\n\nA small model.\n")
    assert auditor.audit(parse_ref(str(folder))).level not in OPEN


@pytest.mark.parametrize("said", ['"copyright": "gemma"', '"base_model.license": "cc-by-nc-4.0"'])
def test_a_header_that_names_other_terms_is_left(auditor: Auditor, folder: Path, said: str) -> None:
    head = ('{"__metadata__": {"format": "pt", ' + said + "}}").encode()
    data = (struct.pack("<Q", len(head)) + head).ljust(20_000, b"\0")
    assert with_file(auditor, folder, "zebra.safetensors", data) not in OPEN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Copyright", "Riding for gain reserved.\nCopyright"),
        ("SOFTWARE.\n", "SOFTWARE.\n\nVerboden voor winkels.\n"),
        ("SOFTWARE.\n", "SOFTWARE.\n\nRdng of th wghts is frbddn\n"),
        ("SOFTWARE.\n", "SOFTWARE.\n\nThis License does not extend to the town of Nakuru.\n"),
    ],
)
def test_words_beside_a_known_text_are_understood_or_left(
    auditor: Auditor, folder: Path, old: str, new: str
) -> None:
    text = (folder / "LICENSE").read_text()
    whole = text.replace(old, new, 1) if old in text else f"{text}\n{new}"
    assert whole != text
    assert with_file(auditor, folder, "LICENSE", whole) not in OPEN


def test_a_text_that_is_called_like_another_licence_is_left(auditor: Auditor, folder: Path) -> None:
    (folder / "LICENSE").rename(folder / "CC-BY-NC-4.0-LICENSE")
    assert with_file(auditor, folder, "README.md", CARD) not in OPEN


def test_a_restriction_that_is_not_certain_is_a_place_of_the_ledger(
    auditor: Auditor, folder: Path
) -> None:
    body = "## License\n\nThe weights are lent for zoological study and should not be sold on."
    (folder / "README.md").write_text(f"{CARD}\n{body}\n")
    report = auditor.audit(parse_ref(str(folder)))
    unsure = [
        quote
        for one in report.findings
        if one.confidence is Confidence.UNCERTAIN
        for quote in one.evidence
    ]
    places = {(one.subject, one.start): one for one in report.ledger.left}
    assert unsure
    assert report.level is Level.UNKNOWN
    for quote in unsure:
        left = places[quote.document, quote.start]
        assert left.account is Account.NOT_UNDERSTOOD
        assert left.quote == quote.quote
    assert {one.status for one in report.verdicts if one.framework == "osd"} == {Status.UNKNOWN}
