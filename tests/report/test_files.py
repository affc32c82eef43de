"""Reports that are files: a Word document for the legal file, and columns for programs."""

import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from pyarrow import parquet

from licensecheck.domain.report import AnyReport
from licensecheck.report import formats
from licensecheck.report.rows import COLUMNS
from tests.cli.conftest import Run, process, run  # noqa: F401 - fixtures
from tests.report.conftest import HOSTILE, check_report, model_report, quote


def word_text(content: bytes) -> str:
    """All words of a document: of paragraphs and of tables."""
    paper = Document(BytesIO(content))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def table_text(content: bytes) -> str:
    return "\n".join(str(cell) for row in table(content) for cell in row.values())


def table(content: bytes) -> list[dict[str, Any]]:
    return parquet.read_table(BytesIO(content)).to_pylist()  # type: ignore[no-any-return]


def test_the_document_has_what_a_legal_file_needs_in_order() -> None:
    paper = Document(BytesIO(formats.document(model_report(), "docx")))
    heads = [one.text for one in paper.paragraphs if one.style.name.startswith("Heading")]
    assert heads == [
        "Left to read",
        "Notes on what was read",
        "Open-washing: high",
        "Licence texts",
        "What it was made from",
        "What the terms say",
        "You may not",
        "You must",
        "Unclear",
        "Legal part",
        "Data that it was trained on",
        "Criteria",
        "Open Source AI Definition 1.0: 0 of 1 met",
        "Open Source Definition 1.9: 1 of 4 met",
        "Parts of the model",
        "How the score comes about",
        "What was read",
        "Provenance",
        "Next",
        "Decision",
    ]
    text = word_text(formats.document(model_report(), "docx"))
    for words in (
        "restricted-weights",
        "0123456789abcdef0123456789abcdef01234567",
        "“You may not use it for war.” (LICENSE:2)",
        "☐ keep notices",
        "Signature",
        "This is no legal advice.",
        "cd" * 32,
    ):
        assert words in text


def test_a_check_lists_its_models_then_each_has_its_pages() -> None:
    text = word_text(formats.document(check_report(), "docx"))
    assert "huggingface:zoo/gone" in text
    assert text.count("What the terms say") == 3


def test_hostile_words_are_words_in_the_document_and_add_no_part_to_it() -> None:
    plain, evil = (
        ZipFile(BytesIO(formats.document(model_report(words), "docx")))
        for words in ("words", HOSTILE)
    )
    assert evil.namelist() == plain.namelist()
    assert "<script>alert(1)</script>" in word_text(formats.document(model_report(HOSTILE), "docx"))
    assert b"http://a.b" not in evil.read("word/_rels/document.xml.rels")


def test_numbers_are_numbers_and_what_is_missing_is_null() -> None:
    rows = table(formats.document(model_report(), "parquet"))
    assert tuple(rows[0]) == COLUMNS
    [ban] = [row for row in rows if row["rule"] == "field-of-use-restriction"]
    assert (ban["document"], ban["line"], ban["page"]) == ("LICENSE", 2, None)


def test_a_report_without_findings_has_columns_and_no_rows() -> None:
    empty = model_report().model_copy(update={"findings": (), "rights": ()})
    content = formats.document(empty, "parquet")
    assert parquet.read_schema(BytesIO(content)).names == list(COLUMNS)
    assert table(content) == []


@pytest.mark.parametrize("name", ["docx", "parquet"])
@pytest.mark.parametrize("report", [model_report(), check_report()], ids=["model", "check"])
def test_the_same_report_gives_the_same_bytes(name: str, report: AnyReport) -> None:
    assert formats.document(report, name) == formats.document(report, name)


@pytest.mark.parametrize("name", ["docx", "parquet"])
def test_sixty_duties_and_quotes_of_3000_characters_stand_in_it_whole(name: str) -> None:
    model = model_report()
    long = quote("long " * 600)
    findings = tuple(
        model.findings[2].model_copy(
            update={"id": f"D{at}", "rule": f"r{at}", "message": f"m{at}", "evidence": (long,)}
        )
        for at in range(60)
    )
    content = formats.document(model.model_copy(update={"findings": findings}), name)
    text = word_text(content) if name == "docx" else table_text(content)
    assert text.count("long " * 599) == 60


def test_a_file_is_not_printed_and_is_refused_before_any_work(run: Run, tmp_path: Path) -> None:  # noqa: F811
    refused = run("license", "MIT", "--format", "docx")
    assert refused.returncode == 2
    assert "docx is no text to print" in refused.stderr
    assert "--output FILE" in refused.stderr
    assert run("license", "MIT", "--format", "docx", "--output", "mit.docx").returncode == 0
    assert "MIT" in word_text((tmp_path / "mit.docx").read_bytes())


@pytest.mark.parametrize(("name", "package"), [("docx", "docx"), ("parquet", "pyarrow")])
def test_without_its_extra_a_format_says_what_to_install(
    process: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    name: str,
    package: str,
) -> None:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / f"{package}.py").write_text("raise ImportError('not installed')")
    path = f"{tmp_path / 'hidden'}:{sys.path[0]}"
    done = process("license", "MIT", "-f", name, "-o", "x", env={"PYTHONPATH": path})
    assert done.returncode == 2
    extra = {"docx": "word", "parquet": "tables"}[name]
    assert f"pip install 'licensecheck-ai[{extra}]'" in done.stderr


def test_each_quote_stands_with_its_own_place() -> None:
    model = model_report()
    places = quote("You may not use it for war."), quote("Keep the notice.")
    ban = model.findings[1].model_copy(update={"evidence": places})
    text = word_text(formats.document(model.model_copy(update={"findings": (ban,)}), "docx"))
    first, second = "“You may not use it for war.” (LICENSE:2)", "“Keep the notice.” (LICENSE:3)"
    assert f"{first}\n{second}" in text
