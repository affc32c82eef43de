"""Release folders: what is right lacks nothing, and a planted gap is found, and no other."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain.duty import DutyState
from licensecheck.domain.publication import PublishReport
from licensecheck.errors import ExitCode
from licensecheck.knowledge.knowledge import installed
from licensecheck.publisher.run import run
from tests.publish.folders import Situation, gaps, right

RIGHT = [*right().values(), *right("more.yaml").values()]
GAPS = [*gaps(), *gaps("more.yaml")]


def checked(folder: Path, auditor: Auditor) -> PublishReport:
    return run(folder, auditor, installed(), add=False)


def missing(report: PublishReport) -> set[str]:
    return {asked.requirement for asked in report.of(DutyState.MISSING)}


def test_there_are_sixty_folders_and_more() -> None:
    assert (len(RIGHT), len(GAPS)) == (30, 35)


@pytest.mark.parametrize("situation", RIGHT, ids=lambda situation: situation.says)
def test_a_release_that_is_right_passes(
    situation: Situation, tmp_path: Path, real: Path, auditor: Auditor
) -> None:
    report = checked(situation.written(tmp_path, real), auditor)
    assert missing(report) == set()
    assert report.exit_code is ExitCode.PASS


@pytest.mark.parametrize("situation", GAPS, ids=lambda situation: situation.says)
def test_a_planted_gap_is_found_and_no_other(
    situation: Situation, tmp_path: Path, real: Path, auditor: Auditor
) -> None:
    report = checked(situation.written(tmp_path, real), auditor)
    if situation.unheard:
        assert not missing(report) & situation.missing, "it is found: delete `unheard`"
        pytest.xfail(situation.unheard)
    assert missing(report) == situation.missing
    assert all(asked.mend for asked in report.of(DutyState.MISSING))
    assert report.exit_code is ExitCode.STOPPED
