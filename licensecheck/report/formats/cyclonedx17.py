"""CycloneDX 1.7: the same bill of materials as in 1.6, in the newer version of the standard."""

from licensecheck.domain.report import AnyReport
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.formats import bom, cyclonedx

try:
    from cyclonedx.output.json import JsonV1Dot7
except ImportError as missing:
    bom.missing_extra(missing)

CHANNEL = cyclonedx.CHANNEL


def render(report: AnyReport, _: Knowledge) -> str:
    """A bill of materials as JSON; the same report gives the same bytes."""
    return cyclonedx.written_in(JsonV1Dot7, report)
