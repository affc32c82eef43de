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


def test_a_folder_of_terms_without_weights_is_no_model_of_its_own(
    auditor: Auditor, folder: Path
) -> None:
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# Okapi-3B\n")
    terms = folder / "checkpoints" / "final" / "TERMS"
    terms.parent.mkdir(parents=True)
    terms.write_text("You may use the model for academic study only.\n")
    report = auditor.audit(parse_ref(str(folder)))
    assert [(one.name, one.level) for one in report.models] == [
        ("Okapi-3B", Level.RESTRICTED_WEIGHTS)
    ]


def test_a_page_on_data_that_binds_users_of_the_model_is_read(
    auditor: Auditor, folder: Path
) -> None:
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# Zebra\n")
    said = "The keepers require every user of the model to sign their charter."
    (folder / "DATA.md").write_text(f"# Data\n\n{said}\n")
    report = auditor.audit(parse_ref(str(folder)))
    assert report.level is Level.UNKNOWN
    assert [one.subject for one in report.ledger.left] == ["DATA.md"]
