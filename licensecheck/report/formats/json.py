"""JSON as `licensecheck schema` describes it: the same report gives the same bytes."""

import json

from pydantic import ValidationError

from licensecheck.domain.report import AnyReport, CheckReport, LicenseReport, Report
from licensecheck.errors import UsageError
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.text.inert import Channel

_Kind = type[Report] | type[LicenseReport] | type[CheckReport]
CHANNEL = Channel.JSON


def render(report: AnyReport, _: Knowledge) -> str:
    """Two spaces of indentation, fields in the order of the schema, no final newline."""
    return report.model_dump_json(indent=2)


def parse(text: str, name: str) -> AnyReport:
    """The report that `render` wrote; UsageError, naming the file, where it is none."""
    remedy = "Make one with --format json; newer reports need a newer licensecheck."
    try:
        fields = json.loads(text)
        kind = _kind(fields) if isinstance(fields, dict) else None
        if kind is None:
            raise UsageError(f"{name}: no report of licensecheck", remedy=remedy)
        return kind.model_validate_json(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"{name}:{error.lineno}: not JSON: {error.msg}", remedy=remedy) from error
    except RecursionError as error:
        raise UsageError(f"{name}: nested too deeply to be a report", remedy=remedy) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise UsageError(f"{name}: {where}: {first['msg']}", remedy=remedy) from error


def _kind(fields: dict[str, object]) -> _Kind | None:
    """Told apart by a field that only one kind has."""
    kinds: dict[str, _Kind] = {"passed": CheckReport, "ref": Report, "document": LicenseReport}
    return next((kind for field, kind in kinds.items() if field in fields), None)
