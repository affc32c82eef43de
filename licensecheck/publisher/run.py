"""The whole of `licensecheck publish`: audit a folder, ask, add what can be added, ask again."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain import ModelRef
from licensecheck.domain.duty import DutyState
from licensecheck.domain.publication import PublishReport
from licensecheck.domain.report import Report
from licensecheck.errors import CollectError, RefError, UsageError
from licensecheck.hubs.layouts import recognise
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.publishing import Publishing
from licensecheck.publisher.additions import additions
from licensecheck.publisher.publish import publish
from licensecheck.publisher.release import Release
from licensecheck.publisher.writing import Written, write


def run(folder: Path, auditor: Auditor, knowledge: Knowledge, *, add: bool) -> PublishReport:
    """What a release folder must carry; with `add`, after what can be added to it was added.

    Raises UsageError where it is no folder, CollectError where nothing of it could be read.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder", remedy="Name the folder that you release.")
    release = _release(folder, auditor, knowledge)
    report = publish(release)
    if not add:
        return report

    @cache
    def base(name: str) -> Report | None:
        return _base(release, name, auditor)

    written = write(recognise(folder).root, additions(release, report, base))
    if any(one.diff for one in written):
        report = publish(_release(folder, auditor, knowledge))
    return _told(report, written, knowledge.publishing)


def _told(report: PublishReport, written: Sequence[Written], table: Publishing) -> PublishReport:
    """The report with what was written, and why the rest was not."""
    requirements = (
        asked.model_copy(update={"by_hand": table.why_by_hand(asked.requirement)})
        if asked.state is DutyState.MISSING
        else asked
        for asked in report.requirements
    )
    told = {
        "requirements": tuple(requirements),
        "diff": "".join(one.diff for one in written),
        "written": tuple(one.path for one in written if one.diff),
        "not_written": tuple(f"{one.path}: {one.reason}" for one in written if one.reason),
    }
    return report.model_copy(update=told)


def _release(folder: Path, auditor: Auditor, knowledge: Knowledge) -> Release:
    collected, report = auditor.audit_with_source(ModelRef("local", str(folder), typed=True))
    return Release.of(collected.snapshot, report, knowledge)


def _base(release: Release, name: str, auditor: Auditor) -> Report | None:
    """The report on a base; None where nothing of it is at hand."""
    ref = hubs.ref_of_base(release.snapshot.ref, name)
    try:
        return auditor.audit(hubs.parse_ref(f"{ref.hub}:{ref.name}", typed=False))
    except (CollectError, RefError):
        return None
