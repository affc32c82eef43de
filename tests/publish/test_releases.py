"""Forty release folders: what is right lacks nothing, and a planted gap is found, and no other."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain.duty import DutyState
from licensecheck.domain.publication import PublishReport
from licensecheck.errors import ExitCode
from licensecheck.knowledge.knowledge import installed
from licensecheck.publisher.run import run
from tests.publish.folders import Situation, gaps, right


def checked(folder: Path, auditor: Auditor) -> PublishReport:
    return run(folder, auditor, installed(), add=False)


def missing(report: PublishReport) -> set[str]:
    return {asked.requirement for asked in report.of(DutyState.MISSING)}


def test_there_are_twenty_of_each() -> None:
    assert (len(right()), len(gaps())) == (20, 20)


@pytest.mark.parametrize("situation", right().values(), ids=lambda situation: situation.says)
def test_a_release_that_is_right_passes(
    situation: Situation, tmp_path: Path, real: Path, auditor: Auditor
) -> None:
    report = checked(situation.written(tmp_path, real), auditor)
    assert missing(report) == set()
    assert report.exit_code is ExitCode.PASS


@pytest.mark.parametrize("situation", gaps(), ids=lambda situation: situation.says)
def test_a_planted_gap_is_found_and_no_other(
    situation: Situation, tmp_path: Path, real: Path, auditor: Auditor
) -> None:
    report = checked(situation.written(tmp_path, real), auditor)
    assert missing(report) == situation.missing
    assert all(asked.mend for asked in report.of(DutyState.MISSING))
    assert report.exit_code is ExitCode.STOPPED
