"""A clause that lists purposes is shown by its items."""

from pathlib import Path

from licensecheck import hubs
from licensecheck.auditor import Auditor
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import terminal

CLAUSE = (
    "You will not use, copy, change or pass on the weights, or anything that was made with them, "
    "in whole or in part, for (i) military purposes, (ii) purposes of surveillance, including "
    "research into it, (iii) biometric processing, or (iv) gambling.\n"
)


def test_no_purpose_is_cut_off_for_those_before_it(auditor: Auditor, tmp_path: Path) -> None:
    text = f"Zoo Model Licence\n\nYou may use the model for free.\n\n{CLAUSE}"
    (tmp_path / "LICENSE").write_text(text, "utf-8")
    (tmp_path / "model.safetensors").write_bytes(b"")
    report = auditor.audit(hubs.parse_ref(str(tmp_path)))
    shown = " ".join(terminal.render(report, installed()).split())
    assert "military purposes; purposes of surveillance; biometric processing; gambling" in shown
