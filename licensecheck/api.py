"""The functions that `import licensecheck` offers; see docs/api.md.

Each raises LicensecheckError, or one of its kinds (licensecheck/errors.py), where the command line
would end with an error.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from licensecheck.auditor import Auditor
from licensecheck.checker import check as checked
from licensecheck.domain.report import CheckReport, LicenseReport, Report
from licensecheck.domain.snapshot import ModelRef
from licensecheck.errors import SettingsError
from licensecheck.gate.load import load_gate
from licensecheck.gate.remote import fetching
from licensecheck.hubs import Network, parse_ref
from licensecheck.hubs.decode import bytes_of
from licensecheck.settings import SettingArguments, Settings

if TYPE_CHECKING:
    from licensecheck.hubs.given import MakeTransport

Progress = Callable[[str], None]
"""Called with a short line when something is about to take time."""


def _silent(_: str) -> None:
    """Report no progress."""


def audit(
    model: str | Path | ModelRef,
    *,
    progress: Progress = _silent,
    transport: "MakeTransport | None" = None,
    **settings: Unpack[SettingArguments],
) -> Report:
    """The audit of one model: a reference as on the command line, or the path of a folder.

    `settings` are the fields of `licensecheck.Settings` (offline, deadline, device, …); files of
    settings and environment variables are not read. `transport` makes an `httpx2.BaseTransport`
    that sends the requests to hubs, within the same limits.
    """
    return _auditor(settings, progress, Network(transport=transport)).audit(_ref(model))


def read_license(
    text: str | bytes | Path,
    *,
    name: str = "LICENSE",
    clauses_only: bool = False,
    progress: Progress = _silent,
    **settings: Unpack[SettingArguments],
) -> LicenseReport:
    """The reading of one licence text, given as words, as bytes or as the path of its file.

    `name` is what the report calls a text that is no file; with `clauses_only` neither known texts
    nor facts about licences are used.
    """
    if isinstance(text, Path):
        name, text = str(text), bytes_of(text)
    content = text.encode("utf-8") if isinstance(text, str) else text
    return _auditor(settings, progress).license(name, content, clauses_only=clauses_only)


def check(
    *targets: str | Path,
    policy: str | None = None,
    fail_on: Sequence[str] = (),
    folder: Path | None = None,
    since: str = "",
    progress: Progress = _silent,
    transport: "MakeTransport | None" = None,
    **settings: Unpack[SettingArguments],
) -> CheckReport:
    """What a policy says about models and about all models that code in folders refers to.

    `policy` is a preset or the path of a file. Without one, that of `folder` holds, by default of
    the current one. With `since`, only what a revision of git did not name is checked.
    `transport` is that of `audit`, and policies at web addresses come through it too.
    `CheckReport.exit_code` is what the command line would return.
    """
    where = folder or Path.cwd()
    network = Network(transport=transport)
    auditor = _auditor(settings, progress, network)
    fetch, bundle = fetching(Settings(**settings), network), settings.get("bundle", "")
    gate = load_gate(policy, fail_on, where, fetch=fetch, bundle=bundle)
    named = [str(target) for target in targets] or [str(where)]
    return checked(named, gate, auditor.audits, settings.get("exclude", ()), since)


def _auditor(
    settings: SettingArguments, progress: Progress, network: Network | None = None
) -> Auditor:
    try:
        return Auditor(Settings(**settings), progress, network=network)
    except TypeError as error:
        known = ", ".join(sorted(Settings.__dataclass_fields__))
        raise SettingsError(str(error), remedy=f"Known settings: {known}.") from error


def _ref(model: str | Path | ModelRef) -> ModelRef:
    return model if isinstance(model, ModelRef) else parse_ref(str(model))
