"""Whatever a report says, no format of it steers a terminal or a pipeline that shows it."""

import json
import re
from collections.abc import Callable
from typing import Literal, get_args, get_origin
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from licensecheck.domain.report import AnyReport
from licensecheck.knowledge.knowledge import installed
from licensecheck.report import changes, comparison, formats
from licensecheck.report.formats import terminal
from licensecheck.text.inert import Channel, inert, inert_styled
from tests.hostile import PAYLOADS, steers

from .conftest import REPORTS
from .test_files import table_text, word_text

_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def poisoned(value: object, payload: str) -> object:
    """A report with a payload in every word that is not one of ours, as the time is."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        hostile = {
            name: poisoned(getattr(value, name), payload)
            for name, field in fields
            if name != "fetched_at" and not _is_ours(field.annotation)
        }
        return type(value).model_validate({**dict(value), **hostile})
    if isinstance(value, tuple):
        return tuple(poisoned(one, payload) for one in value)
    if isinstance(value, dict):
        return {key: poisoned(one, payload) for key, one in value.items()}
    return payload if type(value) is str else value


def _is_ours(annotation: object) -> bool:
    return get_origin(annotation) is Literal or any(map(_is_ours, get_args(annotation)))


def hostile(kind: str, payload: str) -> AnyReport:
    report = poisoned(REPORTS[kind](), payload)
    assert isinstance(report, AnyReport)
    return report


FORMATS = [
    (name, kind)
    for name in formats.formats()
    for kind in REPORTS
    if not (kind == "text" and name in ("cyclonedx", "cyclonedx17", "spdx"))
    and not formats.is_binary(name)
]
FILES: dict[str, Callable[[bytes], str]] = {"docx": word_text, "parquet": table_text}


@pytest.mark.parametrize(("name", "kind"), FORMATS)
def test_no_format_is_steered_by_any_word_of_a_report(name: str, kind: str) -> None:
    wrong = {
        payload: found
        for payload in PAYLOADS
        for text in [formats.render(hostile(kind, payload), name)]
        if (found := steers(text, annotations=name == "github"))
    }
    assert wrong == {}


@pytest.mark.parametrize(("at", "kind"), list(enumerate(REPORTS)))
@pytest.mark.parametrize("name", FILES)
def test_no_file_holds_words_that_steer_who_shows_them(name: str, at: int, kind: str) -> None:
    """Each payload in one kind of report: to write and read a document takes half a second."""
    wrong = {
        payload: found
        for payload in PAYLOADS[at :: len(REPORTS)]
        for content in [formats.document(hostile(kind, payload), name)]
        if (found := steers(FILES[name](content)))
    }
    assert wrong == {}


def test_every_format_that_is_a_file_is_looked_into() -> None:
    assert [name for name in formats.formats() if formats.is_binary(name)] == list(FILES)


@pytest.mark.parametrize("kind", REPORTS)
def test_a_coloured_report_has_no_sequence_but_those_for_colour(kind: str) -> None:
    for payload in PAYLOADS:
        text = inert_styled(
            terminal.render(hostile(kind, payload), installed(), width=60, colour=True)
        )
        assert steers(_STYLE.sub("", text)) == []
        assert "\x1b[8m" not in text, "a concealed word"
        assert "\x1b[31m" in text or "\x1b[1" in text, "it is coloured"


@pytest.mark.parametrize("kind", REPORTS)
def test_no_payload_adds_an_annotation(kind: str) -> None:
    plain = formats.render(hostile(kind, "plain"), "github").splitlines()
    for payload in PAYLOADS:
        lines = formats.render(hostile(kind, payload), "github").splitlines()
        assert len(lines) == len(plain)


@pytest.mark.parametrize("kind", REPORTS)
def test_json_keeps_what_it_escapes(kind: str) -> None:
    for payload in PAYLOADS:
        report = hostile(kind, payload)
        assert json.loads(formats.render(report, "json")) == report.model_dump(mode="json")


def test_markup_keeps_the_commands_that_it_escapes() -> None:
    text = formats.render(hostile("check", "a ##vso[x]b"), "junit")
    found = ElementTree.fromstring(text)  # noqa: S314 - our own output
    assert "a ##vso[x]b" in {suite.get("name") for suite in found.iter("testsuite")}


@pytest.mark.parametrize("format_name", ["terminal", "markdown", "json"])
def test_no_comparison_is_steered(format_name: str) -> None:
    for payload in PAYLOADS:
        for kind in REPORTS:
            found = comparison.compare(REPORTS[kind](), hostile(kind, payload), installed())
            assert steers(changes.show(found, format_name)) == []


_WORDS = st.lists(
    st.one_of(
        st.sampled_from(["##", "#", "vso", "[", "::", ":", "error", "\n", "\r", " ", "\x1b[", "m"]),
        st.characters(),
    )
).map("".join)


@given(_WORDS)
def test_any_text_is_inert_once_and_stays_as_it_is(text: str) -> None:
    for channel in Channel:
        once = inert(text, channel)
        if channel is not Channel.JSON:
            assert steers(once, annotations=channel is Channel.ANNOTATIONS) == []
            assert inert(once, channel) == once


@given(_WORDS)
def test_any_word_in_json_stays_the_same_word(word: str) -> None:
    text = inert(json.dumps({"word": word}, ensure_ascii=False), Channel.JSON)
    assert steers(text) == []
    assert json.loads(text) == {"word": word}


@pytest.mark.parametrize("honest", ["MIT", "# Title\n\n## [link](a)\n", "C++ std::vector 通义千问"])
def test_honest_words_stay_as_they_are(honest: str) -> None:
    assert inert(honest) == honest
