"""What an audit says of the data that a model names: its terms, as those of the data."""

import json
from pathlib import Path

import pytest

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.data import data_lines
from licensecheck.report.formats import html, terminal


def audited(auditor: Auditor, folder: Path, data: str, body: str = "# Zebra") -> Report:
    folder.mkdir(exist_ok=True)
    head = f"---\nlicense: apache-2.0\ndatasets: [{data}]\n---\n"
    (folder / "README.md").write_text(f"{head}{body}\n", "utf-8")
    (folder / "model.safetensors").write_bytes(b"")
    return auditor.audit(hubs.parse_ref(str(folder)))


def shown(report: Report, verbose: int = 0) -> str:
    """The part of the screen on data, without its line breaks."""
    screen = terminal.render(report, installed(), width=400, verbose=verbose)
    _, _, rest = screen.partition("\nData ")
    lines = rest.splitlines()
    end = next((at for at, line in enumerate(lines) if at and line[:1].strip()), len(lines))
    return "\n".join(line.strip() for line in lines[:end])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            "tatsu-lab/alpaca",
            "tatsu-lab/alpaca: CC-BY-NC-4.0, read 2026-11-25: no commercial use; holds answers of "
            "OpenAI's models; its terms forbid to develop models with it that compete with OpenAI",
        ),
        (
            "imagenet-1k",
            "imagenet-1k: terms of its own, read 2026-11-27: no commercial use, research alone; "
            "who downloads it accepts these terms of access",
        ),
        (
            "wikitablequestions",
            "wikitablequestions: CC-BY-SA-4.0, read 2026-11-27, though its page has the tag "
            "`cc-by-4.0`: share alike",
        ),
        (
            "Babelscape/multinerd",
            "Babelscape/multinerd: CC-BY-NC-SA-4.0 by the tag of its page (2023-04-20): "
            "no commercial use, share alike",
        ),
        ("glue", "glue: no licence named that holds for all of it"),
        ("the_pile", "the_pile: no licence named that holds for all of it"),
        ("zoo/unheard-of", "zoo/unheard-of: terms not known to us"),
        ("gsm8k, openai_humaneval", "gsm8k, openai_humaneval: under open licences"),
    ],
)
def test_data_is_told_with_its_terms_and_who_says_so(
    auditor: Auditor, tmp_path: Path, data: str, says: str
) -> None:
    told = shown(audited(auditor, tmp_path / "zebra", data)).splitlines()
    assert told == ["terms of the data that it names, not of the weights", says]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("glue", "its page names no licence (tag `other`, 2024-01-30)"),
        (
            "coco",
            "CC-BY-4.0, read 2026-11-27; of the annotations; the images are under the terms of",
        ),
        ("the_pile", "no one licence, read 2026-11-27; each part is under a licence of its own"),
        (
            "msr_sqa",
            "no one licence, read 2026-11-27, though its page has the tag `ms-pl`; its page names",
        ),
        (
            "bigcode/starcoderdata",
            "its page names no licence (tag `other`, 2023-05-16); one has to",
        ),
        ("zoo/unheard-of", "its terms are not known to us"),
    ],
)
def test_with_v_each_is_told_whole(auditor: Auditor, tmp_path: Path, data: str, says: str) -> None:
    _, told = shown(audited(auditor, tmp_path / "zebra", data), verbose=1).splitlines()
    assert told.startswith(f"{data}: {says}")


def test_the_terms_of_data_are_not_those_of_the_weights(auditor: Auditor, tmp_path: Path) -> None:
    report = audited(auditor, tmp_path / "zebra", "tatsu-lab/alpaca, imagenet-1k")
    plain = audited(auditor, tmp_path / "okapi", "")
    assert report.level == plain.level == "open-weights"
    assert [one.answer for one in report.rights] == [one.answer for one in plain.rights]


def test_much_data_takes_few_lines_and_each_has_one_with_v(
    auditor: Auditor, tmp_path: Path
) -> None:
    data = "anli, covost2, samsum, fquad, squad, snli, glue, gsm8k, a/b, c/d, e/f, g/h, i/j, k/l"
    report = audited(auditor, tmp_path / "zebra", data)
    lines = shown(report).splitlines()
    assert len(lines) == 8
    assert "a/b, c/d, e/f, g/h and 2 more: terms not known to us" in lines
    assert "fquad, squad, snli: restrict, too (-v says how)" in lines
    assert len(shown(report, verbose=1).splitlines()) == 15


def test_a_model_that_names_no_data_has_no_such_part(auditor: Auditor, tmp_path: Path) -> None:
    report = audited(auditor, tmp_path / "zebra", "")
    assert "\nData " not in terminal.render(report, installed())
    assert data_lines(report.lineage, installed()) == ()


def test_json_has_the_reading_and_the_tag(auditor: Auditor, tmp_path: Path) -> None:
    report = audited(auditor, tmp_path / "zebra", "llm-wizard/alpaca-gpt4-data, zoo/unheard-of")
    _, known, unknown = json.loads(report.model_dump_json())["lineage"]["nodes"]
    assert known["license"] == "CC-BY-NC-4.0"
    assert known["data"] == {
        "basis": "read",
        "tag": "cc-by-4.0",
        "checked": "2026-11-27",
        "restricts": ["noncommercial-only"],
        "outputs_of": "OpenAI",
        "note": "its page wants models trained on it to be used for research alone",
        "gated": False,
    }
    assert unknown["data"] is None


def test_html_tells_the_terms_of_data_apart_from_what_comes_along(
    auditor: Auditor, tmp_path: Path
) -> None:
    page = html.render(audited(auditor, tmp_path / "zebra", "anli"), installed())
    assert "Data that it was trained on</h2>" in page
    assert "terms of the data that it names, not of the weights" in page
    assert "CC-BY-NC-4.0, read 2026-11-27: no commercial use" in page
    assert "Its licence brings along" not in page


def test_a_claim_of_commercial_use_is_quoted_beside_data_that_forbids_it(
    auditor: Auditor, tmp_path: Path
) -> None:
    body = "# Zebra\n\nZebra is free for commercial use."
    report = audited(auditor, tmp_path / "zebra", "anli", body)
    (found,) = (one for one in report.findings if one.rule == "training-data-terms-forbid")
    assert found.confidence == "certain"
    assert "Zebra is free for commercial use." in [one.quote for one in found.evidence]


@pytest.mark.parametrize(
    ("data", "body"),
    [
        ("imagenet-1k", "# Zebra"),  # terms without a licence's name
        ("Babelscape/multinerd", "# Zebra"),  # a tag alone
        ("", "# Zebra\n\nZebra was trained on ANLI."),  # prose
    ],
)
def test_nobody_is_accused_by_what_is_less_than_a_licence_that_was_read(
    auditor: Auditor, tmp_path: Path, data: str, body: str
) -> None:
    report = audited(auditor, tmp_path / "zebra", data, body)
    (found,) = (one for one in report.findings if one.rule == "training-data-terms-forbid")
    assert found.confidence == "uncertain"
    assert found.id not in report.washing.findings
