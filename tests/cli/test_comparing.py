"""`licensecheck compare` and `licensecheck diff`, as their user types them."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

FREE = "ZEBRA TERMS\n\n1. Grant. You may use, copy, modify and distribute the Zebra model.\n"
BOUND = FREE + "\n2. Restrictions. You may not use the Zebra model for commercial purposes.\n"


@pytest.fixture
def texts(tmp_path: Path) -> tuple[str, str]:
    paths = tmp_path / "free.txt", tmp_path / "bound.txt"
    for path, text in zip(paths, (FREE, BOUND), strict=True):
        path.write_text(text)
    return str(paths[0]), str(paths[1])


def test_compare_says_what_the_second_takes_away(run: Run, texts: tuple[str, str]) -> None:
    result = run("compare", *texts)
    assert result.returncode == 0
    assert "worse   You may not: " in result.stdout
    assert "worse   OSD 6: met -> not met" in result.stdout


def test_diff_of_reports_fails_when_the_terms_became_worse(
    run: Run, texts: tuple[str, str], tmp_path: Path
) -> None:
    reports = [str(tmp_path / "old.json"), str(tmp_path / "new.json")]
    for text, report in zip(texts, reports, strict=True):
        assert run("license", text, "--format", "json", "-o", report).returncode == 0
    assert run("diff", *reports).returncode == 1
    assert run("diff", *reversed(reports)).returncode == 0
    assert run("diff", reports[0], reports[0]).returncode == 0


def test_what_is_no_report_is_a_usage_error(run: Run, texts: tuple[str, str]) -> None:
    result = run("diff", *texts)
    assert result.returncode == 2
    assert "free.txt" in result.stderr
    assert run("diff", "nowhere.json", "nowhere.json").returncode == 2
    assert "'cuneiform' is not one of" in run("compare", *texts, "-f", "cuneiform").stderr


@pytest.mark.parametrize(
    ("base", "derivative", "says"),
    [
        ("MIT", "Apache-2.0", "no term stands in the way"),
        ("GPL-3.0-only", "MIT", "[copyleft] is dropped"),
        ("CC-BY-SA-4.0", "CC-BY-NC-SA-4.0", "[noncommercial-only] is added"),
    ],
)
def test_compare_of_licences_says_whether_a_derivative_may_change_to_the_other(
    run: Run, base: str, derivative: str, says: str
) -> None:
    assert says in run("compare", base, derivative).stdout
    assert says in run("compare", base, derivative, "--format", "markdown").stdout.replace("\\", "")
