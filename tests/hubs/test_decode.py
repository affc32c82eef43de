"""Bytes to text: whatever they are, and what is said about them."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.domain import Document, DocumentKind, Problem, ProblemKind
from licensecheck.hubs.decode import MAX_BYTES, read_document
from licensecheck.hubs.wanted import Wanted

LICENSE = Wanted("LICENSE", DocumentKind.LICENSE, "model")
NOTICE = Wanted("NOTICE", DocumentKind.NOTICE, "model")
TEXT = "You may use “it” freely.\r\n"


def read(data: bytes, file: Wanted = LICENSE) -> tuple[Document | None, tuple[Problem, ...]]:
    return read_document(file, data)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
)
def test_unicode_is_read_as_it_is(data: bytes) -> None:
    document, problems = read(data)
    assert document is not None
    assert (document.text, problems) == (TEXT, ())


def test_western_text_is_read_and_said_so() -> None:
    text = "This licence lets you do what you want with “it”, as long as you keep the notice.\n"
    document, problems = read(text.encode("cp1252"))
    assert document is not None
    assert document.text == text
    assert [(p.kind, p.hides_terms) for p in problems] == [(ProblemKind.ENCODING, False)]


def test_a_stray_byte_spoils_only_itself() -> None:
    document, problems = read("é é é ".encode() + b"\xff end")
    assert document is not None
    assert document.text == "é é é \N{REPLACEMENT CHARACTER} end"
    assert problems[0].kind is ProblemKind.ENCODING


def test_words_in_an_unknown_script_are_not_taken_as_read() -> None:
    _, problems = read("本许可证不允许商业使用".encode("gbk"))
    assert [(p.kind, p.hides_terms) for p in problems] == [(ProblemKind.ENCODING, True)]


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"{\\rtf1 x", b"PK\x03\x04x", b"a\0b", b"\x89PNG"])
def test_what_is_no_text_is_a_problem(data: bytes) -> None:
    document, problems = read(data)
    assert document is None
    assert [(p.kind, p.subject, p.hides_terms) for p in problems] == [
        (ProblemKind.BINARY, "LICENSE", True)
    ]


def test_only_texts_that_may_hold_terms_hide_terms() -> None:
    assert not read(b"\0", NOTICE)[1][0].hides_terms


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", ProblemKind.MISSING),
        (b" \n", ProblemKind.MISSING),
        (b"<!DOCTYPE html><html>Not found</html>", ProblemKind.BINARY),
        (b"<!-- x --><HTML>", ProblemKind.BINARY),
    ],
)
def test_what_only_looks_like_a_licence(data: bytes, kind: ProblemKind) -> None:
    assert [p.kind for p in read(data)[1]] == [kind]


def test_a_huge_text_is_cut_between_characters_and_said_so() -> None:
    document, problems = read("é".encode() * MAX_BYTES + b"x")
    assert document is not None
    assert document.text == "é" * (MAX_BYTES // 2)
    assert [(p.kind, p.hides_terms) for p in problems] == [(ProblemKind.TOO_LARGE, True)]
    odd, problems = read(b"x" + "é".encode() * MAX_BYTES)
    assert odd is not None
    assert len(odd.text) == MAX_BYTES // 2
    assert [p.kind for p in problems] == [ProblemKind.TOO_LARGE]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_reason(data: bytes) -> None:
    document, problems = read(data)
    assert document is not None or problems
