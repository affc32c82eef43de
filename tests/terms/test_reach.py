"""What a licence reaches: its own folder, and what a card gives it for; the rest is to be read."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report

APACHE = (Path(__file__).resolve().parents[2] / "LICENSE").read_text("utf-8")
BARS = """Savanna Kernels Licence

You may use these kernels for non-commercial purposes only. You may not redistribute them.
"""
CARD = "# Zebra\n\nWe release Zebra at https://huggingface.co/zoo/zebra-7b.\n"


def audited(auditor: Auditor, folder: Path, files: Mapping[str, str]) -> Report:
    for name, text in {"README.md": CARD, "LICENSE": APACHE, **files}.items():
        path = folder / "zebra" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return auditor.audit(hubs.parse_ref(str(folder / "zebra")))


def certain(report: Report, document: str) -> list[str]:
    """Rules of the certain findings that rest on a document."""
    return [
        one.rule
        for one in report.findings
        if one.confidence == "certain" and any(e.document == document for e in one.evidence)
    ]


@pytest.mark.parametrize("name", ["kernels/fast/LICENSE", "savanna/LICENSE.txt"])
def test_a_licence_of_a_part_bars_nothing_for_certain_and_accuses_nobody(
    auditor: Auditor, tmp_path: Path, name: str
) -> None:
    report = audited(auditor, tmp_path, {name: BARS, "kernels/fast/op.py": "x = 1\n"})

    assert report.level == "unknown"
    assert certain(report, name) == []
    assert report.washing.level == "none"
    (left,) = [one for one in report.ledger.left if one.subject == name and "folder" in one.reason]
    assert left.reason == (
        f"{name} is in the folder of a part; please read whether the weights are under it too"
    )


@pytest.mark.parametrize(
    "files",
    [
        {"LICENSE": BARS},
        {"zebra_7b/LICENSE": BARS},
        {"weights/LICENSE": BARS},
        {"stripes/LICENSE": BARS, "stripes/model.safetensors": "0" * 20_000},
        {"stripes/LICENSE": BARS.replace("these kernels", "the model weights")},
    ],
)
def test_a_licence_that_is_the_models_own_bars(
    auditor: Auditor, tmp_path: Path, files: Mapping[str, str]
) -> None:
    report = audited(auditor, tmp_path, files)

    assert "noncommercial-only" in certain(report, next(iter(files)))


def test_terms_of_the_weights_of_a_part_are_not_surely_the_models(
    auditor: Auditor, tmp_path: Path
) -> None:
    name = "metrics/stripes/weights/LICENSE_model_weights"
    weights = {"metrics/stripes/weights/stripes.pt": "0" * 20_000, "zebra.pt": "0" * 20_000}
    report = audited(auditor, tmp_path, {name: BARS, **weights})

    assert report.level == "unknown"
    assert certain(report, name) == []
    assert report.washing.level == "none"


def test_an_open_licence_in_a_folder_is_shown_to_nobody(auditor: Auditor, tmp_path: Path) -> None:
    weights = {"zebra.pt": "0" * 20_000}
    report = audited(auditor, tmp_path, {"LICENSE": BARS, "savanna/LICENSE": APACHE, **weights})

    assert report.level == "restricted-weights"
    assert report.washing.level == "none"


def test_pages_in_the_folder_of_a_part_are_the_parts_pages(
    auditor: Auditor, tmp_path: Path
) -> None:
    page = (
        "# Savanna\n\n## License\n\nThe weights are for non-commercial use only.\n\n"
        "- **License:** CC-BY-NC-4.0\n"
    )
    report = audited(auditor, tmp_path, {"savanna/LICENSE": BARS, "savanna/README.md": page})

    assert certain(report, "savanna/README.md") == []


def test_what_a_notice_beside_the_licence_tells_of_others_is_to_be_read(
    auditor: Auditor, tmp_path: Path
) -> None:
    notice = "Notices for the parts of Zebra\n\nSavanna kernels: for non-commercial use only.\n"
    report = audited(auditor, tmp_path, {"NOTICE": notice})

    assert certain(report, "NOTICE") == []
    assert report.level == "unknown"


SERVICE = "The live page is offered under the [Visitor Terms](./visitors.txt).\n"


@pytest.mark.parametrize(
    ("sentence", "bars"),
    [
        (SERVICE, False),
        ("Our playground is provided under the [terms](terms.txt).\n", False),
        ("The model is offered under the [Zebra Terms](./terms.txt).\n", True),
        ("The service is offered under [terms](terms.txt). Zebra is under terms.txt too.\n", True),
        ("The demo code is under [terms](terms.txt).\n", True),
    ],
)
def test_terms_that_a_card_gives_for_a_service_are_not_surely_the_models(
    auditor: Auditor, tmp_path: Path, sentence: str, bars: bool
) -> None:
    name = "LICENSE-terms.txt"
    said = sentence.replace("visitors.txt", name).replace("terms.txt", name)
    report = audited(auditor, tmp_path, {"README.md": CARD + "\n" + said, name: BARS})

    assert ("noncommercial-only" in certain(report, name)) is bars
    assert report.level != "open-weights"
