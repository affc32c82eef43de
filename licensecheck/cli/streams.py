"""Standard streams as the caller left them: closed, full or broken, and no reason to break down."""

import os
import sys
from typing import TextIO

import typer

from licensecheck.errors import UsageError
from licensecheck.text.inert import Inert


def open_standard_streams() -> None:
    """Take the places of standard streams that were closed.

    Else the next file that is opened, a database maybe, takes them, and is written to as one. What
    is printed to a closed stdout fails, since it would be lost; stdin is empty, stderr silent.
    """
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(handle)
    if sys.stdout is None:
        _lead_nowhere(1, os.O_RDONLY)
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8")
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8")


def print_whole(text: Inert) -> None:
    """Print to stdout as UTF-8; raises UsageError where it cannot be written.

    A reader that has enough, like `head`, is no error: the exit code still says what was found.
    """
    # A name with bytes that are no text is shown by their numbers.
    sys.stdout.reconfigure(  # type: ignore[union-attr]  # always a text stream
        encoding="utf-8", errors="backslashreplace"
    )
    try:
        typer.echo(text, color=True)
    except BrokenPipeError:
        abandon(sys.stdout)
    except OSError as error:
        abandon(sys.stdout)
        raise _unprinted(error) from error


def check_printed() -> None:
    """Raise UsageError where what was printed by others cannot be written."""
    try:
        sys.stdout.flush()
    except OSError as error:
        abandon(sys.stdout)
        raise _unprinted(error) from error


def _unprinted(error: OSError) -> UsageError:
    message = f"standard output cannot be written: {error.strerror}"
    return UsageError(message, remedy="Name a file with --output.")


def abandon(stream: TextIO) -> None:
    """Let what waits in a stream go nowhere, so that the interpreter can end in peace."""
    _lead_nowhere(stream.fileno(), os.O_WRONLY)


def _lead_nowhere(number: int, mode: int) -> None:
    nowhere = os.open(os.devnull, mode)
    os.dup2(nowhere, number)
    os.close(nowhere)
