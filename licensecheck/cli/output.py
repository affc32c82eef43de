"""Where results and progress go: stdout or files, as text for a person or in a format."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from licensecheck.types.report import AnyReport


def progress(quiet: bool) -> Callable[[str], None]:
    """Progress goes to a person at a terminal and nowhere else."""
    if quiet or not sys.stderr.isatty():
        return lambda line: None
    return lambda line: typer.echo(f"… {line}", err=True)


def write(
    report: "AnyReport", format_name: str, output: Path | None, also: list[str] | None = None
) -> None:
    """Print the report, or write it to a file; then write it to all other files asked for."""
    from licensecheck import reports

    for one in also or ():
        name, _, file = one.partition("=")
        write(report, name, Path(file))
    if format_name == "terminal":
        print_text(_for_terminal(report, output), output)
    else:
        print_text(reports.render(report, format_name), output)


def _for_terminal(report: "AnyReport", output: Path | None) -> str:
    import os
    import shutil

    from licensecheck.reports import terminal

    colour = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = min(shutil.get_terminal_size().columns, 120) if sys.stdout.isatty() else 80
    return terminal.render(report, width=width, colour=colour or "FORCE_COLOR" in os.environ)


def print_text(text: str, output: Path | None = None) -> None:
    """Write the result to stdout or a file, as UTF-8 with one final newline."""
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # always a text stream
        typer.echo(text, color=True)
        return
    from licensecheck.errors import UsageError

    try:
        output.write_text(text + "\n", "utf-8")
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror}", remedy="Name another file.") from error
