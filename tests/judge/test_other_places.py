"""Terms in model files of other formats, and in names of files, leave a model unknown."""

from pathlib import Path

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from licensecheck.hubs import parse_ref


def test_an_audit_reads_them(auditor: Auditor, folder: Path) -> None:
    ref = parse_ref(str(folder))
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# Zebra\n")
    assert auditor.audit(ref).level is Level.OPEN_WEIGHTS
    said = "This model may be used for research only, and by nobody else."
    (folder / "zebra.onnx").write_bytes(b"\x08\x07" + said.encode() + b"\0")
    report = auditor.audit(ref)
    assert report.level is Level.UNKNOWN
    assert any(said in one.quote for one in report.ledger.left)


def test_a_name_that_speaks_of_terms_is_left(auditor: Auditor, folder: Path) -> None:
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# Zebra\n")
    (folder / "zebras-for-research-only").mkdir()
    (folder / "zebras-for-research-only" / "1.dat").touch()
    report = auditor.audit(parse_ref(str(folder)))
    assert report.level is Level.UNKNOWN
    assert [one.subject for one in report.ledger.left] == ["zebras-for-research-only/1.dat"]
