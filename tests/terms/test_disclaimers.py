"""What disclaimers and links to other people's licences leave of an open licence that is here."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report

APACHE = (Path(__file__).resolve().parents[2] / "LICENSE").read_text("utf-8")
CARD = "# Zebra\n\nWe release Zebra at https://huggingface.co/zoo/zebra-7b.\n"


def audited(auditor: Auditor, folder: Path, files: Mapping[str, str]) -> Report:
    for name, text in {"README.md": CARD, **files}.items():
        path = folder / "zebra" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return auditor.audit(hubs.parse_ref(str(folder / "zebra")))


def commercial(report: Report) -> tuple[str, str | None]:
    """Whether one may use it commercially: the answer, and that of the code alone."""
    (right,) = [one for one in report.rights if one.right == "use-commercially"]
    return right.answer, right.code


@pytest.mark.parametrize("name", ["DISCLAIMER", "免责声明.md", "声明.md", "zebra-disclaimer.txt"])
@pytest.mark.parametrize(
    "said",
    [
        "The materials of this project may be used for research only.",
        "Commercial use of this project is forbidden without leave in writing.",
        "Please do not use this project for commercial purposes.",
        "本项目相关内容仅供学术研究，禁止商用。",
        "本项目及其模型不得用于商业。",
    ],
)
def test_a_disclaimer_that_bans_trade_with_the_project_leaves_the_code_no_yes(
    auditor: Auditor, tmp_path: Path, name: str, said: str
) -> None:
    report = audited(auditor, tmp_path, {"LICENSE": APACHE, name: f"{said}\n"})

    answer, of_code = commercial(report)
    assert answer in {"no", "please-read"}
    assert of_code is None


def test_a_disclaimer_on_the_weights_alone_says_nothing_of_the_code(
    auditor: Auditor, tmp_path: Path
) -> None:
    said = "The model weights may only be used for non-commercial research.\n"
    report = audited(auditor, tmp_path, {"LICENSE": APACHE, "DISCLAIMER": said})

    assert commercial(report) == ("please-read", "yes")


@pytest.mark.parametrize("name", ["DISCLAIMER", "免责声明.md"])
@pytest.mark.parametrize(
    "said",
    [
        "The authors are not liable for any loss that comes from the use of this project.",
        "This project must not be used for any illegal purpose.",
        "We call on all users not to harm anybody with the model.",
        "不得将本项目用于任何违法用途。",
        "对于因使用本项目而产生的任何损失，作者概不负责。",
        "我们呼吁所有使用者不要利用模型危害社会。",
    ],
)
def test_a_disclaimer_of_liability_a_plea_or_what_the_law_forbids_restricts_nothing(
    auditor: Auditor, tmp_path: Path, name: str, said: str
) -> None:
    report = audited(auditor, tmp_path, {"LICENSE": APACHE, name: f"{said}\n"})

    assert commercial(report)[1] == "yes"
    assert report.level == "unknown"
    assert not [one for one in report.findings if one.rule == "field-of-use-restriction"]


def test_a_request_not_to_trade_on_the_page_is_for_a_person(
    auditor: Auditor, tmp_path: Path
) -> None:
    page = f"{CARD}\n## Disclaimer\n\nPlease do not use this project for commercial purposes.\n"
    report = audited(auditor, tmp_path, {"LICENSE": APACHE, "README.md": page})

    assert commercial(report) == ("please-read", None)


def test_who_wants_more_than_the_licence_gives_may_be_told_to_ask(
    auditor: Auditor, tmp_path: Path
) -> None:
    said = "Write to the keeper in advance if your use of the Work varies from this License.\n"
    report = audited(auditor, tmp_path, {"LICENSE": APACHE, "NOTICE": said})

    assert not [one for one in report.findings if one.rule == "separate-permission-required"]


BADGE = "[![Code: Apache 2.0](https://img.shields.io/badge/Code-Apache_2.0-green)]({}/blob/main/LICENSE)"


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("https://github.com/farm/okapi", ("please-read", None)),
        ("https://github.com/zoo/zebra", ("please-read", "yes")),
    ],
)
def test_a_badge_that_links_to_another_projects_licence_gives_nothing(
    auditor: Auditor, tmp_path: Path, address: str, answer: tuple[str, str | None]
) -> None:
    page = f"{CARD}\n{BADGE.format(address)}\n"

    assert commercial(audited(auditor, tmp_path, {"README.md": page})) == answer


def test_such_a_badge_beside_the_text_itself_leaves_nothing(
    auditor: Auditor, tmp_path: Path
) -> None:
    page = f"{CARD}\n{BADGE.format('https://github.com/farm/okapi')}\n"
    report = audited(auditor, tmp_path, {"LICENSE": APACHE, "README.md": page})

    assert not [one for one in report.ledger.left if one.subject == "README.md"]


def test_models_on_the_page_of_an_account_are_elsewhere(auditor: Auditor, tmp_path: Path) -> None:
    manual = "[here](https://github.com/zoo/zebra/blob/main/docs/use.md)"
    page = f"# Zebra\n\nModel cards are found {manual} or on [HF](https://huggingface.co/zoo).\n"
    report = audited(auditor, tmp_path, {"LICENSE": APACHE, "README.md": page})

    (weights,) = [one for one in report.components if one.name == "weights"]
    assert weights.state == "linked"
