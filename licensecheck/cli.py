"""The command line: options, wiring, printing, exit code. No logic.

Everything heavy is imported by the command that needs it: `--help` stays under 0.3 s.
"""

import atexit
import gc
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from licensecheck import __version__
from licensecheck.errors import ExitCode, LicensecheckError

if TYPE_CHECKING:
    from licensecheck.audit import Auditor
    from licensecheck.types.report import AnyReport

app = typer.Typer(
    name="licensecheck",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="What the licence of an AI model really allows, with quotes; and whether claims are true.",
    epilog="Exit: 0 pass, 1 a check failed, 2 usage or configuration, 3 nothing could be read, "
    "4 internal. No legal advice.",
)


GARBAGE = 50_000
"""New objects before unused ones are looked for, 700 by default: modules make many while they load,
and none of them unused."""


class Device(StrEnum):
    """Where the classifier runs."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


Ref = Annotated[str, typer.Argument(metavar="REF", help="org/name, hf:…, github:…, or a path.")]
Revision = Annotated[str | None, typer.Option(help="Commit, branch or tag instead of the newest.")]


def _known_format(name: str) -> str:
    """Refuse a format that is unknown or not installed before any work is done."""
    from licensecheck import reports
    from licensecheck.errors import SettingsError

    if name not in reports.formats():
        known = ", ".join(reports.formats())
        raise SettingsError(f"there is no format {name!r}", remedy=f"Formats: {known}.")
    reports.load(name)
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
Changes = Annotated[str, typer.Option("--format", "-f", help="terminal, markdown or json.")]
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
Refresh = Annotated[
    bool | None, typer.Option("--refresh", help="Ask the hub even for what is cached.")
]
OnDevice = Annotated[Device | None, typer.Option("--device", help="Where the classifier runs.")]
Threads = Annotated[int | None, typer.Option(min=1, help="Threads of the classifier.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]


@app.command()
def audit(
    ref: Ref,
    revision: Revision = None,
    follow_links: Annotated[
        bool | None,
        typer.Option("--follow-links", help="Look for code in repositories that the card links."),
    ] = None,
    format_: Format = "terminal",
    output: Output = None,
    also: Also = None,
    offline: Offline = None,
    refresh: Refresh = None,
    device: OnDevice = None,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Say how open a model really is, and what its terms allow."""
    from licensecheck.hubs import parse_ref

    model = parse_ref(ref, revision)
    flags: dict[str, object] = {"offline": offline, "refresh": refresh}
    flags |= {"device": device, "threads": threads, "follow_links": follow_links}
    _write(_auditor(flags, quiet).audit(model), format_, output, also)


