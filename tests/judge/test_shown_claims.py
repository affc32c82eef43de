"""Claims that words or the form of a page make by themselves: whom they accuse, and whom not."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref

RULE = "claims-open-terms-fail"
TERMS = "Zebra Community Terms of Use\n\nYou must not use the weights for any commercial purpose.\n"
CARD = "## License\n\nThe weights of Zebra-7B are released under the [Zebra terms](LICENSE).\n"


def audit(auditor: Auditor, folder: Path, readme: str, terms: str = TERMS) -> Report:
    (folder / "zebra-7b").mkdir()
    (folder / "zebra-7b" / "model.safetensors").write_bytes(b"")
    (folder / "zebra-7b" / "README.md").write_text(f"# Zebra-7B\n\n{readme}\n\n{CARD}", "utf-8")
    (folder / "zebra-7b" / "LICENSE").write_text(terms, "utf-8")
    return auditor.audit(parse_ref(str(folder / "zebra-7b")))


def accusing(report: Report) -> str:
    """The first words of the publisher that accuse him; empty where nothing does."""
    found = [one for one in report.findings if one.rule == RULE and one.confidence == "certain"]
    assert {one.id for one in found} <= set(report.washing.findings)
    return found[0].evidence[0].quote if found else ""


TABLE = "| Model | Open source |\n|---|---|\n| Zebra-7B | {} |\n| Okapi | ✔ |\n"
HTML = (
    "<table><tr><th>Model</th><th>Open Source</th></tr>"
    "<tr><td>Zebra-7B</td><td>{}</td></tr></table>"
)


@pytest.mark.parametrize(
    ("readme", "quote"),
    [
        (TABLE.format("✔"), "Zebra-7B | ✔"),
        (HTML.format("✅"), "Zebra-7B</td><td>✅"),
        ("Please heed the [open-source license](LICENSE).", "open-source license"),
        ("请遵守[开源协议](LICENSE)。", "开源协议"),
        ("Zebra-7B 是一个开源的、支持双语的对话语言模型。", "Zebra-7B 是一个开源的"),
        ("我们正式开源 Zebra-7B。", "我们正式开源 Zebra-7B"),
        ("要求仅将我们开源的代码、数据、模型用于研究。", "我们开源的代码、数据、模型"),
        ("本项目开源了用条纹语料精调的大语言模型。", "本项目开源了"),
        ("Zebra-7B runs further than other open-source models.", "other open-source models"),
        ("## Open-source Plan\n\n- [x] Checkpoints\n- [ ] Training code", "Open-source Plan"),
        ("## Open Source License\n\nSee the [terms](LICENSE).", "Open Source License"),
        ("Zebra-7B is an open bilingual language model.", "an open bilingual"),
        (
            "The Zebra-7B weights are fully open for academic research, and allow "
            "free commercial use.",
            "fully open",
        ),
    ],
)
def test_what_calls_the_own_work_open_accuses_where_the_terms_restrict(
    auditor: Auditor, tmp_path: Path, readme: str, quote: str
) -> None:
    report = audit(auditor, tmp_path, readme)
    assert report.level == "restricted-weights"
    assert quote in accusing(report)


def test_terms_that_call_themselves_open_source_are_named_with_their_file(
    auditor: Auditor, tmp_path: Path
) -> None:
    terms = f"{TERMS}\nThis Agreement is an open-source license for the weights.\n"
    report = audit(auditor, tmp_path, "A model of stripes.", terms)
    assert "is an open-source license" in accusing(report)
    finding = next(one for one in report.findings if one.rule == RULE)
    assert finding.message.startswith("the LICENSE claims open-source, but you may not use it")
    assert finding.letter.startswith('Your LICENSE says "This Agreement is an open-source license"')


@pytest.mark.parametrize(
    "readme",
    [
        TABLE.format("✗"),
        HTML.format("coming soon"),
        "| Model | Fast |\n|---|---|\n| Zebra-7B | ✔ |\n",
        "Please heed the [license](LICENSE).",
        "It heeds the [open-source license](https://zoo.example/okapi/COPYING) of Okapi.",
        "Okapi 是一个开源的语言模型。",
        "Zebra-7B 是基于开源模型训练的语言模型。",
        "Zebra-7B 的代码已经开源。",
        "我们将开源 Zebra-7B。",
        "本项目开源了模型训练框架。",
        "The code of Zebra-7B is open source and free for commercial use.",
        "Zebra-7B runs further than Okapi and other open-source models.",
        "Zebra-7B and tools for other open-source models.",
        "## Open-source Plan\n\n- [ ] Checkpoints\n- [x] Inference code",
        "## Open Source License\n\nThe code is under MIT.\n\n## Terms",
        "Zebra-7B has open access for models of the herd.",
        "The weights are fully open for academic research, and allow free commercial use after you "
        "apply by e-mail.",
    ],
)
def test_what_says_less_accuses_nobody(auditor: Auditor, tmp_path: Path, readme: str) -> None:
    assert accusing(audit(auditor, tmp_path, readme)) == ""


def test_a_tick_shows_the_head_of_its_column_too(auditor: Auditor, tmp_path: Path) -> None:
    report = audit(auditor, tmp_path, TABLE.format("✔"))
    finding = next(one for one in report.findings if one.rule == RULE)
    assert any("commercial" in one.quote for one in finding.evidence)
    assert finding.evidence[-1].quote.strip() == "Open source"


def test_open_terms_called_open_source_are_no_reproach(auditor: Auditor, tmp_path: Path) -> None:
    (tmp_path / "zebra-7b").mkdir()
    (tmp_path / "zebra-7b" / "model.safetensors").write_bytes(b"")
    card = "---\nlicense: mit\n---\n# Zebra-7B\n\nZebra-7B is an open model. " + TABLE.format("✔")
    (tmp_path / "zebra-7b" / "README.md").write_text(card, "utf-8")
    report = auditor.audit(parse_ref(str(tmp_path / "zebra-7b")))
    assert accusing(report) == ""
