"""What looks like a restriction and takes nothing away leaves a model open; its like does not."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from tests.misread import MISREAD
from tests.terms.test_spoken import OPEN, level

ROWS = "| Model | Stripes | Licence |\n|---|---|---|\n"


@pytest.mark.parametrize(
    "body",
    [
        "No permission is needed, and no fee.",
        "Do I have to pay?\n\nNot at all.",
        "Is it for research only? It is not restricted.",
        "## Do I have to publish my zebra?\n\nNo.",
        "#### Can Zebra stream?\n\nNo. It does not support streams yet.",
        '"Research" in our name does not mean research-only.',
        f"{ROWS}| Zebra (ours) | 40 | MIT |\n| Okapi-2 | 30 | non-commercial |",
        "- Okapi-2: research only\n- Zebra, this model: MIT",
        "Our paid okapi is proprietary. This checkpoint is not.",
        "It finds bans. For the input\n\n```text\nYou may not ride it.\n```\n\nit answers `ban`.",
        "```bibtex\n@article{z, title={Non-commercial riding of zebras only}, year={2020}}\n```",
        "## Lizenz\n\nKommerzielle Nutzung ist ohne weitere Erlaubnis gestattet.",
        "无需授权，任何人都可以自由使用。",
        "Copyright © 2026 The Zoo. All rights reserved.",
        "## Usage and License Notices\n\nZebra is under the MIT License.",
        "Contributions are licensed under the MIT License, unless otherwise stated.",
        "Our survey of the data notes who owned them, usage restrictions, licensing information,"
        " as well as an estimate of their age.",
        "SHS (Striped Horse Standard) is new.\n\n| Mare | SHS Support |\n|---|---|\n| Ada | yes |",
        "MRL (Mane Ribbon Length) grows.\n\n| MRL Support |\n|---|\n| yes |",
        "Due to non-commercial agreements, we did not use these data in any of our models.",
        "We cannot release the training data because of its licence.",
        "由于非商业协议限制，我们没有在模型中使用这些数据。",
        "We strongly urge all riders not to use the model for anything that harms society.",
        "我们强烈呼吁所有使用者不要利用本模型进行任何危害社会的活动。",
    ],
)
def test_what_takes_nothing_away_leaves_a_model_open(
    auditor: Auditor, folder: Path, body: str
) -> None:
    assert level(auditor, folder, body) in OPEN


@pytest.mark.parametrize(
    "body",
    [
        "No permission is needed by zoologists, and no fee.",
        "Due to non-commercial agreements, you may not use the model in products.",
        pytest.param(
            "Due to the licence of these data, we did not use them, and users may only race.",
            marks=MISREAD,
        ),
        "We strongly urge all riders not to use the model for commercial purposes.",
        "我们要求使用者不得利用本模型进行任何危害社会的活动。",
        "Do I have to pay?\n\nYes.",
        "#### May I sell it?\n\nNo. It was made for zoos.",
        pytest.param("~~Commercial use is permitted.~~", marks=MISREAD),
        "Zebra by The Zoo. All rights reserved.",
        f"{ROWS}| Zebra (ours) | 40 | MIT |\n| Zebra weights | 30 | non-commercial |",
        "- Okapi-2: research only\n- Zebra: research only",
        "Our paid okapi is proprietary. This checkpoint is, too.",
        "The data have usage restrictions, licence information, as well as all made of them.",
        "MRL (Mane Ribbon Length) grows. The weights are under MRL.",
        pytest.param("MRL (Mane Ribbon Length) grows.\n\nZebra: MRL", marks=MISREAD),
        pytest.param(
            "Our survey of the data notes usage restrictions, as well as limits on their kin, which"
            " is this network.",
            marks=MISREAD,
        ),
        "MRL (Mane Research Licence) grows.\n\n| MRL Support |\n|---|\n| yes |",
        "It finds bans.\n\n```text\nYou may not sell the weights.\n```",
        "```bibtex\n@misc{z, title={Zebra}, note={The weights are for research only}}\n```",
        "## Lizenz\n\nKommerzielle Nutzung ist mit unserer Erlaubnis gestattet.",
        "无需授权，学生可以自由使用。",
    ],
)
def test_its_like_does_not(auditor: Auditor, folder: Path, body: str) -> None:
    assert level(auditor, folder, body) not in OPEN


def test_a_faq_beside_the_card_is_read_alike(auditor: Auditor, folder: Path) -> None:
    (folder / "FAQ.md").write_text("**May I sell it?**\n\nYes. No fee, no form.\n")
    assert level(auditor, folder, "A zebra.") in OPEN
    (folder / "FAQ.md").write_text("**May I sell it?**\n\nYes, with our written permission.\n")
    assert level(auditor, folder, "A zebra.") is Level.UNKNOWN


ABROAD = {
    "de": (
        "# Kiebitz\n\nKiebitz ist ein Sprachmodell für Deutsch. Es wurde mit Nachrichten trainiert."
        "\n\nMIT-Lizenz. Die kommerzielle Nutzung ist erlaubt.\n"
    ),
    "ja": (
        "# タゲリ\n\nタゲリは日本語の言語モデルです。\n\nMITライセンスの下で公開しています。"
        "商用利用も可能です。\n\n回答は正しいとは限りません。\n"
    ),
}
"""Pages of which some sentences alone do not show their language."""


@pytest.mark.parametrize("page", ABROAD.values(), ids=ABROAD)
def test_a_page_in_another_language_that_binds_nobody_leaves_a_model_open(
    auditor: Auditor, folder: Path, page: str
) -> None:
    assert level(auditor, folder, page) in OPEN


@pytest.mark.parametrize(
    ("page", "rider"),
    [
        ("de", "Nur für die Forschung."),
        ("de", "Verkauf untersagt."),
        ("ja", "研究目的に限ります。"),
        ("ja", "営業では使わないでください。"),
    ],
)
def test_a_short_sentence_that_binds_does_not_hide_in_one(
    auditor: Auditor, folder: Path, page: str, rider: str
) -> None:
    assert level(auditor, folder, f"{ABROAD[page]}\n{rider}\n") not in OPEN


@pytest.mark.parametrize(
    ("said", "opens"),
    [
        ("Some files of these companies carry notices in the head\nof each file.", True),
        ("Some files of these companies carry terms in the head\nof each file.", False),
    ],
)
def test_a_licence_may_say_where_the_notices_of_others_stand(
    auditor: Auditor, folder: Path, said: str, opens: bool
) -> None:
    with (folder / "LICENSE").open("a") as text:
        text.write(f"\nATTRIBUTIONS:\n\n{said}\n")
    assert (level(auditor, folder, "A zebra.") in OPEN) is opens
