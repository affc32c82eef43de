"""Options that several commands share; a value that means nothing is refused before any work."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class DeviceOption(StrEnum):
    """Where the classifier runs."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


class FormOption(StrEnum):
    """How an answer that is no report on a model is shown."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


Ref = Annotated[str, typer.Argument(metavar="REF", help="org/name, hf:…, github:…, or a path.")]
Revision = Annotated[str | None, typer.Option(help="Commit, branch or tag instead of the newest.")]


def _known_format(name: str) -> str:
    """Refuse a format that is unknown or not installed before any work is done."""
    from licensecheck.errors import SettingsError
    from licensecheck.report import formats

    if name not in formats.formats():
        known = ", ".join(formats.formats())
        raise SettingsError(f"there is no format {name!r}", remedy=f"Formats: {known}.")
    formats.load(name)
    return name


def _known_outputs(outputs: list[str] | None) -> list[str] | None:
    """Refuse what is not FORMAT=FILE before any work is done."""
    from licensecheck.errors import SettingsError

    for output in outputs or ():
        name, _, file = output.partition("=")
        if not file:
            raise SettingsError(f"{output!r} names no file", remedy="Say FORMAT=FILE.")
        _known_format(name)
    return outputs


Format = Annotated[
    str, typer.Option("--format", "-f", callback=_known_format, help="terminal, json, …")
]
Form = Annotated[FormOption, typer.Option("--format", "-f", help="How the answer is shown.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to a file instead.")]
Also = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FORMAT=FILE",
        callback=_known_outputs,
        help="Write the report in this format too; may be repeated.",
    ),
]
Offline = Annotated[bool | None, typer.Option("--offline", help="Ask no hub.")]
Bundle = Annotated[
    str | None,
    typer.Option(metavar="FILE[#sha256:…]", help="Ask no hub; its answers are in this file."),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(metavar="PATTERN", help="Do not search this, as in .gitignore; repeatable."),
]
Follow = Annotated[
    bool | None,
    typer.Option(
        "--follow/--no-follow", help="Read the terms of weights on the pages where they lie."
    ),
]
AllowUnread = Annotated[
    list[str] | None,
    typer.Option(metavar="PATTERN", help="Pass though this cannot be read; repeatable."),
]
Refresh = Annotated[
    bool | None, typer.Option("--refresh", help="Ask the hub even for what is cached.")
]
OnDevice = Annotated[
    DeviceOption | None, typer.Option("--device", help="Where the classifier runs.")
]
Threads = Annotated[int | None, typer.Option(min=1, help="Threads of the classifier.")]
Verbose = Annotated[
    int,
    typer.Option(
        "--verbose", "-v", count=True, help="Quotes, criteria, places; -vv: leave nothing out."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]
