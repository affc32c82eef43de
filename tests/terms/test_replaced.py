"""A licence that the publisher says was replaced bars nothing for certain and opens nothing."""

from pathlib import Path

import pytest

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report

APACHE = (Path(__file__).resolve().parents[2] / "LICENSE").read_text("utf-8")
OLD = """Okapi Grazing Licence

You may use the model weights for non-commercial purposes only. You may not redistribute them.
"""
CARD = """# Zebra

Zebra is an open-source model: https://huggingface.co/zoo/zebra-7b.

## License

"""


def audited(auditor: Auditor, folder: Path, said: str, changes: str = "") -> Report:
    folder = folder / "zebra"
    folder.mkdir(exist_ok=True)
    (folder / "README.md").write_text(CARD + said + "\n", "utf-8")
    (folder / "LICENSE_OLD").write_text(OLD, "utf-8")
    (folder / "LICENSE").write_text(APACHE, "utf-8")
    if changes:
        (folder / "CHANGELOG.md").write_text(changes, "utf-8")
    return auditor.audit(hubs.parse_ref(str(folder)))


def certain(report: Report) -> set[str]:
    return {
        one.rule
        for one in report.findings
        if one.confidence == "certain" and any(e.document == "LICENSE_OLD" for e in one.evidence)
    }


REPLACED = [
    "On 3 May 2024 the licence changed from the [old one](LICENSE_OLD) to Apache 2.0.",
    "We have switched the licence from the Okapi Grazing Licence to [Apache 2.0](LICENSE).",
    "The [Okapi licence](./LICENSE_OLD) was replaced by the [Apache License](LICENSE).",
    "We replaced the [Okapi licence](LICENSE_OLD) with the Apache License 2.0.",
    "The Apache License 2.0 replaces the [Okapi licence](LICENSE_OLD).",
    "自2024年5月起，模型许可证由[原协议](LICENSE_OLD)变更为[新协议](LICENSE)。",
]


@pytest.mark.parametrize("said", REPLACED)
def test_what_stands_in_the_former_text_alone_is_to_be_read(
    auditor: Auditor, tmp_path: Path, said: str
) -> None:
    report = audited(auditor, tmp_path, said)

    assert certain(report) == set()
    assert report.level == "unknown"
    assert report.washing.level == "none"
    (left,) = [one for one in report.ledger.left if "took the place" in one.reason]
    assert left.reason == (
        "README.md:7 says that another licence took the place of LICENSE_OLD, "
        "please read which of them holds"
    )
    assert left.quote
    assert report.ledger.left[0] == left
    (bar,) = [one for one in report.findings if one.rule == "noncommercial-only"]
    assert bar.confidence == "uncertain"
    assert [one.document for one in bar.evidence] == ["LICENSE_OLD", "README.md"]


def test_a_list_of_changes_can_say_it(auditor: Auditor, tmp_path: Path) -> None:
    changes = (
        "# Changes\n\n- Upgraded the license from the [first one](LICENSE_OLD) to Apache 2.0.\n"
    )
    report = audited(auditor, tmp_path, "See LICENSE.", changes)

    assert certain(report) == set()
    assert report.level == "unknown"


def test_a_word_for_a_licence_is_no_file(auditor: Auditor, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        f"{CARD}The licence changed from the Zebra License to our present terms.\n", "utf-8"
    )
    (tmp_path / "LICENSE").write_text(OLD, "utf-8")
    report = auditor.audit(hubs.parse_ref(str(tmp_path)))

    assert report.level == "restricted-weights"


def test_two_languages_of_the_former_text_are_one(auditor: Auditor, tmp_path: Path) -> None:
    folder = tmp_path / "zebra"
    folder.mkdir()
    (folder / "LICENSE_OLD_EN").write_text(OLD, "utf-8")
    report = audited(auditor, tmp_path, REPLACED[-1])

    assert {one.confidence for one in report.findings if one.rule == "noncommercial-only"} == {
        "uncertain"
    }


@pytest.mark.parametrize(
    "said",
    [
        "We may change the licence from the [present one](LICENSE_OLD) to Apache 2.0.",
        "The licence was changed from Apache 2.0 to the [Okapi licence](LICENSE_OLD).",
        "The licence changed from the Zebra License Old to the [Okapi licence](LICENSE_OLD).",
        "The licence of the tokenizer changed from MIT to Apache 2.0.",
        "You may not switch from the [Okapi licence](LICENSE_OLD) to another licence.",
        "The weights are under the [Okapi licence](LICENSE_OLD), the code is under Apache 2.0.",
        "The Apache License 2.0 was replaced by the [Okapi licence](LICENSE_OLD).",
        "如果许可证由[协议](LICENSE_OLD)变更为其他协议，我们将公布。",
    ],
)
def test_a_licence_that_was_not_replaced_bars(auditor: Auditor, tmp_path: Path, said: str) -> None:
    report = audited(auditor, tmp_path, said)

    assert "noncommercial-only" in certain(report)
    assert report.level == "restricted-weights"
