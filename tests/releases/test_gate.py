"""The gate asks about each model that a reference may mean."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain.report import CheckReport
from licensecheck.gate.gate import Gate
from licensecheck.hubs import parse_ref
from tests.releases.test_releases import TWO


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Zebra-7B under MIT and Zebra-7B-Chat under CC BY-NC."""
    path = tmp_path / "zoo" / "zebra"
    path.mkdir(parents=True)
    (path / "README.md").write_text(TWO["README.md"])
    return path


def checked(auditor: Auditor, ref: str) -> CheckReport:
    return Gate.parse(["restricted-weights"]).check([parse_ref(ref)], auditor.audit)


def test_a_reference_that_may_mean_a_stopped_model_is_stopped(
    auditor: Auditor, folder: Path
) -> None:
    [model] = checked(auditor, str(folder)).models
    assert (model.level, model.passed) == ("open-weights", False)
    assert model.reasons[0].startswith("Zebra-7B-Chat: Not open enough: restricted-weights")


def test_a_name_asks_about_one(auditor: Auditor, folder: Path) -> None:
    assert checked(auditor, f"{folder}#Zebra-7B").passed
    assert not checked(auditor, f"{folder}#Zebra-7B-Chat").passed


def test_a_name_that_no_model_has_does_not_pass(auditor: Auditor, folder: Path) -> None:
    [model] = checked(auditor, f"{folder}#okapi").models
    assert (model.passed, model.report) == (False, None)
    assert "no model is called so there" in model.reasons[0]
