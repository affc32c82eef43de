"""The commands: each asks one function for an answer and prints it. No logic.

Options that are settings are listed in the head of a command alone: they have the names of the
settings, and `settings_of` takes them from the context of the command.

Everything heavy is imported by the command that needs it: `--help` stays under 0.3 s.
"""

from pathlib import Path
from typing import Annotated

import typer

from licensecheck.cli.inputs import (
    anything,
    audited,
    content_of,
    here,
    new_auditor,
    parsed,
    settings_of,
)
from licensecheck.cli.options import (
    AllowUnread,
    Also,
    Bundle,
    Exclude,
    Follow,
    Form,
    Format,
    FormOption,
    Offline,
    OnDevice,
    Output,
    Quiet,
    Ref,
    Refresh,
    Revision,
    Threads,
    Verbose,
)
from licensecheck.cli.output import check_format, print_text, progress, say, tell, write
from licensecheck.errors import ExitCode
from licensecheck.version import __version__

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


@app.command()
def audit(
    context: typer.Context,
    ref: Ref,
    revision: Revision = None,
    follow_links: Annotated[
        bool | None,
        typer.Option(
            "--follow-links",
            help="Read the publisher's repositories with code that cards link.",
        ),
    ] = None,
    follow: Follow = None,
    format_: Format = "terminal",
    output: Output = None,
    also: Also = None,
    offline: Offline = None,
    bundle: Bundle = None,
    refresh: Refresh = None,
    device: OnDevice = None,
    threads: Threads = None,
    verbose: Verbose = 0,
    quiet: Quiet = False,
) -> None:
    """Say how open a model really is, and what its terms allow."""
    check_format(format_, output)
    report = audited(new_auditor(settings_of(context), quiet), ref, revision)
    write(report, format_, output, also, verbose)


@app.command(name="license")
def license_(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="FILE|ID|-", help="A text, or a licence's id.")],
    clauses_only: Annotated[
        bool, typer.Option("--clauses-only", help="Use no known texts or licence facts.")
    ] = False,
    format_: Format = "terminal",
    output: Output = None,
    device: OnDevice = None,
    threads: Threads = None,
    verbose: Verbose = 0,
    quiet: Quiet = False,
) -> None:
    """Read one licence text, or tell what is known of a licence."""
    from licensecheck.licenses import LicenseAuditor

    check_format(format_, output)
    auditor = LicenseAuditor(settings_of(context))
    if (content := content_of(text)) is not None:
        report = auditor.license(text, content, clauses_only=clauses_only)
    else:
        report = auditor.known_license(text)
    write(report, format_, output, verbose=verbose)


@app.command()
def check(
    context: typer.Context,
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
    exclude: Exclude = None,
    since: Annotated[
        str,
        typer.Option(metavar="REVISION", help="Check only what git has not at this revision."),
    ] = "",
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Pass where nothing can be searched.")
    ] = False,
    allow_unread: AllowUnread = None,
    duties: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Say which duties this tree fulfils; stop if not all."),
    ] = None,
    follow: Follow = None,
    format_: Format = "terminal",
    output: Output = None,
    also: Also = None,
    offline: Offline = None,
    bundle: Bundle = None,
    device: OnDevice = None,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Stop a bad adoption: exit 1 where code names a model that the policy does not allow."""
    from licensecheck.checker import agreed_exclude, with_duties
    from licensecheck.checker import check as checked
    from licensecheck.errors import UsageError
    from licensecheck.gate import baseline
    from licensecheck.gate.load import load_gate
    from licensecheck.gate.remote import fetching
    from licensecheck.knowledge.knowledge import installed

    check_format(format_, output)
    if "" in (targets or ()):  # a variable of the pipeline that nobody set
        raise UsageError("one of the arguments is empty", remedy="Name a path or a model.")
    if policy == "":  # where another one would hold in silence
        raise UsageError("--policy is empty", remedy="Name a file or a preset, or leave it out.")
    settings = settings_of(context)
    gate = load_gate(
        policy,
        fail_on or (),
        here(),
        new_baseline=bool(write_baseline),
        fetch=fetching(settings),
        bundle=settings.bundle,
    )
    auditor = new_auditor(settings, quiet)
    left_out = settings.exclude if exclude else agreed_exclude(settings.exclude, since)
    report = checked(
        targets or (),
        gate,
        auditor.audits,
        left_out,
        since,
        allow_empty=allow_empty,
        allow_unread=allow_unread or (),
    )
    if duties:
        report = with_duties(report, duties, settings.exclude, installed())
    write(report, format_, output, also)
    for defect in report.defects:
        tell(f"licensecheck: {defect}")
    if write_baseline:
        written = baseline.write_baseline(write_baseline, report.models)
        tell(f"{write_baseline}: {written} findings")
        if left := baseline.not_covered(report.models, gate.in_parts):
            tell(left)
        raise typer.Exit
    raise typer.Exit(report.exit_code)


@app.command(name="list")
def list_(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="What to search; default: this folder."),
    ] = None,
    exclude: Exclude = None,
    allow_unread: AllowUnread = None,
    form: Form = FormOption.TERMINAL,
    output: Output = None,
) -> None:
    """List the models that code names, with their places: nothing is judged, no hub asked."""
    from licensecheck.lister import references
    from licensecheck.report.references import show

    settings = settings_of(context)
    found = references(paths or (), settings.exclude, allow_unread or ())
    print_text(show(found, form), output)
    raise typer.Exit(found.exit_code)


@app.command()
def bundle(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The bundle.")],
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH|REF]...", help="Models, and code that names them."),
    ] = None,
    exclude: Exclude = None,
    follow: Follow = None,
    refresh: Refresh = None,
    quiet: Quiet = False,
) -> None:
    """Write what hubs say of models to a file, for machines that reach no hub."""
    from licensecheck.bundler import bundle as bundled

    settings = settings_of(context)
    made = bundled(targets or (), output, settings, progress(quiet))
    say(f"{output}: {made.models} models, {made.answers} answers")
    say(f"Read it with --bundle {output}#sha256:{made.digest}")
    for ref in made.protected:
        tell(f"licensecheck: {ref} is not for everybody: who has the file can read what you may.")
    for reason in made.missing:
        tell(f"licensecheck: not in it: {reason}")
    raise typer.Exit(ExitCode.NOT_READ if made.missing else ExitCode.PASS)


@app.command()
def notice(
    context: typer.Context,
    refs: Annotated[list[str], typer.Argument(metavar="REF...", help="Models in your product.")],
    output: Output = None,
    offline: Offline = None,
    bundle: Bundle = None,
    device: OnDevice = None,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Write the third-party notices that licences ask for: names, notices, marks and texts."""
    from licensecheck.hubs import parse_ref
    from licensecheck.knowledge.knowledge import installed
    from licensecheck.report.notice import notice as written

    auditor = new_auditor(settings_of(context), quiet)
    made = written([auditor.audit(parse_ref(ref)) for ref in refs], installed())
    print_text(made.text, output)
    for one in made.missing:
        tell(f"licensecheck: {one}")
    raise typer.Exit(ExitCode.NOT_READ if made.missing else ExitCode.PASS)


