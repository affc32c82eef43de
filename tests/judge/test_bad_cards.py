"""Cards that say little, contradict themselves or speak with the words of others: an answer with
reasons, never open by guess, and nobody accused by guess."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from tests.misread import MISREAD

OPEN = (Level.OPEN_WEIGHTS, Level.OPEN_SOURCE_AI)
APACHE = (Path(__file__).resolve().parents[2] / "LICENSE").read_text("utf-8")
MIT_BADGE = (
    "[![License: MIT](https://img.shields.io/badge/License-MIT-yellow.svg)]"
    "(https://opensource.org/licenses/MIT)"
)
NC_BADGE = "![License](https://img.shields.io/badge/license-CC--BY--NC--4.0-green)"


def audit(auditor: Auditor, folder: Path, readme: str, **files: str) -> Report:
    (folder / "zebra-7b").mkdir()
    (folder / "zebra-7b" / "model.safetensors").write_bytes(b"")
    for name, text in {"README.md": readme, **files}.items():
        (folder / "zebra-7b" / name).write_text(text, "utf-8")
    return auditor.audit(parse_ref(str(folder / "zebra-7b")))


def accused(report: Report) -> set[str]:
    """What a publisher is accused of for certain, gaps aside."""
    return {
        one.rule
        for one in report.findings
        if one.id in report.washing.findings and one.confidence == "certain"
        if one.severity != "low"
    }


# --- One line -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "readme",
    [
        MIT_BADGE,
        NC_BADGE,
        "# Zebra\n\nThe code is licensed under the MIT license.",
        "![build](https://img.shields.io/badge/build-passing-green)",
    ],
)
def test_one_line_about_code_or_about_nothing_opens_no_weights(
    auditor: Auditor, tmp_path: Path, readme: str
) -> None:
    report = audit(auditor, tmp_path, f"{readme}\n")
    assert report.level is Level.UNKNOWN
    assert report.level_reason
    assert accused(report) == set()


def test_weights_that_lie_beside_code_under_a_badge_are_asked_about_where_they_are(
    auditor: Auditor, tmp_path: Path
) -> None:
    [left] = audit(auditor, tmp_path, f"{MIT_BADGE}\n").ledger.left
    assert left.reason.endswith("please read under which terms the weights are")


def test_a_badge_above_the_text_of_its_licence_is_borne_out_by_it(
    auditor: Auditor, tmp_path: Path
) -> None:
    badge = MIT_BADGE.replace("MIT", "Apache-2.0").replace("License-Apache-2.0", "L-Apache--2.0")
    report = audit(auditor, tmp_path, f"# Zebra\n\n{badge}\n", LICENSE=APACHE)
    assert report.level in OPEN


# --- Contradictions -----------------------------------------------------------------------------

MIT_SAID = "## License\n\nThe weights of Zebra-7B are released under the MIT license.\n"
FOR_RESEARCH = "## Use\n\nThe weights of Zebra-7B may be used for non-commercial purposes only.\n"
NC_SAID = "## Model licence\n\nThe weights of Zebra-7B are licensed under CC-BY-NC-4.0.\n"


@pytest.mark.parametrize(
    "sections",
    [(MIT_SAID, FOR_RESEARCH), (FOR_RESEARCH, MIT_SAID), (MIT_SAID, NC_SAID), (NC_SAID, MIT_SAID)],
)
def test_of_sections_that_contradict_each_other_the_stricter_one_counts(
    auditor: Auditor, tmp_path: Path, sections: tuple[str, ...]
) -> None:
    report = audit(auditor, tmp_path, "\n".join(["# Zebra-7B\n", *sections]))
    assert report.level is Level.RESTRICTED_WEIGHTS
    ban = next(one for one in report.findings if one.rule == "noncommercial-only")
    assert "non-commercial" in ban.evidence[0].quote or "CC-BY-NC" in ban.evidence[0].quote
    assert accused(report) == set()


# --- Another model's card -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "quoted",
    [
        "From the card of Gnu-70B by the Savanna Lab:\n\n"
        "> Gnu-70B may be used for non-commercial purposes only.\n",
        pytest.param(
            'The card of Gnu-70B says: "Gnu-70B may be used for non-commercial purposes only."\n',
            marks=MISREAD,
        ),
        "The card of Gnu-70B says:\n\n> This model may be used for non-commercial purposes only.\n",
        "## The card of Gnu-70B\n\n> This model is released under CC-BY-NC-4.0.\n",
    ],
)
def test_a_restriction_in_a_quoted_card_is_left_for_a_person_and_accuses_nobody(
    auditor: Auditor, tmp_path: Path, quoted: str
) -> None:
    card = f"---\nlicense: apache-2.0\n---\n# Zebra-7B\n\n{quoted}"
    report = audit(auditor, tmp_path, card, LICENSE=APACHE)
    assert report.level is Level.UNKNOWN
    assert "please read" in report.level_reason
    assert accused(report) == set()


def test_a_claim_in_a_quoted_card_is_no_claim_of_who_quotes_it(
    auditor: Auditor, tmp_path: Path
) -> None:
    quoted = "> Gnu-70B is a fully open-source model that is free for commercial use.\n"
    card = f"---\nlicense: cc-by-nc-4.0\n---\n# Zebra-7B\n\nFrom the card of Gnu-70B:\n\n{quoted}"
    report = audit(auditor, tmp_path, card)
    assert report.level is Level.RESTRICTED_WEIGHTS
    assert report.claims == ()
    assert accused(report) == set()


@pytest.mark.parametrize(
    "said",
    [
        "The card of Gnu-70B says:\n\n> This model is released under the MIT license.\n",
        "Gnu-70B is released under the MIT license.\n",
        "The weights of Gnu-70B are under the MIT license.\n",
    ],
)
def test_what_is_said_of_another_model_opens_nothing(
    auditor: Auditor, tmp_path: Path, said: str
) -> None:
    report = audit(auditor, tmp_path, f"# Zebra-7B\n\nZebra-7B sees stripes.\n\n{said}")
    assert report.level is Level.UNKNOWN
    assert accused(report) == set()


def test_a_remark_of_the_publishers_own_binds_in_a_block_quote_too(
    auditor: Auditor, tmp_path: Path
) -> None:
    said = "## License\n\n> This model may be used for non-commercial purposes only.\n"
    report = audit(auditor, tmp_path, f"# Zebra-7B\n\n{said}")
    assert report.level is Level.RESTRICTED_WEIGHTS


# --- A copy under another name ------------------------------------------------------------------


def test_a_copy_under_another_name_has_the_terms_that_its_card_gives(
    auditor: Auditor, tmp_path: Path
) -> None:
    card = (
        "# Gnu-70B\n\nGnu-70B is made by the Savanna Lab ([savanna/gnu]"
        "(https://github.com/savanna/gnu)).\n\n## License\n\n"
        "Gnu-70B is released under CC-BY-NC-4.0.\n"
    )
    report = audit(auditor, tmp_path, card)
    assert report.level is Level.RESTRICTED_WEIGHTS
    assert report.model == "Gnu-70B"
    assert accused(report) == set()


def test_a_copy_is_not_open_by_what_the_card_says_of_another_models_weights(
    auditor: Auditor, tmp_path: Path
) -> None:
    card = (
        "# Zebra-7B\n\nThis repository was renamed from savanna/gnu.\n\n"
        "The weights of Gnu-70B are at https://huggingface.co/savanna/Gnu-70B under the MIT"
        " license.\n"
    )
    assert audit(auditor, tmp_path, card).level not in OPEN
