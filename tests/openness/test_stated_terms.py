"""What a README says of the terms, for which part of the work, and what follows for the model."""

from pathlib import Path

import pytest

from licensecheck.audit import Auditor
from licensecheck.hubs import parse_ref
from licensecheck.settings import Settings
from licensecheck.types.report import Report

WEIGHTS = "Weights: https://huggingface.co/zebra/zebra-7b\n\n"


def audit(folder: Path, readme: str) -> Report:
    (folder / "README.md").write_text("# Zebra 7B\n\n" + readme, encoding="utf-8")
    (folder / "LICENSE").write_text("Licensed under the MIT License.\n", encoding="utf-8")
    return Auditor(Settings(offline=True), lambda _: None).audit(parse_ref(str(folder)))


@pytest.mark.parametrize(
    "sentence",
    [
        "The source code is under the MIT License, while the use of the model weights needs to "
        "follow the [Zebra Agreement](ZEBRA.pdf).",
        "Our code is MIT-licensed; the weights come under an agreement of their own.",
        "源码遵循 [MIT](LICENSE) 开源协议，模型权重则需要遵循[许可协议](ZEBRA.pdf)。",
    ],
)
def test_a_licence_of_the_code_is_not_that_of_the_weights_beside_it(
    tmp_path: Path, sentence: str
) -> None:
    report = audit(tmp_path, f"{WEIGHTS}## License\n\n{sentence}\n")
    assert report.level == "unknown"
    assert "terms of the weights" in {problem.subject for problem in report.problems}


def test_one_licence_for_both_is_that_of_the_weights(tmp_path: Path) -> None:
    said = "The code and the model weights are released under the MIT License."
    assert audit(tmp_path, f"{WEIGHTS}## License\n\n{said}\n").level == "open-weights"


def test_a_licence_under_a_heading_about_data_is_no_duty_of_the_model(tmp_path: Path) -> None:
    report = audit(
        tmp_path,
        f"{WEIGHTS}The model is released under the MIT License.\n\n### Mirrored databases\n\n"
        "* Stripes (unmodified), by A. Foal, available under a CC-BY-SA-4.0 license.\n",
    )
    assert "copyleft" not in {finding.rule for finding in report.findings}


NC = "Our code is released under the MIT License. The models are licensed under CC-BY-NC-4.0.\n"


def test_who_says_plainly_that_the_weights_have_other_terms_washes_nothing(tmp_path: Path) -> None:
    report = audit(tmp_path, f"{WEIGHTS}## License\n\n{NC}")
    assert report.level == "restricted-weights"
    assert report.washing.level == "none"


def test_a_field_that_denies_what_the_card_says_does(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "README.md").write_text(f"---\nlicense: mit\n---\n\n## License\n\n{NC}", "utf-8")
    (tmp_path / "LICENSE").write_text("Licensed under the MIT License.\n", encoding="utf-8")
    report = Auditor(Settings(offline=True), lambda _: None).audit(parse_ref(str(tmp_path)))
    assert report.washing.level != "none"


@pytest.mark.parametrize(
    "sentence",
    [
        "Thus, each sample or batch may not start with an end-of-document token.",
        "Passing this flag will strictly prevent the model from thinking aloud.",
    ],
)
def test_what_a_program_may_not_do_is_no_term(tmp_path: Path, sentence: str) -> None:
    said = "The code and the model weights are released under the MIT License."
    report = audit(tmp_path, f"{WEIGHTS}{sentence}\n\n## License\n\n{said}\n")
    assert report.level == "open-weights"
