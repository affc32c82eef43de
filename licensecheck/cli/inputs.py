"""What commands work on: an auditor with the user's settings, a model or licence, a report."""

from pathlib import Path
from typing import TYPE_CHECKING

from licensecheck.cli.output import progress

if TYPE_CHECKING:
    from licensecheck.audit import Auditor
    from licensecheck.types.report import AnyReport


def new_auditor(flags: dict[str, object], quiet: bool) -> "Auditor":
    """An auditor with the settings of this folder; flags that are None say nothing."""
    from licensecheck.audit import Auditor
    from licensecheck.settings import load_settings

    return Auditor(load_settings(Path.cwd(), flags), progress(quiet))


def anything(auditor: "Auditor", text: str) -> "AnyReport":
    """The reading of a licence text or a known licence, else the audit of a model."""
    from licensecheck.disk import is_readable
    from licensecheck.engine.facts import load_facts
    from licensecheck.hubs import parse_ref

    if is_readable(Path(text)):
        return auditor.license(text, Path(text).read_bytes())
    if load_facts().find(text):
        return auditor.known_license(text)
    return auditor.audit(parse_ref(text))


def parsed(path: Path) -> "AnyReport":
    """A report that was written as JSON; UsageError where the file is none."""
    from licensecheck.errors import UsageError
    from licensecheck.reports.json import parse

    try:
        return parse(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}", remedy="Name a report.") from error
