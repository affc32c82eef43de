"""PDF and Word documents: read as other texts are, or left for a person with the reason."""

import io
import textwrap
import zlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensecheck import doctor
from licensecheck.auditor import Auditor
from licensecheck.doctor import diagnose
from licensecheck.domain import Document, DocumentKind, Level, Problem
from licensecheck.hubs import parse_ref
from licensecheck.hubs.decode import MAX_BYTES, read_document
from licensecheck.hubs.typeset import pdf as pdf_module
from licensecheck.hubs.typeset.pdf_reader import MOST_PAGES
from licensecheck.hubs.typeset.printed import bound
from licensecheck.hubs.typeset.word import DEEPEST, MOST_BYTES
from licensecheck.hubs.wanted import MAX_PRINTED, Wanted, wanted
from licensecheck.knowledge.knowledge import installed
from licensecheck.settings import Settings
from tests.hubs.typeset_files import docx, part, pdf, pdf_of

OWN = ("You may use the model for research.", "You must not sell the model to anyone.")


def read(name: str, data: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    return read_document(Wanted(name, DocumentKind.LICENSE, "model"), data)


def text_of(name: str, data: bytes) -> str:
    document, problems = read(name, data)
    assert document, problems
    assert problems == ()
    return document.text


def reasons(name: str, data: bytes) -> list[str]:
    """What is said of a document of which nothing could be read."""
    document, problems = read(name, data)
    assert document is None
    assert all(one.hides_terms for one in problems)
    return [one.message for one in problems]


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor(Settings(offline=True, cache=None), lambda _: None)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder with weights and no licence."""
    (tmp_path / "model.safetensors").write_bytes(b"")
    return tmp_path


@pytest.fixture(scope="module")
def mit(real: Path) -> list[str]:
    """The paragraphs of the MIT licence."""
    text = (real / "repos" / "openai+whisper" / "LICENSE").read_text("utf-8")
    return [" ".join(block.split()) for block in text.split("\n\n")]


def lines(paragraphs: Iterable[str]) -> list[str]:
    return [line for one in paragraphs for line in textwrap.wrap(one, 90)]


@pytest.mark.parametrize("name", ["LICENSE.pdf", "MODEL TERMS.PDF"])
def test_a_licence_in_a_pdf_opens_a_model_as_its_text_does(
    auditor: Auditor, model: Path, mit: list[str], name: str
) -> None:
    (model / name).write_bytes(pdf(lines(mit)[:8], lines(mit)[8:]))
    report = auditor.audit(parse_ref(str(model)))
    assert report.level is Level.OPEN_WEIGHTS
    assert [str(match.kind) for text in report.licenses for match in text.matches] == ["verbatim"]


@pytest.mark.parametrize("name", ["LICENSE.docx", "Model License Agreement.docx"])
def test_a_licence_in_word_opens_a_model_as_its_text_does(
    auditor: Auditor, model: Path, mit: list[str], name: str
) -> None:
    (model / name).write_bytes(docx(*mit))
    assert auditor.audit(parse_ref(str(model))).level is Level.OPEN_WEIGHTS


def test_what_a_pdf_forbids_is_quoted_with_its_page(auditor: Auditor, model: Path) -> None:
    (model / "LICENSE.pdf").write_bytes(pdf(OWN[:1], OWN[1:]))
    report = auditor.audit(parse_ref(str(model)))
    assert report.level is Level.RESTRICTED_WEIGHTS
    quotes = [quote for one in report.findings for quote in one.evidence]
    (sale,) = {quote for quote in quotes if quote.quote == OWN[1]}
    assert sale.page == 2
    assert "LICENSE.pdf, page 2" in " ".join(one.reason for one in report.verdicts)


def test_a_pdf_that_a_card_links_is_read(auditor: Auditor, model: Path) -> None:
    head = "---\nlicense: other\nlicense_name: zebra\nlicense_link: papers/zebra.pdf\n---\n"
    (model / "README.md").write_text(head)
    (model / "papers").mkdir()
    (model / "papers" / "zebra.pdf").write_bytes(pdf(OWN))
    assert auditor.audit(parse_ref(str(model))).level is Level.RESTRICTED_WEIGHTS


def test_without_the_library_a_pdf_says_what_to_install(
    auditor: Auditor, model: Path, mit: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_module.importlib.util, "find_spec", lambda _: None)
    (model / "LICENSE.pdf").write_bytes(pdf(lines(mit)))
    report = auditor.audit(parse_ref(str(model)))
    assert report.level is Level.UNKNOWN
    (left,) = (one for one in report.ledger.left if one.subject == "LICENSE.pdf")
    assert left.account == "unread"
    assert "pip install 'licensecheck-ai[documents]'" in left.reason


def test_doctor_says_whether_pdf_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"read with pypdf {version('pypdf')}" in diagnose(Settings(device="cpu"), installed())[0]
    monkeypatch.setattr(doctor, "version_of", lambda _: "")
    text, _ = diagnose(Settings(device="cpu"), installed())
    assert "not read: pip install 'licensecheck-ai[documents]'" in text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([]), "holds no text, only pictures of it"),
        (b"%PDF-1.7 nothing else", "cannot be read"),
        (pdf(OWN)[:-400], "cannot be read"),
        (pdf(OWN).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"), "cannot be read"),
        (
            pdf(OWN).replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Standard/V 9>>"),
            "cannot",
        ),
    ],
    ids=["scanned", "no-pdf", "cut", "its-own-child", "encrypted"],
)
def test_a_pdf_without_words_is_unread(data: bytes, reason: str) -> None:
    (said,) = reasons("LICENSE.pdf", data)
    assert reason in said


def test_an_encrypted_pdf_says_so() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(OWN))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert reasons("LICENSE.pdf", locked.getvalue()) == [
        "It is a PDF that is encrypted: read it yourself."
    ]


def test_of_a_pdf_of_300_pages_the_first_are_read_and_the_rest_is_said_to_be_left() -> None:
    pages = [(f"You may use {'very ' * number}old models.",) for number in range(300)]
    document, problems = read("LICENSE.pdf", pdf(*pages[:-1], OWN[1:]))
    assert document
    assert document.text.count("You may use") == MOST_PAGES
    assert OWN[1] not in document.text
    (problem,) = problems
    assert f"Page {MOST_PAGES + 1} and what follows were not read" in problem.message
    assert problem.hides_terms


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf(OWN, []), "Page 2 has a picture and no text: read it yourself."),
        (
            pdf(OWN, before="3 Tr"),
            "Page 1 has text that is not shown, and may show other words: read it yourself.",
        ),
        (
            pdf(OWN, OWN, annotations=["FreeText"]),
            "Page 1, 2 has notes or fields to fill in, which were not read: read it yourself.",
        ),
    ],
    ids=["picture", "hidden", "notes"],
)
def test_what_a_page_has_beside_its_text_is_left(data: bytes, message: str) -> None:
    document, problems = read("LICENSE.pdf", data)
    assert document is not None
    assert OWN[0] in document.text
    assert [(one.message, one.hides_terms) for one in problems] == [(message, True)]


def test_links_and_blank_pages_leave_nothing() -> None:
    blank = pdf_of([b"BT /F1 10 Tf 40 750 Td (All of it.) Tj ET", b""], annotations=["Link"])
    assert text_of("LICENSE.pdf", blank).strip() == "All of it."


@pytest.mark.parametrize("name", ["LICENSE", "LICENSE.txt", "LICENSE.docx"])
def test_a_pdf_under_another_name_is_unread(name: str) -> None:
    assert "PDF" in reasons(name, pdf(OWN))[0] or "Word" in reasons(name, pdf(OWN))[0]


def test_a_text_that_is_only_called_a_pdf_is_read() -> None:
    assert text_of("LICENSE.pdf", b"You may use it.") == "You may use it."


@pytest.mark.parametrize("name", ["LICENSE.pdf", "LICENSE.docx"])
def test_a_document_that_was_cut_is_unread(name: str) -> None:
    data = pdf(OWN) if name.endswith("pdf") else docx(*OWN)
    (reason,) = reasons(name, data + b"\0" * MAX_BYTES)
    assert f"more than {MAX_BYTES:,} bytes" in reason


def test_a_stream_that_grows_without_end_is_stopped() -> None:
    bomb = zlib.compress(b"(You may) Tj " * 40_000_000, 9)
    document, problems = read("LICENSE.pdf", pdf_of([bomb], filters="/Filter/FlateDecode"))
    assert problems
    assert document is None or len(document.text) <= 2 * MAX_BYTES


def test_a_reader_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "endless.py").write_text("while True: pass")
    monkeypatch.setattr(pdf_module, "_READER", tmp_path / "endless.py")
    monkeypatch.setattr(pdf_module, "SECONDS", 1)
    (reason,) = reasons("LICENSE.pdf", pdf(OWN))
    assert "takes more than 1 seconds to read" in reason


@settings(max_examples=12)  # each starts a process
@given(st.integers(9, len(pdf(OWN)) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_pdf_gives_a_document_or_a_reason(at: int, instead: bytes) -> None:
    data = pdf(OWN)
    document, problems = read("LICENSE.pdf", data[:at] + instead + data[at + len(instead) :])
    assert document or problems


NOTES = {"word/footnotes.xml": part("<w:p><w:r><w:t>No resale.</w:t></w:r></w:p>")}
TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<w:p><w:r><w:t>You m</w:t></w:r><w:r><w:t>ay.</w:t></w:r></w:p>", "You may."),
        (TABLE.format("No resale."), "No resale."),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
        (
            "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Keep it.</w:t></w:r></w:p>",
            "- Keep it.",
        ),
        (
            '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:p><w:r><w:t>Box</w:t></w:r></w:p>'
            "</mc:Choice><mc:Fallback><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Fallback>"
            "</mc:AlternateContent>",
            "Box",
        ),
        ("<w:p><w:r><w:delText>gone</w:delText><w:t>here</w:t></w:r></w:p>", "here"),
    ],
    ids=["runs", "table", "breaks", "list", "box", "deleted"],
)
def test_a_word_document_says_what_it_shows(markup: str, text: str) -> None:
    data = docx(parts={"word/document.xml": part(markup)})
    assert text_of("LICENSE.docx", data).strip() == text


def test_notes_and_parts_of_any_name_are_read_behind_the_text() -> None:
    assert text_of("LICENSE.docx", docx(*OWN, parts=NOTES)).split("\n\n")[:3] == [
        *OWN,
        "No resale.",
    ]
    odd = {"any/where.bin": NOTES["word/footnotes.xml"]}
    assert "No resale." in text_of("LICENSE.docx", docx(*OWN, parts=odd))


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<w:ins><w:r><w:t>Only for research.</w:t></w:r></w:ins>", "changes that nobody accepted"),
        ("<w:altChunk/>", "Another document is embedded"),
    ],
)
def test_what_word_would_show_and_we_cannot_is_left(markup: str, words: str) -> None:
    body = f"<w:p><w:r><w:t>{OWN[0]}</w:t></w:r>{markup}</w:p>"
    document, problems = read("LICENSE.docx", docx(parts={"word/document.xml": part(body)}))
    assert document is not None
    (problem,) = problems
    assert words in problem.message
    assert problem.hides_terms


def entities() -> bytes:
    names = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    head = f'<!DOCTYPE d [<!ENTITY e0 "lol">{names}]>'.encode()
    return docx(parts={"word/document.xml": head + b"<d><t>&e12;</t></d>"})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(), "has no text"),
        (docx("a")[:-40], "cannot be read"),
        (b"PK\x03\x04" + b"x" * 100, "cannot be read"),
        (docx("a", parts={"x.bin": b" " * (MOST_BYTES + 1)}), "unpacks to more than"),
        (entities(), "defines entities"),
        (docx(parts={"word/document.xml": b"<t>" * (DEEPEST + 1)}), "nested too deeply"),
        (docx(parts={"word/document.xml": b"<d><t>a</d>"}), "cannot be read"),
    ],
    ids=["empty", "cut", "no-archive", "bomb", "entities", "deep", "broken"],
)
def test_a_word_document_that_means_harm_or_is_broken_is_unread(data: bytes, reason: str) -> None:
    (said,) = reasons("LICENSE.docx", data)
    assert reason in said


@given(st.integers(4, len(docx(*OWN)) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_word_document_gives_a_document_or_a_reason(at: int, instead: bytes) -> None:
    data = docx(*OWN)
    document, problems = read("LICENSE.docx", data[:at] + instead + data[at + len(instead) :])
    assert document or problems


def test_what_runs_along_the_pages_parts_no_sentence() -> None:
    pages = [
        "Zebra terms\nYou may use the\nPage 1 of 3",
        "Zebra terms\nmodel as long\nas you\nPage 2 of 3",
        "Zebra terms\nkeep this notice.\nPage 3 of 3",
    ]
    found = bound(pages)
    own, *behind = found.text.strip().split("\n\n")
    assert " ".join(own.split()) == "You may use the model as long as you keep this notice."
    assert behind == ["Zebra terms", "Page 1 of 3"]
    assert [found.text[at:].split()[0] for at in found.pages] == ["You", "model", "keep"]


PAGES = st.lists(st.lists(st.text("ab1 ", max_size=6), max_size=8).map("\n".join), max_size=5)


def words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in text.split() if word.isalpha()}


@given(PAGES)
def test_binding_pages_loses_no_word(pages: list[str]) -> None:
    found = bound(pages)
    assert words([found.text]) == words(pages)
    assert len(found.pages) == len(pages)
    assert list(found.pages) == sorted(found.pages)


def test_only_so_many_documents_are_opened(auditor: Auditor, model: Path) -> None:
    names = [f"LICENSE-{n}.pdf" for n in range(MAX_PRINTED + 2)]
    chosen, left = wanted((name, 10) for name in names)
    assert [len(chosen), len(left)] == [MAX_PRINTED, 2]
    for name in (*names[: MAX_PRINTED - 1], "a.pdf", "b.pdf"):
        (model / name).write_bytes(pdf(OWN))
    for at in "ab":
        head = f"---\nlicense: other\nlicense_link: {at}.pdf\n---\n"
        (model / f"model_card_{at}.md").write_text(head)
    report = auditor.audit(parse_ref(str(model)))
    assert sum(one.document.endswith(".pdf") for one in report.licenses) == MAX_PRINTED
    assert [one.subject for one in report.problems if one.kind == "too-large"] == ["b.pdf"]
