"""A base whose terms nobody read is said, and what is needed beside the weights too: own terms of
the model stay what they are, but nothing is called open that can only be restricted."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import terminal
from tests.conftest import ROOT


def audited(auditor: Auditor, folder: Path, body: str) -> Report:
    folder.mkdir(exist_ok=True)
    (folder / "README.md").write_text(
        f"---\nlicense: apache-2.0\n---\n# Zebra\n\n{body}\n", "utf-8"
    )
    (folder / "model.safetensors").write_bytes(b"")
    return auditor.audit(parse_ref(str(folder)))


def shown(report: Report) -> str:
    return " ".join(terminal.render(report, installed(), width=100).split())


def test_a_base_that_nobody_knows_is_named_and_said_to_be_unread(
    auditor: Auditor, tmp_path: Path
) -> None:
    report = audited(auditor, tmp_path, "Zebra is initialised from Okapi-7B.")
    [base] = report.models[0].bases
    assert (base.name, str(base.license), base.binds) == ("Okapi-7B", "", False)
    assert report.level is Level.OPEN_WEIGHTS
    said = shown(report)
    assert "Okapi-7B (README.md:6): its terms were not read" in said
    assert "base model Okapi-7B: it is named as base (README.md:6); its terms were not read" in said


def test_a_family_that_only_restricts_makes_nothing_open(auditor: Auditor, tmp_path: Path) -> None:
    """Every Vicuna has terms that restrict, whichever is meant."""
    report = audited(auditor, tmp_path, "Zebra is fine-tuned from Vicuna.")
    assert report.level is Level.UNKNOWN
    assert "not in which version" in shown(report)


def test_a_family_of_which_some_are_free_is_said_alone(auditor: Auditor, tmp_path: Path) -> None:
    report = audited(auditor, tmp_path, "Zebra is based on Qwen2.5.")
    assert report.level is Level.OPEN_WEIGHTS
    assert "Qwen2.5 (README.md:6): its terms were not read" in shown(report)


def test_a_version_that_is_named_brings_its_terms(auditor: Auditor, tmp_path: Path) -> None:
    report = audited(auditor, tmp_path, "Zebra is fine-tuned from Vicuna v1.3.")
    assert report.level is Level.RESTRICTED_WEIGHTS


def test_the_terms_that_come_along_stand_with_the_base_and_its_duties(
    auditor: Auditor, tmp_path: Path
) -> None:
    said = shown(audited(auditor, tmp_path, "Zebra is built on Llama 3.1."))
    assert "Llama 3.1 (README.md:6): its licence comes along: Llama 3.1 Community" in said
    assert "(base Llama 3.1)" in said


def test_nobody_is_accused_of_terms_that_may_be_for_the_code_alone(
    auditor: Auditor, tmp_path: Path
) -> None:
    """The weights lie elsewhere, and nothing says under which terms they are offered."""
    folder = tmp_path / "zebra"
    folder.mkdir()
    page = "https://huggingface.co/zoo/Zebra-7B"
    base = "https://huggingface.co/meta-llama/Llama-3.1-8B"
    said = f"# Zebra\n\nWeights: [Zebra-7B]({page}).\n\nZebra is fine-tuned from [Llama]({base}).\n"
    (folder / "README.md").write_text(said)
    (folder / "LICENSE").write_text((ROOT / "LICENSE").read_text())
    (folder / "zebra.py").write_text("import this\n")
    report = auditor.audit(parse_ref(str(folder)))
    assert any("Llama-3.1-8B" in base.name for base in report.models[0].bases)
    assert "derivative-under-laxer-terms" not in [
        one.rule for one in report.findings if one.id in report.washing.findings
    ]


def test_sizes_of_a_family_are_named_once(auditor: Auditor, tmp_path: Path) -> None:
    body = "Zebra is fine-tuned from Vicuna 13B.\n\n* For Zebra (Vicuna) set the path."
    [base] = audited(auditor, tmp_path, body).models[0].bases
    assert base.name == "Vicuna"


@pytest.mark.parametrize(
    ("page", "note"),
    [("CompVis/stable-diffusion-v1-4", "under CreativeML"), ("openai/clip-vit-base-patch16", "")],
)
def test_what_is_needed_beside_the_weights_is_said_with_its_terms(
    auditor: Auditor, tmp_path: Path, page: str, note: str
) -> None:
    """It changes nothing in the weights that are offered here."""
    body = f"Download the pretrained [part](https://huggingface.co/{page}) first."
    report = audited(auditor, tmp_path, body)
    assert report.level is Level.OPEN_WEIGHTS
    assert [(one.relation, one.binds) for one in report.models[0].bases] == [("part", False)]
    assert f"Needs {page} (README.md:6): needed beside the weights, under" in shown(report)
    assert note in shown(report)


def test_a_row_of_html_tells_of_its_own_model_alone(auditor: Auditor, tmp_path: Path) -> None:
    hub, llm = "https://huggingface.co", "<th>Model</th><th>LLM</th>"
    rows = "".join(
        f'<tr><td><a href="{hub}/zoo/Zebra-{size}">Zebra-{size}</a></td><td>{base}</td></tr>\n'
        for size, base in (("7B", "Mistral-7B"), ("70B", "Llama-2-70b"))
    )
    report = audited(auditor, tmp_path, f"<table>\n<tr>{llm}</tr>\n{rows}</table>")
    made = {model.name: [base.name for base in model.bases] for model in report.models}
    assert made == {"Zebra-7B": ["Mistral-7B"], "Zebra-70B": ["meta-llama/Llama-2-70b"]}