@app.command()
def publish(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What you are to release.")],
    add: Annotated[
        bool,
        typer.Option("--write", help="Add the fields, notices and licence texts that are certain."),
    ] = False,
    form: Form = FormOption.TERMINAL,
    output: Output = None,
    offline: Offline = None,
    bundle: Bundle = None,
    device: OnDevice = None,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Say what a model must carry before you release it: exit 1 where something is missing."""
    from licensecheck.knowledge.knowledge import installed
    from licensecheck.publisher import screen
    from licensecheck.publisher.run import run

    known = installed()
    report = run(folder, new_auditor(settings_of(context), quiet), known, add=add)
    print_text(screen.show(report, form, known.facts), output)
    raise typer.Exit(report.exit_code)


@app.command()
def mcp(context: typer.Context, offline: Offline = None, bundle: Bundle = None) -> None:
    """Answer coding assistants, over standard input and output (Model Context Protocol)."""
    from licensecheck.assistant.server import server

    server(here(), settings_of(context)).run()


policies = typer.Typer(no_args_is_help=True, help="Work on policy files.")
app.add_typer(policies, name="policy")


@policies.command()
def validate(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE|PRESET", help="A policy, or a preset.")],
) -> None:
    """Say what is wrong in a policy, with its line; else what it comes to."""
    from licensecheck.gate.load import describe
    from licensecheck.gate.remote import fetching

    say(describe(file, fetch=fetching(settings_of(context))))


@app.command()
def init(
    preset: Annotated[str, typer.Option(help="Rules to begin with.")] = "commercial-use",
) -> None:
    """Write a starter policy into this folder."""
    from licensecheck.gate.starter import write_starter

    say(f"{write_starter(here(), preset).name} written; say in it who you are.")


@app.command()
def compare(
    context: typer.Context,
    before: Annotated[str, typer.Argument(metavar="A", help="A model, a licence text or its id.")],
    after: Annotated[str, typer.Argument(metavar="B", help="What to compare it with.")],
    form: Form = FormOption.TERMINAL,
    output: Output = None,
    offline: Offline = None,
    device: OnDevice = None,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Say what B allows or demands that A does not, for two models or two licences."""
    from licensecheck.knowledge.knowledge import installed
    from licensecheck.report import changes, comparison

    auditor = new_auditor(settings_of(context), quiet)
    found = comparison.compare(anything(auditor, before), anything(auditor, after), installed())
    print_text(changes.show(found, form), output)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="A report as --format json.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="A later one.")],
    form: Form = FormOption.TERMINAL,
    output: Output = None,
) -> None:
    """Say what changed since a model was adopted: exit 1 where anything became worse."""
    from licensecheck.knowledge.knowledge import installed
    from licensecheck.report import changes, comparison

    found = comparison.compare(parsed(old), parsed(new), installed())
    print_text(changes.show(found, form), output)
    raise typer.Exit(ExitCode.STOPPED if found.worsened else ExitCode.PASS)


