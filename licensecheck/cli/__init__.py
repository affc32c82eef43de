"""The command line: options, wiring, printing, exit code."""

import atexit
import gc
import os
import sys
from io import StringIO
from typing import NoReturn, TextIO, cast

import typer

from licensecheck.cli.commands import app
from licensecheck.cli.output import InertStream, tell
from licensecheck.cli.streams import check_printed, open_standard_streams
from licensecheck.errors import ExitCode, LicensecheckError

GARBAGE = 300_000
"""New objects before unused ones are looked for, 700 by default. Modules make many while they load,
hardly one of them unused: 70,000 for a known licence, 110,000 for one word for word, 260,000 where
prose is read. Each look takes 40 ms."""


def main() -> NoReturn:
    """Run a command; errors are one or two lines on stderr, the exit code says what kind."""
    open_standard_streams()
    gc.set_threshold(GARBAGE)
    # Pydantic would look through all installed packages for plugins, and run them: 12 ms of 400.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    sys.stderr = cast(TextIO, InertStream(sys.stderr))
    atexit.register(gc.freeze)  # looking for unused objects before it all goes: .2 s of 1.3
    try:
        code = _run()
    except LicensecheckError as error:
        _complain(str(error), error.remedy)
        sys.exit(error.exit_code)
    except typer.Abort:
        sys.exit(ExitCode.USAGE)
    except Exception as error:  # whatever it is, a person sees a line and scripts a code
        sys.exit(_unexpected(error))
    # Without standalone mode an Exit raised by a command comes back as its code.
    sys.exit(code if isinstance(code, int) else 0)


def _run() -> object:
    """What the command returns. Help is printed by the framework, and may fail there."""
    try:
        return app(standalone_mode=False)
    except OSError:
        check_printed()
        raise


def _unexpected(error: Exception) -> int:
    """Exit code for what is none of our errors: a wrong command line, or a defect."""
    if hasattr(error, "show"):  # of click: the usage and what is wrong
        shown = StringIO()
        error.show(file=shown)
        tell(shown.getvalue().rstrip())
        return ExitCode.USAGE
    _complain(f"internal error: {type(error).__name__}: {error}", "Please report this.")
    return ExitCode.INTERNAL


def _complain(message: str, remedy: str) -> None:
    tell(f"licensecheck: {message}")
    if remedy:
        tell(f"  {remedy}")