@app.command(name="license")
def license_(
    text: Annotated[str, typer.Argument(metavar="FILE|ID|-", help="A text, or a licence's id.")],
    clauses_only: Annotated[
        bool, typer.Option("--clauses-only", help="Use no known texts or licence facts.")
    ] = False,
    format_: Format = "terminal",
    output: Output = None,
    device: OnDevice = None,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Read one licence text, or tell what is known of a licence."""
    auditor = _auditor({"device": device, "threads": threads}, quiet)
    if text == "-":
        report = auditor.license("-", sys.stdin.buffer.read(), clauses_only=clauses_only)
    elif Path(text).is_file():
        report = auditor.license(text, Path(text).read_bytes(), clauses_only=clauses_only)
    else:
        report = auditor.known_license(text)
    _write(report, format_, output)


@app.command()
def check(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|REF]...", help="Code to search, models; default: this folder."
        ),
    ] = None,
    policy: Annotated[
        str | None, typer.Option("--policy", "-p", metavar="FILE|PRESET", help="What may be used.")
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(help="Openness level or criterion (osd:6) that stops; may be repeated."),
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Accept for now what stops; write it down.")
    ] = None,
    format_: Format = "terminal",
    output: Output = None,
    also: Also = None,
    offline: Offline = None,
    device: OnDevice = None,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Stop a bad adoption: exit 1 where code names a model that the policy does not allow."""
    from licensecheck.check import check as checked
    from licensecheck.errors import UsageError
    from licensecheck.policy.baseline import write_baseline as write
    from licensecheck.policy.gate import load_gate

    if "" in (targets or ()):  # a variable of the pipeline that nobody set
        raise UsageError("one of the arguments is empty", remedy="Name a path or a model.")
    gate = load_gate(policy, fail_on or (), Path.cwd(), new_baseline=bool(write_baseline))
    auditor = _auditor({"offline": offline, "device": device, "threads": threads}, quiet)
    report = checked(targets or (), gate, auditor.audit)
    _write(report, format_, output, also)
    if write_baseline:
        written = write(write_baseline, report.models)
        typer.echo(f"{write_baseline}: {written} findings", err=True)
        raise typer.Exit
    raise typer.Exit(report.exit_code)


policies = typer.Typer(no_args_is_help=True, help="Work on policy files.")
app.add_typer(policies, name="policy")


@policies.command()
def validate(
    file: Annotated[str, typer.Argument(metavar="FILE|PRESET", help="A policy, or a preset.")],
) -> None:
    """Say what is wrong in a policy, with its line; else what it comes to."""
    from licensecheck.policy.load import describe

    _print(describe(file))


@app.command()
def init(
    preset: Annotated[str, typer.Option(help="Rules to begin with.")] = "commercial-use",
) -> None:
    """Write a starter policy into this folder."""
    from licensecheck.policy.starter import write_starter

    _print(f"{write_starter(Path.cwd(), preset).name} written; say in it who you are.")


@app.command()
def compare(
    before: Annotated[str, typer.Argument(metavar="A", help="A model, a licence text or its id.")],
    after: Annotated[str, typer.Argument(metavar="B", help="What to compare it with.")],
    format_: Changes = "terminal",
    output: Output = None,
    offline: Offline = None,
    device: OnDevice = None,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Say what B allows or demands that A does not, for two models or two licences."""
    from licensecheck.reports import changes, comparison

    auditor = _auditor({"offline": offline, "device": device, "threads": threads}, quiet)
    found = comparison.compare(_anything(auditor, before), _anything(auditor, after))
    _print(changes.show(found, format_), output)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="A report as --format json.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="A later one.")],
    format_: Changes = "terminal",
    output: Output = None,
) -> None:
    """Say what changed since a model was adopted: exit 1 where anything became worse."""
    from licensecheck.reports import changes, comparison

    found = comparison.compare(_parsed(old), _parsed(new))
    _print(changes.show(found, format_), output)
    raise typer.Exit(ExitCode.STOPPED if found.worsened else ExitCode.PASS)


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="RULE|LABEL|CRITERION|LICENCE")],
) -> None:
    """Explain a label, a criterion (osd:6) or a licence."""
    from licensecheck.reports.explanation import explain as explained

    _print(explained(name))


@app.command()
def schema(
    kind: Annotated[str, typer.Argument(metavar="[audit|license|check]")] = "audit",
) -> None:
    """Print the JSON Schema of the reports."""
    import json

    from licensecheck.errors import UsageError
    from licensecheck.types.report import SCHEMAS

    if kind not in SCHEMAS:
        raise UsageError(f"there is no report {kind!r}", remedy=f"Say {', '.join(SCHEMAS)}.")
    _print(json.dumps(SCHEMAS[kind].model_json_schema(), indent=2))


@app.command()
def doctor(device: OnDevice = None) -> None:
    """Say what is installed, what runs where, and what is missing."""
    from licensecheck.doctor import diagnose

    text, healthy = diagnose(device or Device.AUTO)
    _print(text)
    raise typer.Exit(ExitCode.PASS if healthy else ExitCode.STOPPED)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"licensecheck {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of every command."""


def main() -> NoReturn:
    """Run a command; errors are one or two lines on stderr, the exit code says what kind."""
    gc.set_threshold(GARBAGE)
    atexit.register(gc.freeze)  # looking for unused objects before it all goes: .2 s of 1.3
    try:
        code = app(standalone_mode=False)
    except LicensecheckError as error:
        _complain(str(error), error.remedy)
        sys.exit(error.exit_code)
    except typer.Abort:
        sys.exit(ExitCode.USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(ExitCode.PASS)
    except Exception as error:
        sys.exit(_unexpected(error))
    # Without standalone mode an Exit raised by a command comes back as its code.
    sys.exit(code if isinstance(code, int) else 0)


def _unexpected(error: Exception) -> int:
    """Exit code for what is none of our errors: click's usage errors print themselves."""
    show: Callable[[], None] | None = getattr(error, "show", None)
    if show is not None:
        show()
        return ExitCode.USAGE
    _complain(f"internal error: {type(error).__name__}: {error}", "Please report this.")
    return ExitCode.INTERNAL


def _complain(message: str, remedy: str) -> None:
    typer.echo(f"licensecheck: {message}", err=True)
    if remedy:
        typer.echo(f"  {remedy}", err=True)


def _auditor(flags: dict[str, object], quiet: bool) -> "Auditor":
    from licensecheck.audit import Auditor
    from licensecheck.settings import load_settings

    return Auditor(load_settings(Path.cwd(), flags), _progress(quiet))


def _anything(auditor: "Auditor", text: str) -> "AnyReport":
    """The reading of a licence text or a known licence, else the audit of a model."""
    from licensecheck.engine.facts import load_facts
    from licensecheck.hubs import parse_ref

    if Path(text).is_file():
        return auditor.license(text, Path(text).read_bytes())
    if load_facts().find(text):
        return auditor.known_license(text)
    return auditor.audit(parse_ref(text))


def _parsed(path: Path) -> "AnyReport":
    from licensecheck.errors import UsageError
    from licensecheck.reports.json import parse

    try:
        return parse(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}", remedy="Name a report.") from error


def _progress(quiet: bool) -> Callable[[str], None]:
    """Progress goes to a person at a terminal and nowhere else."""
    if quiet or not sys.stderr.isatty():
        return lambda line: None
    return lambda line: typer.echo(f"… {line}", err=True)


def _write(
    report: "AnyReport", format_name: str, output: Path | None, also: list[str] | None = None
) -> None:
    """Print the report, or write it to a file; then write it to all other files asked for."""
    from licensecheck import reports

    for one in also or ():
        name, _, file = one.partition("=")
        _write(report, name, Path(file))
    if format_name == "terminal":
        _print(_for_terminal(report, output), output)
    else:
        _print(reports.render(report, format_name), output)


def _for_terminal(report: "AnyReport", output: Path | None) -> str:
    import os
    import shutil

    from licensecheck.reports import terminal

    colour = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = min(shutil.get_terminal_size().columns, 120) if sys.stdout.isatty() else 80
    return terminal.render(report, width=width, colour=colour or "FORCE_COLOR" in os.environ)


def _print(text: str, output: Path | None = None) -> None:
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
