"""The whole of `licensecheck publish`: audit a folder, ask, add what can be added, ask again."""

from functools import cache
from pathlib import Path

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.domain import ModelRef
from licensecheck.domain.publication import PublishReport
from licensecheck.domain.report import Report
from licensecheck.errors import CollectError, RefError, UsageError
from licensecheck.hubs.layouts import recognise
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.publisher.additions import additions
from licensecheck.publisher.publish import publish
from licensecheck.publisher.release import Release
from licensecheck.publisher.writing import write


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

    if diff := write(recognise(folder).root, additions(release, report, base)):
        report = publish(_release(folder, auditor, knowledge))
    return report.model_copy(update={"diff": diff})


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
