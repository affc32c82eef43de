"""Small folders as a publisher writes them, and the report on each."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from tests.conftest import ROOT

Audit = Callable[..., Report]
APACHE = (ROOT / "LICENSE").read_text("utf-8")
WEIGHTS = "model.safetensors"
TITLE = "# Zebra-7B\n\nZebra-7B is a language model.\n\n"
DECLARED = f"---\nlicense: apache-2.0\n---\n{TITLE}"
"""A card whose field says Apache-2.0."""


@pytest.fixture
def audit(auditor: Auditor, tmp_path: Path) -> Audit:
    """The report on a folder of the publisher `zoo` with weights, by its page and further files."""

    def report(
        page: str, files: Mapping[str, str | bytes] | None = None, *, weights: bool = True
    ) -> Report:
        folder = tmp_path / "zoo" / "zebra"
        here = {"README.md": page, **({WEIGHTS: bytes(20_000)} if weights else {}), **(files or {})}
        for name, content in here.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return auditor.audit(parse_ref(str(folder)))

    return report


def commercial(report: Report, model: str = "") -> str:
    """The answer to who asks for commercial use, of the whole or of one of its models."""
    of_one = (one.rights for one in report.models if model in (one.name, *one.aliases))
    rights = next(of_one) if model else report.rights
    return str(next(one.answer for one in rights if one.right == "use-commercially"))


def accused(report: Report) -> set[str]:
    """The rules of open-washing that accuse the publisher."""
    return {one.rule for one in report.findings if one.id in report.washing.findings}


def left(report: Report) -> str:
    """The reasons of all that is left to be read, one in a line."""
    return "\n".join(one.reason for one in report.ledger.left)