@app.command()
def watch(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A model on each line.")],
    state: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What was read before; default: FILE.sqlite."),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all changes so far to a page.")
    ] = None,
    form: Form = FormOption.TERMINAL,
    output: Output = None,
    offline: Offline = None,
    bundle: Bundle = None,
    device: OnDevice = None,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Say what changed in models since the last run: exit 1 where anything became worse."""
    from datetime import UTC, datetime

    from licensecheck import watcher
    from licensecheck.knowledge.knowledge import installed
    from licensecheck.report import changes, drift

    models = watcher.models_in(file)
    audit = new_auditor(settings_of(context, refresh=not offline), quiet).audit
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    kept = state or file.with_suffix(".sqlite")
    found = watcher.watch(models, kept, audit, now, installed())
    print_text(changes.show(found.comparison, form), output)
    if html:
        print_text(drift.page(found, installed()), html)
    for ref, reason in found.unread.items():
        tell(f"licensecheck: not read: {ref}: {reason}")
    if found.comparison.worsened:
        raise typer.Exit(ExitCode.STOPPED)
    raise typer.Exit(ExitCode.NOT_READ if found.unread else ExitCode.PASS)


@app.command()
def batch(
    context: typer.Context,
    dump: Annotated[Path, typer.Argument(metavar="DUMP", help="Parquet, JSON, CSV, or ids.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="The tables.")],
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; default: one a core.")] = None,
    since: Annotated[
        str, typer.Option(metavar="DATE", help="Only models that were changed since: 2026-11-01.")
    ] = "",
    policy: Annotated[
        str | None, typer.Option("--policy", "-p", metavar="FILE|PRESET", help="What may be used.")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Say what changed since this earlier run."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an earlier run ended.")
    ] = False,
    cards: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Card texts by id: Parquet, JSON lines.")
    ] = None,
    engine: Annotated[
        str, typer.Option(metavar="local|ray", help="Processes here, or a Ray cluster.")
    ] = "local",
    device: OnDevice = None,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Audit every model of a dump of a hub: a table with a row for each, as Parquet."""
    from licensecheck.batch import drift
    from licensecheck.batch.run import Plan, run
    from licensecheck.batch.summary import show
    from licensecheck.batch.written import run_of
    from licensecheck.gate.load import load_gate
    from licensecheck.gate.remote import fetching

    settings = settings_of(context, offline=True, threads=threads or 1)
    gate = load_gate(policy, (), here(), fetch=fetching(settings)) if policy else None
    if against:
        run_of(against)  # one that cannot be read is told before the work
    plan = Plan(dump, output, since, jobs, resume, gate, cards, engine, against)
    try:
        summary = run(plan, settings, progress(quiet))
    except KeyboardInterrupt:
        tell("licensecheck: stopped; go on with --resume")
        raise
    print_text(show(summary, output))
    changes = drift.drift(against, output) if against else {}
    if against:
        print_text(drift.show(changes, against))
    worse = summary.stopped or changes.get("worse")
    raise typer.Exit(ExitCode.STOPPED if worse else ExitCode.PASS)


@app.command()
def census(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What `batch` wrote.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page.")],
) -> None:
    """Write what the models of a hub are together to a page of HTML, with tables to download."""
    from licensecheck.batch.census import taken
    from licensecheck.batch.page import page
    from licensecheck.batch.written import run_of, summary_of
    from licensecheck.knowledge.knowledge import installed

    known = installed()
    run, summary = run_of(folder), summary_of(folder)
    print_text(page(taken(folder, known), run, summary, known), output)


@app.command()
def explain(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="As a report has it; default: list what there is."),
    ] = None,
) -> None:
    """Explain a rule of a policy, a label, a criterion (osd:6), a licence or a word of a report."""
    from licensecheck.gate.explained import explain as explained
    from licensecheck.knowledge.knowledge import installed

    say(explained(name, installed()))


@app.command()
def schema(
    kind: Annotated[str, typer.Argument(metavar="[audit|license|check|list|publish]")] = "audit",
) -> None:
    """Print the JSON Schema of the reports."""
    import json

    from licensecheck.domain.report import SCHEMAS
    from licensecheck.errors import UsageError

    if kind not in SCHEMAS:
        raise UsageError(f"there is no report {kind!r}", remedy=f"Say {', '.join(SCHEMAS)}.")
    say(json.dumps(SCHEMAS[kind].model_json_schema(), indent=2))


@app.command()
def doctor(context: typer.Context, device: OnDevice = None) -> None:
    """Say what is installed, what runs where, and what is missing."""
    from licensecheck.doctor import diagnose
    from licensecheck.knowledge.knowledge import installed

    text, healthy = diagnose(settings_of(context), installed())
    say(text)
    raise typer.Exit(ExitCode.PASS if healthy else ExitCode.STOPPED)


def _version(value: bool) -> None:
    if value:
        say(f"licensecheck {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of every command."""
