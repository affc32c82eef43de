"""JSON as `licensecheck schema` describes it: the same report gives the same bytes."""

from licensecheck.types.report import AnyReport


def render(report: AnyReport) -> str:
    """Two spaces of indentation, fields in the order of the schema, no final newline."""
    return report.model_dump_json(indent=2)
