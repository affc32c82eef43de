"""What commands work on: an auditor with the user's settings, a model or licence, a report."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from licensecheck import disk
from licensecheck.cli.output import progress

if TYPE_CHECKING:
    import typer

    from licensecheck.auditor import Auditor
    from licensecheck.domain.report import AnyReport, Report
    from licensecheck.settings import Settings

MAX_REPORT = 100_000_000
"""Bytes of a report that is read again; that of a model has some 0.5 MB."""


def here() -> Path:
    """The current folder, which holds settings and policy; UsageError where it was deleted."""
    from licensecheck.errors import UsageError

    try:
        return Path.cwd()
    except OSError as error:
        message = f"the current folder cannot be read: {error.strerror}"
        raise UsageError(message, remedy="Change to a folder that is there.") from error


def new_auditor(settings: "Settings", quiet: bool) -> "Auditor":
    """An auditor that tells a person at a terminal what takes time, unless he wants quiet."""
    from licensecheck.auditor import Auditor

    return Auditor(settings, progress(quiet))


def settings_of(context: "typer.Context", **fixed: object) -> "Settings":
    """The settings of this folder and environment, of the options that the command has been given,
    and those that it fixes itself."""
    from dataclasses import fields

    from licensecheck.settings import Settings, load_settings

    names = {one.name for one in fields(Settings)}
    given = {name: value for name, value in context.params.items() if name in names}
    # An option that may be repeated and was not given is an empty list.
    flags = {name: None if value in ([], ()) else value for name, value in given.items()}
    return load_settings(here(), flags | fixed)


def audited(auditor: "Auditor", typed: str, revision: str | None) -> "Report":
    """The audit of a model. Of what may have been meant as a folder, a CollectError says too that
    there is none."""
    from licensecheck.errors import CollectError
    from licensecheck.hubs import parse_ref

    model = parse_ref(typed, revision)
    try:
        return auditor.audit(model)
    except CollectError as error:
        if model.hub == "huggingface" and ":" not in typed:
            error.remedy = f"No folder {typed} is here either. {error.remedy}".strip()
        raise


def anything(auditor: "Auditor", text: str) -> "AnyReport":
    """The reading of a licence text or a known licence, else the audit of a model."""
    from licensecheck.hubs import parse_ref
    from licensecheck.knowledge.knowledge import installed

    if (content := content_of(text)) is not None:
        return auditor.license(text, content)
    if installed().facts.find(text):
        return auditor.known_license(text)
    return auditor.audit(parse_ref(text))


def parsed(path: Path) -> "AnyReport":
    """A report that was written as JSON; UsageError where the file is none."""
    from licensecheck.errors import UsageError
    from licensecheck.report.formats.json import parse

    try:
        return parse(disk.text(path, MAX_REPORT), str(path))
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise UsageError(message, remedy="Name a report.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: cannot be read: {error}", remedy="Name a report.") from error


def content_of(text: str) -> bytes | None:
    """The beginning of the text that a path or `-` stands for, as much as is read of one; None for
    what is no path of a file. UsageError where it cannot be read."""
    if text != "-" and not disk.is_named(Path(text)):
        return None
    from licensecheck.hubs.decode import MAX_BYTES, bytes_of

    return sys.stdin.buffer.read(MAX_BYTES + 1) if text == "-" else bytes_of(Path(text))
