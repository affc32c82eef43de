"""Where all that we say goes: stdout, stderr or files. Nothing else prints.

Only `Inert` text is written, so nothing that was fetched steers a terminal or a pipeline.
"""

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from licensecheck import disk
from licensecheck.cli.streams import abandon, print_whole
from licensecheck.text.inert import Inert, inert, inert_styled

if TYPE_CHECKING:
    from licensecheck.domain.report import AnyReport


class InertStream:
    """A text stream whose whole lines are made inert, whoever writes them.

    Stands for stderr, where libraries log and warn too: the hub client, for example, logs a header
    that the hub sends.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._begun = ""

    def write(self, text: str) -> int:
        """Write the lines that are complete; what begins a line waits for the rest of it."""
        lines, newline, self._begun = (self._begun + text).rpartition("\n")
        self._stream.write(inert(lines) + newline)
        return len(text)

    def flush(self) -> None:
        """Write what waits, too."""
        self._stream.write(inert(self._begun))
        self._begun = ""
        self._stream.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def check_format(format_name: str, output: Path | None) -> None:
    """SettingsError for a format that is no text and has no file, before any work is done."""
    from licensecheck.errors import SettingsError
    from licensecheck.report import formats

    if output is None and formats.is_binary(format_name):
        raise SettingsError(
            f"{format_name} is no text to print", remedy="Name a file: --output FILE."
        )


def tell(text: str) -> None:
    """Say something on stderr that is no result, to whoever listens."""
    try:
        typer.echo(inert(text), err=True)
    except OSError:  # nobody does; the exit code speaks for itself
        abandon(sys.stderr)


PATIENCE = 10.0
"""Seconds between two lines of progress in a log, which is read when something takes long."""


def progress(quiet: bool) -> Callable[[str], None]:
    """Tells a person at a terminal of every step, and a log now and then where things are."""
    if quiet:
        return lambda line: None
    if sys.stderr.isatty():
        return lambda line: tell(f"… {line}")
    last = [time.monotonic()]

    def now_and_then(line: str) -> None:
        if time.monotonic() - last[0] > PATIENCE:
            last[0] = time.monotonic()
            tell(f"… {line}")

    return now_and_then


def write(
    report: "AnyReport",
    format_name: str,
    output: Path | None,
    also: list[str] | None = None,
    verbose: int = 0,
) -> None:
    """Print the report, or write it to a file; then write it to all other files asked for.

    `verbose` is for the terminal: all other formats have everything anyway.
    """
    from licensecheck.report import formats

    for one in also or ():
        name, _, file = one.partition("=")
        write(report, name, Path(file), verbose=verbose)
    if format_name == "terminal":
        print_text(_for_terminal(report, output, verbose), output)
    elif output is not None and formats.is_binary(format_name):
        disk.write(output, formats.document(report, format_name))
    else:
        print_text(formats.render(report, format_name), output)


def _for_terminal(report: "AnyReport", output: Path | None, verbose: int) -> Inert:
    import os
    import shutil

    from licensecheck.knowledge.knowledge import installed
    from licensecheck.report.formats import terminal

    colour = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = min(shutil.get_terminal_size().columns, 120) if sys.stdout.isatty() else 80
    colour = colour or "FORCE_COLOR" in os.environ
    links = sys.stdout.isatty() and shows_links(os.environ)
    known = installed()
    return inert_styled(
        terminal.render(report, known, width=width, colour=colour, links=links, verbose=verbose)
    )


def shows_links(environment: Mapping[str, str]) -> bool:
    """Whether the terminal says of itself that it is one of those that show links (OSC 8)."""
    if environment.keys() & {"WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WEZTERM_PANE"}:
        return True
    vte = environment.get("VTE_VERSION", "")  # of GNOME Terminal and its kin, since 0.50
    return (
        (vte.isdigit() and int(vte) >= 5000)
        or environment.get("TERM_PROGRAM") in {"iTerm.app", "vscode", "ghostty", "WezTerm"}
        or environment.get("TERM", "") in {"foot", "alacritty", "xterm-kitty", "xterm-ghostty"}
    )


def say(text: str) -> None:
    """Print an answer that is no report."""
    print_text(inert(text))


def print_text(text: Inert, output: Path | None = None) -> None:
    """Write the result to stdout or a file, as UTF-8 with one final newline."""
    if output is None:
        print_whole(text)
    else:
        disk.write(output, f"{text}\n".encode("utf-8", "backslashreplace"))
